//! The top line (trail, diagnostics, atlas) and the footer (messages, key hints).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, KeyNames, KeyScope};
use crate::app::{Area, Layer, Letters, SMALLEST};
use crate::page::IN_PORTFOLIO_MARK;
use crate::text;

use super::list;
use super::screen::{ScreenView, rect};
use super::text::{clear, indented, line, print, print_right, print_truncated, width};
use super::theme::{StyleRole, Theme};

/// Actions that key hints are shown for, the most useful first; those that do not apply are left out.
const HINTS: [Action; 41] = [
    Action::JudgeBack,
    Action::JudgeDoubt,
    Action::JudgeReject,
    Action::JudgeUndecided,
    Action::ReviewNext,
    Action::ReviewPrevious,
    Action::ReviewUndo,
    Action::Note,
    Action::SignalStep,
    Action::SignalLanded,
    Action::ReviewDefer,
    Action::ReviewEnd,
    Action::ChoiceNext,
    Action::ChoicePrevious,
    Action::ChoiceDown,
    Action::SearchAccept,
    Action::SearchDown,
    Action::SearchComplete,
    Action::PreviewDown,
    Action::InputAccept,
    Action::InputCancel,
    Action::HelpRun,
    Action::HelpSearch,
    Action::HelpDown,
    Action::Search,
    Action::Follow,
    Action::Hint,
    Action::Back,
    Action::Close,
    Action::Diagnostics,
    Action::PaneNext,
    Action::Open,
    Action::Filter,
    Action::Palette,
    Action::ResultNext,
    Action::SectionNext,
    Action::PeopleOrder,
    Action::Forward,
    Action::GoStrategies,
    Action::GoPeople,
    Action::GoTags,
];
/// Actions whose key hints are always shown, at the right.
const ALWAYS: [Action; 5] = [Action::SearchClose, Action::ChoiceClose, Action::HelpClose, Action::Help, Action::Quit];

/// Draws the top line: the name of the program, the trail, the atlas or its diagnostics.
pub(super) fn top(screen: &ScreenView<'_>, buffer: &mut Buffer) {
    let (state, theme, atlas) = (screen.state, screen.theme, &screen.graph.atlas);
    let area = rect(state.browse.view.layout.top, buffer);
    let x = print(buffer, area, area.x + 1, "stratlas", theme.style(StyleRole::Focus)) + 3;
    let trail = indented(area, x.saturating_sub(area.x));
    let here = state.browse.place().name(atlas);
    let (about, role) = match state.model.diagnostics.len() {
        0 => (format!("{} {} ", atlas.about.title, atlas.about.edition), StyleRole::Aside),
        count => {
            let room = usize::from(trail.width).saturating_sub(text::width(&here));
            (diagnostics_notice(screen, count, room), StyleRole::Message)
        }
    };
    let about = match state.model.portfolios.current.strategies.len() {
        0 => about,
        count => format!("{IN_PORTFOLIO_MARK} {count} in portfolio   {about}"),
    };
    let beside = trail.width.saturating_sub(width(&about).saturating_add(2));
    let trail = if width(&here) <= beside {
        let x = print_right(buffer, area, &about, theme.style(role));
        if !state.model.diagnostics.is_empty() && state.layer.is_none() {
            screen.add_target(Rect { x, width: area.right().saturating_sub(x), ..area }, Action::Diagnostics, None);
        }
        Rect { width: beside, ..trail }
    } else {
        trail
    };
    // As many of the latest names as fit.
    let mut names = vec![text::truncate_to_width(&here, usize::from(trail.width)).into_owned()];
    let mut used = width(&names[0]);
    for place in state.browse.trail.backwards().skip(1) {
        let name = place.name(atlas).into_owned();
        used = used.saturating_add(width(&name)).saturating_add(3);
        if used > trail.width {
            break;
        }
        names.push(name);
    }
    let mut x = trail.x;
    for (left, name) in names.iter().enumerate().rev() {
        let end = print(buffer, area, x, name, theme.style(if left == 0 { StyleRole::Key } else { StyleRole::Aside }));
        if left > 0 && state.layer.is_none() && !state.browse.index.typing {
            screen.add_target(Rect { x, width: end.saturating_sub(x), ..area }, Action::Back, Some(left));
        }
        x = end;
        if left > 0 {
            x = print(buffer, area, x, " › ", theme.style(StyleRole::Border));
        }
    }
}

/// A notice of `count` diagnostics with the keys that list them, in the longest wording that fits into `room` columns.
fn diagnostics_notice(screen: &ScreenView<'_>, count: usize, room: usize) -> String {
    let errors = if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
    let keys = screen.keymap.key_of(Action::Diagnostics).map(|keys| format!(": {keys}"));
    let (keys, lists) = keys.map_or((String::new(), ""), |keys| (keys, " lists them"));
    let [long, short, shortest] = [
        format!("{errors} in the files of the atlas{keys}{lists} "),
        format!("{errors}{keys}{lists} "),
        format!("{errors}{keys} "),
    ];
    [long, short].into_iter().find(|words| text::width(words) + 2 <= room).unwrap_or(shortest)
}

/// Draws the footer: the keys that can follow a prefix, a message, the link under the cursor, or key hints.
pub(super) fn footer(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Area) {
    let (state, theme) = (screen.state, screen.theme);
    let mut area = rect(area, buffer);
    if screen.key_hints_shown {
        return following_keys(screen, buffer, area);
    }
    match &state.layer {
        Some(Layer::Letters(Letters::Hints(_))) => {
            let text = "type the letters of a link; any other key cancels";
            print(buffer, area, area.x + 1, text, theme.style(StyleRole::Focus));
            return;
        }
        Some(Layer::Letters(_)) => return list::marks(screen, buffer, area),
        _ => {}
    }
    let typed = screen.count.map(|count| count.to_string()).into_iter();
    let typed: Vec<String> = typed.chain(screen.pending.iter().map(ToString::to_string)).collect();
    if !typed.is_empty() {
        let x = print_right(buffer, area, &format!("{} ", typed.join(" ")), theme.style(StyleRole::Key));
        area.width = x.saturating_sub(area.x + 1);
    }
    let area = indented(area, 1);
    let description = state.browse.link_description(&screen.graph.atlas).filter(|_| state.layer.is_none());
    match description.filter(|_| state.status.notice.is_none()) {
        Some(description) => {
            let x = print_truncated(buffer, area, area.x, &text::sanitize(&description), theme.style(StyleRole::Focus));
            hints(screen, buffer, indented(area, (x + 2).saturating_sub(area.x)));
        }
        None => message_or_hints(screen, buffer, area),
    }
}

/// Draws a message, else as many key hints as fit.
pub(super) fn message_or_hints(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) {
    match &screen.state.status.notice {
        Some(message) => {
            let message = text::sanitize(message);
            print_truncated(buffer, area, area.x, &message, screen.theme.style(StyleRole::Message));
        }
        None => hints(screen, buffer, area),
    }
}

fn hints(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) {
    let context = screen.state.action_context();
    let applies = |action: &Action| {
        action.applies(&context)
            || (action.info().scope == KeyScope::Input && screen.state.scopes() == [KeyScope::Input])
    };
    let hints = |actions: &[Action]| -> Vec<KeyHint> {
        actions.iter().copied().filter(applies).filter_map(|action| hint(screen, action)).collect()
    };
    let always = hints(&ALWAYS);
    let reserved: u16 = always.iter().map(hint_width).sum();
    let limit = area.right().saturating_sub(reserved);
    let mut x = area.x;
    for hint in hints(&HINTS) {
        if x.saturating_add(hint_width(&hint)) > limit {
            break;
        }
        x = print_hint(screen, buffer, area, x, &hint);
    }
    print_hints(screen, buffer, area, limit, &always);
}

/// A key hint.
#[derive(Clone, Debug)]
pub(super) struct KeyHint {
    keys: String,
    title: &'static str,
    /// The action; none for the start of a longer sequence.
    action: Option<Action>,
}

/// The easiest keys of an action, with its title.
pub(super) fn hint(screen: &ScreenView<'_>, action: Action) -> Option<KeyHint> {
    let keys = screen.keymap.keys_in(action, screen.state.action_context().scope);
    keys.into_iter().next().map(|keys| KeyHint { keys, title: action.info().title, action: Some(action) })
}

/// Number of columns that a hint takes, with the gap after it.
pub(super) fn hint_width(hint: &KeyHint) -> u16 {
    width(&hint.keys).saturating_add(width(hint.title)).saturating_add(3)
}

fn print_hints(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect, x: u16, hints: &[KeyHint]) {
    hints.iter().fold(x, |x, hint| print_hint(screen, buffer, area, x, hint));
}

/// Draws a hint, which a click carries out unless that would end a line being typed. Returns the column of the next one.
pub(super) fn print_hint(
    screen: &ScreenView<'_>,
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    KeyHint { keys, title, action }: &KeyHint,
) -> u16 {
    let middle = print(buffer, area, x, keys, screen.theme.style(StyleRole::Key));
    let end = print(buffer, area, middle + 1, title, screen.theme.style(StyleRole::Aside));
    if let Some(action) = action.filter(|action| action.info().scope != KeyScope::Input) {
        screen.add_target(Rect { x, width: end.saturating_sub(x), ..area }, action, None);
    }
    end + 2
}

/// Draws the keys that can follow those typed so far, in as many rows as they need.
fn following_keys(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) {
    let typed: Vec<String> = screen.pending.iter().map(ToString::to_string).collect();
    let typed = typed.join(" ");
    let scope = screen.state.scopes().first().copied().unwrap_or_default();
    let start = area.x.saturating_add(width(&typed)).saturating_add(3);
    let mut rows: Vec<Vec<KeyHint>> = vec![Vec::new()];
    let mut x = start;
    for (key, action) in screen.keymap.following(scope, screen.pending) {
        let title = action.map_or("…", |action| action.info().title);
        let hint = KeyHint { keys: key.to_string(), title, action };
        if x.saturating_add(hint_width(&hint)) > area.right() + 2 && x > start {
            rows.push(Vec::new());
            x = start;
        }
        x = x.saturating_add(hint_width(&hint));
        rows.last_mut().into_iter().for_each(|row| row.push(hint.clone()));
    }
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.y + 1);
    let panel = Rect { y: area.y + 1 - height, height, ..area };
    clear(buffer, panel, screen.theme);
    print(buffer, panel, area.x + 1, &typed, screen.theme.style(StyleRole::Focus));
    for (y, row) in (0..height).zip(rows) {
        print_hints(screen, buffer, line(panel, y), start, &row);
    }
}

/// Draws the message that the screen is too small.
pub(super) fn too_small(buffer: &mut Buffer, theme: &Theme) {
    let area = buffer.area;
    let long = format!("stratlas needs {} columns by {} rows", SMALLEST.width, SMALLEST.height);
    let short = format!("{}x{} needed", SMALLEST.width, SMALLEST.height);
    let message = if width(&long) <= area.width { long } else { short };
    print(buffer, line(area, area.height / 2), area.x, &message, theme.style(StyleRole::Message));
}
