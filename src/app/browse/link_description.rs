//! A description of the link under the cursor if its text is only a sign or a number, as in the field and in cells.

use crate::document::Target;
use crate::model::{Atlas, Entity};
use crate::place::Place;

use super::Browse;

impl Browse {
    /// The name and address of the link's target if the link is only a sign or a number; of a strategy also its pull.
    pub fn link_description(&self, atlas: &Atlas) -> Option<String> {
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
