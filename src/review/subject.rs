//! Subjects of reviews: their addresses, and the texts that are judged.

use std::fmt;
use std::fmt::Write;

use crate::model::{Atlas, Axis, Commitment, Entity, PersonId, Position, SharedClaimId, StrategyId};
use crate::place::Place;
use crate::text;

use super::digest::Digest;

/// Start of the address of a position.
const POSITION: &str = "position/";

/// Subject of a review: what a reviewer gives a verdict on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Strategy.
    Strategy(StrategyId),
    /// Position of a person on a tag, by the person and the index among the person's positions.
    Position(PersonId, u32),
    /// Commitment of a strategy, by the strategy and the index among its commitments.
    Commitment(StrategyId, u32),
    /// Claim that several commitments share.
    Claim(SharedClaimId),
}

/// Kind of subject, which determines the parts of a verdict on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// Strategy: stance, confidence, signal, threshold, identity answers and forecasts.
    Strategy,
    /// Position: record check.
    Position,
    /// Commitment, or a claim shared by several: holds, unsure or fails, and a confidence.
    Commitment,
}

impl SubjectKind {
    /// Returns the noun for a subject of this kind, in the singular.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::Position => "position",
            Self::Commitment => "commitment",
        }
    }

    /// Returns the noun for subjects of this kind, in the plural.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Strategy => "strategies",
            Self::Position => "positions",
            Self::Commitment => "commitments",
        }
    }
}

/// Error for an address that belongs to no subject of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSubject {
    path: String,
    nearest: Option<String>,
}

impl fmt::Display for UnknownSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is nothing to judge at `{}`", text::sanitize(&self.path))?;
        match &self.nearest {
            Some(path) => write!(f, "; did you mean {path}?"),
            None => write!(
                f,
                ": a strategy is `strategy/pause`, a position `position/PERSON/TAG`, a commitment `commitment/STRATEGY/N`"
            ),
        }
    }
}

impl std::error::Error for UnknownSubject {}

impl Subject {
    /// Returns the subject with the address `path`; `None` if the atlas has no such subject. An address is
    /// `strategy/pause` or the bare slug of a strategy, or `position/yann-lecun/open-source-maximalism`, with `/2` for
    /// the person's second position on the tag, or `commitment/pause/1`. `O(log n)`.
    pub fn find(atlas: &Atlas, path: &str) -> Option<Self> {
        let path = path.trim();
        match path.strip_prefix(POSITION) {
            Some(rest) => position(atlas, rest),
            None => match Place::find(atlas, path)? {
                Place::Entity(Entity::Strategy(id)) => Some(Self::Strategy(id)),
                Place::Commitment(id, at) => Some(Self::Commitment(id, at)),
                Place::Claim(id) => Some(Self::Claim(id)),
                _ => None,
            },
        }
    }

    /// Returns the subject with the address `path`, in the forms that [`Self::find`] accepts.
    ///
    /// # Errors
    /// If there is no such subject. The error has the closest match, found by comparing with every slug.
    pub fn parse(atlas: &Atlas, path: &str) -> Result<Self, UnknownSubject> {
        let path = path.trim();
        Self::find(atlas, path).ok_or_else(|| UnknownSubject { path: path.to_owned(), nearest: nearest(atlas, path) })
    }

    /// Returns the address of the subject.
    pub fn path(self, atlas: &Atlas) -> String {
        match self {
            Self::Strategy(id) => Place::from(id).path(atlas),
            Self::Position(id, at) => {
                let person = &atlas.people[id];
                let positions = &person.positions;
                let Some(position) = positions.get(at as usize) else { return format!("{POSITION}{}", person.slug) };
                let before = positions[..at as usize].iter().filter(|other| other.tag == position.tag).count();
                let path = format!("{POSITION}{}/{}", person.slug, atlas.tags[position.tag].slug);
                if before == 0 { path } else { format!("{path}/{}", before + 1) }
            }
            Self::Commitment(id, at) => Place::Commitment(id, at).path(atlas),
            Self::Claim(id) => Place::Claim(id).path(atlas),
        }
    }

    /// Returns the name of the subject for the screen.
    pub fn name(self, atlas: &Atlas) -> String {
        match self {
            Self::Strategy(id) => atlas.strategies[id].name.clone(),
            Self::Position(id, _) => match self.position(atlas) {
                Some(position) => format!("{} on {}", atlas.people[id].name, atlas.tags[position.tag].name),
                None => atlas.people[id].name.clone(),
            },
            Self::Commitment(id, at) => Place::Commitment(id, at).name(atlas).into_owned(),
            Self::Claim(id) => atlas.claims[id].name.clone(),
        }
    }

    /// Returns the position; `None` if the subject is something else.
    pub fn position(self, atlas: &Atlas) -> Option<&Position> {
        match self {
            Self::Position(id, at) => atlas.people[id].positions.get(at as usize),
            _ => None,
        }
    }

    /// Returns the commitment; `None` if the subject is something else.
    pub fn commitment(self, atlas: &Atlas) -> Option<&Commitment> {
        match self {
            Self::Commitment(id, at) => atlas.strategies[id].commitments.get(at as usize),
            _ => None,
        }
    }

    /// Returns the kind of the subject.
    pub fn kind(self) -> SubjectKind {
        match self {
            Self::Strategy(_) => SubjectKind::Strategy,
            Self::Position(..) => SubjectKind::Position,
            Self::Commitment(..) | Self::Claim(_) => SubjectKind::Commitment,
        }
    }

    /// Returns whether the subject has a falsification signal to forecast.
    pub fn has_signal(self, atlas: &Atlas) -> bool {
        matches!(self, Self::Strategy(id) if atlas.strategies[id].falsification.is_some())
    }

    /// Returns the text that a reviewer judges, one part per line. It contains only statements of the record itself,
    /// not its relations, people and tiers, because these change with every edition.
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
                if let Some(position) = self.position(atlas) {
                    claim(atlas, position, &mut put);
                }
            }
            Self::Commitment(id, _) => {
                put("Strategy", &atlas.strategies[id].name);
                if let Some(commitment) = self.commitment(atlas) {
                    put("Topic", &atlas.topics[commitment.topic].name);
                    put("Claim", &commitment.claim);
                    put("Fails if", &commitment.failure);
                }
            }
            Self::Claim(id) => {
                put("Name", &atlas.claims[id].name);
                put("Claim", &atlas.claims[id].statement);
            }
        }
        lines
    }

    /// Returns the digest of [`Self::text`], by which a changed text is detected.
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
            .views()
            .flat_map(|(id, person)| (0..).zip(person.positions).map(move |(at, _)| Self::Position(id, at)))
    }

    /// Returns every commitment of every strategy, in catalogue order.
    pub fn commitments(atlas: &Atlas) -> impl Iterator<Item = Self> + '_ {
        atlas.strategies.ids().flat_map(|id| Self::commitments_of(atlas, id))
    }

    /// Returns the commitments of the strategy `id`, in the order listed.
    pub fn commitments_of(atlas: &Atlas, id: StrategyId) -> impl Iterator<Item = Self> + use<> {
        let count = u32::try_from(atlas.strategies[id].commitments.len()).unwrap_or(u32::MAX);
        (0..count).map(move |at| Self::Commitment(id, at))
    }
}

/// Returns the address closest to `path`, which leads nowhere: of a position of the same person, the last commitment of
/// the same strategy, or of a strategy.
fn nearest(atlas: &Atlas, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["position", person, tag, ..] => {
            let person = atlas.people.find(person)?;
            let tags = atlas.people[person].positions.iter().map(|position| atlas.tags[position.tag].slug.as_str());
            text::closest_match(tag, tags).map(|tag| format!("{POSITION}{}/{tag}", atlas.people[person].slug))
        }
        ["commitment", strategy, ..] => {
            Some(Subject::commitments_of(atlas, atlas.strategies.find(strategy)?).last()?.path(atlas))
        }
        _ => {
            let slug = path.strip_prefix("strategy/").unwrap_or(path);
            let slugs = atlas.strategies.rows().iter().map(|strategy| strategy.slug.as_str());
            text::closest_match(slug, slugs).map(|slug| format!("strategy/{slug}"))
        }
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
    let on_tag = (0..).zip(&atlas.people[person].positions).filter(|(_, position)| position.tag == tag);
    on_tag.map(|(at, _)| Subject::Position(person, at)).nth(nth - 1)
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

fn claim(atlas: &Atlas, position: &Position, put: &mut impl FnMut(&str, &str)) {
    put("Tag", &atlas.tags[position.tag].name);
    put("Stance", position.stance.as_str());
    put("Stated or inferred", if position.tentative { "inferred" } else { "stated" });
    put("Claim", &position.claim);
    for source in &position.sources {
        put("Source", &[source.title.as_str(), source.url.as_deref().unwrap_or_default()].join(" "));
    }
}
