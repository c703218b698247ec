//! The real explorer without a terminal: keys as a person types them go in, screens come out. The search is answered
//! at once instead of on its thread; everything else is what the program does.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use stratlas::app::{Effect, Message, Recorded, Size};
use stratlas::data;
use stratlas::graph::Graph;
use stratlas::keymap::{Key, default_keymap};
use stratlas::place::Place;
use stratlas::review::{Reviews, ZonedTimestamp};
use stratlas::runtime::{ExplorerSession, SearchRequest, SearchWorker, queue};
use stratlas::store::journal::{Appended, Journal, Journals, Stamp};
use stratlas::ui::Theme;

static EMBEDDED: LazyLock<Arc<Graph>> =
    LazyLock::new(|| Arc::new(Graph::new(data::embedded().expect("the embedded atlas"))));

/// The graph of the atlas that comes with the program.
pub(crate) fn embedded() -> Arc<Graph> {
    Arc::clone(&EMBEDDED)
}

/// An explorer in use.
pub(crate) struct Driver {
    pub(crate) session: ExplorerSession,
    /// What the app asked the world to do, searches aside.
    pub(crate) effects: Vec<Effect>,
    /// How many queries were answered.
    pub(crate) found: usize,
    search: SearchWorker,
    /// Whether queries are answered only once their answers are let through.
    holds_answers: bool,
    /// Where what is judged is recorded.
    journal: Option<Journal>,
    terminal: Terminal<TestBackend>,
}

impl Driver {
    /// An explorer of `graph` that starts at the place written as `path`.
    pub(crate) fn new(graph: Arc<Graph>, path: &str, (width, height): (u16, u16)) -> Self {
        let place = Place::parse(&graph.atlas, path).expect("a place");
        let search = SearchWorker::new(Arc::clone(&graph));
        let size = Size { width, height };
        let session = ExplorerSession::new(graph, place, size, default_keymap().clone(), Theme::terminal());
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a test terminal");
        let mut driver =
            Self { session, effects: Vec::new(), found: 0, search, holds_answers: false, journal: None, terminal };
        driver.draw();
        driver
    }

    /// Answers no query until its answer is let through.
    pub(crate) fn hold_answers(&mut self) {
        self.holds_answers = true;
    }

    /// Answers what was asked meanwhile, and all that follows at once.
    pub(crate) fn let_answers_through(&mut self) {
        self.holds_answers = false;
        let pending = std::mem::take(&mut self.effects);
        self.carry_out(pending);
    }

    /// Has what is judged recorded in the folder `data` by the reviewer called `name`, with all that is there already.
    /// What is done next happens at `now`.
    pub(crate) fn reviewing(&mut self, data: &Path, name: &str, now: &str) -> &mut Self {
        let journals = Journals::new(data);
        let read = journals.read().expect("the journals can be read");
        self.journal = Some(journals.of(name).expect("a name"));
        self.at(now);
        let effects = self.session.set_reviews(Arc::new(Reviews::fold(name, read.lines)));
        self.carry_out(effects);
        self.draw();
        self
    }

    /// Lets nothing be recorded until it is let through.
    pub(crate) fn hold_back(&mut self) -> Option<Journal> {
        self.journal.take()
    }

    /// Records what was held back, and all that follows.
    pub(crate) fn let_through(&mut self, journal: Option<Journal>) {
        self.journal = journal;
        let pending = std::mem::take(&mut self.effects);
        self.carry_out(pending);
    }

    /// What is done next happens at `now`.
    pub(crate) fn at(&mut self, now: &str) -> &mut Self {
        self.session.state.model.now = Some(now.parse::<ZonedTimestamp>().expect("a moment"));
        self
    }

    /// Types `keys`: words apart by blanks, typed as they stand; `<Enter>`, `<C-o>` and the like are keys as the key
    /// map writes them, `<Space>` among them.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            match word.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
                Some(named) => self.key(named.parse().expect("a key")),
                None => word.chars().for_each(|typed| self.key(typed.to_string().parse().expect("a character"))),
            }
        }
        self
    }

    /// Presses one key.
    pub(crate) fn key(&mut self, key: Key) {
        let effects = self.session.key(key);
        self.carry_out(effects);
    }

    /// Lets the time pass after which the keys that can follow are shown.
    #[allow(dead_code, reason = "not every test needs all of it")]
    pub(crate) fn show_key_hints(&mut self) {
        self.session.show_key_hints();
        self.draw();
    }

    /// Lets something else happen.
    pub(crate) fn send(&mut self, message: Message) -> &mut Self {
        let effects = self.session.send(message);
        self.carry_out(effects);
        self
    }

    /// Goes on with another edition of the atlas.
    pub(crate) fn renew(&mut self, graph: Arc<Graph>) -> &mut Self {
        self.search = SearchWorker::new(Arc::clone(&graph));
        let effects = self.session.set_graph(graph);
        self.carry_out(effects);
        self
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.send(Message::Resize(Size { width, height }))
    }

    /// Where the cursor of the terminal is; nowhere while it is hidden.
    pub(crate) fn cursor(&self) -> Option<Position> {
        let backend = self.terminal.backend();
        backend.cursor_visible().then(|| backend.cursor_position())
    }

    /// The cells of the screen.
    pub(crate) fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Search { ticket, question } if !self.holds_answers => {
                    self.found += 1;
                    let state = &self.session.state;
                    let (reviews, today) = (Arc::clone(&state.model.reviews), state.model.today());
                    let request = SearchRequest { question, reviews, today };
                    let found = self.search.answer(ticket, &request, &AtomicBool::new(false));
                    let effects = self.session.send(Message::SearchAnswer(found.expect("nobody cancels")));
                    self.carry_out(effects);
                }
                Effect::BuildPage { ticket, place, options } if !self.holds_answers => {
                    let page = self.session.state.model.page(&self.session.graph, place, &options);
                    let effects = self.session.send(Message::PageBuilt(ticket, Box::new(page)));
                    self.carry_out(effects);
                }
                Effect::BuildQueue(wish) => {
                    let state = &self.session.state;
                    let queued = queue(&self.session.graph, &state.model.reviews, &wish, state.model.today());
                    let effects = self.session.send(Message::Queued(queued));
                    self.carry_out(effects);
                }
                Effect::Record { ticket, session, events } if self.journal.is_some() => {
                    let at = self.session.state.model.now.clone().expect("a driver with a journal knows the time");
                    let stamp = Stamp { at, session, edition: None };
                    let appended = self.journal.as_mut().map(|journal| journal.append(&stamp, events));
                    let message = match appended.expect("there is a journal") {
                        Ok(Appended { lines, before, notice }) => {
                            Message::Recorded(ticket, Recorded { lines, before, notice })
                        }
                        Err(error) => Message::NotRecorded(error.to_string()),
                    };
                    let effects = self.session.send(message);
                    self.carry_out(effects);
                }
                other => self.effects.push(other),
            }
        }
        self.draw();
    }

    fn draw(&mut self) {
        let session = &self.session;
        self.terminal.draw(|frame| session.draw(frame)).expect("a test terminal takes every frame");
    }
}
