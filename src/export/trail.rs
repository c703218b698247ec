//! Formats a trail, that is, the places that the user has visited, as text: each place is below the place before it,
//! and branches are indented.

use std::fmt::Write;

use super::markdown::escape;

/// Line of a trail, for one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailLine {
    /// Depth of the branch of the trail that the place is on, which sets the indentation.
    pub depth: usize,
    /// Address of the place, such as `strategy/pause`.
    pub path: String,
    /// Name of the place; `None` if the atlas does not have it.
    pub name: Option<String>,
    /// Whether the user is at this place.
    pub is_here: bool,
    /// Note of the user on the place; `None` if there is none.
    pub note: Option<String>,
}

/// Formats a trail as Markdown, with a newline at the end. Places link to the files of their pages.
pub fn markdown(name: &str, lines: &[TrailLine]) -> String {
    let mut text = format!("# {}\n\n", escape(name));
    for line in lines {
        let place = match &line.name {
            Some(name) => format!("[{}]({}.md)", escape(name), line.path),
            None => format!("`{}` (not in this atlas)", line.path),
        };
        let here = if line.is_here { " ← here" } else { "" };
        let note = line.note.as_deref().map(|note| format!(": {}", escape(note))).unwrap_or_default();
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}- {place}{here}{note}", "  ".repeat(line.depth));
    }
    text
}

/// Formats a trail as plain text, with a newline at the end.
pub fn text(lines: &[TrailLine]) -> String {
    let mut text = String::new();
    for line in lines {
        let mark = if line.is_here { '*' } else { ' ' };
        let name = line.name.as_deref().unwrap_or("(not in this atlas)");
        let indent = "  ".repeat(line.depth);
        let _ = writeln!(text, "{mark} {indent}{name}  {}", line.path);
        if let Some(note) = &line.note {
            let _ = writeln!(text, "    {indent}{note}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<TrailLine> {
        let line = |depth, path: &str, name: Option<&str>, is_here| TrailLine {
            depth,
            path: path.to_owned(),
            name: name.map(str::to_owned),
            is_here,
            note: is_here.then(|| "Why [here]".to_owned()),
        };
        vec![
            line(0, "home", Some("Home"), false),
            line(1, "strategy/gone", None, false),
            line(0, "tag/a_b", Some("A [b]"), true),
        ]
    }

    #[test]
    fn branches_are_indented_and_what_is_gone_is_said() {
        let expected = "# Mine\n\n- [Home](home.md)\n  - `strategy/gone` (not in this atlas)\n\
                        - [A \\[b\\]](tag/a_b.md) ← here: Why \\[here\\]\n";
        assert_eq!(markdown("Mine", &lines()), expected);
        assert_eq!(
            text(&lines()),
            "  Home  home\n    (not in this atlas)  strategy/gone\n* A [b]  tag/a_b\n    Why [here]\n"
        );
    }
}
