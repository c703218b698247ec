//! Parses a large file in pieces, one after the other, because the parsed tree of a whole file takes ten times the
//! memory of its text.
//!
//! Each piece ends before a line that starts a person, so the pieces together have exactly the people of the file. This
//! is only correct if all pieces but the first contain nothing but people; any other file is parsed as a whole.

use super::FileRecords;
use super::plan_overlay::OverlayPlan;
use super::raw::{Raw, reject_stray_person};
use super::record_line::LineCounter;
use crate::diagnostic::{SourceMap, TomlTable};

/// Size in bytes from which a piece ends before the next person.
const PIECE: usize = 128 * 1024;
/// Line of a TOML file that starts a person.
const PERSON: &str = "[[person]]";
/// Key of the list of people.
const KEY: &str = "person";

impl<'t> FileRecords<'t> {
    /// Reads the file at `index` in pieces; `None` if the file has to be read as a whole. In that case, `plan` may
    /// already have merged records of the overlay into it, which the caller has to release.
    pub(super) fn read_in_pieces(sources: &'t SourceMap, plan: &OverlayPlan<'t>, index: usize) -> Option<Self> {
        let source = &sources.files()[index];
        if source.text.len() <= PIECE {
            return None;
        }
        let mut lines = LineCounter::default();
        let mut file: Option<Self> = None;
        for (start, piece) in pieces(&source.text) {
            let mut table = TomlTable::parse(piece).ok()?;
            let is_refused = match file {
                None => reject_stray_person(sources.start(index), &source.name, &table).is_some(),
                Some(_) => table.keys().any(|key| key.get_ref() != KEY),
            };
            if is_refused {
                return None;
            }
            // A file, and so an offset in it, is below 4 GiB.
            let base = sources.start(index) + u32::try_from(start).ok()?;
            plan.merge_into(index, base, &mut table);
            match &mut file {
                None => file = Some(Self::read_from(sources, base, (index, table), &mut lines)),
                Some(file) => {
                    let (raw, diagnostics) = Raw::read(base, table);
                    file.people.extend(sources, raw.records.person, &mut lines);
                    file.diagnostics.extend(diagnostics);
                }
            }
        }
        file
    }
}

/// Splits `text` into pieces, each with its offset in the text. The first piece contains the start of a person, unless
/// the text contains none.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let first = person_from(text, 0).map_or(text.len(), |at| at + PERSON.len());
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        start = person_from(text, first.max(from + PIECE));
        Some((from, &text[from..start.unwrap_or(text.len())]))
    })
}

/// Returns the offset of the first line at or after the offset `from` that starts a person.
fn person_from(text: &str, from: usize) -> Option<usize> {
    let mut from = (from..text.len()).find(|&at| text.is_char_boundary(at))?;
    loop {
        let at = from + text[from..].find(PERSON)?;
        if at == 0 || text.as_bytes()[at - 1] == b'\n' {
            return Some(at);
        }
        from = at + PERSON.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, more: &str) -> String {
        format!("[[person]]\nid = \"{id}\"\nname = \"N\"\ntagline = \"T\"\nsummary = \"S\"\n{more}\n")
    }

    /// Returns a remark that alone makes a piece end at the next person.
    fn long() -> String {
        format!("note = \"{}\"\n", "x".repeat(PIECE))
    }

    fn ids_and_lines(text: &str) -> Vec<(String, u32)> {
        let loaded = crate::data::load_texts([("a.toml", text)]);
        let atlas = loaded.atlas.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let line = |id| loaded.origins.of(crate::model::Entity::Person(id)).map_or(0, |origin| origin.line);
        let mut found: Vec<_> = atlas.people.views().map(|(id, view)| (view.slug.to_owned(), line(id))).collect();
        found.sort();
        found
    }

    #[test]
    fn pieces_end_where_a_person_starts() {
        let text =
            format!("title = \"A\"\n{}{}{}{}", person("a", ""), person("b", &long()), person("c", ""), person("d", ""));
        let found: Vec<_> = pieces(&text).collect();
        assert_eq!(found.iter().map(|(_, piece)| *piece).collect::<String>(), text);
        let starts: Vec<_> =
            found.iter().map(|(at, _)| text[*at..].lines().take(2).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(starts, ["title = \"A\" [[person]]", "[[person]] id = \"c\""]);
        assert_eq!(
            ids_and_lines(&text),
            [("a", 3), ("b", 9), ("c", 16), ("d", 22)].map(|(id, line)| (id.to_owned(), line))
        );
    }

    #[test]
    fn a_file_with_something_else_after_a_piece_is_read_as_a_whole() {
        let tag = "[[tag]]\nid = \"t\"\nname = \"T\"\ngloss = \"G\"\n";
        let text = person("a", &long()) + &person("b", "") + tag;
        assert!(pieces(&text).count() > 1);
        let loaded = crate::data::load_texts([("a.toml", text.as_str())]);
        let atlas = loaded.atlas.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        assert_eq!((atlas.people.len(), atlas.tags.len()), (2, 1));
    }

    #[test]
    fn diagnostics_of_a_later_piece_have_their_place_in_the_file() {
        let place = |more: &str| {
            let text = person("a", &long()) + &person("b", more);
            let loaded = crate::data::load_texts([("a.toml", text.as_str())]);
            let found = loaded.diagnostics.iter().find(|one| one.is_error()).map(|one| (one.line, one.column));
            (found, loaded.diagnostics.len())
        };
        assert_eq!(place("nam = 1"), (Some((13, 1)), 1), "an unknown key");
        assert_eq!(place("note == 'C'"), (Some((13, 7)), 2), "a syntax error");
        assert_eq!(place("position = [{ tag = \"x\", stance = \"endorses\", claim = \"C\" }]"), (Some((13, 21)), 1));
        // The start of a person within a text is none.
        let text = person("a", &long()) + &person("b", "note = '''\n[[person]]\n'''");
        assert_eq!(ids_and_lines(&text).len(), 2);
    }
}
