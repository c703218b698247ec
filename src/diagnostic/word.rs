//! Words of vocabularies that the code decides on.

use toml::Spanned;
use toml::de::DeValue;

use super::code::Code;
use super::finding::Fault;
use super::prose::brief;
use super::read::{FromToml, Kind, Reader, string};
use super::source::Span;

/// A vocabulary that the code decides on.
pub(crate) trait Closed: Copy + 'static {
    /// Its words.
    const WORDS: &'static [Self];

    /// As written in TOML.
    fn word(self) -> &'static str;
}

/// One word of a closed vocabulary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Word<T> {
    /// Whether it is a placeholder for one that has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::NOWHERE
    }
}

impl<T: Closed> Default for Word<T> {
    fn default() -> Self {
        Self { value: T::WORDS[0], span: Span::NOWHERE }
    }
}

impl<'t, T: Closed> FromToml<'t> for Word<T> {
    const KIND: Kind = Kind::Word(|| T::WORDS.iter().map(|word| word.word()).collect());

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let Some((text, span)) = string::<Self>(value, reader) else { return Self::default() };
        if let Some(&value) = T::WORDS.iter().find(|word| word.word() == text) {
            return Self { value, span };
        }
        let words: Vec<_> = T::WORDS.iter().map(|word| word.word()).collect();
        let message = format!("`{}` is not allowed here: expected {}", brief(&text), one_of(&words));
        reader.fault(Fault::new(Code::BadValue, span, message).did_you_mean(&text, words));
        Self::default()
    }
}

/// Words as a list to choose from: `a`, `b` or `c`.
pub(crate) fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            format!("{} or `{last}`", first.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "))
        }
    }
}
