//! Lines of text whose parts may be links, and functions that create and join them.

use std::borrow::Cow;

use crate::model::{Pull, RelationKind, Stance};
use crate::place::Place;

/// Line of text, as parts that may be links.
pub type Inline = Vec<Span>;

/// Part of a line that has one emphasis and at most one link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Text of the part.
    pub text: String,
    /// Emphasis of the text.
    pub weight: Weight,
    /// Target of the link; `None` if the text is no link.
    pub to: Option<Target>,
}

/// Emphasis of a part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    /// No emphasis.
    #[default]
    Plain,
    /// Strong emphasis.
    Strong,
    /// Less prominent than plain text.
    Quiet,
    /// Literal text: a key, a command, a file name.
    Code,
    /// A meaning that themes give a colour; a sign or a word in the text says the same.
    Tone(Tone),
}

/// Meaning of a sign or a short text. Each meaning has the same colour on all screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Tone {
    /// A conflict of strategies.
    Conflict,
    /// A complement: strategies that support each other.
    Complement,
    /// A twin: strategies that pull the same lever in the same direction.
    Twin,
    /// A stance in favour.
    For,
    /// A stance partly or conditionally in favour.
    Mixed,
    /// A stance against.
    Against,
    /// A caveat or a warning.
    Caution,
    /// A pull of a lever downwards.
    Down,
    /// A pull of a lever in neither direction, or a verdict in neither.
    Neutral,
    /// A pull of a lever upwards.
    Up,
}

impl Tone {
    /// Returns the name of the meaning in JSON and HTML.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns the sign that says the same as the colour of the meaning.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Conflict => RelationKind::Conflict.sign(),
            Self::Complement => RelationKind::Complement.sign(),
            Self::Twin => RelationKind::Twin.sign(),
            Self::For => "+",
            Self::Mixed => "±",
            Self::Against => "−",
            Self::Caution => "!",
            Self::Down => Pull::Down.arrow(),
            Self::Neutral => "○",
            Self::Up => Pull::Up.arrow(),
        }
    }

    /// Returns the character that fills half a column at the end of the part of a bar with this meaning. There is no
    /// half of a low or a dotted fill, so the former gets lower and the latter takes a whole column.
    pub fn half_fill(self) -> &'static str {
        match self {
            Self::Mixed | Self::Caution => "▁",
            Self::Against | Self::Conflict => self.fill(),
            _ => "▖",
        }
    }

    /// Returns the character that fills the part of a bar with this meaning, so that parts differ without colours.
    pub fn fill(self) -> &'static str {
        match self {
            Self::Mixed | Self::Caution => "▂",
            Self::Against | Self::Conflict => "▒",
            _ => "▄",
        }
    }
}

impl From<Pull> for Tone {
    fn from(pull: Pull) -> Self {
        match pull {
            Pull::Down => Self::Down,
            Pull::Neutral => Self::Neutral,
            Pull::Up => Self::Up,
        }
    }
}

impl From<RelationKind> for Tone {
    fn from(kind: RelationKind) -> Self {
        match kind {
            RelationKind::Conflict => Self::Conflict,
            RelationKind::Complement => Self::Complement,
            RelationKind::Twin => Self::Twin,
        }
    }
}

impl From<Stance> for Tone {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Endorses | Stance::EvolvedToward => Self::For,
            Stance::Mixed | Stance::Conditional => Self::Mixed,
            Stance::Opposes | Stance::EvolvedAway => Self::Against,
        }
    }
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A place in the atlas.
    Place(Place),
    /// A web address.
    Url(String),
}

impl Span {
    /// Creates text without emphasis.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Plain, to: None }
    }

    /// Creates text with strong emphasis.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { weight: Weight::Strong, ..Self::plain(text) }
    }

    /// Creates text that is less prominent.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { weight: Weight::Quiet, ..Self::plain(text) }
    }

    /// Creates literal text, such as a command.
    pub fn code(text: impl Into<String>) -> Self {
        Self { weight: Weight::Code, ..Self::plain(text) }
    }

    /// Creates text with a meaning that themes give a colour.
    pub fn toned(text: impl Into<String>, tone: impl Into<Tone>) -> Self {
        Self { weight: Weight::Tone(tone.into()), ..Self::plain(text) }
    }

    /// Creates a link to a place in the atlas.
    pub fn link(text: impl Into<String>, to: impl Into<Place>) -> Self {
        Self { to: Some(Target::Place(to.into())), ..Self::plain(text) }
    }

    /// Creates a link to a web address.
    pub fn web(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { to: Some(Target::Url(url.into())), ..Self::plain(text) }
    }
}

/// Conversion of texts to lines. An empty text becomes an empty line.
pub trait IntoInline {
    /// Converts the text to a line.
    fn into_inline(self) -> Inline;
}

impl IntoInline for Inline {
    fn into_inline(self) -> Inline {
        self
    }
}

impl IntoInline for Span {
    fn into_inline(self) -> Inline {
        vec![self]
    }
}

impl IntoInline for String {
    fn into_inline(self) -> Inline {
        if self.is_empty() { Inline::new() } else { vec![Span::plain(self)] }
    }
}

impl IntoInline for usize {
    fn into_inline(self) -> Inline {
        self.to_string().into_inline()
    }
}

impl<T: IntoInline> IntoInline for Option<T> {
    fn into_inline(self) -> Inline {
        self.map(T::into_inline).unwrap_or_default()
    }
}

impl<const N: usize> IntoInline for [Span; N] {
    fn into_inline(self) -> Inline {
        self.into()
    }
}

macro_rules! text_into_inline {
    ($($text:ty),*) => {
        $(impl IntoInline for $text {
            fn into_inline(self) -> Inline {
                String::from(self).into_inline()
            }
        })*
    };
}

text_into_inline!(&str, &String, Cow<'_, str>);

/// Creates a link to a web address. If `url` is anything else, the line is plain text, since only web addresses may be
/// opened.
pub fn web(text: &str, url: &str) -> Inline {
    if url.starts_with("https://") || url.starts_with("http://") {
        vec![Span::web(text, url)]
    } else {
        vec![Span::plain(text), Span::quiet(format!(" ({url})"))]
    }
}

/// Joins the non-empty `parts` with middle dots.
pub fn join_dots(parts: impl IntoIterator<Item: IntoInline>) -> Inline {
    join(&Span::quiet(" · "), parts)
}

/// Joins the non-empty `parts` with commas.
pub fn join_commas(parts: impl IntoIterator<Item: IntoInline>) -> Inline {
    join(&Span::plain(", "), parts)
}

/// Joins the non-empty `parts` with `between`.
pub fn join(between: &Span, parts: impl IntoIterator<Item: IntoInline>) -> Inline {
    let mut line = Inline::new();
    for part in parts.into_iter().map(IntoInline::into_inline).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(between.clone());
        }
        line.extend(part);
    }
    line
}

/// Joins the first `max` of `names` with commas and appends the number of the others: `Ada, Grace +3`.
pub fn truncated_list(names: impl IntoIterator<IntoIter: ExactSizeIterator<Item = Span>>, max: usize) -> Inline {
    let names = names.into_iter();
    let left = names.len().saturating_sub(max);
    let mut line = join_commas(names.take(max));
    if left > 0 {
        line.push(Span::quiet(format!(" +{left}")));
    }
    line
}

/// Converts a text to a line without emphasis and links.
pub fn plain(text: impl IntoInline) -> Inline {
    text.into_inline()
}

/// Turns a phrase into a sentence: adds a capital letter and a full stop.
pub fn sentence(phrase: &str) -> String {
    let phrase = phrase.trim();
    let mut chars = phrase.chars();
    let Some(first) = chars.next() else { return String::new() };
    let stop = if phrase.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), chars.as_str())
}

/// Returns the line in subdued text, except for its links and the signs with a meaning.
pub fn quiet(line: impl IntoInline) -> Inline {
    let mut line = line.into_inline();
    for span in line.iter_mut().filter(|span| span.to.is_none() && !matches!(span.weight, Weight::Tone(_))) {
        span.weight = Weight::Quiet;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &Inline) -> String {
        line.iter().map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn phrases_become_sentences() {
        assert_eq!(sentence("one lever, pulled both ways"), "One lever, pulled both ways.");
        assert_eq!(sentence("Éa?"), "Éa?");
        assert_eq!(sentence("  "), "");
    }

    #[test]
    fn dots_stand_between_non_empty_parts_only() {
        assert_eq!(text(&join_dots([plain("a"), plain(""), plain("b")])), "a · b");
        assert_eq!(text(&join_dots([plain(""), plain("")])), "");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web("a", "https://example.org")[0].to.is_some());
        for address in ["javascript:alert(1)", "file:///etc/passwd", ""] {
            assert!(web("a", address).iter().all(|span| span.to.is_none()), "{address}");
        }
    }
}
