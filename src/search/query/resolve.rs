//! Resolution of the fields and values of a query in an atlas, with messages about unknown ones.

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

/// Maximum number of possible values that a message lists.
const MAX_CHOICES: usize = 12;

/// Resolves `clauses` in a context. A second [`Facet::Sort`] is an invalid part, because results have one order.
pub(super) fn resolve(context: QueryContext<'_>, clauses: Vec<Clause>) -> Query {
    let reviewers = ReviewerScope::of(context, &clauses);
    let mut query = Query { reads_others: reviewers.reads_others, ..Query::default() };
    for clause in clauses {
        match &clause.kind {
            ClauseKind::Term(term) => query.terms.push(term.clone()),
            ClauseKind::Field { name, values } => match Facet::parse(&name.text) {
                None => query.faults.push(unknown_field(name)),
                Some(facet) if values.is_empty() => {
                    query.faults.push(missing_value(facet, name, facet.choices(context).as_deref()));
                }
                Some(Facet::Sort) => sort(context, values, &mut query),
                Some(facet) => {
                    let predicate = predicate((context, &reviewers), facet, values, &mut query.faults);
                    // A clause `by:` beside fields that read verdicts only selects the reviewers for these fields, and
                    // is no condition itself.
                    let is_scope = facet == Facet::By && reviewers.is_read && !clause.negated;
                    let predicate = predicate.filter(|_| !is_scope);
                    query.filters.extend(predicate.map(|predicate| Filter { negated: clause.negated, predicate }));
                }
            },
        }
        query.clauses.push(clause);
    }
    query
}

/// Reviewers whose verdicts the fields of a query read, from the clauses `by:`.
struct ReviewerScope {
    /// Names of reviewers, a group per `by:` clause that is not negated. Of each group, at least one reviewer must have
    /// a verdict that meets the other fields of the query. Without a group, the fields read the verdicts of the current
    /// reviewer.
    groups: Vec<Vec<String>>,
    /// Whether a field of the query reads verdicts.
    is_read: bool,
    /// Whether the meaning of the query depends on what other reviewers recorded.
    reads_others: bool,
}

impl ReviewerScope {
    fn of(context: QueryContext<'_>, clauses: &[Clause]) -> Self {
        let mut scope = Self { groups: Vec::new(), is_read: false, reads_others: false };
        for clause in clauses {
            let ClauseKind::Field { name, values } = &clause.kind else { continue };
            let Some(facet) = Facet::parse(&name.text) else { continue };
            scope.is_read |= facet.reads_verdicts();
            scope.reads_others |= matches!(facet, Facet::By | Facet::Consensus);
            if facet == Facet::By && !clause.negated {
                let choices = facet.choices(context).unwrap_or_default();
                let names = values.iter().filter_map(|value| choose(facet, &choices, value).ok());
                let names: Vec<String> = names.map(|at| choices[at].slug.to_owned()).collect();
                scope.groups.extend((!names.is_empty()).then_some(names));
            }
        }
        scope
    }
}

fn sort(context: QueryContext<'_>, values: &[Word], query: &mut Query) {
    let choices = Facet::Sort.choices(context).unwrap_or_default();
    for value in values {
        match (query.order, choose(Facet::Sort, &choices, value)) {
            (_, Err(fault)) => query.faults.push(fault),
            (None, Ok(at)) => query.order = PeopleOrder::all().get(at).copied(),
            (Some(order), Ok(_)) => query.faults.push(Fault {
                range: value.range.clone(),
                message: format!("`sort:` takes one order, and `sort:{}` comes before this one", order.as_str()),
                suggestion: None,
            }),
        }
    }
}

/// Returns the condition that the field `facet` has one of `values`; `None` if all values are invalid.
fn predicate(
    (context, reviewers): (QueryContext<'_>, &ReviewerScope),
    facet: Facet,
    values: &[Word],
    faults: &mut Vec<Fault>,
) -> Option<Predicate> {
    let Some(choices) = facet.choices(context) else {
        return match facet {
            Facet::Due => due(context, values, faults),
            Facet::Updated => dates(facet, values, faults).map(Predicate::Updated),
            Facet::Stated => dates(facet, values, faults).map(Predicate::Stated),
            _ => organisations(values, faults),
        };
    };
    let mut chosen = Vec::new();
    for value in values {
        match choose(facet, &choices, value) {
            Ok(at) => chosen.push(at),
            Err(fault) => faults.push(fault),
        }
    }
    let slugs = || chosen.iter().map(|&at| choices[at].slug);
    (!chosen.is_empty()).then(|| match facet {
        Facet::Category => Predicate::Category(slugs().map(str::to_owned).collect()),
        Facet::By => Predicate::Judged(slugs().flat_map(|name| judged::judged_by(name, context)).collect()),
        Facet::Consensus => Predicate::Judged(slugs().flat_map(|word| judged::settled(word, context)).collect()),
        _ if facet.reads_verdicts() => {
            let words: Vec<&str> = slugs().collect();
            Predicate::Judged(judged::subjects(facet, &words, context, &reviewers.groups))
        }
        _ => Predicate::Choice(facet, chosen.clone()),
    })
}

fn organisations(values: &[Word], faults: &mut Vec<Fault>) -> Option<Predicate> {
    let mut parts = Vec::new();
    for value in values {
        let part = Strictness::CASE_ACCENT_INSENSITIVE.fold(&value.text);
        if part.trim().is_empty() {
            // A lone hyphen is folded to a space, which nearly every name contains, so it is rejected.
            faults.push(Fault {
                range: value.range.clone(),
                message: format!("`org:` needs a letter or a digit, not only `{}`", text::sanitize(&value.text)),
                suggestion: None,
            });
        } else {
            parts.push(part);
        }
    }
    (!parts.is_empty()).then_some(Predicate::Org(parts))
}

fn due(context: QueryContext<'_>, values: &[Word], faults: &mut Vec<Fault>) -> Option<Predicate> {
    let mut subjects = None::<BTreeSet<_>>;
    for value in values {
        match judged::due_within(&value.text, context) {
            Some(found) => subjects.get_or_insert_default().extend(found),
            None => faults.push(no_time(Facet::Due, value, "now, <30d, <2w, <6m or <1y")),
        }
    }
    subjects.map(Predicate::Judged)
}

fn dates(facet: Facet, values: &[Word], faults: &mut Vec<Fault>) -> Option<Vec<DateFilter>> {
    let mut dates = Vec::new();
    for value in values {
        match DateFilter::parse(&value.text) {
            Some(when) => dates.push(when),
            None => faults.push(no_time(facet, value, "2026, 2026-05, 2026-05-17, <2026-05 or >2026-05")),
        }
    }
    (!dates.is_empty()).then_some(dates)
}

/// Returns the fault for a `value` that is not a time as `facet` requires; `known` are examples of times.
fn no_time(facet: Facet, value: &Word, known: &str) -> Fault {
    Fault {
        range: value.range.clone(),
        message: format!("`{}:` has no value `{}`; write {known}", facet.as_str(), text::sanitize(&value.text)),
        suggestion: None,
    }
}

/// Returns the index of the choice that `value` names: the one with this slug, else with any such name, else the only
/// one with a name that starts like this.
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
        (None, _) => Err(unknown_value(facet, choices, value)),
        (Some(_), Some(_)) => Err(ambiguous(facet, choices, value, &folded)),
    }
}

fn starts(choice: &FieldChoice<'_>, folded: &str) -> bool {
    [choice.slug, choice.name].iter().any(|name| starts_with(name, folded))
}

fn unknown_field(name: &Word) -> Fault {
    let suggestion = text::closest_match(&name.text.to_ascii_lowercase(), Facet::names());
    let advice = match suggestion {
        Some(suggestion) => format!("did you mean `{suggestion}:`?"),
        None => format!("the fields are {};", listed(Facet::names(), usize::MAX)),
    };
    Fault {
        range: name.range.clone(),
        message: format!("there is no field `{}`; {advice} quotation marks make it a text to search for", name.text),
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

fn unknown_value(facet: Facet, choices: &[FieldChoice<'_>], value: &Word) -> Fault {
    let suggestion = text::closest_match(&value.text.to_lowercase(), choices.iter().map(|choice| choice.slug));
    let advice = match suggestion {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None if facet == Facet::Own && choices.is_empty() => "none of your verdicts has a tag".to_owned(),
        None if facet == Facet::By => "no journal has verdicts of such a reviewer".to_owned(),
        None if choices.is_empty() => "this atlas has none".to_owned(),
        None => format!("the values are {}", listed(choices.iter().map(|choice| choice.slug), MAX_CHOICES)),
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

/// Joins at most `most` words by commas.
fn listed<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> String {
    let words: Vec<_> = words.collect();
    let shown = words.len().min(most);
    let mut text = words[..shown].join(", ");
    if shown < words.len() {
        text.push_str(", …");
    }
    text
}
