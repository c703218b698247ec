//! Sections on the reviewers of one subject (strategy, position or commitment): their verdicts side by side, and the
//! consensus that they settled on.

use crate::document::{
    Block, Fact, Grid, GridCell, GridColumn, GridRow, Heading, Inline, Item, PageBuilder, PagePanel, Span, Tone, fact,
    join_commas, join_dots, plain, quiet,
};
use crate::model::Atlas;
use crate::page::PageContext;
use crate::page::parts::verdict::{ago, link, note_text};
use crate::review::{
    Check, ClaimCheck, Digest, GapCloser, Judged, Judgment, ReviewStance, Reviews, Settled, Status, Subject, Verdict,
};
use crate::text::{collapse_whitespace, format_fixed};

/// Maximum number of reviewers whose verdicts are in columns; with more reviewers, the verdicts are rows of a table.
const MAX_COLUMNS: usize = 2;
/// Mark of a stance that a reviewer recorded after the verdicts of others were shown.
pub(in crate::page) const AFTER_SEEING: &str = "after seeing";

/// Reviewer with their verdict on the subject.
struct Reviewer<'a> {
    name: &'a str,
    judged: &'a Judged,
    is_after_seeing: bool,
}

/// Adds the verdicts of all reviewers who have judged `subject`: a column for each of up to two reviewers, a table for
/// more. The consensus and the commitments on which two reviewers differ follow.
pub(in crate::page) fn comparison(page: &mut PageBuilder, context: &PageContext<'_>, subject: Subject) {
    let atlas = &context.graph.atlas;
    let path = subject.path(atlas);
    let reviews = context.reviews;
    let reviewers = reviews.all().filter_map(|(name, history)| {
        let judged = history.judged(&path).filter(|judged| judged.verdict.judgment().is_some())?;
        Some(Reviewer { name, judged, is_after_seeing: reviews.has_judged_after_seeing(name, &path) })
    });
    let reviewers: Vec<Reviewer<'_>> = reviewers.collect();
    if reviewers.len() > MAX_COLUMNS {
        table(page, reviews, &reviewers);
    } else {
        page.compared_panels(reviewers.iter().map(|one| column(context, subject, one)).collect());
    }
    settled(page, context, &path);
    if let (Subject::Strategy(id), [one, other]) = (subject, reviewers.as_slice()) {
        let closers = GapCloser::on(atlas, reviews, id, [one.name, other.name]);
        let items = closers.iter().map(|closer| closer_item(atlas, closer, [one.name, other.name]));
        page.section(Heading::section("Commitments on which you differ"), items.collect::<Vec<_>>());
    }
}

fn closer_item(atlas: &Atlas, closer: &GapCloser, [one, other]: [&str; 2]) -> Item {
    let [first, second] = closer.probabilities;
    let share = format_fixed(closer.share * 100.0, 0);
    let note = format!("true at {first}% for {one}, at {second}% for {other}: would close up to {share}% of the gap");
    Item::new(link(atlas, &closer.subject), note)
}

fn name_of(reviews: &Reviews, name: &str) -> String {
    if name == reviews.me() { format!("{name} (you)") } else { name.to_owned() }
}

fn column(context: &PageContext<'_>, subject: Subject, reviewer: &Reviewer<'_>) -> PagePanel {
    let mut blocks = vec![Block::Facts(facts(context, subject, reviewer))];
    blocks.extend(reviewer.judged.verdict.note.as_deref().into_iter().flat_map(str::lines).map(|line| {
        let line = collapse_whitespace(line);
        Block::Paragraph(plain(line))
    }));
    PagePanel {
        title: Span::strong(name_of(context.reviews, reviewer.name)),
        aside: Inline::new(),
        blocks,
        left: 0,
        more: None,
        is_urgent: false,
    }
}

fn facts(context: &PageContext<'_>, subject: Subject, reviewer: &Reviewer<'_>) -> Vec<Fact> {
    let verdict = &reviewer.judged.verdict;
    let judgment = verdict.judgment();
    let confidence = verdict.confidence.map(|confidence| Span::plain(format!(" {confidence}")));
    let answer = judgment.map(|judgment| Span::toned(judgment.as_str(), tone(judgment)));
    let answer: Inline = answer.into_iter().chain(confidence).collect();
    let facts = [
        fact("Stance", answer),
        fact("Signal", verdict.status().map(Status::label)),
        fact("Threshold", verdict.threshold.map(|threshold| threshold.to_string())),
        fact("Rests on", premises(context, subject, reviewer.name)),
        fact("Date", date(reviewer)),
    ];
    facts.into_iter().filter(|fact| !fact.value.is_empty()).collect()
}

/// Returns the verdicts of a reviewer on the commitments of a strategy, by number: `1 holds 70%, 2 unsure`.
fn premises(context: &PageContext<'_>, subject: Subject, name: &str) -> Inline {
    let Subject::Strategy(id) = subject else { return Inline::new() };
    let (atlas, reviews) = (&context.graph.atlas, context.reviews);
    let history = reviews.of(name);
    let numbered = (1..).zip(Subject::commitments_of(atlas, id)).filter_map(|(number, commitment)| {
        let path = commitment.effective_subject(atlas, history).path(atlas);
        let is_visible = name == reviews.me() || !reviews.hides_others(&path);
        let verdict = history.verdict(&path).filter(|verdict| is_visible && verdict.claim.is_some())?;
        Some(format!("{number} {}", verdict.describe()))
    });
    join_commas(numbered)
}

/// Returns the date of the reviewer's last stance, and a mark if it was recorded after seeing the verdicts of others.
fn date(reviewer: &Reviewer<'_>) -> Inline {
    let last = reviewer.judged.counted().rev().find(|step| step.change.is_judgment());
    join_dots([
        plain(last.map(|step| step.at.date().to_string())),
        quiet(reviewer.is_after_seeing.then_some(AFTER_SEEING)),
    ])
}

/// Adds a table with a row for each reviewer, and a list of their notes.
fn table(page: &mut PageBuilder, reviews: &Reviews, reviewers: &[Reviewer<'_>]) {
    let columns = ["stance", "confidence", "signal", "threshold", "date"].map(GridColumn::new).into();
    let rows = reviewers.iter().map(|reviewer| {
        let verdict = &reviewer.judged.verdict;
        let cells = [
            plain(verdict.judgment().map(Judgment::as_str)),
            plain(verdict.confidence.map(|confidence| confidence.to_string())),
            plain(verdict.status().map(Status::label)),
            plain(verdict.threshold.map(|threshold| threshold.to_string())),
            date(reviewer),
        ];
        GridRow::new(name_of(reviews, reviewer.name), cells.map(GridCell::new))
    });
    page.grid(Grid { corner: "reviewer".to_owned(), columns, rows: rows.collect(), ..Grid::default() });
    let notes = reviewers.iter().filter_map(|reviewer| {
        Some(Item::new(plain(reviewer.name), collapse_whitespace(reviewer.judged.verdict.note.as_deref()?)))
    });
    page.list(notes.collect::<Vec<_>>());
}

/// Returns the meaning that the colour of a judgment shows.
pub(in crate::page) fn tone(judgment: Judgment) -> Tone {
    match judgment {
        Judgment::Strategy(ReviewStance::Back)
        | Judgment::Position(Check::Agree)
        | Judgment::Commitment(ClaimCheck::Holds) => Tone::For,
        Judgment::Strategy(ReviewStance::Reject)
        | Judgment::Position(Check::Wrong)
        | Judgment::Commitment(ClaimCheck::Fails) => Tone::Against,
        Judgment::Strategy(ReviewStance::Undecided) => Tone::Neutral,
        Judgment::Strategy(ReviewStance::Doubt)
        | Judgment::Position(Check::Doubt)
        | Judgment::Commitment(ClaimCheck::Unsure) => Tone::Mixed,
    }
}

/// Adds the section on the consensus about the subject at `path`, latest first; adds nothing on pages for other people.
pub(in crate::page) fn settled(page: &mut PageBuilder, context: &PageContext<'_>, path: &str) {
    if context.for_others {
        return;
    }
    let all = context.reviews.settled(path);
    let text = text_of(context, path);
    page.section(
        Heading::section("Consensus"),
        all.iter().map(|settled| Item::new(settled.record.consensus.describe(), settled_words(context, settled, text))),
    );
    for (name, record) in all.iter().flat_map(|settled| &settled.differing) {
        page.warning(format!(
            "{name} has recorded another consensus of {}: {}. The latest counts.",
            record.consensus.participants(),
            record.consensus.describe()
        ));
    }
}

/// Returns the consensus on the subject at `path` in one line: `back 70% · ada and bob · settled · today`; empty
/// without a consensus.
pub(in crate::page) fn summary(context: &PageContext<'_>, path: &str) -> Inline {
    let settled = if context.for_others { None } else { context.reviews.consensus(path) };
    settled.map_or_else(Inline::new, |settled| {
        let words = settled_words(context, &settled, text_of(context, path));
        join_dots([plain(settled.record.consensus.describe()), words])
    })
}

/// Returns the participants of a consensus, its state, its date and its note.
fn settled_words(context: &PageContext<'_>, settled: &Settled<'_>, text: Option<Digest>) -> Inline {
    let record = settled.record;
    join_dots([
        plain(record.consensus.participants()),
        plain(settled.state(text)),
        quiet(ago(record.at.date(), context.today)),
        plain(record.consensus.note.as_deref().map(note_text)),
    ])
}

/// Returns the digest (hash) of the current text of the subject at `path`; `None` if the atlas does not have the
/// subject.
pub(in crate::page) fn text_of(context: &PageContext<'_>, path: &str) -> Option<Digest> {
    let atlas = &context.graph.atlas;
    Subject::find(atlas, path).map(|subject| subject.digest(atlas))
}

/// Returns the verdict of another reviewer in a line: `reject 60% · after seeing · “note”`.
pub(in crate::page) fn other_words(reviews: &Reviews, (name, path): (&str, &str), verdict: &Verdict) -> Inline {
    join_dots([
        plain(verdict.describe()),
        quiet(reviews.has_judged_after_seeing(name, path).then_some(AFTER_SEEING)),
        plain(verdict.note.as_deref().map(collapse_whitespace)),
    ])
}
