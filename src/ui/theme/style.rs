//! Spelling of styles in a theme: `accent bold`, `ground on #d9a95b`, `dim`. A colour is a role of the palette or a
//! literal colour; the colour after `on` is the background.

use ratatui::style::{Color, Modifier, Style};
use strum::VariantArray;

use crate::text;

use super::colour;
use super::names::PaletteRole;

const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];
/// Word before the colour of the background.
const ON: &str = "on";

/// Colour of a style: a role of the palette, or a literal colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ThemeColor {
    PaletteRole(PaletteRole),
    Own(Color),
}

/// Style whose colours may be roles of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct StyleSpec {
    text: Option<ThemeColor>,
    ground: Option<ThemeColor>,
    modifiers: Modifier,
}

impl StyleSpec {
    /// Parses a style. Returns a message for the user about the mistake if it is invalid.
    pub(super) fn parse(source: &str) -> Result<Self, String> {
        let mut style = Self::default();
        let mut words = source.split_whitespace();
        while let Some(word) = words.next() {
            if let Some((_, modifier)) = MODIFIERS.into_iter().find(|(name, _)| *name == word) {
                style.modifiers |= modifier;
                continue;
            }
            let (color, word) = match (word, words.clone().next()) {
                (ON, Some(ground)) => {
                    words.next();
                    (&mut style.ground, ground)
                }
                (ON, None) => return Err("a colour should follow `on`".to_owned()),
                _ => (&mut style.text, word),
            };
            if color.replace(ThemeColor::parse(word).ok_or_else(|| unknown(word))?).is_some() {
                return Err(format!("`{word}` is a second colour; write a background as `on {word}`"));
            }
        }
        Ok(style)
    }

    /// Returns the style with the colours of `palette`. Text without a colour gets the palette's colour of plain text.
    pub(super) fn resolve(self, palette: &[Color]) -> Style {
        let color = |color: ThemeColor| match color {
            ThemeColor::PaletteRole(role) => palette[role as usize],
            ThemeColor::Own(color) => color,
        };
        let text = self.text.unwrap_or(ThemeColor::PaletteRole(PaletteRole::Text));
        let style = Style { fg: Some(color(text)), bg: self.ground.map(color), ..Style::new() };
        style.add_modifier(self.modifiers)
    }
}

impl ThemeColor {
    fn parse(word: &str) -> Option<Self> {
        word.parse().ok().map(Self::PaletteRole).or_else(|| colour::parse(word).map(Self::Own))
    }
}

fn unknown(word: &str) -> String {
    let roles = PaletteRole::VARIANTS.iter().map(|role| (*role).into());
    let modifiers = MODIFIERS.iter().map(|(name, _)| *name);
    match text::closest_match(word, roles.chain(modifiers).chain(colour::names())) {
        Some(near) => format!("`{word}` is neither a colour nor a modifier; did you mean `{near}`?"),
        None => format!(
            "`{word}` is neither a colour nor a modifier; colours are written like `accent`, `#7aa2f7`, `bright-blue` or `81`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(source: &str) -> Result<Style, String> {
        let mut hues = [Color::Reset; PaletteRole::VARIANTS.len()];
        hues[PaletteRole::Accent as usize] = Color::Blue;
        StyleSpec::parse(source).map(|written| written.resolve(&hues))
    }

    #[test]
    fn styles_are_read_as_written() {
        assert_eq!(resolved(""), Ok(Style::new().fg(Color::Reset)));
        assert_eq!(resolved("bold"), Ok(Style::new().fg(Color::Reset).bold()));
        assert_eq!(
            resolved("accent on #000001 italic underlined"),
            Ok(Style::new().fg(Color::Blue).bg(Color::Rgb(0, 0, 1)).italic().underlined())
        );
        assert_eq!(resolved("dim on accent red"), Ok(Style::new().fg(Color::Red).bg(Color::Blue).dim()));
    }

    #[test]
    fn what_is_no_style_is_told() {
        let fault = |source| resolved(source).unwrap_err();
        assert_eq!(fault("acent"), "`acent` is neither a colour nor a modifier; did you mean `accent`?");
        assert_eq!(fault("accent blod"), "`blod` is neither a colour nor a modifier; did you mean `bold`?");
        assert_eq!(fault("accent on"), "a colour should follow `on`");
        assert_eq!(fault("red blue"), "`blue` is a second colour; write a background as `on blue`");
        assert!(fault("qqqqqqqq").ends_with("`81`"));
    }
}
