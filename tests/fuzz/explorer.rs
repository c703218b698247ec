//! Keys, the mouse, answers and other editions of the atlas in the explorer, on screens of changing sizes.

use std::fmt;
use std::sync::{Arc, LazyLock};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use stratlas::action::{Action, KeyNames};
use stratlas::app::{Arrangement, Effect, Message};
use stratlas::data::load_texts;
use stratlas::diagnostic::Diagnostic;
use stratlas::graph::Graph;
use stratlas::keymap::{Key, Preset};
use stratlas::place::Place;
use stratlas::text;

use super::chance::Chance;
use super::driver::{Driver, embedded};
use super::harness::fuzz;
use super::invariants::{is_harmful, shown};
use super::screen::visible;
use super::sound::assert_sound;
use super::{sample, spelling};

/// Something that can happen.
#[derive(Clone)]
enum Step {
    /// Keys in a row.
    Keys(Vec<Key>),
    Text(String),
    Click(u16, u16),
    DoubleClick(u16, u16),
    Drag(u16, u16),
    Release,
    Wheel(u16, u16, isize),
    Resize(u16, u16),
    /// The atlas is replaced by another one.
    Renew(usize),
    /// The files of the atlas have these errors.
    Faulty,
    Tell(String),
    /// Text has come back from the editor.
    Composed(String),
    /// The keys are those of another preset.
    Preset(usize),
    /// What is asked of the search is answered only later.
    Hold,
    LetThrough,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keys(keys) => {
                let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
                write!(f, "Keys({})", keys.join(" "))
            }
            Self::Text(text) => write!(f, "Text({text:?})"),
            Self::Click(x, y) => write!(f, "Click({x}, {y})"),
            Self::DoubleClick(x, y) => write!(f, "DoubleClick({x}, {y})"),
            Self::Drag(x, y) => write!(f, "Drag({x}, {y})"),
            Self::Release => write!(f, "Release"),
            Self::Wheel(x, y, rows) => write!(f, "Wheel({x}, {y}, {rows})"),
            Self::Resize(width, height) => write!(f, "Resize({width}, {height})"),
            Self::Renew(at) => write!(f, "Renew({at})"),
            Self::Faulty => write!(f, "Faulty"),
            Self::Tell(text) => write!(f, "Tell({text:?})"),
            Self::Composed(text) => write!(f, "Composed({text:?})"),
            Self::Preset(at) => write!(f, "Preset({at})"),
            Self::Hold => write!(f, "Hold"),
            Self::LetThrough => write!(f, "LetThrough"),
        }
    }
}

/// Every sequence of keys that stands for something, by preset.
static SEQUENCES: LazyLock<Vec<Vec<Vec<Key>>>> = LazyLock::new(|| {
    let of_preset = |preset: Preset| {
        let keys = Action::all().iter().flat_map(|action| preset.keymap().keys_of(*action));
        keys.map(|keys| keys.split(' ').map(|key| key.parse().expect("a key")).collect()).collect()
    };
    Preset::ALL.into_iter().map(of_preset).collect()
});

/// Atlases with hostile texts, of different sizes.
static HOSTILE: LazyLock<Vec<Arc<Graph>>> = LazyLock::new(|| {
    let graph = |seed: u64| {
        let mut chance = Chance::new(seed);
        let table = sample::atlas(&mut chance, [1, 3, 6, 10][usize::try_from(seed % 4).expect("it is small")], 1);
        let text = spelling::toml(&table, &mut chance);
        let loaded = load_texts([("a.toml", text.as_str())]);
        let report = shown(&loaded);
        Arc::new(Graph::new(
            loaded.atlas.unwrap_or_else(|| panic!("the atlas of the seed {seed} has errors:\n{report}")),
        ))
    };
    (0..6).map(graph).collect()
});

/// Errors as a file with a hostile name and content has them.
static FAULTS: LazyLock<Vec<Diagnostic>> = LazyLock::new(|| {
    let text = "[[person]]\nid = \"\u{1b}[31m\u{202e}\"\nname = 3\n[[strategy]]\nwide = \"日本語\u{301}\"\n";
    load_texts([("a\u{1b}b.toml", text)]).diagnostics
});

fn cell(chance: &mut Chance) -> (u16, u16) {
    let at = |chance: &mut Chance, most: usize| u16::try_from(chance.below(most)).expect("it is small");
    (at(chance, 200), at(chance, 60))
}

fn step(chance: &mut Chance) -> Step {
    let (x, y) = cell(chance);
    // Mostly the keys of the preset that the explorer starts with.
    let at = chance.below(20).saturating_sub(17);
    match chance.below(40) {
        0..=15 => Step::Keys(chance.pick(&SEQUENCES[at])),
        16..=20 => Step::Keys((0..=chance.below(3)).filter_map(|_| chance.char().to_string().parse().ok()).collect()),
        21 => {
            Step::Keys((0..chance.below(4)).map(|_| chance.pick(&["1", "9", "0"]).parse().expect("a digit")).collect())
        }
        22 => Step::Text(chance.text(2)),
        23 => Step::Text((chance.pick(&["kind:person ", "!", "tag:", "a", "", "stance:opposes"])).to_owned()),
        24 => Step::Text(chance.hostile().to_owned()),
        25..=27 => Step::Click(x, y),
        28 => Step::DoubleClick(x, y),
        29 => Step::Drag(x, y),
        30 => Step::Release,
        31 | 32 => Step::Wheel(x, y, isize::try_from(chance.below(19)).expect("it is small") - 9),
        33..=35 => Step::Resize(x + 1, y + 1),
        36 => chance.pick(&[Step::Hold, Step::LetThrough]),
        37 => Step::Renew(chance.below(6)),
        38 => match chance.below(4) {
            0 => Step::Tell(chance.text(1)),
            1 => Step::Composed(chance.text(1)),
            _ => Step::Faulty,
        },
        _ => Step::Preset(chance.below(3)),
    }
}

fn take(driver: &mut Driver, step: Step) {
    match step {
        Step::Keys(keys) => keys.into_iter().for_each(|key| driver.key(key)),
        Step::Text(text) => drop(driver.send(Message::Text(text))),
        Step::Click(x, y) => drop(driver.send(Message::Click(x, y))),
        Step::DoubleClick(x, y) => drop(driver.send(Message::DoubleClick(x, y))),
        Step::Drag(x, y) => drop(driver.send(Message::Drag(x, y))),
        Step::Release => drop(driver.send(Message::Release)),
        Step::Wheel(x, y, rows) => drop(driver.send(Message::Wheel(x, y, rows))),
        Step::Resize(width, height) => drop(driver.resize(width, height)),
        Step::Renew(at) => drop(driver.renew(Arc::clone(&HOSTILE[at]))),
        Step::Faulty => drop(driver.send(Message::InvalidAtlas(FAULTS.clone()))),
        Step::Tell(text) => drop(driver.send(Message::Notice(text))),
        Step::Composed(text) => drop(driver.send(Message::Composed(text))),
        Step::Preset(at) => {
            let presets: Vec<Preset> = Preset::ALL.into_iter().collect();
            driver.session.set_keymap(presets[at].keymap().clone());
        }
        Step::Hold => driver.hold_answers(),
        Step::LetThrough => driver.let_answers_through(),
    }
}

/// Holds that nothing on the screen does harm, and that every row is as wide as the screen.
fn assert_harmless(buffer: &Buffer) {
    for (y, cells) in buffer.content().chunks(usize::from(buffer.area.width.max(1))).enumerate() {
        let mut width = 0;
        for cell in visible(cells) {
            assert!(!cell.symbol().chars().any(is_harmful), "row {y} has {:?}", cell.symbol());
            width += text::width(cell.symbol()).max(1);
        }
        assert_eq!(width, cells.len(), "row {y} is not as wide as the screen: {:?}", row(cells));
    }
}

fn row(cells: &[Cell]) -> String {
    cells.iter().map(Cell::symbol).collect()
}

/// Holds that nothing is drawn beside the screen in a buffer that is larger.
fn assert_inside(driver: &Driver) {
    let size = driver.session.state.browse.size;
    if driver.session.state.browse.view.layout.arrangement == Arrangement::TooSmall {
        // All of the buffer says so, whatever size the explorer thinks it has.
        return;
    }
    let area = Rect::new(0, 0, size.width + 3, size.height + 2);
    let mut buffer = Buffer::empty(area);
    let cursor = driver.session.screen().render(&mut buffer);
    for (y, cells) in buffer.content().chunks(usize::from(area.width)).enumerate() {
        let start = if y < usize::from(size.height) { usize::from(size.width) } else { 0 };
        assert_eq!(row(&cells[start..]).trim(), "", "row {y} goes on beside the screen of {size:?}");
    }
    if let Some(cursor) = cursor {
        assert!(cursor.x < size.width && cursor.y < size.height, "the cursor is at {cursor} of {size:?}");
    }
}

/// Holds that what the explorer asks the world to do can be done safely.
fn assert_effects(driver: &Driver) {
    for effect in &driver.effects {
        match effect {
            Effect::OpenUrl(url) => {
                assert!(url.starts_with("https://") || url.starts_with("http://"), "{url:?} would be opened");
                assert!(!url.chars().any(|c| is_harmful(c) || c.is_whitespace()), "{url:?} would be opened");
            }
            Effect::Copy(stratlas::app::Copied::Text(text, _)) => {
                assert!(!text.chars().any(|c| is_harmful(c) && c != '\n'), "{text:?} would be copied");
            }
            _ => {}
        }
    }
}

fn run(graph: &Arc<Graph>, steps: &[Step]) {
    let places: Vec<Place> = Place::all(&graph.atlas).collect();
    // The start depends on the input alone, so that the input can be made smaller.
    let start = places[steps.len() * 37 % places.len()].path(&graph.atlas);
    let mut driver = Driver::new(Arc::clone(graph), &start, (100, 30));
    for step in steps {
        take(&mut driver, step.clone());
        let size = driver.session.state.browse.size;
        assert_sound(&driver);
        assert_harmless(driver.buffer());
        if size.width < 60 || size.height < 20 {
            assert_inside(&driver);
        }
    }
    assert_inside(&driver);
    assert_effects(&driver);
}

fn steps(chance: &mut Chance) -> Vec<Step> {
    (0..=chance.below(40)).map(|_| step(chance)).collect()
}

#[test]
fn explorer_of_the_atlas() {
    let graph = embedded();
    fuzz("explorer_of_the_atlas", 12, steps, |input: &Vec<Step>| run(&graph, input));
}

#[test]
fn explorer_of_hostile_data() {
    let generate = |chance: &mut Chance| {
        let mut steps = steps(chance);
        steps.insert(0, Step::Renew(chance.below(6)));
        steps
    };
    fuzz("explorer_of_hostile_data", 16, generate, |input: &Vec<Step>| run(&HOSTILE[input.len() % 6], input));
}

/// Keys alone in a review: judging, undoing and going on never end up anywhere that is not sound.
#[test]
fn explorer_of_a_review() {
    let graph = embedded();
    let generate = |chance: &mut Chance| {
        let mut steps = steps(chance);
        let key = |key: &str| key.parse::<Key>().expect("a key");
        steps.insert(0, Step::Keys(vec![key("v"), key("R"), key("Enter")]));
        steps
    };
    fuzz("explorer_of_a_review", 8, generate, |input: &Vec<Step>| {
        let data = tempfile::tempdir().expect("a folder");
        let mut driver = Driver::new(Arc::clone(&graph), "strategy/pause", (120, 40));
        driver.reviewing(data.path(), "Ada", "2026-03-01T10:00:00+01:00[Europe/Berlin]");
        for step in input {
            take(&mut driver, step.clone());
            assert_sound(&driver);
            assert_harmless(driver.buffer());
        }
        let journals = stratlas::store::journal::Journals::new(data.path());
        let read = journals.read().expect("the journals can be read");
        assert_eq!(read.diagnostics, [], "a line of the journal cannot be read");
        assert!(read.lines.iter().all(|line| driver.session.state.model.reviews.holds(line)), "a line is not shown");
    });
}
