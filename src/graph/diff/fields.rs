//! Records as lists of labelled values, which is what is compared. Ids of other records stand for them.

use rayon::prelude::*;

use crate::model::{
    Atlas, Axis, DoomClaim, Fidelity, Id, Lever, Mechanism, Named, Person, Placement, Portfolio, Position, Scenario,
    Source, Strategy, StrategyId, Table, Tag, Tier, TimelineClaim,
};

/// The kinds of records, in the order that they are told.
pub(super) const KINDS: [&str; 12] = [
    "atlas",
    "strategy",
    "person",
    "tag",
    "lever",
    "scenario",
    "portfolio",
    "axis",
    "mechanism",
    "tier",
    "term",
    "identity",
];

/// A record.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
}

/// A labelled value of a record.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) label: String,
    pub(super) value: Value,
    /// Whether it says where a strategy stands.
    pub(super) coordinate: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    List(Vec<String>),
}

impl Value {
    /// The items of a list; a text has none.
    pub(super) fn items(&self) -> &[String] {
        match self {
            Self::Text(_) => &[],
            Self::List(items) => items,
        }
    }
}

impl Entry {
    fn new(kind: &'static str, id: &str, name: &str) -> Self {
        Self { kind, id: id.to_owned(), name: name.to_owned(), fields: Vec::new() }
    }

    fn of(kind: &'static str, row: &impl Named) -> Self {
        Self::new(kind, row.slug(), row.name()).text("name", row.name())
    }

    fn text(mut self, label: impl Into<String>, text: &str) -> Self {
        if !text.is_empty() {
            self.put(label.into(), Value::Text(text.to_owned()), false);
        }
        self
    }

    fn maybe(self, label: &str, text: Option<&String>) -> Self {
        self.text(label, text.map_or("", String::as_str))
    }

    fn coordinate(mut self, label: &str, text: &str) -> Self {
        self.put(label.to_owned(), Value::Text(text.to_owned()), true);
        self
    }

    fn list(mut self, label: &str, items: Vec<String>) -> Self {
        if !items.is_empty() {
            self.put(label.to_owned(), Value::List(items), false);
        }
        self
    }

    /// Adds a field. A label that is there already is counted on.
    fn put(&mut self, label: String, value: Value, coordinate: bool) {
        let is_same = |rest: &str| rest.is_empty() || rest.starts_with(" (");
        let same = |field: &&Field| field.label.strip_prefix(&label).is_some_and(is_same);
        let label = match self.fields.iter().filter(same).count() {
            0 => label,
            count => format!("{label} ({})", count + 1),
        };
        self.fields.push(Field { label, value, coordinate });
    }
}

/// Every record of `atlas`.
pub(super) fn entries(atlas: &Atlas) -> Vec<Entry> {
    let mut all = vec![about(atlas), identity(atlas)];
    all.extend(atlas.strategies.rows().iter().map(|row| strategy(atlas, row)));
    all.par_extend(atlas.people.rows().par_iter().map(|row| person(atlas, row)));
    all.extend(atlas.tags.rows().iter().map(|row| tag(atlas, row)));
    all.extend(atlas.levers.rows().iter().map(lever));
    all.extend(atlas.scenarios.rows().iter().map(|row| scenario(atlas, row)));
    all.extend(atlas.portfolios.rows().iter().map(|row| portfolio(atlas, row)));
    all.extend(Axis::ALL.into_iter().flat_map(|on| axis(atlas, on)));
    all.extend(Mechanism::ALL.into_iter().map(|mechanism| {
        let text = atlas.mechanism(mechanism);
        Entry::new("mechanism", mechanism.as_str(), &text.label)
            .text("name", &text.label)
            .text("gloss", &text.gloss)
            .text("explanation", &text.explain)
    }));
    let tiers = [
        ("expertise", atlas.expertise.rows()),
        ("recognition", atlas.recognition.rows()),
        ("vintage", atlas.vintages.rows()),
    ];
    all.extend(tiers.into_iter().flat_map(|(what, rows)| rows.iter().map(move |row| tier(what, row))));
    terms("topic", &atlas.topics, &mut all);
    terms("domain", &atlas.domains, &mut all);
    terms("adversary", &atlas.adversaries, &mut all);
    all
}

fn terms<I: Id, T: Named>(what: &str, table: &Table<I, T>, all: &mut Vec<Entry>) {
    let entry = |row: &T| Entry::new("term", &format!("{what}/{}", row.slug()), row.name()).text("name", row.name());
    all.extend(table.rows().iter().map(entry));
}

fn about(atlas: &Atlas) -> Entry {
    let about = &atlas.about;
    let captions = &about.captions;
    let origin = |row: &crate::model::Provenance| {
        joined([Some(row.title.as_str()), row.url.as_deref(), row.retrieved.as_deref(), row.note.as_deref()])
    };
    Entry::new("atlas", "", &about.title)
        .text("title", &about.title)
        .text("edition", &about.edition)
        .text("about", &about.about)
        .list("provenance", about.provenance.iter().map(origin).collect())
        .maybe("caption on what binds next", captions.next_problem.as_ref())
        .maybe("caption on falsification", captions.falsification.as_ref())
        .maybe("caption on the threshold", captions.threshold.as_ref())
        .maybe("caption on people", captions.people.as_ref())
        .maybe("caption on mixes", captions.mixes.as_ref())
        .maybe("caption on the analogue", captions.analogue.as_ref())
        .maybe("caption on vintages", captions.vintages.as_ref())
}

fn identity(atlas: &Atlas) -> Entry {
    let identity = &atlas.identity;
    let mut entry = Entry::new("identity", "", "Identity diagnostic")
        .text("why it matters", &identity.why_it_matters)
        .text("what would help", &identity.what_would_help);
    for question in &identity.questions {
        entry = entry.text(&question.ask, &format!("Bet: {} Identity: {}", question.bet, question.identity));
    }
    for binding in &identity.bindings {
        let label = format!("binding of {}", atlas.strategies[binding.strategy].slug());
        entry = entry.text(label, &format!("{}: {}", binding.marker, binding.note));
    }
    entry
}

fn strategy(atlas: &Atlas, row: &Strategy) -> Entry {
    let stands = &row.coordinates;
    let mut entry = Entry::of("strategy", row)
        .text("thesis", &row.thesis)
        .text("mechanism", &row.mechanism)
        .maybe("next problem", row.next_problem.as_ref())
        .maybe("falsification", row.falsification.as_ref())
        .maybe("source note", row.source_note.as_ref())
        .coordinate("lever", atlas.levers[stands.lever].slug())
        .coordinate("pull", stands.pull.as_str());
    for axis in Axis::ALL {
        entry = entry.coordinate(axis.as_str(), atlas.values_on(axis)[stands.on(axis)].slug());
    }
    let yes = |flag: bool| if flag { "yes" } else { "no" };
    entry = entry
        .coordinate("rejects frame", yes(stands.rejects_frame))
        .coordinate("forecloses scope", yes(stands.forecloses_scope));
    if let Some(overshoot) = &row.overshoot {
        entry = entry.text("threshold", &overshoot.threshold).text("why beyond it", &overshoot.why);
    }
    if let Some(analogue) = &row.analogue {
        entry = entry
            .text("analogue", &joined([Some(atlas.domains[analogue.domain].slug()), Some(analogue.regime.as_str())]))
            .text("analogue produced", &analogue.produced)
            .text("analogue did not produce", &analogue.did_not_produce);
    }
    for commitment in &row.commitments {
        let label = format!("commitment on {}", atlas.topics[commitment.topic].slug());
        entry = entry.text(label, &format!("{} Fails if: {}", commitment.claim, commitment.failure));
    }
    for meaning in &row.meanings {
        entry = entry.text(format!("meaning in {}", meaning.period), &meaning.meaning);
    }
    entry
}

fn slugs(atlas: &Atlas, ids: &[StrategyId]) -> Vec<String> {
    ids.iter().map(|&id| atlas.strategies[id].slug().to_owned()).collect()
}

fn person(atlas: &Atlas, row: &Person) -> Entry {
    let affiliation = |row: &crate::model::Affiliation| {
        let current = if row.current { Some("current") } else { None };
        joined([Some(row.org.as_str()), row.role.as_deref(), row.start.as_deref(), row.end.as_deref(), current])
    };
    let mut entry = Entry::of("person", row)
        .text("tagline", &row.tagline)
        .text("summary", &row.summary)
        .list("categories", row.categories.clone())
        .maybe("homepage", row.homepage.as_ref())
        .maybe("wikipedia", row.wikipedia.as_ref())
        .maybe("handle", row.handle.as_ref())
        .maybe("updated", row.updated.as_ref())
        .maybe("caveat", row.caveat.as_ref())
        .maybe("note", row.note.as_ref())
        .list("affiliations", row.affiliations.iter().map(affiliation).collect());
    if let Some(profile) = &row.profile {
        entry = entry
            .text("expertise", &placed(atlas.expertise[profile.expertise.tier].slug(), &profile.expertise))
            .text("recognition", &placed(atlas.recognition[profile.recognition.tier].slug(), &profile.recognition));
        if let Some(vintage) = &profile.vintage {
            entry = entry.text("vintage", &placed(atlas.vintages[vintage.tier].slug(), vintage));
        }
    }
    for position in &row.positions {
        entry = entry.text(format!("position on {}", atlas.tags[position.tag].slug()), &positioned(position));
    }
    entry
        .list("p(doom)", row.p_doom.iter().map(doom_claim).collect())
        .list("timelines", row.timelines.iter().map(timeline_claim).collect())
}

fn placed<T>(tier: &str, placement: &Placement<T>) -> String {
    joined([Some(tier), placement.note.as_deref()])
}

fn positioned(row: &Position) -> String {
    let tentative = if row.tentative { ", tentative" } else { "" };
    let sources: Vec<String> = row.sources.iter().map(|row| format!(" [{}]", source(row))).collect();
    format!("{}{tentative}: {}{}", row.stance.as_str(), row.claim, sources.concat())
}

fn source(row: &Source) -> String {
    let passages = (row.passages != 1).then(|| format!("{} passages", row.passages));
    joined([
        Some(row.title.as_str()),
        row.url.as_deref(),
        Some(row.medium.as_str()),
        row.publisher.as_deref(),
        row.date.as_deref(),
        row.fidelity.map(Fidelity::as_str),
        passages.as_deref(),
    ])
}

fn doom_claim(row: &DoomClaim) -> String {
    let range = if row.low < row.high { format!("{} to {}", row.low, row.high) } else { row.low.to_string() };
    let source = row.source.as_ref().map(source);
    joined([Some(range.as_str()), row.date.as_deref(), row.definition.as_deref(), source.as_deref()])
}

fn timeline_claim(row: &TimelineClaim) -> String {
    let year = |word: &str, year: Option<i32>| year.map(|year| format!("{word} {year}"));
    let (from, to) = (year("from", row.from), year("to", row.to));
    let probability = row.probability.map(|probability| format!("probability {probability}"));
    let source = row.source.as_ref().map(source);
    joined([
        Some(row.milestone.as_str()),
        from.as_deref(),
        to.as_deref(),
        probability.as_deref(),
        row.date.as_deref(),
        source.as_deref(),
    ])
}

fn tag(atlas: &Atlas, row: &Tag) -> Entry {
    let leads = row.strategy.map_or("", |id| atlas.strategies[id].slug());
    Entry::of("tag", row).text("gloss", &row.gloss).list("other names", row.aka.clone()).text("strategy", leads)
}

fn lever(row: &Lever) -> Entry {
    Entry::of("lever", row)
        .text("side", row.side.as_str())
        .text("up", &row.up)
        .text("down", &row.down)
        .text("description", &row.description)
}

fn scenario(atlas: &Atlas, row: &Scenario) -> Entry {
    Entry::of("scenario", row)
        .text("adversary", atlas.adversaries[row.adversary].slug())
        .text("gloss", &row.gloss)
        .text("description", &row.description)
        .list("strategies", slugs(atlas, &row.responsive))
        .maybe("note", row.note.as_ref())
}

fn portfolio(atlas: &Atlas, row: &Portfolio) -> Entry {
    Entry::of("portfolio", row).text("description", &row.description).list("strategies", slugs(atlas, &row.strategies))
}

/// What is said of an axis, and its values.
fn axis(atlas: &Atlas, axis: Axis) -> Vec<Entry> {
    let text = atlas.axis(axis);
    let own = Entry::new("axis", axis.as_str(), &text.name).text("name", &text.name);
    let own = own.text("description", &text.description);
    let values = atlas.values_on(axis).rows().iter().map(|row| {
        let id = format!("{}/{}", axis.as_str(), row.slug);
        Entry::new("axis", &id, &row.name).text("name", &row.name).text("description", &row.description)
    });
    std::iter::once(own).chain(values).collect()
}

fn tier(what: &str, row: &Tier) -> Entry {
    let entry = Entry::new("tier", &format!("{what}/{}", row.slug), &row.label).text("name", &row.label);
    entry.text("short", &row.short).text("badge", &row.badge).text("criterion", &row.criterion)
}

/// What there is of `parts`, with commas between.
fn joined<const N: usize>(parts: [Option<&str>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
