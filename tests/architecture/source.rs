//! Source files as syntax trees: the items, the paths and the lines of code of a file, without those of tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};

/// A source file of the crate.
#[derive(Clone)]
pub(crate) struct Source {
    /// Path below `src`.
    pub path: PathBuf,
    /// Whole text.
    pub text: String,
    /// Syntax tree, without the items that are only compiled for tests.
    pub file: syn::File,
    /// Whether the whole file is only compiled for tests.
    pub is_test: bool,
    /// Numbers of the lines with code outside tests; comments and blank lines have none.
    code: BTreeSet<usize>,
    /// Modules in files of their own that are only compiled for tests.
    test_modules: Vec<String>,
}

impl Source {
    /// Parses `text` as the file at `path` below `src`.
    pub(crate) fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("src/{}: {error}", path.display()));
        let mut code = BTreeSet::new();
        token_lines(tokens.clone(), &mut code);
        let mut file: syn::File = syn::parse2(tokens).unwrap_or_else(|error| panic!("src/{}: {error}", path.display()));
        let mut tests = TestRemover::default();
        tests.visit_file_mut(&mut file);
        let blank = text.lines().enumerate().filter(|(_, line)| line.trim().is_empty()).map(|(at, _)| at + 1);
        for line in tests.lines.into_iter().chain(blank) {
            code.remove(&line);
        }
        Self { path, text, file, is_test: false, code, test_modules: tests.modules }
    }

    /// Path below the root of the crate, as a message names it.
    pub(crate) fn name(&self) -> String {
        format!("src/{}", self.path.display())
    }

    /// The room of the file; the roots of the crate belong to none.
    pub(crate) fn room(&self) -> Option<&str> {
        let mut parts = self.path.iter().filter_map(|part| part.to_str());
        let first = parts.next()?;
        match parts.next() {
            Some(_) => Some(first),
            None => first.strip_suffix(".rs").filter(|name| !matches!(*name, "lib" | "main")),
        }
    }

    /// Path of the module that the file defines, empty for the root of the crate.
    pub(crate) fn module(&self) -> Vec<String> {
        let stem = self.path.with_extension("");
        let mut parts: Vec<String> = stem.iter().filter_map(|part| part.to_str()).map(str::to_owned).collect();
        if parts.last().is_some_and(|part| part == "mod") || parts == ["lib"] || parts == ["main"] {
            parts.pop();
        }
        parts
    }

    /// How many lines have code outside tests.
    pub(crate) fn code_lines(&self) -> usize {
        self.code.len()
    }

    /// How many lines of `span` have code outside tests.
    pub(crate) fn code_lines_in(&self, span: Span) -> usize {
        self.code.range(span.start().line..=span.end().line).count()
    }

    /// Every path that the file names, use trees unfolded: `use a::{b, c::d}` names `a::b` and `a::c::d`.
    pub(crate) fn paths(&self) -> Vec<NamedPath> {
        let mut collector = PathCollector { module: self.module(), found: Vec::new() };
        collector.visit_file(&self.file);
        collector.found
    }

    /// Every function with a body outside tests.
    pub(crate) fn functions(&self) -> Vec<Function> {
        let mut collector = FunctionCollector { source: self, owner: None, found: Vec::new() };
        collector.visit_file(&self.file);
        collector.found
    }
}

/// A path that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedPath {
    /// Line of its first segment, from 1.
    pub line: usize,
    /// Names of its segments; `*` ends a glob import.
    pub segments: Vec<String>,
    /// Module in which the path stands.
    pub module: Vec<String>,
    /// Where the path stands.
    pub context: Context,
}

impl NamedPath {
    /// The segments as string slices, to match on.
    pub(crate) fn parts(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }

    /// The path as written in a single line.
    pub(crate) fn joined(&self) -> String {
        self.segments.join("::")
    }
}

/// What kind of syntax a path stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// An expression, a type, a pattern, an attribute or the arguments of a macro.
    Code,
    /// A `use` declaration under the name that it brings into scope.
    Import {
        /// The name in scope.
        name: String,
        /// Whether other modules can import the name from here.
        is_reexport: bool,
    },
}

/// A function with a body.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    /// Its name, after that of the type it belongs to: `Graph::new`.
    pub name: String,
    /// Line of its signature, from 1.
    pub line: usize,
    /// Lines of code from the signature to the closing brace.
    pub lines: usize,
}

/// Reads every source file of the crate.
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

/// The modules that `source` declares for tests alone, as paths below `src` without an extension.
fn test_modules(source: &Source) -> impl Iterator<Item = PathBuf> + '_ {
    let folder: PathBuf = source.module().iter().collect();
    source.test_modules.iter().map(move |name| folder.join(name))
}

/// Adds the lines on which `tokens` stand; doc comments, which the parser turns into attributes, have none.
fn token_lines(tokens: TokenStream, lines: &mut BTreeSet<usize>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let bang = tokens.next_if(|next| matches!(next, TokenTree::Punct(sign) if sign.as_char() == '!'));
                if tokens.next_if(is_doc).is_none() {
                    lines.insert(sign.span().start().line);
                    lines.extend(bang.map(|bang| bang.span().start().line));
                }
            }
            TokenTree::Group(group) => {
                if group.delimiter() != Delimiter::None {
                    lines.insert(group.span_open().start().line);
                    lines.insert(group.span_close().end().line);
                }
                token_lines(group.stream(), lines);
            }
            other => lines.extend(other.span().start().line..=other.span().end().line),
        }
    }
}

fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

/// Removes the items that are only compiled for tests, and remembers their lines.
#[derive(Default)]
struct TestRemover {
    lines: BTreeSet<usize>,
    modules: Vec<String>,
}

impl TestRemover {
    /// Whether an item with `attributes` at `span` stays.
    fn keeps(&mut self, attributes: &[syn::Attribute], span: Span) -> bool {
        let removes = attributes.iter().any(is_for_tests);
        if removes {
            self.lines.extend(span.start().line..=span.end().line);
        }
        !removes
    }

    fn retain_items(&mut self, items: &mut Vec<syn::Item>) {
        items.retain(|item| {
            let keeps = self.keeps(attributes(item), item.span());
            if let syn::Item::Mod(module) = item
                && !keeps
                && module.content.is_none()
            {
                self.modules.push(module.ident.to_string());
            }
            keeps
        });
    }
}

impl VisitMut for TestRemover {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        self.retain_items(&mut file.items);
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            self.retain_items(items);
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
        block.items.retain(|item| {
            let attributes: &[syn::Attribute] = match item {
                syn::ImplItem::Const(item) => &item.attrs,
                syn::ImplItem::Fn(item) => &item.attrs,
                syn::ImplItem::Type(item) => &item.attrs,
                syn::ImplItem::Macro(item) => &item.attrs,
                _ => &[],
            };
            self.keeps(attributes, item.span())
        });
        visit_mut::visit_item_impl_mut(self, block);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.retain(|statement| match statement {
            syn::Stmt::Item(item) => self.keeps(attributes(item), item.span()),
            syn::Stmt::Local(local) => self.keeps(&local.attrs, local.span()),
            _ => true,
        });
        visit_mut::visit_block_mut(self, block);
    }
}

/// Whether `attribute` leaves its item out of everything but tests.
fn is_for_tests(attribute: &syn::Attribute) -> bool {
    if attribute.path().is_ident("test") {
        return true;
    }
    let syn::Meta::List(list) = &attribute.meta else { return false };
    let words: Vec<String> = list.tokens.clone().into_iter().map(|token| token.to_string()).collect();
    list.path.is_ident("cfg") && words.iter().any(|word| word == "test")
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

struct PathCollector {
    module: Vec<String>,
    found: Vec<NamedPath>,
}

impl PathCollector {
    fn push(&mut self, span: Span, segments: Vec<String>, context: Context) {
        self.found.push(NamedPath { line: span.start().line, segments, module: self.module.clone(), context });
    }

    /// Collects the paths of a `use` tree below `prefix`.
    fn unfold(&mut self, tree: &syn::UseTree, prefix: &[String], is_reexport: bool) {
        let below = |name: String| [prefix, &[name]].concat();
        let import = |name: String| Context::Import { name, is_reexport };
        match tree {
            syn::UseTree::Path(path) => {
                self.unfold(&path.tree, &below(path.ident.to_string()), is_reexport);
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                let module = prefix.last().cloned().unwrap_or_default();
                self.push(name.ident.span(), prefix.to_vec(), import(module));
            }
            syn::UseTree::Name(name) => {
                let text = name.ident.to_string();
                self.push(name.ident.span(), below(text.clone()), import(text));
            }
            syn::UseTree::Rename(rename) => {
                self.push(rename.ident.span(), below(rename.ident.to_string()), import(rename.rename.to_string()));
            }
            syn::UseTree::Glob(glob) => self.push(glob.span(), below("*".to_owned()), import("*".to_owned())),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.unfold(tree, prefix, is_reexport);
                }
            }
        }
    }

    /// Collects the paths among the arguments of a macro or an attribute, which have no syntax tree.
    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Group(group) => self.scan(Group::stream(group)),
                TokenTree::Ident(first) if at == 0 || !is_sign(&tokens[at - 1], '.') => {
                    let mut segments = vec![first.to_string()];
                    while let Some(TokenTree::Ident(next)) = tokens.get(at + 3)
                        && is_sign(&tokens[at + 1], ':')
                        && is_sign(&tokens[at + 2], ':')
                    {
                        segments.push(next.to_string());
                        at += 3;
                    }
                    self.push(first.span(), segments, Context::Code);
                }
                _ => {}
            }
            at += 1;
        }
    }
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

impl<'ast> Visit<'ast> for PathCollector {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.unfold(&item.tree, &[], !matches!(item.vis, syn::Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.push(path.span(), segments, Context::Code);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        self.scan(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.scan(list.tokens.clone());
        }
    }
}

struct FunctionCollector<'s> {
    source: &'s Source,
    owner: Option<String>,
    found: Vec<Function>,
}

impl FunctionCollector<'_> {
    fn push(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let start = signature.span();
        let span = start.join(body.span()).unwrap_or(start);
        let name = match &self.owner {
            Some(owner) => format!("{owner}::{}", signature.ident),
            None => signature.ident.to_string(),
        };
        self.found.push(Function { name, line: start.start().line, lines: self.source.code_lines_in(span) });
    }
}

impl<'ast> Visit<'ast> for FunctionCollector<'_> {
    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let owner = match &*block.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let outer = std::mem::replace(&mut self.owner, owner);
        visit::visit_item_impl(self, block);
        self.owner = outer;
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        let outer = self.owner.replace(item.ident.to_string());
        visit::visit_item_trait(self, item);
        self.owner = outer;
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.push(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.push(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(body) = &function.default {
            self.push(&function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}
