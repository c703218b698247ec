//! Reads one note, and converts it to the TOML table of the record that it describes.

use super::Links;
use super::body::{self, ADDRESS, Body};
use super::front_matter::{self, YamlField, YamlValue};
use super::schema::NoteSchema;
use super::writer::{NoteWriter, string};
use crate::diagnostic::{Code, PendingDiagnostic, Span, TomlTable, one_of, truncate};

/// Kinds of records that are described by notes of their own; other records are in the note of the atlas.
const KINDS: [&str; 8] = ["atlas", "strategy", "person", "tag", "lever", "scenario", "portfolio", "mechanism"];

/// Note that describes a record.
#[derive(Debug)]
pub(super) struct VaultNote {
    pub(super) kind: &'static str,
    fields: Vec<YamlField>,
    body: Body,
}

/// Returns the number under the key `order` in the front matter of the note `text`; the maximum if there is none, so
/// that the note comes last among those of its kind.
pub(super) fn order(text: &str) -> u64 {
    let front = front_matter::fences(text).map_or("", |(range, _)| &text[range]);
    let written = front.lines().find_map(|line| line.strip_prefix("order:"));
    written.and_then(|number| number.trim().trim_matches(['"', '\'']).parse().ok()).unwrap_or(u64::MAX)
}

/// Returns whether `line` of a front matter has the key `stratlas`, which gives the kind of record, in YAML or in
/// another notation.
fn is_key_of_kind(line: &str) -> bool {
    let quotes = ['"', '\'', ' ', '\t', '{', '?'];
    let key = line.trim_start_matches(quotes);
    let (name, rest) = key.split_at_checked("stratlas".len()).unwrap_or(("", ""));
    name.eq_ignore_ascii_case("stratlas") && rest.trim_start_matches(quotes).starts_with([':', '='])
}

impl VaultNote {
    /// Parses the note `text`; `None` if it does not describe a record of an atlas, which is reported.
    pub(super) fn read(file_start: u32, text: &str, diagnostics: &mut Vec<PendingDiagnostic>) -> Option<Self> {
        let Some((range, rest)) = front_matter::fences(text) else {
            if !text.trim().is_empty() {
                let message = "this note has no front matter with the key `stratlas`; it is left out";
                // A line with the key exists, so the front matter is not closed, or not at the top of the note.
                let code = if text.lines().any(is_key_of_kind) { Code::LeftOut } else { Code::NotUnderstood };
                diagnostics.push(PendingDiagnostic::new(code, Span::at(file_start), message));
            }
            return None;
        };
        let is_own = text[range.clone()].lines().any(is_key_of_kind);
        let mut fields = front_matter::read(file_start, text, range, is_own, diagnostics)?;
        let kind = fields.iter().position(|(key, ..)| key == "stratlas").map(|at| fields.remove(at));
        let Some((_, _, YamlValue::One(kind, at))) = kind else {
            let message = "this note has no key `stratlas` with the kind of a record; it is left out";
            let code = if is_own { Code::LeftOut } else { Code::NotUnderstood };
            diagnostics.push(PendingDiagnostic::new(code, Span::new(file_start, &(0..3)), message));
            return None;
        };
        let Some(kind) = KINDS.into_iter().find(|known| known.eq_ignore_ascii_case(&kind)) else {
            let message =
                format!("the note has no known kind of record, but `{}`: expected {}", truncate(&kind), one_of(&KINDS));
            let diagnostic = PendingDiagnostic::new(Code::LeftOut, Span::new(file_start, &at), message);
            diagnostics.push(diagnostic.help("the note is left out"));
            return None;
        };
        // The key `order` sorts the notes and is no key of the record, except that a person also has a rank called
        // `order`.
        fields.retain(|(key, at, value)| {
            // The value may go on in the next line, which the sorting of the notes does not read.
            let has_order = matches!(value, YamlValue::One(number, _) if number.parse::<u64>().is_ok());
            if key == "order" && !has_order && *value != YamlValue::Empty {
                let message = "the key `order` takes a whole number; this value is left out";
                diagnostics.push(PendingDiagnostic::new(Code::NotUnderstood, Span::new(file_start, at), message));
            }
            key != "order" || (kind == "person" && has_order)
        });
        Some(Self { kind, fields, body: body::read(text, rest) })
    }

    /// Returns the id in the front matter of the note; `None` if there is none.
    pub(super) fn id(&self) -> Option<&str> {
        self.fields.iter().find_map(|(key, _, value)| match value {
            YamlValue::One(id, _) if key == "id" => Some(id.as_str()),
            _ => None,
        })
    }

    /// Converts the note to the TOML table of the record that it describes. Content that the record cannot have is
    /// reported.
    pub(super) fn record<'n>(
        &'n self,
        file_start: u32,
        links: &Links,
        diagnostics: &mut Vec<PendingDiagnostic>,
    ) -> TomlTable<'n> {
        let schema = NoteSchema::new(self.kind);
        let mut writer = NoteWriter {
            file_start,
            kind: self.kind,
            schema: &schema,
            links,
            diagnostics,
            table: TomlTable::new(),
            left_out: Vec::new(),
            addresses: Vec::new(),
        };
        if let Some(title) = &self.body.title {
            writer.put((None, schema.title()), &title.at, string(title.whole(), &title.at));
        }
        for (key, at, value) in &self.fields {
            writer.front_matter(key, at, value);
        }
        for block in &self.body.stray {
            writer.leave_block_out(block, "above the first section", false);
        }
        let mut ends = self.body.sections.iter().skip(1).map(|section| section.heading.at.start);
        for section in &self.body.sections {
            writer.section(section, ends.next().unwrap_or(usize::MAX));
        }
        for (name, at) in &self.body.left_out {
            let is_read = *name == ADDRESS && writer.addresses.iter().any(|text| text.contains(&at.start));
            if !is_read && !writer.left_out.iter().any(|block| block.contains(&at.start)) {
                let message = format!("{name} does not belong to a record; it is left out");
                // These blocks may be texts of the record in the wrong place, so their warning has the code for content
                // that may belong to the atlas.
                let is_like_text = matches!(*name, "a paragraph" | "a list" | "text below a list");
                let code = if is_like_text { Code::LeftOut } else { Code::NotUnderstood };
                writer.diagnostics.push(PendingDiagnostic::new(code, Span::new(file_start, at), message));
            }
        }
        writer.table
    }
}
