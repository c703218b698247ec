//! Headings of sections in a Markdown vault (a folder of linked notes), derived from TOML keys.

/// Sections whose heading is not simply the words of the key: kind of record, key and heading.
const HEADINGS: [(&str, &str, &str); 6] = [
    ("strategy", "vintage", "Meanings"),
    ("strategy", "commitment", "Commitments"),
    ("portfolio", "member", "Shares"),
    ("person", "position", "Positions"),
    ("person", "p_doom", "P(doom)"),
    ("person", "timeline", "Timelines"),
];

/// Returns the heading of the section for `key` in a note about a record of `kind`.
pub(crate) fn heading(kind: &str, key: &str) -> String {
    let known = HEADINGS.iter().find(|(of, known, _)| (*of, *known) == (kind, key));
    known.map_or_else(|| in_words(key), |(.., heading)| (*heading).to_owned())
}

/// Returns the TOML key of the section `heading` in a note about a record of `kind`.
pub(crate) fn key_of_heading(kind: &str, heading: &str) -> String {
    let key = as_key(heading);
    let known = HEADINGS.iter().find(|(of, _, known)| *of == kind && as_key(known) == key);
    known.map_or(key, |(_, key, _)| (*key).to_owned())
}

/// Converts a heading or a name to the form of a TOML key: lower case with underscores.
pub(crate) fn as_key(heading: &str) -> String {
    heading.trim().trim_end_matches('#').trim().to_lowercase().replace([' ', '-'], "_")
}

fn in_words(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_leads_back_to_its_key() {
        for (kind, key) in [
            ("strategy", "vintage"),
            ("person", "vintage"),
            ("person", "p_doom"),
            ("tag", "gloss"),
            ("atlas", "why_it_matters"),
        ] {
            assert_eq!(key_of_heading(kind, &heading(kind, key)), key);
        }
        assert_eq!(heading("strategy", "next_problem"), "Next problem");
        assert_eq!(key_of_heading("person", "timelines ##"), "timeline");
    }
}
