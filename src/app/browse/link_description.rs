//! Descriptions in words of links and badges under the cursor that are displayed as letters, signs or numbers.

use crate::document::layout::{Fragment, Role};
use crate::document::{Block, Target};
use crate::model::{Atlas, Entity};
use crate::place::Place;

use super::Browse;

impl Browse {
    /// Returns the name of the link's target, with the pull of a strategy, if the link is only a sign or a
    /// number. In panes without frames, which have no space for it, returns the meanings of the badges of the list item
    /// under the cursor.
    pub fn link_description(&self, atlas: &Atlas) -> Option<String> {
        let focus = self.focus();
        let (link, flow) = (self.pane(focus).link?, self.view.flow(focus)?);
        let Some(Target::Place(place)) = flow.links.get(link).map(|link| &link.target) else { return None };
        let row = flow.rows.get(flow.links[link].row())?;
        let mut fragments = row.fragments.iter().filter(|fragment| fragment.link == Some(link));
        if fragments.any(|fragment| fragment.text.contains(char::is_alphabetic)) {
            let has_room = self.view.layout.panes.iter().any(|pane| pane.is_framed);
            return self.badge_words().filter(|_| !has_room);
        }
        let name = place.name(atlas);
        Some(match *place {
            Place::Entity(Entity::Strategy(id)) => {
                let coordinates = &atlas.strategies[id].coordinates;
                let (lever, pull) = (&atlas.levers[coordinates.lever].name, coordinates.pull);
                format!("{name}: {lever} {} {}", pull.arrow(), pull.as_str())
            }
            _ => name.into_owned(),
        })
    }

    /// Returns the meanings of the badges of the list item under the cursor, such as
    /// `+ endorses · DEEP Deep technical`.
    pub fn badge_words(&self) -> Option<String> {
        let flow = self.view.flow(self.focus())?;
        let first = flow.rows.get(flow.item_at(self.pane(self.focus()).row)?.start)?;
        let label = |fragment: &Fragment| {
            let Role::Badge(kind) = fragment.role else { return None };
            let items = self.view.page.blocks.iter().filter_map(|block| match block {
                Block::List(items) => Some(items),
                _ => None,
            });
            let badges = items.flatten().flat_map(|item| &item.badges);
            let badge = badges.into_iter().find(|badge| badge.kind == kind && badge.short == fragment.text)?;
            Some(format!("{} {}", badge.short, badge.label))
        };
        let words: Vec<String> = first.fragments.iter().filter_map(label).collect();
        (!words.is_empty()).then(|| words.join(" · "))
    }
}
