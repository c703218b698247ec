//! Formats the blocks of pages as HTML, each on a line of its own.

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

/// Minimum number of sections for a page to have a list of contents.
const MIN_CONTENTS: usize = 3;
/// Minimum number of items for a list to be sortable by a script.
const MIN_SORTED: usize = 20;

/// Formatter of the blocks of one page as HTML.
pub(super) struct BlockHtml<'a> {
    paths: &'a PageFiles,
    /// File of the page, from which relative links start.
    file: &'a str,
    /// Ids of HTML elements that are in use on the page.
    ids: HashSet<String>,
    /// HTML level of the last heading; the title of the page has level 1.
    level: u8,
    /// Graph with the names and figures of records that the page links to; `None` for a page that is not part of a
    /// site.
    pub(super) graph: Option<&'a Graph>,
    /// Id and text of the heading of each section that has been formatted.
    sections: Vec<(String, String)>,
}

impl<'a> BlockHtml<'a> {
    /// Creates the formatter for the page in `file`.
    pub(super) fn new(paths: &'a PageFiles, file: &'a str) -> Self {
        let ids = ["main", "q", "results", "all", "panel", "status"].map(str::to_owned).into();
        Self { paths, file, ids, level: 1, graph: None, sections: Vec::new() }
    }

    /// Sets the graph, for a page that is part of a site.
    pub(super) fn in_graph(self, graph: &'a Graph) -> Self {
        Self { graph: Some(graph), ..self }
    }

    /// Formats the list of contents, with a link to each section that has been formatted; `None` if there are too few
    /// sections.
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

    /// Formats a block. Blocks have to be formatted in the order of the page, since ids and levels of headings depend
    /// on earlier ones.
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
        // HTML levels increase by at most one from a heading to the next, so that the outline of the document has no
        // gaps.
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

    /// Returns an id for a heading that is unique on the page: the words of `text`, and a number if the id is in use.
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
                    // Adjacent facts with one label are shown as one label with several values.
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
                            (self.note(&item.flag))
                        } "\n"
                    }
                } "\n"
            }
        }
    }

    /// Returns the figures of the record that `item` links to, for the script that sorts lists; `None` if it links to
    /// none.
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

    /// Formats panels, which are shown side by side.
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

    /// Formats the paths between two records as nested lists, each of which ends with the record at the end.
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

    /// Formats a line of text with its links.
    pub(super) fn line(&self, spans: &[Span]) -> Markup {
        html! { @for span in spans { (self.span(span)) } }
    }

    /// Returns the address of the page of `place`, relative to this page; `None` if the place has no page.
    pub(super) fn address(&self, place: Place) -> Option<String> {
        self.paths.of(place).map(|to| between(self.file, to))
    }

    /// Returns the address that `span` links to; `None` if it is no link, if its target has no address, or if it has no
    /// text, since nobody could follow such a link.
    pub(super) fn target(&self, span: &Span) -> Option<String> {
        let address = match &span.to {
            Some(Target::Place(place)) => self.address(*place),
            Some(Target::Url(url)) if is_web(url) => Some(url.clone()),
            _ => None,
        };
        address.filter(|_| !span.text.trim().is_empty())
    }

    /// Formats a span. It becomes a link only if its target is a web address or a place with a page.
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
    /// Formats a link whose text is a sign. The name of its target is the tooltip, which screen readers read.
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
