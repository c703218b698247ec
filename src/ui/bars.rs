//! Top line (trail, diagnostics, atlas) and footer (messages, key hints).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::action::{Action, KeyNames, KeyScope};
use crate::app::{Area, Layer, Letters, MIN_SCREEN, SearchAreas};
use crate::page::{IN_PORTFOLIO_MARK, SELECTED_SIGN};
use crate::place::Overview;
use crate::text;

use super::screen::{ScreenView, rect};
use super::text::{indented, line, print, print_right, print_truncated, width};
use super::theme::{StyleRole, Theme};
use super::{key_grid, list};

/// Actions with key hints in the footer after those for the link under the cursor and the page, most useful first. Actions
/// that do not apply are left out. The keys of the parts of a verdict are in the pane of the verdict.
const HINTS: [Action; 29] = [
    Action::ReviewNext,
    Action::ReviewPrevious,
    Action::ReviewUndo,
    Action::Note,
    Action::ReviewLeave,
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
    Action::Close,
    Action::ResultNext,
    Action::Hint,
    Action::PaneNext,
    Action::Back,
    Action::SectionNext,
    Action::PeopleOrder,
    Action::Palette,
    Action::Diagnostics,
    Action::Forward,
];
/// Actions whose key hints always stay at the right of the footer, if the actions apply.
const ALWAYS: [Action; 6] =
    [Action::SearchClose, Action::ChoiceClose, Action::HelpClose, Action::Search, Action::Help, Action::Quit];

/// Minimum width of the screen at which the footer always has the keys of the search and of the end of the program.
const MIN_LASTING: u16 = 50;
/// Minimum width of the screen at which the footer has a description of what is under the cursor that is cut; a narrower
/// one has key hints instead.
const MIN_CUT: u16 = 80;

/// Draws the top line: the name of the program, the trail, the current portfolio, and the atlas or its diagnostics.
pub(super) fn top(screen: &ScreenView<'_>, buffer: &mut Buffer) {
    let (state, theme, atlas) = (screen.state, screen.theme, &screen.graph.atlas);
    let area = rect(state.browse.view.layout.top, buffer);
    let takes_clicks = state.layer.is_none() && !state.browse.index.typing;
    let add_target = |x: u16, end: u16, action, count| {
        if takes_clicks {
            screen.add_target(Rect { x, width: end.saturating_sub(x), ..area }, action, count);
        }
    };
    let end = print(buffer, area, area.x + 1, "stratlas", theme.style(StyleRole::Focus));
    add_target(area.x, end, Action::GoHome, None);
    let trail = indented(area, (end + 3).saturating_sub(area.x));
    let here = state.browse.place().name(atlas);
    let room = usize::from(trail.width).saturating_sub(text::width(&here));
    let (status, role, action) = status(screen, room);
    let current = match state.model.portfolios.current.strategies.len() {
        0 => String::new(),
        count => format!("{IN_PORTFOLIO_MARK} {count} in portfolio   "),
    };
    let right = format!("{current}{status}");
    let beside = trail.width.saturating_sub(width(&right).saturating_add(2));
    let trail = if width(&here) <= beside {
        let x = print_right(buffer, area, &right, theme.style(role));
        let middle = x.saturating_add(width(&current));
        add_target(x, middle, Action::GoOverview(Overview::Portfolio), None);
        add_target(middle, area.right(), action, None);
        Rect { width: beside, ..trail }
    } else {
        trail
    };
    for (left, (x, end)) in breadcrumb(screen, buffer, trail) {
        add_target(x, end, Action::Back, Some(left));
    }
}

/// Draws as many of the latest names of the trail as fit. For each name except the last, returns how many steps back it
/// is, and its first column and the column after it.
fn breadcrumb(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) -> Vec<(usize, (u16, u16))> {
    let (theme, atlas) = (screen.theme, &screen.graph.atlas);
    let mut names = Vec::new();
    let mut used = 0u16;
    for place in screen.state.browse.trail.backwards() {
        let name = place.name(atlas).into_owned();
        used = used.saturating_add(width(&name));
        if used > area.width && !names.is_empty() {
            break;
        }
        names.push(text::truncate_to_width(&name, usize::from(area.width)).into_owned());
        used = used.saturating_add(3);
    }
    let mut x = area.x;
    let mut places = Vec::new();
    for (left, name) in names.iter().enumerate().rev() {
        let role = if left == 0 { StyleRole::Key } else { StyleRole::Aside };
        let end = print(buffer, area, x, name, theme.style(role));
        if left > 0 {
            places.push((left, (x, end)));
            x = print(buffer, area, end, " › ", theme.style(StyleRole::Border));
        }
    }
    places
}

/// Returns the name of the atlas, or a notice of its diagnostics in about `room` columns, with the style and with the
/// action of a click on it.
fn status(screen: &ScreenView<'_>, room: usize) -> (String, StyleRole, Action) {
    let about = &screen.graph.atlas.about;
    match screen.state.model.diagnostics.len() {
        0 => {
            let trust = Action::GoOverview(Overview::Trust);
            (format!("{} {} ", about.title, about.edition), StyleRole::Aside, trust)
        }
        count => (diagnostics_notice(screen, count, room), StyleRole::Message, Action::Diagnostics),
    }
}

/// Returns a notice that there are `count` diagnostics and which keys list them, in the longest wording that fits into
/// `room` columns.
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

/// Draws the footer: the keys that can follow the typed ones, a message, the link under the cursor, or key hints.
pub(super) fn footer(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Area) {
    let (state, theme) = (screen.state, screen.theme);
    let mut area = rect(area, buffer);
    if screen.key_hints_shown {
        return key_grid::render(screen, buffer, area);
    }
    match &state.layer {
        Some(Layer::Letters(Letters::Hints(_))) => {
            let [long, short] = ["type the letters of a link; any other key cancels", "type the letters of a link"];
            let text = if width(long) < area.width { long } else { short };
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
    let area = selected_count(screen, buffer, indented(area, 1));
    let description = state.browse.link_description(&screen.graph.atlas).filter(|_| state.layer.is_none());
    match description.filter(|_| screen.message().is_none()) {
        Some(description) => {
            let reserved: u16 = lasting(screen).iter().map(hint_width).sum();
            let room = Rect { width: area.width.saturating_sub(reserved + 1), ..area };
            if state.browse.size.width < MIN_CUT && width(&description) > room.width {
                return hints(screen, buffer, area);
            }
            let description = text::sanitize(&description);
            let whole_parts = fitting(&description, room.width);
            let x = print_truncated(buffer, room, area.x, whole_parts, theme.style(StyleRole::Focus));
            hints(screen, buffer, indented(area, (x + 2).saturating_sub(area.x)));
        }
        None => message_or_hints(screen, buffer, area),
    }
}

/// Returns as many parts of `text`, which dots separate, as fit in `room` columns, and at least the first.
fn fitting(text: &str, room: u16) -> &str {
    let ends = text.match_indices(" · ").map(|(at, _)| &text[..at]);
    let parts: Vec<&str> = ends.chain([text]).collect();
    parts.iter().rev().find(|parts| width(parts) <= room).or(parts.first()).copied().unwrap_or(text)
}

/// Draws the number of selected rows, if any. Returns the rest of `area`.
fn selected_count(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) -> Rect {
    match screen.state.browse.selection.places().len() {
        0 => area,
        count => {
            let words = format!("{SELECTED_SIGN} {count} selected");
            let end = print(buffer, area, area.x, &words, screen.theme.style(StyleRole::Focus));
            indented(area, (end + 2).saturating_sub(area.x))
        }
    }
}

/// Draws a message, or else as many key hints as fit.
pub(super) fn message_or_hints(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) {
    match screen.message() {
        Some(message) => {
            let message = text::sanitize(message);
            print_truncated(buffer, area, area.x, &message, screen.theme.style(StyleRole::Message));
        }
        None => hints(screen, buffer, area),
    }
}

/// Returns the key hints of those of `actions` that apply now.
fn applicable(screen: &ScreenView<'_>, actions: &[Action]) -> Vec<KeyHint> {
    let context = screen.action_context();
    let has_preview = SearchAreas::new(screen.state.browse.size).preview.is_some();
    let applies = |action: &Action| match action {
        Action::PreviewDown if !has_preview => false,
        action => {
            action.applies(context)
                || (action.info().scope == KeyScope::Input && screen.state.scopes() == [KeyScope::Input])
        }
    };
    actions.iter().copied().filter(applies).filter_map(|action| hint(screen, action)).collect()
}

/// Returns the key hints that always stay at the right. On a narrow screen the search and the end of the program are left
/// to the help, so that the keys of what is under the cursor have space.
fn lasting(screen: &ScreenView<'_>) -> Vec<KeyHint> {
    let is_narrow = screen.state.browse.size.width < MIN_LASTING;
    let stays = |hint: &KeyHint| !(is_narrow && matches!(hint.action, Some(Action::Search | Action::Quit)));
    applicable(screen, &ALWAYS).into_iter().filter(stays).collect()
}

fn hints(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect) {
    let always = lasting(screen);
    let reserved: u16 = always.iter().map(hint_width).sum();
    let limit = area.right().saturating_sub(reserved);
    let mut x = area.x;
    let useful: Vec<Action> = screen.state.useful_here();
    let others = HINTS.into_iter().filter(|action| !useful.contains(action));
    let offered: Vec<Action> = useful.iter().copied().chain(others).filter(|action| !ALWAYS.contains(action)).collect();
    for hint in applicable(screen, &offered) {
        if x.saturating_add(hint_width(&hint)) > limit {
            break;
        }
        x = print_hint(screen, buffer, area, x, &hint);
    }
    print_hints(screen, buffer, area, limit, &always);
}

/// Hint of the keys of an action.
#[derive(Clone, Debug)]
pub(super) struct KeyHint {
    /// Keys of the action, as the user types them.
    pub(super) keys: String,
    /// Title of the action, which follows the keys.
    pub(super) title: &'static str,
    /// Action that a click triggers; `None` if the keys are only the start of longer sequences.
    pub(super) action: Option<Action>,
}

/// Returns a hint with the title and the easiest keys of `action`; `None` if no key is bound to it.
pub(super) fn hint(screen: &ScreenView<'_>, action: Action) -> Option<KeyHint> {
    let keys = screen.keymap.keys_in(action, screen.action_context().scope);
    keys.into_iter().next().map(|keys| KeyHint {
        keys,
        title: screen.state.title_of(action, screen.graph),
        action: Some(action),
    })
}

/// Returns the width of a hint in columns, including the gap after it.
pub(super) fn hint_width(hint: &KeyHint) -> u16 {
    width(&hint.keys).saturating_add(width(hint.title)).saturating_add(3)
}

fn print_hints(screen: &ScreenView<'_>, buffer: &mut Buffer, area: Rect, x: u16, hints: &[KeyHint]) {
    hints.iter().fold(x, |x, hint| print_hint(screen, buffer, area, x, hint));
}

/// Draws a hint, which can be clicked unless the click would end the input of a line. Returns the column of the next
/// hint.
pub(super) fn print_hint(
    screen: &ScreenView<'_>,
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    KeyHint { keys, title, action }: &KeyHint,
) -> u16 {
    let middle = print(buffer, area, x, keys, screen.theme.style(StyleRole::Key));
    let end = print_truncated(buffer, area, middle + 1, title, screen.theme.style(StyleRole::Aside));
    if let Some(action) = action.filter(|action| action.info().scope != KeyScope::Input) {
        screen.add_target(Rect { x, width: end.saturating_sub(x), ..area }, action, None);
    }
    end + 2
}

/// Draws the message that the screen is too small for the explorer.
pub(super) fn too_small(buffer: &mut Buffer, theme: &Theme) {
    let area = buffer.area;
    let long = format!("stratlas needs {} columns by {} rows", MIN_SCREEN.width, MIN_SCREEN.height);
    let short = format!("{}x{} needed", MIN_SCREEN.width, MIN_SCREEN.height);
    let message = if width(&long) <= area.width { long } else { short };
    print(buffer, line(area, area.height / 2), area.x, &message, theme.style(StyleRole::Message));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_description_that_do_not_fit_are_left_out() {
        let text = "DEEP Deep technical · MASS Household name · PIO Pioneer";
        assert_eq!(fitting(text, 100), text);
        assert_eq!(fitting(text, 45), "DEEP Deep technical · MASS Household name");
        assert_eq!(fitting(text, 5), "DEEP Deep technical", "the first is cut when it is drawn");
    }
}
