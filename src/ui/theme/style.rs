//! Styles as written in a theme: `accent bold`, `ground on #d9a95b`, `dim`. A colour is one of the theme's own by its
//! purpose, or any colour; what comes after `on` is the ground.

use ratatui::style::{Color, Modifier, Style};

use crate::text;

use super::colour;
use super::names::Hue;

const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];
/// The word before the ground.
const ON: &str = "on";

/// A colour that may depend on the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Hue(Hue),
    Own(Color),
}

/// A style whose colours may depend on the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Written {
    text: Option<Ink>,
    ground: Option<Ink>,
    modifiers: Modifier,
}

impl Written {
    /// Reads a style, or says what is wrong with it.
    pub(super) fn parse(source: &str) -> Result<Self, String> {
        let mut written = Self::default();
        let mut words = source.split_whitespace();
        while let Some(word) = words.next() {
            if let Some((_, modifier)) = MODIFIERS.into_iter().find(|(name, _)| *name == word) {
                written.modifiers |= modifier;
                continue;
            }
            let (place, word) = match (word, words.clone().next()) {
                (ON, Some(ground)) => {
                    words.next();
                    (&mut written.ground, ground)
                }
                (ON, None) => return Err("a colour should follow `on`".to_owned()),
                _ => (&mut written.text, word),
            };
            let ink = Ink::parse(word).ok_or_else(|| unknown(word))?;
            if place.replace(ink).is_some() {
                return Err(format!("`{word}` is one colour too many; a ground is written after `on`"));
            }
        }
        Ok(written)
    }

    /// The style, with the colours of a theme; text without a colour has that of plain text.
    pub(super) fn resolve(self, hues: &[Color]) -> Style {
        let color = |ink: Ink| match ink {
            Ink::Hue(hue) => hues[hue.slot()],
            Ink::Own(color) => color,
        };
        let text = self.text.unwrap_or(Ink::Hue(Hue::Text));
        let style = Style { fg: Some(color(text)), bg: self.ground.map(color), ..Style::new() };
        style.add_modifier(self.modifiers)
    }
}

impl Ink {
    fn parse(word: &str) -> Option<Self> {
        Hue::parse(word).map(Self::Hue).or_else(|| colour::parse(word).map(Self::Own))
    }
}

fn unknown(word: &str) -> String {
    let hues = Hue::ALL.iter().map(|hue| hue.as_str());
    let modifiers = MODIFIERS.iter().map(|(name, _)| *name);
    match text::closest_match(word, hues.chain(modifiers).chain(colour::names())) {
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
        let mut hues = [Color::Reset; Hue::ALL.len()];
        hues[Hue::Accent.slot()] = Color::Blue;
        Written::parse(source).map(|written| written.resolve(&hues))
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
        assert_eq!(fault("red blue"), "`blue` is one colour too many; a ground is written after `on`");
        assert!(fault("qqqqqqqq").ends_with("`81`"));
    }
}
