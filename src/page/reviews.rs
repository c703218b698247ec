//! The page of reviews: the state of all that the reviewer has judged.

use jiff::civil::Date;

use crate::review::{Dispute, Due, Judged, Subject, disputes, due};
use crate::text;

use crate::document::{Fact, Heading, Inline, Item, PageBuilder, Span, fact, join_dots, plain};
use crate::page::PageContext;
use crate::page::home;
use crate::page::parts::figures::pluralize;
use crate::page::parts::verdict::{self, STANCES, ago, link, until};

/// How many of the last sessions are listed.
const SESSIONS: usize = 10;

/// Builds the page.
pub(super) fn build(context: PageContext<'_>) -> PageBuilder {
    let mut page = PageBuilder::new(home::link(context.graph));
    let record = context.reviews.mine();
    if record.verdicts().next().is_none() && record.forecasts().next().is_none() {
        page.notice("Nothing has been judged yet: `stratlas review` begins, and so does R in the explorer.");
        disagreements(&mut page, context);
        return page;
    }
    if record.open_session().is_some_and(|session| session.blind) {
        page.notice("A blind session is going on: verdicts from before it are hidden until you judge again.");
    }
    page.facts(figures(context));
    flags(&mut page, context);
    to_do(&mut page, context);
    disagreements(&mut page, context);
    verdicts(&mut page, context);
    sessions(&mut page, context);
    page
}

fn figures(context: PageContext<'_>) -> Vec<Fact> {
    let record = context.reviews.mine();
    let judged = || record.verdicts().filter(|(on, _)| context.judged(on).is_some());
    let strategies = judged().filter(|(on, _)| on.starts_with("strategy/")).count();
    let positions = judged().count() - strategies;
    let of = pluralize(context.graph.atlas.strategies.len(), "strategy", "strategies");
    let mut figures =
        vec![fact("Reviewer", plain(context.reviews.me())), fact("Judged", plain(format!("{strategies} of {of}")))];
    if positions > 0 {
        figures.push(fact("Positions judged", plain(positions.to_string())));
    }
    let taken = |stance| {
        let on_strategies = judged().filter(|(on, _)| on.starts_with("strategy/"));
        on_strategies.filter(|(_, judged)| judged.verdict.stance == stance).count()
    };
    let stances = STANCES.map(|stance| (taken(Some(stance)), stance.as_str())).into_iter();
    let told = stances.chain([(taken(None), "no stance yet")]).filter(|(count, _)| *count > 0);
    figures.push(fact("Stances", join_dots(told.map(|(count, stance)| plain(format!("{count} {stance}"))))));
    let (open, resolved): (Vec<_>, Vec<_>) = record.forecasts().partition(|forecast| forecast.resolution.is_none());
    if open.len() + resolved.len() > 0 {
        figures.push(fact("Forecasts", plain(format!("{} open, {} resolved", open.len(), resolved.len()))));
    }
    figures.retain(|fact| !fact.value.is_empty());
    figures
}

/// What is still backed although its signal has landed.
fn flags(page: &mut PageBuilder, context: PageContext<'_>) {
    let strategies: Vec<_> = context.graph.atlas.strategies.ids().collect();
    let flagged = context.held_as_identity(&strategies);
    if flagged.is_empty() {
        return;
    }
    page.heading(
        Heading::section("Bet or identity?").counting(flagged.len()).warning("backed after the signal landed"),
    );
    page.list(flagged.into_iter().map(|id| item(context, &Subject::Strategy(id).path(&context.graph.atlas))));
}

fn to_do(page: &mut PageBuilder, context: PageContext<'_>) {
    let record = context.reviews.mine();
    let items: Vec<_> = due(record, &context.graph.atlas, context.today)
        .into_iter()
        .filter(|item| {
            context.judged(&item.subject).is_some() || item.why.iter().any(|why| matches!(why, Due::Forecast(_)))
        })
        .collect();
    if items.is_empty() {
        return;
    }
    page.heading(Heading::section("To look at again").counting(items.len()));
    page.list(items.into_iter().map(|item| Item {
        text: vec![link(&context.graph.atlas, &item.subject)],
        badges: context.judged(&item.subject).map(|judged| verdict::badge(&judged.verdict)).into_iter().collect(),
        note: join_dots(item.why.into_iter().map(|why| plain(reason(why, context)))),
    }));
}

/// What reviewers disagree on, and who stands where. What a blind session hides stays hidden.
fn disagreements(page: &mut PageBuilder, context: PageContext<'_>) {
    let atlas = &context.graph.atlas;
    let is_shown = |dispute: &Dispute| {
        Subject::find(atlas, &dispute.subject).is_some() && !context.reviews.is_hidden(&dispute.subject)
    };
    let disputes: Vec<Dispute> = disputes(context.reviews).into_iter().filter(is_shown).collect();
    if disputes.is_empty() {
        return;
    }
    page.heading(Heading::section("Disagreements").counting(disputes.len()));
    page.list(disputes.into_iter().map(|dispute| Item {
        text: vec![link(atlas, &dispute.subject)],
        badges: Vec::new(),
        note: plain(dispute.sides),
    }));
}

/// Why something is to be looked at again.
pub(super) fn reason(why: Due, context: PageContext<'_>) -> String {
    match why {
        Due::Past(date) => format!("due {}", ago(date, context.today)),
        Due::Forecast(date) => format!("a forecast ran out {}", ago(date, context.today)),
        Due::Stale => "the text has changed since".to_owned(),
        Due::Watched => "its signal is watched".to_owned(),
    }
}

fn verdicts(page: &mut PageBuilder, context: PageContext<'_>) {
    let judged: Vec<&str> =
        context.reviews.mine().verdicts().map(|(on, _)| on).filter(|on| context.judged(on).is_some()).collect();
    page.heading(Heading::section("Verdicts").counting(judged.len()));
    page.list(judged.into_iter().map(|on| item(context, on)));
}

fn item(context: PageContext<'_>, on: &str) -> Item {
    let judged = context.judged(on);
    Item {
        text: vec![link(&context.graph.atlas, on)],
        badges: judged.map(|judged| verdict::badge(&judged.verdict)).into_iter().collect(),
        note: judged.map(|judged| note(context, on, judged)).unwrap_or_default(),
    }
}

fn note(context: PageContext<'_>, on: &str, judged: &Judged) -> Inline {
    let when = judged.last().map(|step| ago(step.at.date(), context.today)).unwrap_or_default();
    let again = judged.verdict.next.map(|next| again(next, context.today)).unwrap_or_default();
    let stale = is_stale(context, on, judged);
    let note =
        judged.verdict.note.as_ref().map(|note| format!("“{}”", text::collapse_whitespace(note))).unwrap_or_default();
    join_dots([
        plain(judged.verdict.words()),
        plain(when),
        plain(if stale { "of an older text" } else { "" }),
        plain(again),
        plain(note),
    ])
}

/// When it is to be looked at again: `again in 12 days`, or `due 3 days ago` once that day has come.
fn again(next: Date, today: Date) -> String {
    if next > today { format!("again {}", until(next, today)) } else { format!("due {}", ago(next, today)) }
}

/// Whether the text has changed since it was judged.
pub(super) fn is_stale(context: PageContext<'_>, on: &str, judged: &Judged) -> bool {
    let atlas = &context.graph.atlas;
    Subject::find(atlas, on).is_some_and(|subject| judged.is_stale(subject.digest(atlas)))
}

fn sessions(page: &mut PageBuilder, context: PageContext<'_>) {
    let record = context.reviews.mine();
    let count = record.sessions().count();
    if count == 0 {
        return;
    }
    page.heading(Heading::section("Sessions").counting(count));
    page.list(
        record
            .sessions()
            .rev()
            .take(SESSIONS)
            .map(|session| {
                let progress = session.progress();
                let state = if session.ended.is_some() { "" } else { "not ended: `stratlas review resume` goes on" };
                let blind = if session.blind { "blind" } else { "" };
                Item {
                    text: vec![Span::plain(session.started.short())],
                    badges: Vec::new(),
                    note: join_dots([
                        plain(format!("{} of {} judged", progress.judged, progress.total)),
                        plain(format!("by {}", session.order)),
                        plain(session.scope.clone().filter(|of| *of != session.order).unwrap_or_default()),
                        plain(blind),
                        plain(state),
                    ]),
                }
            })
            .collect::<Vec<_>>(),
    );
    page.more(count.saturating_sub(SESSIONS));
}
