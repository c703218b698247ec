//! What search calls the texts of records.

/// A kind of text that search finds and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchField {
    /// What it is called.
    Name,
    /// Another name, or a slug or handle that differs from the name.
    Alias,
    /// A person's tagline.
    Tagline,
    /// The thing in one line.
    Gloss,
    /// An organisation someone belongs or belonged to.
    Organisation,
    /// What pulling a lever one way does.
    Pull,
    /// What a strategy claims.
    Thesis,
    /// How a strategy would work.
    Mechanism,
    /// What binds next if a strategy succeeds.
    NextProblem,
    /// What would count against a strategy.
    Falsification,
    /// The threshold past which a strategy defeats itself.
    Threshold,
    /// A precedent from another field.
    Analogue,
    /// What has to be true for a strategy to work.
    Commitment,
    /// What a strategy's name meant in one period.
    Meaning,
    /// A role in an organisation.
    Role,
    /// Someone in a sentence or two.
    Summary,
    /// A caveat or a remark.
    Note,
    /// What someone holds.
    Claim,
    /// The title of a source.
    Source,
    /// What is expected by a date.
    Milestone,
    /// What something is.
    Description,
}

impl SearchField {
    /// As written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Tagline => "tagline",
            Self::Gloss => "gloss",
            Self::Organisation => "organisation",
            Self::Pull => "pull",
            Self::Thesis => "thesis",
            Self::Mechanism => "mechanism",
            Self::NextProblem => "next-problem",
            Self::Falsification => "falsification",
            Self::Threshold => "threshold",
            Self::Analogue => "analogue",
            Self::Commitment => "commitment",
            Self::Meaning => "meaning",
            Self::Role => "role",
            Self::Summary => "summary",
            Self::Note => "note",
            Self::Claim => "claim",
            Self::Source => "source",
            Self::Milestone => "milestone",
            Self::Description => "description",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Alias => "also called",
            Self::NextProblem => "what binds next",
            other => other.as_str(),
        }
    }
}
