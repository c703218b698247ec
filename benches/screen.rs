//! What stands between a key and the screen: start, first frame, one frame, one key.

#![expect(clippy::expect_used, reason = "a bench that cannot start has failed")]

use std::sync::Arc;

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use stratlas::app::{Context, Message, Size};
use stratlas::graph::Graph;
use stratlas::keymap::{Key, default_keymap};
use stratlas::place::Place;
use stratlas::runtime::ExplorerSession;
use stratlas::ui::Theme;

const SIZE: Size = Size { width: 140, height: 40 };

fn main() {
    divan::main();
}

fn graph() -> Arc<Graph> {
    let atlas = stratlas::data::embedded().expect("the embedded atlas decodes");
    Arc::new(Graph::new(atlas))
}

fn session(graph: &Arc<Graph>) -> ExplorerSession {
    let place = Place::parse(&graph.atlas, "strategy/open-source-maximalism").expect("it is there");
    ExplorerSession::new(Arc::clone(graph), place, SIZE, default_keymap().clone(), Theme::terminal())
}

fn buffer() -> Buffer {
    Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height))
}

/// All work before the first frame can be written, frame included.
#[divan::bench]
fn first_frame() -> Buffer {
    let session = session(&graph());
    let mut buffer = buffer();
    session.screen().render(&mut buffer);
    buffer
}

/// One frame of 140 by 40 cells.
#[divan::bench]
fn frame(bencher: Bencher<'_, '_>) {
    let session = session(&graph());
    bencher.with_inputs(buffer).bench_local_refs(|buffer| {
        black_box(session.screen().render(buffer));
    });
}

/// A key's whole way: key map, update, frame.
#[divan::bench(args = ["j", "Tab", "]"])]
fn key(bencher: Bencher<'_, '_>, key: &str) {
    let key: Key = key.parse().expect("it is a key");
    let mut session = session(&graph());
    let mut buffer = buffer();
    bencher.bench_local(|| {
        drop(session.key(black_box(key)));
        buffer.reset();
        session.screen().render(&mut buffer)
    });
}

/// Going to another page: build it, lay it out, draw it.
#[divan::bench(args = ["people", "strategies", "person/yann-lecun", "tag/governance-first"])]
fn go(bencher: Bencher<'_, '_>, place: &str) {
    let graph = graph();
    let place = Place::parse(&graph.atlas, place).expect("it is there");
    let mut session = session(&graph);
    let mut buffer = buffer();
    bencher.bench_local(|| {
        session.state = stratlas::app::State::new(&graph, black_box(place), SIZE);
        buffer.reset();
        session.screen().render(&mut buffer)
    });
}

/// A new size: lay out again and draw.
#[divan::bench]
fn resize(bencher: Bencher<'_, '_>) {
    let graph = graph();
    let mut session = session(&graph);
    let mut wide = true;
    bencher.bench_local(|| {
        wide = !wide;
        let width = if wide { 140 } else { 100 };
        let context = Context { graph: &graph, keys: default_keymap() };
        stratlas::app::update(&mut session.state, Message::Resize(Size { width, height: 40 }), context)
    });
}
