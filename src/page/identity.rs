//! The identity page: how to tell a bet from an identity, the strategies that are held as one, and what would count
//! against each strategy.

use crate::graph::Graph;
use crate::model::{Atlas, StrategyId};

use crate::document::{Heading, Item, PageBuilder, fact, plain};
use crate::page::home;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::to;

/// Builds the page.
pub(super) fn build(graph: &Graph) -> PageBuilder {
    let atlas = &graph.atlas;
    let identity = &atlas.identity;
    let mut page = PageBuilder::new(home::link(graph));
    let signals = signals(atlas);
    page.facts(vec![
        fact("Questions", plain(identity.questions.len().to_string())),
        fact("Held as identities", plain(pluralize(identity.bindings.len(), "strategy", "strategies"))),
        fact("Signals", plain(format!("{} of {} strategies name one", signals.len(), atlas.strategies.len()))),
    ]);
    remark(&mut page, "Why it matters", &identity.why_it_matters);
    questions(&mut page, atlas);
    bindings(&mut page, atlas);
    remark(&mut page, "What would help", &identity.what_would_help);
    page.heading(Heading::section("What would count against each strategy").counting(signals.len()));
    page.caption(atlas.about.captions.falsification.as_deref().unwrap_or_default());
    if signals.is_empty() {
        page.notice("No strategy of this atlas says what would count against it.");
    }
    page.list(signals.into_iter().map(|(strategy, signal)| item(atlas, strategy, signal)));
    page
}

fn remark(page: &mut PageBuilder, title: &str, text: &str) {
    if !text.is_empty() {
        page.prose(Heading::section(title), text, None);
    }
}

/// The strategies that name a falsification signal, in name order.
fn signals(atlas: &Atlas) -> Vec<(StrategyId, &str)> {
    let strategies = atlas.strategies.iter();
    strategies.filter_map(|(id, strategy)| Some((id, strategy.falsification.as_deref()?))).collect()
}

fn questions(page: &mut PageBuilder, atlas: &Atlas) {
    let questions = &atlas.identity.questions;
    if questions.is_empty() {
        return;
    }
    page.heading(Heading::section("A bet or an identity").counting(questions.len()));
    for question in questions {
        page.heading(Heading::group(plain(&question.ask)));
        page.facts(vec![fact("A bet", plain(&question.bet)), fact("An identity", plain(&question.identity))]);
    }
}

fn bindings(page: &mut PageBuilder, atlas: &Atlas) {
    let bindings = &atlas.identity.bindings;
    if bindings.is_empty() {
        return;
    }
    page.heading(Heading::section("Held as identities").counting(bindings.len()));
    for binding in bindings {
        let name = vec![to(atlas, binding.strategy)];
        page.heading(Heading::group(name).warning(&binding.marker));
        page.paragraph(&binding.note);
    }
}

fn item(atlas: &Atlas, strategy: StrategyId, signal: &str) -> Item {
    Item { text: vec![to(atlas, strategy)], badges: Vec::new(), note: plain(signal) }
}
