//! First sentences of overviews: each answers the question with which users open the page, with figures of the atlas.

use std::cmp::Ordering;
use std::fmt::Display;

use crate::document::{Inline, Span, join, plain};

/// Maximum number of records with the same value that a sentence names; more are counted.
const MAX_NAMED: usize = 2;

/// Records that share the largest or the smallest of several values.
pub(in crate::page) struct Extreme<V> {
    /// Names of the records, in the order of the values; never empty.
    names: Vec<Span>,
    /// The value of these records.
    pub(in crate::page) value: V,
}

impl<V: PartialOrd + Copy> Extreme<V> {
    /// Returns the records with the largest of `values`; `None` without values.
    pub(in crate::page) fn highest(values: impl IntoIterator<Item = (Span, V)>) -> Option<Self> {
        Self::of(values, Ordering::Greater)
    }

    /// Returns the records with the smallest of `values`; `None` without values.
    pub(in crate::page) fn lowest(values: impl IntoIterator<Item = (Span, V)>) -> Option<Self> {
        Self::of(values, Ordering::Less)
    }

    fn of(values: impl IntoIterator<Item = (Span, V)>, wanted: Ordering) -> Option<Self> {
        let mut values = values.into_iter();
        let (name, value) = values.next()?;
        let mut extreme = Self { names: vec![name], value };
        for (name, value) in values {
            match value.partial_cmp(&extreme.value) {
                Some(Ordering::Equal) => extreme.names.push(name),
                Some(order) if order == wanted => extreme = Self { names: vec![name], value },
                _ => {}
            }
        }
        Some(extreme)
    }

    /// Returns the number of the records.
    pub(in crate::page) fn count(&self) -> usize {
        self.names.len()
    }

    /// Returns the names of the records, or the number of them with `noun` in the plural if they are many.
    pub(in crate::page) fn names(&self, noun: &str) -> Inline {
        if self.names.len() > MAX_NAMED {
            return vec![Span::strong(self.names.len().to_string()), Span::plain(format!(" {noun}"))];
        }
        join(&Span::plain(" and "), self.names.iter().cloned())
    }

    /// Returns `one` if a single record has the value, and `many` otherwise.
    pub(in crate::page) fn choose(&self, one: &'static str, many: &'static str) -> &'static str {
        if self.names.len() == 1 { one } else { many }
    }

    /// Returns `has`, or `have` if several records have the value.
    pub(in crate::page) fn has(&self) -> &'static str {
        self.choose("has", "have")
    }

    /// Returns ` each` if several records have the value.
    pub(in crate::page) fn each(&self) -> &'static str {
        self.choose("", " each")
    }
}

/// Returns a figure in a sentence, which is emphasized.
pub(in crate::page) fn figure(figure: impl Display) -> Inline {
    vec![Span::strong(figure.to_string())]
}

/// Returns `template` with each `{}` replaced by one of `parts`, in order.
pub(in crate::page) fn clause(template: &str, parts: impl IntoIterator<Item = Inline>) -> Inline {
    let mut parts = parts.into_iter();
    let mut line = Inline::new();
    for (at, words) in template.split("{}").enumerate() {
        line.extend((at > 0).then(|| parts.next()).flatten().unwrap_or_default());
        line.extend(plain(words));
    }
    line
}

/// Joins `clauses` to a sentence; empty ones are left out.
pub(in crate::page) fn sentence(clauses: impl IntoIterator<Item = Inline>) -> Inline {
    let mut line = join(&Span::plain("; "), clauses);
    let Some(first) = line.first_mut() else { return line };
    if first.to.is_none() {
        let mut chars = first.text.chars();
        first.text = chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
    }
    line.push(Span::plain("."));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &[Span]) -> String {
        line.iter().map(|span| span.text.as_str()).collect()
    }

    fn extremes(values: &[u32]) -> Option<[Extreme<u32>; 2]> {
        let values = || values.iter().enumerate().map(|(at, &value)| (Span::plain(format!("r{at}")), value));
        Some([Extreme::highest(values())?, Extreme::lowest(values())?])
    }

    #[test]
    fn records_with_the_same_value_are_named_or_counted() {
        let names = |values: &[u32]| extremes(values).map(|both| both.map(|one| text(&one.names("records"))));
        assert_eq!(names(&[]), None);
        assert_eq!(names(&[2, 1]), Some(["r0", "r1"].map(str::to_owned)));
        assert_eq!(names(&[2, 1, 2]), Some(["r0 and r2", "r1"].map(str::to_owned)));
        assert_eq!(names(&[1, 1, 1]), Some(["3 records"; 2].map(str::to_owned)));
    }

    #[test]
    fn a_sentence_starts_with_a_capital_letter_unless_it_starts_with_a_name() {
        assert_eq!(
            text(&sentence([plain("nobody is here"), plain(""), plain("all left")])),
            "Nobody is here; all left."
        );
        let link = Span::link("pause", crate::place::Place::Home);
        assert_eq!(text(&sentence([vec![link, Span::plain(" leads")]])), "pause leads.");
        assert!(sentence([plain("")]).is_empty());
    }
}
