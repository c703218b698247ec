//! The orders that the user has given tables, by the kind of page that has the table.

use std::collections::BTreeMap;

use crate::document::TableOrder;
use crate::model::Atlas;
use crate::place::Place;

/// Orders of tables by kind of page: all records of a kind share one, as do all comparisons of such records.
pub type TableOrders = BTreeMap<String, TableOrder>;

/// Returns the kind of page of `place`; it outlives the edition of the atlas.
pub(in crate::app) fn page_kind(place: Place, atlas: &Atlas) -> String {
    match place {
        Place::Entity(entity) => entity.kind().singular().to_owned(),
        Place::Compare(comparison) => {
            let kind = comparison.entities().first().map(|entity| entity.kind().plural()).unwrap_or_default();
            format!("compare/{kind}")
        }
        Place::Axis(..)
        | Place::Around(..)
        | Place::Brief(_)
        | Place::Path(..)
        | Place::Commitment(..)
        | Place::Claim(_)
        | Place::Cell(_) => {
            let path = place.path(atlas);
            path.split('/').next().unwrap_or_default().to_owned()
        }
        Place::Home | Place::Overview(_) | Place::List(_) | Place::Topic(_) => place.path(atlas),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_kind_share_the_order_of_their_tables() {
        let atlas = crate::data::embedded().unwrap();
        for (path, kind) in [
            ("strategy/pause", "strategy"),
            ("strategies", "strategies"),
            ("board", "board"),
            ("compare/pause/gradualism", "compare/strategies"),
            ("compare/tag/pause/tag/evals-driven", "compare/tags"),
            ("around/strategy/pause", "around"),
            ("axis/time-horizon", "axis"),
        ] {
            assert_eq!(page_kind(Place::parse(&atlas, path).unwrap(), &atlas), kind, "{path}");
        }
    }
}
