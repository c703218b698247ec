//! The page of reviews: the reviewer's verdicts, due reviews, and disagreements between reviewers.

use jiff::civil::Date;

use crate::document::{Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, join_dots, plain};
use crate::page::PageContext;
use crate::page::parts::figures::{key_count, key_figure, key_figures, strategies};
use crate::page::parts::invitation::invite;
use crate::page::parts::team;
use crate::page::parts::verdict::{self, STANCES, ago, is_stale, link, note_text, until};
use crate::review::{Dispute, Due, DueItem, Judged, ReviewSession, Subject, Verdict, disputes, due, unsettled};

/// What the page shows once there are verdicts.
const NOTHING_YET: &str = "No verdict has been recorded yet. This page will list your verdicts, what is due again, your \
    forecasts and sessions, and where other reviewers disagree with you.";
/// Maximum number of listed sessions.
const MAX_SESSIONS: usize = 10;

/// Builds the page of reviews.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = context.page_below_home();
    let record = context.reviews.mine();
    page.kicker = key_line(context);
    if record.verdicts().next().is_none() && record.forecasts().next().is_none() {
        invite(&mut page, context, NOTHING_YET);
        of_team(&mut page, context);
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
    of_team(&mut page, context);
    page.heading(Heading::section("Verdicts").counting(judged.len()));
    page.list(judged.into_iter().map(|(on, judged)| item(context, on, Some(judged))));
    sessions(&mut page, context);
    page.finish()
}

/// Returns the numbers of judged strategies, of subjects that are due, and of open forecasts.
fn key_line(context: &PageContext<'_>) -> Inline {
    let (atlas, record) = (&context.graph.atlas, context.reviews.mine());
    let judged = atlas.strategies.ids().filter(|&id| context.verdict_on(id).is_some()).count();
    let open = record.forecasts().filter(|forecast| forecast.resolution.is_none()).count();
    key_figures([
        key_figure(judged, &format!("of {} judged", strategies(atlas.strategies.len()))),
        key_figure(due_subjects(context).count(), "due"),
        key_count(open, "open forecast", "open forecasts"),
    ])
}

fn figures(context: &PageContext<'_>, judged: &[(&str, &Judged)]) -> Vec<Fact> {
    let on_strategies: Vec<&Judged> =
        judged.iter().filter(|(on, _)| on.starts_with("strategy/")).map(|&(_, judged)| judged).collect();
    let positions = judged.iter().filter(|(on, _)| on.starts_with("position/")).count();
    let commitments = judged.len() - on_strategies.len() - positions;
    let with_stance = |stance| on_strategies.iter().filter(|judged| judged.verdict.stance == stance).count();
    let stances = STANCES.map(|stance| (with_stance(Some(stance)), stance.as_str())).into_iter();
    let stances = stances.chain([(with_stance(None), "no stance yet")]).filter(|(count, _)| *count > 0);
    let forecasts = context.reviews.mine().forecasts();
    let (open, resolved): (Vec<_>, Vec<_>) = forecasts.partition(|forecast| forecast.resolution.is_none());
    let has_forecasts = open.len() + resolved.len() > 0;
    vec![
        fact("Reviewer", context.reviews.me()),
        fact("Positions judged", (positions > 0).then_some(positions)),
        fact("Commitments judged", (commitments > 0).then_some(commitments)),
        fact("Stances", join_dots(stances.map(|(count, stance)| format!("{count} {stance}")))),
        fact("Consensus", consensus(context)),
        fact("Forecasts", has_forecasts.then(|| format!("{} open, {} resolved", open.len(), resolved.len()))),
    ]
}

/// Returns the numbers of subjects on which reviewers have settled, which they left open, and which are still to
/// settle.
fn consensus(context: &PageContext<'_>) -> Inline {
    let (settled, open): (Vec<_>, Vec<_>) =
        context.reviews.settled_subjects().partition(|(_, settled)| settled.record.consensus.judgment().is_some());
    let counts = [
        (settled.len(), "settled"),
        (open.len(), "left open"),
        (unsettled(context.reviews, &context.graph.atlas).len(), "to settle"),
    ];
    join_dots(counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")))
}

/// Adds the strategies that the reviewer still backs although their falsification signal has landed.
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

/// Returns the subjects with a verdict or an ended forecast that are due, as far as the reviewer may see them.
fn due_subjects<'a>(context: &'a PageContext<'_>) -> impl Iterator<Item = DueItem> + 'a {
    let is_forecast = |reason: &Due| matches!(reason, Due::Forecast(_));
    let due = due(context.reviews.mine(), &context.graph.atlas, context.today).into_iter();
    due.filter(move |item| context.judged(&item.subject).is_some() || item.why.iter().any(is_forecast))
}

fn due_items(page: &mut PageBuilder, context: &PageContext<'_>) {
    let items = due_subjects(context).map(|item| {
        let note = join_dots(item.why.into_iter().map(|why| reason(why, context.today)));
        let badge = context.judged(&item.subject).map(|judged| verdict::badge(&judged.verdict));
        Item::new(link(&context.graph.atlas, &item.subject), note).badged(badge)
    });
    page.section(Heading::section("Due for review"), items.collect::<Vec<_>>());
}

/// Adds the subjects that reviewers disagree on, and those on which they have settled, without those that a blind
/// session hides.
fn of_team(page: &mut PageBuilder, context: &PageContext<'_>) {
    let atlas = &context.graph.atlas;
    let is_shown = |subject: &str| Subject::find(atlas, subject).is_some() && !context.reviews.is_hidden(subject);
    let disputes: Vec<Dispute> =
        disputes(context.reviews, atlas).into_iter().filter(|dispute| is_shown(&dispute.subject)).collect();
    let items = disputes.into_iter().map(|dispute| {
        let settled = context.reviews.consensus(&dispute.subject);
        let state = settled.map(|settled| settled.state(team::text_of(context, &dispute.subject)));
        Item::new(link(atlas, &dispute.subject), join_dots([plain(dispute.sides), plain(state)]))
    });
    page.section(Heading::section("Disagreements"), items);
    let settled = context.reviews.settled_subjects().filter(|(subject, _)| is_shown(subject));
    let items = settled.map(|(subject, _)| Item::new(link(atlas, subject), team::summary(context, subject)));
    page.section(Heading::section("Consensus"), items.collect::<Vec<_>>());
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

/// Describes a verdict without its stance or check, which its badge shows.
fn without_judgment(verdict: &Verdict) -> String {
    let words = verdict.describe();
    let shown = verdict::badge(verdict).short;
    let rest = words.strip_prefix("record: ").unwrap_or(&words).strip_prefix(&*shown);
    rest.map_or_else(|| words.clone(), |rest| rest.trim_start_matches([' ', ',']).to_owned())
}

fn note(context: &PageContext<'_>, on: &str, judged: &Judged) -> Inline {
    let today = context.today;
    // The words of a past review date give `due 3 days ago` below.
    let review_date =
        judged.open_review_date().map(|next| if next > today { until(next, today) } else { ago(next, today) });
    join_dots([
        plain(without_judgment(&judged.verdict)),
        plain(context.reviews.has_judged_after_seeing(context.reviews.me(), on).then_some(team::AFTER_SEEING)),
        plain(judged.last().map(|step| ago(step.at.date(), today))),
        plain(is_stale(context, on, judged).then_some("of an earlier text")),
        plain(review_date.map(|date| format!("due {date}"))),
        plain(judged.verdict.note.as_deref().map(note_text)),
    ])
}

fn sessions(page: &mut PageBuilder, context: &PageContext<'_>) {
    let sessions: Vec<&ReviewSession> = context.reviews.mine().sessions().collect();
    if !sessions.is_empty() {
        page.heading(Heading::section("Sessions").counting(sessions.len()));
    }
    page.list(sessions.iter().rev().take(MAX_SESSIONS).map(|session| {
        let note = join_dots([
            plain(session.describe_progress()),
            plain(format!("by {}", session.order)),
            plain(session.name.as_str()),
            plain(session.ended.is_none().then_some("open: `stratlas review resume` resumes it")),
        ]);
        Item::new(Span::plain(session.started.short()), note)
    }));
    page.more(sessions.len().saturating_sub(MAX_SESSIONS));
}
