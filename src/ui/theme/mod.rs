//! Looks: what each role is drawn like. Raw colours live here alone.

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
use names::{Hue, Look};

pub use colour::{Depth, Rgb};
pub use load::ThemeFault;

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

/// What everything is drawn like.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: [Style; Look::ALL.len()],
    /// What is below everything: the colour of plain text, and of the ground if the theme paints it.
    base: Style,
}

impl Theme {
    /// The names of the themes that come with the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        built_in::names()
    }

    /// The theme of this name that comes with the program.
    pub fn named(name: &str) -> Option<Self> {
        built_in::draft(name).map(|draft| Self::new(&draft))
    }

    /// The theme of this name in the colours that a terminal of this depth can show. Where sixteen are too few for it,
    /// those of the terminal look better than the nearest ones.
    pub fn named_at(name: &str, depth: Depth) -> Option<Self> {
        if depth == Depth::Sixteen && built_in::needs_more_than_sixteen(name) {
            return Some(Self::terminal());
        }
        Self::named(name).map(|theme| theme.fitted(depth))
    }

    /// How the theme of this name is written, for users to start from.
    pub fn source(name: &str) -> Option<&'static str> {
        built_in::source(name)
    }

    /// Reads a theme from TOML, with everything that is wrong with it; what is at fault stays as in the theme it
    /// inherits from.
    pub fn parse(source: &str) -> (Self, Vec<ThemeFault>) {
        let (draft, faults) = load::read(source);
        (Self::new(&draft), faults)
    }

    /// The terminal's own sixteen colours.
    pub fn terminal() -> Self {
        Self::or_base("terminal")
    }

    /// No colour at all.
    pub fn monochrome() -> Self {
        Self::or_base("monochrome")
    }

    /// The theme for a terminal whose ground is known: dark or light, on the terminal's own ground.
    pub fn on(light: bool) -> Self {
        Self::or_base(if light { "light" } else { "dark" }).without_ground()
    }

    /// A theme that is known to be there: tests hold that all names used here are.
    fn or_base(name: &str) -> Self {
        Self::new(&built_in::draft(name).unwrap_or_else(built_in::base))
    }

    fn new(draft: &Draft) -> Self {
        let hue = |hue: Hue| draft.hues[hue.slot()];
        Self {
            styles: draft.looks.map(|written| written.resolve(&draft.hues)),
            base: Style::new().fg(hue(Hue::Text)).bg(hue(Hue::Ground)),
        }
    }

    /// The same theme on the terminal's own ground.
    #[must_use]
    pub fn without_ground(mut self) -> Self {
        self.base.bg = None;
        self
    }

    /// The theme in the colours that a terminal of this depth can show.
    #[must_use]
    pub fn fitted(mut self, depth: Depth) -> Self {
        let fit = |color: Option<Color>| color.map(|color| colour::fit(color, depth));
        for style in self.styles.iter_mut().chain([&mut self.base]) {
            (style.fg, style.bg) = (fit(style.fg), fit(style.bg));
        }
        self
    }

    /// What is below everything.
    pub(super) fn base(&self) -> Style {
        self.base
    }

    /// What a role of a page is drawn like.
    pub(super) fn role(&self, role: Role) -> Style {
        self.look(match role {
            Role::Text => Look::Text,
            Role::Strong => Look::Strong,
            Role::Quiet => Look::Quiet,
            Role::Heading(0) => Look::Title,
            Role::Heading(1) => Look::Section,
            Role::Heading(2) => Look::Group,
            Role::Heading(_) => Look::Entry,
            Role::Count => Look::Count,
            Role::Mark => Look::Mark,
            Role::Caption => Look::Caption,
            Role::Notice => Look::Notice,
            Role::Label => Look::Label,
            Role::Link => Look::Link,
            Role::Web => Look::Web,
            Role::Bar => Look::Bar,
            Role::Line => Look::Border,
            Role::Pair(RelationKind::Conflict) => Look::Against,
            Role::Pair(RelationKind::Complement) => Look::For,
            Role::Pair(RelationKind::Twin) => Look::Badge,
            Role::Badge(kind) => badge(kind),
        })
    }

    /// What a part of the screen is drawn like.
    pub(super) fn chrome(&self, chrome: Chrome) -> Style {
        self.look(match chrome {
            Chrome::Accent => Look::Focus,
            Chrome::Quiet => Look::Aside,
            Chrome::Border => Look::Border,
            Chrome::Scrollbar => Look::Scrollbar,
            Chrome::Cursor => Look::Cursor,
            Chrome::CursorAside => Look::CursorAside,
            Chrome::Key => Look::Key,
            Chrome::Notice => Look::Message,
            Chrome::Hint => Look::Hint,
            Chrome::Match => Look::Match,
            Chrome::Fault => Look::Fault,
        })
    }

    /// What a single cell under the cursor is drawn like: the ground of a line of text under it may be too faint for so
    /// little.
    pub(super) fn cell(&self) -> Style {
        let accent = self.chrome(Chrome::Accent);
        accent.bg(self.base.bg.unwrap_or(Color::Reset)).add_modifier(Modifier::REVERSED)
    }

    fn look(&self, look: Look) -> Style {
        self.styles[look.slot()]
    }
}

fn badge(kind: BadgeKind) -> Look {
    match kind {
        BadgeKind::Expertise => Look::Expertise,
        BadgeKind::Recognition => Look::Recognition,
        BadgeKind::Vintage => Look::Vintage,
        BadgeKind::For => Look::For,
        BadgeKind::Against => Look::Against,
        BadgeKind::Tentative => Look::Tentative,
        BadgeKind::Verdict | BadgeKind::Plain => Look::Badge,
    }
}
