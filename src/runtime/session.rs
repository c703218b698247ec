//! Session: converts keys to messages for the app, and collects the effects that the app requests. The program and the
//! tests use the same session.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use ratatui::Frame;

use crate::action::{Action, KeyNames, KeyScope};
use crate::app::{Context, Effect, Layer, Message, Size, State, refresh, reload, set_reviews, update};
use crate::graph::Graph;
use crate::keymap::{Code, Key, Keymap, Lookup};
use crate::place::Place;
use crate::review::Reviews;
use crate::ui::{ScreenView, Symbols, Theme};

/// Maximum repeat count that can be typed before a key.
const MAX_COUNT: usize = 99_999;

/// State of the explorer, including unfinished key sequences.
#[derive(Debug)]
pub struct ExplorerSession {
    /// Graph of the current atlas.
    pub graph: Arc<Graph>,
    /// State of the app.
    pub state: State,
    theme: Theme,
    symbols: Symbols,
    keymap: Keymap,
    pending: Vec<Key>,
    /// Whether the screen shows the keys that can follow `pending`, the typed keys of an unfinished sequence.
    key_hints_shown: bool,
    count: Option<usize>,
    /// Step of the spinner that turns during a long search; `None` if the spinner is hidden.
    spinner: Option<u32>,
    /// Ticket of the page of which the screen says that it is being built; `None` if it says so of no page.
    building_shown: Option<u64>,
}

impl ExplorerSession {
    /// Creates a session that starts at the place `place`.
    pub fn new(graph: Arc<Graph>, place: Place, size: Size, keymap: Keymap, theme: Theme) -> Self {
        let state = State::new(&graph, place, size);
        Self::of(graph, state, keymap, theme)
    }

    /// Creates a session that starts with the state `state`.
    pub(super) fn of(graph: Arc<Graph>, state: State, keymap: Keymap, theme: Theme) -> Self {
        let mut session = Self {
            graph,
            state,
            theme,
            symbols: Symbols::default(),
            keymap,
            pending: Vec::new(),
            key_hints_shown: false,
            count: None,
            spinner: None,
            building_shown: None,
        };
        session.look_changed();
        session.keys_changed();
        session
    }

    /// Returns the current theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Replaces the theme.
    pub fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.look_changed();
    }

    /// Replaces the symbols that the terminal can show.
    pub fn set_symbols(&mut self, symbols: Symbols) {
        self.symbols = symbols;
        self.look_changed();
    }

    /// Tells the app whether half-block characters, which differ only in their colours, can be told apart on this
    /// terminal.
    fn look_changed(&mut self) {
        self.state.set_half_blocks(self.symbols == Symbols::Unicode && self.theme.distinguishes_relations());
    }

    /// Tells the app the keys that pages name.
    fn keys_changed(&mut self) {
        self.state.set_keys(&self.keymap, &self.graph);
    }

    /// Handles a key. Returns the effects that the caller must carry out.
    #[must_use]
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        if self.take_count(key) {
            return Vec::new();
        }
        // On a review card a digit sets the confidence and starts no count, because no key there can be repeated.
        if let Some(digit) = key.typed().and_then(|typed| typed.to_digit(10)).filter(|_| self.is_judging()) {
            return self.send(Message::Act(Action::Confidence, Some(digit as usize)));
        }
        let has_begun = !self.pending.is_empty() || self.count.is_some();
        if has_begun && key == Key::plain(Code::Esc) {
            self.reset_pending();
            return self.send(Message::UnboundKey(None));
        }
        self.pending.push(key);
        for &scope in self.state.scopes() {
            match self.keymap.look_up(scope, &self.pending) {
                Lookup::Found(action) => {
                    let count = self.count;
                    self.reset_pending();
                    return self.send(Message::Act(action, count));
                }
                Lookup::Pending => return Vec::new(),
                Lookup::Nothing => {}
            }
        }
        if key.alt {
            return self.esc_and_key(key);
        }
        let typed: Vec<String> = self.pending.iter().map(ToString::to_string).collect();
        let typed = typed.join(" ");
        self.reset_pending();
        match key.typed() {
            Some(typed) if self.state.takes_text() => self.send(Message::Text(typed.to_string())),
            // While link hints are shown, any other key closes them.
            _ if self.state.scopes().is_empty() => self.send(Message::Act(Action::Close, None)),
            _ => self.send(Message::UnboundKey(Some(typed))),
        }
    }

    /// Handles Alt with an unbound key as Esc followed by the key: terminals send the same bytes for both, and tmux
    /// waits half a second after an Esc.
    fn esc_and_key(&mut self, key: Key) -> Vec<Effect> {
        self.pending.pop();
        let mut effects = self.key(Key::plain(Code::Esc));
        effects.extend(self.key(Key { alt: false, ..key }));
        effects
    }

    /// Returns the easiest key sequence of `action`; `None` if no key is bound to it.
    pub(super) fn key_of(&self, action: Action) -> Option<String> {
        self.keymap.key_of(action)
    }

    /// Returns whether a key sequence is unfinished and the keys that can follow it are not shown yet.
    pub(super) fn has_hidden_hints(&self) -> bool {
        !self.pending.is_empty() && !self.key_hints_shown
    }

    /// Shows the keys that can follow the unfinished key sequence, if there is one.
    pub fn show_key_hints(&mut self) {
        self.key_hints_shown = !self.pending.is_empty();
    }

    /// Returns whether the open search is waiting for its results.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(&self.state.layer, Some(Layer::Search(search)) if search.is_waiting)
    }

    /// Returns the step of the spinner; `None` if the spinner is hidden.
    pub(super) fn spinner(&self) -> Option<u32> {
        self.spinner.filter(|_| self.is_waiting())
    }

    /// Shows the spinner, or advances it by a step.
    pub fn spin(&mut self) {
        self.spinner = Some(self.spinner().map_or(0, |step| step.saturating_add(1)));
    }

    /// Returns whether the page on screen is being built and the screen does not say so yet.
    pub(super) fn is_building_unsaid(&self) -> bool {
        let building = self.state.browse.building();
        building.is_some() && building != self.building_shown
    }

    /// Makes the screen say that the page is being built.
    pub fn show_building(&mut self) {
        self.building_shown = self.state.browse.building();
    }

    /// Handles a message. Returns the effects that the caller must carry out.
    #[must_use]
    pub fn send(&mut self, mut message: Message) -> Vec<Effect> {
        if let Message::Click(x, y) | Message::DoubleClick(x, y) = message {
            // A click on a key hint, or on a name of the trail, triggers the action of the hint or name.
            if let Some((action, count)) = self.screen().action_at(x, y) {
                message = Message::Act(action, count);
            }
            // A click has nothing to do with keys typed before it, so an unfinished sequence is dropped.
            self.reset_pending();
        }
        let context = Context { graph: &self.graph, keys: &self.keymap };
        update(&mut self.state, message, context)
    }

    /// Replaces the graph by one that was newly loaded. Returns the effects to carry out.
    #[must_use]
    pub fn set_graph(&mut self, graph: Arc<Graph>) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.graph, graph);
        let context = Context { graph: &self.graph, keys: &self.keymap };
        reload(&mut self.state, &old, context)
    }

    /// Replaces the reviews. Returns the effects to carry out.
    #[must_use]
    pub fn set_reviews(&mut self, reviews: Arc<Reviews>) -> Vec<Effect> {
        let context = Context { graph: &self.graph, keys: &self.keymap };
        set_reviews(&mut self.state, reviews, context)
    }

    /// Rebuilds the page on screen from the current data. Returns the effects to carry out.
    #[must_use]
    pub fn refresh(&mut self) -> Vec<Effect> {
        let context = Context { graph: &self.graph, keys: &self.keymap };
        refresh(&mut self.state, context)
    }

    /// Replaces the key map, and drops an unfinished key sequence.
    pub fn set_keymap(&mut self, keymap: Keymap) {
        self.keymap = keymap;
        self.reset_pending();
        self.keys_changed();
    }

    /// Draws the screen into a frame.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        self.screen().draw(frame);
    }

    /// Returns what is drawn on screen.
    pub fn screen(&self) -> ScreenView<'_> {
        ScreenView {
            state: &self.state,
            graph: &self.graph,
            keymap: &self.keymap,
            pending: &self.pending,
            key_hints_shown: self.key_hints_shown,
            count: self.count,
            spinner: self.spinner(),
            is_building: self.building_shown.is_some() && self.building_shown == self.state.browse.building(),
            theme: &self.theme,
            symbols: self.symbols,
            action_context: OnceCell::default(),
            targets: RefCell::default(),
        }
    }

    /// Returns whether a review card is open on which single keys record a verdict, and no key sequence is unfinished.
    fn is_judging(&self) -> bool {
        self.state.scopes().first() == Some(&KeyScope::Review) && self.pending.is_empty()
    }

    /// Adds a digit to the typed count. Returns false if `key` is not part of a count.
    fn take_count(&mut self, key: Key) -> bool {
        let Some(digit) = key.typed().and_then(|typed| typed.to_digit(10)) else { return false };
        let starts_none = digit == 0 && self.count.is_none();
        if starts_none || self.is_judging() || self.state.takes_text() || !self.pending.is_empty() {
            return false;
        }
        let count = self.count.unwrap_or(0) * 10 + digit as usize;
        self.count = Some(count.min(MAX_COUNT));
        true
    }

    fn reset_pending(&mut self) {
        self.pending.clear();
        self.key_hints_shown = false;
        self.count = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture;
    use crate::keymap::{Preset, default_keymap};
    use crate::ui::Theme;

    fn session() -> ExplorerSession {
        let graph = Arc::new(Graph::new(fixture(include_str!("../page/tests/fixture.toml"))));
        ExplorerSession::new(
            graph,
            Place::Home,
            Size { width: 80, height: 24 },
            default_keymap().clone(),
            Theme::terminal(),
        )
    }

    #[test]
    fn alt_and_a_key_is_esc_and_the_key_unless_it_is_bound() {
        let mut session = session();
        let mut press = |key: &str| session.key(key.parse().unwrap());
        drop(press("/"));
        assert_eq!(press("A-q"), [Effect::Quit], "the search is closed first");
        drop(press("g"));
        assert_eq!(press("A-q"), [Effect::Quit], "so is a sequence of keys");
        session.set_keymap(Preset::Emacs.keymap().clone());
        drop(session.key("A-Esc".parse().unwrap()));
        assert_eq!(session.key("A-x".parse().unwrap()), [], "that key is bound");
        assert!(session.state.takes_text(), "to the palette");
    }
}
