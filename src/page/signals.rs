//! The page of signals: what would falsify each strategy, how far it has come, and what is backed in spite of it.

use crate::model::StrategyId;
use crate::review::{IdentityScore, Status, Subject, Verdict};

use crate::document::{Heading, Inline, Item, PageBuilder, Span, fact, join_dots, plain};
use crate::page::PageContext;
use crate::page::home;
use crate::page::parts::inline::to;
use crate::page::parts::verdict::{FLAG, forecast_line, seen};

/// Builds the page.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let graph = context.graph;
    let mut page = PageBuilder::new(home::link(graph));
    let strategies = graph.atlas.strategies.iter();
    let signals: Vec<StrategyId> =
        strategies.filter(|(_, row)| row.falsification.is_some()).map(|(id, _)| id).collect();
    if signals.is_empty() {
        page.notice("No strategy of this atlas says what would falsify it.");
        return page;
    }
    flags(&mut page, context, &signals);
    for (status, title) in [
        (Some(Status::Landed), "Landed"),
        (Some(Status::Watching), "Watched"),
        (Some(Status::NotSeen), "Not seen"),
        (None, "Not looked for yet"),
    ] {
        let of_status = |id: &&StrategyId| context.verdict_on(**id).and_then(Verdict::status) == status;
        let with: Vec<StrategyId> = signals.iter().filter(of_status).copied().collect();
        if !with.is_empty() {
            page.heading(Heading::section(title).counting(with.len()));
            page.list(with.into_iter().map(|id| signal(context, id)));
        }
    }
    page
}

/// A strategy with its signal: when it was seen, what shows it, what is forecast, and what it is.
fn signal(context: PageContext<'_>, id: StrategyId) -> Item {
    let atlas = &context.graph.atlas;
    let verdict = context.verdict_on(id);
    let seen = verdict.and_then(|verdict| verdict.signal.as_ref()).map(seen).unwrap_or_default();
    let text = atlas.strategies[id].falsification.as_deref().unwrap_or_default();
    Item {
        text: vec![to(atlas, id)],
        badges: Vec::new(),
        note: join_dots(std::iter::once(seen).chain(forecasts(context, id)).chain([plain(text)])),
    }
}

/// What the reviewer holds likely, by the nearest date that is still open, and how earlier forecasts came out.
fn forecasts(context: PageContext<'_>, id: StrategyId) -> Vec<Inline> {
    let path = Subject::Strategy(id).path(&context.graph.atlas);
    let forecasts = context.reviews.mine().forecasts_on(&path);
    let (open, resolved): (Vec<_>, Vec<_>) = forecasts.partition(|forecast| forecast.resolution.is_none());
    let told = open.into_iter().take(1).chain(resolved.into_iter().rev());
    told.map(|forecast| forecast_line(forecast, context.today)).collect()
}

/// What is still backed although its signal has landed, with the questions that tell a bet from an identity.
fn flags(page: &mut PageBuilder, context: PageContext<'_>, signals: &[StrategyId]) {
    let flagged = context.held_as_identity(signals);
    if flagged.is_empty() {
        return;
    }
    let heading = Heading::section("Bet or identity?").counting(flagged.len());
    page.heading(heading.warning("backed after the signal landed"));
    page.paragraph(FLAG);
    let atlas = &context.graph.atlas;
    page.list(flagged.iter().map(|&id| Item {
        text: vec![to(atlas, id)],
        badges: Vec::new(),
        note: plain(context.verdict_on(id).map(score).unwrap_or_default()),
    }));
    questions(page, context);
}

/// How many questions were answered which way.
pub(super) fn score(verdict: &Verdict) -> String {
    let score = IdentityScore::of(verdict);
    match score.bet + score.identity {
        0 => "none of the questions answered yet".to_owned(),
        answered => format!("{} of {answered} answers are those of an identity", score.identity),
    }
}

/// The questions that tell a bet from an identity, with how either answers them.
pub(super) fn questions(page: &mut PageBuilder, context: PageContext<'_>) {
    for (number, question) in (1..).zip(&context.graph.atlas.identity.questions) {
        page.heading(Heading::group(vec![Span::plain(format!("{number}. {}", question.ask))]));
        page.facts(vec![fact("A bet", plain(&question.bet)), fact("An identity", plain(&question.identity))]);
    }
}
