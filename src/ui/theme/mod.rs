//! Themes: the style of each role. Raw colours are named here alone.

mod built_in;
mod colour;
mod load;
mod names;
mod style;

#[cfg(test)]
mod tests;

use ratatui::style::{Color, Modifier, Style};

use crate::document::BadgeKind;
use crate::document::layout::Role;
use crate::model::RelationKind;

use load::Draft;
use names::{PaletteRole, StyleRole};

pub use colour::{Depth, Rgb};
pub use load::ThemeFault;

/// Parts of the screen outside of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chrome {
    /// Name of the program, heading of the focused pane, cursor mark.
    Accent,
    /// Heading of another pane, hints, counts.
    Quiet,
    /// Lines between panes.
    Border,
    /// Thumb of a scrollbar.
    Scrollbar,
    /// Line under the cursor, in the focused pane.
    Cursor,
    /// Line under the cursor, in another pane.
    CursorAside,
    /// Key in a hint.
    Key,
    /// Message to the user.
    Notice,
    /// Letters of a link hint.
    Hint,
    /// Letter that a search matched.
    Match,
    /// Mistake in typed text.
    Fault,
}

/// Style of every role.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: [Style; StyleRole::ALL.len()],
    /// Style below everything: the colour of plain text, and of the background if the theme paints it.
    base: Style,
}

impl Theme {
    /// Returns the names of the built-in themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        built_in::names()
    }

    /// Returns the built-in theme with this name.
    pub fn named(name: &str) -> Option<Self> {
        built_in::draft(name).map(|draft| Self::new(&draft))
    }

    /// Returns the built-in theme with this name for a terminal of this depth. Where sixteen colours are too few for
    /// the theme, the terminal's own colours replace it, because they look better than approximations.
    pub fn named_at(name: &str, depth: Depth) -> Option<Self> {
        if depth == Depth::Sixteen && built_in::needs_more_than_sixteen(name) {
            return Some(Self::terminal());
        }
        Self::named(name).map(|theme| theme.fitted(depth))
    }

    /// Returns the source of the built-in theme with this name, for users to start from.
    pub fn source(name: &str) -> Option<&'static str> {
        built_in::source(name)
    }

    /// Parses a theme with every mistake in it; mistaken parts stay as in the parent theme.
    pub fn parse(source: &str) -> (Self, Vec<ThemeFault>) {
        let (draft, faults) = load::read(source);
        (Self::new(&draft), faults)
    }

    /// Returns the theme of the terminal's own sixteen colours.
    pub fn terminal() -> Self {
        Self::or_base("terminal")
    }

    /// Returns the theme without colours.
    pub fn monochrome() -> Self {
        Self::or_base("monochrome")
    }

    /// Returns the theme for a dark or light terminal, on the terminal's own background.
    pub fn on(light: bool) -> Self {
        Self::or_base(if light { "light" } else { "dark" }).without_ground()
    }

    /// Theme that exists for certain: tests hold that all names used here do.
    fn or_base(name: &str) -> Self {
        Self::new(&built_in::draft(name).unwrap_or_else(built_in::base))
    }

    fn new(draft: &Draft) -> Self {
        let hue = |hue: PaletteRole| draft.hues[hue.slot()];
        Self {
            styles: draft.looks.map(|written| written.resolve(&draft.hues)),
            base: Style::new().fg(hue(PaletteRole::Text)).bg(hue(PaletteRole::Ground)),
        }
    }

    /// Returns the theme on the terminal's own background.
    #[must_use]
    pub fn without_ground(mut self) -> Self {
        self.base.bg = None;
        self
    }

    /// Returns the theme in the colours of a terminal of this depth.
    #[must_use]
    pub fn fitted(mut self, depth: Depth) -> Self {
        let fit = |color: Option<Color>| color.map(|color| colour::fit(color, depth));
        for style in self.styles.iter_mut().chain([&mut self.base]) {
            (style.fg, style.bg) = (fit(style.fg), fit(style.bg));
        }
        self
    }

    /// Style below everything.
    pub(super) fn base(&self) -> Style {
        self.base
    }

    /// Style of a role of a page.
    pub(super) fn role(&self, role: Role) -> Style {
        self.look(match role {
            Role::Text => StyleRole::Text,
            Role::Strong => StyleRole::Strong,
            Role::Quiet => StyleRole::Quiet,
            Role::Heading(0) => StyleRole::Title,
            Role::Heading(1) => StyleRole::Section,
            Role::Heading(2) => StyleRole::Group,
            Role::Heading(_) => StyleRole::Entry,
            Role::Count => StyleRole::Count,
            Role::Mark => StyleRole::Mark,
            Role::Caption => StyleRole::Caption,
            Role::Notice => StyleRole::Notice,
            Role::Label => StyleRole::Label,
            Role::Link => StyleRole::Link,
            Role::Web => StyleRole::Web,
            Role::Bar => StyleRole::Bar,
            Role::Line => StyleRole::Border,
            Role::Pair(RelationKind::Conflict) => StyleRole::Against,
            Role::Pair(RelationKind::Complement) => StyleRole::For,
            Role::Pair(RelationKind::Twin) => StyleRole::Badge,
            Role::Badge(kind) => badge(kind),
        })
    }

    /// Style of a part of the screen.
    pub(super) fn chrome(&self, chrome: Chrome) -> Style {
        self.look(match chrome {
            Chrome::Accent => StyleRole::Focus,
            Chrome::Quiet => StyleRole::Aside,
            Chrome::Border => StyleRole::Border,
            Chrome::Scrollbar => StyleRole::Scrollbar,
            Chrome::Cursor => StyleRole::Cursor,
            Chrome::CursorAside => StyleRole::CursorAside,
            Chrome::Key => StyleRole::Key,
            Chrome::Notice => StyleRole::Message,
            Chrome::Hint => StyleRole::Hint,
            Chrome::Match => StyleRole::Match,
            Chrome::Fault => StyleRole::Fault,
        })
    }

    /// Style of a single cell under the cursor: the background of a line under the cursor may be too faint for one
    /// cell.
    pub(super) fn cell(&self) -> Style {
        let accent = self.chrome(Chrome::Accent);
        accent.bg(self.base.bg.unwrap_or(Color::Reset)).add_modifier(Modifier::REVERSED)
    }

    fn look(&self, look: StyleRole) -> Style {
        self.styles[look.slot()]
    }
}

fn badge(kind: BadgeKind) -> StyleRole {
    match kind {
        BadgeKind::Expertise => StyleRole::Expertise,
        BadgeKind::Recognition => StyleRole::Recognition,
        BadgeKind::Vintage => StyleRole::Vintage,
        BadgeKind::For => StyleRole::For,
        BadgeKind::Against => StyleRole::Against,
        BadgeKind::Tentative => StyleRole::Tentative,
        BadgeKind::Verdict | BadgeKind::Plain => StyleRole::Badge,
    }
}
