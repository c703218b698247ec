//! Lays out path pictures: from the left to the right if the screen is wide enough for the words of all edges,
//! otherwise as a tree.

use crate::document::{PathBranch, PathPicture, Span, Weight};
use crate::text;

use super::wrap::{cut, space, width};
use super::{Flow, Fragment, Link, Role};

/// Minimum length of the line from the last step of a path to the end of all paths, in columns.
const MIN_LINE: usize = 2;
/// End of an edge, before the name that it leads to.
const ARROW: &str = "─▸ ";
/// Width of the line and the blank around the words of an edge, in columns.
const EDGE_ENDS: usize = 2;
/// Minimum width of a name in a tree, in columns.
const MIN_NAME: usize = 8;

/// Row of the picture: its fragments, and the role of the line that leads from it to the end of the paths.
struct PathRow {
    runs: Vec<Fragment>,
    line: Role,
}

/// Adds the rows of `picture`.
pub(super) fn lay_out(flow: &mut Flow, picture: &PathPicture, columns: usize) {
    let mut links = Vec::new();
    let mut rows = Chain { links: &mut links }.whole(picture);
    // Without the words, most of the picture would be lines.
    if rows.iter().any(|row| width(row) > columns) {
        links.clear();
        rows = Chain { links: &mut links }.tree(picture, columns);
    }
    flow.append(rows, &links);
}

/// Picture while it is drawn, with the links in it so far.
struct Chain<'a> {
    links: &'a mut Vec<Link>,
}

impl Chain<'_> {
    /// Returns the picture drawn from the left to the right.
    fn whole(&mut self, picture: &PathPicture) -> Vec<Vec<Fragment>> {
        let start = self.name(&picture.start);
        let indent = width(std::slice::from_ref(&start));
        let rows = self.branches(&picture.branches, indent);
        let widest = rows.iter().map(|row| indent + width(&row.runs)).max().unwrap_or(0) + MIN_LINE;
        let last = rows.len().saturating_sub(1);
        let end = self.name(&picture.end);
        let (mut start, mut end) = (Some(start), Some(end));
        let row = |(at, PathRow { runs, line }): (usize, PathRow)| {
            let mut row = vec![start.take().unwrap_or_else(|| space(indent))];
            row.extend(runs);
            row.push(Fragment::new("─".repeat(widest - width(&row)), line));
            let joint = match at {
                _ if last == 0 => "─",
                0 => "┬",
                at if at == last => "┘",
                _ => "┤",
            };
            row.push(Fragment::new(joint, Role::Line));
            if let Some(end) = end.take() {
                row.extend([Fragment::new("▸ ", Role::Line), end]);
            }
            row
        };
        rows.into_iter().enumerate().map(row).collect()
    }

    /// Returns the rows of `branches` to the right of a name. The first branch is in the row of the name, the others
    /// are below it.
    fn branches(&mut self, branches: &[PathBranch], indent: usize) -> Vec<PathRow> {
        let last = branches.len().saturating_sub(1);
        let mut rows = Vec::new();
        for (at, branch) in branches.iter().enumerate() {
            let (joint, trunk) = match at {
                _ if last == 0 => (" ─", "  "),
                0 => (" ┬", " │"),
                at if at == last => (" └", "  "),
                _ => (" ├", " │"),
            };
            for (n, row) in self.branch(branch, indent).into_iter().enumerate() {
                let lead = Fragment::new(if n == 0 { joint } else { trunk }, Role::Line);
                rows.push(PathRow { runs: std::iter::once(lead).chain(row.runs).collect(), ..row });
            }
        }
        rows
    }

    fn branch(&mut self, branch: &PathBranch, indent: usize) -> Vec<PathRow> {
        let mut runs = self.edge(branch);
        let line = edge_role(branch);
        let Some(stop) = &branch.stop else { return vec![PathRow { runs, line }] };
        runs.push(Fragment::new(ARROW, line));
        runs.push(self.name(stop));
        let own = width(&runs);
        let mut rows = self.branches(&branch.branches, indent + own);
        for (n, row) in rows.iter_mut().enumerate() {
            let before = if n == 0 { std::mem::take(&mut runs) } else { vec![space(own)] };
            row.runs.splice(0..0, before);
        }
        rows
    }

    /// Returns the part of an edge before the name it leads to: `─× frame opposition `.
    fn edge(&mut self, branch: &PathBranch) -> Vec<Fragment> {
        let line = edge_role(branch);
        let words: String = branch.edge.iter().map(|span| span.text.as_str()).collect();
        let link = branch.edge.iter().find_map(|span| self.link(span));
        vec![Fragment::new("─", line), Fragment { text: words, role: line, link }, Fragment::new(" ", line)]
    }

    fn name(&mut self, span: &Span) -> Fragment {
        let link = self.link(span);
        let role = if link.is_some() { Role::Link } else { Role::Strong };
        Fragment { text: span.text.clone(), role, link }
    }

    /// Registers the link of `span`; `None` if it has none.
    fn link(&mut self, span: &Span) -> Option<usize> {
        self.links.push(Link { target: span.to.clone()?, pieces: Vec::new() });
        Some(self.links.len() - 1)
    }

    /// Returns the picture as a tree, with one row for each step.
    fn tree(&mut self, picture: &PathPicture, columns: usize) -> Vec<Vec<Fragment>> {
        let start = self.name(&picture.start);
        let mut rows = vec![cut(vec![start], columns)];
        self.grow(&picture.branches, &picture.end, (String::new(), columns), &mut rows);
        rows
    }

    fn grow(
        &mut self,
        branches: &[PathBranch],
        end: &Span,
        (trunk, columns): (String, usize),
        rows: &mut Vec<Vec<Fragment>>,
    ) {
        for (at, branch) in branches.iter().enumerate() {
            let is_last = at + 1 == branches.len();
            let line = edge_role(branch);
            let mut runs = vec![Fragment::new(format!("{trunk}{}", if is_last { "└" } else { "├" }), Role::Line)];
            let stop = branch.stop.as_ref().unwrap_or(end);
            let words: usize = branch.edge.iter().map(|span| text::width(&span.text)).sum();
            let room = columns.saturating_sub(width(&runs) + text::width(ARROW));
            match branch.edge.as_slice() {
                // Where there is no room for the words of an edge, its sign is enough.
                [sign, _, ..] if EDGE_ENDS + words + text::width(&stop.text) > room => {
                    runs.push(Fragment::new(format!("─{} ", sign.text), line));
                }
                _ => {
                    runs.extend(cut(self.edge(branch), room.saturating_sub(MIN_NAME.min(text::width(&stop.text)))));
                    runs.push(Fragment::new(ARROW, line));
                }
            }
            runs.push(self.name(stop));
            rows.push(cut(runs, columns));
            let below = format!("{trunk}{}", if is_last { "  " } else { "│ " });
            self.grow(&branch.branches, end, (below, columns), rows);
        }
    }
}

/// Returns the role for the line of an edge, which is the meaning of the sign on it.
fn edge_role(branch: &PathBranch) -> Role {
    let tone = branch.edge.iter().find_map(|span| match span.weight {
        Weight::Tone(tone) => Some(tone),
        _ => None,
    });
    tone.map_or(Role::Line, Role::Tone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Target, Tone};
    use crate::model::Kind;
    use crate::place::Place;

    fn picture() -> Block {
        let edge = |sign: &str, tone, words: &str| vec![Span::toned(sign, tone), Span::plain(format!(" {words}"))];
        let first = (edge("+", Tone::For, "endorses"), Span::plain("Tag"));
        let direct = (edge("×", Tone::Conflict, "opposition"), Span::plain("Pause"));
        let twin = (edge("=", Tone::Twin, "twin"), Span::plain("Slow"));
        let paths = [vec![first.clone(), direct.clone()], vec![first, twin, direct]];
        Block::Paths(PathPicture::new(Span::plain("Ann"), Span::plain("Pause"), paths))
    }

    fn drawn(width: usize) -> Vec<String> {
        Flow::new([&picture()], width).rows.iter().map(|row| row.text().trim_end().to_owned()).collect()
    }

    #[test]
    fn shared_steps_and_the_end_are_drawn_once() {
        assert_eq!(
            drawn(80),
            [
                "Ann ──+ endorses ─▸ Tag ┬─× opposition ───────────────────┬▸ Pause",
                "                        └─= twin ─▸ Slow ──× opposition ──┘",
            ]
        );
    }

    #[test]
    fn a_tree_is_drawn_where_words_do_not_fit_from_the_left_to_the_right() {
        assert_eq!(
            drawn(44),
            [
                "Ann",
                "└─+ endorses ─▸ Tag",
                "  ├─× opposition ─▸ Pause",
                "  └─= twin ─▸ Slow",
                "    └─× opposition ─▸ Pause",
            ]
        );
        let without_words = ["Ann", "└─+ endorses ─▸ Tag", "  ├─× Pause", "  └─= twin ─▸ Slow", "    └─× Pause"];
        assert_eq!(drawn(22), without_words, "signs stay where the words have no room");
        assert!(drawn(8).iter().all(|row| text::width(row) <= 8), "{:?}", drawn(8));
    }

    #[test]
    fn the_links_of_edges_are_in_reading_order() {
        let first = (vec![Span::link("endorses", Place::Home)], Span::link("Tag", Place::List(Kind::Person)));
        let direct =
            (vec![Span::link("opposition", Place::List(Kind::Strategy))], Span::link("Pause", Place::List(Kind::Tag)));
        let picture =
            PathPicture::new(Span::plain("Ann"), Span::link("Pause", Place::List(Kind::Tag)), [vec![first, direct]]);
        for width in [80, 24] {
            let flow = Flow::new([&Block::Paths(picture.clone())], width);
            let targets: Vec<_> = flow.links.iter().map(|link| link.target.clone()).collect();
            let expected =
                [Place::Home, Place::List(Kind::Person), Place::List(Kind::Strategy), Place::List(Kind::Tag)];
            assert_eq!(targets, expected.map(Target::Place), "{width}");
        }
    }

    #[test]
    fn an_edge_is_drawn_in_the_colour_of_its_sign() {
        let flow = Flow::new([&picture()], 80);
        let roles: Vec<Role> = flow.rows[0].fragments.iter().map(|run| run.role).collect();
        for tone in [Tone::For, Tone::Conflict] {
            assert!(roles.contains(&Role::Tone(tone)), "{roles:?}");
        }
    }
}
