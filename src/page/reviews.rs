//! The page of reviews: the reviewer's verdicts, due reviews, and disagreements between reviewers.

use jiff::civil::Date;

use crate::document::{Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, join_dots, plain};
use crate::page::PageContext;
use crate::page::parts::figures::strategies;
use crate::page::parts::verdict::{self, STANCES, ago, is_stale, link, until};
use crate::review::{Dispute, Due, Judged, ReviewSession, Subject, disputes, due};
use crate::text::collapse_whitespace;

/// Maximum number of listed sessions.
const MAX_SESSIONS: usize = 10;

/// Builds the page.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = context.page_below_home();
    let record = context.reviews.mine();
    if record.verdicts().next().is_none() && record.forecasts().next().is_none() {
        page.notice("No verdict has been recorded yet: `stratlas review`, or R in the explorer, starts a review.");
        disagreements(&mut page, context);
        return page.finish();
    }
    if record.open_session().is_some_and(|session| session.blind) {
        page.notice("A blind session is open: earlier verdicts are hidden until you judge again.");
    }
    let judged: Vec<(&str, &Judged)> =
        record.verdicts().filter_map(|(on, _)| Some((on, context.judged(on)?))).collect();
    page.facts(figures(context, &judged));
    still_backed(&mut page, context);
    due_items(&mut page, context);
    disagreements(&mut page, context);
    page.heading(Heading::section("Verdicts").counting(judged.len()));
    page.list(judged.into_iter().map(|(on, judged)| item(context, on, Some(judged))));
    sessions(&mut page, context);
    page.finish()
}

fn figures(context: &PageContext<'_>, judged: &[(&str, &Judged)]) -> Vec<Fact> {
    let on_strategies: Vec<&Judged> =
        judged.iter().filter(|(on, _)| on.starts_with("strategy/")).map(|&(_, judged)| judged).collect();
    let positions = judged.len() - on_strategies.len();
    let with_stance = |stance| on_strategies.iter().filter(|judged| judged.verdict.stance == stance).count();
    let stances = STANCES.map(|stance| (with_stance(Some(stance)), stance.as_str())).into_iter();
    let stances = stances.chain([(with_stance(None), "no stance yet")]).filter(|(count, _)| *count > 0);
    let forecasts = context.reviews.mine().forecasts();
    let (open, resolved): (Vec<_>, Vec<_>) = forecasts.partition(|forecast| forecast.resolution.is_none());
    let has_forecasts = open.len() + resolved.len() > 0;
    let all = strategies(context.graph.atlas.strategies.len());
    vec![
        fact("Reviewer", context.reviews.me()),
        fact("Judged", format!("{} of {all}", on_strategies.len())),
        fact("Positions judged", (positions > 0).then_some(positions)),
        fact("Stances", join_dots(stances.map(|(count, stance)| format!("{count} {stance}")))),
        fact("Forecasts", has_forecasts.then(|| format!("{} open, {} resolved", open.len(), resolved.len()))),
    ]
}

/// Adds the strategies that are still backed although their signal has landed.
fn still_backed(page: &mut PageBuilder, context: &PageContext<'_>) {
    let atlas = &context.graph.atlas;
    let backed = context.held_as_identity(&atlas.strategies.ids().collect::<Vec<_>>());
    let heading = Heading::section("Bet or identity?").warning("backed after the signal landed");
    page.section(
        heading,
        backed.into_iter().map(|id| {
            let path = Subject::Strategy(id).path(atlas);
            item(context, &path, context.judged(&path))
        }),
    );
}

fn due_items(page: &mut PageBuilder, context: &PageContext<'_>) {
    let due = due(context.reviews.mine(), &context.graph.atlas, context.today).into_iter();
    let is_forecast = |reason: &Due| matches!(reason, Due::Forecast(_));
    let due = due.filter(|item| context.judged(&item.subject).is_some() || item.why.iter().any(is_forecast));
    let items = due.map(|item| {
        let note = join_dots(item.why.into_iter().map(|why| reason(why, context.today)));
        let badge = context.judged(&item.subject).map(|judged| verdict::badge(&judged.verdict));
        Item::new(link(&context.graph.atlas, &item.subject), note).badged(badge)
    });
    page.section(Heading::section("Due for review"), items.collect::<Vec<_>>());
}

/// Adds the subjects on which reviewers disagree, except those that a blind session hides.
fn disagreements(page: &mut PageBuilder, context: &PageContext<'_>) {
    let atlas = &context.graph.atlas;
    let is_shown = |dispute: &Dispute| {
        Subject::find(atlas, &dispute.subject).is_some() && !context.reviews.is_hidden(&dispute.subject)
    };
    let disputes: Vec<Dispute> = disputes(context.reviews).into_iter().filter(is_shown).collect();
    let items = disputes.into_iter().map(|dispute| Item::new(link(atlas, &dispute.subject), dispute.sides));
    page.section(Heading::section("Disagreements"), items);
}

/// Describes why a subject is due for review.
pub(super) fn reason(why: Due, today: Date) -> String {
    match why {
        Due::Past(date) => format!("due {}", ago(date, today)),
        Due::Forecast(date) => format!("a forecast ended {}", ago(date, today)),
        Due::Stale => "the text has changed since".to_owned(),
        Due::Watched(date) => format!("its watched signal was to be checked {}", ago(date, today)),
    }
}

fn item(context: &PageContext<'_>, on: &str, judged: Option<&Judged>) -> Item {
    let badge = judged.map(|judged| verdict::badge(&judged.verdict));
    Item::new(link(&context.graph.atlas, on), judged.map(|judged| note(context, on, judged))).badged(badge)
}

fn note(context: &PageContext<'_>, on: &str, judged: &Judged) -> Inline {
    let today = context.today;
    // A past review date reads `due 3 days ago`.
    let review_date =
        judged.open_review_date().map(|next| if next > today { until(next, today) } else { ago(next, today) });
    join_dots([
        plain(judged.verdict.words()),
        plain(judged.last().map(|step| ago(step.at.date(), today))),
        plain(is_stale(context, on, judged).then_some("of an earlier text")),
        plain(review_date.map(|date| format!("due {date}"))),
        plain(judged.verdict.note.as_ref().map(|note| format!("“{}”", collapse_whitespace(note)))),
    ])
}

fn sessions(page: &mut PageBuilder, context: &PageContext<'_>) {
    let sessions: Vec<&ReviewSession> = context.reviews.mine().sessions().collect();
    if !sessions.is_empty() {
        page.heading(Heading::section("Sessions").counting(sessions.len()));
    }
    page.list(sessions.iter().rev().take(MAX_SESSIONS).map(|session| {
        let progress = session.progress();
        let note = join_dots([
            plain(progress.words()),
            plain(format!("by {}", session.order)),
            plain(session.name.as_str()),
            plain(session.ended.is_none().then_some("open: `stratlas review resume` resumes it")),
        ]);
        Item::new(Span::plain(session.started.short()), note)
    }));
    page.more(sessions.len().saturating_sub(MAX_SESSIONS));
}
