//! People and what they are on the record for.

use serde::{Deserialize, Serialize};

use super::id::{ExpertiseId, Named, RecognitionId, TagId, VintageId};

/// Someone on the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Their slug.
    pub slug: String,
    /// Their name.
    pub name: String,
    /// Who they are in a few words.
    pub tagline: String,
    /// Who they are in a sentence or two.
    pub summary: String,
    /// What they do (`researcher`, `policy`).
    pub categories: Vec<String>,
    /// Their own page.
    pub homepage: Option<String>,
    /// Their Wikipedia page.
    pub wikipedia: Option<String>,
    /// Their handle on X, without the `@`.
    pub handle: Option<String>,
    /// When the entry was last updated, as written.
    pub updated: Option<String>,
    /// What to beware of when relying on the entry.
    pub caveat: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Where they work or have worked, in the order listed.
    pub affiliations: Vec<Affiliation>,
    /// Their tiers.
    pub profile: Option<Profile>,
    /// Their positions, in the order listed.
    pub positions: Vec<Position>,
    /// Their probabilities of doom, in the order listed.
    pub p_doom: Vec<DoomClaim>,
    /// Their timelines, in the order listed.
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
    /// Whether a video is among the sources of their positions.
    pub fn has_video(&self) -> bool {
        let mut sources = self.positions.iter().flat_map(|position| &position.sources);
        sources.any(|source| source.medium == Medium::Video)
    }
}

/// A post someone holds or held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Affiliation {
    /// The organisation.
    pub org: String,
    /// The role there.
    pub role: Option<String>,
    /// When it began, as written.
    pub start: Option<String>,
    /// When it ended, as written.
    pub end: Option<String>,
    /// Whether they hold it now.
    pub current: bool,
}

/// The tiers someone stands on. "Profiled" means having one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// How close to the work they are.
    pub expertise: Placement<ExpertiseId>,
    /// How widely they are known.
    pub recognition: Placement<RecognitionId>,
    /// When they came to the subject.
    pub vintage: Option<Placement<VintageId>>,
}

/// A tier and what speaks for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement<T> {
    /// The tier.
    pub tier: T,
    /// What speaks for it.
    pub note: Option<String>,
}

/// A person's stance on a tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The tag.
    pub tag: TagId,
    /// The stance.
    pub stance: Stance,
    /// Whether it is inferred and not stated.
    pub tentative: bool,
    /// What they hold, in the atlas's own words.
    pub claim: String,
    /// Where they said so.
    pub sources: Vec<Source>,
}

impl Position {
    /// The number of passages its sources back it with.
    pub fn passages(&self) -> u32 {
        self.sources.iter().map(|source| source.passages).sum()
    }
}

/// How someone stands to a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For it.
    Endorses,
    /// For parts of it.
    Mixed,
    /// For it if something holds.
    Conditional,
    /// Came to hold it.
    EvolvedToward,
    /// Against it.
    Opposes,
    /// Held it once.
    EvolvedAway,
}

impl Stance {
    /// Every stance, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Endorses, Self::Mixed, Self::Conditional, Self::EvolvedToward, Self::Opposes, Self::EvolvedAway];

    /// As written in TOML and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Endorses => "endorses",
            Self::Mixed => "mixed",
            Self::Conditional => "conditional",
            Self::EvolvedToward => "evolved-toward",
            Self::Opposes => "opposes",
            Self::EvolvedAway => "evolved-away",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::EvolvedToward => "evolved toward",
            Self::EvolvedAway => "evolved away",
            other => other.as_str(),
        }
    }

    /// Whether it counts as support (spec, section 1: all but opposing and turning away).
    pub fn is_endorsing(self) -> bool {
        !self.is_opposing()
    }

    /// Whether it counts as opposition.
    pub fn is_opposing(self) -> bool {
        matches!(self, Self::Opposes | Self::EvolvedAway)
    }
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// What it is (`paper`, `podcast`).
    pub medium: Medium,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as written: a year, a month or a day.
    pub date: Option<String>,
    /// How close the claim is to what was said; claims of a number carry none.
    pub fidelity: Option<Fidelity>,
    /// How many passages of it back the claim.
    pub passages: u32,
}

/// What kind of thing a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// An article.
    Article,
    /// A blog post.
    Blog,
    /// A book.
    Book,
    /// The transcript of an interview.
    InterviewTranscript,
    /// A paper.
    Paper,
    /// A podcast.
    Podcast,
    /// A talk.
    Talk,
    /// Testimony.
    Testimony,
    /// A tweet.
    Tweet,
    /// A video.
    Video,
    /// Anything else.
    Other,
}

impl Medium {
    /// Every medium.
    pub const ALL: [Self; 11] = [
        Self::Article,
        Self::Blog,
        Self::Book,
        Self::InterviewTranscript,
        Self::Paper,
        Self::Podcast,
        Self::Talk,
        Self::Testimony,
        Self::Tweet,
        Self::Video,
        Self::Other,
    ];

    /// As written in TOML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Blog => "blog",
            Self::Book => "book",
            Self::InterviewTranscript => "interview-transcript",
            Self::Paper => "paper",
            Self::Podcast => "podcast",
            Self::Talk => "talk",
            Self::Testimony => "testimony",
            Self::Tweet => "tweet",
            Self::Video => "video",
            Self::Other => "other",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::InterviewTranscript => "interview transcript",
            other => other.as_str(),
        }
    }
}

/// How close a claim is to what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fidelity {
    /// It rests on a direct quotation.
    Direct,
    /// A faithful paraphrase.
    Faithful,
    /// A loose paraphrase.
    Loose,
    /// A summary.
    Summary,
}

impl Fidelity {
    /// Every fidelity, closest first.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Faithful, Self::Loose, Self::Summary];

    /// As written in TOML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Faithful => "faithful",
            Self::Loose => "loose",
            Self::Summary => "summary",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "from a direct quotation",
            Self::Faithful => "faithful paraphrase",
            Self::Loose => "loose paraphrase",
            Self::Summary => "summary",
        }
    }
}

/// A probability of doom someone gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoomClaim {
    /// The lower end, from 0 to 1.
    pub low: f64,
    /// The upper end; equal to `low` for a single number.
    pub high: f64,
    /// When it was given, as written.
    pub date: Option<String>,
    /// What was meant by doom.
    pub definition: Option<String>,
    /// Where.
    pub source: Option<Source>,
}

impl DoomClaim {
    /// The middle of the range.
    pub fn midpoint(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// A date someone expects something by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineClaim {
    /// What is expected.
    pub milestone: String,
    /// The first year of the range.
    pub from: Option<i32>,
    /// The last year of the range; equal to `from` for a single year.
    pub to: Option<i32>,
    /// How likely they think it, from 0 to 1.
    pub probability: Option<f64>,
    /// When it was said, as written.
    pub date: Option<String>,
    /// Where.
    pub source: Option<Source>,
}
