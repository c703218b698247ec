//! Graphs for other programs: their form always, and the programs themselves where they are.

use std::collections::{BTreeMap, HashSet};
use std::process::Command;

use stratlas::export::{dot, graphml};
use stratlas::graph::Graph;
use stratlas::model::Mechanism;

use super::{graph, hostile, is_here};

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("UTF-8")
}

fn as_graphml(graph: &Graph) -> String {
    written(|out| graphml::write(out, graph))
}

fn as_dot(graph: &Graph) -> String {
    written(|out| dot::write(out, graph))
}

/// Nodes and edges of GraphML, read strictly; panics where it is not well formed.
fn read(text: &str) -> (HashSet<String>, Vec<BTreeMap<String, String>>) {
    let (mut nodes, mut edges, mut open) = (HashSet::new(), Vec::new(), Vec::new());
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let (text, sum) = text.rsplit_once(graphml::FOOTER.before).expect("a checksum");
    assert!(sum.ends_with(graphml::FOOTER.after) && !sum.trim_end_matches(graphml::FOOTER.after).contains(['<', '>']));
    let mut rest =
        text.strip_prefix(head).expect("a declaration").strip_prefix(graphml::FOOTER.mark).expect("the mark");
    while let Some((before, after)) = rest.split_once('<') {
        assert!(!before.contains('>'), "{before}");
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let attributes: BTreeMap<String, String> = tag[name.len()..]
            .trim_end_matches('/')
            .split("\" ")
            .filter(|part| !part.trim().is_empty())
            .map(|part| {
                let (key, value) = part.trim().split_once("=\"").expect("an attribute");
                (key.to_owned(), value.trim_end_matches('"').to_owned())
            })
            .collect();
        match name {
            "node" => assert!(nodes.insert(attributes["id"].clone()), "{attributes:?} is there twice"),
            "edge" => edges.push(attributes),
            _ => {}
        }
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty());
    (nodes, edges)
}

#[test]
fn graphml_has_every_thing_and_every_tie() {
    let graph = graph();
    let (nodes, edges) = read(&as_graphml(&graph));
    let atlas = &graph.atlas;
    assert_eq!(nodes.len(), atlas.strategies.len() + atlas.tags.len() + atlas.levers.len() + atlas.people.len());
    assert!(nodes.contains("strategy:pause") && nodes.contains("person:yann-lecun"));
    let ids: HashSet<&String> = edges.iter().map(|edge| &edge["id"]).collect();
    assert_eq!(ids.len(), edges.len());
    for edge in &edges {
        assert!(nodes.contains(&edge["source"]) && nodes.contains(&edge["target"]), "{edge:?}");
    }
    let pairs: usize = Mechanism::ALL.into_iter().map(|mechanism| graph.pair_count(mechanism)).sum();
    let position_count: usize = atlas.people.rows().iter().map(|person| person.positions.len()).sum();
    let mapped = atlas.tags.rows().iter().filter(|tag| tag.strategy.is_some()).count();
    assert_eq!(edges.len(), pairs + position_count + mapped + atlas.strategies.len());
}

#[test]
fn dot_has_every_strategy_and_every_pair() {
    let graph = graph();
    let text = as_dot(&graph);
    assert!(text.starts_with(dot::FOOTER.mark));
    let pairs: usize = Mechanism::ALL.into_iter().map(|mechanism| graph.pair_count(mechanism)).sum();
    assert_eq!(text.lines().filter(|line| line.contains(" -- ")).count(), pairs);
    let nodes = text.lines().filter(|line| line.starts_with("    \"") && line.contains("[label=\"")).count();
    assert_eq!(nodes, graph.atlas.strategies.len());
    assert!(text.contains("\"acceleration\" -- \"pause\" [class=conflict, tooltip=\"Lever opposition\""));
}

/// An atlas whose every text means harm.
fn attacked() -> Graph {
    let texts = ["\"]; x [shape=\"egg\" \\", "\\N\\G<b>&]]></data></node><node id=\"x\"/>", "a\\", "-->\u{1b}"];
    Graph::new(super::json::disturbed(&texts.map(str::to_owned)))
}

#[test]
fn what_means_harm_is_text() {
    let graph = attacked();
    let (nodes, _) = read(&as_graphml(&graph));
    let atlas = &graph.atlas;
    assert_eq!(nodes.len(), atlas.strategies.len() + atlas.tags.len() + atlas.levers.len() + atlas.people.len());
    for line in as_dot(&graph).lines() {
        let bare = line.replace("\\\\", "").replace("\\\"", "");
        assert!(bare.matches('"').count().is_multiple_of(2), "{line}");
    }
    read(&as_graphml(&Graph::new(hostile::smuggled())));
}

#[test]
fn networkx_reads_graphml() {
    if !is_here("python3", &["-c", "import networkx"]) {
        return;
    }
    for (graph, name) in [(graph(), "embedded"), (attacked(), "attacked")] {
        let file = tempfile::NamedTempFile::with_suffix(".graphml").expect("a file");
        std::fs::write(file.path(), as_graphml(&graph)).expect("it is written");
        let script = "import sys, networkx; g = networkx.read_graphml(sys.argv[1]); \
                      print(len(g), g.number_of_edges(), g.nodes['strategy:pause']['label'])";
        let run = Command::new("python3").args(["-c", script]).arg(file.path()).output().expect("python3");
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
        let (nodes, edges) = read(&as_graphml(&graph));
        let pause = graph.atlas.strategies.find("pause").expect("pause");
        let expected = format!("{} {} {}", nodes.len(), edges.len(), graph.atlas.strategies[pause].name);
        assert_eq!(String::from_utf8_lossy(&run.stdout).trim(), expected.trim(), "{name}");
    }
}

#[test]
fn graphviz_reads_dot() {
    if !is_here("dot", &["-V"]) {
        return;
    }
    for graph in [graph(), attacked()] {
        let file = tempfile::NamedTempFile::with_suffix(".dot").expect("a file");
        std::fs::write(file.path(), as_dot(&graph)).expect("it is written");
        let run = Command::new("dot").args(["-Knop", "-Tdot_json"]).arg(file.path()).output().expect("dot");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let read: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        let objects = read["objects"].as_array().expect("a list");
        let nodes: Vec<&serde_json::Value> =
            objects.iter().filter(|object| object["label"].is_string() && object["tooltip"].is_string()).collect();
        assert_eq!(nodes.len(), graph.atlas.strategies.len());
        let pairs: usize = Mechanism::ALL.into_iter().map(|mechanism| graph.pair_count(mechanism)).sum();
        assert_eq!(read["edges"].as_array().map(Vec::len), Some(pairs));
    }
}
