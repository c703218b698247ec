//! Meaning of the fields and values of a query in an atlas, with messages about those that have none.

use std::collections::BTreeSet;

use crate::graph::PeopleOrder;
use crate::text;

use super::super::context::QueryContext;
use super::super::fold::{Strictness, starts_with};
use super::date_filter::DateFilter;
use super::facet::{Facet, FieldChoice};
use super::filter::{Filter, Predicate};
use super::judged;
use super::syntax::{Clause, ClauseKind, Word};
use super::{Fault, Query};

/// Most choices named in a message.
const MAX_CHOICES: usize = 12;

/// Resolves `clauses` in a context.
pub(super) fn resolve(given: QueryContext<'_>, clauses: Vec<Clause>) -> Query {
    let mut query = Query::default();
    for clause in clauses {
        match &clause.kind {
            ClauseKind::Term(term) => query.terms.push(term.clone()),
            ClauseKind::Field { name, values } => match field(given, name, values, &mut query.faults) {
                Some(ResolvedClause::Predicate(predicate)) => {
                    query.filters.push(Filter { negated: clause.negated, predicate })
                }
                Some(ResolvedClause::Order(order)) => query.order = Some(order),
                None => {}
            },
        }
        query.clauses.push(clause);
    }
    query
}

/// Meaning of a field clause.
enum ResolvedClause {
    Predicate(Predicate),
    Order(PeopleOrder),
}

/// Resolves the field `name` with `values`; `None` if nothing of it is understood.
fn field(given: QueryContext<'_>, name: &Word, values: &[Word], faults: &mut Vec<Fault>) -> Option<ResolvedClause> {
    let Some(facet) = Facet::parse(&name.text) else {
        faults.push(ungiven_field(name));
        return None;
    };
    let choices = facet.choices(given);
    if values.is_empty() {
        faults.push(missing_value(facet, name, choices.as_deref()));
        return None;
    }
    let Some(choices) = choices else {
        return match facet {
            Facet::Due => due(given, values, faults),
            Facet::Updated => updated(values, faults),
            _ => Some(Predicate::org(values.iter().map(|value| value.text.as_str()))),
        }
        .map(ResolvedClause::Predicate);
    };
    let mut chosen = Vec::new();
    for value in values {
        match choose(facet, &choices, value) {
            Ok(at) => chosen.push(at),
            Err(fault) => faults.push(fault),
        }
    }
    if facet.is_judged() {
        let of_word = |&at: &usize| judged::subjects(facet, choices[at].slug, given);
        return (!chosen.is_empty())
            .then(|| ResolvedClause::Predicate(Predicate::Judged(chosen.iter().flat_map(of_word).collect())));
    }
    match chosen.first() {
        // Of several orders the first one counts.
        Some(&first) if facet == Facet::Sort => PeopleOrder::ALL.get(first).copied().map(ResolvedClause::Order),
        Some(_) => Some(ResolvedClause::Predicate(Predicate::from_choices(facet, &choices, &chosen))),
        None => None,
    }
}

fn due(given: QueryContext<'_>, values: &[Word], faults: &mut Vec<Fault>) -> Option<Predicate> {
    let mut subjects = None::<BTreeSet<_>>;
    for value in values {
        match judged::due_within(&value.text, given) {
            Some(found) => subjects.get_or_insert_default().extend(found),
            None => faults.push(no_time(Facet::Due, value, "now, and <30d, <2w, <6m, <1y")),
        }
    }
    subjects.map(Predicate::Judged)
}

fn updated(values: &[Word], faults: &mut Vec<Fault>) -> Option<Predicate> {
    let mut dates = Vec::new();
    for value in values {
        match DateFilter::parse(&value.text) {
            Some(when) => dates.push(when),
            None => faults.push(no_time(Facet::Updated, value, "2026, 2026-05, 2026-05-17, <2026-05, >2026-05")),
        }
    }
    (!dates.is_empty()).then_some(Predicate::Updated(dates))
}

/// Fault for a `value` that is not a time for `facet`; `known` are examples.
fn no_time(facet: Facet, value: &Word, known: &str) -> Fault {
    Fault {
        range: value.range.clone(),
        message: format!("`{}:` has no value `{}`; there is {known}", facet.as_str(), text::sanitize(&value.text)),
        suggestion: None,
    }
}

/// Index of the choice that `value` means: by slug, else by any name, else by the start of a name that is unique.
fn choose(facet: Facet, choices: &[FieldChoice<'_>], value: &Word) -> Result<usize, Fault> {
    if let Some(at) = choices.iter().position(|choice| choice.slug == value.text) {
        return Ok(at);
    }
    let folded = Strictness::CASE_ACCENT_INSENSITIVE.fold(&value.text);
    if let Some(at) = choices.iter().position(|choice| choice.is_called(&folded)) {
        return Ok(at);
    }
    let mut starting = choices.iter().enumerate().filter(|(_, choice)| starts(choice, &folded));
    match (starting.next(), starting.next()) {
        (Some((at, _)), None) => Ok(at),
        (None, _) => Err(ungiven_value(facet, choices, value)),
        (Some(_), Some(_)) => Err(ambiguous(facet, choices, value, &folded)),
    }
}

fn starts(choice: &FieldChoice<'_>, folded: &str) -> bool {
    [choice.slug, choice.name].iter().any(|name| starts_with(name, folded))
}

fn ungiven_field(name: &Word) -> Fault {
    let fields = || Facet::ALL.iter().map(|facet| facet.as_str());
    let suggestion = text::closest_match(&name.text.to_ascii_lowercase(), fields());
    let advice = match suggestion {
        Some(suggestion) => format!("did you mean `{suggestion}:`?"),
        None => format!("the fields are {};", listed(fields(), Facet::ALL.len())),
    };
    Fault {
        range: name.range.clone(),
        message: format!("there is no field `{}`; {advice} in quotation marks it is looked for as text", name.text),
        suggestion: suggestion.map(str::to_owned),
    }
}

fn missing_value(facet: Facet, name: &Word, choices: Option<&[FieldChoice<'_>]>) -> Fault {
    let what = match choices {
        Some(choices) => listed(choices.iter().map(|choice| choice.slug), MAX_CHOICES),
        None if facet == Facet::Due => "now, or a time such as <30d".to_owned(),
        None if facet == Facet::Updated => "a date such as 2026-05, or <2026-05 for before it".to_owned(),
        None => "part of a name".to_owned(),
    };
    Fault {
        range: name.range.start..name.range.end + 1,
        message: format!("`{}:` needs a value: {what}", facet.as_str()),
        suggestion: None,
    }
}

fn ungiven_value(facet: Facet, choices: &[FieldChoice<'_>], value: &Word) -> Fault {
    let suggestion = text::closest_match(&value.text.to_lowercase(), choices.iter().map(|choice| choice.slug));
    let advice = match suggestion {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None if facet == Facet::Own && choices.is_empty() => "no verdict of yours has a tag".to_owned(),
        None if choices.is_empty() => "this atlas has none".to_owned(),
        None => format!("there is {}", listed(choices.iter().map(|choice| choice.slug), MAX_CHOICES)),
    };
    Fault {
        range: value.range.clone(),
        message: format!("`{}:` has no value `{}`; {advice}", facet.as_str(), text::sanitize(&value.text)),
        suggestion: suggestion.map(str::to_owned),
    }
}

fn ambiguous(facet: Facet, choices: &[FieldChoice<'_>], value: &Word, folded: &str) -> Fault {
    let meant = choices.iter().filter(|choice| starts(choice, folded)).map(|choice| choice.slug);
    Fault {
        range: value.range.clone(),
        message: format!(
            "`{}:{}` could be {}",
            facet.as_str(),
            text::sanitize(&value.text),
            listed(meant, MAX_CHOICES)
        ),
        suggestion: None,
    }
}

/// Joins words with commas, at most `most` of them.
fn listed<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> String {
    let words: Vec<_> = words.collect();
    let shown = words.len().min(most);
    let mut text = words[..shown].join(", ");
    if shown < words.len() {
        text.push_str(", …");
    }
    text
}
