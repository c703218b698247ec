//! The identity page: how to tell a bet from an identity, the strategies that are held as one, and what would count
//! against each strategy.

use crate::graph::Graph;
use crate::model::{Atlas, StrategyId};

use super::draft::Draft;
use super::figures::counted;
use super::home;
use super::inline::{fact, plain, to};
use crate::document::{Heading, Item};

/// Describes the page.
pub(super) fn draft(graph: &Graph) -> Draft {
    let atlas = &graph.atlas;
    let identity = &atlas.identity;
    let mut draft = Draft::new(home::link(graph));
    let signals = signals(atlas);
    draft.facts(vec![
        fact("Questions", plain(identity.questions.len().to_string())),
        fact("Held as identities", plain(counted(identity.bindings.len(), "strategy", "strategies"))),
        fact("Signals", plain(format!("{} of {} strategies name one", signals.len(), atlas.strategies.len()))),
    ]);
    remark(&mut draft, "Why it matters", &identity.why_it_matters);
    questions(&mut draft, atlas);
    bindings(&mut draft, atlas);
    remark(&mut draft, "What would help", &identity.what_would_help);
    draft.heading(Heading::section("What would count against each strategy").counting(signals.len()));
    draft.caption(atlas.about.captions.falsification.as_deref().unwrap_or_default());
    if signals.is_empty() {
        draft.notice("No strategy of this atlas says what would count against it.");
    }
    draft.list(signals.into_iter().map(|(strategy, signal)| item(atlas, strategy, signal)));
    draft
}

fn remark(draft: &mut Draft, title: &str, text: &str) {
    if !text.is_empty() {
        draft.prose(Heading::section(title), text, None);
    }
}

/// The strategies that name a falsification signal, in name order.
fn signals(atlas: &Atlas) -> Vec<(StrategyId, &str)> {
    let strategies = atlas.strategies.iter();
    strategies.filter_map(|(id, strategy)| Some((id, strategy.falsification.as_deref()?))).collect()
}

fn questions(draft: &mut Draft, atlas: &Atlas) {
    let questions = &atlas.identity.questions;
    if questions.is_empty() {
        return;
    }
    draft.heading(Heading::section("A bet or an identity").counting(questions.len()));
    for question in questions {
        draft.heading(Heading::group(plain(&question.ask)));
        draft.facts(vec![fact("A bet", plain(&question.bet)), fact("An identity", plain(&question.identity))]);
    }
}

fn bindings(draft: &mut Draft, atlas: &Atlas) {
    let bindings = &atlas.identity.bindings;
    if bindings.is_empty() {
        return;
    }
    draft.heading(Heading::section("Held as identities").counting(bindings.len()));
    for binding in bindings {
        let name = vec![to(atlas, binding.strategy)];
        draft.heading(Heading::group(name).warning(&binding.marker));
        draft.paragraph(&binding.note);
    }
}

fn item(atlas: &Atlas, strategy: StrategyId, signal: &str) -> Item {
    Item { text: vec![to(atlas, strategy)], badges: Vec::new(), note: plain(signal) }
}
