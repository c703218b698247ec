//! The line at the top, which says where one is, and the line at the bottom, which says what can be done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::action::{Action, KeyNames, KeyScope};
use crate::app::{Area, Layer, Letters, SMALLEST};
use crate::page::IN_PORTFOLIO_MARK;
use crate::text;

use super::list;
use super::screen::{Screen, rect};
use super::text::{clear, line, put, put_right};
use super::theme::{Chrome, Theme};

/// What is hinted at, the most useful first; what does not apply is left out.
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
/// Hints that always stand at the right.
const ALWAYS: [Action; 5] = [Action::SearchClose, Action::ChoiceClose, Action::HelpClose, Action::Help, Action::Quit];

/// Draws the line at the top: the name of the program, the trail, the atlas.
pub(super) fn top(screen: &Screen<'_>, buffer: &mut Buffer) {
    let area = rect(screen.state.browse.view.layout.top, buffer);
    let theme = screen.theme;
    let atlas = &screen.graph.atlas;
    let mut x = put(buffer, area, area.x + 1, "stratlas", theme.chrome(Chrome::Accent));
    x += 3;
    let faults = screen.state.model.diagnostics.len();
    let here = screen.state.browse.place().name(atlas);
    let room = usize::from(area.right().saturating_sub(x));
    let (about, look) = match faults {
        0 => (format!("{} {} ", atlas.about.title, atlas.about.edition), Chrome::Quiet),
        count => (faulty(screen, count, room.saturating_sub(text::width(&here))), Chrome::Notice),
    };
    let about = match screen.state.model.portfolios.current.strategies.len() {
        0 => about,
        count => format!("{IN_PORTFOLIO_MARK} {count} in portfolio   {about}"),
    };
    let about_width = text::width(&about);
    let beside = room.saturating_sub(about_width + 2);
    let trail_room = if text::width(&here) <= beside { beside } else { room };
    if trail_room == beside {
        put_right(buffer, area, &about, theme.chrome(look));
    }
    // As much of the trail as fits, its end first.
    let mut names = vec![text::truncate_to_width(&here, trail_room).into_owned()];
    let mut used = text::width(&names[0]);
    for place in screen.state.browse.trail.backwards().skip(1) {
        let name = place.name(atlas);
        if used + text::width(&name) + 3 > trail_room {
            break;
        }
        used += text::width(&name) + 3;
        names.push(name.into_owned());
    }
    for (left, name) in names.iter().enumerate().rev() {
        let style = if left == 0 { theme.chrome(Chrome::Key) } else { theme.chrome(Chrome::Quiet) };
        x = put(buffer, area, x, name, style);
        if left > 0 {
            x = put(buffer, area, x, " › ", theme.chrome(Chrome::Border));
        }
    }
}

/// The number of diagnostics of the files of the atlas, and the keys that list them, in as many words as fit into `room`
/// columns.
fn faulty(screen: &Screen<'_>, count: usize, room: usize) -> String {
    let diagnostics = if count == 1 { "1 diagnostic".to_owned() } else { format!("{count} diagnostics") };
    let keys = screen.keymap.key_of(Action::Diagnostics).map(|keys| format!(": {keys}"));
    let (keys, lists) = keys.map_or((String::new(), ""), |keys| (keys, " lists them"));
    let [whole, short, least] = [
        format!("{diagnostics} in the files of the atlas{keys}{lists} "),
        format!("{diagnostics}{keys}{lists} "),
        format!("{diagnostics}{keys} "),
    ];
    [whole, short].into_iter().find(|words| text::width(words) + 2 <= room).unwrap_or(least)
}

/// Draws the line at the bottom: a notice, what can follow the keys typed so far, or what can be done.
pub(super) fn footer(screen: &Screen<'_>, buffer: &mut Buffer, area: Area) {
    let area = rect(area, buffer);
    let theme = screen.theme;
    if screen.key_hints_shown {
        return pending(screen, buffer, area);
    }
    match &screen.state.layer {
        Some(Layer::Letters(Letters::Hints(_))) => {
            let text = "type the letters of a link; any other key cancels";
            put(buffer, area, area.x + 1, text, theme.chrome(Chrome::Accent));
            return;
        }
        Some(Layer::Letters(_)) => return list::marks(screen, buffer, area),
        _ => {}
    }
    let mut right = area;
    let typed = screen.count.map(|count| count.to_string()).into_iter();
    let typed: Vec<String> = typed.chain(screen.pending.iter().map(ToString::to_string)).collect();
    if !typed.is_empty() {
        let x = put_right(buffer, area, &format!("{} ", typed.join(" ")), theme.chrome(Chrome::Key));
        right.width = x.saturating_sub(area.x + 1);
    }
    if let Some(notice) = &screen.state.status.notice {
        put_whole(buffer, right, right.x + 1, notice, theme.chrome(Chrome::Notice));
        return;
    }
    let description = screen.state.browse.link_description(&screen.graph.atlas);
    if let Some(told) = description.filter(|_| screen.state.layer.is_none()) {
        let end = put_whole(buffer, right, right.x + 1, &told, theme.chrome(Chrome::Accent)) + 2;
        right = Rect { x: end.min(right.right()), width: right.right().saturating_sub(end), ..right };
    }
    hints(screen, buffer, right);
}

/// Writes something to be read to its end; what there is no room for is seen to be missing.
fn put_whole(buffer: &mut Buffer, area: Rect, x: u16, told: &str, style: Style) -> u16 {
    let room = usize::from(area.right().saturating_sub(x));
    put(buffer, area, x, &text::truncate_to_width(&text::sanitize(told), room), style)
}

fn hints(screen: &Screen<'_>, buffer: &mut Buffer, area: Rect) {
    let situation = screen.state.action_context();
    let applies = |action: &Action| {
        action.applies(&situation)
            || (action.info().scope == KeyScope::Input && screen.state.scopes() == [KeyScope::Input])
    };
    let always: Vec<_> = ALWAYS.into_iter().filter(applies).filter_map(|action| hint(screen, action)).collect();
    let reserved: usize = always.iter().map(|(key, title)| text::width(key) + text::width(title) + 3).sum();
    let limit = area.right().saturating_sub(u16::try_from(reserved).unwrap_or(0));
    let mut x = area.x + 1;
    for (key, title) in HINTS.into_iter().filter(applies).filter_map(|action| hint(screen, action)) {
        let width = u16::try_from(text::width(&key) + text::width(title) + 3).unwrap_or(u16::MAX);
        if x.saturating_add(width) > limit {
            break;
        }
        x = put_hint(screen, buffer, area, x, (&key, title));
    }
    let mut x = limit;
    for (key, title) in &always {
        x = put_hint(screen, buffer, area, x, (key, title));
    }
}

pub(super) fn hint(screen: &Screen<'_>, action: Action) -> Option<(String, &'static str)> {
    let keys = screen.keymap.keys_in(action, screen.state.action_context().scope);
    keys.into_iter().next().map(|key| (key, action.info().title))
}

pub(super) fn put_hint(
    screen: &Screen<'_>,
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    (key, title): (&str, &str),
) -> u16 {
    let x = put(buffer, area, x, key, screen.theme.chrome(Chrome::Key));
    put(buffer, area, x + 1, title, screen.theme.chrome(Chrome::Quiet)) + 2
}

/// What can follow the keys typed so far, in as many rows as it takes.
fn pending(screen: &Screen<'_>, buffer: &mut Buffer, area: Rect) {
    let typed: Vec<String> = screen.pending.iter().map(ToString::to_string).collect();
    let scope = screen.state.scopes().first().copied().unwrap_or_default();
    let following: Vec<(String, &str)> = screen
        .keymap
        .following(scope, screen.pending)
        .into_iter()
        .map(|(key, action)| (key.to_string(), action.map_or("…", |action| action.info().title)))
        .collect();
    let typed = typed.join(" ");
    let start = area.x.saturating_add(u16::try_from(text::width(&typed) + 3).unwrap_or(u16::MAX));
    let mut rows: Vec<Vec<(String, &str)>> = vec![Vec::new()];
    let mut x = start;
    for (key, title) in following {
        let width = u16::try_from(text::width(&key) + text::width(title) + 3).unwrap_or(u16::MAX);
        if x.saturating_add(width) > area.right() + 2 && x > start {
            rows.push(Vec::new());
            x = start;
        }
        x = x.saturating_add(width);
        rows.last_mut().into_iter().for_each(|row| row.push((key.clone(), title)));
    }
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.y + 1);
    let panel = Rect { y: area.y + 1 - height, height, ..area };
    clear(buffer, panel, screen.theme);
    put(buffer, panel, area.x + 1, &typed, screen.theme.chrome(Chrome::Accent));
    for (n, row) in (0..height).zip(rows) {
        let at = line(panel, n);
        let mut x = start;
        for (key, title) in row {
            x = put_hint(screen, buffer, at, x, (&key, title));
        }
    }
}

/// Draws what goes beside a line that is typed: a notice, else the key hints that there is room for.
pub(super) fn beside(screen: &Screen<'_>, buffer: &mut Buffer, area: Rect) {
    match &screen.state.status.notice {
        Some(notice) => {
            put_whole(buffer, area, area.x, notice, screen.theme.chrome(Chrome::Notice));
        }
        None => hints(screen, buffer, area),
    }
}

/// Says that the screen is too small.
pub(super) fn too_small(buffer: &mut Buffer, theme: &Theme) {
    let area = buffer.area;
    let full = format!("stratlas needs {} columns by {} rows", SMALLEST.width, SMALLEST.height);
    let short = format!("{}x{} needed", SMALLEST.width, SMALLEST.height);
    let said = if text::width(&full) <= usize::from(area.width) { full } else { short };
    put(buffer, line(area, area.height / 2), area.x, &said, theme.chrome(Chrome::Notice));
}
