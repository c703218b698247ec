//! The page Consistency: contradictions between the reviewer's verdicts, the claims that many of these depend on, and
//! what would change them.

use crate::document::{Fact, Heading, Inline, Item, Page, PageBuilder, Span, fact, join_dots, plain};
use crate::model::{Atlas, Entity, Mechanism};
use crate::page::PageContext;
use crate::page::parts::figures::{partial_percent, pluralize};
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
const MAX_CLAIM_WIDTH: usize = 60;
/// Explanation on the page of how the figures are read.
const READING: &str = "“Backed 80%” is read as 80% that the strategy is right. A commitment that holds at c is true with c; \
    one that is unsure or fails at c, with 100 - c. Points are the least probability that your figures give to two things \
    that cannot both be true: a + b - 100, and no independence is assumed. From 5 points an entry is shown.";
/// Explanation on the page of the figures of cruxes.
const DEPENDENCE: &str = "Fall: the confidence of the backed strategies that rest on it, as a share of the confidence of all \
    backed ones. Risk: the probability that it is false times the fall.";
/// Explanation on the page of the shares in the comparison with another reviewer.
const GAPS: &str = "Would close up to N% of the gap: how far the reviewer who is less confident in the strategies could \
    follow, if both believed this. Shares overlap and do not add up.";

/// What the page shows once a strategy is backed.
const NOTHING_YET: &str = "You back no strategy yet, so there is nothing to check. This page will show where your verdicts \
    contradict each other, which claims most of what you back rests on, and what would change your mind.";

/// Builds the page on the current reviewer's verdicts.
pub(super) fn build(context: &PageContext<'_>) -> Page {
    let mut page = context.page_below_home();
    page.kicker = join_dots([plain(Span::link("Reviews", Overview::Reviews)), plain(context.reviews.me())]);
    let consistency = of(context);
    if consistency.is_empty() {
        invite(&mut page, context, NOTHING_YET);
        return page.finish();
    }
    add(&mut page, &context.graph.atlas, &consistency);
    page.finish()
}

/// Builds the page of `consistency` without a context, for the command line.
pub fn build_consistency(atlas: &Atlas, consistency: &Consistency) -> Page {
    let mut page = PageBuilder::new(Inline::new());
    Overview::Consistency.name().clone_into(&mut page.title);
    page.kicker = plain(consistency.reviewer.as_str());
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
    page.facts(summary(found));
    page.caption(found.reach.describe());
    page.explanation(READING);
    page.heading(Heading::section("What does not fit").counting(found.inconsistencies.len()));
    let none = "Nothing that you recorded contradicts what you back, as far as it could be checked.";
    page.list_or(none, found.inconsistencies.iter().map(|one| inconsistency(atlas, one)));
    tensions(page, atlas, found);
    page.section(
        Heading::section("Single points of failure"),
        found.single_points.iter().map(|point| single_point(atlas, point)).collect::<Vec<_>>(),
    );
    page.heading(Heading::section("What would change your mind").counting(found.mind_changers.len()));
    page.list(found.mind_changers.iter().map(|one| mind_changer(atlas, one)));
    cruxes(page, atlas, &found.cruxes);
    for between in &found.between {
        self::between(page, atlas, between);
    }
    let accepted = found.accepted.iter().map(|one| accepted(atlas, one));
    page.section(Heading::section("Accepted"), accepted.collect::<Vec<_>>());
}

/// Adds a section on the verdicts that contradict each other to another page: the first [`MAX_IN_PART`] contradictions
/// and a link to this page.
pub(super) fn part(page: &mut PageBuilder, context: &PageContext<'_>) {
    let found = Consistency::inconsistencies(context.graph, context.reviews);
    if found.is_empty() {
        return;
    }
    page.heading(Heading::section("What does not fit").counting(found.len()));
    page.list(found.iter().take(MAX_IN_PART).map(|one| inconsistency(&context.graph.atlas, one)));
    page.caption([Span::plain("All of it: "), Span::link(Overview::Consistency.name(), Overview::Consistency)]);
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

fn summary(found: &Consistency) -> Vec<Fact> {
    let worst = found.inconsistencies.first().and_then(|one| one.points);
    vec![
        fact("Do not fit", found.inconsistencies.len()),
        fact("Most points", worst.map(usize::from)),
        fact("Accepted", (!found.accepted.is_empty()).then_some(found.accepted.len())),
        fact("Backed", found.reach.backed),
    ]
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
    let items: Vec<Item> = found.tensions.iter().map(|tension| self::tension(atlas, tension)).collect();
    page.section(Heading::section("Tension, without a figure"), items);
    let lines = found.concentrations.iter().map(|one| {
        let lever =
            Place::find(atlas, &one.lever).map_or_else(|| Span::plain(&one.name), |place| Span::link(&one.name, place));
        let words = format!("{} of the {} strategies you back pull it {}", one.count, one.backed, one.pull);
        Item::new([lever], words)
    });
    page.section(Heading::section("Concentration"), lines.collect::<Vec<_>>());
}

fn tension(atlas: &Atlas, tension: &Tension) -> Item {
    let [one, other] = &tension.subjects;
    let text = [link(atlas, one), Span::plain(" × "), link(atlas, other)];
    let mechanism = Mechanism::parse(tension.mechanism).map(Entity::Mechanism);
    let mechanism = mechanism.map_or_else(|| Span::plain(tension.mechanism), |mechanism| to(atlas, mechanism));
    let lower = tension.lower.map(|lower| format!(", both backed at {lower}% or more"));
    Item::new(text, [plain(mechanism), plain(lower)].concat())
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

fn mind_changer(atlas: &Atlas, one: &MindChanger) -> Item {
    let signal = match (one.forecast, one.has_signal) {
        _ if one.has_landed => "signal landed".to_owned(),
        (Some(forecast), _) => format!("signal {forecast}%"),
        (None, true) => "signal not estimated".to_owned(),
        (None, false) => "no signal".to_owned(),
    };
    let weakest = match &one.weakest {
        Some((path, p)) => vec![Span::plain("weakest commitment "), link(atlas, path), Span::plain(format!(" {p}%"))],
        None if one.commitments == 0 => plain("no commitment stated"),
        None => plain("commitments not judged"),
    };
    let threshold = one.threshold.map(|threshold| format!("threshold {threshold}"));
    Item::new([link(atlas, &one.subject)], join_dots([plain(signal), weakest, plain(threshold)]))
}

fn cruxes(page: &mut PageBuilder, atlas: &Atlas, cruxes: &[Crux]) {
    if cruxes.is_empty() {
        return;
    }
    page.heading(Heading::section("Cruxes").counting(cruxes.len()));
    page.explanation(DEPENDENCE);
    page.list(cruxes.iter().take(MAX_CRUXES).map(|crux| {
        let risk = crux.risk.map_or_else(|| "not judged".to_owned(), |risk| format!("risk {}", partial_percent(risk)));
        let resting = pluralize(crux.resting, "backed strategy", "backed strategies");
        Item::new([link(atlas, &crux.subject)], format!("fall {}, {risk}, {resting}", partial_percent(crux.fall)))
    }));
    page.more(cruxes.len().saturating_sub(MAX_CRUXES));
}

fn between(page: &mut PageBuilder, atlas: &Atlas, between: &Between) {
    page.heading(Heading::section(format!("Between you and {}", between.reviewer)).counting(between.closers.len()));
    page.explanation(GAPS);
    page.list(between.closers.iter().take(MAX_CRUXES).map(|closer| {
        let [mine, other] = closer.probabilities;
        let words = format!(
            "would close up to {} of the gap; {mine}% to you, {other}% to {}",
            partial_percent(closer.share),
            between.reviewer
        );
        Item::new([link(atlas, &closer.subject)], words)
    }));
}
