//! Front matter: keys with values, or with lists of them, in YAML.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Code, PendingDiagnostic, Span};

/// A value in front matter, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// One value.
    One(String, Range<usize>),
    /// Several.
    List(Vec<(String, Range<usize>)>),
}

/// A key, where it stands, and its value.
pub(super) type Field = (String, Range<usize>, Value);

/// Where front matter stands in `text`, without its fences, and where the note goes on after it.
pub(super) fn fences(text: &str) -> Option<(Range<usize>, usize)> {
    let start = text.strip_prefix("---").and_then(|rest| {
        let rest =
            rest.trim_start_matches([' ', '\t']).strip_prefix('\r').unwrap_or(rest.trim_start_matches([' ', '\t']));
        rest.strip_prefix('\n').map(|rest| text.len() - rest.len())
    })?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The fields of the front matter at `range` of `text`.
pub(super) fn read(
    file_start: u32,
    text: &str,
    range: Range<usize>,
    faults: &mut Vec<PendingDiagnostic>,
) -> Vec<Field> {
    let part = &text[range.clone()];
    let mut reader = Reader { file_start, part, base: range.start, offsets: offsets(part), faults, fields: Vec::new() };
    if let Err(error) = reader.read() {
        let at = reader.place(error.marker().index());
        let message = format!("this front matter is not YAML: {}", error.info());
        reader.faults.push(PendingDiagnostic::new(Code::Syntax, Span::new(file_start, &(at..at + 1)), message));
    }
    reader.fields
}

/// Where each character starts, unless each is a byte.
fn offsets(part: &str) -> Option<Vec<usize>> {
    (!part.is_ascii()).then(|| part.char_indices().map(|(at, _)| at).collect())
}

struct Reader<'t, 'f> {
    file_start: u32,
    part: &'t str,
    base: usize,
    offsets: Option<Vec<usize>>,
    faults: &'f mut Vec<PendingDiagnostic>,
    fields: Vec<Field>,
}

impl Reader<'_, '_> {
    /// The byte of the whole text that the character number `index` of the front matter starts at.
    fn place(&self, index: usize) -> usize {
        let at = match &self.offsets {
            Some(offsets) => offsets.get(index).copied().unwrap_or(self.part.len()),
            None => index.min(self.part.len()),
        };
        self.base + at
    }

    fn read(&mut self) -> Result<(), ScanError> {
        let mut depth = 0_usize;
        let mut key: Option<(String, Range<usize>)> = None;
        let mut list: Option<Vec<(String, Range<usize>)>> = None;
        for event in Parser::new_from_str(self.part) {
            let (event, span) = event?;
            let range = self.place(span.start.index())..self.place(span.end.index());
            match event {
                Event::Scalar(text, style, ..) => {
                    let nothing = style == ScalarStyle::Plain && matches!(text.as_ref(), "" | "~" | "null");
                    match (depth, &mut list, key.take()) {
                        (1, _, None) => key = Some((text.into_owned(), range)),
                        (1, _, Some(_)) if nothing => {}
                        (1, _, Some((name, at))) => self.fields.push((name, at, Value::One(text.into_owned(), range))),
                        (2, Some(list), name) => {
                            list.push((text.into_owned(), range));
                            key = name;
                        }
                        (_, _, name) => key = name,
                    }
                }
                Event::MappingStart(..) if depth == 0 => depth = 1,
                Event::SequenceStart(..) if depth == 1 && key.is_some() => {
                    depth = 2;
                    list = Some(Vec::new());
                }
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    if depth <= 2 {
                        self.too_deep(range);
                    }
                    depth += 1;
                    if depth == 2 {
                        // A table where a value should be: its end must not be taken for that of a list.
                        list = None;
                    }
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    depth = depth.saturating_sub(1);
                    if depth == 1
                        && let Some((name, at)) = key.take()
                        && let Some(list) = list.take()
                    {
                        self.fields.push((name, at, Value::List(list)));
                    }
                }
                Event::Alias(_) => self.too_deep(range),
                _ => {}
            }
        }
        Ok(())
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let message = "front matter holds values and lists of them; this is left out";
        self.faults.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(self.file_start, &range), message));
    }
}
