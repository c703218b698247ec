//! The page of reviews: the state of all that the reviewer has judged.

use jiff::civil::Date;

use crate::review::{Dispute, Due, Judged, Subject, disputes, due};
use crate::text;

use super::Known;
use super::draft::Draft;
use super::figures::counted;
use super::home;
use super::inline::{dotted, fact, plain};
use super::verdict::{self, STANCES, ago, link, until};
use crate::document::{Fact, Heading, Inline, Item, Span};

/// How many of the last sessions are listed.
const SESSIONS: usize = 10;

/// Describes the page.
pub(super) fn draft(known: Known<'_>) -> Draft {
    let mut draft = Draft::new(home::link(known.graph));
    let record = known.reviews.mine();
    if record.verdicts().next().is_none() && record.forecasts().next().is_none() {
        draft.notice("Nothing has been judged yet: `stratlas review` begins, and so does R in the explorer.");
        disagreements(&mut draft, known);
        return draft;
    }
    if record.open_session().is_some_and(|session| session.blind) {
        draft.notice("A blind session is going on: verdicts from before it are hidden until you judge again.");
    }
    draft.facts(figures(known));
    flags(&mut draft, known);
    to_do(&mut draft, known);
    disagreements(&mut draft, known);
    verdicts(&mut draft, known);
    sessions(&mut draft, known);
    draft
}

fn figures(known: Known<'_>) -> Vec<Fact> {
    let record = known.reviews.mine();
    let judged = || record.verdicts().filter(|(on, _)| known.judged(on).is_some());
    let strategies = judged().filter(|(on, _)| on.starts_with("strategy/")).count();
    let positions = judged().count() - strategies;
    let of = counted(known.graph.atlas.strategies.len(), "strategy", "strategies");
    let mut figures =
        vec![fact("Reviewer", plain(known.reviews.me())), fact("Judged", plain(format!("{strategies} of {of}")))];
    if positions > 0 {
        figures.push(fact("Positions judged", plain(positions.to_string())));
    }
    let taken = |stance| {
        let on_strategies = judged().filter(|(on, _)| on.starts_with("strategy/"));
        on_strategies.filter(|(_, judged)| judged.verdict.stance == stance).count()
    };
    let stances = STANCES.map(|stance| (taken(Some(stance)), stance.as_str())).into_iter();
    let told = stances.chain([(taken(None), "no stance yet")]).filter(|(count, _)| *count > 0);
    figures.push(fact("Stances", dotted(told.map(|(count, stance)| plain(format!("{count} {stance}"))))));
    let (open, resolved): (Vec<_>, Vec<_>) = record.forecasts().partition(|forecast| forecast.resolution.is_none());
    if open.len() + resolved.len() > 0 {
        figures.push(fact("Forecasts", plain(format!("{} open, {} resolved", open.len(), resolved.len()))));
    }
    figures.retain(|fact| !fact.value.is_empty());
    figures
}

/// What is still backed although its signal has landed.
fn flags(draft: &mut Draft, known: Known<'_>) {
    let strategies: Vec<_> = known.graph.atlas.strategies.ids().collect();
    let flagged = known.held_as_identity(&strategies);
    if flagged.is_empty() {
        return;
    }
    draft.heading(
        Heading::section("Bet or identity?").counting(flagged.len()).warning("backed after the signal landed"),
    );
    draft.list(flagged.into_iter().map(|id| item(known, &Subject::Strategy(id).path(&known.graph.atlas))));
}

fn to_do(draft: &mut Draft, known: Known<'_>) {
    let record = known.reviews.mine();
    let items: Vec<_> = due(record, &known.graph.atlas, known.today)
        .into_iter()
        .filter(|item| known.judged(&item.on).is_some() || item.why.iter().any(|why| matches!(why, Due::Forecast(_))))
        .collect();
    if items.is_empty() {
        return;
    }
    draft.heading(Heading::section("To look at again").counting(items.len()));
    draft.list(items.into_iter().map(|item| Item {
        text: vec![link(&known.graph.atlas, &item.on)],
        badges: known.judged(&item.on).map(|judged| verdict::badge(&judged.verdict)).into_iter().collect(),
        note: dotted(item.why.into_iter().map(|why| plain(reason(why, known)))),
    }));
}

/// What reviewers disagree on, and who stands where. What a blind session hides stays hidden.
fn disagreements(draft: &mut Draft, known: Known<'_>) {
    let atlas = &known.graph.atlas;
    let is_shown =
        |dispute: &Dispute| Subject::parse(atlas, &dispute.on).is_ok() && !known.reviews.is_hidden(&dispute.on);
    let disputes: Vec<Dispute> = disputes(known.reviews).into_iter().filter(is_shown).collect();
    if disputes.is_empty() {
        return;
    }
    draft.heading(Heading::section("Disagreements").counting(disputes.len()));
    draft.list(disputes.into_iter().map(|dispute| Item {
        text: vec![link(atlas, &dispute.on)],
        badges: Vec::new(),
        note: plain(dispute.sides),
    }));
}

/// Why something is to be looked at again.
pub(super) fn reason(why: Due, known: Known<'_>) -> String {
    match why {
        Due::Past(date) => format!("due {}", ago(date, known.today)),
        Due::Forecast(date) => format!("a forecast ran out {}", ago(date, known.today)),
        Due::Stale => "the text has changed since".to_owned(),
        Due::Watched => "its signal is watched".to_owned(),
    }
}

fn verdicts(draft: &mut Draft, known: Known<'_>) {
    let judged: Vec<&str> =
        known.reviews.mine().verdicts().map(|(on, _)| on).filter(|on| known.judged(on).is_some()).collect();
    draft.heading(Heading::section("Verdicts").counting(judged.len()));
    draft.list(judged.into_iter().map(|on| item(known, on)));
}

fn item(known: Known<'_>, on: &str) -> Item {
    let judged = known.judged(on);
    Item {
        text: vec![link(&known.graph.atlas, on)],
        badges: judged.map(|judged| verdict::badge(&judged.verdict)).into_iter().collect(),
        note: judged.map(|judged| note(known, on, judged)).unwrap_or_default(),
    }
}

fn note(known: Known<'_>, on: &str, judged: &Judged) -> Inline {
    let when = judged.last().map(|step| ago(step.at.date(), known.today)).unwrap_or_default();
    let again = judged.verdict.next.map(|next| again(next, known.today)).unwrap_or_default();
    let stale = is_stale(known, on, judged);
    let note =
        judged.verdict.note.as_ref().map(|note| format!("“{}”", text::collapse_whitespace(note))).unwrap_or_default();
    dotted([
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
pub(super) fn is_stale(known: Known<'_>, on: &str, judged: &Judged) -> bool {
    let atlas = &known.graph.atlas;
    Subject::parse(atlas, on).is_ok_and(|subject| judged.is_stale(subject.digest(atlas)))
}

fn sessions(draft: &mut Draft, known: Known<'_>) {
    let record = known.reviews.mine();
    let count = record.sessions().count();
    if count == 0 {
        return;
    }
    draft.heading(Heading::section("Sessions").counting(count));
    draft.list(
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
                    note: dotted([
                        plain(format!("{} of {} judged", progress.judged, progress.total)),
                        plain(format!("by {}", session.order)),
                        plain(session.of.clone().filter(|of| *of != session.order).unwrap_or_default()),
                        plain(blind),
                        plain(state),
                    ]),
                }
            })
            .collect::<Vec<_>>(),
    );
    draft.more(count.saturating_sub(SESSIONS));
}
