//! Everything of a thing that can be filtered by, key by key: one description for JSON and for CSV.
//!
//! The keys are stable: some may be added, none changes its meaning or goes away.

use serde::{Serialize, Serializer};

use crate::graph::Graph;
use crate::model::{Affiliation, Axis, DoomClaim, Entity, Kind, Named, Person, PersonId, Position, StrategyId};
use crate::place::Place;

/// What is known of a thing, in the order it is printed.
#[derive(Clone, Debug)]
pub(super) struct Record(Vec<(&'static str, Value)>);

/// A piece of it.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Value {
    Nothing,
    Text(String),
    Count(usize),
    Number(f64),
    Flag(bool),
    Words(Vec<String>),
    Records(Vec<Record>),
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Record {
    /// Its keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|&(key, _)| key)
    }

    /// Its values, each as the text of one cell.
    pub(super) fn cells(&self) -> Vec<String> {
        self.0.iter().map(|(_, value)| value.cell()).collect()
    }
}

impl Value {
    fn cell(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Words(words) => words.join("; "),
            Self::Records(records) => {
                let cell = |record: &Record| {
                    let parts: Vec<_> = record.cells().into_iter().filter(|part| !part.is_empty()).collect();
                    parts.join(" ")
                };
                records.iter().map(cell).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

/// The slugs of some records.
fn slugs<'a>(records: impl IntoIterator<Item = &'a (impl Named + 'a)>) -> Value {
    Value::Words(records.into_iter().map(|record| record.slug().to_owned()).collect())
}

/// All that can be filtered by at `place`.
pub(super) fn of(graph: &Graph, place: Place) -> Record {
    let atlas = &graph.atlas;
    let mut record = vec![
        ("place", Value::Text(place.path(atlas))),
        ("kind", place.kind().map(Kind::singular).into()),
        ("slug", place.slug(atlas).into()),
        ("name", place.name(atlas).as_ref().into()),
    ];
    record.extend(match place {
        Place::Entity(Entity::Strategy(id)) => strategy(graph, id),
        Place::Entity(Entity::Person(id)) => person(graph, id),
        _ => other(graph, place),
    });
    Record(record)
}

fn strategy(graph: &Graph, id: StrategyId) -> Vec<(&'static str, Value)> {
    let atlas = &graph.atlas;
    let strategy = &atlas.strategies[id];
    let lever = &atlas.levers[strategy.coordinates.lever];
    let mut record = vec![
        ("thesis", strategy.thesis.as_str().into()),
        ("lever", lever.slug.as_str().into()),
        ("pull", strategy.coordinates.pull.as_str().into()),
        ("side", lever.side.as_str().into()),
    ];
    record.extend(Axis::ALL.map(|axis| (axis.key(), atlas.value_of(id, axis).slug.as_str().into())));
    let named = |ids: &[StrategyId]| slugs(ids.iter().map(|&id| &atlas.strategies[id]));
    record.extend([
        ("rejects_frame", Value::Flag(strategy.coordinates.rejects_frame)),
        ("forecloses_scope", Value::Flag(strategy.coordinates.forecloses_scope)),
        ("conflicts", named(&strategy.conflicts)),
        ("complements", named(&strategy.complements)),
        ("tags", slugs(graph.tags_of(id).iter().map(|&tag| &atlas.tags[tag]))),
        ("scenarios", slugs(graph.scenarios_of(id).iter().map(|&scenario| &atlas.scenarios[scenario]))),
        ("portfolios", slugs(graph.portfolios_of(id).iter().map(|&portfolio| &atlas.portfolios[portfolio]))),
        ("on_record", Value::Count(graph.on_record(id).len())),
    ]);
    record
}

fn person(graph: &Graph, id: PersonId) -> Vec<(&'static str, Value)> {
    let atlas = &graph.atlas;
    let person: &Person = &atlas.people[id];
    let profile = person.profile.as_ref();
    let vintage = profile.and_then(|profile| profile.vintage.as_ref());
    let position = |held: &Position| {
        Record(vec![
            ("tag", atlas.tags[held.tag].slug.as_str().into()),
            ("stance", held.stance.as_str().into()),
            ("tentative", Value::Flag(held.tentative)),
        ])
    };
    vec![
        ("tagline", person.tagline.as_str().into()),
        ("summary", person.summary.as_str().into()),
        ("caveat", person.caveat.as_deref().into()),
        ("categories", Value::Words(person.categories.clone())),
        ("affiliations", Value::Records(person.affiliations.iter().map(affiliation).collect())),
        ("expertise", profile.map(|profile| atlas.expertise[profile.expertise.tier].slug()).into()),
        ("recognition", profile.map(|profile| atlas.recognition[profile.recognition.tier].slug()).into()),
        ("vintage", vintage.map(|placed| atlas.vintages[placed.tier].slug()).into()),
        ("positions", Value::Records(person.positions.iter().map(position).collect())),
        ("p_doom", Value::Records(person.p_doom.iter().map(doom).collect())),
        ("updated", person.updated.as_deref().into()),
    ]
}

fn affiliation(held: &Affiliation) -> Record {
    Record(vec![
        ("org", held.org.as_str().into()),
        ("role", held.role.as_deref().into()),
        ("start", held.start.as_deref().into()),
        ("end", held.end.as_deref().into()),
        ("current", Value::Flag(held.current)),
    ])
}

fn doom(claim: &DoomClaim) -> Record {
    Record(vec![
        ("low", Value::Number(claim.low)),
        ("high", Value::Number(claim.high)),
        ("date", claim.date.as_deref().into()),
    ])
}

fn other(graph: &Graph, place: Place) -> Vec<(&'static str, Value)> {
    let atlas = &graph.atlas;
    let strategies = |ids: &[StrategyId]| slugs(ids.iter().map(|&id| &atlas.strategies[id]));
    match place {
        Place::Entity(Entity::Tag(id)) => {
            let tag = &atlas.tags[id];
            vec![
                ("gloss", tag.gloss.as_str().into()),
                ("aka", Value::Words(tag.aka.clone())),
                ("strategy", tag.strategy.map(|id| atlas.strategies[id].slug()).into()),
                ("holders", Value::Count(graph.holders(id).len())),
            ]
        }
        Place::Entity(Entity::Lever(id)) => {
            let lever = &atlas.levers[id];
            vec![
                ("side", lever.side.as_str().into()),
                ("up", lever.up.as_str().into()),
                ("down", lever.down.as_str().into()),
                ("description", lever.description.as_str().into()),
                ("strategies", strategies(graph.on_lever(id))),
            ]
        }
        Place::Entity(Entity::Scenario(id)) => {
            let scenario = &atlas.scenarios[id];
            vec![
                ("adversary", atlas.adversaries[scenario.adversary].slug().into()),
                ("gloss", scenario.gloss.as_str().into()),
                ("description", scenario.description.as_str().into()),
                ("strategies", strategies(&scenario.responsive)),
            ]
        }
        Place::Entity(Entity::Portfolio(id)) => {
            let portfolio = &atlas.portfolios[id];
            vec![
                ("description", portfolio.description.as_str().into()),
                ("strategies", strategies(&portfolio.strategies)),
            ]
        }
        Place::Entity(Entity::Mechanism(mechanism)) => {
            let text = atlas.mechanism(mechanism);
            vec![
                ("relation", mechanism.kind().as_str().into()),
                ("gloss", text.gloss.as_str().into()),
                ("explanation", text.explain.as_str().into()),
                ("pairs", Value::Count(graph.pairs(mechanism).count())),
            ]
        }
        _ => Vec::new(),
    }
}
