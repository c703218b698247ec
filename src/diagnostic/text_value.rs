//! Reads strings in TOML files, and checks them by the rules for their kind.

use std::borrow::Cow;
use std::marker::PhantomData;

use toml::Spanned;

use super::code::Code;
use super::pending::PendingDiagnostic;
use super::reader::{FromToml, Reader, read_string};
use super::schema::ValueType;
use super::source::Span;
use super::toml_table::TomlValue;
use crate::text;

/// String with its span; its kind `K` sets the rules for its content, by default those for prose.
#[derive(Debug, Default)]
pub(crate) struct Text<'t, K = Prose> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
    kind: PhantomData<K>,
}

impl<K> Text<'_, K> {
    /// Returns the string with unsafe characters, such as control characters, replaced.
    pub(crate) fn shown(&self) -> String {
        self.sanitized().into_owned()
    }

    /// Returns the string with unsafe characters replaced, borrowed if it has none.
    pub(crate) fn sanitized(&self) -> Cow<'_, str> {
        text::sanitize(&self.value)
    }

    /// Returns whether this is a placeholder for a string that is missing or invalid and has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::DUMMY
    }
}

/// Kind of string, such as an id or a web address, with the rules for its content.
pub(crate) trait TextKind: Default {
    /// Type that the schema gives to strings of this kind.
    const TYPE: ValueType;

    /// Reports to `reader` what is wrong with the string `text` at `span`.
    fn check(text: &str, span: Span, reader: &mut Reader);

    /// Returns `text` if strings of this kind are prose, otherwise `None`.
    fn prose<'a, 't>(_text: &'a Text<'t, Self>) -> Option<&'a Text<'t>> {
        None
    }
}

impl<'t, K: TextKind> FromToml<'t> for Text<'t, K> {
    const TYPE: ValueType = K::TYPE;

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let value = match (K::TYPE, value.get_ref()) {
            (ValueType::Date, TomlValue::Datetime(stamp)) if stamp.time.is_none() => Cow::Owned(stamp.to_string()),
            _ => match read_string::<Self>(value, reader) {
                Some((text, _)) => text,
                None => return Self::default(),
            },
        };
        K::check(&value, span, reader);
        Self { value, span, kind: PhantomData }
    }

    fn visit_texts<'a>(&'a self, visit: &mut dyn FnMut(&'a Text<'t>)) {
        K::prose(self).into_iter().for_each(visit);
    }
}

/// Kind of strings that readers read as text.
#[derive(Debug, Default)]
pub(crate) struct Prose;

impl TextKind for Prose {
    const TYPE: ValueType = ValueType::Text;

    fn check(text: &str, span: Span, reader: &mut Reader) {
        if text.trim().is_empty() {
            reader.report(PendingDiagnostic::new(Code::EmptyText, span, "this text is empty"));
        }
        // Line breaks and tabs are allowed, because they are printed as spaces.
        let is_harmful = |&c: &char| text::is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t');
        if let Some(found) = text.chars().find(is_harmful) {
            let message = format!("this text contains the control character U+{:04X}", u32::from(found));
            let diagnostic = PendingDiagnostic::new(Code::ControlCharacters, span, message);
            reader.report(diagnostic.help("the character is shown as a symbol and never sent to a terminal"));
        }
    }

    fn prose<'a, 't>(text: &'a Text<'t>) -> Option<&'a Text<'t>> {
        Some(text)
    }
}
