//! Queues of reviews: finding the subjects to review, and ordering them.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::Date;

use crate::app::{ReviewRequest, ReviewScope};
use crate::graph::Graph;
use crate::model::{Atlas, Entity, Kind, PersonId};
use crate::place::{Overview, Place};
use crate::review::{BadOrder, Order, Reviews, SessionStart, Subject, arrange, disputed, due, unsettled};
use crate::search::{Query, QueryContext, SearchIndex, Searcher};

/// Returns the subjects to review for `request` on the day `today`, as the start of a session.
///
/// # Errors
/// A message for the user, if the request is invalid.
pub fn queue(
    graph: &Arc<Graph>,
    reviews: &Reviews,
    request: &ReviewRequest,
    today: Date,
) -> Result<SessionStart, String> {
    let order: Order = request.order.parse().map_err(|bad: BadOrder| bad.to_string())?;
    let atlas = &graph.atlas;
    let subjects: Vec<Subject> = match &request.scope {
        ReviewScope::All if request.disputed => {
            unsettled(reviews, atlas).iter().filter_map(|dispute| Subject::find(atlas, &dispute.subject)).collect()
        }
        ReviewScope::All => Subject::strategies(atlas).collect(),
        ReviewScope::Due => {
            due(reviews.mine(), atlas, today).iter().filter_map(|item| Subject::find(atlas, &item.subject)).collect()
        }
        ReviewScope::Places(places) => places.iter().flat_map(|&place| at(graph, place)).collect(),
        ReviewScope::Query(query) => matches(graph, reviews, query, today)?,
    };
    let mut seen = BTreeSet::new();
    let subjects: Vec<Subject> = subjects.into_iter().filter(|subject| seen.insert(*subject)).collect();
    let mut queue = arrange(graph, reviews, subjects, order, today);
    if request.disputed {
        queue = disputed(queue, reviews, atlas);
    }
    queue.truncate(request.limit.unwrap_or(usize::MAX));
    let start = SessionStart {
        queue,
        order: request.order.clone(),
        scope: scope_text(atlas, request),
        blind: request.blind,
        consensus: request.disputed,
        name: request.name.clone(),
        advance: request.advance,
    };
    Ok(SessionStart { name: free_name(&start, reviews), ..start })
}

/// Returns the name for the session `start`; `None` if it has the default name. If another open session has that name,
/// a number is appended to it.
fn free_name(start: &SessionStart, reviews: &Reviews) -> Option<String> {
    let open = reviews.mine().open_sessions();
    let is_taken = |name: &String| open.iter().any(|session| session.name == *name);
    let wanted = start.name.clone().unwrap_or_else(|| start.default_name());
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    if is_taken(&wanted) { numbered.into_iter().find(|name| !is_taken(name)) } else { start.name.clone() }
}

/// Describes what `request` is restricted to; `None` if it covers everything.
fn scope_text(atlas: &Atlas, request: &ReviewRequest) -> Option<String> {
    let of = match &request.scope {
        ReviewScope::All => None,
        ReviewScope::Due => Some("due".to_owned()),
        ReviewScope::Places(places) => Some(places.iter().map(|place| place.path(atlas)).collect::<Vec<_>>().join(" ")),
        ReviewScope::Query(query) => Some(query.clone()),
    };
    let parts: Vec<String> = request.disputed.then(|| "disputed".to_owned()).into_iter().chain(of).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Returns the subjects that belong to a place: the strategy, the members of a portfolio, the positions of a person, or
/// the entries of a list.
fn at(graph: &Graph, place: Place) -> Vec<Subject> {
    let atlas = &graph.atlas;
    match place {
        Place::Entity(Entity::Strategy(id)) => vec![Subject::Strategy(id)],
        Place::List(Kind::Strategy) => Subject::strategies(atlas).collect(),
        Place::Entity(Entity::Portfolio(id)) => {
            atlas.portfolios[id].strategies.iter().copied().map(Subject::Strategy).collect()
        }
        Place::Entity(Entity::Lever(id)) => graph.on_lever(id).iter().copied().map(Subject::Strategy).collect(),
        Place::Entity(Entity::Scenario(id)) => {
            atlas.scenarios[id].responsive.iter().copied().map(Subject::Strategy).collect()
        }
        Place::Claim(id) => vec![Subject::Claim(id)],
        Place::Commitment(id, at) => vec![Subject::Commitment(id, at)],
        Place::List(Kind::Person) => atlas.people.ids().flat_map(|id| positions(graph, id)).collect(),
        Place::Overview(Overview::Commitments) => Subject::commitments(atlas).collect(),
        Place::Entity(Entity::Person(id)) => positions(graph, id).collect(),
        Place::Entity(Entity::Tag(tag)) => {
            let holders = graph.holders(tag).into_iter();
            let on_tag = |subject: &Subject| subject.position(atlas).is_some_and(|position| position.tag == tag);
            holders.flat_map(|id| positions(graph, id)).filter(on_tag).collect()
        }
        _ => Vec::new(),
    }
}

fn positions(graph: &Graph, person: PersonId) -> impl Iterator<Item = Subject> {
    let count = u32::try_from(graph.atlas.people[person].positions.len()).unwrap_or(u32::MAX);
    (0..count).map(move |at| Subject::Position(person, at))
}

/// Returns the subjects that the query `text` finds: positions or commitments if the query asks for them, otherwise
/// strategies.
///
/// # Errors
/// A message for the user, if the query has invalid parts.
pub fn matches(graph: &Arc<Graph>, reviews: &Reviews, text: &str, today: Date) -> Result<Vec<Subject>, String> {
    let query = Query::parse_given(text, QueryContext::new(graph).reviewed(reviews, today));
    if let Some(mistake) = query.faults().first() {
        return Err(format!("The query `{text}`: {}", mistake.message));
    }
    let asks_for_commitments = query.asks_for_commitments();
    let kind = if query.asks_for_positions() { Kind::Person } else { Kind::Strategy };
    let searcher = Searcher::new(Arc::clone(graph), Arc::new(SearchIndex::new(graph)));
    // The search is never cancelled, so it always returns results, and the default is not used.
    let of_kind = query.clone().of_kind(kind);
    let results = searcher.run(&of_kind, None, usize::MAX, &AtomicBool::new(false)).unwrap_or_default();
    let subjects = results.hits.iter().flat_map(|hit| match hit.place {
        Place::Entity(Entity::Strategy(id)) if asks_for_commitments => {
            Subject::commitments_of(&graph.atlas, id).collect()
        }
        place => at(graph, place),
    });
    Ok(subjects.filter(|subject| query.admits_subject(*subject, &graph.atlas)).collect())
}
