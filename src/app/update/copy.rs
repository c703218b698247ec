//! Copying an address, a page, the trail, or the command that prints the screen.

use crate::action::{Action, Focus};
use crate::graph::PeopleOrder;
use crate::model::{Entity, Kind, Stance};
use crate::page::ViewOptions;
use crate::place::Place;

use crate::app::effect::{Copied, Effect};
use crate::app::state::{Context, State};

/// Copies what the action names to the clipboard.
pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) {
    let copied = match action {
        Action::CopyPage => Copied::Page,
        Action::CopyTrail => Copied::Trail,
        Action::CopyCommand => Copied::Command(command(state, context)),
        Action::CopyLink => Copied::Text(state.browse.url().unwrap_or_default(), "the link"),
        _ => addresses(state, context),
    };
    state.emit(Effect::Copy(copied));
}

/// Returns the addresses of the selected rows, one per line, or else that of the page.
fn addresses(state: &State, context: Context<'_>) -> Copied {
    let address = |place: Place| place.path(&context.graph.atlas);
    match state.browse.selection.places() {
        [] => Copied::Text(address(state.browse.place()), "the address"),
        places => {
            let addresses: Vec<String> = places.iter().map(|&place| address(place)).collect();
            Copied::Text(addresses.join("\n"), "the addresses of the selected rows")
        }
    }
}

/// Returns the command line that prints the content of the focused pane, without the name of the program.
fn command(state: &State, context: Context<'_>) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let atlas = &context.graph.atlas;
    let (index, place, focus) = (&state.browse.index, state.browse.place(), state.browse.focus());
    let options = &state.browse.trail.here().options;
    if focus == Focus::Index {
        let kind = index.kind.plural();
        return if index.is_filtered() {
            words(&["list", kind, "--where", index.filter.text()])
        } else {
            words(&["list", kind])
        };
    }
    let tag = match place {
        Place::Entity(Entity::Tag(id)) => Some(id),
        Place::Entity(Entity::Strategy(id)) => context.graph.tags_of(id).first().copied(),
        _ => None,
    };
    // If the order or filters of people are changed, the command lists the people by an equivalent query.
    let listed = match tag.filter(|_| focus == Focus::People) {
        Some(tag) => Some(format!("tag:{}", atlas.tags[tag].slug)),
        None => (place == Place::List(Kind::Person)).then(String::new),
    };
    match listed.filter(|_| *options != ViewOptions::default()) {
        Some(query) => words(&["list", "people", "--where", people_query(query, options, context).trim()]),
        None => words(&["show", &place.path(atlas)]),
    }
}

/// Returns `query`, extended by query fields that have the same effect as `options`.
fn people_query(query: String, options: &ViewOptions, context: Context<'_>) -> String {
    let atlas = &context.graph.atlas;
    let fields = [
        ("expertise", options.expertise.map(|tier| atlas.expertise[tier].slug.as_str())),
        ("recognition", options.recognition.map(|tier| atlas.recognition[tier].slug.as_str())),
        ("vintage", options.vintage.map(|tier| atlas.vintages[tier].slug.as_str())),
        ("stance", options.stance.map(Stance::as_str)),
        ("tentative", options.stated.then_some("no")),
        ("sort", (options.order != PeopleOrder::Usual).then(|| options.order.as_str())),
    ];
    let fields = fields.into_iter().filter_map(|(field, value)| Some(format!("{field}:{}", value?)));
    let found = options.found.as_ref().map(|found| found.query.trim().to_owned());
    std::iter::once(query).chain(fields).chain(found).collect::<Vec<_>>().join(" ")
}
