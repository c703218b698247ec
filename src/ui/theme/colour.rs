//! Colours: how themes spell them, how terminals with fewer colours approximate them, and their contrast.

use ratatui::style::Color;

/// Number of colours that a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Sixteen colours, which the user can configure in the terminal.
    Sixteen,
    /// Palette of 256 colours: the sixteen, a cube of 6 by 6 by 6 colours, and 24 greys.
    Indexed,
    /// 24-bit colours.
    True,
}

/// Colour by its red, green and blue components, from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Names of the sixteen colours, with the colours that xterm shows for them.
const ANSI: [(&str, Color, Rgb); 16] = [
    ("black", Color::Black, Rgb(0, 0, 0)),
    ("red", Color::Red, Rgb(205, 0, 0)),
    ("green", Color::Green, Rgb(0, 205, 0)),
    ("yellow", Color::Yellow, Rgb(205, 205, 0)),
    ("blue", Color::Blue, Rgb(0, 0, 238)),
    ("magenta", Color::Magenta, Rgb(205, 0, 205)),
    ("cyan", Color::Cyan, Rgb(0, 205, 205)),
    ("white", Color::Gray, Rgb(229, 229, 229)),
    ("bright-black", Color::DarkGray, Rgb(127, 127, 127)),
    ("bright-red", Color::LightRed, Rgb(255, 0, 0)),
    ("bright-green", Color::LightGreen, Rgb(0, 255, 0)),
    ("bright-yellow", Color::LightYellow, Rgb(255, 255, 0)),
    ("bright-blue", Color::LightBlue, Rgb(92, 92, 255)),
    ("bright-magenta", Color::LightMagenta, Rgb(255, 0, 255)),
    ("bright-cyan", Color::LightCyan, Rgb(0, 255, 255)),
    ("bright-white", Color::White, Rgb(255, 255, 255)),
];
/// Name of the terminal's default colour in themes.
const DEFAULT: &str = "default";
/// Values that the components of a colour in the cube of the palette can have.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
/// Index of the first colour of the cube in the palette of 256.
const CUBE: u8 = 16;
const GREYS: u8 = 232;

/// Returns the names that colours have in themes.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once(DEFAULT).chain(ANSI.iter().map(|(name, ..)| *name))
}

/// Returns the colour that `text` spells: `#rrggbb`, a name, or an index of the palette of 256. `None` for other text.
pub(super) fn parse(text: &str) -> Option<Color> {
    if let Some(hex) = text.strip_prefix('#') {
        let all_hex = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        return if all_hex { Some(Color::Rgb(part(0)?, part(2)?, part(4)?)) } else { None };
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Color::Indexed);
    }
    let named = ANSI.iter().find(|(name, ..)| *name == text).map(|(_, color, _)| *color);
    named.or((text == DEFAULT).then_some(Color::Reset))
}

/// Returns the colour nearest to `color` that a terminal of this depth can show.
pub(super) fn fit(color: Color, depth: Depth) -> Color {
    match (color, depth) {
        (Color::Rgb(r, g, b), Depth::Indexed) => Color::Indexed(indexed(Rgb(r, g, b))),
        (Color::Rgb(r, g, b), Depth::Sixteen) => sixteen(Rgb(r, g, b)),
        (Color::Indexed(n), Depth::Sixteen) => sixteen(mixture(n)),
        _ => color,
    }
}

/// Returns the palette index of the colour of the cube or the greys that is nearest to `rgb`. The first sixteen colours
/// are left out, because users configure them.
pub(super) fn indexed(rgb: Rgb) -> u8 {
    let Rgb(r, g, b) = rgb;
    let cube = CUBE + 36 * step(r) + 6 * step(g) + step(b);
    let mean = (u16::from(r) + u16::from(g) + u16::from(b)) / 3;
    let grey = u8::try_from((mean.saturating_sub(3) / 10).min(23)).unwrap_or(23) + GREYS;
    if distance(rgb, mixture(grey)) < distance(rgb, mixture(cube)) { grey } else { cube }
}

/// Returns the index of the colour nearest to `rgb` among those whose luminance is between that of `ground` and that of
/// `limit`, so that it can be told from both; nearest of all if there is none.
pub(super) fn indexed_within(rgb: Rgb, ground: Rgb, limit: Option<Rgb>) -> u8 {
    let from_ground = |other: Rgb| other.luminance() - ground.luminance();
    let Some(limit) = limit.map(from_ground) else { return indexed(rgb) };
    let is_within = |&index: &u8| {
        let share = from_ground(mixture(index)) / limit;
        0.0 < share && share < 1.0
    };
    (CUBE..=255).filter(is_within).min_by_key(|&index| distance(rgb, mixture(index))).unwrap_or_else(|| indexed(rgb))
}

/// Returns the index of the cube's component value nearest to `part`.
fn step(part: u8) -> u8 {
    let nearest = (0..6u8).min_by_key(|&n| STEPS[usize::from(n)].abs_diff(part));
    nearest.unwrap_or(0)
}

fn sixteen(rgb: Rgb) -> Color {
    let nearest = ANSI.iter().min_by_key(|(.., mixture)| distance(rgb, *mixture));
    nearest.map_or(Color::Reset, |(_, color, _)| *color)
}

/// Returns the components of a colour; `None` for the default colour and the first sixteen, which the user configures.
pub(super) fn mixed(color: Color) -> Option<Rgb> {
    match color {
        Color::Rgb(r, g, b) => Some(Rgb(r, g, b)),
        Color::Indexed(index) if index >= CUBE => Some(mixture(index)),
        _ => None,
    }
}

/// Returns the components of a colour of the palette of 256; for the first sixteen, those that xterm shows.
pub(super) fn mixture(index: u8) -> Rgb {
    if let Some((.., rgb)) = ANSI.get(usize::from(index)) {
        return *rgb;
    }
    if index >= GREYS {
        let grey = 8 + 10 * (index - GREYS);
        return Rgb(grey, grey, grey);
    }
    let at = |side: u8| STEPS[usize::from((index - CUBE) / side % 6)];
    Rgb(at(36), at(6), at(1))
}

fn distance(Rgb(r, g, b): Rgb, other: Rgb) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    square(r, other.0) + square(g, other.1) + square(b, other.2)
}

impl Rgb {
    /// Returns the relative luminance as WCAG defines it: 0 for black, 1 for white.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Returns the contrast ratio of two colours as WCAG defines it, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        a.max(b) / a.min(b)
    }

    /// Returns the colour between this colour and `other`; `share`, from 0 to 1, is the part of `other`. The components
    /// are those of sRGB, which grow about as the perceived brightness does.
    pub(super) fn blend(self, other: Self, share: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two parts of a colour")]
        let part = |a: u8, b: u8| (f64::from(a) + share.clamp(0.0, 1.0) * (f64::from(b) - f64::from(a))).round() as u8;
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    /// Returns whether black has a higher contrast than white on a background of this colour.
    pub fn is_light(self) -> bool {
        self.contrast(Self(0, 0, 0)) > self.contrast(Self(255, 255, 255))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn colours_are_read_as_written() {
        assert_eq!(parse("#1c1Cff"), Some(Color::Rgb(0x1c, 0x1c, 0xff)));
        assert_eq!(parse("bright-black"), Some(Color::DarkGray));
        assert_eq!(parse("default"), Some(Color::Reset));
        assert_eq!(parse("255"), Some(Color::Indexed(255)));
        for text in ["", "#", "#12345", "#+12345", "#12345é", "256", "-1", "Red", "ultraviolet"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_cube_and_the_greys_are_met_exactly() {
        for index in CUBE..=255 {
            assert_eq!(mixture(indexed(mixture(index))), mixture(index), "{index}");
        }
        assert_eq!(indexed(Rgb(255, 0, 0)), 196);
        assert_eq!(indexed(Rgb(0x5f, 0x87, 0xaf)), 67);
        assert_eq!(indexed(Rgb(8, 8, 8)), 232);
        assert_eq!(indexed(Rgb(238, 238, 238)), 255);
    }

    #[test]
    fn the_sixteen_are_met_by_what_they_are_mixed_of() {
        for (name, color, Rgb(r, g, b)) in ANSI {
            assert_eq!(fit(Color::Rgb(r, g, b), Depth::Sixteen), color, "{name}");
            assert_eq!(fit(color, Depth::Sixteen), color, "{name}");
        }
        assert_eq!(fit(Color::Indexed(196), Depth::Sixteen), Color::LightRed);
        assert_eq!(fit(Color::Reset, Depth::Sixteen), Color::Reset);
    }

    #[test]
    fn contrast_is_that_of_the_wcag() {
        let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The lightest grey that passes WCAG on white is #767676, with a contrast of 4.54.
        assert!((Rgb(0x76, 0x76, 0x76).contrast(white) - 4.54).abs() < 0.01);
        assert!(Rgb(0xfd, 0xf6, 0xe3).is_light());
        assert!(!Rgb(0x00, 0x2b, 0x36).is_light());
    }

    proptest! {
        #[test]
        fn nothing_in_the_palette_is_nearer(r: u8, g: u8, b: u8) {
            let rgb = Rgb(r, g, b);
            let best = (CUBE..=255).map(|index| distance(rgb, mixture(index))).min();
            prop_assert_eq!(Some(distance(rgb, mixture(indexed(rgb)))), best);
        }

        #[test]
        fn lighter_greys_never_get_darker(a: u8, b: u8) {
            let (dark, light) = (a.min(b), a.max(b));
            let shown = |grey: u8| mixture(indexed(Rgb(grey, grey, grey))).luminance();
            prop_assert!(shown(dark) <= shown(light));
        }
    }
}
