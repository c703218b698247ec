//! The page Consistency: contradictions between the reviewer's verdicts, the claims that many of these depend on, and
//! what would change them.

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, Page, PageBuilder, Span, Tone, join_dots, plain,
    sentence,
};
use crate::model::{Atlas, Entity, Mechanism};
use crate::page::PageContext;
use crate::page::parts::figures::{key_count, key_figure, partial_percent, pluralize, sentences};
use crate::page::parts::inline::to;
use crate::page::parts::invitation::invite;
use crate::page::parts::verdict;
use crate::place::{Overview, Place};
use crate::review::{
    Accepted, Between, Consistency, Crux, Inconsistency, InconsistencyKind, MindChanger, NamedPortfolio, SinglePoint,
    Subject, Tension,
};
use crate::text::truncate_to_width;

/// Maximum number of listed cruxes (claims on which much depends), and of entries in the comparison with another
/// reviewer.
const MAX_CRUXES: usize = 12;
/// Maximum number of inconsistencies that another page lists.
const MAX_IN_PART: usize = 5;
/// Maximum width, in terminal columns, of a claim that stands for the name of its commitment.
const MAX_CLAIM_WIDTH: usize = 100;
/// Explanation on the page of how the figures are read.
const READING: &str = "“Backed 80%” is read as 80% that the strategy is right. A commitment that holds at c is true with c; \
    one that is unsure or fails at c, with 100 - c. Points are the least probability that your figures give to two things \
    that cannot both be true: a + b - 100, and no independence is assumed. From 5 points an entry is shown.";
/// Explanation on the page of the figures of cruxes.
const DEPENDENCE: &str = "Share at stake: the confidence of the backed strategies that rest on a claim, as a share of the \
    confidence of all backed ones. Risk: the probability that the claim is false times this share.";
/// Caption of the cruxes.
const CRUXES: &str = "Claims that several of your strategies rest on, and the share of your confidence at stake.";
/// Explanation on the page of the shares in the comparison with another reviewer.
const GAPS: &str = "Would close up to N% of the gap: how far the reviewer who is less confident in the strategies could \
    follow, if both believed this. Shares overlap and do not add up.";

/// What the page shows once a strategy is backed.
const NOTHING_YET: &str = "You back no strategy yet, so there is nothing to check. This page will show where your verdicts \
    contradict each other, which claims most of what you back rests on, and what would change your mind.";

/// Builds the page on the current reviewer's verdicts.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = context.page_below_home();
    let consistency = of(context);
    if consistency.is_empty() {
        page.kicker.clear();
        invite(&mut page, context, NOTHING_YET);
        return page.finish();
    }
    page.kicker = key_line(&consistency);
    add(&mut page, &context.graph.atlas, &consistency);
    page.finish()
}

/// Builds the page of `consistency` without a context, for the command line.
pub fn build_consistency(atlas: &Atlas, consistency: &Consistency) -> Page {
    let mut page = PageBuilder::new(Inline::new());
    Overview::Consistency.name().clone_into(&mut page.title);
    page.kicker = join_dots([key_line(consistency), plain(consistency.reviewer.as_str())]);
    add(&mut page, atlas, consistency);
    page.finish()
}

/// Returns the analysis of the current reviewer's verdicts; the user's saved portfolios are checked for single points
/// of failure.
pub fn of(context: &PageContext<'_>) -> Consistency {
    let saved = context.portfolios.saved.iter();
    let atlas = &context.graph.atlas;
    let portfolios: Vec<_> =
        saved.map(|portfolio| NamedPortfolio::new(&portfolio.name, portfolio.resolve(atlas))).collect();
    Consistency::of(context.graph, context.reviews, &portfolios)
}

fn add(page: &mut PageBuilder, atlas: &Atlas, found: &Consistency) {
    if found.is_empty() {
        page.notice("You back no strategy yet, so there is nothing to check.");
        return;
    }
    if !found.inconsistencies.is_empty() {
        page.heading(Heading::section("What does not fit").counting(found.inconsistencies.len()));
        inconsistencies(page, atlas, &found.inconsistencies);
    }
    let mut beside = PageBuilder::default();
    mind_changers(&mut beside, atlas, &found.mind_changers);
    cruxes(&mut beside, atlas, &found.cruxes);
    tensions(&mut beside, atlas, found);
    beside.section(
        Heading::section("Single points of failure"),
        found.single_points.iter().map(|point| single_point(atlas, point)).collect::<Vec<_>>(),
    );
    for between in &found.between {
        self::between(&mut beside, atlas, between);
    }
    let accepted = found.accepted.iter().map(|one| accepted(atlas, one));
    beside.section(Heading::section("Accepted"), accepted.collect::<Vec<_>>());
    page.sections_beside(beside);
    page.caption(found.reach.describe());
    page.explanation(READING);
    if !found.cruxes.is_empty() {
        page.explanation(DEPENDENCE);
    }
    if !found.between.is_empty() {
        page.explanation(GAPS);
    }
}

/// Returns the numbers of contradictions and of backed strategies, and the most points of a contradiction, as sentences;
/// empty if nothing is backed.
fn key_line(found: &Consistency) -> Inline {
    if found.is_empty() {
        return Inline::new();
    }
    let first = match found.inconsistencies.len() {
        0 => plain("Nothing that you recorded contradicts what you back, as far as it could be checked"),
        unfit => {
            let count = Span::toned(unfit.to_string(), Tone::Against);
            let words = if unfit == 1 { " of your verdicts does not fit" } else { " of your verdicts do not fit" };
            let worst = found.inconsistencies.first().filter(|one| !is_by_confidence(one.kind));
            let worst = worst.and_then(|one| one.points);
            let worst = worst.map(|points| vec![Span::plain(", the worst by "), Span::strong(points.to_string())]);
            let unit = worst.as_ref().map(|_| Span::plain(" points"));
            vec![count, Span::plain(words)].into_iter().chain(worst.into_iter().flatten()).chain(unit).collect()
        }
    };
    let accepted = (!found.accepted.is_empty()).then(|| key_figure(found.accepted.len(), "accepted"));
    let backed = [plain("You back "), key_count(found.reach.backed, "strategy", "strategies")].concat();
    sentences([Some(first), accepted, Some(backed)].into_iter().flatten())
}

/// Adds a section on the verdicts that contradict each other to another page: the first [`MAX_IN_PART`] contradictions
/// and a link to this page.
pub(super) fn part(page: &mut PageBuilder, context: &PageContext<'_>) {
    let found = Consistency::inconsistencies(context.graph, context.reviews);
    if found.is_empty() {
        return;
    }
    page.heading(Heading::section("What does not fit").counting(found.len()));
    inconsistencies(page, &context.graph.atlas, &found[..found.len().min(MAX_IN_PART)]);
    page.caption([Span::plain("All of it: "), Span::link(Overview::Consistency.name(), Overview::Consistency)]);
}

/// Returns the number of contradictions between verdicts.
pub(super) fn unfit_count(context: &PageContext<'_>) -> usize {
    Consistency::inconsistencies(context.graph, context.reviews).len()
}

/// Returns the number of contradictions between verdicts and the most points of one, as a link to this page; `None` if
/// there is no contradiction.
pub(super) fn in_short(context: &PageContext<'_>) -> Option<Span> {
    let found = Consistency::inconsistencies(context.graph, context.reviews);
    let worst =
        found.first()?.points.map(|points| format!(", up to {}", pluralize(usize::from(points), "point", "points")));
    let words = format!("{}{}", found.len(), worst.unwrap_or_default());
    Some(Span::link(words, Overview::Consistency))
}

/// Returns a link to the subject at `path`. A commitment is named by its claim, shortened if necessary.
fn link(atlas: &Atlas, path: &str) -> Span {
    let mut link = verdict::link(atlas, path);
    if let Some(commitment) = Subject::find(atlas, path).and_then(|subject| subject.commitment(atlas)) {
        let claim = commitment.claim.trim_end_matches('.');
        link.text = truncate_to_width(claim, MAX_CLAIM_WIDTH).into_owned();
    }
    link
}

/// Adds the inconsistencies by kind: what does not fit and how to resolve it, once, and a table of the strategies.
fn inconsistencies(page: &mut PageBuilder, atlas: &Atlas, all: &[Inconsistency]) {
    let mut kinds: Vec<InconsistencyKind> = Vec::new();
    for one in all {
        if !kinds.contains(&one.kind) {
            kinds.push(one.kind);
        }
    }
    for kind in kinds {
        page.heading(Heading::group(kind.title()));
        page.caption(sentence(kind.remedy()));
        page.grid(inconsistencies_of(atlas, kind, all.iter().filter(|one| one.kind == kind)));
    }
}

/// Returns a table of inconsistencies of one kind: the backed strategy with its verdict, what contradicts it, and the
/// points, where these are not simply the confidence.
fn inconsistencies_of<'a>(
    atlas: &Atlas,
    kind: InconsistencyKind,
    all: impl Iterator<Item = &'a Inconsistency>,
) -> Grid {
    let against = match kind {
        InconsistencyKind::SignalLanded => "Signal landed",
        InconsistencyKind::ForecastOtherwise => "Signal expected",
        InconsistencyKind::CommitmentFails => "Commitment",
        InconsistencyKind::Exclusive => "Excludes",
        InconsistencyKind::ThresholdPassed => "",
    };
    let rows = all.filter_map(|one| {
        let (strategy, others) = one.subjects.split_first()?;
        let others =
            others.iter().map(|other| [plain(link(atlas, &other.subject)), plain(format!(" {}", other.words))]);
        let against = others.flatten().chain([plain(&one.detail)]).collect::<Vec<_>>().concat();
        let points = one.points.map(|points| points.to_string()).unwrap_or_default();
        let cells = [plain(Span::toned(&strategy.words, Tone::For)), against, plain(points)];
        Some(GridRow::new(link(atlas, &strategy.subject), cells.map(GridCell::new)))
    });
    let columns = vec![GridColumn::new("Verdict"), GridColumn::new(against), GridColumn::of_figures("Points")];
    let grid = Grid { corner: "Strategy".to_owned(), columns, rows: rows.collect(), ..Grid::default() };
    let grid = if is_by_confidence(kind) { grid.without_column(2) } else { grid };
    grid.without_silent_columns()
}

/// Returns whether the points of such inconsistencies are the confidence in the strategy, which the verdict has anyway.
fn is_by_confidence(kind: InconsistencyKind) -> bool {
    matches!(kind, InconsistencyKind::SignalLanded | InconsistencyKind::ThresholdPassed)
}

/// Returns an item for an inconsistency: its subjects with their verdicts, its points and the advice.
pub(super) fn inconsistency(atlas: &Atlas, one: &Inconsistency) -> Item {
    let mut text = Inline::new();
    for (at, party) in one.subjects.iter().enumerate() {
        text.extend(
            (at > 0)
                .then(|| Span::plain(if one.kind == InconsistencyKind::Exclusive { " × " } else { ", rests on " })),
        );
        text.push(link(atlas, &party.subject));
        text.push(Span::plain(format!(" {}", party.words)));
    }
    let points =
        one.points.map_or_else(|| "no figure".to_owned(), |points| pluralize(usize::from(points), "point", "points"));
    Item::new(text, format!("{}: {points}. {}", one.kind.title(), one.advice))
}

fn accepted(atlas: &Atlas, one: &Accepted) -> Item {
    let item = inconsistency(atlas, &one.inconsistency);
    let points = one.inconsistency.points.map(|points| format!(", {points} points")).unwrap_or_default();
    let note = one.note.as_ref().map(|note| format!(": “{note}”")).unwrap_or_default();
    Item { note: plain(format!("{}{points}{note}", one.inconsistency.kind.title())), ..item }
}

fn tensions(page: &mut PageBuilder, atlas: &Atlas, found: &Consistency) {
    if !found.tensions.is_empty() {
        page.heading(Heading::section("Conflicts between strategies you back").counting(found.tensions.len()));
        let columns = vec![GridColumn::new("Mechanism"), GridColumn::of_figures("Confidence")];
        let rows = found.tensions.iter().map(|tension| self::tension(atlas, tension));
        page.grid(Grid { corner: "Strategies".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
    }
    if !found.concentrations.is_empty() {
        page.heading(Heading::section("Concentration").counting(found.concentrations.len()));
        let rows = found.concentrations.iter().map(|one| {
            let place = Place::find(atlas, &one.lever);
            let lever = place.map_or_else(|| Span::plain(&one.name), |place| Span::link(&one.name, place));
            let cells = [one.pull.to_owned(), format!("{} of {}", one.count, one.backed)];
            GridRow::new(lever, cells.map(GridCell::new))
        });
        let columns = vec![GridColumn::new("Pulled"), GridColumn::of_figures("By strategies you back")];
        page.grid(Grid { corner: "Lever".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
    }
}

fn tension(atlas: &Atlas, tension: &Tension) -> GridRow {
    let [one, other] = &tension.subjects;
    let text = vec![link(atlas, one), Span::toned(" × ", Tone::Conflict), link(atlas, other)];
    let mechanism = Mechanism::parse(tension.mechanism).map(Entity::Mechanism);
    let mechanism = mechanism.map_or_else(|| Span::plain(tension.mechanism), |mechanism| to(atlas, mechanism));
    let confidences = tension.confidences.map(|one| one.map_or_else(|| "–".to_owned(), |one| format!("{one}%")));
    GridRow::new(text, [GridCell::new(mechanism), GridCell::new(confidences.join(" × "))])
}

fn single_point(atlas: &Atlas, point: &SinglePoint) -> Item {
    let risk = point.risk.map_or_else(|| "not judged".to_owned(), |risk| format!("risk {}", partial_percent(risk)));
    let words = format!(
        "{}: {} of {} rest on it; without them coverage falls from {} to {}, loss {}, {risk}",
        point.portfolio,
        point.resting,
        point.members,
        point.levers,
        pluralize(point.levers_left, "lever", "levers"),
        partial_percent(point.loss),
    );
    Item::new([link(atlas, &point.subject)], words)
}

/// Adds what would change the reviewer's mind about each backed strategy: its signal, its weakest commitment and its
/// threshold.
fn mind_changers(page: &mut PageBuilder, atlas: &Atlas, all: &[MindChanger]) {
    page.heading(Heading::section("What would change your mind").counting(all.len()));
    let columns = ["Its signal", "Weakest commitment", "Threshold"].map(GridColumn::new).into();
    let rows = all.iter().map(|one| {
        let signal = match (one.forecast, one.has_signal) {
            _ if one.has_landed => vec![Span::toned("landed", Tone::Against)],
            (Some(forecast), _) => plain(format!("{forecast}%")),
            (None, true) => vec![Span::quiet("not estimated")],
            (None, false) => vec![Span::quiet("none stated")],
        };
        let weakest = match &one.weakest {
            Some((path, p)) => vec![link(atlas, path), Span::plain(format!(" {p}%"))],
            None if one.commitments == 0 => vec![Span::quiet("none stated")],
            None => vec![Span::quiet("not judged")],
        };
        let threshold = plain(one.threshold.map(|threshold| threshold.to_string()));
        GridRow::new(link(atlas, &one.subject), [signal, weakest, threshold].map(GridCell::new))
    });
    let grid = Grid { corner: "Strategy".to_owned(), columns, rows: rows.collect(), ..Grid::default() };
    page.grid(grid.without_silent_columns());
}

fn cruxes(page: &mut PageBuilder, atlas: &Atlas, cruxes: &[Crux]) {
    if cruxes.is_empty() {
        return;
    }
    page.heading(Heading::section("Cruxes").counting(cruxes.len()));
    page.caption(CRUXES);
    let columns = ["At stake", "Risk", "Strategies"].map(GridColumn::of_figures).into();
    let rows = cruxes.iter().take(MAX_CRUXES).map(|crux| {
        let risk = crux.risk.map_or_else(|| Span::quiet("not judged"), |risk| Span::plain(partial_percent(risk)));
        let resting = crux.resting.to_string();
        let resting = if crux.resting == 1 { Span::quiet(resting) } else { Span::plain(resting) };
        let cells = [Span::strong(partial_percent(crux.fall)), risk, resting];
        GridRow::new(link(atlas, &crux.subject), cells.map(GridCell::new))
    });
    let grid = Grid { corner: "Claim".to_owned(), columns, rows: rows.collect(), ..Grid::default() };
    page.grid(grid.without_silent_columns());
    page.more(cruxes.len().saturating_sub(MAX_CRUXES));
}

fn between(page: &mut PageBuilder, atlas: &Atlas, between: &Between) {
    page.heading(Heading::section(format!("Between you and {}", between.reviewer)).counting(between.closers.len()));
    let columns = ["Closes up to", "You", between.reviewer.as_str()].map(GridColumn::of_figures).into();
    let rows = between.closers.iter().take(MAX_CRUXES).map(|closer| {
        let [mine, other] = closer.probabilities.map(|probability| Span::plain(format!("{probability}%")));
        let cells = [Span::strong(partial_percent(closer.share)), mine, other];
        GridRow::new(link(atlas, &closer.subject), cells.map(GridCell::new))
    });
    page.grid(Grid { corner: "Claim".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
}
