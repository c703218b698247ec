//! Loading of themes from TOML; every mistake is reported.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use ratatui::style::Color;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text;

use super::built_in;
use super::colour;
use super::names::{PaletteRole, StyleRole};
use super::style::StyleSpec;

/// Key that names the parent theme.
const INHERITS: &str = "inherits";
/// Table of the colours of the palette.
const COLOURS: &str = "colours";
/// Table of the styles.
const STYLES: &str = "styles";

/// Mistake in a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFault {
    /// Byte range of the text.
    pub span: Range<usize>,
    /// Message with a remedy.
    pub message: String,
}

impl ThemeFault {
    /// Creates a fault. The message becomes safe to show, since it may quote the theme.
    fn new(span: Range<usize>, message: &str) -> Self {
        Self { span, message: text::sanitize(message).into_owned() }
    }
}

impl fmt::Display for ThemeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Theme whose styles still name palette colours, so that a child theme can change either.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) hues: [Color; PaletteRole::ALL.len()],
    pub(super) looks: [StyleSpec; StyleRole::ALL.len()],
}

impl Draft {
    /// Theme of the terminal's own colour alone.
    fn blank() -> Self {
        Self { hues: [Color::Reset; PaletteRole::ALL.len()], looks: [StyleSpec::default(); StyleRole::ALL.len()] }
    }
}

/// Parses a theme; mistaken parts stay as in the parent theme.
pub(super) fn read(source: &str) -> (Draft, Vec<ThemeFault>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let faults =
        errors.into_iter().map(|error| ThemeFault::new(error.span().unwrap_or_default(), error.message())).collect();
    let mut reader = Reader { draft: Draft::blank(), faults };
    reader.draft = reader.parent(table.get_ref());
    reader.take(table.get_ref());
    reader.faults.sort_by_key(|fault| fault.span.start);
    (reader.draft, reader.faults)
}

/// Parses the theme that all others inherit from.
pub(super) fn read_base(source: &str) -> (Draft, Vec<ThemeFault>) {
    let (table, _) = DeTable::parse_recoverable(source);
    let mut reader = Reader { draft: Draft::blank(), faults: Vec::new() };
    reader.take(table.get_ref());
    (reader.draft, reader.faults)
}

struct Reader {
    draft: Draft,
    faults: Vec<ThemeFault>,
}

impl Reader {
    /// Loads the parent theme.
    fn parent(&mut self, table: &DeTable<'_>) -> Draft {
        let Some(value) = table.get(INHERITS) else { return built_in::base() };
        let DeValue::String(name) = value.get_ref() else {
            self.fault(value.span(), "expected the name of a built-in theme".to_owned());
            return built_in::base();
        };
        built_in::draft(name).unwrap_or_else(|| {
            self.fault(value.span(), unknown("built-in theme", name, built_in::names()));
            built_in::base()
        })
    }

    fn take(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                (INHERITS, _) => {}
                (COLOURS, DeValue::Table(colours)) => self.colours(colours),
                (STYLES, DeValue::Table(styles)) => self.styles(styles),
                (COLOURS | STYLES, _) => self.fault(value.span(), "expected a table".to_owned()),
                (name, _) => self.fault(key.span(), unknown("key", name, [INHERITS, COLOURS, STYLES])),
            }
        }
    }

    fn colours(&mut self, colours: &DeTable<'_>) {
        for (key, value) in colours {
            let Some(hue) = PaletteRole::parse(key.get_ref()) else {
                let known = PaletteRole::ALL.iter().map(|hue| hue.as_str());
                self.fault(key.span(), unknown("colour", key.get_ref(), known));
                continue;
            };
            match written(value) {
                Some(text) => match colour::parse(&text) {
                    Some(color) => self.draft.hues[hue.slot()] = color,
                    None => self.fault(value.span(), no_colour(&text)),
                },
                None => self.fault(value.span(), "expected a colour".to_owned()),
            }
        }
    }

    fn styles(&mut self, styles: &DeTable<'_>) {
        for (key, value) in styles {
            let Some(look) = StyleRole::parse(key.get_ref()) else {
                let known = StyleRole::ALL.iter().map(|look| look.as_str());
                self.fault(key.span(), unknown("style", key.get_ref(), known));
                continue;
            };
            match written(value).map(|text| StyleSpec::parse(&text)) {
                Some(Ok(style)) => self.draft.looks[look.slot()] = style,
                Some(Err(message)) => self.fault(value.span(), message),
                None => self.fault(value.span(), "expected a style".to_owned()),
            }
        }
    }

    fn fault(&mut self, span: Range<usize>, message: String) {
        self.faults.push(ThemeFault::new(span, &message));
    }
}

/// Colour or style as text; an index of the palette may stand without quotes.
fn written<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<Cow<'a, str>> {
    match value.get_ref() {
        DeValue::String(text) => Some(Cow::Borrowed(text)),
        DeValue::Integer(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

fn no_colour(text: &str) -> String {
    match text::closest_match(text, colour::names()) {
        Some(near) => format!("`{text}` is no colour; did you mean `{near}`?"),
        None => format!("`{text}` is no colour; colours are written like `#7aa2f7`, `bright-blue`, `81` or `default`"),
    }
}

fn unknown<'a>(what: &str, found: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match text::closest_match(found, known) {
        Some(near) => format!("there is no {what} `{found}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{found}`"),
    }
}
