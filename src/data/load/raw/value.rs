//! The values that raw records are made of, each checked where it is read.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

use super::read::{FromToml, Kind, Reader, string};
use crate::data::load::finding::{Code, Fault};
use crate::data::load::source::Span;
use crate::model::{Fidelity, Medium, Pull, RelationKind, Side, Stance};
use crate::text;

/// A text to be read by people.
#[derive(Debug, Default)]
pub(crate) struct Text<'t> {
    value: Cow<'t, str>,
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

/// The id that a record is written under.
#[derive(Debug, Default)]
pub(crate) struct Slug<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Slug<'_> {
    /// The slug, safe to show (which it is unless it is faulty).
    pub(crate) fn shown(&self) -> String {
        text::safe(&self.value).into_owned()
    }
}

impl<'t> FromToml<'t> for Slug<'t> {
    const KIND: Kind = Kind::Slug;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let Some((value, span)) = string::<Self>(value, reader) else { return Self::default() };
        if !is_slug(&value) {
            let message = format!("`{}` is no id", brief(&value));
            let help = "an id is made of the letters a to z (or A to Z), digits and hyphens, and starts with no hyphen";
            reader.fault(Fault::new(Code::BadId, span, message).help(help));
        }
        Self { value, span }
    }
}

/// Slugs become parts of addresses and file names, so they hold nothing that means something there.
fn is_slug(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(allowed)
}

/// The id of another record.
#[derive(Debug, Default)]
pub(crate) struct Reference<'t> {
    pub(crate) value: Cow<'t, str>,
    pub(crate) span: Span,
}

impl Reference<'_> {
    /// Whether it is a placeholder for one that has been reported.
    pub(crate) fn is_missing(&self) -> bool {
        self.span == Span::NOWHERE
    }
}

impl<'t> FromToml<'t> for Reference<'t> {
    const KIND: Kind = Kind::Reference;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        string::<Self>(value, reader).map_or_else(Self::default, |(value, span)| Self { value, span })
    }
}

/// A web address.
#[derive(Debug, Default)]
pub(crate) struct Link<'t>(Text<'t>);

impl Link<'_> {
    /// The address, safe to show.
    pub(crate) fn shown(&self) -> String {
        self.0.shown()
    }
}

impl<'t> FromToml<'t> for Link<'t> {
    const KIND: Kind = Kind::Link;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let text = Text::read(value, reader);
        if text.span != Span::NOWHERE && !is_web_address(&text.value) {
            let message = format!("`{}` is no web address", brief(&text.value));
            reader.fault(Fault::new(Code::BadLink, text.span, message).help("links start with https:// or http://"));
        }
        Self(text)
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.starts_with(['/', '.', ':', '?', '#']) && !rest.is_empty() && !rest.contains(char::is_whitespace)
    })
}

/// A year, a month or a day, kept as written.
#[derive(Debug, Default)]
pub(crate) struct Date<'t> {
    value: Cow<'t, str>,
}

impl Date<'_> {
    /// The date, safe to show.
    pub(crate) fn shown(&self) -> String {
        text::safe(&self.value).into_owned()
    }
}

impl<'t> FromToml<'t> for Date<'t> {
    const KIND: Kind = Kind::Date;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let value = match value.into_inner() {
            DeValue::String(text) => text,
            DeValue::Datetime(stamp) if stamp.time.is_none() => Cow::Owned(stamp.to_string()),
            other => {
                reader.wrong_type::<Self>(span, &other);
                return Self::default();
            }
        };
        if !is_date(&value) {
            let message = format!("`{}` is no date", brief(&value));
            let help = "a date is a year, a month or a day: 2024, 2024-05 or 2024-05-17";
            reader.fault(Fault::new(Code::BadDate, span, message).help(help));
        }
        Self { value }
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| match parts.next() {
        None => Some(None),
        Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => part.parse().ok().map(Some),
        Some(_) => None,
    };
    let (Some(Some(year)), Some(month), Some(day)) = (number(4), number(2), number(2)) else { return false };
    parts.next().is_none()
        && month.is_none_or(|month| {
            (1..=12).contains(&month) && day.is_none_or(|day| (1..=days(year, month)).contains(&day))
        })
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
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

/// A probability, from 0 to 1.
pub(crate) type Probability = Number<f64>;
/// A year.
pub(crate) type Year = Number<i32>;
/// A count, at least 1.
pub(crate) type Count = Number<u32>;

impl<'t> FromToml<'t> for Probability {
    const KIND: Kind = Kind::Number;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        let number: Option<f64> = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .map(|whole| if (0..=1).contains(&whole) { f64::from(whole == 1) } else { f64::INFINITY }),
            other => {
                reader.wrong_type::<Self>(span, other);
                return Self::default();
            }
        };
        match number.filter(|number| (0.0..=1.0).contains(number)) {
            // Adding 0 turns a negative zero into zero.
            Some(number) => Self { value: number + 0.0, span },
            None => {
                reader.fault(Fault::new(Code::OutOfRange, span, "a probability is from 0 to 1"));
                Self::default()
            }
        }
    }
}

fn whole<'t, T: FromToml<'t>, N: TryFrom<i64>>(
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

impl<'t> FromToml<'t> for Year {
    const KIND: Kind = Kind::Integer;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        whole::<Self, i32>(&value, (-9999, 9999), reader).map_or_else(Self::default, |value| Self { value, span })
    }
}

impl<'t> FromToml<'t> for Count {
    const KIND: Kind = Kind::Integer;

    fn read(value: Spanned<DeValue<'t>>, reader: &mut Reader) -> Self {
        let span = reader.span(&value);
        whole::<Self, u32>(&value, (1, 9999), reader).map_or_else(Self::default, |value| Self { value, span })
    }
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

macro_rules! closed {
    ($($type:ident),*) => {$(
        impl Closed for $type {
            const WORDS: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                self.as_str()
            }
        }
    )*};
}
closed!(Fidelity, Medium, Pull, RelationKind, Side, Stance);

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
