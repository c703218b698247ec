//! Trees of values, as TOML and JSON have them, and random changes to them.

use super::chance::Chance;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Text(String),
    /// A number or a boolean, as both notations write it.
    Raw(String),
    /// A date, which TOML can write without quotation marks.
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// Keys with their values, in order.
pub(crate) type Table = Vec<(String, Node)>;

impl Node {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn raw(value: impl ToString) -> Self {
        Self::Raw(value.to_string())
    }

    pub(crate) fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }
}

/// The value of `key`.
pub(crate) fn get<'t>(table: &'t Table, key: &str) -> Option<&'t Node> {
    table.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

/// Changes one value, key or entry somewhere in `table`.
pub(crate) fn mutate(table: &mut Table, chance: &mut Chance) {
    if table.is_empty() || chance.one_in(40) {
        table.push((chance.word().to_owned(), any(chance, 3)));
        return;
    }
    let at = chance.below(table.len());
    let descends = match &table[at].1 {
        Node::Table(_) | Node::List(_) => !chance.one_in(12),
        _ => false,
    };
    if descends {
        return descend(&mut table[at].1, chance);
    }
    match chance.below(7) {
        0 => drop(table.remove(at)),
        1 => table[at].0.push(chance.pick(&['x', '_', 's'])),
        2 => table[at].0 = chance.pick(&["id", "name", "strategy", "tag", "source", ""]).to_string(),
        3 => table[at].1 = any(chance, 2),
        4 => {
            let other = chance.below(table.len());
            let value = table[other].1.clone();
            table[at].1 = value;
        }
        5 => table[at].1 = Node::Text(chance.hostile().to_owned()),
        _ => {
            let other = chance.below(table.len());
            table.swap(at, other);
        }
    }
}

fn descend(node: &mut Node, chance: &mut Chance) {
    match node {
        Node::Table(table) => mutate(table, chance),
        Node::List(items) if !items.is_empty() => {
            let at = chance.below(items.len());
            match chance.below(8) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                2 => items.push(any(chance, 2)),
                _ => match &mut items[at] {
                    Node::Table(table) => mutate(table, chance),
                    other => *other = any(chance, 1),
                },
            }
        }
        Node::List(items) => items.push(any(chance, 2)),
        _ => {}
    }
}

/// Any value, at most `depth` deep.
fn any(chance: &mut Chance, depth: usize) -> Node {
    match chance.below(if depth == 0 { 5 } else { 7 }) {
        0 => Node::Text(chance.text(3)),
        1 => Node::Text(chance.pick(&["", " ", "one", "two", "-", "A", "https://", "2024-13"]).to_string()),
        2 => Node::raw(chance.pick(&["0", "-1", "1.5", "true", "false", "10000", "99999999999", "0.25", "1e-9"])),
        3 => Node::Date(chance.pick(&["2024-05-17", "1900-01-01"]).to_string()),
        4 => Node::Text(chance.hostile().to_owned()),
        5 => Node::List((0..chance.below(3)).map(|_| any(chance, depth - 1)).collect()),
        _ => Node::Table((0..chance.below(3)).map(|at| (format!("k{at}"), any(chance, depth - 1))).collect()),
    }
}
