//! Source files as tokens: enough of Rust's grammar to see the paths that are named, without what is in comments,
//! strings and tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A word or a sign of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The line it stands on, from 1.
    pub line: usize,
    /// An identifier, a number, `::`, one other sign, or `""` for any string or character.
    pub text: String,
}

/// A source file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// Its path below `src`.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its tokens, without those of tests.
    pub tokens: Vec<Token>,
    /// Whether all of it is only compiled for tests.
    pub is_test: bool,
}

impl Source {
    /// The file at `path` below `src`.
    pub(crate) fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let tokens = without_tests(&tokens(&text));
        Self { path, text, tokens, is_test: false }
    }

    /// The room it is in; the roots of the crate are in none.
    pub(crate) fn room(&self) -> Option<&str> {
        let mut parts = self.path.iter().filter_map(|part| part.to_str());
        let first = parts.next()?;
        match parts.next() {
            Some(_) => Some(first),
            None => first.strip_suffix(".rs").filter(|name| !matches!(*name, "lib" | "main")),
        }
    }

    /// How deep its module lies: 1 for the root of a room.
    pub(crate) fn depth(&self) -> usize {
        let parts = self.path.iter().count();
        if self.path.file_stem().is_some_and(|stem| stem == "mod") { parts - 1 } else { parts }
    }

    /// How many lines of it hold code outside tests.
    pub(crate) fn code_lines(&self) -> usize {
        let mut lines: Vec<_> = self.tokens.iter().map(|token| token.line).collect();
        lines.dedup();
        lines.len()
    }

    /// Every path named in it, use trees unfolded: `use a::{b, c::d}` names `a::b` and `a::c::d`.
    pub(crate) fn paths(&self) -> Vec<(usize, Vec<&str>)> {
        let mut paths = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if is_word(&self.tokens[at].text) {
                at = unfold(&self.tokens, at, &[], &mut paths);
            } else {
                at += 1;
            }
        }
        paths
    }
}

/// Every source file of the crate.
pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    read(&root, &root, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    let tests: Vec<PathBuf> = found.iter().flat_map(test_modules).collect();
    for source in &mut found {
        source.is_test = tests.iter().any(|module| source.path.with_extension("").starts_with(module));
    }
    found
}

/// The modules that `source` declares for tests alone, as paths without an extension.
fn test_modules(source: &Source) -> Vec<PathBuf> {
    let is_root = source.path.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
    let folder = source.path.with_extension("");
    let folder = if is_root { folder.parent().unwrap_or(&folder).to_owned() } else { folder };
    let all = tokens(&source.text);
    let after = all.windows(MARK.len() + 3).filter(|window| is_marked(window)).map(|window| &window[MARK.len()..]);
    after.filter(|item| item[0].text == "mod" && item[2].text == ";").map(|item| folder.join(&item[1].text)).collect()
}

fn read(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            found.push(Source::new(path.strip_prefix(root).expect("below the root"), text));
        }
    }
}

/// Takes the path that starts or goes on at `at` and returns where the tokens after it begin.
fn unfold<'s>(tokens: &'s [Token], at: usize, before: &[&'s str], paths: &mut Vec<(usize, Vec<&'s str>)>) -> usize {
    let mut path = before.to_vec();
    let mut at = at;
    let line = tokens[at].line;
    loop {
        match tokens.get(at).map(|token| token.text.as_str()) {
            Some("{") if !path.is_empty() => return unfold_group(tokens, at + 1, &path, paths),
            Some(text) if is_word(text) || text == "*" => path.push(text),
            _ => return at,
        }
        at += 1;
        if tokens.get(at).is_none_or(|token| token.text != "::") {
            paths.push((line, path));
            return at;
        }
        at += 1;
        // `Vec::<u8>` names no more than `Vec`.
        if tokens.get(at).is_some_and(|token| token.text == "<") {
            paths.push((line, path));
            return at;
        }
    }
}

fn unfold_group<'s>(
    tokens: &'s [Token],
    at: usize,
    before: &[&'s str],
    paths: &mut Vec<(usize, Vec<&'s str>)>,
) -> usize {
    let mut at = at;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "}" => return at + 1,
            // A name that something is renamed to is no path.
            "as" => at += 2,
            text if is_word(text) || text == "*" => at = unfold(tokens, at, before, paths),
            _ => at += 1,
        }
    }
    at
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, kept) = token(rest, first);
        let (taken, after) = rest.split_at(length);
        if let Some(kept) = kept {
            found.push(Token { line, text: kept.to_owned() });
        }
        line += taken.matches('\n').count();
        rest = after;
    }
    found
}

/// How many bytes the first token of `rest` takes, and what is kept of it.
fn token(rest: &str, first: char) -> (usize, Option<&str>) {
    if first.is_whitespace() {
        return (first.len_utf8(), None);
    }
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), None);
    }
    if let Some(length) = string(rest).or_else(|| character(rest)) {
        return (length, Some("\"\""));
    }
    if rest.starts_with("::") {
        return (2, Some("::"));
    }
    let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let length = word.max(first.len_utf8());
    (length, Some(&rest[..length]))
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, _) in rest.char_indices() {
        if rest[at..].starts_with("/*") {
            depth += 1;
        } else if rest[..at].ends_with("*/") && at > 3 {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    rest.len()
}

/// The length of the string literal that `rest` starts with.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "b", "c", "r", ""]
        .into_iter()
        .find(|prefix| rest.strip_prefix(prefix).is_some_and(|body| body.trim_start_matches(['#']).starts_with('"')))?;
    let body = &rest[prefix.len()..];
    let hashes = body.len() - body.trim_start_matches('#').len();
    let open = prefix.len() + hashes + 1;
    if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        return Some(rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()));
    }
    if hashes > 0 {
        return None;
    }
    let mut escaped = false;
    for (at, c) in rest[open..].char_indices() {
        match c {
            '"' if !escaped => return Some(open + at + 1),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    Some(rest.len())
}

/// The length of the character literal that `rest` starts with; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('\'')?;
    let open = rest.len() - body.len();
    let mut chars = body.char_indices();
    let (_, first) = chars.next()?;
    let close = if first == '\\' { body[2..].find('\'')? + 2 } else { chars.next()?.0 };
    body[close..].starts_with('\'').then_some(open + close + 1)
}

/// What marks an item that is only compiled for tests.
const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

fn is_marked(tokens: &[Token]) -> bool {
    tokens.iter().map(|token| token.text.as_str()).take(MARK.len()).eq(MARK)
}

/// `tokens` without the items that are only compiled for tests.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_marked(&tokens[at..]) {
            at = end_of_item(tokens, at + MARK.len());
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Where the item that starts at `at` has ended: after its `;`, or after the braces of its body.
fn end_of_item(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, token) in tokens[at..].iter().enumerate() {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.text == "}" {
                    return at + offset + 1;
                }
            }
            ";" if depth == 0 => return at + offset + 1,
            _ => {}
        }
    }
    tokens.len()
}
