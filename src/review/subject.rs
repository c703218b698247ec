//! What can be judged, its path, and the text that a verdict is of.

use std::fmt;
use std::fmt::Write;

use crate::model::{Atlas, Axis, PersonId, Position, StrategyId};
use crate::text;

use super::digest::Digest;

/// Something that can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A strategy.
    Strategy(StrategyId),
    /// A position of a person: which of theirs.
    Position(PersonId, u32),
}

/// The kinds of things that can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// Strategies.
    Strategy,
    /// Positions of people.
    Position,
}

impl SubjectKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Strategy, Self::Position];

    /// As written before a slash.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Position => "position",
        }
    }

    /// The kind of what is at `path`.
    pub fn of(path: &str) -> Option<Self> {
        let (kind, _) = path.split_once('/')?;
        Self::ALL.into_iter().find(|known| known.as_str() == kind)
    }
}

/// A path that leads to nothing that can be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSubject {
    path: String,
    nearest: Option<String>,
}

impl fmt::Display for UnknownSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is nothing to judge at `{}`", text::safe(&self.path))?;
        match &self.nearest {
            Some(path) => write!(f, "; did you mean {path}"),
            None => write!(f, ": a strategy is `strategy/pause`, a position `position/PERSON/TAG`"),
        }
    }
}

impl std::error::Error for UnknownSubject {}

impl Subject {
    /// What is at `path`: `strategy/pause`, or that slug alone; `position/yann-lecun/open-source`, and with `/2` the
    /// second of a person's positions on one tag.
    ///
    /// # Errors
    /// If nothing that can be judged is there, with what is written like it.
    pub fn parse(atlas: &Atlas, path: &str) -> Result<Self, UnknownSubject> {
        let path = path.trim();
        let found = match path.split_once('/') {
            None => atlas.strategies.find(path).map(Self::Strategy),
            Some(("strategy", slug)) => atlas.strategies.find(slug).map(Self::Strategy),
            Some(("position", rest)) => position(atlas, rest),
            Some(_) => None,
        };
        found.ok_or_else(|| {
            let slug = path.strip_prefix("strategy/").unwrap_or(path);
            let slugs = atlas.strategies.rows().iter().map(|strategy| strategy.slug.as_str());
            let nearest = text::nearest(slug, slugs).map(|slug| format!("strategy/{slug}"));
            UnknownSubject { path: path.to_owned(), nearest }
        })
    }

    /// Its path.
    pub fn path(self, atlas: &Atlas) -> String {
        match self {
            Self::Strategy(id) => format!("strategy/{}", atlas.strategies[id].slug),
            Self::Position(id, at) => {
                let person = &atlas.people[id];
                let positions = &person.positions;
                let Some(held) = positions.get(at as usize) else { return format!("position/{}", person.slug) };
                let before = positions[..at as usize].iter().filter(|other| other.tag == held.tag).count();
                let path = format!("position/{}/{}", person.slug, atlas.tags[held.tag].slug);
                if before == 0 { path } else { format!("{path}/{}", before + 1) }
            }
        }
    }

    /// What it is called.
    pub fn name(self, atlas: &Atlas) -> String {
        match self {
            Self::Strategy(id) => atlas.strategies[id].name.clone(),
            Self::Position(id, _) => match self.position(atlas) {
                Some(held) => format!("{} on {}", atlas.people[id].name, atlas.tags[held.tag].name),
                None => atlas.people[id].name.clone(),
            },
        }
    }

    /// The position, if it is one.
    pub fn position(self, atlas: &Atlas) -> Option<&Position> {
        match self {
            Self::Strategy(_) => None,
            Self::Position(id, at) => atlas.people[id].positions.get(at as usize),
        }
    }

    /// Whether a forecast can be made on it: it has a falsification signal.
    pub fn has_signal(self, atlas: &Atlas) -> bool {
        matches!(self, Self::Strategy(id) if atlas.strategies[id].falsification.is_some())
    }

    /// The text that a verdict on it is of: what it says of itself, a part a line. What the atlas says of others
    /// (relations, people, tiers) is not among it: that changes with every edition.
    pub fn text(self, atlas: &Atlas) -> String {
        let mut lines = String::new();
        let mut put = |label: &str, text: &str| {
            // Writing to a string does not fail.
            let _ = writeln!(lines, "{label}: {text}");
        };
        match self {
            Self::Strategy(id) => strategy(atlas, id, &mut put),
            Self::Position(id, _) => {
                put("Person", &atlas.people[id].name);
                if let Some(held) = self.position(atlas) {
                    claim(atlas, held, &mut put);
                }
            }
        }
        lines
    }

    /// The digest of its text.
    pub fn digest(self, atlas: &Atlas) -> Digest {
        Digest::of(&self.text(atlas))
    }

    /// Every strategy, in catalogued order.
    pub fn strategies(atlas: &Atlas) -> impl Iterator<Item = Self> + '_ {
        atlas.strategies.ids().map(Self::Strategy)
    }

    /// Every position of everyone, in catalogued order.
    pub fn positions(atlas: &Atlas) -> impl Iterator<Item = Self> + '_ {
        atlas
            .people
            .iter()
            .flat_map(|(id, person)| (0..).zip(&person.positions).map(move |(at, _)| Self::Position(id, at)))
    }
}

fn position(atlas: &Atlas, rest: &str) -> Option<Subject> {
    let mut parts = rest.split('/');
    let person = atlas.people.find(parts.next()?)?;
    let tag = atlas.tags.find(parts.next()?)?;
    let nth = match (parts.next(), parts.next()) {
        (None, _) => 1,
        (Some(nth), None) => nth.parse::<usize>().ok().filter(|&nth| nth >= 2)?,
        _ => return None,
    };
    let held = (0..).zip(&atlas.people[person].positions).filter(|(_, position)| position.tag == tag);
    held.map(|(at, _)| Subject::Position(person, at)).nth(nth - 1)
}

fn strategy(atlas: &Atlas, id: StrategyId, put: &mut impl FnMut(&str, &str)) {
    let strategy = &atlas.strategies[id];
    put("Name", &strategy.name);
    put("Thesis", &strategy.thesis);
    put("Mechanism", &strategy.mechanism);
    if let Some(text) = &strategy.next_problem {
        put("What binds next", text);
    }
    if let Some(text) = &strategy.falsification {
        put("Falsification signal", text);
    }
    if let Some(overshoot) = &strategy.overshoot {
        put("Self-undermining threshold", &overshoot.threshold);
        put("Why it turns on itself there", &overshoot.why);
    }
    let coordinates = &strategy.coordinates;
    put("Lever", &format!("{}, {}", atlas.levers[coordinates.lever].slug, coordinates.pull.as_str()));
    for axis in Axis::ALL {
        put(axis.as_str(), &atlas.value_of(id, axis).slug);
    }
}

fn claim(atlas: &Atlas, held: &Position, put: &mut impl FnMut(&str, &str)) {
    put("Tag", &atlas.tags[held.tag].name);
    put("Stance", held.stance.as_str());
    put("Stated or inferred", if held.tentative { "inferred" } else { "stated" });
    put("Claim", &held.claim);
    for source in &held.sources {
        put("Source", &[source.title.as_str(), source.url.as_deref().unwrap_or_default()].join(" "));
    }
}
