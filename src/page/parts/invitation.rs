//! What the pages of reviews show before the first verdict: what can be reviewed, and how a review works.

use crate::document::{Fact, Heading, Item, PageBuilder, Span, fact, join, plain};
use crate::model::Kind;
use crate::page::PageContext;
use crate::page::parts::figures::pluralize;
use crate::page::parts::inline::with_code;
use crate::place::{Overview, Place};
use crate::review::{Subject, due, unsettled};

/// Adds an invitation to review: the reason `why` the page has nothing to show yet, what can be reviewed, and how to
/// start. In the explorer, following a link to the subjects of a kind starts their review.
pub(in crate::page) fn invite(page: &mut PageBuilder, context: &PageContext<'_>, why: &str) {
    let [start, others] = match (context.keys.get("follow"), context.keys.get("review")) {
        (Some(follow), Some(review)) => [
            format!(
                "{follow} on strategies, positions or commitments starts their review; the first card comes within a second."
            ),
            format!(
                "{review} lists all reviews to start or resume: by lever, most informative first, at random, blind, or of \
                 the page on screen."
            ),
        ],
        _ => [
            "`stratlas review` starts a review of the strategies.".to_owned(),
            "`stratlas review start --help` lists the other reviews.".to_owned(),
        ],
    };
    page.paragraph(why);
    page.heading(Heading::section("What can be reviewed"));
    page.list(subjects(context));
    page.caption(with_code(&format!("{start} {others}")));
}

/// Adds the section on how a review works, with its keys.
pub(in crate::page) fn lesson(page: &mut PageBuilder, context: &PageContext<'_>) {
    page.heading(Heading::section("How a review works"));
    page.facts(steps(context));
}

/// Returns the kinds of subjects with their numbers, and what is due.
fn subjects(context: &PageContext<'_>) -> Vec<Item> {
    let (graph, atlas) = (context.graph, &context.graph.atlas);
    let positions = atlas.tags.ids().map(|tag| graph.holdings(tag).len()).sum::<usize>();
    let counts: [(String, Place, usize, &str); 3] = [
        (
            pluralize(atlas.strategies.len(), "strategy", "strategies"),
            Place::List(Kind::Strategy),
            atlas.strategies.len(),
            "back, doubt or reject it, and with what confidence; watch what would prove it wrong",
        ),
        (
            pluralize(positions, "position", "positions"),
            Place::List(Kind::Person),
            positions,
            "does the source support what a person is recorded to endorse or oppose?",
        ),
        (
            pluralize(Subject::commitments(atlas).count(), "commitment", "commitments"),
            Overview::Commitments.into(),
            Subject::commitments(atlas).count(),
            "claims that strategies rest on: does each hold?",
        ),
    ];
    let items = counts.into_iter().filter(|(_, _, count, _)| *count > 0);
    let items = items.map(|(words, place, _, note)| Item::new(Span::link(words, place), note));
    let is_here = |overview: Overview| context.overviews().any(|other| other == overview);
    let waiting = [
        (
            unsettled(context.reviews, atlas).len(),
            ["disagreement to settle", "disagreements to settle"],
            "with other reviewers",
        ),
        (
            due(context.reviews.mine(), atlas, context.today).len(),
            ["verdict due", "verdicts due"],
            "judged before, and to judge again",
        ),
    ];
    let waiting = waiting.into_iter().filter(|(count, ..)| *count > 0 && is_here(Overview::Reviews));
    let waiting = waiting.map(|(count, [one, several], note)| {
        Item::new(Span::link(pluralize(count, one, several), Overview::Reviews), note)
    });
    waiting.chain(items).collect()
}

/// Returns the steps of a review, each with the keys that carry it out.
fn steps(context: &PageContext<'_>) -> Vec<Fact> {
    let step = |label: &str, actions: &[&str], words: &str| {
        let keys: Vec<Span> = actions.iter().filter_map(|id| context.keys.get(id)).map(Span::strong).collect();
        let keys = if actions.contains(&"confidence") && !keys.is_empty() { vec![Span::strong("0-9")] } else { keys };
        let keys = join(&Span::plain(" "), keys);
        fact(label, join(&Span::plain("  "), [keys, plain(words)]))
    };
    vec![
        step(
            "Stance",
            &["judge-back", "judge-doubt", "judge-reject", "judge-undecided"],
            "back it, doubt it, reject it, or leave it undecided: one key judges a card",
        ),
        step("Confidence", &["confidence"], "how sure you are, in tens of percent"),
        step("Details", &["signal-step", "note", "own-tags"], "the falsification signal, a note, tags of your own"),
        step("Cards", &["review-next", "review-previous", "review-queue"], "next, previous, or any card of the queue"),
        step("Pause", &["review-leave", "review"], "leave, and return to the same card; every entry is saved at once"),
    ]
}
