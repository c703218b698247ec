//! Checks relations between strategies: they must not contradict each other, and both strategies should declare them.

use std::collections::{HashMap, HashSet};

use crate::data::load::raw::{Reference, Strategy};
use crate::diagnostic::{Code, PendingDiagnostic, Span};
use crate::model::RelationKind;

/// Relation as one of the two strategies declares it.
#[derive(Clone, Copy, Debug)]
struct Declared<'a> {
    from: &'a str,
    to: &'a str,
    kind: RelationKind,
    span: Span,
}

fn declared<'a>(strategies: &'a [Strategy<'_>]) -> impl Iterator<Item = Declared<'a>> {
    strategies.iter().filter_map(|row| row.relations.as_ref().map(|relations| (&row.id, relations))).flat_map(
        |(id, relations)| {
            let of = |kind, list: &'a [Reference<'_>]| {
                list.iter().filter(|to| !to.is_missing()).map(move |to| Declared {
                    from: &id.value,
                    to: &to.value,
                    kind,
                    span: to.span,
                })
            };
            of(RelationKind::Conflict, &relations.conflicts).chain(of(RelationKind::Complement, &relations.complements))
        },
    )
}

/// Reports strategies that declare a relation to themselves, and pairs that are declared both to conflict and to
/// complement each other.
pub(super) fn check(strategies: &[Strategy<'_>], diagnostics: &mut Vec<PendingDiagnostic>) {
    let mut pairs: HashMap<(&str, &str), Declared<'_>> = HashMap::new();
    let mut contradicted: HashSet<(&str, &str)> = HashSet::new();
    for relation in declared(strategies) {
        let Declared { from, to, kind, span } = relation;
        if from == to {
            let message = match kind {
                RelationKind::Conflict => format!("`{from}` cannot conflict with itself"),
                _ => format!("`{from}` cannot complement itself"),
            };
            diagnostics.push(PendingDiagnostic::new(Code::SelfRelation, span, message));
            continue;
        }
        let pair = (from.min(to), from.max(to));
        let first = *pairs.entry(pair).or_insert(relation);
        if first.kind != kind && contradicted.insert(pair) {
            let message = format!("`{from}` and `{to}` are declared both to conflict and to complement each other");
            let diagnostic = PendingDiagnostic::new(Code::Contradiction, span, message)
                .note("the opposite is declared at", first.span);
            diagnostics.push(diagnostic);
        }
    }
}

/// Reports strategies that another strategy lists as exclusive but not as conflicting.
pub(super) fn check_exclusive(strategies: &[Strategy<'_>], diagnostics: &mut Vec<PendingDiagnostic>) {
    for (row, relations) in strategies.iter().filter_map(|row| row.relations.as_ref().map(|relations| (row, relations)))
    {
        let is_conflict = |to: &Reference<'_>| relations.conflicts.iter().any(|conflict| conflict.value == to.value);
        for to in relations.exclusive.iter().filter(|to| !to.is_missing() && !is_conflict(to)) {
            let message = format!("`{}` and `{}` exclude each other but are no conflict", row.id.value, to.value);
            let diagnostic = PendingDiagnostic::new(Code::Contradiction, to.span, message);
            diagnostics.push(diagnostic.help(format!("list `{}` among the `conflicts` too", to.value)));
        }
    }
}

/// Warns about each relation that only one of the two strategies declares, unless the other strategy does not exist.
pub(in crate::data::load) fn one_sided(strategies: &[Strategy<'_>], diagnostics: &mut Vec<PendingDiagnostic>) {
    let all: HashSet<(&str, &str, RelationKind)> =
        declared(strategies).map(|row| (row.from, row.to, row.kind)).collect();
    let known: HashSet<&str> = strategies.iter().map(|row| row.id.value.as_ref()).collect();
    for Declared { from, to, kind, span } in declared(strategies) {
        if from != to && known.contains(to) && !all.contains(&(to, from, kind)) {
            let message = format!("`{to}` does not list `{from}` as a {}", kind.as_str());
            diagnostics.push(PendingDiagnostic::new(Code::OneSided, span, message));
        }
    }
}
