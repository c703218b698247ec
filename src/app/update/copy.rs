//! Copying an address, a page, the trail, or the command that prints what is on screen.

use crate::action::{Action, Focus};
use crate::graph::PeopleOrder;
use crate::model::Entity;
use crate::page::ViewOptions;

use crate::app::effect::{Copied, Effect};
use crate::app::state::{Context, State};

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let atlas = &context.graph.atlas;
    let copied = match action {
        Action::CopyPage => Copied::Page,
        Action::CopyTrail => Copied::Trail,
        Action::CopyCommand => Copied::Command(command(state, context)),
        Action::CopyLink => match state.browse.url() {
            Some(url) => Copied::Text(url, "the link"),
            None => {
                state.status.notice = Some("Nothing here leads to the web.".to_owned());
                return Vec::new();
            }
        },
        _ => Copied::Text(state.browse.place().path(atlas), "the address"),
    };
    vec![Effect::Copy(copied)]
}

/// The command line that prints what the pane with the focus shows, without the name of the program.
fn command(state: &State, context: Context<'_>) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let atlas = &context.graph.atlas;
    let index = &state.browse.index;
    if state.browse.focus() == Focus::Index {
        let kind = index.kind.plural();
        return if index.is_narrowed() {
            words(&["list", kind, "--where", index.filter.text()])
        } else {
            words(&["list", kind])
        };
    }
    // People that a options leaves out are listed by the search that finds the same ones.
    let options = &state.browse.trail.here().options;
    let tag = match state.browse.place() {
        crate::place::Place::Entity(Entity::Tag(id)) => Some(&atlas.tags[id].slug),
        crate::place::Place::Entity(Entity::Strategy(id)) => {
            context.graph.tags_of(id).first().map(|&tag| &atlas.tags[tag].slug)
        }
        _ => None,
    };
    let asked = match tag.map(|tag| format!("tag:{tag}")) {
        Some(tag) if state.browse.focus() == Focus::People => Some(tag),
        _ if state.browse.place() == crate::place::Place::List(crate::model::Kind::Person) => Some(String::new()),
        _ => None,
    };
    match asked.filter(|_| *options != ViewOptions::default()) {
        Some(mut query) => {
            for (field, value) in [
                ("expertise", options.expertise.map(|tier| atlas.expertise[tier].slug.as_str())),
                ("recognition", options.recognition.map(|tier| atlas.recognition[tier].slug.as_str())),
                ("vintage", options.vintage.map(|tier| atlas.vintages[tier].slug.as_str())),
                ("stance", options.stance.map(crate::model::Stance::as_str)),
                ("tentative", options.stated.then_some("no")),
                ("sort", (options.order != PeopleOrder::Usual).then(|| options.order.as_str())),
            ] {
                if let Some(value) = value {
                    query = format!("{query} {field}:{value}");
                }
            }
            if let Some(found) = &options.found {
                query = format!("{query} {}", found.query.trim());
            }
            words(&["list", "people", "--where", query.trim()])
        }
        None => words(&["show", &state.browse.place().path(atlas)]),
    }
}
