//! Completions of an unfinished query.

use std::ops::Range;

use crate::graph::Graph;

use super::super::context::QueryContext;
use super::super::fold::{Strictness, starts_with};
use super::facet::Facet;
use super::syntax::{self, ClauseKind};

/// Completions of a query at one place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// Byte range of the query that a completion replaces.
    pub range: Range<usize>,
    /// Possible replacements in order. A replacement that is a field ends in a colon.
    pub candidates: Vec<String>,
}

/// Returns the completions of the field or value that ends at byte `cursor` of `query`. A plain word is completed only
/// to the fields that start with it.
pub fn complete(query: &str, cursor: usize, context: QueryContext<'_>) -> Completions {
    let typed = query.get(..cursor).unwrap_or(query);
    let nothing = Completions { range: typed.len()..typed.len(), candidates: Vec::new() };
    let Some(clause) = syntax::parse(typed).pop().filter(|clause| clause.range.end == typed.len()) else {
        return nothing;
    };
    match clause.kind {
        ClauseKind::Field { name, values } => {
            // If the text ends in a comma or colon, no value has been typed yet, so every value is a completion.
            let last = values.into_iter().next_back().filter(|value| value.range.end == typed.len());
            let (start, text) = last.map_or((typed.len(), String::new()), |value| (value.range.start, value.text));
            Facet::parse(&name.text).map_or(nothing, |facet| Completions {
                range: start..typed.len(),
                candidates: values_like(facet, &text, context),
            })
        }
        ClauseKind::Term(_) => {
            let start = clause.range.start + usize::from(clause.negated);
            let text = &typed[start..];
            let fields = Facet::names().filter(|field| field.starts_with(text));
            Completions { range: start..typed.len(), candidates: fields.map(|field| format!("{field}:")).collect() }
        }
    }
}

fn values_like(facet: Facet, text: &str, context: QueryContext<'_>) -> Vec<String> {
    let folded = Strictness::CASE_ACCENT_INSENSITIVE.fold(text);
    if facet == Facet::Due {
        return ["now", "<7d", "<30d", "<90d"].into_iter().filter(|due| due.starts_with(&folded)).map(quoted).collect();
    }
    let Some(choices) = facet.choices(context) else {
        return if facet == Facet::Org { organisations(&folded, context.graph) } else { Vec::new() };
    };
    choices
        .iter()
        .filter(|choice| [choice.slug, choice.name].iter().any(|name| starts_with(name, &folded)))
        .map(|choice| quoted(choice.slug))
        .collect()
}

/// Maximum number of organisations among the completions of a value.
const MAX_ORGANISATIONS: usize = 50;

fn organisations(folded: &str, graph: &Graph) -> Vec<String> {
    let mut found: Vec<&str> = graph
        .atlas
        .people
        .views()
        .flat_map(|(_, person)| person.affiliations)
        .map(|affiliation| affiliation.org)
        .filter(|org| starts_with(org, folded))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(MAX_ORGANISATIONS);
    found.into_iter().map(quoted).collect()
}

/// Returns `value` as it is written after a colon: in quotation marks if necessary.
fn quoted(value: &str) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = syntax::write_word(&mut text, value, value.contains(','));
    text
}
