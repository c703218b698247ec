//! Subjects of review: their addresses, and the texts that verdicts judge.

use std::fmt;
use std::fmt::Write;

use crate::model::{Atlas, Axis, PersonId, Position, StrategyId};
use crate::text;

use super::digest::Digest;

/// Subject of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Strategy.
    Strategy(StrategyId),
    /// Position of a person, by its index.
    Position(PersonId, u32),
}

/// Kind of subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// Strategies.
    Strategy,
    /// Positions of people.
    Position,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Strategy, Self::Position];

    /// Returns the spelling before the slash of an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Position => "position",
        }
    }

    /// Returns the kind of the subject at `path`.
    pub fn of(path: &str) -> Option<Self> {
        let (kind, _) = path.split_once('/')?;
        Self::ALL.into_iter().find(|known| known.as_str() == kind)
    }
}

/// Address that leads to no subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSubject {
    path: String,
    nearest: Option<String>,
}

impl fmt::Display for UnknownSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is nothing to judge at `{}`", text::sanitize(&self.path))?;
        match &self.nearest {
            Some(path) => write!(f, "; did you mean {path}"),
            None => write!(f, ": a strategy is `strategy/pause`, a position `position/PERSON/TAG`"),
        }
    }
}

impl std::error::Error for UnknownSubject {}

impl Subject {
    /// Parses an address: `strategy/pause` or its bare slug, or `position/yann-lecun/open-source`, with `/2` for the
    /// person's second position on the tag.
    ///
    /// # Errors
    /// Returns the closest match if the address leads to no subject.
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
            let nearest = text::closest_match(slug, slugs).map(|slug| format!("strategy/{slug}"));
            UnknownSubject { path: path.to_owned(), nearest }
        })
    }

    /// Returns the address.
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

    /// Returns the name on screen.
    pub fn name(self, atlas: &Atlas) -> String {
        match self {
            Self::Strategy(id) => atlas.strategies[id].name.clone(),
            Self::Position(id, _) => match self.position(atlas) {
                Some(held) => format!("{} on {}", atlas.people[id].name, atlas.tags[held.tag].name),
                None => atlas.people[id].name.clone(),
            },
        }
    }

    /// Returns the position, if the subject is one.
    pub fn position(self, atlas: &Atlas) -> Option<&Position> {
        match self {
            Self::Strategy(_) => None,
            Self::Position(id, at) => atlas.people[id].positions.get(at as usize),
        }
    }

    /// Returns whether the subject has a falsification signal to forecast.
    pub fn has_signal(self, atlas: &Atlas) -> bool {
        matches!(self, Self::Strategy(id) if atlas.strategies[id].falsification.is_some())
    }

    /// Returns the text that a verdict judges, a part a line. It has what the record itself says and nothing that the
    /// atlas says of others (relations, people, tiers), because that changes with every edition.
    pub fn text(self, atlas: &Atlas) -> String {
        let mut lines = String::new();
        let mut put = |label: &str, text: &str| {
            // Writing to a string cannot fail.
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

    /// Returns the digest of the text.
    pub fn digest(self, atlas: &Atlas) -> Digest {
        Digest::of(&self.text(atlas))
    }

    /// Returns every strategy, in catalogue order.
    pub fn strategies(atlas: &Atlas) -> impl Iterator<Item = Self> + '_ {
        atlas.strategies.ids().map(Self::Strategy)
    }

    /// Returns every position of everyone, in catalogue order.
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
