//! A session without a terminal: keys and other events go in, the state changes, effects come out. The real program
//! and the tests drive the same session.

use std::sync::Arc;

use ratatui::Frame;

use crate::action::{Action, KeyNames, Scope};
use crate::app::{Context, Effect, Layer, Message, Size, State, reload, set_reviews, update};
use crate::graph::Graph;
use crate::keymap::{Code, Key, Keymap, Lookup};
use crate::place::Place;
use crate::review::Reviews;
use crate::ui::{Screen, Symbols, Theme};

/// The largest count that can be typed.
const MOST: usize = 99_999;

/// The explorer with the keys typed so far.
#[derive(Debug)]
pub struct Session {
    /// What is explored.
    pub graph: Arc<Graph>,
    /// The state.
    pub state: State,
    /// What everything is drawn like.
    pub theme: Theme,
    /// What the terminal can show.
    pub symbols: Symbols,
    keymap: Keymap,
    pending: Vec<Key>,
    /// Whether what can follow them is shown.
    following: bool,
    count: Option<usize>,
    /// How often what tells that an answer takes long has turned; nothing while it is not shown.
    turns: Option<u32>,
}

impl Session {
    /// A session that starts at `place`.
    pub fn new(graph: Arc<Graph>, place: Place, size: Size, keymap: Keymap, theme: Theme) -> Self {
        let state = State::new(&graph, place, size);
        Self {
            graph,
            state,
            theme,
            symbols: Symbols::default(),
            keymap,
            pending: Vec::new(),
            following: false,
            count: None,
            turns: None,
        }
    }

    /// Takes a key and returns what is to be done about it.
    #[must_use]
    pub fn key(&mut self, key: Key) -> Vec<Effect> {
        if self.takes_digit(key) {
            return Vec::new();
        }
        // On a card a digit says how sure one is; there is nothing to repeat.
        if let Some(digit) = key.typed().and_then(|typed| typed.to_digit(10)).filter(|_| self.is_judging()) {
            return self.send(Message::Act(Action::Confidence, Some(digit as usize)));
        }
        let abandoned = key == Key::plain(Code::Esc) && (!self.pending.is_empty() || self.count.is_some());
        if abandoned {
            self.forget();
            return Vec::new();
        }
        self.pending.push(key);
        for &scope in self.state.scopes() {
            match self.keymap.look_up(scope, &self.pending) {
                Lookup::Found(action) => {
                    let count = self.count;
                    self.forget();
                    return self.send(Message::Act(action, count));
                }
                Lookup::Pending => return Vec::new(),
                Lookup::Nothing => {}
            }
        }
        if key.alt {
            return self.esc_and_key(key);
        }
        self.forget();
        match key.typed() {
            Some(typed) if self.state.takes_text() => self.send(Message::Text(typed.to_string())),
            // Any other key puts link hints away.
            _ if self.state.scopes().is_empty() => self.send(Message::Act(Action::Close, None)),
            _ => Vec::new(),
        }
    }

    /// Takes a key with Alt that is bound to nothing as Esc and the key: terminals write both alike, and tmux waits for
    /// half a second whether something follows an Esc.
    fn esc_and_key(&mut self, key: Key) -> Vec<Effect> {
        self.pending.pop();
        let mut effects = self.key(Key::plain(Code::Esc));
        effects.extend(self.key(Key { alt: false, ..key }));
        effects
    }

    /// The keys that are best typed for `action`, if it has any.
    pub(super) fn keys_of(&self, action: Action) -> Option<String> {
        self.keymap.keys_of(action).into_iter().next()
    }

    /// Whether a sequence of keys waits for the next one.
    pub(super) fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Whether what can follow the keys typed so far is shown.
    pub(super) fn shows_following(&self) -> bool {
        self.following
    }

    /// Shows what can follow the keys typed so far.
    pub fn show_following(&mut self) {
        self.following = self.is_pending();
    }

    /// Whether a question that is seen on screen has no answer yet.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(&self.state.layer, Some(Layer::Search(search)) if search.is_waiting)
    }

    /// How often what tells that an answer takes long has turned; nothing while it is not shown.
    pub(super) fn turns(&self) -> Option<u32> {
        self.turns.filter(|_| self.is_waiting())
    }

    /// Tells that an answer takes long; where it is told, has it turn.
    pub fn turn(&mut self) {
        self.turns = Some(self.turns().map_or(0, |turns| turns.saturating_add(1)));
    }

    /// Takes anything else that happens and returns what is to be done about it.
    #[must_use]
    pub fn send(&mut self, message: Message) -> Vec<Effect> {
        // A click has nothing to do with the keys typed before it.
        if matches!(message, Message::Click(..) | Message::DoubleClick(..)) {
            self.forget();
        }
        let context = Context { graph: &self.graph, keys: &self.keymap };
        update(&mut self.state, message, context)
    }

    /// Goes on with another edition of the atlas and returns what is to be done about it.
    #[must_use]
    pub fn set_graph(&mut self, graph: Arc<Graph>) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.graph, graph);
        let context = Context { graph: &self.graph, keys: &self.keymap };
        reload(&mut self.state, &old, context)
    }

    /// Goes on with what reviewers have recorded.
    pub fn set_reviews(&mut self, reviews: Arc<Reviews>) {
        let context = Context { graph: &self.graph, keys: &self.keymap };
        set_reviews(&mut self.state, reviews, context);
    }

    /// Goes on with other keys. A sequence that has been begun is forgotten.
    pub fn set_keymap(&mut self, keymap: Keymap) {
        self.keymap = keymap;
        self.forget();
    }

    /// Draws the screen.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        self.screen().draw(frame);
    }

    /// Everything that is drawn.
    pub fn screen(&self) -> Screen<'_> {
        Screen {
            state: &self.state,
            graph: &self.graph,
            keymap: &self.keymap,
            pending: &self.pending,
            following: self.following,
            count: self.count,
            turns: self.turns(),
            theme: &self.theme,
            symbols: self.symbols,
        }
    }

    /// Whether the keys are for the card of a review, and none of a sequence has been typed.
    fn is_judging(&self) -> bool {
        self.state.scopes().first() == Some(&Scope::Review) && self.pending.is_empty()
    }

    fn takes_digit(&mut self, key: Key) -> bool {
        let Some(digit) = key.typed().and_then(|typed| typed.to_digit(10)) else { return false };
        if self.is_judging() {
            return false;
        }
        if self.state.takes_text() || !self.pending.is_empty() || (digit == 0 && self.count.is_none()) {
            return false;
        }
        let count = self.count.unwrap_or(0) * 10 + digit as usize;
        self.count = Some(count.min(MOST));
        true
    }

    fn forget(&mut self) {
        self.pending.clear();
        self.following = false;
        self.count = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture;
    use crate::keymap::{Preset, default_keymap};
    use crate::ui::Theme;

    fn session() -> Session {
        let graph = Arc::new(Graph::new(fixture(include_str!("../page/tests/fixture.toml"))));
        Session::new(graph, Place::Home, Size { width: 80, height: 24 }, default_keymap().clone(), Theme::terminal())
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
