//! Reads values that are words out of a list defined by the program, with their spans.

use toml::Spanned;

use super::code::Code;
use super::pending::PendingDiagnostic;
use super::reader::{FromToml, Reader, read_string};
use super::schema::ValueType;
use super::source::Span;
use super::toml_table::TomlValue;
use super::wording::{one_of, truncate};

/// Type whose values are words that the program, not the atlas, defines.
pub(crate) trait ClosedEnum: Copy + 'static {
    /// All values of the type.
    const WORDS: &'static [Self];

    /// Returns the word for the value in TOML files.
    fn word(self) -> &'static str;
}

/// Value of a [`ClosedEnum`] with the span of its word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpannedEnum<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> SpannedEnum<T> {
    /// Returns whether this is a placeholder for a word that is missing or invalid and has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::DUMMY
    }
}

impl<T: ClosedEnum> Default for SpannedEnum<T> {
    fn default() -> Self {
        Self { value: T::WORDS[0], span: Span::DUMMY }
    }
}

impl<'t, T: ClosedEnum> FromToml<'t> for SpannedEnum<T> {
    const TYPE: ValueType = ValueType::Enum(|| T::WORDS.iter().map(|word| word.word()).collect());

    fn read(value: Spanned<TomlValue<'t>>, reader: &mut Reader) -> Self {
        let Some((text, span)) = read_string::<Self>(value, reader) else { return Self::default() };
        if let Some(&value) = T::WORDS.iter().find(|word| word.word() == text) {
            return Self { value, span };
        }
        let words: Vec<_> = T::WORDS.iter().map(|word| word.word()).collect();
        let message = format!("`{}` is not allowed here: expected {}", truncate(&text), one_of(&words));
        reader.report(PendingDiagnostic::new(Code::BadValue, span, message).did_you_mean(&text, words));
        Self::default()
    }
}
