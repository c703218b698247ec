//! Which file imports which, and the circles among them. A name counts where it is defined: a re-export is looked
//! through, and makes no edge itself.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};

use crate::source::{Context, NamedPath, Source};

/// An import of one file by another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    /// Index of the importing file.
    pub from: usize,
    /// Index of the file that defines the name.
    pub to: usize,
    /// Line of the first such import, from 1.
    pub line: usize,
    /// The path as the importing file writes it.
    pub path: String,
}

/// Files that import each other in a circle.
#[derive(Clone, Debug)]
pub(crate) struct Circle {
    /// Indexes of the files, in order.
    pub files: Vec<usize>,
    /// The imports within the circle whose removal shrinks it the most, with the size that remains.
    pub weakest: Vec<(Edge, usize)>,
}

/// How many imports a report of a circle suggests to remove.
const MAX_SUGGESTIONS: usize = 5;

/// The circles of two or more of `sources`, the largest first.
pub(crate) fn circles(sources: &[&Source]) -> Vec<Circle> {
    let edges = edges(sources);
    let mut circles: Vec<Circle> = components(sources.len(), &edges)
        .into_iter()
        .filter(|files| files.len() > 1)
        .map(|files| Circle { weakest: weakest(&files, &edges), files })
        .collect();
    circles.sort_by_key(|circle| (std::cmp::Reverse(circle.files.len()), circle.files.clone()));
    circles
}

/// The imports among `sources`, one for each pair of files.
pub(crate) fn edges(sources: &[&Source]) -> Vec<Edge> {
    let names = Names::new(sources);
    let mut edges = BTreeMap::new();
    for (from, source) in sources.iter().enumerate() {
        for path in source.paths() {
            if matches!(path.context, Context::Import { is_reexport: true, .. }) {
                continue;
            }
            if let Some(Target::Item(to)) = names.resolve(&path.module, &path.segments, &mut Vec::new())
                && to != from
            {
                let edge = Edge { from, to, line: path.line, path: path.joined() };
                edges.entry((from, to)).or_insert(edge);
            }
        }
    }
    edges.into_values().collect()
}

fn weakest(files: &[usize], edges: &[Edge]) -> Vec<(Edge, usize)> {
    let within: Vec<Edge> =
        edges.iter().filter(|edge| files.contains(&edge.from) && files.contains(&edge.to)).cloned().collect();
    let count = files.iter().max().map_or(0, |last| last + 1);
    let mut found: Vec<(Edge, usize)> = (0..within.len())
        .map(|removed| {
            let mut others = within.clone();
            let edge = others.remove(removed);
            let left = components(count, &others).iter().map(Vec::len).max().unwrap_or(0);
            (edge, left)
        })
        .collect();
    found.sort_by_key(|(edge, left)| (*left, edge.clone()));
    found.truncate(MAX_SUGGESTIONS);
    found
}

/// The strongly connected components of a graph of `count` files, by Tarjan's algorithm in `O(files + edges)`.
fn components(count: usize, edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut next = vec![Vec::new(); count];
    for edge in edges {
        next[edge.from].push(edge.to);
    }
    let mut search =
        Tarjan { next, index: vec![None; count], low: vec![0; count], stack: Vec::new(), time: 0, found: Vec::new() };
    for file in 0..count {
        if search.index[file].is_none() {
            search.enter(file);
        }
    }
    search.found
}

struct Tarjan {
    next: Vec<Vec<usize>>,
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    stack: Vec<usize>,
    time: usize,
    found: Vec<Vec<usize>>,
}

impl Tarjan {
    fn enter(&mut self, file: usize) {
        self.index[file] = Some(self.time);
        self.low[file] = self.time;
        self.time += 1;
        self.stack.push(file);
        for other in self.next[file].clone() {
            match self.index[other] {
                None => {
                    self.enter(other);
                    self.low[file] = self.low[file].min(self.low[other]);
                }
                Some(index) if self.stack.contains(&other) => self.low[file] = self.low[file].min(index),
                Some(_) => {}
            }
        }
        if self.index[file] == Some(self.low[file])
            && let Some(start) = self.stack.iter().position(|on_stack| *on_stack == file)
        {
            let mut component = self.stack.split_off(start);
            component.sort_unstable();
            self.found.push(component);
        }
    }
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An item, with the index of the file that defines it.
    Item(usize),
    /// A module.
    Module(Vec<String>),
}

/// What the modules of a crate define and import.
#[derive(Default)]
pub(crate) struct Names {
    modules: BTreeMap<Vec<String>, Module>,
}

#[derive(Default)]
struct Module {
    file: usize,
    items: BTreeSet<String>,
    children: BTreeSet<String>,
    imports: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
    /// Words among the arguments of macros, which may define items of these names.
    generated: BTreeSet<String>,
}

impl Names {
    /// Collects what `sources` define and import.
    pub(crate) fn new(sources: &[&Source]) -> Self {
        let mut names = Self::default();
        for (file, source) in sources.iter().enumerate() {
            if source.path.as_os_str() == "main.rs" {
                continue;
            }
            names.define(&source.module(), file, &source.file.items);
            for path in source.paths() {
                names.import(file, path);
            }
        }
        names
    }

    fn import(&mut self, file: usize, path: NamedPath) {
        let Context::Import { name, .. } = path.context else { return };
        let module = self.modules.entry(path.module).or_insert_with(|| Module { file, ..Module::default() });
        if name == "*" {
            module.globs.push(path.segments[..path.segments.len() - 1].to_vec());
        } else {
            module.imports.insert(name, path.segments);
        }
    }

    fn define(&mut self, path: &[String], file: usize, items: &[syn::Item]) {
        let mut module = self.modules.remove(path).unwrap_or_default();
        module.file = file;
        for item in items {
            let name = match item {
                syn::Item::Const(item) => &item.ident,
                syn::Item::Enum(item) => &item.ident,
                syn::Item::Fn(item) => &item.sig.ident,
                syn::Item::Static(item) => &item.ident,
                syn::Item::Struct(item) => &item.ident,
                syn::Item::Trait(item) => &item.ident,
                syn::Item::Type(item) => &item.ident,
                syn::Item::Mod(item) => {
                    module.children.insert(item.ident.to_string());
                    if let Some((_, inner)) = &item.content {
                        self.define(&[path, &[item.ident.to_string()]].concat(), file, inner);
                    }
                    continue;
                }
                syn::Item::Macro(item) => {
                    words(item.mac.tokens.clone(), &mut module.generated);
                    module.items.extend(item.ident.as_ref().map(ToString::to_string));
                    continue;
                }
                _ => continue,
            };
            module.items.insert(name.to_string());
        }
        self.modules.insert(path.to_vec(), module);
    }

    /// What `path` means in the module `within`; `None` for names of other crates and of the body of a function.
    /// `visited` has the imports looked through so far, so that imports of each other end.
    pub(crate) fn resolve(
        &self,
        within: &[String],
        path: &[String],
        visited: &mut Vec<(Vec<String>, String)>,
    ) -> Option<Target> {
        let (first, mut rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(Vec::new()),
            "self" => Target::Module(within.to_vec()),
            "super" => Target::Module(within.split_last()?.1.to_vec()),
            name => self.look_up(within, name, visited)?,
        };
        while let (Target::Module(module), Some((name, after))) = (&target, rest.split_first()) {
            target = match name.as_str() {
                "super" => Target::Module(module.split_last()?.1.to_vec()),
                name => match self.look_up(module, name, visited) {
                    Some(target) => target,
                    None => Target::Item(self.modules.get(module)?.file),
                },
            };
            rest = after;
        }
        Some(target)
    }

    fn look_up(&self, within: &[String], name: &str, visited: &mut Vec<(Vec<String>, String)>) -> Option<Target> {
        let key = (within.to_vec(), name.to_owned());
        if visited.contains(&key) {
            return None;
        }
        visited.push(key);
        let module = self.modules.get(within)?;
        if module.items.contains(name) {
            return Some(Target::Item(module.file));
        }
        if module.children.contains(name) {
            return Some(Target::Module([within, &[name.to_owned()]].concat()));
        }
        if let Some(path) = module.imports.get(name) {
            return self.resolve(within, path, visited);
        }
        for glob in &module.globs {
            if let Some(Target::Module(other)) = self.resolve(within, glob, visited)
                && let Some(target) = self.look_up(&other, name, visited)
            {
                return Some(target);
            }
        }
        module.generated.contains(name).then_some(Target::Item(module.file))
    }
}

fn words(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                found.insert(word.to_string());
            }
            TokenTree::Group(group) => words(group.stream(), found),
            _ => {}
        }
    }
}
