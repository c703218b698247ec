//! Addresses of paths between two entities: `path/strategy/pause/person/yann-lecun`. Slugs contain no slash, so the
//! address is unambiguous; `path/strategy:pause/person:yann-lecun` and `path/pause/yann-lecun` are accepted too.

use std::borrow::Cow;

use crate::model::{Atlas, Entity, Kind};

use super::{Place, UnknownPlace};

/// Prefix of the address of a path.
pub(super) const PREFIX: &str = "path/";

/// Returns the address of the page of paths between two entities.
pub(super) fn write(atlas: &Atlas, from: Entity, to: Entity) -> String {
    format!("{PREFIX}{}/{}", Place::from(from).path(atlas), Place::from(to).path(atlas))
}

/// Splits `text`, the address of a path without its prefix, into the addresses of the two ends; `None` if it does not
/// have two ends.
pub(super) fn ends(text: &str) -> Option<[Cow<'_, str>; 2]> {
    let parts: Vec<&str> = text.split('/').collect();
    Some(match parts[..] {
        [from, to] => [from.into(), to.into()],
        [kind, slug, to] if Kind::parse(kind).is_some() => [format!("{kind}/{slug}").into(), to.into()],
        [from, kind, slug] => [from.into(), format!("{kind}/{slug}").into()],
        [a, b, c, d] => [format!("{a}/{b}").into(), format!("{c}/{d}").into()],
        _ => return None,
    })
}

/// Finds the place of the paths between two entities by its address without the prefix; `None` if an end does not
/// exist.
pub(super) fn find(atlas: &Atlas, text: &str) -> Option<Place> {
    let [from, to] = ends(text)?;
    Some(Place::Path(find_path_end(atlas, &from)?, find_path_end(atlas, &to)?))
}

/// Finds the entity with the address or slug `text`; `None` if there is none or it is a mechanism, since mechanisms
/// have no relations and no path ends at one.
pub fn find_path_end(atlas: &Atlas, text: &str) -> Option<Entity> {
    let entity = super::find_entity(atlas, &text.replacen(':', "/", 1))?;
    (entity.kind() != Kind::Mechanism).then_some(entity)
}

/// Returns the entity at the end of a path whose address or slug is `text`: `strategy/pause`, `strategy:pause` or
/// `pause`.
///
/// # Errors
/// Returns [`UnknownPlace`] if there is no such entity, or if no path can end there.
pub fn parse_path_end(atlas: &Atlas, text: &str) -> Result<Entity, UnknownPlace> {
    find_path_end(atlas, text).ok_or_else(|| {
        let address = text.trim().replacen(':', "/", 1);
        match Place::parse(atlas, &address) {
            Ok(_) => UnknownPlace { text: format!("{text} as the end of a path"), nearest: Vec::new() },
            Err(unknown) => unknown,
        }
    })
}
