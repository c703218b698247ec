//! Themes: a style for each role of a part of the screen. Only this module names raw colours.

mod built_in;
mod colour;
mod load;
mod names;
mod style;

#[cfg(test)]
mod tests;

use ratatui::style::{Color, Modifier, Style};
use strum::VariantArray;

use crate::document::layout::Role;
use crate::document::{BadgeKind, Tone};

use load::Draft;
use names::PaletteRole;

pub use colour::{Depth, Rgb};
pub use load::ThemeFault;
pub(super) use names::StyleRole;

/// Dark and light background from which shades start if the theme paints no background.
const DARK_GROUND: Rgb = Rgb(24, 26, 32);
const LIGHT_GROUND: Rgb = Rgb(250, 250, 250);
/// Number of levels of shade.
const SHADES: usize = 8;
/// Share of the full colour in no shade at all, so that the faintest shade can be told from the ground.
const MIN_SHADE: f64 = 0.08;
/// Share of the background in colours behind a layer.
const FADING: f64 = 0.6;

/// Theme: a style for every role of a part of the screen.
///
/// ```
/// use stratlas::ui::Theme;
///
/// let (theme, mistakes) = Theme::parse("inherits = \"dark\"\n[styles]\nlink = \"bright-blue underlined\"\n");
/// assert!(mistakes.is_empty());
/// assert_ne!(Some(theme), Theme::named("dark"));
///
/// // Mistakes are reported with a remedy, and the parent theme serves in their place.
/// let (theme, mistakes) = Theme::parse("[styles]\nlnik = \"bold\"\n");
/// assert_eq!(mistakes[0].message, "there is no style `lnik`; did you mean `link`?");
/// assert_eq!(theme, Theme::parse("").0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    styles: [Style; StyleRole::VARIANTS.len()],
    /// Style below everything: the colour of plain text and, if the theme sets one, the background.
    base: Style,
    /// Styles of cells by their level of shade.
    shades: Option<[Style; SHADES]>,
}

impl Theme {
    /// Returns the names of the built-in themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        built_in::names()
    }

    /// Returns the built-in theme called `name`; `None` if there is none.
    pub fn named(name: &str) -> Option<Self> {
        built_in::draft(name).map(|draft| Self::new(&draft))
    }

    /// Returns the built-in theme called `name` for a terminal of this depth; `None` if there is none. If the theme
    /// needs more than sixteen colours and the terminal has only sixteen, the result is [`Self::terminal`], which looks
    /// better than an approximation.
    pub fn named_at(name: &str, depth: Depth) -> Option<Self> {
        if depth == Depth::Sixteen && built_in::needs_more_than_sixteen(name) {
            return Some(Self::terminal());
        }
        Self::named(name).map(|theme| theme.fitted(depth))
    }

    /// Returns the source of the built-in theme called `name`, from which users can start; `None` if there is none.
    pub fn source(name: &str) -> Option<&'static str> {
        built_in::source(name)
    }

    /// Parses a theme. Also returns every mistake; the parent theme replaces invalid parts.
    pub fn parse(source: &str) -> (Self, Vec<ThemeFault>) {
        let (draft, faults) = load::read(source);
        (Self::new(&draft), faults)
    }

    /// Returns the theme that uses the terminal's own sixteen colours.
    pub fn terminal() -> Self {
        Self::or_base("terminal")
    }

    /// Returns the theme without colours.
    pub fn monochrome() -> Self {
        Self::or_base("monochrome")
    }

    /// Returns the built-in theme for a light or a dark terminal, which does not paint the background.
    pub fn on(light: bool) -> Self {
        Self::or_base(if light { "light" } else { "dark" }).without_ground()
    }

    /// Returns the built-in theme called `name`, or the base theme if there is none; a test ensures that the names used
    /// here exist.
    fn or_base(name: &str) -> Self {
        Self::new(&built_in::draft(name).unwrap_or_else(built_in::base))
    }

    fn new(draft: &Draft) -> Self {
        let color = |role: PaletteRole| draft.palette[role as usize];
        Self {
            styles: draft.styles.map(|style| style.resolve(&draft.palette)),
            base: Style::new().fg(color(PaletteRole::Text)).bg(color(PaletteRole::Ground)),
            shades: None,
        }
        .with_shades()
    }

    /// Returns this theme without its background, so that the terminal's own shows.
    #[must_use]
    pub fn without_ground(mut self) -> Self {
        self.base.bg = None;
        self.with_shades()
    }

    /// Returns this theme with its colours approximated for a terminal of this depth.
    #[must_use]
    pub fn fitted(mut self, depth: Depth) -> Self {
        let fit = |color: Option<Color>| color.map(|color| colour::fit(color, depth));
        for style in self.styles.iter_mut().chain([&mut self.base]) {
            (style.fg, style.bg) = (fit(style.fg), fit(style.bg));
        }
        self.with_shades()
    }

    /// Returns the style that lies below everything else.
    pub(super) fn base(&self) -> Style {
        self.base
    }

    /// Returns the style of a role of a part of the screen.
    pub(super) fn style(&self, role: impl Into<StyleRole>) -> Style {
        self.styles[role.into() as usize]
    }

    /// Returns whether the three kinds of relations (conflict, complement, twin) have different colours.
    pub fn distinguishes_relations(&self) -> bool {
        let [a, b, c] = [Tone::Conflict, Tone::Complement, Tone::Twin].map(|tone| self.style(Role::Tone(tone)).fg);
        a != b && b != c && a != c
    }

    /// Returns the style of a cell with a shade of this level, from 1 to 8; `None` if the theme has too few colours for
    /// shades.
    pub(super) fn shade(&self, level: u8) -> Option<Style> {
        let level = usize::from(level).clamp(1, SHADES);
        self.shades.map(|shades| shades[level - 1])
    }

    /// Returns `style` as it looks behind a layer: fainter, and not bold. Colours of the terminal itself cannot be mixed
    /// with the background, so their text is dimmed.
    pub(super) fn faded(&self, style: Style) -> Style {
        let ground = self.ground();
        let blended = |color: Color| {
            let Rgb(r, g, b) = colour::mixed(color)?.blend(ground?, FADING);
            let depth = if matches!(color, Color::Indexed(_)) { Depth::Indexed } else { Depth::True };
            Some(colour::fit(Color::Rgb(r, g, b), depth))
        };
        let fg = style.fg.and_then(blended);
        let dimmed = if fg.is_none() { Modifier::DIM } else { Modifier::empty() };
        let style = Style { fg: fg.or(style.fg), bg: style.bg.map(|bg| blended(bg).unwrap_or(bg)), ..style };
        style.remove_modifier(Modifier::BOLD).add_modifier(dimmed)
    }

    /// Returns the background, or the assumed one if the theme paints none; `None` if the colours are those of the
    /// terminal.
    fn ground(&self) -> Option<Rgb> {
        let text = colour::mixed(self.style(Role::Text).fg?)?;
        let assumed = if text.is_light() { DARK_GROUND } else { LIGHT_GROUND };
        Some(self.base.bg.and_then(colour::mixed).unwrap_or(assumed))
    }

    /// Computes the styles of shaded cells from the other colours.
    #[must_use]
    fn with_shades(self) -> Self {
        Self { shades: self.shades(), ..self }
    }

    fn shades(&self) -> Option<[Style; SHADES]> {
        let mixed = |color: Option<Color>| colour::mixed(color?);
        // The accent is used by themes of users that name no colour for shades.
        let mut colors = [StyleRole::Shade, StyleRole::Focus].into_iter().map(|role| self.style(role).fg);
        let color = colors.find(|color| mixed(*color).is_some())?;
        let full = mixed(color)?;
        let ground = self.ground()?;
        let is_indexed = matches!(color, Some(Color::Indexed(_)));
        let mut shades = [Style::new(); SHADES];
        let mut above = None;
        for (level, style) in (1u8..=8).zip(&mut shades).rev() {
            let share = MIN_SHADE + (1.0 - MIN_SHADE) * f64::from(level) / 8.0;
            let Rgb(r, g, b) = ground.blend(full, share);
            let color = if is_indexed {
                Color::Indexed(colour::indexed_within(Rgb(r, g, b), ground, above))
            } else {
                Color::Rgb(r, g, b)
            };
            above = mixed(Some(color));
            let text = if above?.is_light() { Rgb(0, 0, 0) } else { Rgb(255, 255, 255) };
            let text = Color::Rgb(text.0, text.1, text.2);
            let depth = if is_indexed { Depth::Indexed } else { Depth::True };
            *style = Style::new().fg(colour::fit(text, depth)).bg(color);
        }
        Some(shades)
    }

    /// Returns the name of every role in theme files, with its style.
    pub fn styles(&self) -> impl Iterator<Item = (&'static str, Style)> {
        StyleRole::VARIANTS.iter().map(|role| (*role).into()).zip(self.styles)
    }

    /// Returns the style of a single cell under the cursor. The background of a line under the cursor may be too faint
    /// for one cell, so the style is reversed.
    pub(super) fn cell(&self) -> Style {
        let focus = self.style(StyleRole::Focus);
        focus.bg(self.base.bg.unwrap_or(Color::Reset)).add_modifier(Modifier::REVERSED)
    }
}

impl From<Role> for StyleRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Text | Role::Shade(_) => Self::Text,
            Role::Strong => Self::Strong,
            Role::Quiet => Self::Quiet,
            Role::Heading(0) => Self::Title,
            Role::Heading(1) => Self::Section,
            Role::Heading(2) => Self::Group,
            Role::Heading(_) => Self::Entry,
            Role::Count => Self::Count,
            Role::Mark => Self::Mark,
            Role::Caption => Self::Caption,
            Role::Notice => Self::Notice,
            Role::Label => Self::Label,
            Role::Link => Self::Link,
            Role::Web => Self::Web,
            Role::Bar | Role::Tone(Tone::Down | Tone::Neutral | Tone::Up) => Self::Bar,
            Role::Line | Role::Rule => Self::Border,
            Role::Halves(upper, lower) => upper.or(lower).map_or(Self::Border, |tone| Role::Tone(tone).into()),
            Role::Tone(Tone::Conflict) => Self::Conflict,
            Role::Tone(Tone::Complement) => Self::Complement,
            Role::Tone(Tone::Twin) => Self::Twin,
            Role::Tone(Tone::Mixed) | Role::Badge(BadgeKind::Mixed) => Self::Mixed,
            Role::Tone(Tone::Caution) => Self::Caution,
            Role::Tone(Tone::Against) | Role::Badge(BadgeKind::Against) => Self::Against,
            Role::Tone(Tone::For) | Role::Badge(BadgeKind::For) => Self::For,
            Role::Badge(BadgeKind::Expertise) => Self::Expertise,
            Role::Badge(BadgeKind::Recognition) => Self::Recognition,
            Role::Badge(BadgeKind::Vintage) => Self::Vintage,
            Role::Badge(BadgeKind::Tentative) => Self::Tentative,
            Role::Badge(BadgeKind::Verdict | BadgeKind::Plain) => Self::Badge,
        }
    }
}
