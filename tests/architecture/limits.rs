//! The rules with a figure: how long files and functions are, how large circles of imports, how many modules define one
//! public type name, how constants that bound something are called. What does not hold yet is listed in `known.txt`
//! with the figure measured when it was listed, which may only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::circles::circles;
use crate::rules::Violation;
use crate::source::Source;

/// The most lines of code of a file.
pub(crate) const MAX_FILE_LINES: usize = 350;
/// The most lines of code of a function.
pub(crate) const MAX_FUNCTION_LINES: usize = 50;
/// The most files that import each other in a circle.
pub(crate) const MAX_CIRCLE_FILES: usize = 6;

/// Something that has a figure above what its rule allows.
#[derive(Clone, Debug)]
pub(crate) struct Excess {
    /// What it is, as `known.txt` names it: `cli::Table::print`.
    pub subject: String,
    /// The measured figure.
    pub figure: usize,
    /// What a person has to do about it.
    pub violation: Violation,
}

/// A rule with a figure: its name in `known.txt`, and what it finds in the files that are no tests.
pub(crate) type Limit = (&'static str, fn(&[&Source]) -> Vec<Excess>);

/// Every rule with a figure.
pub(crate) const LIMITS: [Limit; 5] = [
    ("file", long_files),
    ("function", long_functions),
    ("circle", large_circles),
    ("type", repeated_types),
    ("bound", misnamed_bounds),
];

/// Files with more than [`MAX_FILE_LINES`] lines of code.
pub(crate) fn long_files(sources: &[&Source]) -> Vec<Excess> {
    let mut found = Vec::new();
    for source in sources {
        let figure = source.code_lines();
        if figure > MAX_FILE_LINES {
            let what = format!("{figure} lines of code, with at most {MAX_FILE_LINES} allowed; split the file");
            found.push(Excess { subject: source.name(), figure, violation: Violation::new(source, 1, what) });
        }
    }
    found
}

/// Functions with more than [`MAX_FUNCTION_LINES`] lines of code.
pub(crate) fn long_functions(sources: &[&Source]) -> Vec<Excess> {
    let mut found = Vec::new();
    for source in sources {
        for function in source.functions() {
            if function.lines > MAX_FUNCTION_LINES {
                let what = format!(
                    "`{}` has {} lines of code, with at most {MAX_FUNCTION_LINES} allowed; split the function",
                    function.name, function.lines
                );
                found.push(Excess {
                    subject: within(source, &function.name),
                    figure: function.lines,
                    violation: Violation::new(source, function.line, what),
                });
            }
        }
    }
    found
}

/// Circles of more than [`MAX_CIRCLE_FILES`] files, named after the rooms that they pass through.
pub(crate) fn large_circles(sources: &[&Source]) -> Vec<Excess> {
    let mut found = Vec::new();
    for circle in circles(sources).iter().filter(|circle| circle.files.len() > MAX_CIRCLE_FILES) {
        let figure = circle.files.len();
        let files: Vec<String> = circle.files.iter().map(|file| sources[*file].name()).collect();
        let rooms: BTreeSet<&str> = circle.files.iter().filter_map(|file| sources[*file].room()).collect();
        let mut what = format!(
            "{figure} files import each other in a circle, with at most {MAX_CIRCLE_FILES} allowed: {}",
            files.join(", ")
        );
        for (edge, left) in &circle.weakest {
            let _ = write!(
                what,
                "\n    {}:{}: without `{}` of {}, {left} would be left",
                sources[edge.from].name(),
                edge.line,
                edge.path,
                sources[edge.to].name(),
            );
        }
        found.push(Excess {
            subject: rooms.into_iter().collect::<Vec<_>>().join("+"),
            figure,
            violation: Violation::new(sources[circle.files[0]], 1, what),
        });
    }
    found
}

/// Names of public types that several modules define.
pub(crate) fn repeated_types(sources: &[&Source]) -> Vec<Excess> {
    let mut places: BTreeMap<String, Vec<(&Source, usize)>> = BTreeMap::new();
    for source in sources {
        for item in items(source) {
            let (visibility, name) = match item {
                syn::Item::Enum(item) => (&item.vis, &item.ident),
                syn::Item::Struct(item) => (&item.vis, &item.ident),
                syn::Item::Trait(item) => (&item.vis, &item.ident),
                syn::Item::Type(item) => (&item.vis, &item.ident),
                _ => continue,
            };
            if !matches!(visibility, syn::Visibility::Inherited) {
                places.entry(name.to_string()).or_default().push((source, name.span().start().line));
            }
        }
    }
    let repeated = places.into_iter().filter(|(_, places)| places.len() > 1);
    repeated
        .map(|(name, places)| {
            let others: Vec<String> =
                places[1..].iter().map(|(source, line)| format!("{}:{line}", source.name())).collect();
            let what = format!("`{name}` is a public type of {} too; give one of them its subject", others.join(", "));
            let violation = Violation::new(places[0].0, places[0].1, what);
            Excess { subject: name, figure: places.len(), violation }
        })
        .collect()
}

/// Words by which the documentation of a constant says that it bounds something.
const BOUNDING: [&str; 12] = [
    "at most",
    "at least",
    "no more than",
    "no fewer than",
    "the most",
    "the fewest",
    "the least",
    "the longest",
    "the largest",
    "the smallest",
    "the shortest",
    "limit",
];

/// Constants that bound something, by their documentation, and are not called `MAX_…` or `MIN_…`.
pub(crate) fn misnamed_bounds(sources: &[&Source]) -> Vec<Excess> {
    let mut found = Vec::new();
    for source in sources {
        for item in items(source) {
            let syn::Item::Const(item) = item else { continue };
            let name = item.ident.to_string();
            let documentation = documentation(&item.attrs).to_lowercase();
            let bounds = BOUNDING.iter().any(|words| documentation.contains(words));
            if bounds && is_number(&item.ty) && !name.starts_with("MAX_") && !name.starts_with("MIN_") {
                let what = format!("`{name}` bounds something; call it `MAX_…` or `MIN_…`");
                found.push(Excess {
                    subject: within(source, &name),
                    figure: 1,
                    violation: Violation::new(source, item.ident.span().start().line, what),
                });
            }
        }
    }
    found
}

/// The subject `name` of a room, which stays the same when it moves to another file.
fn within(source: &Source, name: &str) -> String {
    format!("{}::{name}", source.room().unwrap_or("crate"))
}

fn is_number(declared: &syn::Type) -> bool {
    const NUMBERS: [&str; 14] =
        ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];
    matches!(declared, syn::Type::Path(path) if NUMBERS.iter().any(|number| path.path.is_ident(number)))
}

fn documentation(attributes: &[syn::Attribute]) -> String {
    let mut text = String::new();
    for attribute in attributes {
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(line), .. }) = &pair.value
        {
            text.push_str(&line.value());
        }
    }
    text
}

/// The items of `source`, those of its inline modules included.
fn items(source: &Source) -> Vec<&syn::Item> {
    let mut found = Vec::new();
    let mut left: Vec<&syn::Item> = source.file.items.iter().collect();
    while let Some(item) = left.pop() {
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, items)), .. }) = item {
            left.extend(items);
        }
        found.push(item);
    }
    found
}

/// A line of `known.txt`: what does not keep a rule yet, or for a reason never will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The rule, as in [`LIMITS`].
    pub rule: String,
    /// What exceeds it.
    pub subject: String,
    /// The figure that it may not exceed.
    pub figure: usize,
    /// Why it is as it is, or empty.
    pub reason: String,
}

/// Reads the lines `rule subject figure # reason` of `text`; blank lines and comments stand for nothing.
pub(crate) fn parse_known(text: &str) -> Vec<Known> {
    let mut found = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (entry, reason) = line.split_once('#').unwrap_or((line, ""));
        let words: Vec<&str> = entry.split_whitespace().collect();
        let [rule, subject, figure] = words.as_slice() else { panic!("known.txt: `{line}`") };
        let figure = figure.parse().unwrap_or_else(|error| panic!("known.txt: `{line}`: {error}"));
        let reason = reason.trim().to_owned();
        found.push(Known { rule: (*rule).to_owned(), subject: (*subject).to_owned(), figure, reason });
    }
    found
}

/// What breaks the rule `name`: each of `found` that `known` does not list with at least its figure, and each of
/// `known` that is within the rule by now.
pub(crate) fn judge(name: &str, found: &[Excess], known: &[Known]) -> Vec<String> {
    let known: Vec<&Known> = known.iter().filter(|known| known.rule == name).collect();
    let figure = |subject: &str| known.iter().find(|known| known.subject == subject).map_or(0, |known| known.figure);
    let new = found.iter().filter(|excess| excess.figure > figure(&excess.subject));
    let new = new.map(|excess| excess.violation.to_string());
    let stale = known.iter().filter(|known| !found.iter().any(|excess| excess.subject == known.subject));
    let stale = stale.map(|known| {
        format!(
            "tests/architecture/known.txt: `{name} {}` keeps the rule by now; remove its line, or every such line by \
             `cargo test --test architecture -- --ignored shrink`",
            known.subject
        )
    });
    new.chain(stale).collect()
}

/// The text of `known.txt` without the lines of what keeps its rule by now, and with figures as small as measured.
pub(crate) fn shrink(text: &str, measured: &[(&str, Vec<Excess>)]) -> String {
    let mut shrunk = String::new();
    for line in text.lines() {
        let Some(known) = parse_known(line).pop() else {
            let _ = writeln!(shrunk, "{line}");
            continue;
        };
        let found = measured.iter().filter(|(rule, _)| *rule == known.rule).flat_map(|(_, found)| found);
        let Some(excess) = found.into_iter().find(|excess| excess.subject == known.subject) else { continue };
        let reason = if known.reason.is_empty() { String::new() } else { format!(" # {}", known.reason) };
        let _ = writeln!(shrunk, "{} {} {}{reason}", known.rule, known.subject, known.figure.min(excess.figure));
    }
    shrunk
}
