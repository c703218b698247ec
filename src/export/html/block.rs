//! Blocks of pages as HTML, each on a separate line.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::document::{
    Block, Fact, Heading, Item, Neighbourhood, Panels, PathBranch, PathPicture, Span, Target, Tone, Weight,
};
use crate::export::is_web;
use crate::export::paths::{PageFiles, between};
use crate::graph::Graph;
use crate::model::{Entity, is_date};
use crate::place::Place;

/// The fewest sections of a page that has a list of contents.
const MIN_CONTENTS: usize = 3;
/// Minimum number of items for a sortable list.
const MIN_SORTED: usize = 20;

/// HTML of the blocks of one page.
pub(super) struct BlockHtml<'a> {
    paths: &'a PageFiles,
    /// File of the page, the base of relative links.
    file: &'a str,
    /// Ids in use on the page.
    ids: HashSet<String>,
    /// Level of the last heading in HTML: 1 is the title of the page.
    level: u8,
    /// Graph with the names and figures of linked records; `None` for a standalone page.
    pub(super) graph: Option<&'a Graph>,
    /// Id and text of each section so far.
    sections: Vec<(String, String)>,
}

impl<'a> BlockHtml<'a> {
    /// Creates the formatter for the page in `file`.
    pub(super) fn new(paths: &'a PageFiles, file: &'a str) -> Self {
        let ids = ["main", "q", "results", "all", "panel", "status"].map(str::to_owned).into();
        Self { paths, file, ids, level: 1, graph: None, sections: Vec::new() }
    }

    /// Sets the graph, for a page of a site.
    pub(super) fn in_graph(self, graph: &'a Graph) -> Self {
        Self { graph: Some(graph), ..self }
    }

    /// The contents of the page so far: a link to each section; `None` if there are too few.
    pub(super) fn contents(&self) -> Option<Markup> {
        let has_enough = self.sections.len() >= MIN_CONTENTS;
        has_enough.then(|| {
            html! {
                nav class="contents" aria-label="On this page" { "\n"
                    ul { "\n" @for (id, text) in &self.sections { li { a href={ "#" (id) } { (text) } } "\n" } } "\n"
                } "\n"
            }
        })
    }

    /// Formats a block. Blocks must be formatted in page order, since ids and heading levels depend on it.
    pub(super) fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => html! { p { (self.line(text)) } "\n" },
            Block::Caption(text) | Block::Explanation(text) => html! { p class="caption" { (self.line(text)) } "\n" },
            Block::Notice(text) => html! { p class="notice" role="note" { (self.line(text)) } "\n" },
            Block::Warning(text) => html! { p class="warning" role="note" { (self.line(text)) } "\n" },
            Block::Facts(facts) => self.facts(facts),
            Block::List(items) => self.list(items),
            Block::Bars(bars) => self.bars(bars),
            Block::Intervals(scale) => self.intervals(scale),
            Block::Grid(grid) => self.grid(grid),
            Block::Pairs(grid) => self.pairs(grid),
            Block::Neighbourhood(around) => self.neighbourhood(around),
            Block::Paths(picture) => self.paths(picture),
            Block::Strip(plot) => self.strip(plot),
            Block::Panels(panels) => self.panels(panels),
            Block::Code(code) => html! { pre { code { (code.text) } } "\n" },
        }
    }

    fn heading(&mut self, heading: &Heading) -> Markup {
        // No level is skipped downwards, so that the document outline is complete.
        self.level = (heading.level + 1).clamp(2, self.level + 1);
        let plain: String = heading.text.iter().map(|span| span.text.as_str()).collect();
        let id = self.unique_id(&plain);
        let content = html! {
            (self.line(&heading.text))
            @if let Some(count) = heading.count { " " span class="count" { (count) } }
            @if let Some(mark) = &heading.mark {
                " " span class=(if heading.warns { "mark warns" } else { "mark" }) { (mark) }
            }
            " " a class="anchor" href={ "#" (id) } aria-label={ "Link to " (plain) } { "#" }
            @if !heading.aside.is_empty() { " " span class="aside" { (self.line(&heading.aside)) } }
        };
        if self.level == 2 {
            self.sections.push((id.clone(), plain.trim().to_owned()));
        }
        html! {
            @match self.level {
                2 => { h2 id=(id) { (content) } }
                3 => { h3 id=(id) { (content) } }
                _ => { h4 id=(id) { (content) } }
            }
            "\n"
        }
    }

    /// Returns a unique id for a heading: its words, and a number if the words are already in use.
    pub(super) fn unique_id(&mut self, text: &str) -> String {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut stem = if words.is_empty() { "part".to_owned() } else { words.join("-").to_lowercase() };
        if !stem.starts_with(|c: char| c.is_ascii_alphabetic()) {
            stem.insert_str(0, "part-");
        }
        let mut id = stem.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }

    fn facts(&self, facts: &[Fact]) -> Markup {
        html! {
            @if !facts.is_empty() {
                dl class="facts" { "\n"
                    // Values with the same label are one group.
                    @for group in facts.chunk_by(|fact, next| fact.label == next.label) {
                        div {
                            dt class=[group[0].tone.map(Tone::as_str)] { (group[0].label) }
                            @for fact in group { dd { (self.line(&fact.value)) } }
                        } "\n"
                    }
                } "\n"
            }
        }
    }

    fn list(&self, items: &[Item]) -> Markup {
        html! {
            @if !items.is_empty() {
                ul class="list" { "\n"
                    @for item in items {
                        li data-sort=[self.figures(item).filter(|_| items.len() >= MIN_SORTED)] {
                            (self.line(&item.text))
                            @for (kind, label) in badges(item) { " " span class={ "badge " (kind) } { (label) } }
                            @if !item.aside.is_empty() { " " span class="quiet" { (self.line(&item.aside)) } }
                            (self.note(&item.note))
                        } "\n"
                    }
                } "\n"
            }
        }
    }

    /// The figures of the record of an item, for scripts that sort.
    fn figures(&self, item: &Item) -> Option<String> {
        let graph = self.graph?;
        let place = item.text.iter().find_map(|span| match span.to {
            Some(Target::Place(Place::Entity(entity))) => Some(entity),
            _ => None,
        })?;
        match place {
            Entity::Person(id) => {
                let person = &graph.atlas.people[id];
                let sources: usize = person.positions.iter().map(|position| position.sources.len()).sum();
                let updated = person.updated.as_deref().filter(|date| is_date(date)).unwrap_or_default();
                let positions = person.positions.len();
                Some(format!(r#"{{"positions":{positions},"sources":{sources},"last updated":"{updated}"}}"#))
            }
            Entity::Strategy(id) => {
                let [relations, tags] = [graph.related(id).count(), graph.tags_of(id).len()];
                Some(format!(r#"{{"relations":{relations},"tags":{tags}}}"#))
            }
            _ => None,
        }
    }

    /// Formats panels beside each other.
    pub(super) fn panels(&mut self, panels: &Panels) -> Markup {
        let parts: Vec<Markup> = panels
            .panels
            .iter()
            .map(|panel| {
                let heading = Heading { aside: panel.aside.clone(), ..Heading::section(panel.title.clone()) };
                let heading = self.heading(&heading);
                let blocks: Vec<Markup> = panel.blocks.iter().map(|block| self.block(block)).collect();
                html! { (heading) @for block in &blocks { (block) } }
            })
            .collect();
        html! {
            @if !parts.is_empty() {
                div class="panels" { "\n" @for part in &parts { section class="panel" { "\n" (part) } "\n" } } "\n"
            }
        }
    }

    /// Formats paths as nested lists; each ends with the name of the end.
    fn paths(&self, picture: &PathPicture) -> Markup {
        html! {
            ul class="list" { "\n" li { (self.span(&picture.start)) (self.branches(&picture.branches, picture)) } "\n" } "\n"
        }
    }

    fn branches(&self, branches: &[PathBranch], picture: &PathPicture) -> Markup {
        html! {
            @if !branches.is_empty() {
                ul { "\n"
                    @for branch in branches {
                        li {
                            (self.line(&branch.edge)) " → " (self.span(branch.stop.as_ref().unwrap_or(&picture.end)))
                            (self.branches(&branch.branches, picture))
                        } "\n"
                    }
                }
            }
        }
    }

    fn neighbourhood(&self, around: &Neighbourhood) -> Markup {
        html! {
            @if !around.groups.is_empty() {
                ul class="list" { "\n"
                    @for group in &around.groups {
                        li {
                            (self.line(&group.title)) " " span class="count" { (group.count) } "\n"
                            @if !group.members.is_empty() {
                                ul { "\n"
                                    @for member in &group.members {
                                        li { (self.span(&member.name)) (self.note(&member.further)) } "\n"
                                    }
                                }
                            }
                        } "\n"
                    }
                } "\n"
            }
        }
    }

    pub(super) fn note(&self, text: &[Span]) -> Markup {
        html! { @if !text.is_empty() { div class="about" { (self.line(text)) } } }
    }

    /// Formats text with its links.
    pub(super) fn line(&self, spans: &[Span]) -> Markup {
        html! { @for span in spans { (self.span(span)) } }
    }

    /// Returns the relative address of a place, if it has a page.
    pub(super) fn address(&self, place: Place) -> Option<String> {
        self.paths.of(place).map(|to| between(self.file, to))
    }

    /// Returns the address of a span's target. A link without text is ignored, since it could not be followed.
    pub(super) fn target(&self, span: &Span) -> Option<String> {
        let address = match &span.to {
            Some(Target::Place(place)) => self.address(*place),
            Some(Target::Url(url)) if is_web(url) => Some(url.clone()),
            _ => None,
        };
        address.filter(|_| !span.text.trim().is_empty())
    }

    /// Formats a span; only web addresses and places with a page become links.
    pub(super) fn span(&self, span: &Span) -> Markup {
        let address = self.target(span);
        let text = match &address {
            Some(address) if !span.text.contains(char::is_alphanumeric) => self.sign_link(address, span),
            Some(address) => anchor(address, &span.text),
            None => html! { (span.text) },
        };
        match span.weight {
            Weight::Plain => text,
            Weight::Strong => html! { strong { (text) } },
            Weight::Quiet => html! { span class="quiet" { (text) } },
            Weight::Code => html! { code { (text) } },
            Weight::Tone(tone) => html! { span class=(tone.as_str()) { (text) } },
        }
    }
}

impl BlockHtml<'_> {
    /// Returns a link whose text is a sign, with the name of its target as tooltip and for screen readers.
    fn sign_link(&self, address: &str, span: &Span) -> Markup {
        let name = match (&span.to, self.graph) {
            (Some(Target::Place(place)), Some(graph)) => place.name(&graph.atlas).into_owned(),
            _ => return anchor(address, &span.text),
        };
        html! { a class="dot" href=(address) title=(name) aria-label=(name) { (span.text) } }
    }
}

/// The classes and the labels of the badges of an item, without what its name and its note say already.
fn badges(item: &Item) -> impl Iterator<Item = (&str, &str)> {
    let [name, note] =
        [&item.text, &item.note].map(|line| line.iter().map(|span| span.text.as_str()).collect::<String>());
    let labels = item.badges.iter().map(move |badge| {
        let label = match badge.label.strip_prefix(&name) {
            Some("") => "",
            Some(rest) => rest.strip_prefix(", ").unwrap_or(&badge.label),
            None => &badge.label,
        };
        (badge.kind.as_str(), label)
    });
    labels.filter(move |(_, label)| !label.is_empty() && *label != note)
}

/// A link that reads `text`; one that leaves the site says so.
pub(super) fn anchor(address: &str, text: &str) -> Markup {
    html! { a href=(address) rel=[is_web(address).then_some("external noopener noreferrer")] { (text) } }
}
