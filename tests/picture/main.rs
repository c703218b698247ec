//! The picture of the explorer in the README, drawn by the explorer. It fails when the explorer looks different;
//! `STRATLAS_PICTURES=write cargo test --test picture` draws it anew.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod svg;

use std::sync::Arc;
use std::{env, fs};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use stratlas::app::Size;
use stratlas::data;
use stratlas::graph::Graph;
use stratlas::keymap::default_keymap;
use stratlas::page::{Place, Target};
use stratlas::runtime::Session;
use stratlas::ui::Theme;

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/explorer.svg");
const SIZE: Size = Size { width: 140, height: 40 };

fn press(session: &mut Session, keys: &str) {
    for key in keys.split(' ') {
        let effects = session.key(key.parse().expect("a key"));
        assert_eq!(effects, [], "nothing is asked of the world");
    }
}

/// Follows the link to `path` in the pane with the focus.
fn follow(session: &mut Session, path: &str) {
    let wanted = Target::Place(Place::parse(&session.graph.atlas, path).expect("a place"));
    for _ in 0..100 {
        if session.state.target().as_ref() == Some(&wanted) {
            return press(session, "Enter");
        }
        press(session, "w");
    }
    assert_eq!(session.state.target(), Some(wanted), "the pane links to {path}");
}

/// The explorer on its way from one strategy to another that it conflicts with.
fn explorer() -> String {
    let graph = Arc::new(Graph::new(data::embedded().expect("the embedded atlas")));
    let start = Place::parse(&graph.atlas, "strategy/closed-weights-mandate").expect("a place");
    let mut session = Session::new(graph, start, SIZE, default_keymap().clone(), Theme::terminal());
    press(&mut session, "l");
    follow(&mut session, "strategy/open-source-maximalism");
    press(&mut session, "l w w");
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    session.screen().render(&mut buffer);
    svg::svg(
        &buffer,
        "stratlas in a terminal: the strategy Open source maximalism, what it relates to and who is on the record for it",
    )
}

#[test]
fn the_picture_in_the_readme_is_current() {
    let drawn = explorer();
    if env::var_os("STRATLAS_PICTURES").is_some_and(|value| value == "write") {
        fs::write(PICTURE, drawn).expect("the picture can be written");
        return;
    }
    let kept = fs::read_to_string(PICTURE).unwrap_or_default();
    let renew = "the explorer looks different from its picture; `STRATLAS_PICTURES=write cargo test --test picture` draws it anew";
    assert!(kept == drawn, "{renew}");
}
