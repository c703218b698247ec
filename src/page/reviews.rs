//! The page of reviews: the reviewer's verdicts, due reviews, and disagreements between reviewers.

use jiff::civil::Date;

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Span, Tone, join_dots, plain, quiet,
};
use crate::model::SharedSort;
use crate::page::PageContext;
use crate::page::parts::figures::{key_count, key_value, sentences, strategies};
use crate::page::parts::invitation::{invite, lesson};
use crate::page::parts::team;
use crate::page::parts::verdict::{STANCES, ago, is_stale, link, note_text, still_backed, until};
use crate::review::{
    Dispute, Due, DueItem, Judged, Judgment, ReviewSession, ReviewerHistory, Status, Subject, Verdict, disputes, due,
    held_as, unsettled,
};

/// What the page shows once there are verdicts.
const NOTHING_YET: &str = "No verdict has been recorded yet. This page will list your verdicts, what is due again, your \
    forecasts and sessions, and where other reviewers disagree with you.";
/// Maximum number of listed sessions.
const MAX_SESSIONS: usize = 10;
/// Maximum number of reviewers with a column each in the table of disagreements.
const MAX_COLUMNS: usize = 4;
/// Heading of the column of confidences.
const CONFIDENCE: &str = "Confidence";
/// Headings of the columns that a narrow screen leaves out.
const OPTIONAL: [&str; 2] = ["Judged", "Remarks"];

/// Builds the page of reviews.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = context.page_below_home();
    let record = context.reviews.mine();
    let judged: Vec<(&str, &Judged)> =
        record.verdicts().filter_map(|(on, _)| Some((on, context.judged(on)?))).collect();
    if record.verdicts().next().is_none() && record.forecasts().next().is_none() {
        page.kicker.clear();
        invite(&mut page, context, NOTHING_YET);
        lesson(&mut page, context);
        of_team(&mut page, context);
        return page.finish();
    }
    page.kicker = key_line(context);
    if record.open_session().is_some_and(|session| session.blind) {
        page.notice("A blind session is open: earlier verdicts are hidden until you judge again.");
    }
    still_backed(&mut page, context, &context.graph.atlas.strategies.ids().collect::<Vec<_>>());
    due_items(&mut page, context);
    of_team(&mut page, context);
    verdicts(&mut page, context, &judged);
    sessions(&mut page, context);
    page.finish()
}

/// Returns the numbers of judged strategies, of subjects that are due, of disagreements to settle, and of open
/// forecasts, as sentences.
fn key_line(context: &PageContext<'_>) -> Inline {
    let (atlas, record) = (&context.graph.atlas, context.reviews.mine());
    let judged = atlas.strategies.ids().filter(|&id| context.verdict_on(id).is_some()).count();
    let mut first = vec![Span::plain("You judged "), Span::strong(judged.to_string())];
    first.push(Span::plain(format!(" of {}", strategies(atlas.strategies.len()))));
    let due = match due_subjects(context).count() {
        0 => plain("Nothing is due"),
        due => key_count(due, "review is due", "reviews are due"),
    };
    let counted = |count: usize, one: &str, several: &str| match count {
        0 => Inline::new(),
        count => key_count(count, one, several),
    };
    let open = record.forecasts().filter(|forecast| forecast.resolution.is_none()).count();
    sentences([
        first,
        due,
        counted(unsettled(context.reviews, atlas).len(), "disagreement to settle", "disagreements to settle"),
        counted(open, "open forecast", "open forecasts"),
        key_value("Reviewer", context.reviews.me()),
    ])
}

/// Returns the numbers of verdicts on strategies by stance.
fn by_stance(judged: &[(&str, &Judged)]) -> Inline {
    join_dots(STANCES.map(Some).into_iter().chain([None]).filter_map(|stance| {
        let is_of = |(on, judged): &&(&str, &Judged)| on.starts_with("strategy/") && judged.verdict.stance == stance;
        let count = judged.iter().filter(is_of).count();
        let words = match stance {
            Some(stance) => Span::toned(format!("{count} {stance}"), team::tone(Judgment::Strategy(stance))),
            None => Span::quiet(format!("{count} without a stance")),
        };
        (count > 0).then_some(words)
    }))
}

/// Returns the subjects with a verdict or an ended forecast that are due, as far as the reviewer may see them.
fn due_subjects<'a>(context: &'a PageContext<'_>) -> impl Iterator<Item = DueItem> + 'a {
    let is_forecast = |reason: &Due| matches!(reason, Due::Forecast(_));
    let due = due(context.reviews.mine(), &context.graph.atlas, context.today).into_iter();
    due.filter(move |item| context.judged(&item.subject).is_some() || item.why.iter().any(is_forecast))
}

fn due_items(page: &mut PageBuilder, context: &PageContext<'_>) {
    let rows = due_subjects(context).map(|item| {
        let why = join_dots(item.why.into_iter().map(|why| reason(why, context.today)));
        let judged = context.judged(&item.subject).map(|judged| judgment(&judged.verdict));
        GridRow::new(link(&context.graph.atlas, &item.subject), [plain(judged), why].map(GridCell::new))
    });
    table(page, Heading::section("Due for review"), &["Verdict", "Why"], rows.collect());
}

/// Adds the subjects that reviewers disagree on, and those on which they have settled, without those that a blind
/// session hides.
fn of_team(page: &mut PageBuilder, context: &PageContext<'_>) {
    let atlas = &context.graph.atlas;
    let is_shown = |subject: &str| Subject::find(atlas, subject).is_some() && !context.reviews.is_hidden(subject);
    let disputes: Vec<Dispute> =
        disputes(context.reviews, atlas).into_iter().filter(|dispute| is_shown(&dispute.subject)).collect();
    let reviewers = reviewers_of(context, &disputes);
    let rows = disputes.iter().map(|dispute| {
        let sides: Vec<Inline> = match reviewers.as_slice() {
            [] => vec![plain(dispute.sides.as_str())],
            all => all.iter().map(|(_, history)| answer(history.verdict(&dispute.subject))).collect(),
        };
        let settled = context.reviews.consensus(&dispute.subject);
        let state = settled.map(|settled| settled.state(team::text_of(context, &dispute.subject)));
        GridRow::new(link(atlas, &dispute.subject), sides.into_iter().chain([plain(state)]).map(GridCell::new))
    });
    let me = context.reviews.me();
    let names = reviewers.iter().map(|&(name, _)| if name == me { "You" } else { name });
    let columns = if reviewers.is_empty() { vec!["Judged"] } else { names.collect() };
    let columns: Vec<&str> = columns.into_iter().chain(["Consensus"]).collect();
    table(page, Heading::section("Disagreements"), &columns, rows.collect());
    let settled = context.reviews.settled_subjects().filter(|(subject, _)| is_shown(subject));
    let items = settled.map(|(subject, _)| Item::new(link(atlas, subject), team::summary(context, subject)));
    page.section(Heading::section("Consensus"), items.collect::<Vec<_>>());
}

/// Returns the reviewers who have judged one of the subjects of `disputes`, the user first; none if these are too many
/// for a column each.
fn reviewers_of<'a>(context: &'a PageContext<'_>, disputes: &[Dispute]) -> Vec<(&'a str, &'a ReviewerHistory)> {
    let has_judged = |history: &ReviewerHistory| {
        disputes.iter().any(|dispute| history.verdict(&dispute.subject).is_some_and(|own| own.judgment().is_some()))
    };
    let mut all: Vec<_> = context.reviews.all().filter(|(_, history)| has_judged(history)).collect();
    all.shared_sort_by_key(|&(name, _)| name != context.reviews.me());
    if all.len() > MAX_COLUMNS { Vec::new() } else { all }
}

/// Returns the stance or check of a verdict with its confidence; empty without a verdict.
fn answer(verdict: Option<&Verdict>) -> Inline {
    let Some(verdict) = verdict.filter(|verdict| verdict.judgment().is_some()) else { return Inline::new() };
    let confidence = verdict.confidence.map(|confidence| Span::plain(format!(" {confidence}")));
    std::iter::once(judgment(verdict)).chain(confidence).collect()
}

/// Adds a section with a table of subjects, without the columns that are empty in all rows; adds nothing without rows.
fn table(page: &mut PageBuilder, heading: Heading, columns: &[&str], mut rows: Vec<GridRow>) {
    if rows.is_empty() {
        return;
    }
    page.heading(heading.counting(rows.len()));
    let is_used: Vec<bool> =
        (0..columns.len()).map(|at| rows.iter().any(|row| !row.cells[at].text.is_empty())).collect();
    for row in &mut rows {
        let mut used = is_used.iter();
        row.cells.retain(|_| used.next() == Some(&true));
    }
    let used = columns.iter().zip(&is_used).filter(|(_, is_used)| **is_used);
    let columns = used.map(|(label, _)| match *label {
        CONFIDENCE => GridColumn::of_figures(CONFIDENCE),
        label if OPTIONAL.contains(&label) && columns.len() > OPTIONAL.len() => GridColumn::new(label).optional(),
        label => GridColumn::new(label),
    });
    page.grid(Grid { corner: "Subject".to_owned(), columns: columns.collect(), rows, ..Grid::default() });
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

/// Returns the stance or check of a verdict in the colour of its meaning.
fn judgment(verdict: &Verdict) -> Span {
    verdict
        .judgment()
        .map_or_else(|| Span::quiet("no stance"), |judgment| Span::toned(judgment.as_str(), team::tone(judgment)))
}

/// Adds a section with a table of verdicts.
fn verdicts(page: &mut PageBuilder, context: &PageContext<'_>, all: &[(&str, &Judged)]) {
    let date = |judged: &Judged| judged.last().map(|step| step.at.date());
    let first = all.first().filter(|_| all.len() > 1).and_then(|(_, judged)| date(judged));
    let same_date = first.filter(|first| all.iter().all(|(_, judged)| date(judged) == Some(*first)));
    let rows = all.iter().map(|&(on, judged)| {
        let (verdict, today) = (&judged.verdict, context.today);
        // The words of a past review date give `due 3 days ago` below.
        let review_date =
            judged.open_review_date().map(|next| if next > today { until(next, today) } else { ago(next, today) });
        let remarks = join_dots([
            plain(verdict.threshold.map(|threshold| format!("threshold {threshold}"))),
            plain(held_as(verdict).map(|answer| format!("held as {}", answer.label()))),
            plain(context.reviews.has_judged_after_seeing(context.reviews.me(), on).then_some(team::AFTER_SEEING)),
            plain(is_stale(context, on, judged).then_some("of an earlier text")),
            plain(verdict.note.as_deref().map(note_text)),
        ]);
        let cells = [
            plain(judgment(verdict)),
            plain(verdict.confidence.map(|confidence| confidence.to_string())),
            verdict.status().map(signal).unwrap_or_default(),
            plain(date(judged).filter(|_| same_date.is_none()).map(|date| ago(date, today))),
            plain(review_date),
            quiet(remarks),
        ];
        GridRow::new(link(&context.graph.atlas, on), cells.map(GridCell::new))
    });
    // A date that all rows have is in the heading instead of a column.
    let same_date = same_date.map(|date| Span::quiet(format!("all judged {}", ago(date, context.today))));
    let heading = Heading { aside: join_dots([by_stance(all), plain(same_date)]), ..Heading::section("Verdicts") };
    table(page, heading, &["Verdict", CONFIDENCE, "Signal", "Judged", "Due", "Remarks"], rows.collect());
}

/// Returns the status of a signal; a landed one, which speaks against the strategy, has its colour.
fn signal(status: Status) -> Inline {
    let tone = match status {
        Status::Landed => Tone::Against,
        Status::Watching => Tone::Mixed,
        Status::NotSeen => return quiet(status.label()),
    };
    vec![Span::toned(status.label(), tone)]
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
