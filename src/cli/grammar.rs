//! The search grammar as the help and the manual tell it; the fields are those that search knows.

use std::fmt::Write;

use crate::search::Facet;

/// How a word of a query is written, and what it then asks for.
pub(super) const WORDS: [(&str, &str); 6] = [
    ("word", "its letters in that order, names first"),
    ("'word", "the word as it is; \"two words\" likewise"),
    ("^word", "a name that starts with it"),
    ("word$", "a name that ends with it"),
    ("!word", "not this; goes before any of the others"),
    ("field:value", "what a thing is; commas between alternatives, quotation marks around spaces"),
];

/// What holds for a query as a whole.
pub(super) const RULE: &str =
    "All words of a query have to hold. Case and accents count for nothing, except in a word that is typed with them.";

/// The names of the fields, with commas between them.
pub(super) fn fields() -> String {
    Facet::ALL.map(Facet::as_str).join(", ")
}

/// The grammar as a part of the help of a subcommand, after `examples`.
pub(super) fn with_grammar(examples: &str) -> String {
    let mut text = format!("{examples}\n\nQueries:\n");
    for (form, meaning) in WORDS {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {form:13}{meaning}");
    }
    let _ = write!(text, "\n{RULE}\n\nFields: {}.", fields());
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use crate::graph::Graph;
    use crate::search::Query;

    #[test]
    fn every_form_is_understood() {
        let graph = Graph::new(data::fixture(""));
        for (form, _) in WORDS.into_iter().filter(|(form, _)| !form.contains(':')) {
            let query = Query::parse(form, &graph);
            assert!(query.faults().is_empty() && query.terms().len() == 1, "{form}");
        }
    }

    #[test]
    fn the_help_tells_every_field() {
        let told = with_grammar("Examples:");
        assert!(Facet::ALL.iter().all(|facet| told.contains(facet.as_str())), "{told}");
    }
}
