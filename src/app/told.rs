//! What the link under the cursor leads to, where its own text does not say: the dots of the field, and counts in cells.

use crate::document::Target;
use crate::model::{Atlas, Entity};
use crate::place::Place;

use super::state::State;

impl State {
    /// The name of where the link under the cursor leads, if the link is only a sign or a number; of a strategy also its
    /// address, its lever and which way it pulls.
    pub fn told(&self, atlas: &Atlas) -> Option<String> {
        if !self.overlays.is_empty() {
            return None;
        }
        let focus = self.focus();
        let (link, flow) = (self.pane(focus).link?, self.view.flow(focus)?);
        let Some(Target::Place(place)) = flow.links.get(link).map(|link| &link.target) else { return None };
        let row = flow.rows.get(flow.links[link].row())?;
        let mut fragments = row.fragments.iter().filter(|fragment| fragment.link == Some(link));
        if fragments.any(|fragment| fragment.text.contains(char::is_alphabetic)) {
            return None;
        }
        let name = place.name(atlas);
        Some(match *place {
            Place::Entity(Entity::Strategy(id)) => {
                let coordinates = &atlas.strategies[id].coordinates;
                let (lever, pull) = (&atlas.levers[coordinates.lever].name, coordinates.pull);
                format!("{name}: {lever} {} {} ({})", pull.arrow(), pull.as_str(), place.path(atlas))
            }
            place => format!("{name} ({})", place.path(atlas)),
        })
    }
}
