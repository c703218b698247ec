//! The query grammar for the help and the manual; the fields are those of the search.

use std::fmt::Write;

use crate::model::Axis;
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

/// What each field asks for; several go together.
pub(super) const FIELDS: [(&[Facet], &str); 15] = [
    (
        &[Facet::Kind],
        "strategy, person, tag, lever, scenario, portfolio or mechanism; position for people who have one",
    ),
    (&[Facet::Lever, Facet::Side], "strategies on such a lever, and the levers"),
    (
        &[
            Facet::Pull,
            Facet::Axis(Axis::ActsOn),
            Facet::Axis(Axis::Coercion),
            Facet::Axis(Axis::ActorInControl),
            Facet::Axis(Axis::TimeHorizon),
            Facet::Axis(Axis::LegitimacySource),
        ],
        "strategies with such a coordinate",
    ),
    (&[Facet::Scenario, Facet::Portfolio], "the strategies in it, and itself"),
    (&[Facet::Tag], "people with a position on it, tentative or not, the strategy it leads to, and itself"),
    (
        &[Facet::Stance],
        "people with such a position, also endorsing and opposing for all in favour or against; beside tag: such a position on that tag",
    ),
    (&[Facet::Expertise, Facet::Recognition, Facet::Vintage], "people on such a tier"),
    (
        &[Facet::Org, Facet::Profiled, Facet::PDoom],
        "people: part of the name of a place they are or were at; yes or no",
    ),
    (&[Facet::Verdict, Facet::Signal, Facet::HeldAs], "strategies that you have said so of in a review"),
    (&[Facet::Record], "people with a position that you have checked so against the record; none: not yet"),
    (&[Facet::Own], "strategies, and people with a position, that you have given such a tag"),
    (&[Facet::Due], "what you are to look at again: now, or a time such as <30d"),
    (
        &[Facet::Category, Facet::Video, Facet::Updated],
        "people: what they do; whether a video is among their sources; when their entry was updated, as 2026-05, <2026 or >2026-05-17",
    ),
    (
        &[Facet::Tentative],
        "people of whom every position is tentative, or not (no); beside tag: every position on that tag",
    ),
    (
        &[Facet::Sort],
        "the order of people, given once: name, recent, p-doom-high, p-doom-low, vintage-old, vintage-new and others",
    ),
];

/// What holds for a query as a whole.
pub(super) const RULE: &str =
    "All words of a query have to hold. Case and accents count for nothing, except in a word that is typed with them.";

/// How values are written.
pub(super) const VALUES: &str =
    "A value is a slug, a name, or as much of one as tells it from the rest: pull:up,neutral org:\"Open Phil\".";

/// The grammar as a part of the help of a subcommand, after `examples`.
pub(super) fn with_grammar(examples: &str) -> String {
    let mut text = format!("{examples}\n\nQueries:\n");
    for (form, meaning) in WORDS {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {form:13}{meaning}");
    }
    text.push_str("\nFields:\n");
    for (facets, meaning) in FIELDS {
        let names: Vec<_> = facets.iter().map(|facet| format!("{}:", facet.as_str())).collect();
        let _ = writeln!(text, "  {}\n               {meaning}", names.join(" "));
    }
    let _ = write!(text, "\n{RULE} {VALUES}");
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
        assert!(Facet::all().all(|facet| told.contains(&format!("{}:", facet.as_str()))), "{told}");
        let listed: Vec<_> = FIELDS.iter().flat_map(|(facets, _)| *facets).collect();
        assert_eq!(listed.len(), Facet::all().count(), "each once");
    }
}
