//! Texts for people, which TOML files of every kind contain.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use super::code::Code;
use super::pending::PendingDiagnostic;
use super::reader::{FromToml, Reader, read_string};
use super::schema::ValueType;
use super::source::Span;
use crate::text;

/// A text for people, and where it is written.
#[derive(Debug, Default)]
pub(crate) struct Text<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Text<'_> {
    /// The text, safe to show.
    pub(crate) fn shown(&self) -> String {
        text::sanitize(&self.value).into_owned()
    }
}

impl<'t> FromToml<'t> for Text<'t> {
    const TYPE: ValueType = ValueType::Text;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let Some((value, span)) = read_string::<Self>(value, reader) else { return Self::default() };
        if value.trim().is_empty() {
            reader.report(PendingDiagnostic::new(Code::EmptyText, span, "this text is empty"));
        }
        control_characters(&value, span, reader);
        Self { value, span }
    }
}

/// Warns of the first control character in `text`. Line breaks and tabs are harmless: they are shown as spaces.
fn control_characters(text: &str, span: Span, reader: &mut Reader) {
    let Some(found) = text.chars().find(|&c| text::is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t')) else { return };
    let message = format!("this text holds the control character U+{:04X}", u32::from(found));
    reader.report(
        PendingDiagnostic::new(Code::ControlCharacters, span, message).help("it is shown as a symbol and never sent"),
    );
}
