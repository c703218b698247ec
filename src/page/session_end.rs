//! The page at the end of a review session: recorded verdicts, times, and next reviews.

use crate::document::{Bar, Bars, Heading, Inline, Item, Page, PageBuilder, Span, fact, join_commas, join_dots, plain};
use crate::page::PageContext;
use crate::page::consistency;
use crate::page::parts::figures::{key_count, key_figure, key_figures};
use crate::page::parts::invitation::invite;
use crate::page::parts::verdict::{link, until};
use crate::page::statistics::agreement;
use crate::place::Overview;
use crate::review::{ReviewSession, SessionProgress, SessionSummary, duration_words};

/// What the page shows once a session has ended.
const NOTHING_YET: &str = "No review session has ended yet. This page will sum up the last one: its verdicts, your changes of \
    mind, the time per card, and what is due next.";

/// Builds the page of the session that ended last.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = PageBuilder::default();
    let record = context.reviews.mine();
    let Some(session) = record.last_ended() else {
        invite(&mut page, context, NOTHING_YET);
        return page.finish();
    };
    let summary = SessionSummary::new(record, session, context.today);
    page.title = format!("Session ended: {}", session.name);
    let judged = summary.judgments.values().sum();
    let figures = key_figures([
        key_count(judged, "verdict", "verdicts"),
        key_count(summary.changes.len(), "change of mind", "changes of mind"),
        key_figure(summary.left.len(), "not judged"),
    ]);
    page.kicker = join_dots([figures, plain(Span::link("The whole report", Overview::Statistics))]);
    let judgments = summary.judgments.iter().map(|(judgment, count)| plain(format!("{count} {judgment}")));
    page.facts([
        fact("Cards", cards(session)),
        fact("Verdicts", join_commas(judgments)),
        fact("Time per card", summary.median.map(|seconds| format!("{} (median)", duration_words(seconds)))),
        fact("Time", duration_words(session.time_spent(&session.last))),
    ]);
    listed(&mut page, context, &summary);
    if summary.confidence.iter().any(|&count| count > 0) {
        page.heading(Heading::section("Confidence"));
        let label =
            |bin: usize| if bin == 9 { "90–100%".to_owned() } else { format!("{}–{}%", bin * 10, bin * 10 + 9) };
        let bars = summary.confidence.iter().enumerate().map(|(bin, &count)| Bar::of_count(label(bin), count));
        page.bars(Bars::of_counts(bars));
    }
    consistency::part(&mut page, context);
    agreement(&mut page, context);
    page.finish()
}

/// Describes the progress with the number of cards left: those without any entry that were not skipped either.
fn cards(session: &ReviewSession) -> Inline {
    let SessionProgress { judged, touched, skipped, total, .. } = session.progress();
    let left = total - judged - touched - skipped;
    join_dots([plain(session.describe_progress()), plain((left > 0).then(|| format!("{left} left")))])
}

/// Adds lists of cards: changes of mind, skipped cards, slowest cards, and those due next.
fn listed(page: &mut PageBuilder, context: &PageContext<'_>, summary: &SessionSummary<'_>) {
    let item = |subject: &str, note: String| Item::new(link(&context.graph.atlas, subject), note);
    let changes = summary.changes.iter();
    let changes = changes
        .map(|(subject, change)| item(subject, format!("{} → {}", change.from.describe(), change.to.describe())));
    page.section(Heading::section("Changes of mind"), changes);
    let left = summary.left.iter().map(|(subject, mark)| item(subject, mark.label().to_owned()));
    page.section(Heading::section("Not judged"), left);
    let due =
        summary.due.iter().map(|(date, subject)| item(subject, format!("{date}, {}", until(*date, context.today))));
    page.section(Heading::section("Due next"), due);
    let slowest = summary.slowest.iter().map(|(subject, seconds)| item(subject, duration_words(*seconds)));
    page.section(Heading::section("Slowest cards"), slowest);
}
