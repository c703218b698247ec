//! Filters by the verdicts of reviewers, and by what reviewers settled on together. The matching subjects are computed
//! when a query is parsed, so that the search needs neither journals nor a clock.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::model::Atlas;
use crate::review::{
    Answer, Check, ClaimCheck, Judgment, ReviewStance, Status, Subject, Verdict, after, due, held_as, schedule,
};

use super::super::context::QueryContext;
use super::facet::Facet;

/// Value of a field for a subject without a verdict, or with a verdict that lacks the requested part.
pub(super) const NONE: &str = "none";
/// Value of [`Facet::Consensus`] for a subject that reviewers discussed and left open.
const OPEN: &str = "open";
/// Value of [`Facet::Due`] for reviews that are due now.
const NOW: &str = "now";

/// Returns the possible values of a field that depends on verdicts; `None` for other fields.
pub(super) fn words(facet: Facet, context: QueryContext<'_>) -> Option<Vec<&str>> {
    let with_none = |words: Vec<&'static str>| Some(words.into_iter().chain([NONE]).collect());
    match facet {
        Facet::Verdict => with_none(ReviewStance::ALL.iter().map(|stance| stance.as_str()).collect()),
        Facet::Signal => with_none(Status::ALL.iter().map(|status| status.as_str()).collect()),
        Facet::HeldAs => Some(Answer::ALL.iter().map(|answer| answer.as_str()).collect()),
        Facet::Claim => with_none(ClaimCheck::ALL.iter().map(|check| check.as_str()).collect()),
        Facet::Record => with_none(Check::ALL.iter().map(|check| check.as_str()).collect()),
        Facet::Own => Some(tags(context).into_iter().collect()),
        Facet::Consensus => with_none(consensus_words()),
        Facet::By => Some(reviewers(context).collect()),
        _ => None,
    }
}

/// Returns the distinct values of [`Facet::Consensus`] except [`NONE`].
fn consensus_words() -> Vec<&'static str> {
    let stances = ReviewStance::ALL.iter().filter(|stance| **stance != ReviewStance::Undecided);
    let mut words: Vec<&str> = stances.map(|stance| stance.as_str()).collect();
    let checks = Check::ALL.iter().map(|check| check.as_str());
    for word in checks.chain(ClaimCheck::ALL.iter().map(|check| check.as_str())).chain([OPEN]) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Returns the names of the reviewers with a verdict, in alphabetical order.
fn reviewers(context: QueryContext<'_>) -> impl Iterator<Item = &str> {
    context.reviews.all().filter(|(_, history)| history.verdicts().next().is_some()).map(|(name, _)| name)
}

/// Returns the tags that reviewers gave subjects, except the tags in verdicts of others that are hidden from the
/// current reviewer.
fn tags(context: QueryContext<'_>) -> BTreeSet<&str> {
    let reviews = context.reviews;
    let mut tags = reviews.mine().own_tags();
    for (_, history) in reviews.all().filter(|(name, _)| *name != reviews.me()) {
        let tagged =
            history.verdicts().filter(|(path, judged)| !judged.verdict.tags.is_empty() && !reviews.hides_others(path));
        tags.extend(tagged.flat_map(|(_, judged)| judged.verdict.tags.iter().map(String::as_str)));
    }
    tags
}

/// Returns every strategy, position and commitment of the atlas.
fn all(atlas: &Atlas) -> impl Iterator<Item = Subject> + '_ {
    Subject::strategies(atlas).chain(Subject::positions(atlas)).chain(Subject::commitments(atlas))
}

/// Returns the subjects whose verdict has one of the values `words` of `facet`. It is the verdict of the current
/// reviewer or, if there are groups of `reviewers`, the verdict of some member in each group. Verdicts of others that
/// are hidden match no value, not even [`NONE`].
pub(super) fn subjects(
    facet: Facet,
    words: &[&str],
    context: QueryContext<'_>,
    reviewers: &[Vec<String>],
) -> BTreeSet<Subject> {
    let of =
        |name: &str| words.iter().flat_map(|&word| of_reviewer((facet, word), context, name)).collect::<BTreeSet<_>>();
    let groups = reviewers.iter().map(|names| names.iter().flat_map(|name| of(name)).collect::<BTreeSet<_>>());
    groups.reduce(|one, other| &one & &other).unwrap_or_else(|| of(context.reviews.me()))
}

/// Returns the subjects whose verdict by the reviewer `name` has the value `word` of `facet`.
fn of_reviewer((facet, word): (Facet, &str), context: QueryContext<'_>, name: &str) -> BTreeSet<Subject> {
    let atlas = &context.graph.atlas;
    let has = |subject: &Subject| verdict_by(context, *subject, name).is_some_and(|verdict| has(facet, word, verdict));
    match facet {
        Facet::Record => Subject::positions(atlas).filter(has).collect(),
        Facet::Claim => with_their_strategies(Subject::commitments(atlas).filter(has).collect()),
        Facet::Own => all(atlas).filter(has).collect(),
        _ => Subject::strategies(atlas).filter(has).collect(),
    }
}

/// Returns the subjects with a judgment by the reviewer `name`, whether or not the verdict is hidden.
pub(super) fn judged_by(name: &str, context: QueryContext<'_>) -> BTreeSet<Subject> {
    let judged = context.reviews.of(name).verdicts().filter(|(_, judged)| judged.verdict.judgment().is_some());
    judged.filter_map(|(path, _)| Subject::find(&context.graph.atlas, path)).collect()
}

/// Returns the subjects for which reviewers settled on `word`. If that is hidden from the current reviewer, no word
/// matches, not even [`NONE`].
pub(super) fn settled(word: &str, context: QueryContext<'_>) -> BTreeSet<Subject> {
    let (atlas, reviews) = (&context.graph.atlas, context.reviews);
    let is_so = |subject: &Subject| {
        let path = subject.path(atlas);
        let found = reviews.consensus(&path).map(|settled| settled.record.consensus.judgment());
        let found = found.map(|judgment| judgment.map_or(OPEN, Judgment::as_str));
        found.unwrap_or(NONE) == word && !reviews.hides_others(&path)
    };
    let subjects = all(atlas).filter(is_so).collect();
    if ClaimCheck::parse(word).is_some() { with_their_strategies(subjects) } else { subjects }
}

/// Adds the strategies that `commitments` belong to, so that `claim:fails` alone finds the strategies with a failing
/// commitment.
fn with_their_strategies(mut commitments: BTreeSet<Subject>) -> BTreeSet<Subject> {
    let strategies: Vec<Subject> = commitments
        .iter()
        .filter_map(|on| if let Subject::Commitment(id, _) = on { Some(Subject::Strategy(*id)) } else { None })
        .collect();
    commitments.extend(strategies);
    commitments
}

/// Returns the verdict of the reviewer `name` on `subject`, empty if none is recorded; `None` if it is hidden from the
/// current reviewer.
fn verdict_by<'a>(context: QueryContext<'a>, subject: Subject, name: &str) -> Option<&'a Verdict> {
    static EMPTY: LazyLock<Verdict> = LazyLock::new(Verdict::default);
    let reviews = context.reviews;
    // This path is for speed: a reviewer may have no verdict at all.
    if reviews.of(name).verdicts().next().is_none() {
        return Some(&EMPTY);
    }
    let path = subject.path(&context.graph.atlas);
    if name == reviews.me() {
        return Some(reviews.seen(&path).map_or(&EMPTY, |judged| &judged.verdict));
    }
    (!reviews.hides_others(&path)).then(|| reviews.of(name).verdict(&path).unwrap_or(&EMPTY))
}

fn has(facet: Facet, word: &str, verdict: &Verdict) -> bool {
    match facet {
        Facet::Verdict => verdict.stance.map_or(NONE, ReviewStance::as_str) == word,
        Facet::Signal => verdict.status().map_or(NONE, Status::as_str) == word,
        Facet::HeldAs => held_as(verdict).map(Answer::as_str) == Some(word),
        Facet::Claim => verdict.claim.map_or(NONE, ClaimCheck::as_str) == word,
        Facet::Record => verdict.record.map_or(NONE, Check::as_str) == word,
        Facet::Own => verdict.tags.contains(word),
        _ => false,
    }
}

/// Returns the strategies and positions whose review is due within `text`: `now`, or `<30d` for 30 days; `None` if
/// `text` has another form.
pub(super) fn due_within(text: &str, context: QueryContext<'_>) -> Option<BTreeSet<Subject>> {
    let limit = limit(text, context.today)?;
    let record = context.reviews.mine();
    let atlas = &context.graph.atlas;
    let now = due(record, atlas, context.today).into_iter().map(|item| item.subject);
    let soon = schedule(record).into_iter().take_while(|(day, _)| *day < limit).map(|(_, on)| on.to_owned());
    let seen = now.chain(soon).filter(|on| !context.reviews.is_hidden(on));
    Some(seen.filter_map(|on| Subject::find(atlas, &on)).collect())
}

/// Returns the day before which a review must be due for `text`; `None` if `text` has another form.
fn limit(text: &str, today: Date) -> Option<Date> {
    if text.eq_ignore_ascii_case(NOW) {
        return Some(today);
    }
    text.strip_prefix('<').and_then(|time| after(time, today))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::data;
    use crate::graph::Graph;
    use crate::model::Kind;
    use crate::review::test_journal::JournalBuilder;
    use crate::review::{Change, Consensus, JournalEvent, OthersPolicy, Outcome, Reviews, Signal};
    use crate::search::query::filter::Predicate;
    use crate::search::{Query, SearchIndex, Searcher, complete};

    const TODAY: Date = date(2026, 11, 25);

    #[test]
    fn limits_are_days() {
        assert_eq!(limit("<30d", TODAY), Some(date(2026, 12, 25)));
        assert_eq!(limit("<2W", TODAY), Some(date(2026, 12, 9)));
        assert_eq!(limit("now", TODAY), Some(TODAY));
        for text in ["", "30d", "<", "<d", "<-1d", "<30", "soon", "<3é"] {
            assert_eq!(limit(text, TODAY), None, "{text}");
        }
    }

    /// Returns the reviews of the tests: `pause` is backed though its signal has landed, and the signal of `go` is
    /// forecast by the end of the year.
    fn reviews() -> Reviews {
        let mut scribe = JournalBuilder::new("ada", date(2026, 11, 1));
        let atlas = atlas();
        let text = |on: &str| Subject::parse(&atlas, on).unwrap().text(&atlas);
        scribe.judge_text("strategy/pause", &text("strategy/pause"), |verdict| {
            verdict.stance = Some(ReviewStance::Back);
            verdict.signal = Some(Signal::new(Status::Landed));
            verdict.next = Some(date(2026, 12, 1));
        });
        scribe.judge_text("strategy/go", &text("strategy/go"), |verdict| {
            verdict.identity.extend([(1, Answer::Bet)]);
            verdict.tags.insert("hard".to_owned());
        });
        scribe.judge_text("position/ada/go", &text("position/ada/go"), |verdict| {
            verdict.record = Some(Check::Wrong);
            verdict.tags.extend(["hard", "odd one"].map(str::to_owned));
            verdict.next = Some(date(2026, 12, 2));
        });
        scribe.forecast("strategy/go", date(2026, 12, 31), 40);
        scribe.forecast("strategy/go", date(2026, 11, 30), 40);
        scribe.resolve("strategy/go", date(2026, 11, 30), Outcome::NotLanded, date(2026, 11, 20));
        Reviews::fold("ada", scribe.lines)
    }

    fn atlas() -> crate::model::Atlas {
        data::fixture(include_str!("../../review/tests/atlas.toml"))
    }

    /// Returns the addresses that pass `query`, or its fault.
    fn pass(query: &str) -> Result<Vec<String>, String> {
        let (graph, reviews) = (Graph::new(atlas()), reviews());
        let query = Query::parse_given(query, QueryContext::new(&graph).reviewed(&reviews, TODAY));
        if let Some(fault) = query.faults().first() {
            return Err(fault.message.clone());
        }
        let passes = |subject: &Subject| {
            query.filters.all().all(|filter| match &filter.predicate {
                Predicate::Judged(subjects) => subjects.contains(subject) != filter.negated,
                _ => false,
            })
        };
        let all = Subject::strategies(&graph.atlas).chain(Subject::positions(&graph.atlas)).filter(passes);
        Ok(all.map(|subject| subject.path(&graph.atlas)).collect())
    }

    /// Returns the slugs of the strategies that pass `query`.
    fn strategies(query: &str) -> Vec<String> {
        let all = pass(query).unwrap();
        all.iter().filter_map(|path| path.strip_prefix("strategy/")).map(str::to_owned).collect()
    }

    #[test]
    fn a_review_is_due_within_a_time_that_ends_after_its_day() {
        let is_due = |query: &str| pass(query).unwrap().contains(&"position/ada/go".to_owned());
        assert_eq!(["due:now", "due:<7d", "due:<8d"].map(is_due), [false, false, true], "it is due in seven days");
    }

    #[test]
    fn strategies_are_filtered_by_what_was_said_of_them() {
        assert_eq!(strategies("verdict:back"), ["pause"]);
        assert_eq!(strategies("verdict:none,doubt"), ["go"]);
        assert_eq!(strategies("!verdict:back"), ["go"]);
        assert_eq!(strategies("signal:landed"), ["pause"]);
        assert_eq!(strategies("signal:none"), ["go"]);
        assert_eq!(strategies("held-as:identity"), ["pause"], "backed after its signal has landed");
        assert_eq!(strategies("held-as:bet"), ["go"]);
        assert_eq!(strategies("due:now"), [""; 0]);
        assert_eq!(strategies("due:<7d"), ["pause"]);
        assert_eq!(strategies("due:<37d"), ["go", "pause"]);
    }

    #[test]
    fn positions_are_filtered_by_what_was_said_of_them() {
        assert_eq!(pass("record:wrong").unwrap(), ["position/ada/go"]);
        assert_eq!(pass("record:none").unwrap(), ["position/ada/pause", "position/ada/pause/2"]);
        assert_eq!(pass("own:HARD").unwrap(), ["strategy/go", "position/ada/go"]);
        assert_eq!(pass("own:hard own:\"odd one\"").unwrap(), ["position/ada/go"]);
        assert_eq!(pass("due:<8d").unwrap(), ["strategy/pause", "position/ada/go"]);
        assert!(pass("own:herd").unwrap_err().ends_with("did you mean `hard`?"));
        let graph = Graph::new(atlas());
        let fault = Query::parse("own:hard", &graph).faults()[0].message.clone();
        assert!(fault.ends_with("none of your verdicts has a tag"), "{fault}");
    }

    #[test]
    fn what_was_said_completes_what_is_typed() {
        let (graph, reviews) = (Graph::new(atlas()), reviews());
        let given = QueryContext::new(&graph).reviewed(&reviews, TODAY);
        let offered = |query: &str| complete(query, query.len(), given).candidates;
        assert_eq!(offered("own:"), ["hard", "\"odd one\""]);
        assert_eq!(offered("own:O"), ["\"odd one\""]);
        assert_eq!(offered("record:"), ["agree", "doubt", "wrong", "none"]);
    }

    #[test]
    fn several_fields_are_about_one_position() {
        let (graph, reviews) = (std::sync::Arc::new(Graph::new(atlas())), reviews());
        let searcher = Searcher::new(std::sync::Arc::clone(&graph), std::sync::Arc::new(SearchIndex::new(&graph)));
        let finds_ada = |query: &str| {
            let query = Query::parse_given(query, QueryContext::new(&graph).reviewed(&reviews, TODAY));
            let found = searcher.run(&query.of_kind(Kind::Person), None, 9, &false.into()).unwrap();
            found.total == 1
        };
        assert!(finds_ada("record:wrong tag:go") && finds_ada("record:wrong own:hard stance:opposes"));
        assert!(!finds_ada("record:wrong tag:pause") && !finds_ada("record:agree"));
        assert!(finds_ada("record:none tag:pause") && !finds_ada("record:none own:hard"));
        assert!(!finds_ada("!record:wrong") && finds_ada("!record:agree"));
        assert!(!finds_ada("verdict:back"), "a stance is on strategies");
    }

    #[test]
    fn what_no_verdict_can_be_is_told() {
        assert_eq!(pass("due:soon"), Err("`due:` has no value `soon`; write now, <30d, <2w, <6m or <1y".to_owned()));
        assert!(pass("verdict:bak").unwrap_err().ends_with("did you mean `back`?"));
        assert_eq!(pass("due:"), Err("`due:` needs a value: now, or a time such as <30d".to_owned()));
    }

    /// Bob backs `go` and rejects `pause`, which ada backs; both have settled on doubting `pause`.
    fn team() -> Reviews {
        let atlas = atlas();
        let mut bob = JournalBuilder::new("bob", date(2026, 11, 2));
        for (on, stance) in [("strategy/pause", ReviewStance::Reject), ("strategy/go", ReviewStance::Back)] {
            bob.judge(on, |verdict| {
                verdict.stance = Some(stance);
                verdict.tags.insert("bold".to_owned());
            });
        }
        bob.judge("commitment/pause/1", |verdict| verdict.claim = Some(ClaimCheck::Fails));
        let mut reviews = reviews();
        reviews.add(bob.lines.clone());
        let set = Change::of_consensus(&Verdict { stance: Some(ReviewStance::Doubt), ..Verdict::default() });
        let between = vec!["ada".to_owned(), "bob".to_owned()];
        let text = Subject::find(&atlas, "strategy/pause").map(|subject| subject.digest(&atlas));
        let settled = Consensus { text, ..reviews.settle("strategy/pause", between, set, None) };
        bob.wait(1).write(JournalEvent::Consensus(settled.into()));
        reviews.add(bob.lines);
        reviews
    }

    fn of_team(query: &str, others: OthersPolicy) -> Vec<String> {
        let (graph, reviews) = (Graph::new(atlas()), team().with_others(others));
        let query = Query::parse_given(query, QueryContext::new(&graph).reviewed(&reviews, TODAY));
        assert_eq!(query.faults(), []);
        let passes = |subject: &Subject| {
            query.filters.all().all(|filter| match &filter.predicate {
                Predicate::Judged(subjects) => subjects.contains(subject) != filter.negated,
                _ => false,
            })
        };
        Subject::strategies(&graph.atlas).filter(passes).map(|subject| subject.path(&graph.atlas)).collect()
    }

    #[test]
    fn by_says_whose_verdicts_the_other_fields_read() {
        let open = |query: &str| of_team(query, OthersPolicy::Open);
        let (pause, go) = ("strategy/pause", "strategy/go");
        assert_eq!(open("verdict:back"), [pause], "without it, one's own");
        assert_eq!(open("by:bob verdict:back"), [go]);
        assert_eq!(open("verdict:back by:bob"), [go], "in any order");
        assert_eq!(open("by:ada verdict:back"), [pause]);
        assert_eq!(open("by:ada,bob verdict:back"), [go, pause], "any of them");
        assert_eq!(open("by:ada by:bob verdict:back"), [""; 0], "each of them");
        assert_eq!(open("by:ada by:bob verdict:back,reject"), [pause]);
        assert_eq!(open("by:bob"), [go, pause], "alone it is what the reviewer has judged");
        assert_eq!(open("by:ada"), [pause]);
        assert_eq!(open("!by:ada"), [go]);
        assert_eq!(open("!by:ada by:bob verdict:back"), [go]);
        assert_eq!(open("by:bob own:bold verdict:reject"), [pause]);
        assert_eq!(open("by:bob claim:fails"), [pause], "the strategy that rests on it");
    }

    #[test]
    fn what_is_hidden_matches_nothing_that_is_asked_of_others() {
        let hidden = |query: &str| of_team(query, OthersPolicy::Reviewers);
        // Ada has no stance on `go`, so that of bob is hidden.
        assert_eq!(hidden("by:bob verdict:back"), [""; 0]);
        assert_eq!(hidden("by:bob verdict:none"), [""; 0]);
        assert_eq!(hidden("by:bob verdict:reject"), ["strategy/pause"]);
        assert_eq!(hidden("by:bob"), ["strategy/go", "strategy/pause"], "who has judged is no secret");
        assert_eq!(hidden("consensus:none"), [""; 0]);
    }

    #[test]
    fn a_consensus_is_asked_for_by_its_answer() {
        let open = |query: &str| of_team(query, OthersPolicy::Open);
        assert_eq!(open("consensus:doubt"), ["strategy/pause"]);
        assert_eq!(open("consensus:none"), ["strategy/go"]);
        assert_eq!(open("consensus:open"), [""; 0]);
        assert_eq!(open("consensus:doubt verdict:back"), ["strategy/pause"], "the verdict stays as it was");
    }

    #[test]
    fn reviewers_and_answers_complete_what_is_typed() {
        let (graph, reviews) = (Graph::new(atlas()), team());
        let given = QueryContext::new(&graph).reviewed(&reviews, TODAY);
        let offered = |query: &str| complete(query, query.len(), given).candidates;
        assert_eq!(offered("by:"), ["ada", "bob"]);
        assert_eq!(offered("consensus:a"), ["agree"]);
        assert_eq!(offered("consensus:o"), ["open"]);
        let fault = Query::parse_given("by:cyd", given).faults()[0].message.clone();
        assert!(fault.ends_with("no journal has verdicts of such a reviewer"), "{fault}");
    }
}
