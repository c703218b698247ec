//! How the two ends of a path are written: `path/strategy/pause/person/yann-lecun`. As slugs hold no slash, that can be
//! read back; `path/strategy:pause/person:yann-lecun` and `path/pause/yann-lecun` are taken too.

use crate::model::{Atlas, Entity};

use super::{Kind, Place, UnknownPlace};

/// What paths are written under.
pub(super) const PREFIX: &str = "path";

/// The address of the ways from one thing to another.
pub(super) fn write(atlas: &Atlas, from: Entity, to: Entity) -> String {
    format!("{PREFIX}/{}/{}", Place::from(from).path(atlas), Place::from(to).path(atlas))
}

/// The ends of the path written as `text`, if that is how a path is written.
pub(super) fn parse(atlas: &Atlas, text: &str) -> Option<Result<(Entity, Entity), UnknownPlace>> {
    let parts: Vec<&str> = text.strip_prefix(PREFIX)?.strip_prefix('/')?.split('/').collect();
    let ends: [String; 2] = match parts[..] {
        [from, to] => [from.to_owned(), to.to_owned()],
        [kind, slug, to] if Kind::parse(kind).is_some() => [format!("{kind}/{slug}"), to.to_owned()],
        [from, kind, slug] => [from.to_owned(), format!("{kind}/{slug}")],
        [a, b, c, d] => [format!("{a}/{b}"), format!("{c}/{d}")],
        _ => return None,
    };
    Some(end(atlas, &ends[0]).and_then(|from| Ok((from, end(atlas, &ends[1])?))))
}

/// The thing written as `text` where it is the end of a path: `strategy/pause`, `strategy:pause` or a bare slug.
///
/// # Errors
/// [`UnknownPlace`] if there is no such thing, or if no way can start there.
pub fn end(atlas: &Atlas, text: &str) -> Result<Entity, UnknownPlace> {
    let place = Place::parse(atlas, &text.trim().replacen(':', "/", 1))?;
    match place.entity() {
        Some(entity) if !matches!(entity, Entity::Mechanism(_)) => Ok(entity),
        _ => Err(UnknownPlace { text: format!("{text} as the end of a path"), nearest: Vec::new() }),
    }
}
