//! The page of falsification signals: the signal of each strategy, its status in the reviewer's verdict, and the
//! strategies that are backed in spite of a landed signal.

use crate::document::{Heading, Inline, Item, Page, Span, join_commas, join_dots, plain};
use crate::model::StrategyId;
use crate::page::PageContext;
use crate::page::identity::questions;
use crate::page::parts::figures::{key_count, key_figure, sentences};
use crate::page::parts::inline::to;
use crate::page::parts::verdict::{forecast_line, score, signal_line};
use crate::review::{Status, Subject, Verdict};

/// Builds the page of falsification signals.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let atlas = &context.graph.atlas;
    let mut page = context.page_below_home();
    let with_signal = |&id: &StrategyId| atlas.strategies[id].falsification.is_some();
    let signals: Vec<StrategyId> = atlas.strategies.ids().filter(with_signal).collect();
    if signals.is_empty() {
        page.notice("No strategy of this atlas names a falsification signal.");
        return page.finish();
    }
    let with =
        |status| signals.iter().filter(|&&id| context.verdict_on(id).and_then(Verdict::status) == status).count();
    let mut named = key_count(signals.len(), "strategy names", "strategies name");
    let whom = if signals.len() == 1 { "it" } else { "them" };
    named.push(Span::plain(format!(" what would prove {whom} wrong")));
    if with(None) == signals.len() {
        page.kicker = sentences([named, plain("You have checked none of these signals")]);
        let key = context.keys.get("signal-step").map(|key| format!(" with {key}")).unwrap_or_default();
        page.notice(format!(
            "A review card marks a signal as not seen, watched or landed{key}; this page then sorts the signals by what you \
             saw."
        ));
    } else {
        let counts = [
            key_figure(with(Some(Status::Landed)), "landed"),
            key_figure(with(Some(Status::Watching)), "watched"),
            key_figure(with(Some(Status::NotSeen)), "not seen"),
            key_figure(with(None), "not checked yet"),
        ];
        page.kicker = sentences([named, [plain("Of these signals, "), join_commas(counts)].concat()]);
    }
    for (status, title) in [
        (Some(Status::Landed), "Landed"),
        (Some(Status::Watching), "Watched"),
        (Some(Status::NotSeen), "Not seen"),
        (None, "Not checked yet"),
    ] {
        let has_status = |&&id: &&StrategyId| context.verdict_on(id).and_then(Verdict::status) == status;
        let items: Vec<Item> = signals.iter().filter(has_status).map(|&id| item(context, id)).collect();
        page.section(Heading::section(title), items);
    }
    if !context.held_as_identity(&signals).is_empty() {
        page.heading(Heading::section("Questions that tell a bet from an identity").explaining());
        questions(&mut page, atlas, |number, ask| format!("{number}. {ask}"));
    }
    page.finish()
}

/// Returns a list item for a strategy with the date and evidence of its signal, the forecasts, and the signal itself.
fn item(context: &PageContext<'_>, id: StrategyId) -> Item {
    let atlas = &context.graph.atlas;
    let verdict = context.verdict_on(id);
    let status = plain(verdict.and_then(|verdict| verdict.signal.as_ref()).map(signal_line));
    let is_backed = !context.held_as_identity(&[id]).is_empty();
    let backed = plain(verdict.filter(|_| is_backed).map(|verdict| format!("still backed: {}", score(verdict))));
    let signal = plain(atlas.strategies[id].falsification.as_ref());
    Item::new(to(atlas, id), join_dots([status, backed].into_iter().chain(forecasts(context, id)).chain([signal])))
}

/// Returns the reviewer's forecasts on a strategy in one line each: the open forecast with the nearest date, then
/// resolved forecasts, latest first.
fn forecasts(context: &PageContext<'_>, id: StrategyId) -> Vec<Inline> {
    let path = Subject::Strategy(id).path(&context.graph.atlas);
    let forecasts = context.reviews.mine().forecasts_on(&path);
    let (open, resolved): (Vec<_>, Vec<_>) = forecasts.partition(|forecast| forecast.resolution.is_none());
    let shown = open.into_iter().take(1).chain(resolved.into_iter().rev());
    shown.map(|forecast| forecast_line(forecast, context.today)).collect()
}
