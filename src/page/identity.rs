//! The page on bets and identities: the strategies that have become identities, how to distinguish the two, and the
//! falsification signal of each strategy.

use crate::document::{Heading, Item, Page, PageBuilder, fact};
use crate::model::Atlas;
use crate::page::PageContext;
use crate::page::parts::answer::{self, clause, figure};
use crate::page::parts::inline::to;

/// Builds the page on bets and identities.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let identity = &atlas.identity;
    let mut page = context.page_below_home();
    let signals = atlas.strategies.iter().filter_map(|(id, row)| Some((id, row.falsification.as_deref()?)));
    let signals: Vec<_> = signals.collect();
    let [names, is_held] = [
        if signals.len() == 1 { "names" } else { "name" },
        if identity.bindings.len() == 1 { "is held as an identity" } else { "are held as identities" },
    ];
    page.kicker = answer::sentence([
        clause(
            &format!("{{}} of {{}} strategies {names} a signal that would count against it"),
            [signals.len(), atlas.strategies.len()].map(figure),
        ),
        clause(&format!("{{}} {is_held}"), [figure(identity.bindings.len())]),
    ]);
    if !identity.bindings.is_empty() {
        page.heading(Heading::section("Held as identities").counting(identity.bindings.len()));
    }
    for binding in &identity.bindings {
        page.prose(Heading::group(to(atlas, binding.strategy)).warning(&binding.marker), &binding.note, "");
    }
    if !identity.questions.is_empty() {
        page.heading(Heading::section("A bet or an identity").counting(identity.questions.len()));
    }
    questions(&mut page, atlas, |_, ask| ask.to_owned());
    page.heading(Heading::section("Falsification signals").counting(signals.len()));
    page.explanation(atlas.about.captions.falsification.as_ref());
    let items = signals.into_iter().map(|(strategy, signal)| Item::new(to(atlas, strategy), signal));
    page.list_or("No strategy of this atlas names a falsification signal.", items);
    remark(&mut page, "Why it matters", &identity.why_it_matters);
    remark(&mut page, "What would help", &identity.what_would_help);
    page.finish()
}

fn remark(page: &mut PageBuilder, title: &str, text: &str) {
    if !text.is_empty() {
        page.prose(Heading::section(title), text, "");
    }
}

/// Adds the questions that distinguish a bet from an identity, each with both answers. `title` creates a heading from
/// the number and text of a question.
pub(super) fn questions(page: &mut PageBuilder, atlas: &Atlas, title: impl Fn(usize, &str) -> String) {
    for (number, question) in (1..).zip(&atlas.identity.questions) {
        page.heading(Heading::group(title(number, &question.ask)));
        page.facts([fact("A bet", &question.bet), fact("An identity", &question.identity)]);
    }
}
