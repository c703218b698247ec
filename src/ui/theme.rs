//! Looks: what each role is drawn like. Raw colours live here alone.

use ratatui::style::{Color, Modifier, Style};

use crate::page::BadgeKind;
use crate::page::flow::Role;

/// The parts of the screen that are no text of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chrome {
    /// The name of the program, the heading of the pane with the focus, the cursor mark.
    Accent,
    /// The heading of a pane without the focus, hints, counts.
    Quiet,
    /// The lines between panes.
    Border,
    /// The part of a scrollbar that can be seen.
    Scrollbar,
    /// What is under the cursor, in the pane with the focus.
    Cursor,
    /// What is under the cursor, in another pane.
    CursorAside,
    /// A key in a hint.
    Key,
    /// Something to tell the user.
    Notice,
    /// The letters of a link hint.
    Hint,
    /// A letter that the search matched.
    Match,
    /// Something wrong in what was typed.
    Fault,
}

/// The colours of a theme; `None` leaves the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
struct Palette {
    accent: Option<Color>,
    quiet: Option<Color>,
    link: Option<Color>,
    warning: Option<Color>,
    good: Option<Color>,
    bad: Option<Color>,
    border: Option<Color>,
}

/// What everything is drawn like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
    /// Without colours, links have to stand out by a line below them.
    monochrome: bool,
}

impl Theme {
    /// The terminal's own sixteen colours.
    pub fn terminal() -> Self {
        Self {
            palette: Palette {
                accent: Some(Color::Cyan),
                quiet: Some(Color::DarkGray),
                link: Some(Color::Cyan),
                warning: Some(Color::Yellow),
                good: Some(Color::Green),
                bad: Some(Color::Red),
                border: Some(Color::DarkGray),
            },
            monochrome: false,
        }
    }

    /// No colour at all.
    pub fn monochrome() -> Self {
        Self { palette: Palette::default(), monochrome: true }
    }

    /// What a role of a page is drawn like.
    pub(super) fn role(&self, role: Role) -> Style {
        let palette = &self.palette;
        match role {
            Role::Text | Role::Count | Role::Heading(2) => Style::new(),
            Role::Strong | Role::Heading(_) => Style::new().add_modifier(Modifier::BOLD),
            Role::Quiet | Role::Label => self.quiet(),
            Role::Caption => self.quiet().add_modifier(Modifier::ITALIC),
            Role::Mark | Role::Notice => color(palette.warning),
            Role::Link => self.underlined(color(palette.link)),
            Role::Web => color(palette.link).add_modifier(Modifier::UNDERLINED),
            Role::Bar => color(palette.accent),
            Role::Badge(kind) => self.badge(kind),
        }
    }

    fn badge(&self, kind: BadgeKind) -> Style {
        let palette = &self.palette;
        match kind {
            BadgeKind::Expertise => Style::new().add_modifier(Modifier::BOLD),
            BadgeKind::Recognition | BadgeKind::Vintage | BadgeKind::Plain => Style::new(),
            BadgeKind::For => color(palette.good),
            BadgeKind::Against => color(palette.bad).add_modifier(Modifier::BOLD),
            BadgeKind::Tentative => self.quiet().add_modifier(Modifier::ITALIC),
        }
    }

    /// What a part of the screen is drawn like.
    pub(super) fn chrome(&self, chrome: Chrome) -> Style {
        let palette = &self.palette;
        match chrome {
            Chrome::Accent => color(palette.accent).add_modifier(Modifier::BOLD),
            Chrome::Quiet | Chrome::Scrollbar => self.quiet(),
            Chrome::Border => self.dim(color(palette.border)),
            Chrome::Cursor => color(palette.accent).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Chrome::CursorAside => Style::new().add_modifier(Modifier::BOLD),
            Chrome::Key => Style::new().add_modifier(Modifier::BOLD),
            Chrome::Notice => color(palette.warning),
            Chrome::Hint => color(palette.warning).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            Chrome::Match => color(palette.warning).add_modifier(Modifier::BOLD),
            Chrome::Fault => color(palette.bad).add_modifier(Modifier::UNDERLINED),
        }
    }

    fn quiet(&self) -> Style {
        self.dim(color(self.palette.quiet))
    }

    /// Without colours, what matters less is dimmed.
    fn dim(&self, style: Style) -> Style {
        if self.monochrome { style.add_modifier(Modifier::DIM) } else { style }
    }

    fn underlined(&self, style: Style) -> Style {
        if self.monochrome { style.add_modifier(Modifier::UNDERLINED) } else { style }
    }
}

fn color(color: Option<Color>) -> Style {
    Style { fg: color, ..Style::new() }
}
