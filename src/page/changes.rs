//! The page of changes: the differences between two editions of an atlas. Its links open places in the later edition.

use crate::document::{Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, join, join_commas, plain};
use crate::graph::Graph;
use crate::graph::diff::{
    ChangeKind, ComparedStrategy, Diff, DiffTag, Difference, FieldChange, RecordChange, RelationChange, RelationState,
};
use crate::place::{Overview, Place};

use super::PageContext;
use super::parts::editions::EditionComparison;
use super::parts::figures::{key_count, pluralize};
use super::parts::inline::{marked, with_code};

/// Kinds of records in display order, each with the title of its section.
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

/// Builds the page of the differences between the atlas on screen and another edition.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let EditionComparison { with, result, is_requested } = &context.editions.comparison;
    let mut page = PageBuilder::new(format!("from {}", with.name()));
    match result {
        Some(Ok(diff)) => {
            page.kicker = kicker(diff, [with.name(), "the atlas on screen"]);
            differences(&mut page, diff, context.graph);
        }
        Some(Err(reason)) => page.notice(format!("The editions cannot be compared: {reason}")),
        None if *is_requested => page.notice("The editions are being compared."),
        None => page.notice("The editions have not been compared yet."),
    }
    let is_compared =
        result.as_ref().map_or(*is_requested, |result| result.as_ref().is_ok_and(|diff| !diff.is_empty()));
    if !is_compared {
        choices(&mut page, context);
    }
    page.finish()
}

/// Adds the editions that the atlas on screen can be compared with, and how.
fn choices(page: &mut PageBuilder, context: &PageContext<'_>) {
    let overlay = match context.editions.overlay.len() {
        0 => "the atlas without your own files, of which there are none".to_owned(),
        count => {
            format!("the atlas without your own files, which add or change {}", pluralize(count, "record", "records"))
        }
    };
    page.heading(Heading::section("What can be compared"));
    page.caption(context.keys.get("compare-editions").map(|key| format!("{key} asks for one of these names:")));
    page.facts([
        fact("embedded", overlay),
        fact("start", "the atlas as it was when the explorer started"),
        fact("a path", with_code("another edition: a folder of TOML files, or a file of `stratlas export json`")),
    ]);
    page.caption(with_code("`stratlas diff OLD NEW` compares any two editions on the command line."));
}

/// Builds the page of `diff`, the differences between the editions called `names`; `after` is the later edition.
pub fn build_diff(diff: &Diff, after: &Graph, names: [&str; 2]) -> Page {
    let mut page = PageBuilder::new(kicker(diff, names));
    differences(&mut page, diff, after);
    let title = Overview::Changes.name().to_owned();
    Page { place: Some(Overview::Changes.into()), title, ..page.finish() }
}

/// Returns how many records and relations differ between the editions called `from` and `to`, as a sentence.
fn kicker(diff: &Diff, [from, to]: [&str; 2]) -> Inline {
    if diff.is_empty() {
        return plain(format!("The editions do not differ. Compared: {from} and {to}."));
    }
    let counts = [(diff.records.len(), "record", "records"), (diff.relations.len(), "relation", "relations")];
    let counts =
        counts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| key_count(count, one, many));
    [join_commas(counts), plain(format!(" changed from {from} to {to}."))].concat()
}

fn differences(page: &mut PageBuilder, diff: &Diff, after: &Graph) {
    if !diff.is_empty() {
        page.caption("Removed text is [-in brackets with hyphens-], added text {+in braces with plus signs+}.");
    }
    for (kind, title) in KINDS {
        let records: Vec<&RecordChange> = diff.records.iter().filter(|record| record.kind == kind).collect();
        section(page, after, title, &records);
    }
    relations(page, after, &diff.relations);
}

fn section(page: &mut PageBuilder, after: &Graph, title: &str, records: &[&RecordChange]) {
    if records.is_empty() {
        return;
    }
    page.heading(Heading::section(title).counting(records.len()));
    for (word, change) in [("Added", ChangeKind::Added), ("Removed", ChangeKind::Removed)] {
        let records = records.iter().filter(|record| record.change == change);
        let items: Vec<Item> = records.map(|record| Item::new(name(after, record), &record.id)).collect();
        page.section(Heading::group(word), items);
    }
    for record in records {
        if let ChangeKind::Changed { fields } = &record.change {
            page.heading(Heading::group(name(after, record)).marked("changed"));
            page.facts(fields.iter().map(field));
        }
    }
}

/// Returns the name of a record, as a link if it has a page.
fn name(after: &Graph, record: &RecordChange) -> Span {
    let place = Place::find(&after.atlas, &format!("{}/{}", record.kind, record.id));
    match place {
        Some(place) if !record.id.is_empty() && record.change != ChangeKind::Removed => Span::link(&record.name, place),
        _ => Span::plain(&record.name),
    }
}

fn field(field: &FieldChange) -> Fact {
    let value: Inline = match &field.difference {
        Difference::Words(pieces) => pieces.iter().map(|piece| marked(piece.mark, &piece.text)).collect(),
        Difference::List { added, removed, reordered } => {
            let items = removed
                .iter()
                .map(|item| (DiffTag::Removed, item))
                .chain(added.iter().map(|item| (DiffTag::Added, item)));
            let line = join(&Span::plain(" "), items.map(|(mark, item)| marked(mark, item)));
            let order = if line.is_empty() { "in another order" } else { "; the rest in another order" };
            line.into_iter().chain(reordered.then(|| Span::plain(order))).collect()
        }
    };
    fact(&field.field, value)
}

fn relations(page: &mut PageBuilder, after: &Graph, all: &[RelationChange]) {
    if all.is_empty() {
        return;
    }
    page.heading(Heading::section("Relations").counting(all.len()));
    let (moved, others): (Vec<&RelationChange>, Vec<_>) = all.iter().partition(|row| row.is_due_to_coordinates());
    let mut group = |title: &str, rows: &[&RelationChange], is: fn(&RelationChange) -> bool| {
        let items: Vec<Item> = rows.iter().filter(|row| is(row)).map(|row| relation(after, row)).collect();
        page.section(Heading::group(title), items);
    };
    group("Related for another reason, as coordinates changed", &moved, |_| true);
    group("Added", &others, |row| row.before.is_none());
    group("Removed", &others, |row| row.after.is_none());
    group("Changed", &others, |row| row.before.is_some() && row.after.is_some());
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
        note = format!("{note} (coordinates of {} changed)", moved.join(" and "));
    }
    Item::new([strategy(after, a), Span::plain(" and "), strategy(after, b)], note)
}

fn strategy(after: &Graph, strategy: &ComparedStrategy) -> Span {
    match after.atlas.strategies.find(&strategy.id) {
        Some(id) => Span::link(&strategy.name, id),
        None => Span::plain(&strategy.name),
    }
}
