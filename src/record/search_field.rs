//! Fields of records that search distinguishes.

use crate::model::words;

words! {
    /// Field of a record whose text search indexes.
    enum SearchField {
        /// Name of the record.
        Name = "name",
        /// Other name of the record, or a slug or handle that differs from the name.
        Alias = "alias",
        /// A person's tagline.
        Tagline = "tagline",
        /// Description of the record in one line.
        Gloss = "gloss",
        /// Organisation that a person belongs or belonged to.
        Organisation = "organisation",
        /// Effect of an upward or downward pull on a lever.
        Pull = "pull",
        /// Main claim of a strategy.
        Thesis = "thesis",
        /// Explanation of how a strategy would work.
        Mechanism = "mechanism",
        /// Problem that becomes the limiting one if a strategy succeeds.
        NextProblem = "next-problem",
        /// Observation that would count against a strategy.
        Falsification = "falsification",
        /// The threshold past which a strategy defeats itself.
        Threshold = "threshold",
        /// Historical precedent of a strategy from another field.
        Analogue = "analogue",
        /// Condition that has to be true for a strategy to work.
        Commitment = "commitment",
        /// Meaning of a strategy's name in one period.
        Meaning = "meaning",
        /// Role of a person in an organisation.
        Role = "role",
        /// Summary of a person.
        Summary = "summary",
        /// Caveat or remark on a record.
        Note = "note",
        /// Claim that a person makes.
        Claim = "claim",
        /// Title of a source.
        Source = "source",
        /// Event that is expected by a date.
        Milestone = "milestone",
        /// Description of the record in several sentences.
        Description = "description",
    }
}

impl SearchField {
    /// Returns the name of the field as shown to users.
    pub fn label(self) -> &'static str {
        match self {
            Self::Alias => "also called",
            Self::NextProblem => "what binds next",
            other => other.as_str(),
        }
    }
}
