//! Every key of the explorer on atlases of all sizes, from the key to the frame: the first response, which is the frame
//! after the key, and the settled answer, which is the frame after all that the key asked for has come back.
//!
//! `cargo bench --bench keys` runs all sizes; `-- 1000 100000` runs some, `-- Tab` the scenarios so called. On Linux
//! `-- cpu` measures processor time of all threads instead, which a busy machine leaves as it is. Each key is pressed several times, and its
//! median counts; of the keys of a scenario the table shows the median, the 95th percentile and the slowest.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a bench that cannot be set up has nothing to measure")]

#[allow(dead_code, reason = "of the generator only the large atlas is taken")]
mod generator;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use stratlas::app::{Effect, Message, Size};
use stratlas::graph::Graph;
use stratlas::keymap::default_keymap;
use stratlas::model::{Id, Named, PersonId, StrategyId, TagId};
use stratlas::place::Place;
use stratlas::review::Reviews;
use stratlas::runtime::{ExplorerSession, SearchRequest, SearchWorker};
use stratlas::store::journal::parse_lines;
use stratlas::ui::Theme;

/// People in the atlases that are measured.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// How often each key is pressed.
const REPEATS: usize = 5;
const SIZE: Size = Size { width: 140, height: 40 };

/// Scenarios: keys that are pressed once before anything is measured, and the keys that are measured.
const SCENARIOS: [(&str, &str, &str); 21] = [
    ("search: letters", "", "/ y a n n i C-u q q x x C-u k a r o C-u v e l Esc"),
    ("search: capitals", "", "/ Y a n C-u K A C-u É Esc"),
    ("search: two words", "", "/ y a n Space o p e n Esc"),
    ("search: field and word", "", "/ k i n d : p e r s o n Space y a n Esc"),
    ("search: stance, tag", "", "/ s t a n c e : o p p o s e s Space y Esc"),
    ("search: org, category", "", "/ o r g : k a r C-u c a t e g o r y : r e s e a r c h e r Esc"),
    ("search: source, stated", "", "/ s o u r c e : p a s s a g e C-u s t a t e d : > 2 0 2 5 Esc"),
    ("search: sort", "", "/ s o r t : p a s s a g e s Space y a Esc"),
    ("search: record", "", "/ r e c o r d : n o n e C-u r e c o r d : a g r e e C-u ! r e c o r d : w r o n g Esc"),
    ("search: own", "", "/ o w n : h a r d Space y C-u ! o w n : h a r d Esc"),
    ("search: nothing", "", "/ k i n d : p e r s o n Space q q x z Esc"),
    ("index: move", "g p", "j j G g g PageDown PageUp Tab Tab Tab Tab"),
    ("index: filter", "g p F", "y a n C-u k C-u Y Esc"),
    ("people page", "", "g p j PageDown t o t o t o t o t o t e t r t s t t t a"),
    ("overviews", "", "g h g s g t g l g c g f g i g C g a g d g k g b g D g T g x g q g h"),
    ("tag page", "TAG", "j PageDown t o t s t a Backspace L"),
    ("strategy page", "STRATEGY", "j PageDown t o t a Tab Tab Tab Backspace L"),
    ("person page", "PERSON", "j PageDown Tab Backspace L a Backspace"),
    ("back and forward", "g p g b g D g T", "Backspace Backspace Backspace L L L"),
    ("Tab", "g p", "Tab Tab Tab S-Tab z z"),
    ("resize", "g p", "100x30 140x40 80x24 200x50 140x40"),
];

fn main() {
    let words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let (modes, wanted): (Vec<String>, Vec<String>) = words.partition(|word| word == "cpu");
    let clock = if modes.is_empty() { Clock::Wall(Instant::now()) } else { Clock::Processor };
    let is_wanted = |word: &str| wanted.is_empty() || wanted.iter().any(|one| one == word);
    let named = SCENARIOS.iter().any(|(name, ..)| wanted.iter().any(|one| name.contains(one.as_str())));
    println!("ms: first response | settled, each as median, 95th percentile and slowest of the keys");
    for size in SIZES.into_iter().filter(|size| named || is_wanted(&size.to_string())) {
        if named && wanted.iter().any(|one| one.parse::<usize>().is_ok()) && !is_wanted(&size.to_string()) {
            continue;
        }
        let graph = Arc::new(Graph::new(generator::large::of(size)));
        let mut worker = SearchWorker::new(Arc::clone(&graph));
        for (name, before, keys) in SCENARIOS {
            if !named || wanted.iter().any(|one| name.contains(one.as_str())) {
                measure(&graph, &mut worker, clock, (name, before, keys));
            }
        }
    }
}

/// Times of one key: the first response and the settled answer.
type KeyTimes = (Duration, Duration);

/// A clock that is read before and after a key.
#[derive(Clone, Copy)]
enum Clock {
    /// The time since the start.
    Wall(Instant),
    /// The processor time of all threads.
    Processor,
}

impl Clock {
    fn read(self) -> Duration {
        match self {
            Self::Wall(start) => start.elapsed(),
            Self::Processor => {
                let threads = std::fs::read_dir("/proc/self/task").expect("Linux lists threads");
                let time = |thread: std::fs::DirEntry| {
                    let figures = std::fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
                    figures.split(' ').next().and_then(|first| first.parse::<u64>().ok()).unwrap_or(0)
                };
                Duration::from_nanos(threads.map(|thread| thread.map_or(0, time)).sum())
            }
        }
    }
}

fn measure(graph: &Arc<Graph>, worker: &mut SearchWorker, clock: Clock, (name, before, keys): (&str, &str, &str)) {
    let mut times: Vec<Vec<KeyTimes>> = Vec::new();
    let keys: Vec<&str> = keys.split(' ').collect();
    for _ in 0..REPEATS {
        let mut driver = Driver::new(graph, before, worker);
        let keys_before = before.split(' ').filter(|key| !key.is_empty() && before.to_uppercase() != before);
        keys_before.for_each(|key| {
            driver.press(key, clock);
        });
        for (at, key) in keys.iter().enumerate() {
            let taken = driver.press(key, clock);
            times.resize_with(times.len().max(at + 1), Vec::new);
            times[at].push(taken);
        }
    }
    let median = |mut taken: Vec<Duration>| {
        taken.sort_unstable();
        taken[taken.len() / 2]
    };
    let first: Vec<Duration> = times.iter().map(|taken| median(taken.iter().map(|taken| taken.0).collect())).collect();
    let settled: Vec<Duration> =
        times.iter().map(|taken| median(taken.iter().map(|taken| taken.1).collect())).collect();
    let people = graph.atlas.people.len();
    let [first_row, settled_row] = [&first, &settled].map(|times| row(times));
    println!("{people:>9} {name:<24} {first_row} | {settled_row}  slowest: {}", slowest(&keys, &settled));
}

fn row(times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = |share: usize| sorted[(sorted.len() * share / 100).min(sorted.len() - 1)].as_secs_f64() * 1e3;
    format!("{:>7.2} {:>7.2} {:>7.2}", at(50), at(95), at(100))
}

/// The three slowest keys.
fn slowest(keys: &[&str], times: &[Duration]) -> String {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(times[at]));
    let key = |&at: &usize| {
        let before = keys[at.saturating_sub(2)..at].join("");
        format!("{before}>{} {:.1}", keys[at], times[at].as_secs_f64() * 1e3)
    };
    order.iter().take(3).map(key).collect::<Vec<_>>().join(", ")
}

/// An explorer whose requests are answered on the spot.
struct Driver<'a> {
    session: ExplorerSession,
    worker: &'a mut SearchWorker,
    buffer: Buffer,
}

impl<'a> Driver<'a> {
    fn new(graph: &Arc<Graph>, start: &str, worker: &'a mut SearchWorker) -> Self {
        let start = match start {
            "TAG" => Place::from(TagId::from_index(0)),
            "STRATEGY" => Place::from(StrategyId::from_index(0)),
            "PERSON" => Place::from(PersonId::from_index(0)),
            _ => Place::Home,
        };
        let mut session =
            ExplorerSession::new(Arc::clone(graph), start, SIZE, default_keymap().clone(), Theme::terminal());
        let due = session.set_reviews(Arc::new(reviews(graph)));
        let buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
        let mut driver = Self { session, worker, buffer };
        driver.settle(due);
        driver
    }

    /// Presses a key, or resizes the screen.
    fn press(&mut self, key: &str, clock: Clock) -> KeyTimes {
        let start = clock.read();
        let effects = self.send(key);
        self.draw();
        let first = clock.read().saturating_sub(start);
        self.settle(effects);
        (first, clock.read().saturating_sub(start))
    }

    fn send(&mut self, key: &str) -> Vec<Effect> {
        let size = key.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
        match size {
            Some((width, height)) => {
                self.buffer = Buffer::empty(Rect::new(0, 0, width, height));
                self.session.send(Message::Resize(Size { width, height }))
            }
            None => self.session.key(key.parse().expect("a key")),
        }
    }

    /// Answers what was asked for, until nothing is.
    fn settle(&mut self, effects: Vec<Effect>) {
        let mut due = effects;
        while let Some(effect) = due.pop() {
            let model = &self.session.state.model;
            let answer = match effect {
                Effect::Search { ticket, question } => {
                    let request = SearchRequest { question, reviews: Arc::clone(&model.reviews), today: model.today() };
                    let answer = self.worker.answer(ticket, &request, &AtomicBool::new(false));
                    Message::SearchAnswer(answer.expect("nobody cancels it"))
                }
                Effect::BuildPage { ticket, place, options } => {
                    Message::PageBuilt(ticket, Box::new(model.page(&self.session.graph, place, &options)))
                }
                _ => continue,
            };
            due.extend(self.session.send(answer));
            self.draw();
        }
    }

    fn draw(&mut self) {
        self.buffer.reset();
        self.session.screen().render(&mut self.buffer);
    }
}

/// A journal with a few hundred verdicts on positions and strategies.
fn reviews(graph: &Graph) -> Reviews {
    let line = |at: usize, on: String, set: &str| {
        format!(
            r#"{{"v":1,"id":"01M8MW4T98{at:016}","at":"2026-11-29T10:00:00+00:00[UTC]","by":"ada","kind":"verdict","on":"{on}","set":{set}}}"#
        )
    };
    let atlas = &graph.atlas;
    let positions = atlas.people.ids().take(300).enumerate().map(|(at, id)| {
        let person = &atlas.people[id];
        let tag = atlas.tags[person.positions[0].tag].slug();
        let set = [r#"{"record":"agree"}"#, r#"{"record":"wrong"}"#, r#"{"tags":["hard"]}"#][at % 3];
        line(at, format!("position/{}/{tag}", person.slug()), set)
    });
    let text: String = positions.map(|line| line + "\n").collect();
    let lines =
        parse_lines(text.as_bytes()).into_iter().map(|(_, line)| line.expect("a line of a journal").into_line());
    Reviews::fold("ada", lines)
}
