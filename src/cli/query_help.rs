//! The query grammar in words, for the help and the manual.

use std::fmt::Write;

use crate::model::Axis;
use crate::search::Facet;

use super::help;

/// Fields of queries with their meanings; fields with the same meaning share an entry.
pub(super) const FIELDS: [(&[Facet], &str); 21] = [
    (
        &[Facet::Kind],
        "strategy, person, tag, lever, scenario, portfolio or mechanism; position for people who have one",
    ),
    (&[Facet::Lever, Facet::Side], "strategies that pull this lever or a lever on this side; the levers too"),
    (
        &[
            Facet::Pull,
            Facet::Axis(Axis::ActsOn),
            Facet::Axis(Axis::Coercion),
            Facet::Axis(Axis::ActorInControl),
            Facet::Axis(Axis::TimeHorizon),
            Facet::Axis(Axis::LegitimacySource),
        ],
        "strategies with this value on the axis",
    ),
    (&[Facet::Scenario, Facet::Portfolio], "strategies in this scenario or portfolio, and the record itself"),
    (&[Facet::Tag], "the tag, its strategy, and people with a position on it, tentative or not"),
    (
        &[Facet::Stance],
        "people with this stance; endorsing and opposing match every stance for or against; with tag: the stance on that tag",
    ),
    (&[Facet::Expertise, Facet::Recognition, Facet::Vintage], "people on this tier"),
    (
        &[Facet::Org, Facet::Profiled, Facet::PDoom],
        "people: part of the name of a present or past employer; with a profile, yes or no; with a p(doom), yes or no",
    ),
    (&[Facet::Verdict, Facet::Signal, Facet::HeldAs], "strategies by your verdict: stance, signal, bet or identity"),
    (
        &[Facet::Claim],
        "strategies that rest on a commitment with this verdict of yours; with kind:commitment, the commitments in a queue",
    ),
    (&[Facet::Record], "people with a position that you have checked with this result; none: not checked yet"),
    (&[Facet::Own], "strategies, and people with a position, to which you have given this tag"),
    (
        &[Facet::Consensus],
        "what reviewers settled on together: back, doubt, reject, agree, wrong, holds, unsure, fails, open or none",
    ),
    (
        &[Facet::By],
        "whose verdicts verdict, signal, held-as, record, claim and own read instead of yours; alone: what this reviewer has judged",
    ),
    (&[Facet::Due], "what is due for review: now, or within a time such as <30d"),
    (
        &[Facet::Category, Facet::Video, Facet::Updated],
        "people: category; whether a video is among their sources; date of the last update, as 2026-05, <2026 or >2026-05-17",
    ),
    (
        &[Facet::Tentative],
        "people all of whose positions are tentative (yes) or not (no); with tag: all positions on that tag",
    ),
    (
        &[Facet::Source],
        "people with a source that leads to the passage, to a page or only to a home page; beside tag: for that tag",
    ),
    (
        &[Facet::Stated],
        "people by the date of a remark, or else of its source; same syntax as updated:; with tag: on that tag",
    ),
    (&[Facet::Caveat], "people with a caveat on them, on a position or on a source (yes), or without any (no)"),
    (
        &[Facet::Sort],
        "the order of people, given once: name, recent, passages, p-doom-high, p-doom-low, vintage-old, vintage-new and others",
    ),
];

/// Returns the help text `examples` of a subcommand with the query grammar appended.
pub(super) fn with_grammar(examples: &str) -> String {
    let mut text = format!("{examples}\n\nQueries:\n");
    for (form, meaning) in help::definitions("query terms") {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {form:13}{meaning}");
    }
    text.push_str("\nFields:\n");
    for (facets, meaning) in FIELDS {
        let _ = writeln!(text, "  {}\n               {meaning}", names(facets));
    }
    let _ = write!(text, "\n{} {}", help::section("QUERIES"), help::section("query values"));
    text
}

/// Returns the names of fields as users type them, such as `lever: side:`.
pub(super) fn names(facets: &[Facet]) -> String {
    facets.iter().map(|facet| format!("{}:", facet.as_str())).collect::<Vec<_>>().join(" ")
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
        for (form, _) in help::definitions("query terms").into_iter().filter(|(form, _)| !form.contains(':')) {
            let query = Query::parse(form, &graph);
            assert!(query.faults().is_empty() && query.terms().len() == 1, "{form}");
        }
    }

    #[test]
    fn the_help_tells_every_field() {
        let rendered = with_grammar("Examples:");
        assert!(Facet::all().all(|facet| rendered.contains(&format!("{}:", facet.as_str()))), "{rendered}");
        let listed: Vec<_> = FIELDS.iter().flat_map(|(facets, _)| *facets).collect();
        assert_eq!(listed.len(), Facet::all().count(), "each once");
    }
}
