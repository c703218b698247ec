//! The manual: its table of contents, and a page per topic. The chapters are Markdown files, so that the website of the
//! repository can also show them.

mod chapter;

use crate::document::{Heading, Item, Page, PageBuilder, Span, plain, quiet};
use crate::place::{Overview, Topic};

/// Builds the page of a topic.
pub(super) fn build(topic: Topic) -> Page {
    let mut page = chapter::read(markdown(topic));
    page.kicker = vec![Span::link(Overview::Help.name(), Overview::Help)];
    page
}

/// Builds the page that lists all topics.
pub(super) fn build_contents() -> Page {
    let mut page = PageBuilder::new("The chapters of the manual");
    page.list(Topic::ALL.iter().map(|&topic| {
        // Most topics are called as they are typed on the command line.
        let typed = (topic.name().to_lowercase() != topic.slug()).then(|| topic.slug());
        Item::new(Span::link(topic.name(), topic), plain(topic.about())).beside(typed.map(quiet))
    }));
    page.heading(Heading::section("On the command line"));
    page.paragraph([
        Span::code("stratlas help TOPIC"),
        Span::plain(" prints a chapter, "),
        Span::code("stratlas COMMAND --help"),
        Span::plain(" the options of a command. In the explorer, "),
        Span::code("?"),
        Span::plain(" lists the keys that work where you are."),
    ]);
    page.finish()
}

/// Returns the Markdown of the chapter on `topic`.
fn markdown(topic: Topic) -> &'static str {
    macro_rules! chapters {
        ($($topic:ident $file:literal)*) => {
            match topic {
                $(Topic::$topic => include_str!(concat!("../../cli/topics/", $file, ".md")),)*
            }
        };
    }
    chapters! {
        Tour "tour"
        Keys "keys"
        Search "search"
        Portfolios "portfolios"
        Reviews "reviews"
        Teams "teams"
        Data "data"
        Atlas "atlas"
        Overlay "overlay"
        Exports "exports"
        Configuration "configuration"
        Themes "themes"
        Accessibility "accessibility"
        Journal "journal"
        Json "json"
        Performance "performance"
        Architecture "architecture"
        Contributing "contributing"
        Security "security"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Target;

    #[test]
    fn every_chapter_reads_without_a_loss() {
        for &topic in Topic::ALL {
            let page = build(topic);
            assert_eq!(page.title, topic.name(), "{}", topic.slug());
            assert!(page.blocks.len() > 2, "{} is short", topic.slug());
            // Unsupported Markdown remains in the text: markup, or a link without a target.
            for span in page.spans().filter(|span| span.weight != crate::document::Weight::Code) {
                let is_left = ["**", "](", "<!--", "```"].iter().any(|mark| span.text.contains(mark));
                assert!(!is_left, "{}: {}", topic.slug(), span.text);
            }
        }
    }

    #[test]
    fn links_between_chapters_lead_there() {
        let places = |topic| build(topic).spans().filter(|span| matches!(span.to, Some(Target::Place(_)))).count();
        let linked = Topic::ALL.iter().filter(|&&topic| places(topic) > 0).count();
        assert!(linked > Topic::ALL.len() / 2, "{linked}");
        for &topic in Topic::ALL {
            let links = markdown(topic).matches("](").count();
            let read = build(topic).spans().filter(|span| span.to.is_some()).count();
            assert!(read >= links, "{} of {links} links in {}", read, topic.slug());
        }
    }
}
