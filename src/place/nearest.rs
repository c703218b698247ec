//! The nearest places to something mistyped.

use crate::model::Atlas;
use crate::text;

use super::Kind;
use super::overview::Overview;
use super::spot::Spot;
use super::standpoint::Standpoint;

/// How many places a suggestion names.
const MOST: usize = 3;

/// Places whose address or slug is written like `wanted`, nearest first.
pub(super) fn places(atlas: &Atlas, wanted: &str) -> Vec<String> {
    let (kind, slug) = match wanted.split_once('/') {
        Some((kind, slug)) => (Kind::parse(kind), slug),
        None => (None, wanted),
    };
    let mut candidates: Vec<(usize, String)> = Vec::new();
    for listed in Kind::ALL {
        if kind.is_none_or(|kind| kind == listed) {
            for place in listed.places(atlas) {
                if let Some(distance) = place.slug(atlas).and_then(|known| text::distance(slug, known)) {
                    candidates.push((distance, place.path(atlas)));
                }
            }
        }
        if let Some(distance) = text::distance(wanted, listed.plural()) {
            candidates.push((distance, listed.plural().to_owned()));
        }
    }
    for &overview in Overview::ALL {
        if let Some(distance) = text::distance(wanted, overview.slug()) {
            candidates.push((distance, overview.slug().to_owned()));
        }
    }
    if wanted.contains('/') {
        let spots = Spot::all(atlas).map(|spot| spot.path(atlas));
        for path in spots.chain(Standpoint::all(atlas).map(|standpoint| standpoint.path(atlas))) {
            if let Some(distance) = text::distance(wanted, &path) {
                candidates.push((distance, path));
            }
        }
    }
    candidates.sort();
    candidates.truncate(MOST);
    candidates.into_iter().map(|(_, path)| path).collect()
}

/// Comparisons written like `wanted`, in which no strategy is called `unknown`.
pub(super) fn comparisons(atlas: &Atlas, wanted: &str, unknown: Option<&str>) -> Vec<String> {
    let slugs = atlas.strategies.rows().iter().map(|strategy| strategy.slug.as_str());
    let near = unknown.and_then(|slug| text::nearest(slug, slugs).map(|near| (slug, near)));
    near.map(|(slug, near)| wanted.replacen(slug, near, 1)).into_iter().collect()
}
