//! The figures of the crate: how much code there is, how long its files and functions are, how its files hang together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::circles::circles;
use crate::limits::{LIMITS, Limit};
use crate::source::Source;

/// A report of the figures of `sources`, which are no tests, a line each.
pub(crate) fn report(sources: &[&Source]) -> String {
    let mut out = String::new();
    let total: usize = sources.iter().map(|source| source.code_lines()).sum();
    let _ = writeln!(out, "code lines without tests, comments and blank lines: {total}");
    let mut rooms: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for source in sources {
        let (files, lines) = rooms.entry(source.room().unwrap_or("(root)")).or_default();
        *files += 1;
        *lines += source.code_lines();
    }
    for (room, (files, lines)) in &rooms {
        let _ = writeln!(out, "  {room:<12}{lines:>7} in {files:>3} files");
    }
    let _ = writeln!(out, "rooms: {}", rooms.keys().filter(|room| **room != "(root)").count());
    if let Some(largest) = sources.iter().max_by_key(|source| source.code_lines()) {
        let _ = writeln!(out, "largest file: {} lines, {}", largest.code_lines(), largest.name());
    }
    functions(sources, &mut out);
    let circles = circles(sources);
    let sizes: Vec<String> = circles.iter().map(|circle| circle.files.len().to_string()).collect();
    let _ = writeln!(
        out,
        "circles of imports, in files: {}",
        if sizes.is_empty() { "none".into() } else { sizes.join(", ") }
    );
    for (name, find) in LIMITS as [Limit; LIMITS.len()] {
        let _ = writeln!(out, "exceptions from the rule `{name}`: {}", find(sources).len());
    }
    out
}

/// Writes how long the functions are: the value below which 50, 90 and 99 of a hundred lie, and the longest.
fn functions(sources: &[&Source], out: &mut String) {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for source in sources {
        let functions = source.functions().into_iter();
        lines.extend(functions.map(|function| (function.lines, format!("{}::{}", source.name(), function.name))));
    }
    lines.sort();
    let at = |percent: usize| lines.get(lines.len().saturating_sub(1) * percent / 100).map_or(0, |(lines, _)| *lines);
    let _ = writeln!(
        out,
        "functions: {}, lines p50 {}, p90 {}, p99 {}, max {}",
        lines.len(),
        at(50),
        at(90),
        at(99),
        at(100)
    );
    if let Some((longest, name)) = lines.last() {
        let _ = writeln!(out, "longest function: {longest} lines, {name}");
    }
}
