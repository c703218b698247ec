//! The page of what differs between two editions of an atlas. Its links lead into the later one.

use crate::graph::Graph;
use crate::graph::diff::{
    ChangeKind, ComparedStrategy, Diff, DiffTag, Difference, FieldChange, RecordChange, RelationChange, RelationState,
};

use crate::document::{Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, plain};
use crate::page::parts::inline::marked;
use crate::place::{Overview, Place};

/// How kinds of records are headed.
const KINDS: [(&str, &str); 12] = [
    ("atlas", "The atlas"),
    ("strategy", "Strategies"),
    ("person", "People"),
    ("tag", "Tags"),
    ("lever", "Levers"),
    ("scenario", "Scenarios"),
    ("portfolio", "Portfolios"),
    ("axis", "Axes and their values"),
    ("mechanism", "Mechanisms"),
    ("tier", "Tiers"),
    ("term", "Topics, domains and adversaries"),
    ("identity", "Identity diagnostic"),
];

/// The page of `diff`, which is between the editions called `names`; `after` is the later one.
pub fn changes(diff: &Diff, after: &Graph, names: [&str; 2]) -> Page {
    let place = Overview::Changes;
    build(diff, after, names).finish(Some(place.into()), place.name())
}

/// Builds what differs.
pub(super) fn build(diff: &Diff, after: &Graph, [from, to]: [&str; 2]) -> PageBuilder {
    let mut page = PageBuilder::new(plain(format!("from {from} to {to}")));
    if diff.is_empty() {
        page.notice("Nothing differs.");
    } else {
        page.caption("[-What went-] stands in brackets with hyphens, {+what came+} in braces with plus signs.");
    }
    for (kind, title) in KINDS {
        let records: Vec<&RecordChange> = diff.records.iter().filter(|record| record.kind == kind).collect();
        section(&mut page, after, title, &records);
    }
    relations(&mut page, after, &diff.relations);
    page
}

fn section(page: &mut PageBuilder, after: &Graph, title: &str, records: &[&RecordChange]) {
    if records.is_empty() {
        return;
    }
    let of = |change: fn(&ChangeKind) -> bool| records.iter().filter(|record| change(&record.change)).count();
    let (added, removed) = (of(|change| *change == ChangeKind::Added), of(|change| *change == ChangeKind::Removed));
    page.heading(Heading::section(title).counting(records.len()));
    for (count, word, change) in [(added, "Added", ChangeKind::Added), (removed, "Removed", ChangeKind::Removed)] {
        if count > 0 {
            page.heading(Heading::group(plain(word)).counting(count));
            let of_them: Vec<Item> = records
                .iter()
                .filter(|record| record.change == change)
                .map(|record| Item {
                    text: vec![name(after, record)],
                    note: plain(record.id.clone()),
                    ..Item::default()
                })
                .collect();
            page.list(of_them);
        }
    }
    for record in records {
        if let ChangeKind::Changed { fields } = &record.change {
            page.heading(Heading::group(vec![name(after, record)]).marked("changed"));
            page.facts(fields.iter().map(field).collect());
        }
    }
}

/// The name of a record, leading to its page if it has one.
fn name(after: &Graph, record: &RecordChange) -> Span {
    let place = Place::find(&after.atlas, &format!("{}/{}", record.kind, record.id));
    match place {
        Some(place) if !record.id.is_empty() && record.change != ChangeKind::Removed => Span::link(&record.name, place),
        _ => Span::plain(&record.name),
    }
}

fn field(field: &FieldChange) -> Fact {
    let value = match &field.difference {
        Difference::Words(pieces) => pieces.iter().map(|piece| marked(piece.mark, &piece.text)).collect(),
        Difference::List { added, removed, reordered } => {
            let removed = removed.iter().map(|item| marked(DiffTag::Removed, item));
            let mut line: Inline = Vec::new();
            for span in removed.chain(added.iter().map(|item| marked(DiffTag::Added, item))) {
                if !line.is_empty() {
                    line.push(Span::plain(" "));
                }
                line.push(span);
            }
            if *reordered {
                line.push(Span::plain(if line.is_empty() {
                    "in another order"
                } else {
                    "; the rest in another order"
                }));
            }
            line
        }
    };
    fact(&field.field, value)
}

fn relations(page: &mut PageBuilder, after: &Graph, all: &[RelationChange]) {
    let moved: Vec<&RelationChange> = all.iter().filter(|row| row.is_by_moving()).collect();
    let others = |wanted: fn(&RelationChange) -> bool| {
        all.iter().filter(|row| !row.is_by_moving() && wanted(row)).collect::<Vec<_>>()
    };
    let groups = [
        ("Related for another reason, as coordinates moved", moved),
        ("Added", others(|row| row.before.is_none())),
        ("Removed", others(|row| row.after.is_none())),
        ("Changed", others(|row| row.before.is_some() && row.after.is_some())),
    ];
    if all.is_empty() {
        return;
    }
    page.heading(Heading::section("Relations").counting(all.len()));
    for (title, rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        page.heading(Heading::group(plain(title)).counting(rows.len()));
        page.list(rows.into_iter().map(|row| relation(after, row)).collect::<Vec<_>>());
    }
}

fn relation(after: &Graph, row: &RelationChange) -> Item {
    let [a, b] = &row.between;
    let state = |state: RelationState| {
        let one_sided = if state.mutual { "" } else { ", declared by one side" };
        format!("{}: {}{one_sided}", state.kind.as_str(), after.atlas.mechanism(state.mechanism).label)
    };
    let mut note = match (row.before, row.after) {
        (Some(before), Some(after)) => format!("[-{}-] {{+{}+}}", state(before), state(after)),
        (Some(only), None) | (None, Some(only)) => state(only),
        (None, None) => String::new(),
    };
    let moved: Vec<&str> = row.between.iter().filter(|side| side.moved).map(|side| side.name.as_str()).collect();
    if !moved.is_empty() {
        note = format!("{note} ({} moved)", moved.join(" and "));
    }
    Item { text: vec![side(after, a), Span::plain(" and "), side(after, b)], note: plain(note), ..Item::default() }
}

fn side(after: &Graph, side: &ComparedStrategy) -> Span {
    match after.atlas.strategies.find(&side.id) {
        Some(id) => Span::link(&side.name, id),
        None => Span::plain(&side.name),
    }
}
