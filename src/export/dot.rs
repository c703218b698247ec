//! The strategies of an atlas as a graph for Graphviz: a cluster per lever, an edge per related pair. Kinds of relation
//! differ in line style and colour. People are omitted, since a picture with all of them would be illegible; GraphML
//! includes them.

use std::io::{self, Write};

use crate::graph::Graph;
use crate::model::{Mechanism, Pull, RelationKind, StrategyId};
use crate::text::sanitize;

use super::footer::{ExportFooter, with_footer};

/// Mark and footer by which an exported DOT file is recognized.
pub const FOOTER: ExportFooter =
    ExportFooter { mark: "// Written by stratlas export dot", before: "// Checksum: ", after: "\n" };

/// Writes the strategies of `graph` to `out` as a DOT graph.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    with_footer(out, &FOOTER, |out| content(out, graph))
}

fn content(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    let atlas = &graph.atlas;
    writeln!(out, "{}", FOOTER.mark)?;
    writeln!(out, "graph {} {{", quoted(&atlas.about.title))?;
    writeln!(out, "  graph [layout=fdp, overlap=false, splines=true, fontname=\"sans-serif\"];")?;
    writeln!(out, "  node [shape=box, style=rounded, fontname=\"sans-serif\"];")?;
    for (at, (lever, row)) in
        atlas.levers.iter().enumerate().filter(|(_, (lever, _))| !graph.on_lever(*lever).is_empty())
    {
        writeln!(out, "  subgraph cluster_{at} {{")?;
        writeln!(out, "    label={};", quoted(&row.name))?;
        for &id in graph.on_lever(lever) {
            node(out, graph, id)?;
        }
        writeln!(out, "  }}")?;
    }
    for mechanism in Mechanism::ALL {
        let line = match mechanism.kind() {
            RelationKind::Conflict => "color=\"#93262b\", style=solid",
            RelationKind::Complement => "color=\"#1d6537\", style=dashed",
            RelationKind::Twin => "color=\"#565d66\", style=dotted",
        };
        let (kind, label) = (mechanism.kind().as_str(), quoted(&atlas.mechanism(mechanism).label));
        for (a, b) in graph.pairs(mechanism) {
            let ends = [a, b].map(|id| quoted(&atlas.strategies[id].slug));
            let [a, b] = ends;
            writeln!(out, "  {a} -- {b} [class={kind}, tooltip={label}, {line}];")?;
        }
    }
    writeln!(out, "}}")
}

fn node(out: &mut impl Write, graph: &Graph, id: StrategyId) -> io::Result<()> {
    let row = &graph.atlas.strategies[id];
    let arrow = match row.coordinates.pull {
        Pull::Neutral => String::new(),
        pull => format!(" {}", pull.arrow()),
    };
    let label = quoted(&format!("{}{arrow}", row.name));
    writeln!(out, "    {} [label={label}, tooltip={}];", quoted(&row.slug), quoted(&row.thesis))
}

/// Returns `text` as a DOT string, escaped so that nothing in it ends the string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", sanitize(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hold_what_they_say() {
        assert_eq!(quoted("say \"so\" \\N\\"), r#""say \"so\" \\N\\""#);
        assert_eq!(quoted("<b>x</b>\n\u{1b}"), "\"<b>x</b> ␛\"");
    }
}
