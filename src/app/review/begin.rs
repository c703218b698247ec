//! What can be reviewed, to choose from: the review that waits, what is due, what is on screen, everything.

use std::ops::Range;

use crate::action::Action;
use crate::graph::Graph;
use crate::model::{Entity, Kind};
use crate::place::Place;
use crate::review::{Dispute, Subject, disputes, due};
use crate::search::rank_titles;

use super::super::list::ListState;
use super::super::message::Effect;
use super::super::state::{Context, Overlay, State};
use super::super::trail::Visit;
use super::{CARD, Desk, Dialog};

/// What is to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Every strategy.
    All,
    /// What is to be looked at again.
    Due,
    /// What is at these places: strategies, the members of portfolios, the positions of people.
    Places(Vec<Place>),
    /// What a query finds.
    Query(String),
}

/// How a review is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What of.
    pub of: Of,
    /// Whether only what reviewers disagree on.
    pub disputed: bool,
    /// In which order, as written on the command line.
    pub order: String,
    /// Whether earlier verdicts are hidden until one has judged.
    pub blind: bool,
    /// How many cards at most.
    pub limit: Option<usize>,
}

impl Wish {
    /// A review of `of` by lever.
    pub fn new(of: Of) -> Self {
        Self { of, disputed: false, order: "lever".to_owned(), blind: false, limit: None }
    }
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// Goes on with the review that waits.
    Resume,
    /// Begins one.
    Begin(Wish),
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeginEntry {
    /// What it is called.
    pub title: String,
    /// The bytes of the title that match what was typed.
    pub matched: Vec<Range<usize>>,
    /// What there is to say of it.
    pub detail: String,
    choice: Choice,
}

/// The list on screen.
#[derive(Clone, Debug, Default)]
pub struct Begin {
    /// The line and the cursor.
    pub list: ListState,
    /// What can be chosen.
    pub entries: Vec<BeginEntry>,
    all: Vec<BeginEntry>,
}

/// Returns to the card of the review that waits; else, or on that card, opens the list.
pub(in crate::app) fn enter(state: &mut State, context: Context<'_>) {
    if state.place() != CARD && Desk::session(state).is_some() {
        state.go(context.graph, Visit::new(CARD));
    } else {
        open(state, context);
    }
}

/// Opens the list.
fn open(state: &mut State, context: Context<'_>) {
    let all = entries(state, context.graph);
    let begin = Begin { entries: all.clone(), all, list: ListState::default() };
    state.overlays.push(Overlay::Review(Dialog::Begin(begin)));
}

fn entries(state: &State, graph: &Graph) -> Vec<BeginEntry> {
    let entry = |title: &str, detail: String, choice| BeginEntry {
        title: title.to_owned(),
        matched: Vec::new(),
        detail,
        choice,
    };
    let mut all = Vec::new();
    if let Some(session) = Desk::session(state) {
        let progress = session.progress();
        let detail = format!("{} of {} judged, since {}", progress.judged, progress.total, session.started.short());
        all.push(entry("Go on with the review that waits", detail, Choice::Resume));
    }
    let due = due(state.reviews.mine(), &graph.atlas, state.today()).len();
    if due > 0 {
        let wish = Wish { order: "due".to_owned(), ..Wish::new(Of::Due) };
        all.push(entry("What is due", format!("{due} to look at again"), Choice::Begin(wish)));
    }
    let is_known = |dispute: &Dispute| Subject::parse(&graph.atlas, &dispute.on).is_ok();
    let disputes = disputes(&state.reviews).iter().filter(|dispute| is_known(dispute)).count();
    if disputes > 0 {
        let wish = Wish { disputed: true, order: "disputed".to_owned(), ..Wish::new(Of::All) };
        all.push(entry("What reviewers disagree on", format!("{disputes} to resolve together"), Choice::Begin(wish)));
    }
    if let Place::Entity(Entity::Strategy(_) | Entity::Portfolio(_) | Entity::Person(_)) = state.place() {
        let title = match state.place().kind() {
            Some(Kind::Portfolio) => "This portfolio",
            Some(Kind::Person) => "What this person is on the record for",
            _ => "This strategy",
        };
        let name = state.place().name(&graph.atlas).into_owned();
        all.push(entry(title, name, Choice::Begin(Wish::new(Of::Places(vec![state.place()])))));
    }
    if state.index.is_narrowed() && matches!(state.index.kind, Kind::Strategy | Kind::Person | Kind::Portfolio) {
        let detail = format!("{} {}", state.index.counts().1, state.index.kind.plural());
        let wish = Wish::new(Of::Places(state.index.places().collect()));
        all.push(entry("What the index lists", detail, Choice::Begin(wish)));
    }
    let count = graph.atlas.strategies.len();
    let seed = state.now.as_ref().map_or(1, |now| now.timestamp().as_second());
    for (title, order, detail) in [
        ("Every strategy, by lever", "lever".to_owned(), "as the index lists them"),
        (
            "Every strategy, most telling first",
            "information".to_owned(),
            "contested, central, next to a change of mind",
        ),
        ("Every strategy, by name", "name".to_owned(), ""),
        ("Every strategy, at random", format!("random:{seed}"), "the seed is kept, so the order can be had again"),
    ] {
        let dot = if detail.is_empty() { "" } else { " · " };
        let wish = Wish { order, ..Wish::new(Of::All) };
        all.push(entry(title, format!("{count}{dot}{detail}"), Choice::Begin(wish)));
    }
    let wish = Wish { order: format!("random:{seed}"), blind: true, ..Wish::new(Of::All) };
    let detail = "your earlier verdicts are hidden until you judge again".to_owned();
    all.push(entry("Every strategy, blind", detail, Choice::Begin(wish)));
    all
}

fn begin(state: &mut State) -> Option<&mut Begin> {
    match state.overlays.last_mut() {
        Some(Overlay::Review(Dialog::Begin(begin))) => Some(begin),
        _ => None,
    }
}

/// The line was edited: what it names is listed, and last what it finds as a query.
pub(super) fn edited(state: &mut State) {
    let Some(begin) = begin(state) else { return };
    let query = begin.list.input.text().trim().to_owned();
    let titles = rank_titles(&query, begin.all.iter().map(|entry| entry.title.as_str()));
    begin.entries = titles
        .into_iter()
        .map(|ranked| BeginEntry { matched: ranked.matched, ..begin.all[ranked.index].clone() })
        .collect();
    if !query.is_empty() {
        begin.entries.push(BeginEntry {
            title: format!("What the search finds for {query}"),
            matched: Vec::new(),
            detail: "strategies; positions with kind:position".to_owned(),
            choice: Choice::Begin(Wish::new(Of::Query(query))),
        });
    }
    begin.list.reset();
}

pub(super) fn act(state: &mut State, action: Action, context: Context<'_>) -> Vec<Effect> {
    let size = state.size;
    let Some(begin) = begin(state) else { return Vec::new() };
    let count = begin.entries.len();
    match action {
        Action::SearchDown => begin.list.move_by(1, count, size),
        Action::SearchUp => begin.list.move_by(-1, count, size),
        Action::SearchPageDown => begin.list.move_by(10, count, size),
        Action::SearchPageUp => begin.list.move_by(-10, count, size),
        Action::SearchAccept => return choose(state, context),
        Action::SearchClose => drop(state.overlays.pop()),
        edit => {
            let before = begin.list.input.text().to_owned();
            if begin.list.input.act(edit) && begin.list.input.text() != before {
                edited(state);
            }
        }
    }
    Vec::new()
}

fn choose(state: &mut State, context: Context<'_>) -> Vec<Effect> {
    let Some(begin) = begin(state) else { return Vec::new() };
    let choice = begin.entries.get(begin.list.selected).map(|entry| entry.choice.clone());
    state.overlays.pop();
    match choice {
        None => Vec::new(),
        Some(Choice::Begin(wish)) => vec![Effect::Begin(wish)],
        Some(Choice::Resume) => {
            state.go(context.graph, Visit::new(CARD));
            Vec::new()
        }
    }
}
