//! Syntax of queries: parsing a text into clauses and writing them, without an atlas. Every text is syntactically
//! valid; the module `resolve` finds invalid fields and values.

use std::fmt;
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

use super::super::fold::Strictness;
use super::{MatchMode, Term};

/// Clause of a query. A result must match all clauses.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Whether the clause is negated by `!`.
    pub(super) negated: bool,
    /// Content of the clause without the negation.
    pub(super) kind: ClauseKind,
    /// Byte range of the clause in the query.
    pub(super) range: Range<usize>,
}

/// Content of a clause.
#[derive(Clone, Debug)]
pub(super) enum ClauseKind {
    /// Text to search for.
    Term(Term),
    /// Field with values.
    Field {
        /// Name of the field, as the user typed it.
        name: Word,
        /// Values of the field, one of which must apply.
        values: Vec<Word>,
    },
}

/// Word of a clause: a field name or a value.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Text of the word without quotation marks.
    pub(super) text: String,
    /// Byte range of the word in the query, including quotation marks.
    pub(super) range: Range<usize>,
}

/// Parses `query` into clauses. An operator without a word is ignored, because the user may still be typing.
pub(super) fn parse(query: &str) -> Vec<Clause> {
    let mut reader = Reader { query, rest: query.char_indices().peekable() };
    let mut clauses = Vec::new();
    loop {
        reader.skip(char::is_whitespace);
        if reader.rest.peek().is_none() {
            return clauses;
        }
        clauses.extend(reader.clause());
    }
}

struct Reader<'a> {
    query: &'a str,
    rest: Peekable<CharIndices<'a>>,
}

impl Reader<'_> {
    fn at(&mut self) -> usize {
        self.rest.peek().map_or(self.query.len(), |&(at, _)| at)
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        while self.rest.next_if(|&(_, c)| wanted(c)).is_some() {}
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.rest.next_if(|&(_, c)| c == wanted).is_some()
    }

    fn clause(&mut self) -> Option<Clause> {
        let start = self.at();
        let negated = self.eat('!');
        let kind = match field_name(&self.query[self.at()..]) {
            Some(length) => Some(self.field(length)),
            None => self.term(negated).map(ClauseKind::Term),
        };
        let range = start..self.at();
        kind.map(|kind| Clause { negated, kind, range })
    }

    fn field(&mut self, length: usize) -> ClauseKind {
        let start = self.at();
        let name = Word { text: self.query[start..start + length].to_owned(), range: start..start + length };
        for _ in 0..=length {
            self.rest.next();
        }
        let mut values = Vec::new();
        loop {
            let start = self.at();
            let text = self.word(|c| c == ',').text;
            if !text.is_empty() {
                values.push(Word { text, range: start..self.at() });
            }
            if !self.eat(',') {
                return ClauseKind::Field { name, values };
            }
        }
    }

    fn term(&mut self, negated: bool) -> Option<Term> {
        let prefix = self.eat('^');
        let exact = !prefix && self.eat('\'');
        let Quoted { mut text, any: quoted, ends_bare } = self.word(|_| false);
        let suffix = ends_bare && text.ends_with('$');
        if suffix {
            text.pop();
        }
        let mode = match (prefix, suffix) {
            (true, true) => MatchMode::Whole,
            (true, false) => MatchMode::Prefix,
            (false, true) => MatchMode::Suffix,
            (false, false) if exact || quoted || negated => MatchMode::Exact,
            (false, false) => MatchMode::Fuzzy,
        };
        // Folding makes a hyphen a space and removes a lone accent, so a term of only these would match nearly every
        // text.
        let is_blank = Strictness::CASE_ACCENT_INSENSITIVE.fold(&text).trim().is_empty();
        (!is_blank).then_some(Term { mode, text, negated })
    }

    /// Parses a word up to white space or a character for which `stop` is true. Within quotation marks, a backslash
    /// escapes a quotation mark or a backslash; the closing quotation mark may be missing.
    fn word(&mut self, stop: impl Fn(char) -> bool) -> Quoted {
        let (mut text, mut quoted, mut ends_bare) = (String::new(), false, false);
        let mut within = false;
        while let Some((_, c)) = self.rest.next_if(|&(_, c)| within || !(c.is_whitespace() || stop(c))) {
            ends_bare = !within && c != '"';
            match c {
                '"' => {
                    within = !within;
                    quoted = true;
                }
                '\\' if within => {
                    let escaped = self.rest.next_if(|&(_, c)| matches!(c, '"' | '\\'));
                    text.push(escaped.map_or('\\', |(_, c)| c));
                }
                other => text.push(other),
            }
        }
        Quoted { text, any: quoted, ends_bare }
    }
}

/// Word after its quotation marks were removed.
struct Quoted {
    text: String,
    /// Whether the word had quotation marks.
    any: bool,
    /// Whether the last character was outside quotation marks: only then is `$` an operator.
    ends_bare: bool,
}

/// Returns the length in bytes of the field name that `text` starts with, without the colon; `None` if it starts with
/// none.
fn field_name(text: &str) -> Option<usize> {
    let colon = text.find(':')?;
    let name = &text.as_bytes()[..colon];
    let is_name = name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'-');
    is_name.then_some(colon)
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ClauseKind::Term(term) => term.fmt(f),
            ClauseKind::Field { name, values } => {
                write!(f, "{}{}:", if self.negated { "!" } else { "" }, name.text)?;
                for (at, value) in values.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    write_word(f, &value.text, value.text.contains(','))?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negated { "!" } else { "" })?;
        let plain = !self.text.starts_with(['!', '^', '\'']) && field_name(&self.text).is_none();
        match self.mode {
            MatchMode::Fuzzy => f.write_str(&self.text),
            MatchMode::Exact if self.negated && plain => write_word(f, &self.text, self.text.ends_with('$')),
            MatchMode::Exact if self.negated || needs_quotes(&self.text) || self.text.ends_with('$') => {
                write_word(f, &self.text, true)
            }
            MatchMode::Exact => write!(f, "'{}", self.text),
            MatchMode::Prefix => {
                f.write_str("^")?;
                write_word(f, &self.text, self.text.ends_with('$'))
            }
            MatchMode::Suffix => {
                write_word(f, &self.text, !plain)?;
                f.write_str("$")
            }
            MatchMode::Whole => {
                f.write_str("^")?;
                write_word(f, &self.text, false)?;
                f.write_str("$")
            }
        }
    }
}

fn needs_quotes(text: &str) -> bool {
    text.contains(|c: char| c.is_whitespace() || c == '"')
}

/// Writes `text` as one word of a query, in quotation marks if the text needs them or `quoted` is set.
pub(super) fn write_word(f: &mut impl fmt::Write, text: &str, quoted: bool) -> fmt::Result {
    if !quoted && !needs_quotes(text) {
        return f.write_str(text);
    }
    f.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}
