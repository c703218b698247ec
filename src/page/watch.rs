//! The page of signals: what would falsify each strategy, how far it has come, and what is backed in spite of it.

use crate::model::StrategyId;
use crate::review::{IdentityScore, Status, Subject, Verdict};

use super::Known;
use super::draft::Draft;
use super::home;
use super::inline::{dotted, fact, plain, to};
use super::verdict::{FLAG, forecast_line, seen};
use crate::document::{Heading, Inline, Item, Span};

/// Describes the page.
pub(super) fn draft(known: Known<'_>) -> Draft {
    let graph = known.graph;
    let mut draft = Draft::new(home::link(graph));
    let strategies = graph.atlas.strategies.iter();
    let signals: Vec<StrategyId> =
        strategies.filter(|(_, row)| row.falsification.is_some()).map(|(id, _)| id).collect();
    if signals.is_empty() {
        draft.notice("No strategy of this atlas says what would falsify it.");
        return draft;
    }
    flags(&mut draft, known, &signals);
    for (status, title) in [
        (Some(Status::Landed), "Landed"),
        (Some(Status::Watching), "Watched"),
        (Some(Status::NotSeen), "Not seen"),
        (None, "Not looked for yet"),
    ] {
        let of_status = |id: &&StrategyId| known.verdict_on(**id).and_then(Verdict::status) == status;
        let with: Vec<StrategyId> = signals.iter().filter(of_status).copied().collect();
        if !with.is_empty() {
            draft.heading(Heading::section(title).counting(with.len()));
            draft.list(with.into_iter().map(|id| signal(known, id)));
        }
    }
    draft
}

/// A strategy with its signal: when it was seen, what shows it, what is forecast, and what it is.
fn signal(known: Known<'_>, id: StrategyId) -> Item {
    let atlas = &known.graph.atlas;
    let verdict = known.verdict_on(id);
    let seen = verdict.and_then(|verdict| verdict.signal.as_ref()).map(seen).unwrap_or_default();
    let text = atlas.strategies[id].falsification.as_deref().unwrap_or_default();
    Item {
        text: vec![to(atlas, id)],
        badges: Vec::new(),
        note: dotted(std::iter::once(seen).chain(forecasts(known, id)).chain([plain(text)])),
    }
}

/// What the reviewer holds likely, by the nearest date that is still open, and how earlier forecasts came out.
fn forecasts(known: Known<'_>, id: StrategyId) -> Vec<Inline> {
    let path = Subject::Strategy(id).path(&known.graph.atlas);
    let forecasts = known.reviews.mine().forecasts_on(&path);
    let (open, resolved): (Vec<_>, Vec<_>) = forecasts.partition(|forecast| forecast.resolution.is_none());
    let told = open.into_iter().take(1).chain(resolved.into_iter().rev());
    told.map(|forecast| forecast_line(forecast, known.today)).collect()
}

/// What is still backed although its signal has landed, with the questions that tell a bet from an identity.
fn flags(draft: &mut Draft, known: Known<'_>, signals: &[StrategyId]) {
    let flagged = known.held_as_identity(signals);
    if flagged.is_empty() {
        return;
    }
    let heading = Heading::section("Bet or identity?").counting(flagged.len());
    draft.heading(heading.warning("backed after the signal landed"));
    draft.paragraph(FLAG);
    let atlas = &known.graph.atlas;
    draft.list(flagged.iter().map(|&id| Item {
        text: vec![to(atlas, id)],
        badges: Vec::new(),
        note: plain(known.verdict_on(id).map(score).unwrap_or_default()),
    }));
    questions(draft, known);
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
pub(super) fn questions(draft: &mut Draft, known: Known<'_>) {
    for (number, question) in (1..).zip(&known.graph.atlas.identity.questions) {
        draft.heading(Heading::group(vec![Span::plain(format!("{number}. {}", question.ask))]));
        draft.facts(vec![fact("A bet", plain(&question.bet)), fact("An identity", plain(&question.identity))]);
    }
}
