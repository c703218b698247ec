//! Values that a TOML file of any kind can hold, each checked where it is read.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use super::finding::{Code, Fault};
use super::read::{FromToml, Kind, Reader, string};
use super::source::Span;
use crate::text;

/// A text to be read by people.
#[derive(Debug, Default)]
pub(crate) struct Text<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Text<'_> {
    /// The text, safe to show.
    pub(crate) fn shown(&self) -> String {
        text::safe(&self.value).into_owned()
    }
}

impl<'t> FromToml<'t> for Text<'t> {
    const KIND: Kind = Kind::Text;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let Some((value, span)) = string::<Self>(value, reader) else { return Self::default() };
        if value.trim().is_empty() {
            reader.fault(Fault::new(Code::EmptyText, span, "this text is empty"));
        }
        control_characters(&value, span, reader);
        Self { value, span }
    }
}

/// Warns of the first control character in `text`; line breaks and tabs are shown as spaces and no cause for alarm.
fn control_characters(text: &str, span: Span, reader: &mut Reader) {
    let Some(found) = text.chars().find(|&c| text::is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t')) else { return };
    let message = format!("this text holds the control character U+{:04X}", u32::from(found));
    reader.fault(Fault::new(Code::ControlCharacters, span, message).help("it is shown as a symbol and never sent"));
}

/// A number of a type that a TOML number fits in, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Number<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Number<T> {
    /// Whether it is a placeholder for one that has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::NOWHERE
    }
}

/// Reads a whole number within `range` (both ends count), or notes that `value` is none.
pub(crate) fn whole<'t, T: FromToml<'t>, N: TryFrom<i64>>(
    value: &Spanned<DeValue<'t>>,
    range: (i64, i64),
    reader: &mut Reader,
) -> Option<N> {
    let span = reader.span(value);
    let DeValue::Integer(integer) = value.get_ref() else {
        reader.wrong_type::<T>(span, value.get_ref());
        return None;
    };
    let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
    let fitting = number.filter(|number| (range.0..=range.1).contains(number)).and_then(|n| N::try_from(n).ok());
    if fitting.is_none() {
        let message = format!("expected a whole number from {} to {}", range.0, range.1);
        reader.fault(Fault::new(Code::OutOfRange, span, message));
    }
    fitting
}

impl<'t> FromToml<'t> for bool {
    const KIND: Kind = Kind::Boolean;
    const REQUIRED: bool = false;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        match value.into_inner() {
            DeValue::Boolean(value) => value,
            other => {
                reader.wrong_type::<Self>(span, &other);
                false
            }
        }
    }
}

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

/// As much of `text` as a message should repeat.
pub(crate) fn brief(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}
