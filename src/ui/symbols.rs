//! Replacement of symbols that a terminal cannot show. The screen is drawn with all symbols; afterwards, each symbol
//! that is not supported is replaced by text of the same width, so that columns stay aligned.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text;

/// Replacement of a symbol that resembles no ASCII character.
const UNKNOWN: char = '?';

/// Characters beyond ASCII that the screen may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Symbols {
    /// All characters may be drawn.
    #[default]
    Unicode,
    /// Letters of all scripts may be drawn, but no lines, blocks, arrows and other symbols.
    Ascii,
    /// Only ASCII characters may be drawn, because the locale is not UTF-8.
    AsciiOnly,
    /// All characters except lines and blocks, which a screen reader would read aloud; their cells are left blank.
    Plain,
    /// Only ASCII characters, and no lines and blocks: `Plain` for locales other than UTF-8.
    PlainAscii,
}

impl Symbols {
    /// Returns whether a screen reader reads the screen aloud, so that only text is drawn.
    pub(super) fn is_plain(self) -> bool {
        matches!(self, Self::Plain | Self::PlainAscii)
    }

    /// Replaces the characters of a finished screen that are not supported.
    pub(super) fn apply(self, buffer: &mut Buffer) {
        if self == Self::Unicode {
            return;
        }
        for at in 0..buffer.content.len() {
            let Some(shown) = self.replaced(buffer.content[at].symbol()) else { continue };
            // A wide character occupies several cells. Its text is in the first of them, and its replacement is spread
            // over all.
            for (cell, c) in buffer.content[at..].iter_mut().zip(shown.chars()) {
                cell.set_char(c);
            }
        }
    }

    /// Returns `text` with each character that is not supported replaced by text of the same width.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Unicode || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let shown = text::graphemes(text).map(|(grapheme, _)| match self.replaced(grapheme) {
            Some(shown) => Cow::Owned(shown),
            None => Cow::Borrowed(grapheme),
        });
        Cow::Owned(shown.collect())
    }

    /// Returns the replacement of a grapheme; `None` if it is supported.
    fn replaced(self, grapheme: &str) -> Option<String> {
        if self == Self::Unicode || grapheme.is_ascii() {
            return None;
        }
        let first = grapheme.chars().next()?;
        if self.is_plain() && matches!(first, '\u{2500}'..='\u{259f}') {
            return Some(" ".repeat(text::width(grapheme)));
        }
        if self == Self::Plain {
            return None;
        }
        if let Some(symbol) = ascii(first)
            && text::width(grapheme) == 1
        {
            // A symbol with a combining mark may be wider than one column; spaces fill the width after its replacement.
            let rest = text::width(grapheme).saturating_sub(1);
            return Some(format!("{symbol}{:rest$}", ""));
        }
        matches!(self, Self::AsciiOnly | Self::PlainAscii).then(|| {
            let width = text::width(grapheme);
            let letters: String = grapheme.nfkd().filter(|&part| !is_combining_mark(part)).collect();
            let fits = letters.is_ascii() && text::width(&letters) == width;
            if fits { letters } else { UNKNOWN.to_string().repeat(width) }
        })
    }
}

/// Returns the ASCII character that resembles `symbol` most; `None` if `symbol` is text.
fn ascii(symbol: char) -> Option<char> {
    // The blocks `▁` to `█` stand for counts by their height, so each of them has another replacement.
    Some(match symbol {
        '─' | '━' | '–' | '—' | '‐' | '‑' | '−' | '╌' | '┄' | '╸' | '╺' | '▃' | '▖' | '▗' => {
            '-'
        }
        '│' | '┃' | '║' | '╎' | '┆' | '▐' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' | '╷' | '╵' | '╴' | '╶' | '▅' => {
            '+'
        }
        '█' | '▓' | '▒' | '■' => '#',
        '▂' => ':',
        '▄' => '=',
        '▉' | '▊' | '▋' | '▌' | '▍' | '▎' | '▏' | '▸' | '▶' | '›' | '»' | '→' | '↗' => '>',
        '◂' | '◀' | '‹' | '«' | '←' => '<',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '↔' | '▇' => '%',
        '≈' | '…' => '~',
        '·' | '░' | '▁' => '.',
        '•' | '●' | '★' | '▆' => '*',
        '◆' => '@',
        '✓' => 'y',
        '±' => 'm',
        '○' | '◇' | '□' => 'o',
        '↕' => 'X',
        '×' | '╳' => 'x',
        '✗' => 'n',
        '╲' => '\\',
        '╱' => '/',
        '≠' => '!',
        '⚑' => 'F',
        '“' | '”' | '„' => '"',
        '‘' | '’' | '‚' | '▀' => '\'',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        // These ranges are arrows, operators, technical signs, pictures of control characters, lines, blocks, shapes
        // and ornaments. All other characters are text.
        '\u{2190}'..='\u{2424}' | '\u{fffd}' | '\u{2500}'..='\u{27bf}' | '\u{2900}'..='\u{2bff}' => UNKNOWN,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    #[test]
    fn every_symbol_takes_the_columns_of_the_one_it_stands_for() {
        let symbols = ('\u{80}'..'\u{ffff}').filter(|&c| ascii(c).is_some());
        let mut seen = 0;
        for symbol in symbols {
            let symbol = symbol.to_string();
            assert_eq!(text::width(&Symbols::Ascii.text(&symbol)), text::width(&symbol), "{symbol:?}");
            seen += 1;
        }
        assert!(seen > 60);
    }

    #[test]
    fn names_keep_their_letters_where_the_locale_has_them() {
        let line = "▸ Joëlle 日本 ↑ · 3 – 4…";
        assert_eq!(Symbols::Unicode.text(line), line);
        assert_eq!(Symbols::Ascii.text(line), "> Joëlle 日本 ^ . 3 - 4~");
        assert_eq!(Symbols::AsciiOnly.text(line), "> Joelle ???? ^ . 3 - 4~");
    }

    #[test]
    fn a_screen_keeps_its_columns_and_its_looks() {
        let mut buffer = Buffer::with_lines(["│日ł…é│"]);
        buffer.set_style(Rect::new(0, 0, 7, 1), Style::new().fg(Color::Red));
        Symbols::AsciiOnly.apply(&mut buffer);
        let mut expected = Buffer::with_lines(["|???~e|"]);
        expected.set_style(Rect::new(0, 0, 7, 1), Style::new().fg(Color::Red));
        assert_eq!(buffer, expected);
    }

    #[test]
    fn everything_that_the_program_draws_itself_has_a_symbol() {
        let atlas = crate::data::embedded().unwrap();
        let graph = std::sync::Arc::new(crate::graph::Graph::new(atlas));
        for path in [
            "home",
            "strategy/open-source-maximalism",
            "person/yann-lecun",
            "tags",
            "people",
            "p-doom",
            "timelines",
            "board",
            "field",
            "density",
        ] {
            let place = crate::place::Place::parse(&graph.atlas, path).unwrap();
            let page = crate::page::build(place, &crate::page::PageContext::new(&graph));
            let flow = crate::document::layout::Flow::new(&page.blocks, 80);
            for row in flow.rows {
                let shown = Symbols::Ascii.text(&row.text()).into_owned();
                let odd: Vec<_> = shown.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic()).collect();
                assert!(odd.is_empty(), "{path}: {shown}: {odd:?}");
            }
        }
    }

    #[test]
    fn every_overview_is_drawn_in_ascii_alone() {
        use crate::app::{CellSize, Size};
        use crate::keymap::default_keymap;
        use crate::place::{Overview, Place};
        use crate::runtime::ExplorerSession;
        use crate::ui::Theme;

        let graph = std::sync::Arc::new(crate::graph::Graph::new(crate::data::embedded().unwrap()));
        let size = Size { width: 120, height: 40 };
        for overview in Overview::ALL {
            let keymap = default_keymap().clone();
            let place = Place::Overview(*overview);
            let mut session =
                ExplorerSession::new(std::sync::Arc::clone(&graph), place, size, keymap, Theme::monochrome());
            session.set_symbols(Symbols::Ascii);
            for cells in [CellSize::Signs, CellSize::Codes, CellSize::Halves] {
                session.state.browse.trail.here_mut().matrix.size = cells;
                let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
                session.screen().render(&mut buffer);
                let shown: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
                let odd: String = shown.chars().filter(|c| !c.is_ascii() && !c.is_alphanumeric()).collect();
                assert_eq!(odd, "", "{place:?} {cells:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_changes_its_width(text in "\\PC{0,20}") {
            for symbols in [Symbols::Ascii, Symbols::AsciiOnly] {
                let shown = symbols.text(&text);
                prop_assert_eq!(text::width(&shown), text::width(&text), "{:?}", shown);
            }
            prop_assert!(Symbols::AsciiOnly.text(&text).is_ascii());
        }
    }
}
