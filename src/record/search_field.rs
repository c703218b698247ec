//! Text fields that search distinguishes.

use crate::model::words;

words! {
    /// Text field that search indexes.
    enum SearchField {
        /// Name.
        Name = "name",
        /// Other name, or a slug or handle that differs from the name.
        Alias = "alias",
        /// A person's tagline.
        Tagline = "tagline",
        /// The record in one line.
        Gloss = "gloss",
        /// Organisation that a person belongs or belonged to.
        Organisation = "organisation",
        /// Effect of a pull on a lever.
        Pull = "pull",
        /// Claim of a strategy.
        Thesis = "thesis",
        /// Working of a strategy.
        Mechanism = "mechanism",
        /// Problem that binds next if a strategy succeeds.
        NextProblem = "next-problem",
        /// Observation that would count against a strategy.
        Falsification = "falsification",
        /// The threshold past which a strategy defeats itself.
        Threshold = "threshold",
        /// A precedent from another field.
        Analogue = "analogue",
        /// Condition of a strategy.
        Commitment = "commitment",
        /// Meaning of a strategy's name in one period.
        Meaning = "meaning",
        /// A role in an organisation.
        Role = "role",
        /// Summary of a person.
        Summary = "summary",
        /// A caveat or a remark.
        Note = "note",
        /// Claim of a person.
        Claim = "claim",
        /// The title of a source.
        Source = "source",
        /// Event that is expected by a date.
        Milestone = "milestone",
        /// Description.
        Description = "description",
    }
}

impl SearchField {
    /// Returns the label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Alias => "also called",
            Self::NextProblem => "what binds next",
            other => other.as_str(),
        }
    }
}
