//! The agreement of reviewers: its figures on other pages, and the report with disagreements first.

use std::fmt::Display;

use crate::document::{
    Grid, GridCell, GridColumn, GridRow, Heading, Item, Page, PageBuilder, Span, Tone, join_commas, join_dots, plain,
};
use crate::graph::Graph;
use crate::page::parts::verdict::link;
use crate::review::{
    Agreement, FigureWithInterval, KindAgreement, MIN_SHARED, PairAgreement, Ratings, Reviews, Subject, unsettled,
};
use crate::text::format_fixed;

/// Explanation of the figures of all reviewers.
const BASIS: &str = "From the last stances before reviewers saw those of others. The alphas are Krippendorff's.";

/// Builds the report on `agreement`: the subjects that several have judged, the figures, those of `after` seeing others
/// if asked for, and those of each of `pairs`.
pub fn build_agreement(
    graph: &Graph,
    reviews: &Reviews,
    agreement: &Agreement,
    after: Option<&Agreement>,
    pairs: &[PairAgreement],
) -> Page {
    let mut page = PageBuilder::new(join_commas(agreement.reviewers.iter().map(plain)));
    "Agreement of reviewers".clone_into(&mut page.title);
    if agreement.is_empty() && after.is_none_or(Agreement::is_empty) {
        page.notice("Nothing has verdicts of two reviewers; `stratlas review merge` merges journals.");
        left_out(&mut page, agreement.after_seeing);
        return page.finish();
    }
    ratings(&mut page, graph, reviews, ("Strategies", &agreement.spreads));
    ratings(&mut page, graph, reviews, ("Positions", &agreement.positions));
    ratings(&mut page, graph, reviews, ("Commitments", &agreement.commitments));
    figures(&mut page, "Agreement", &agreement.kinds, BASIS);
    if let Some(after) = after {
        figures(&mut page, "After seeing", &after.kinds, "From the current stances. The alphas are Krippendorff's.");
    }
    left_out(&mut page, agreement.after_seeing);
    pair_figures(&mut page, pairs);
    for pair in pairs.iter().filter(|pair| pair.figures.is_some()) {
        confusion(&mut page, pair);
    }
    if !unsettled(reviews, &graph.atlas).is_empty() {
        page.notice("To settle what they disagree on: `stratlas review start --disputed`");
    }
    page.finish()
}

/// Adds the figures of all reviewers on each kind of subject that several have judged.
pub(super) fn figures(page: &mut PageBuilder, title: &str, kinds: &[KindAgreement], basis: &str) {
    page.heading(Heading::section(title));
    page.caption(basis);
    let rows = kinds.iter().filter(|kind| kind.shared > 0).map(|kind| {
        let figures = match kind.figures {
            Some(figures) => [figures.raw, figures.alpha, figures.confidence_alpha].map(figure),
            None => ["too few".to_owned(), String::new(), String::new()],
        };
        let cells = std::iter::once(kind.shared.to_string()).chain(figures);
        GridRow::new(kind.kind, cells.map(GridCell::new))
    });
    let columns = ["Shared", "Raw", "Alpha", "Alpha of confidence"].map(GridColumn::of_figures).into();
    page.grid(Grid { corner: "Of".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
    if kinds.iter().any(|kind| kind.shared > 0 && kind.figures.is_none()) {
        page.caption(too_few());
    }
}

fn too_few() -> String {
    format!("Too few to say below {MIN_SHARED} shared subjects.")
}

/// Adds the agreement of all reviewers, if several have judged the same subjects.
pub(super) fn part(page: &mut PageBuilder, kinds: &[KindAgreement]) {
    let shared = kinds.iter().filter(|kind| kind.shared > 0);
    if shared.clone().any(|kind| kind.figures.is_some()) {
        return figures(page, "Agreement of reviewers", kinds, BASIS);
    }
    let counts: Vec<String> = shared.map(|kind| format!("{} shared {}", kind.shared, kind.kind)).collect();
    if !counts.is_empty() {
        page.heading(Heading::section("Agreement of reviewers"));
        page.paragraph(join_dots(counts));
        page.caption(too_few());
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "undefined".to_owned(), |value| format_fixed(value, 3))
}

/// Adds how many stances were recorded after seeing those of others.
fn left_out(page: &mut PageBuilder, count: usize) {
    let stances = match count {
        0 => return,
        1 => "1 stance was".to_owned(),
        _ => format!("{count} stances were"),
    };
    page.notice(format!("{stances} recorded after seeing those of others: the one before counts, if there is one."));
}

/// Adds the subjects that several reviewers have judged, the disputed ones first.
fn ratings<S>(page: &mut PageBuilder, graph: &Graph, reviews: &Reviews, (title, all): (&str, &[Ratings<S>]))
where
    S: Copy + Ord + Display,
{
    let disputed = all.iter().filter(|ratings| ratings.is_disputed()).count();
    let heading = Heading::section(title).marked(format!("{disputed} disputed"));
    page.section(heading, all.iter().map(|ratings| item(graph, reviews, ratings)).collect::<Vec<_>>());
}

fn item<S: Copy + Ord + Display>(graph: &Graph, reviews: &Reviews, ratings: &Ratings<S>) -> Item {
    let sign = if ratings.is_disputed() { Span::toned("≠", Tone::Conflict) } else { Span::plain("=") };
    let verdicts = ratings.verdicts.iter().map(|(reviewer, rating, confidence)| {
        plain(match confidence {
            Some(confidence) => format!("{reviewer}: {rating} {confidence}"),
            None => format!("{reviewer}: {rating}"),
        })
    });
    let settled = reviews.consensus(&ratings.subject).map(|settled| {
        let text = Subject::find(&graph.atlas, &ratings.subject).map(|subject| subject.digest(&graph.atlas));
        let answer = settled.record.consensus.judgment().map(|_| settled.record.consensus.describe());
        format!("{}{}", settled.state(text), answer.map(|answer| format!(": {answer}")).unwrap_or_default())
    });
    let text = [sign, Span::plain(" "), link(&graph.atlas, &ratings.subject)];
    Item::new(text, join_dots([join_commas(verdicts), plain(settled)]))
}

/// Adds the figures of each pair of reviewers, one row for each kind of subject.
fn pair_figures(page: &mut PageBuilder, pairs: &[PairAgreement]) {
    if pairs.is_empty() {
        return;
    }
    page.heading(Heading::section("Pairs of reviewers"));
    page.caption(format!("With intervals of 95%. Too few to say below {MIN_SHARED} shared subjects."));
    for of_two in pairs.chunk_by(|one, other| one.reviewers == other.reviewers) {
        page.heading(Heading::group(of_two.first().map(|pair| pair.reviewers.join(", "))));
        let rows = of_two.iter().map(|pair| {
            let cells = match &pair.figures {
                Some(of) => [figure(of.raw), interval(of.kappa), interval(of.weighted_kappa), interval(of.ac1)],
                None => ["too few".to_owned(), String::new(), String::new(), String::new()],
            };
            let cells = std::iter::once(pair.shared.to_string()).chain(cells);
            GridRow::new(pair.kind, cells.map(GridCell::new))
        });
        let columns = ["Shared", "Raw", "Kappa", "Weighted kappa", "AC1"].map(GridColumn::of_figures).into();
        page.grid(Grid { corner: "Of".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
    }
}

/// Adds the number of subjects for each pair of ratings: rows are the first reviewer, columns the second.
fn confusion(page: &mut PageBuilder, pair: &PairAgreement) {
    let [one, other] = &pair.reviewers;
    page.heading(Heading::group(format!("Rows {one}, columns {other}: {}", pair.kind)));
    let rows =
        pair.categories.iter().zip(&pair.confusion).map(|(category, counts)| {
            GridRow::new(*category, counts.iter().map(|count| GridCell::new(count.to_string())))
        });
    let columns = pair.categories.iter().map(|category| GridColumn::of_figures(*category)).collect();
    page.grid(Grid { columns, rows: rows.collect(), ..Grid::default() });
}

/// Formats a figure with its interval.
fn interval(figure: Option<FigureWithInterval>) -> String {
    let Some(FigureWithInterval { value, low, high }) = figure else { return "undefined".to_owned() };
    let interval = low.zip(high).map(|(low, high)| format!(" ({} to {})", format_fixed(low, 2), format_fixed(high, 2)));
    format!("{}{}", format_fixed(value, 3), interval.unwrap_or_default())
}
