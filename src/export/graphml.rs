//! A whole atlas as GraphML, for tools such as Gephi and networkx. Nodes are strategies, people, tags and levers. The
//! id of a node is its address with a colon for the slash (`strategy:pause`); it has a `kind`, a `label` and a `text`.
//!
//! | edge | from and to | attributes |
//! |---|---|---|
//! | `conflict`, `complement`, `twin` | strategies; each pair once, in name order | `mechanism` |
//! | `pulls` | strategy to lever | `pull` |
//! | `leads-to` | tag to strategy | |
//! | `holds` | person to tag | `stance`, `tentative`, `claim` |

use std::io::{self, Write};

use crate::graph::Graph;
use crate::model::{Atlas, Entity, Kind, Mechanism};
use crate::place::Place;
use crate::text::sanitize;

use super::footer::{ExportFooter, with_footer};

/// Mark and footer by which an exported GraphML file is recognized.
pub const FOOTER: ExportFooter =
    ExportFooter { mark: "<!-- Written by stratlas export graphml -->", before: "<!-- Checksum: ", after: " -->\n" };

/// Attributes of nodes and edges: `node` or `edge`, name of the attribute, and type of its values.
const KEYS: [(&str, &str, &str); 9] = [
    ("node", "kind", "string"),
    ("node", "label", "string"),
    ("node", "text", "string"),
    ("edge", "kind", "string"),
    ("edge", "mechanism", "string"),
    ("edge", "pull", "string"),
    ("edge", "stance", "string"),
    ("edge", "tentative", "boolean"),
    ("edge", "claim", "string"),
];

/// Writes the whole atlas of `graph` to `out` as GraphML.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    with_footer(out, &FOOTER, |out| content(out, graph))
}

fn content(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "{}", FOOTER.mark)?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for (of, name, kind) in KEYS {
        writeln!(out, "<key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "<graph id=\"atlas\" edgedefault=\"directed\">")?;
    let mut writer = Writer { out, atlas: &graph.atlas, edges: 0 };
    for kind in [Kind::Strategy, Kind::Tag, Kind::Lever, Kind::Person] {
        for entity in kind.entities(&graph.atlas) {
            writer.node(entity)?;
        }
    }
    writer.edges(graph)?;
    writeln!(writer.out, "</graph>\n</graphml>")
}

/// Writer of the nodes and edges of a GraphML file.
struct Writer<'a, W> {
    out: &'a mut W,
    atlas: &'a Atlas,
    /// Number of edges that have been written, from which ids of edges are made.
    edges: usize,
}

impl<W: Write> Writer<'_, W> {
    fn node(&mut self, entity: Entity) -> io::Result<()> {
        let atlas = self.atlas;
        write!(self.out, "<node id=\"{}\">", self.id(entity))?;
        let data = [("kind", entity.kind().singular()), ("label", entity.name(atlas)), ("text", entity.gloss(atlas))];
        self.data("node", &data)?;
        writeln!(self.out, "</node>")
    }

    fn edges(&mut self, graph: &Graph) -> io::Result<()> {
        for mechanism in Mechanism::ALL {
            let data = [("kind", mechanism.kind().as_str()), ("mechanism", mechanism.as_str())];
            for (a, b) in graph.pairs(mechanism) {
                self.edge(a.min(b), a.max(b), &data)?;
            }
        }
        for (id, strategy) in self.atlas.strategies.iter() {
            let pull = strategy.coordinates.pull.as_str();
            self.edge(id, strategy.coordinates.lever, &[("kind", "pulls"), ("pull", pull)])?;
        }
        for (id, tag) in self.atlas.tags.iter() {
            if let Some(strategy) = tag.strategy {
                self.edge(id, strategy, &[("kind", "leads-to")])?;
            }
        }
        for (id, person) in self.atlas.people.views() {
            for position in &person.positions {
                let data = [
                    ("kind", "holds"),
                    ("stance", position.stance.as_str()),
                    ("tentative", if position.tentative { "true" } else { "false" }),
                    ("claim", position.claim),
                ];
                self.edge(id, position.tag, &data)?;
            }
        }
        Ok(())
    }

    fn edge(&mut self, from: impl Into<Entity>, to: impl Into<Entity>, data: &[(&str, &str)]) -> io::Result<()> {
        let (from, to, number) = (self.id(from.into()), self.id(to.into()), self.edges);
        self.edges += 1;
        write!(self.out, "<edge id=\"e{number}\" source=\"{from}\" target=\"{to}\">")?;
        self.data("edge", data)?;
        writeln!(self.out, "</edge>")
    }

    fn data(&mut self, of: &str, data: &[(&str, &str)]) -> io::Result<()> {
        for (name, value) in data {
            write!(self.out, "<data key=\"{of}-{name}\">{}</data>", escape(value))?;
        }
        Ok(())
    }

    fn id(&self, entity: Entity) -> String {
        escape(&Place::from(entity).path(self.atlas).replacen('/', ":", 1))
    }
}

/// Returns `text` with the characters escaped that have a meaning in XML. Control characters, which XML does not allow,
/// are replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in sanitize(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape("<a href=\"x\" on='y'>&\u{0}\u{1b}"), "&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;␀␛");
    }

    proptest! {
        #[test]
        fn no_escaped_text_is_markup(text in "\\PC*[<>&\"'\u{0}-\u{9f}]*\\PC*") {
            prop_assert!(!escape(&text).contains(['<', '>', '"', '\'']));
        }
    }
}
