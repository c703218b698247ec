//! The page of a reviewer's statistics: calibration of forecasts, pace, drift between reviews, and agreement with other
//! reviewers.

use jiff::civil::Date;

use crate::document::{
    Bar, BarPart, Bars, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Interval, Item, Page, PageBuilder, Span,
    Tick, fact, join_dots, plain,
};
use crate::model::Atlas;
use crate::page::parts::figures::{key_count, key_value, sentences, to_f64};
use crate::page::parts::invitation::invite;
use crate::page::parts::team;
use crate::page::parts::verdict::{STANCES, link};
use crate::page::{PageContext, agreement};
use crate::review::{
    Activity, Agreement, Bin, Calibration, ChangeRow, Drift, Judgment, RatingBasis, Report, ReportScope, ReviewStance,
    Share, duration_words,
};
use crate::text::format_fixed;

/// What the page shows once there are verdicts.
const NOTHING_YET: &str = "There are no verdicts to count yet. This page will show your pace, how well your forecasts come \
    true, how often you change your mind, and your agreement with other reviewers.";
/// Maximum number of days for which the verdicts per day are shown.
const MAX_DAYS: usize = 30;
/// Minimum number of settled forecasts for a plot of the calibration.
const MIN_PLOTTED: usize = 5;
/// Ticks of the scale of probabilities.
const TICKS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Builds the page of statistics.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = context.page_below_home();
    let report = Report::new(context.reviews, context.graph, ReportScope::All, context.today);
    let activity = &report.statistics;
    if activity.is_empty() {
        page.kicker.clear();
        invite(&mut page, context, NOTHING_YET);
        return page.finish();
    }
    page.kicker = key_line(&report);
    // The first fact repeats key figures.
    page.facts(activity.describe().into_iter().skip(1).map(|(label, words)| fact(label, words)));
    by_stance(&mut page, context);
    if let Some(calibration) = &report.calibration {
        self::calibration(&mut page, calibration);
    }
    over_time(&mut page, activity);
    self::agreement(&mut page, context);
    page.section(Heading::section("Changes of mind"), changes(&context.graph.atlas, &report));
    page.finish()
}

/// Returns the number of verdicts and the pace, the score of settled forecasts, and the agreement on strategies, as
/// sentences.
fn key_line(report: &Report) -> Inline {
    let activity = &report.statistics;
    let verdicts: usize = activity.per_day.iter().map(|(_, count)| count).sum();
    let days = key_count(activity.per_day.len(), "day", "days");
    let first = [key_count(verdicts, "verdict", "verdicts"), plain(" on "), days].concat();
    let pace = activity.seconds_per_card.map(|seconds| key_value("Median per card", duration_words(seconds)));
    let score = report.calibration.as_ref().map(|calibration| {
        let count = key_count(calibration.count, "settled forecast", "settled forecasts");
        [key_value("Brier score", format_fixed(calibration.brier, 3)), plain(" (0 is perfect) over "), count].concat()
    });
    let alpha = report.agreement.first().and_then(|kind| kind.figures?.alpha);
    let alpha = alpha.map(|alpha| key_value("Agreement alpha", format_fixed(alpha, 3)));
    sentences([Some(first), pace, score, alpha].into_iter().flatten())
}

/// Adds the reviewer's verdicts on strategies by stance, as bars.
fn by_stance(page: &mut PageBuilder, context: &PageContext<'_>) {
    let stances: Vec<ReviewStance> =
        context.reviews.mine().verdicts().filter_map(|(_, judged)| judged.verdict.stance).collect();
    let bar = |stance: ReviewStance| {
        let count = stances.iter().filter(|one| **one == stance).count();
        let bar = Bar::of_count(stance.as_str(), count);
        let part = BarPart { tone: team::tone(Judgment::Strategy(stance)), value: bar.value };
        Bar { parts: vec![part], ..bar }
    };
    if !stances.is_empty() {
        page.heading(Heading::section("Verdicts by stance").counting(stances.len()));
        page.bars(Bars::of_counts(STANCES.map(bar)));
    }
}

/// Returns a list item for each change of mind.
pub(super) fn changes<'a>(atlas: &'a Atlas, report: &'a Report) -> impl ExactSizeIterator<Item = Item> + 'a {
    let change =
        |row: &ChangeRow| Item::new(link(atlas, &row.subject), format!("{} → {}, {}", row.from, row.to, row.date));
    report.changes.iter().map(change)
}

/// Adds the scores and the verdicts over time, and the drift between reviews.
pub(super) fn over_time(page: &mut PageBuilder, activity: &Activity) {
    brier(page, activity);
    per_day(page, activity);
    drift(page, &activity.drift);
}

/// Adds the plot of a calibration; of a few forecasts, only the outcomes in words.
pub(super) fn calibration(page: &mut PageBuilder, calibration: &Calibration) {
    page.heading(Heading::section("Calibration").counting(calibration.count));
    if calibration.count < MIN_PLOTTED {
        page.paragraph(join_dots(calibration.bins.iter().map(outcomes)));
        return;
    }
    page.caption("For each ten percent: the mean forecast → the share that came true, of how many.");
    let ticks = TICKS.map(|at| Tick::new(at, percent(at)));
    let intervals = calibration.bins.iter().map(|bin| {
        let shown = format!("{} → {} of {}", percent(bin.forecast), percent(bin.observed), bin.count);
        let ends = [bin.forecast.min(bin.observed), bin.forecast.max(bin.observed)];
        Interval::new(format!("{}–{}%", bin.from, bin.to), ends, shown)
    });
    page.intervals(ticks.into(), intervals);
}

/// Describes the outcomes of forecasts with similar probabilities: `2 forecasts at 65%: 1 came true`.
fn outcomes(bin: &Bin) -> Inline {
    let came_true = (bin.observed * to_f64(bin.count)).round();
    let outcome = match bin.count {
        1 if came_true > 0.0 => "came true".to_owned(),
        1 => "did not come true".to_owned(),
        _ => format!("{} came true", format_fixed(came_true, 0)),
    };
    let mut words = key_count(bin.count, "forecast", "forecasts");
    words.extend([Span::plain(" at "), Span::strong(percent(bin.forecast)), Span::plain(format!(": {outcome}"))]);
    words
}

fn brier(page: &mut PageBuilder, activity: &Activity) {
    // The score of a single month is that of all forecasts, which is among the figures of every page with this part.
    if activity.brier.len() < 2 {
        return;
    }
    page.heading(Heading::section("Brier score over time").counting(activity.brier.len()));
    page.caption("Of the forecasts settled in each month, and of all up to then. 0 is perfect, 0.25 is always 50%.");
    let columns = ["Forecasts", "Of the month", "So far"].map(GridColumn::of_figures).into();
    let rows = activity.brier.iter().map(|month| {
        let cells = [month.count.to_string(), format_fixed(month.brier, 3), format_fixed(month.so_far, 3)];
        GridRow::new(month.month.strftime("%Y-%m").to_string(), cells.map(GridCell::new))
    });
    page.grid(Grid { corner: "Month".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
}

fn per_day(page: &mut PageBuilder, activity: &Activity) {
    // The number of verdicts on a single day is among the figures above.
    if activity.per_day.len() < 2 {
        return;
    }
    page.heading(Heading::section("Verdicts per day").counting(activity.per_day.len()));
    let bar = |&(day, count): &(Date, usize)| Bar::of_count(day.to_string(), count);
    page.bars(Bars::of_counts(activity.per_day.iter().rev().take(MAX_DAYS).map(bar)));
    page.more(activity.per_day.len().saturating_sub(MAX_DAYS));
}

fn drift(page: &mut PageBuilder, drift: &[Drift]) {
    if drift.is_empty() {
        return;
    }
    page.heading(Heading::section("Drift between reviews"));
    page.caption(
        "How often a later review of a subject changes the stance or check, by the time since the one before it.",
    );
    let columns = ["Changed", "95% interval"].map(GridColumn::of_figures).into_iter();
    let columns = columns.chain([GridColumn::of_figures("Points of confidence")]).collect();
    let rows = drift.iter().map(|row| {
        let Share { cases, count, low, high } = row.changed;
        let points = row.points.map(|points| format_fixed(points, 0)).unwrap_or_default();
        let cells = [format!("{cases} of {count}"), format!("{} to {}", percent(low), percent(high)), points];
        GridRow::new(row.after, cells.map(GridCell::new))
    });
    page.grid(Grid { corner: "After".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
}

/// Adds the agreement of all reviewers.
pub(super) fn agreement(page: &mut PageBuilder, context: &PageContext<'_>) {
    let agreement = Agreement::of(context.reviews, &context.graph.atlas, RatingBasis::BeforeSeeing);
    agreement::part(page, &agreement.kinds);
}

fn percent(share: f64) -> String {
    format!("{}%", format_fixed(share * 100.0, 0))
}
