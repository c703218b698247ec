//! The pictures of the explorer in the README, drawn by the explorer. It fails when the explorer looks different;
//! `STRATLAS_PICTURES=write cargo test --test picture` draws them anew.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod svg;

use std::sync::Arc;
use std::{env, fs};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use stratlas::app::Size;
use stratlas::data;
use stratlas::document::Target;
use stratlas::graph::Graph;
use stratlas::keymap::default_keymap;
use stratlas::place::Place;
use stratlas::review::{Line, Reviews};
use stratlas::runtime::ExplorerSession;
use stratlas::ui::Theme;

const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures");
const SIZE: Size = Size { width: 140, height: 40 };

fn press(session: &mut ExplorerSession, keys: &str) {
    for key in keys.split(' ') {
        let effects = session.key(key.parse().expect("a key"));
        assert_eq!(effects, [], "nothing is asked of the world");
    }
}

/// Follows the link to `path` in the pane with the focus.
fn follow(session: &mut ExplorerSession, path: &str) {
    let wanted = Target::Place(Place::parse(&session.graph.atlas, path).expect("a place"));
    for _ in 0..100 {
        if session.state.browse.target().as_ref() == Some(&wanted) {
            return press(session, "Enter");
        }
        press(session, "w");
    }
    assert_eq!(session.state.browse.target(), Some(wanted), "the pane links to {path}");
}

/// The explorer on its way from one strategy to another that it conflicts with.
fn explorer() -> String {
    let graph = Arc::new(Graph::new(data::embedded().expect("the embedded atlas")));
    let start = Place::parse(&graph.atlas, "strategy/closed-weights-mandate").expect("a place");
    let mut session = ExplorerSession::new(graph, start, SIZE, default_keymap().clone(), Theme::terminal());
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

/// The journal of a reviewer in the middle of a review.
const JOURNAL: [&str; 10] = [
    r#"{"v":1,"id":"01K2F00000000000000000000A","at":"2026-08-12T10:00:00+02:00","by":"Ada","kind":"verdict","on":"strategy/pause","set":{"stance":"doubt","confidence":55}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000A","at":"2026-11-25T14:02:00+01:00","by":"Ada","kind":"start","order":"information","queue":[{"on":"strategy/acceleration","why":"Contested."},{"on":"strategy/pause","why":"Conflicts with Acceleration, on which you changed your mind on 2026-11-25."},{"on":"strategy/ai-skeptic"},{"on":"strategy/alignment-first"},{"on":"strategy/compute-governance"},{"on":"strategy/open-source-maximalism"}]}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000B","at":"2026-11-25T14:04:00+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"verdict","on":"strategy/acceleration","set":{"stance":"reject","confidence":80}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000C","at":"2026-11-25T14:04:10+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"show","card":"strategy/pause"}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000D","at":"2026-11-25T14:06:00+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"verdict","on":"strategy/pause","set":{"stance":"back","confidence":70}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000E","at":"2026-11-25T14:06:30+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"verdict","on":"strategy/pause","set":{"signal":{"status":"watching"},"threshold":"near"}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000F","at":"2026-11-25T14:07:00+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"verdict","on":"strategy/pause","set":{"identity":{"1":"bet","2":"bet","3":"identity"},"tags":["compute","verification"]}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000G","at":"2026-11-25T14:08:00+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"verdict","on":"strategy/pause","set":{"note":"Only with verification of compute; without it a pause moves work elsewhere."}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000H","at":"2026-11-25T14:08:30+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"verdict","on":"strategy/pause","set":{"next":"2027-02-23"}}"#,
    r#"{"v":1,"id":"01KAZ00000000000000000000J","at":"2026-11-25T14:09:00+01:00","by":"Ada","session":"01KAZ00000000000000000000A","kind":"forecast","on":"strategy/pause","until":"2027-12-31","probability":20}"#,
];

/// The card of a review, with a verdict on it.
fn card() -> String {
    let graph = Arc::new(Graph::new(data::embedded().expect("the embedded atlas")));
    let start = Place::parse(&graph.atlas, "card").expect("a place");
    let mut session = ExplorerSession::new(graph, start, SIZE, default_keymap().clone(), Theme::terminal());
    session.state.model.now = Some("2026-11-25T14:09:30+01:00".parse().expect("a moment"));
    let lines = JOURNAL.map(|line| Line::parse(line).expect("a line"));
    drop(session.set_reviews(Arc::new(Reviews::fold("Ada", lines))));
    session.state.review.saved = true;
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    session.screen().render(&mut buffer);
    svg::svg(&buffer, "a card of a review: the strategy Pause on the left, the verdict on it on the right")
}

#[test]
fn the_pictures_in_the_readme_are_current() {
    check("explorer.svg", &explorer());
    check("card.svg", &card());
}

fn check(name: &str, drawn: &str) {
    let path = format!("{PICTURES}/{name}");
    if env::var_os("STRATLAS_PICTURES").is_some_and(|value| value == "write") {
        fs::write(path, drawn).expect("the picture can be written");
        return;
    }
    let stored = fs::read_to_string(path).unwrap_or_default();
    let renew = "the explorer looks different from its picture; `STRATLAS_PICTURES=write cargo test --test picture` draws it anew";
    assert!(stored == drawn, "{renew}");
}
