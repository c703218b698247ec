//! Comparisons as places: two to four strategies, two tags, or two portfolios side by side.

use crate::model::{Atlas, Entity, Id, Kind, Named, PortfolioId, StrategyId, Table, TagId};
use crate::text;

use super::COMPARE;

/// Maximum number of strategies that one comparison takes.
pub(super) const MAX_STRATEGIES: usize = 4;
/// Kinds of records that are compared in pairs; in addresses, each slug of such a record is preceded by its kind.
const IN_PAIRS: [Kind; 2] = [Kind::Tag, Kind::Portfolio];

/// Comparison of records of one kind, all different, in the order given by the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Two to four strategies, with an address such as `compare/pause/gradualism`.
    Strategies(ComparedStrategies),
    /// Two tags, with an address such as `compare/tag/pause/tag/evals-driven`.
    Tags([TagId; 2]),
    /// Two portfolios, with an address such as `compare/portfolio/uk-aisi/portfolio/eu-ai-act`.
    Portfolios([PortfolioId; 2]),
}

/// Two to four different strategies, in the order given by the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ComparedStrategies {
    first: StrategyId,
    second: StrategyId,
    more: [Option<StrategyId>; MAX_STRATEGIES - 2],
}

impl ComparedStrategies {
    /// Returns the strategies, in order.
    pub fn iter(&self) -> impl Iterator<Item = StrategyId> + use<> {
        [Some(self.first), Some(self.second)].into_iter().chain(self.more).flatten()
    }
}

impl Comparison {
    /// Returns the comparison of `strategies`; `None` unless they are two to four and all different.
    pub fn of_strategies(strategies: &[StrategyId]) -> Option<Self> {
        let (&[first, second], more) = strategies.split_first_chunk::<2>()?;
        let distinct = (1..strategies.len()).all(|at| !strategies[..at].contains(&strategies[at]));
        (distinct && more.len() <= MAX_STRATEGIES - 2).then(|| {
            Self::Strategies(ComparedStrategies {
                first,
                second,
                more: std::array::from_fn(|at| more.get(at).copied()),
            })
        })
    }

    /// Returns the comparison of two tags; `None` if they are the same.
    pub fn of_tags(a: TagId, b: TagId) -> Option<Self> {
        (a != b).then_some(Self::Tags([a, b]))
    }

    /// Returns the comparison of `entities`; `None` unless they are of one kind that can be compared, all different,
    /// and not too many.
    pub fn of_entities(entities: &[Entity]) -> Option<Self> {
        let strategy = |entity: &Entity| if let Entity::Strategy(id) = entity { Some(*id) } else { None };
        match *entities {
            [Entity::Tag(a), Entity::Tag(b)] => Self::of_tags(a, b),
            [Entity::Portfolio(a), Entity::Portfolio(b)] => (a != b).then_some(Self::Portfolios([a, b])),
            _ => Self::of_strategies(&entities.iter().map(strategy).collect::<Option<Vec<StrategyId>>>()?),
        }
    }

    /// Returns the maximum number of records of `kind` in one comparison; 0 for kinds that cannot be compared.
    pub fn max(kind: Kind) -> usize {
        match kind {
            Kind::Strategy => MAX_STRATEGIES,
            kind if IN_PAIRS.contains(&kind) => 2,
            _ => 0,
        }
    }

    /// Returns the compared records, in order.
    pub fn entities(&self) -> Vec<Entity> {
        match self {
            Self::Strategies(strategies) => strategies.iter().map(Entity::Strategy).collect(),
            Self::Tags(tags) => tags.map(Entity::Tag).into(),
            Self::Portfolios(portfolios) => portfolios.map(Entity::Portfolio).into(),
        }
    }

    /// Finds the comparison by its address without the prefix: slugs separated by slashes; the slugs of tags and
    /// portfolios are preceded by the kind.
    pub(super) fn find(atlas: &Atlas, text: &str) -> Option<Self> {
        // One part more than a comparison can have is enough to reject `text`, so a very long text is not split
        // completely.
        let parts: Vec<&str> = text.split('/').take(MAX_STRATEGIES + 1).collect();
        if let [kind, a, same, b] = parts[..]
            && kind == same
            && let Some(kind) = pair_kind(kind)
        {
            let entity = |slug| super::find_entity(atlas, &format!("{}/{slug}", kind.singular()));
            return Self::of_entities(&[entity(a)?, entity(b)?]);
        }
        let strategies: Option<Vec<StrategyId>> = parts.iter().map(|slug| atlas.strategies.find(slug)).collect();
        Self::of_strategies(&strategies?)
    }

    /// Returns the part of the address after the prefix `compare/`.
    pub(super) fn slugs(&self, atlas: &Atlas) -> String {
        let written = |entity: Entity| match entity {
            Entity::Strategy(_) => entity.slug(atlas).to_owned(),
            _ => format!("{}/{}", entity.kind().singular(), entity.slug(atlas)),
        };
        self.entities().into_iter().map(written).collect::<Vec<_>>().join("/")
    }

    /// Returns the names of the compared records, as shown to users.
    pub(super) fn name(&self, atlas: &Atlas) -> String {
        self.entities().into_iter().map(|entity| entity.name(atlas)).collect::<Vec<_>>().join(" · ")
    }

    /// Returns the addresses of comparisons that start with `typed`, complete or extended by one part.
    pub fn completions(atlas: &Atlas, typed: &str) -> Vec<String> {
        let Some(rest) = typed.strip_prefix(COMPARE) else { return Vec::new() };
        let before: Vec<&str> = rest.split('/').take(MAX_STRATEGIES + 1).collect();
        let before = &before[..before.len() - 1];
        let start = &typed[..typed.rfind('/').map_or(0, |slash| slash + 1)];
        let kinds = || IN_PAIRS.into_iter().map(|kind| format!("{}/", kind.singular()));
        let next: Vec<String> = match *before {
            [] => kinds().chain(slugs(&atlas.strategies, before, "/")).collect(),
            [kind] if pair_kind(kind).is_some() => of_kind(atlas, kind, &[], &format!("/{kind}/")),
            [kind, first, same] if kind == same && pair_kind(kind).is_some() => of_kind(atlas, kind, &[first], ""),
            [kind, ..] if pair_kind(kind).is_some() => Vec::new(),
            _ if before.len() < MAX_STRATEGIES => slugs(&atlas.strategies, before, "").collect(),
            _ => Vec::new(),
        };
        let whole = next.into_iter().map(|part| format!("{start}{part}"));
        whole.filter(|address| address.starts_with(typed)).collect()
    }

    /// Returns the address of the comparison in `text`, with every unknown slug replaced by the closest existing one;
    /// `None` if the result is not a valid comparison.
    pub(super) fn nearest(atlas: &Atlas, text: &str) -> Option<String> {
        let parts: Vec<&str> = text.split('/').take(MAX_STRATEGIES + 1).collect();
        let nearest = match parts[..] {
            [kind, a, same, b] if kind == same && pair_kind(kind).is_some() => {
                let near = |slug| match pair_kind(kind)? {
                    Kind::Tag => nearest_slug(&atlas.tags, slug),
                    _ => nearest_slug(&atlas.portfolios, slug),
                };
                vec![kind, near(a)?, same, near(b)?]
            }
            // With more slugs than a comparison can have no suggestion would be valid, so none is looked up.
            _ if parts.len() > MAX_STRATEGIES => return None,
            _ => parts.iter().map(|slug| nearest_slug(&atlas.strategies, slug)).collect::<Option<_>>()?,
        };
        let slugs = nearest.join("/");
        Self::find(atlas, &slugs).map(|_| format!("{COMPARE}{slugs}"))
    }
}

/// Returns the kind with the name `text`; `None` unless records of this kind are compared in pairs.
fn pair_kind(text: &str) -> Option<Kind> {
    IN_PAIRS.into_iter().find(|kind| kind.singular() == text)
}

/// Returns the slugs in `table` except those in `taken`, each followed by `end`.
fn slugs<'a, I: Id, T: Named>(table: &'a Table<I, T>, taken: &'a [&str], end: &'a str) -> impl Iterator<Item = String> {
    let slugs = table.rows().iter().map(Named::slug).filter(move |slug| !taken.contains(slug));
    slugs.map(move |slug| format!("{slug}{end}"))
}

fn of_kind(atlas: &Atlas, kind: &str, taken: &[&str], end: &str) -> Vec<String> {
    match pair_kind(kind) {
        Some(Kind::Tag) => slugs(&atlas.tags, taken, end).collect(),
        _ => slugs(&atlas.portfolios, taken, end).collect(),
    }
}

fn nearest_slug<'a, I: Id, T: Named>(table: &'a Table<I, T>, slug: &'a str) -> Option<&'a str> {
    let known = || table.rows().iter().map(Named::slug);
    table.find(slug).map_or_else(|| text::closest_match(slug, known()), |_| Some(slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_to_four_different_strategies_make_a_comparison() {
        let ids: Vec<StrategyId> = (0..5).map(StrategyId::from_index).collect();
        for count in 2..=4 {
            let comparison = Comparison::of_strategies(&ids[..count]).expect("enough");
            assert_eq!(comparison.entities(), ids[..count].iter().map(|&id| id.into()).collect::<Vec<Entity>>());
        }
        assert_eq!(Comparison::of_strategies(&ids[..1]), None);
        assert_eq!(Comparison::of_strategies(&ids), None);
        assert_eq!(Comparison::of_strategies(&[ids[0], ids[1], ids[0]]), None);
    }

    #[test]
    fn records_of_two_kinds_are_not_compared() {
        let [tag, portfolio] = [Entity::Tag(TagId::from_index(0)), Entity::Portfolio(PortfolioId::from_index(0))];
        assert_eq!(Comparison::of_entities(&[tag, portfolio]), None);
        assert_eq!(Comparison::of_entities(&[tag, tag]), None);
        assert!(Comparison::of_entities(&[tag, Entity::Tag(TagId::from_index(1))]).is_some());
    }

    #[test]
    fn an_address_is_completed_part_by_part() {
        let atlas = crate::data::embedded().expect("the embedded atlas");
        assert_eq!(Comparison::completions(&atlas, "compare/ta"), ["compare/tag/"]);
        assert_eq!(Comparison::completions(&atlas, "compare/tag/evals"), ["compare/tag/evals-driven/tag/"]);
        assert!(Comparison::completions(&atlas, "compare/tag/pause/tag/pause").is_empty(), "it is there already");
        let portfolios = Comparison::completions(&atlas, "compare/portfolio/uk-aisi/portfolio/");
        assert_eq!(portfolios.len(), atlas.portfolios.len() - 1);
        assert!(portfolios.iter().all(|address| super::super::Place::find(&atlas, address).is_some()));
        assert!(Comparison::completions(&atlas, "compare/a/b/c/d/e/f").is_empty());
    }
}
