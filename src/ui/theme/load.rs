//! Loading of themes from TOML, with a report of every mistake.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use ratatui::style::Color;
use strum::VariantArray;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::SharedSort;
use crate::text;

use super::built_in;
use super::colour;
use super::names::{PaletteRole, StyleRole};
use super::style::StyleSpec;

/// Key of a theme file that names the parent theme.
const INHERITS: &str = "inherits";
/// Key of the table with the colours of the palette.
const COLOURS: &str = "colours";
/// Key of the table with the styles.
const STYLES: &str = "styles";

/// Mistake in a theme file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ThemeFault {
    /// Byte range of the mistake in the source.
    pub span: Range<usize>,
    /// Message for the user about the mistake, with a remedy.
    pub message: String,
}

impl ThemeFault {
    /// Creates a fault. The message is sanitized, since it may quote the theme.
    fn new(span: Range<usize>, message: &str) -> Self {
        Self { span, message: text::sanitize(message).into_owned() }
    }
}

/// Theme whose styles name colours of its palette, so that a theme that inherits from it can change both.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Colour of each role of the palette.
    pub(super) palette: [Color; PaletteRole::VARIANTS.len()],
    /// Style of each role.
    pub(super) styles: [StyleSpec; StyleRole::VARIANTS.len()],
}

impl Draft {
    /// Returns a theme that uses only the terminal's default colour.
    fn blank() -> Self {
        Self {
            palette: [Color::Reset; PaletteRole::VARIANTS.len()],
            styles: [StyleSpec::default(); StyleRole::VARIANTS.len()],
        }
    }
}

/// Parses a theme. Also returns its mistakes; the parent theme replaces invalid parts.
pub(super) fn read(source: &str) -> (Draft, Vec<ThemeFault>) {
    let (table, errors) = DeTable::parse_recoverable(source);
    let faults =
        errors.into_iter().map(|error| ThemeFault::new(error.span().unwrap_or_default(), error.message())).collect();
    let mut reader = Reader { draft: Draft::blank(), faults };
    reader.draft = reader.parent(table.get_ref());
    reader.take(table.get_ref());
    reader.faults.shared_sort_by_key(|fault| fault.span.start);
    (reader.draft, reader.faults)
}

/// Parses the theme from which all other themes inherit. Also returns its mistakes.
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
    /// Loads the parent theme that `table` names, or the base theme if it names none.
    fn parent(&mut self, table: &DeTable<'_>) -> Draft {
        let Some(value) = table.get(INHERITS) else { return built_in::base() };
        let DeValue::String(name) = value.get_ref() else {
            self.fault(value.span(), "expected the name of a built-in theme");
            return built_in::base();
        };
        built_in::draft(name).unwrap_or_else(|| {
            self.fault(value.span(), &unknown("built-in theme", name, built_in::names()));
            built_in::base()
        })
    }

    fn take(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                (INHERITS, _) => {}
                (COLOURS, DeValue::Table(colours)) => {
                    self.entries(colours, "colour", |draft, role: PaletteRole, text| {
                        draft.palette[role as usize] = colour::parse(text).ok_or_else(|| no_colour(text))?;
                        Ok(())
                    });
                }
                (STYLES, DeValue::Table(styles)) => self.entries(styles, "style", |draft, role: StyleRole, text| {
                    draft.styles[role as usize] = StyleSpec::parse(text)?;
                    Ok(())
                }),
                (COLOURS | STYLES, _) => self.fault(value.span(), "expected a table"),
                (name, _) => self.fault(key.span(), &unknown("key", name, [INHERITS, COLOURS, STYLES])),
            }
        }
    }

    /// Calls `set` for each role in `table` with its value; `set` returns the problem of an invalid value, which is
    /// reported.
    fn entries<R: Copy + FromStr + Into<&'static str> + VariantArray>(
        &mut self,
        table: &DeTable<'_>,
        what: &str,
        set: impl Fn(&mut Draft, R, &str) -> Result<(), String>,
    ) {
        for (key, value) in table {
            let Ok(role) = key.get_ref().parse() else {
                let known = R::VARIANTS.iter().map(|role| (*role).into());
                self.fault(key.span(), &unknown(what, key.get_ref(), known));
                continue;
            };
            let text = text_of(value).ok_or_else(|| format!("expected a {what}"));
            if let Err(message) = text.and_then(|text| set(&mut self.draft, role, &text)) {
                self.fault(value.span(), &message);
            }
        }
    }

    fn fault(&mut self, span: Range<usize>, message: &str) {
        self.faults.push(ThemeFault::new(span, message));
    }
}

/// Returns a colour or style in a theme file as text; an index of the palette of 256 may be a number. `None` for other
/// values.
fn text_of<'a>(value: &'a Spanned<DeValue<'_>>) -> Option<Cow<'a, str>> {
    match value.get_ref() {
        DeValue::String(text) => Some(Cow::Borrowed(text)),
        DeValue::Integer(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

fn no_colour(text: &str) -> String {
    match text::closest_match(text, colour::names()) {
        Some(near) => format!("`{text}` is not a colour; did you mean `{near}`?"),
        None => format!("`{text}` is not a colour; write colours like `#7aa2f7`, `bright-blue`, `81` or `default`"),
    }
}

fn unknown<'a>(what: &str, found: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match text::closest_match(found, known) {
        Some(near) => format!("there is no {what} `{found}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{found}`"),
    }
}
