//! A whole atlas as GraphML, for Gephi, networkx and the like. Nodes are strategies, people, tags and levers; each has
//! its address without slashes for an id (`strategy:pause`), and a `kind`, a `label` and a `text`.
//!
//! | edge | from and to | what else it has |
//! |---|---|---|
//! | `conflict`, `complement`, `twin` | strategies; each pair once, in name order | `mechanism` |
//! | `pulls` | strategy to lever | `pull` |
//! | `leads-to` | tag to strategy | |
//! | `holds` | person to tag | `stance`, `tentative`, `claim` |

use std::io::{self, Write};

use crate::graph::Graph;
use crate::model::{Entity, Kind, Mechanism, Person};
use crate::place::Place;

use super::footer::{ExportFooter, with_footer};
use super::html::escape::escaped;

/// The mark and the checksum of such a file.
pub const FOOTER: ExportFooter =
    ExportFooter { mark: "<!-- Written by stratlas export graphml -->", before: "<!-- Checksum: ", after: " -->\n" };

/// What nodes and edges tell, with its type.
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

/// Writes the graph to `out`.
///
/// # Errors
/// If `out` takes no more.
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
    let mut writer = Writer { out, graph, edges: 0 };
    for kind in [Kind::Strategy, Kind::Tag, Kind::Lever, Kind::Person] {
        for entity in kind.entities(&graph.atlas) {
            writer.node(kind, entity.into())?;
        }
    }
    writer.edges()?;
    writeln!(writer.out, "</graph>\n</graphml>")
}

/// Writes nodes and edges.
struct Writer<'a, W> {
    out: &'a mut W,
    graph: &'a Graph,
    edges: usize,
}

impl<W: Write> Writer<'_, W> {
    fn node(&mut self, kind: Kind, place: Place) -> io::Result<()> {
        let atlas = &self.graph.atlas;
        let text = match place {
            Place::Entity(Entity::Strategy(id)) => &atlas.strategies[id].thesis,
            Place::Entity(Entity::Tag(id)) => &atlas.tags[id].gloss,
            Place::Entity(Entity::Lever(id)) => &atlas.levers[id].description,
            Place::Entity(Entity::Person(id)) => &atlas.people[id].tagline,
            _ => "",
        };
        write!(self.out, "<node id=\"{}\">", self.id(place))?;
        let name = place.name(atlas);
        self.data("node", &[("kind", kind.singular()), ("label", &name), ("text", text)])?;
        writeln!(self.out, "</node>")
    }

    fn edges(&mut self) -> io::Result<()> {
        let atlas = &self.graph.atlas;
        for mechanism in Mechanism::ALL {
            let data = [("kind", mechanism.kind().as_str()), ("mechanism", mechanism.as_str())];
            for (a, b) in self.graph.pairs(mechanism) {
                self.edge(Place::from(a.min(b)), Place::from(a.max(b)), &data)?;
            }
        }
        for (id, row) in atlas.strategies.iter() {
            let pull = row.coordinates.pull.as_str();
            self.edge(Place::from(id), Place::from(row.coordinates.lever), &[("kind", "pulls"), ("pull", pull)])?;
        }
        for (id, row) in atlas.tags.iter() {
            if let Some(strategy) = row.strategy {
                self.edge(Place::from(id), Place::from(strategy), &[("kind", "leads-to")])?;
            }
        }
        for (id, row) in atlas.people.iter() {
            self.held(Place::from(id), row)?;
        }
        Ok(())
    }

    fn held(&mut self, person: Place, row: &Person) -> io::Result<()> {
        for position in &row.positions {
            let data = [
                ("kind", "holds"),
                ("stance", position.stance.as_str()),
                ("tentative", if position.tentative { "true" } else { "false" }),
                ("claim", &position.claim),
            ];
            self.edge(person, Place::from(position.tag), &data)?;
        }
        Ok(())
    }

    fn edge(&mut self, from: Place, to: Place, data: &[(&str, &str)]) -> io::Result<()> {
        let (from, to, number) = (self.id(from), self.id(to), self.edges);
        self.edges += 1;
        write!(self.out, "<edge id=\"e{number}\" source=\"{from}\" target=\"{to}\">")?;
        self.data("edge", data)?;
        writeln!(self.out, "</edge>")
    }

    fn data(&mut self, of: &str, data: &[(&str, &str)]) -> io::Result<()> {
        for (name, value) in data {
            write!(self.out, "<data key=\"{of}-{name}\">{}</data>", escaped(value))?;
        }
        Ok(())
    }

    fn id(&self, place: Place) -> String {
        escaped(&place.path(&self.graph.atlas).replacen('/', ":", 1))
    }
}
