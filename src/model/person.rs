//! People, and the positions that they take in published sources.

use serde::{Deserialize, Serialize};

use super::id::{ExpertiseId, Named, RecognitionId, TagId, VintageId};
use super::shared_sort::SharedSort;
use super::words::words;

/// Person with positions from published sources. The texts have the type `S`: `String` if owned, `&str` if borrowed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person<S = String> {
    /// Slug of the person.
    pub slug: S,
    /// Name of the person.
    pub name: S,
    /// Description of the person in a few words.
    pub tagline: S,
    /// Description of the person in a sentence or two.
    pub summary: S,
    /// Occupations of the person, such as `researcher` or `policy`.
    pub categories: Vec<S>,
    /// Address of the person's own web page.
    pub homepage: Option<S>,
    /// Address of the Wikipedia page on the person.
    pub wikipedia: Option<S>,
    /// Handle of the person on X, without the `@`.
    pub handle: Option<S>,
    /// Date of the last update of the person's entry, as spelled in its TOML.
    pub updated: Option<S>,
    /// Rank among the people of the atlas, smallest first; people without a rank come after those with one, by name.
    pub order: Option<i64>,
    /// Warning to readers who rely on the entry of this person.
    pub caveat: Option<S>,
    /// Remark on the person.
    pub note: Option<S>,
    /// Affiliations of the person, in the order of the TOML.
    pub affiliations: Vec<Affiliation<S>>,
    /// Tiers of the person with their evidence; `None` for people without a profile.
    pub profile: Option<Profile<S>>,
    /// Positions of the person, in the order of the TOML.
    pub positions: Vec<Position<S>>,
    /// Probabilities of doom that the person gave, in the order of the TOML.
    pub p_doom: Vec<DoomClaim<S>>,
    /// Times by which the person expects milestones, in the order of the TOML.
    pub timelines: Vec<TimelineClaim<S>>,
}

impl<S: AsRef<str>> Named for Person<S> {
    fn slug(&self) -> &str {
        self.slug.as_ref()
    }
    fn name(&self) -> &str {
        self.name.as_ref()
    }
}

impl<S: AsRef<str>> Person<S> {
    /// Returns whether there is a caveat on the person, on a position or on a source of a position.
    pub fn has_caveat(&self) -> bool {
        self.caveat.is_some() || self.positions.iter().any(Position::has_caveat)
    }

    /// Returns whether at least one source of a position is a video.
    pub fn has_video(&self) -> bool {
        let mut sources = self.positions.iter().flat_map(|position| &position.sources);
        sources.any(|source| source.medium == Medium::Video)
    }
}

/// Present or past post of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Affiliation<S = String> {
    /// Name of the organisation.
    pub org: S,
    /// Role of the person in the organisation.
    pub role: Option<S>,
    /// Start of the post, as spelled in the TOML.
    pub start: Option<S>,
    /// End of the post, as spelled in the TOML.
    pub end: Option<S>,
    /// Whether the person has the post now.
    pub current: bool,
}

/// Tiers of a person. A person with a profile is called profiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile<S = String> {
    /// Expertise tier: how close the person is to the work.
    pub expertise: Placement<ExpertiseId, S>,
    /// Recognition tier: how widely known the person is.
    pub recognition: Placement<RecognitionId, S>,
    /// Vintage: the period in which the person entered the field; `None` if unknown.
    pub vintage: Option<Placement<VintageId, S>>,
}

/// Tier that a person is placed on, with the evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement<T, S = String> {
    /// Tier that the person is placed on.
    pub tier: T,
    /// Evidence for the placement on the tier.
    pub note: Option<S>,
}

/// Position of a person: a stance on a tag, which names a view, with a claim and its sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position<S = String> {
    /// Tag that the position is on.
    pub tag: TagId,
    /// Stance of the person on the tag.
    pub stance: Stance,
    /// Whether the position is inferred from what the person said, rather than stated by the person.
    pub tentative: bool,
    /// Claim that the person makes, in the words of the atlas.
    pub claim: S,
    /// Warning to readers who rely on the position.
    pub caveat: Option<S>,
    /// Sources of the claim.
    pub sources: Vec<Source<S>>,
}

impl<S: AsRef<str>> Position<S> {
    /// Returns whether there is a caveat on the position or on one of its sources.
    pub fn has_caveat(&self) -> bool {
        self.caveat.is_some() || self.sources.iter().any(|source| source.caveat.is_some())
    }

    /// Returns the number of quoted passages in the sources.
    pub fn passages(&self) -> u32 {
        self.sources.iter().map(|source| source.passages).sum()
    }

    /// Returns the sources of the position, best first: a passage before a page before a home page; at equal depth,
    /// work by the author before a report by others.
    pub fn best_sources(&self) -> Vec<&Source<S>> {
        let mut sources: Vec<&Source<S>> = self.sources.iter().collect();
        sources.shared_sort_by_key(|source| (source.depth(), source.medium.is_report()));
        sources
    }

    /// Returns the depth of the best source; `None` without sources.
    pub fn depth(&self) -> Option<SourceDepth> {
        self.sources.iter().map(Source::depth).min()
    }
}

words! {
    /// Stance of a person on a tag.
    enum Stance {
        /// The person is in favour.
        Endorses = "endorses",
        /// The person is in favour of parts.
        Mixed = "mixed",
        /// The person is in favour under a condition.
        Conditional = "conditional",
        /// The person is in favour after a change of mind.
        EvolvedToward = "evolved-toward",
        /// The person is against.
        Opposes = "opposes",
        /// The person was in favour before and no longer is.
        EvolvedAway = "evolved-away",
    }
}

impl Stance {
    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::EvolvedToward => "evolved toward",
            Self::EvolvedAway => "evolved away",
            other => other.as_str(),
        }
    }

    /// Returns the verb between a person and the subject of a position: `opposes`.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Mixed => "partly endorses",
            Self::Conditional => "endorses on a condition",
            Self::EvolvedToward => "has come to endorse",
            Self::EvolvedAway => "no longer endorses",
            Self::Endorses | Self::Opposes => self.as_str(),
        }
    }

    /// Returns the sign of the stance in lists; the signs differ even without colour.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Endorses => "+",
            Self::Mixed => "±",
            Self::Conditional => "?",
            Self::EvolvedToward => "→",
            Self::Opposes => "−",
            Self::EvolvedAway => "←",
        }
    }

    /// Returns whether the stance counts as support, by the rule of the public catalogue: every stance except opposing
    /// and having turned away.
    pub fn is_endorsing(self) -> bool {
        !self.is_opposing()
    }

    /// Returns whether the stance counts as opposition.
    pub fn is_opposing(self) -> bool {
        matches!(self, Self::Opposes | Self::EvolvedAway)
    }
}

/// Published source of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source<S = String> {
    /// Title of the source.
    pub title: S,
    /// Address of the source on the web; `None` if it has none.
    pub url: Option<S>,
    /// Medium of the source, such as `paper` or `podcast`.
    pub medium: Medium,
    /// Publisher of the source.
    pub publisher: Option<S>,
    /// Date when the person made the remark, as spelled in the TOML: a year, a month or a day.
    pub stated: Option<S>,
    /// Date when the source was published, as spelled in the TOML: a year, a month or a day.
    pub date: Option<S>,
    /// How faithfully the claim renders the source; `None` for claims about numbers.
    pub fidelity: Option<Fidelity>,
    /// Number of passages in the source that support the claim.
    pub passages: u32,
    /// Warning to readers who rely on the source.
    pub caveat: Option<S>,
}

impl<S: AsRef<str>> Source<S> {
    /// Returns how precisely the source locates the words behind the claim.
    pub fn depth(&self) -> SourceDepth {
        if self.url.as_ref().is_some_and(|url| is_home_page(url.as_ref())) {
            SourceDepth::HomePage
        } else if matches!(self.fidelity, Some(Fidelity::Direct | Fidelity::Faithful)) {
            SourceDepth::Passage
        } else {
            SourceDepth::Page
        }
    }

    /// Returns the date of the remark or, if it is unknown, the date of publication, which is the latest possible date
    /// of the remark; `None` if both are unknown.
    pub fn stated_by(&self) -> Option<&str> {
        self.stated.as_ref().or(self.date.as_ref()).map(AsRef::as_ref)
    }
}

/// How precisely a source locates the words behind a claim, most precise first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceDepth {
    /// Passage that the claim quotes or paraphrases faithfully.
    Passage,
    /// Work that the claim paraphrases loosely or summarizes.
    Page,
    /// Home page of a site, where the reader has to search for the words.
    HomePage,
}

impl SourceDepth {
    /// Every depth, most precise first.
    pub const ALL: [Self; 3] = [Self::Passage, Self::Page, Self::HomePage];

    /// Returns the spelling of the depth in queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Page => "page",
            Self::HomePage => "home",
        }
    }
}

/// Returns whether `url` is the home page of a site or of its edition in one language, without a path to another page.
pub fn is_home_page(url: &str) -> bool {
    const LANGUAGES: [&str; 12] = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pt", "ru", "zh"];
    // Characters and not texts are looked for, because that is several times as fast.
    let Some(address) = url.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//")) else { return false };
    let path = address.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let is_home =
        path.is_empty() || LANGUAGES.contains(&path) || matches!(path, "index.html" | "index.htm" | "index.php");
    is_home && !address.contains(['?', '#'])
}

words! {
    /// Medium of a source.
    enum Medium {
        /// Article.
        Article = "article",
        /// Blog post.
        Blog = "blog",
        /// Book.
        Book = "book",
        /// Transcript of an interview.
        InterviewTranscript = "interview-transcript",
        /// Paper.
        Paper = "paper",
        /// Podcast.
        Podcast = "podcast",
        /// Talk.
        Talk = "talk",
        /// Testimony.
        Testimony = "testimony",
        /// Tweet.
        Tweet = "tweet",
        /// Video.
        Video = "video",
        /// Any other medium.
        Other = "other",
    }
}

impl Medium {
    /// Returns whether sources of this medium usually report what others said, as articles and unspecified media do.
    pub fn is_report(self) -> bool {
        matches!(self, Self::Article | Self::Other)
    }

    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::InterviewTranscript => "interview transcript",
            other => other.as_str(),
        }
    }
}

words! {
    /// How faithfully a claim renders its source.
    enum Fidelity {
        /// The claim is from a direct quotation.
        Direct = "direct",
        /// The claim is a faithful paraphrase of the source.
        Faithful = "faithful",
        /// The claim is a loose paraphrase of the source.
        Loose = "loose",
        /// The claim summarizes the source.
        Summary = "summary",
    }
}

impl Fidelity {
    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "from a direct quotation",
            Self::Faithful => "faithful paraphrase",
            Self::Loose => "loose paraphrase",
            Self::Summary => "summary",
        }
    }
}

/// Probability of doom that a person gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoomClaim<S = String> {
    /// Lower end of the stated range, from 0 to 1.
    pub low: f64,
    /// Upper end of the stated range, from 0 to 1; equal to `low` if the person gave a single number.
    pub high: f64,
    /// Date when the person made the claim, as spelled in the TOML.
    pub date: Option<S>,
    /// What the person means by doom.
    pub definition: Option<S>,
    /// Source of the claim.
    pub source: Option<Source<S>>,
}

impl<S> DoomClaim<S> {
    /// Returns the middle of the stated range.
    pub fn midpoint(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// Time by which a person expects a milestone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineClaim<S = String> {
    /// Expected milestone.
    pub milestone: S,
    /// First year of the expected range; `None` if not stated.
    pub from: Option<i32>,
    /// Last year of the expected range, equal to `from` if the person gave a single year; `None` if not stated.
    pub to: Option<i32>,
    /// Probability with which the person expects the milestone, from 0 to 1.
    pub probability: Option<f64>,
    /// Date when the person made the claim, as spelled in the TOML.
    pub date: Option<S>,
    /// Source of the claim.
    pub source: Option<Source<S>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn source(url: &str, medium: Medium, fidelity: Option<Fidelity>) -> Source {
        let (stated, date) = (Some("2021".to_owned()), Some("2019-08".to_owned()));
        let url = (!url.is_empty()).then(|| url.to_owned());
        let title = format!("{medium:?} {fidelity:?}");
        Source { title, url, medium, publisher: None, stated, date, fidelity, passages: 1, caveat: None }
    }

    #[test]
    fn home_pages_are_roots_of_sites() {
        for home in [
            "https://example.org",
            "https://example.org/",
            "http://blog.example.org//",
            "https://example.org/en/",
            "https://example.org/index.html",
        ] {
            assert!(is_home_page(home), "{home}");
        }
        for page in [
            "https://example.org/ai/",
            "https://example.org/?p=12",
            "https://example.org/#/talks",
            "https://example.org/en/talks",
            "https://example.org/ann",
            "example.org",
            "",
        ] {
            assert!(!is_home_page(page), "{page}");
        }
    }

    #[test]
    fn the_best_source_is_first() {
        let home = source("https://example.org/", Medium::Tweet, Some(Fidelity::Direct));
        let summary = source("https://example.org/a", Medium::Paper, Some(Fidelity::Summary));
        let report = source("https://example.org/b", Medium::Article, Some(Fidelity::Direct));
        let own = source("https://example.org/c", Medium::Book, Some(Fidelity::Faithful));
        let unlinked = source("", Medium::Talk, None);
        let depths = [&home, &summary, &report, &own, &unlinked].map(Source::depth);
        assert_eq!(
            depths,
            [SourceDepth::HomePage, SourceDepth::Page, SourceDepth::Passage, SourceDepth::Passage, SourceDepth::Page]
        );
        let sources = vec![home.clone(), summary.clone(), report.clone(), own.clone(), unlinked.clone()];
        let tag = TagId::from_index(0);
        let claim = "Stop.".to_owned();
        let position = Position { tag, stance: Stance::Mixed, tentative: false, claim, caveat: None, sources };
        assert_eq!(position.best_sources(), [&own, &report, &summary, &unlinked, &home]);
        assert_eq!(position.depth(), Some(SourceDepth::Passage));
        assert_eq!(Position { sources: vec![home], ..position.clone() }.depth(), Some(SourceDepth::HomePage));
        assert_eq!(Position { sources: Vec::new(), ..position }.depth(), None);
    }

    #[test]
    fn a_remark_without_a_date_was_made_when_its_source_was_published() {
        let both = source("", Medium::Talk, None);
        assert_eq!(both.stated_by(), Some("2021"));
        assert_eq!(Source { stated: None, ..both.clone() }.stated_by(), Some("2019-08"));
        assert_eq!(Source { stated: None, date: None, ..both }.stated_by(), None);
    }
}
