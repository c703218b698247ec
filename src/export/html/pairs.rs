//! What relates to what: a grid of pairs, and one thing with everything around it.

use std::fmt::Write;

use crate::document::{Neighbourhood, Pair, PairGrid};
use crate::model::RelationKind;

use super::block::Writer;

/// The most rows of a grid; a larger one would be too much for a browser and for its reader.
const MOST: usize = 200;

impl Writer<'_> {
    pub(super) fn pairs(&mut self, grid: &PairGrid) {
        let count = grid.names.len();
        if count == 0 || count > MOST {
            let _ = writeln!(self.out, "<p class=\"caption\">{count} rows; a grid here has at most {MOST}.</p>");
            return;
        }
        self.out.push_str("<div class=\"frame\" role=\"region\" aria-label=\"Pairs\" tabindex=\"0\">\n");
        self.out.push_str("<table class=\"pairs\">\n<caption>");
        let legend = RelationKind::ALL.map(|kind| format!("{} {}", kind.sign(), kind.as_str()));
        let _ = write!(self.out, "{}</caption>\n<thead><tr><td></td>", legend.join(" · "));
        for name in &grid.names {
            self.out.push_str("<th scope=\"col\"><span>");
            self.line(std::slice::from_ref(name));
            self.out.push_str("</span></th>");
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        let mut cells: Vec<Option<&Pair>> = vec![None; count * count];
        for pair in grid.pairs.iter().filter(|pair| pair.from < count && pair.to < count) {
            cells[pair.from * count + pair.to] = Some(pair);
            cells[pair.to * count + pair.from] = Some(pair);
        }
        for (row, name) in grid.names.iter().enumerate() {
            self.out.push_str("<tr><th scope=\"row\">");
            self.line(std::slice::from_ref(name));
            self.out.push_str("</th>");
            for pair in &cells[row * count..(row + 1) * count] {
                self.pair(*pair);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn pair(&mut self, pair: Option<&Pair>) {
        let _ = match pair {
            None => write!(self.out, "<td></td>"),
            Some(pair) => write!(
                self.out,
                "<td class=\"{}\" title=\"{}\">{}</td>",
                pair.kind.as_str(),
                pair.mechanism.as_str().replace('-', " "),
                pair.kind.sign()
            ),
        };
    }

    pub(super) fn neighbourhood(&mut self, around: &Neighbourhood) {
        if around.groups.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"list\">\n");
        for group in &around.groups {
            self.out.push_str("<li>");
            self.line(&group.title);
            let _ = writeln!(self.out, " <span class=\"count\">{}</span>", group.count);
            if !group.members.is_empty() {
                self.out.push_str("<ul>\n");
                for member in &group.members {
                    self.out.push_str("<li>");
                    self.line(std::slice::from_ref(&member.name));
                    if !member.further.is_empty() {
                        self.out.push_str("<div class=\"about\">");
                        self.line(&member.further);
                        self.out.push_str("</div>");
                    }
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ul>");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }
}
