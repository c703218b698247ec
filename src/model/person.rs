//! People and their positions.

use serde::{Deserialize, Serialize};

use super::id::{ExpertiseId, Named, RecognitionId, TagId, VintageId};
use super::words::words;

/// Person with positions on the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Description in a few words.
    pub tagline: String,
    /// Description in a sentence or two.
    pub summary: String,
    /// Occupations, such as `researcher` or `policy`.
    pub categories: Vec<String>,
    /// Own web page.
    pub homepage: Option<String>,
    /// Wikipedia page.
    pub wikipedia: Option<String>,
    /// Handle on X, without the `@`.
    pub handle: Option<String>,
    /// Date of the last update, as written.
    pub updated: Option<String>,
    /// Warning to those who rely on the entry.
    pub caveat: Option<String>,
    /// Remark on the person.
    pub note: Option<String>,
    /// Affiliations, in the order listed.
    pub affiliations: Vec<Affiliation>,
    /// Tiers of the person.
    pub profile: Option<Profile>,
    /// Positions, in the order listed.
    pub positions: Vec<Position>,
    /// Probabilities of doom, in the order listed.
    pub p_doom: Vec<DoomClaim>,
    /// Timelines, in the order listed.
    pub timelines: Vec<TimelineClaim>,
}

impl Named for Person {
    fn slug(&self) -> &str {
        &self.slug
    }
    fn name(&self) -> &str {
        &self.name
    }
}

impl Person {
    /// Returns whether a source of a position is a video.
    pub fn has_video(&self) -> bool {
        let mut sources = self.positions.iter().flat_map(|position| &position.sources);
        sources.any(|source| source.medium == Medium::Video)
    }
}

/// Present or past post of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Affiliation {
    /// Organisation.
    pub org: String,
    /// Role in the organisation.
    pub role: Option<String>,
    /// Start, as written.
    pub start: Option<String>,
    /// End, as written.
    pub end: Option<String>,
    /// Whether the person has the post now.
    pub current: bool,
}

/// Tiers of a person. A person with a profile is called profiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Closeness to the work.
    pub expertise: Placement<ExpertiseId>,
    /// Reach of the name.
    pub recognition: Placement<RecognitionId>,
    /// Time of arrival in the field.
    pub vintage: Option<Placement<VintageId>>,
}

/// Tier with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement<T> {
    /// The tier.
    pub tier: T,
    /// Evidence for the tier.
    pub note: Option<String>,
}

/// Position of a person on a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The tag.
    pub tag: TagId,
    /// The stance.
    pub stance: Stance,
    /// Whether the position is inferred, not stated.
    pub tentative: bool,
    /// Claim, in the words of the atlas.
    pub claim: String,
    /// Sources of the claim.
    pub sources: Vec<Source>,
}

impl Position {
    /// Returns the number of quoted passages in the sources.
    pub fn passages(&self) -> u32 {
        self.sources.iter().map(|source| source.passages).sum()
    }
}

words! {
    /// Stance of a person on a tag.
    enum Stance {
        /// In favour.
        Endorses = "endorses",
        /// In favour of parts.
        Mixed = "mixed",
        /// In favour under a condition.
        Conditional = "conditional",
        /// In favour, after a change of mind.
        EvolvedToward = "evolved-toward",
        /// Against.
        Opposes = "opposes",
        /// No longer in favour.
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

    /// Returns whether the stance counts as support (spec, section 1: all but opposing and turning away).
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
pub struct Source {
    /// Title.
    pub title: String,
    /// Address on the web.
    pub url: Option<String>,
    /// Medium, such as `paper` or `podcast`.
    pub medium: Medium,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date, as written: a year, a month or a day.
    pub date: Option<String>,
    /// Fidelity of the claim to the source; claims about numbers have none.
    pub fidelity: Option<Fidelity>,
    /// Number of passages that support the claim.
    pub passages: u32,
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
    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::InterviewTranscript => "interview transcript",
            other => other.as_str(),
        }
    }
}

words! {
    /// Fidelity of a claim to its source.
    enum Fidelity {
        /// Direct quotation.
        Direct = "direct",
        /// Faithful paraphrase.
        Faithful = "faithful",
        /// Loose paraphrase.
        Loose = "loose",
        /// Summary.
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
pub struct DoomClaim {
    /// Lower end, from 0 to 1.
    pub low: f64,
    /// Upper end, from 0 to 1; equal to `low` for a single number.
    pub high: f64,
    /// Date of the claim, as written.
    pub date: Option<String>,
    /// Definition of doom.
    pub definition: Option<String>,
    /// Source of the claim.
    pub source: Option<Source>,
}

impl DoomClaim {
    /// Returns the middle of the range.
    pub fn midpoint(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// Time by which a person expects a milestone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineClaim {
    /// Expected milestone.
    pub milestone: String,
    /// First year of the range.
    pub from: Option<i32>,
    /// Last year of the range; equal to `from` for a single year.
    pub to: Option<i32>,
    /// Probability that the person gives the milestone, from 0 to 1.
    pub probability: Option<f64>,
    /// Date of the claim, as written.
    pub date: Option<String>,
    /// Source of the claim.
    pub source: Option<Source>,
}
