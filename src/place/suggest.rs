//! Suggestions for an address that does not exist in the atlas. Finding them compares the address with every slug, so
//! they are computed only for error messages.

use crate::model::{Atlas, Axis, Kind};
use crate::text;

use super::overview::Overview;
use super::topic::{self, Topic};
use super::{AROUND, COMPARE, Cell, Comparison, Place, Steps, TWO_STEPS, UnknownPlace, path, split_steps};

/// Maximum number of suggested places.
const MAX_SUGGESTIONS: usize = 3;
/// Maximum length, in bytes, of an address that is compared with every slug; longer addresses get no suggestions.
const MAX_COMPARED: usize = 1_000;

/// Returns the error with suggestions for `text`, an address that [`Place::find`] does not find.
pub(super) fn unknown(atlas: &Atlas, text: &str) -> UnknownPlace {
    if text.len() > MAX_COMPARED {
        return UnknownPlace { text: text.to_owned(), nearest: Vec::new() };
    }
    let (text, nearest) = if let Some(slugs) = text.strip_prefix(COMPARE) {
        (text, Comparison::nearest(atlas, slugs).into_iter().collect())
    } else if let Some(centre) = text.strip_prefix(AROUND) {
        let (centre, steps) = split_steps(centre);
        let steps = if steps == Steps::Two { TWO_STEPS } else { "" };
        let around = |centre: String| format!("{AROUND}{centre}{steps}");
        (text, nearest(entities(atlas, centre)).map(around).collect())
    } else if let Some(ends) = text.strip_prefix(path::PREFIX).and_then(path::ends) {
        let unknown_end = ends.iter().find_map(|end| path::parse_path_end(atlas, end).err());
        return unknown_end.unwrap_or_else(|| UnknownPlace { text: text.to_owned(), nearest: Vec::new() });
    } else {
        (text, places(atlas, text))
    };
    UnknownPlace { text: text.to_owned(), nearest }
}

/// Distance of an address from the typed text, and the address.
type Candidate = (usize, String);

/// Returns the addresses of entities whose slug resembles the slug in `wanted`.
fn entities(atlas: &Atlas, wanted: &str) -> Vec<Candidate> {
    let (kind, slug) = match wanted.split_once('/') {
        Some((kind, slug)) => (Kind::parse(kind), slug),
        None => (None, wanted),
    };
    let kinds = Kind::ALL.into_iter().filter(|&listed| kind.is_none_or(|kind| kind == listed));
    let resembling = kinds.flat_map(|kind| kind.entities(atlas)).filter_map(|entity| {
        let distance = text::distance(slug, entity.slug(atlas))?;
        Some((distance, Place::from(entity).path(atlas)))
    });
    resembling.collect()
}

/// Returns the addresses of all places that resemble `wanted`, nearest first.
fn places(atlas: &Atlas, wanted: &str) -> Vec<String> {
    let mut candidates = entities(atlas, wanted);
    let lists = Kind::ALL.into_iter().map(|kind| kind.plural().to_owned());
    let overviews = Overview::ALL.iter().map(|overview| overview.slug().to_owned());
    let coordinates = wanted.contains('/').then(|| {
        let axes = Axis::ALL.into_iter().flat_map(|axis| Place::on_axis(atlas, axis));
        let cells = Cell::all(atlas).map(Place::Cell);
        axes.chain(cells).map(|place| place.path(atlas))
    });
    let topics = Topic::ALL.iter().map(|chapter| format!("{}{}", topic::PREFIX, chapter.slug()));
    let addresses = lists.chain(overviews).chain(topics).chain(coordinates.into_iter().flatten());
    candidates.extend(addresses.filter_map(|address| Some((text::distance(wanted, &address)?, address))));
    nearest(candidates).collect()
}

/// Returns the addresses of the nearest of `candidates`, by distance and then by address.
fn nearest(mut candidates: Vec<Candidate>) -> impl Iterator<Item = String> {
    candidates.sort();
    candidates.into_iter().map(|(_, address)| address).take(MAX_SUGGESTIONS)
}
