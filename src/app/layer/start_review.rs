//! The list of what can be reviewed: the review that waits, what is due, what is on screen, everything.

use crate::app::command::StateCommand;
use crate::app::effect::{Effect, ReviewRequest, ReviewScope};
use crate::model::{Entity, Kind};
use crate::place::Place;
use crate::review::{Dispute, Subject, disputes, due};

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Something that can be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewItem {
    /// Resumes the review that waits.
    Resume,
    /// Starts one.
    Start(ReviewRequest),
}

impl PickerItem for ReviewItem {
    const HEADING: &'static str = "what to review";
    const MAX_TITLE_WIDTH: usize = 42;

    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let mut all = pending(context);
        all.extend(on_screen(context));
        all.extend(everything(context));
        Some(all)
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(match self {
            Self::Resume => StateCommand::ResumeReview,
            Self::Start(request) => StateCommand::Emit(Effect::BuildQueue(request)),
        })
    }

    /// What the search finds for the line.
    fn of_query(query: &str) -> Option<(PickerRow, Self)> {
        let detail = "strategies; positions with kind:position".to_owned();
        let request = ReviewRequest::new(ReviewScope::Query(query.to_owned()));
        Some(row(&format!("What the search finds for {query}"), detail, Self::Start(request)))
    }
}

fn row(title: &str, detail: String, item: ReviewItem) -> (PickerRow, ReviewItem) {
    (PickerRow { title: title.to_owned(), detail, ..PickerRow::default() }, item)
}

/// The review that waits, what is due, and what reviewers disagree on.
fn pending(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let LayerContext { graph, model, .. } = context;
    let mut all = Vec::new();
    if let Some(session) = model.session() {
        let progress = session.progress();
        let detail = format!("{} of {} judged, since {}", progress.judged, progress.total, session.started.short());
        all.push(row("Go on with the review that waits", detail, ReviewItem::Resume));
    }
    let due = due(model.reviews.mine(), &graph.atlas, model.today()).len();
    if due > 0 {
        let request = ReviewRequest { order: "due".to_owned(), ..ReviewRequest::new(ReviewScope::Due) };
        all.push(row("What is due", format!("{due} to look at again"), ReviewItem::Start(request)));
    }
    let is_known = |dispute: &Dispute| Subject::find(&graph.atlas, &dispute.subject).is_some();
    let disputes = disputes(&model.reviews).iter().filter(|dispute| is_known(dispute)).count();
    if disputes > 0 {
        let all_strategies = ReviewRequest::new(ReviewScope::All);
        let request = ReviewRequest { disputed: true, order: "disputed".to_owned(), ..all_strategies };
        let detail = format!("{disputes} to resolve together");
        all.push(row("What reviewers disagree on", detail, ReviewItem::Start(request)));
    }
    all
}

/// The subject of the page, and what the index is narrowed to.
fn on_screen(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let start = |places| ReviewItem::Start(ReviewRequest::new(ReviewScope::Places(places)));
    let (place, index) = (context.browse.place(), &context.browse.index);
    let mut all = Vec::new();
    if let Place::Entity(Entity::Strategy(_) | Entity::Portfolio(_) | Entity::Person(_)) = place {
        let title = match place.kind() {
            Some(Kind::Portfolio) => "This portfolio",
            Some(Kind::Person) => "What this person is on the record for",
            _ => "This strategy",
        };
        all.push(row(title, place.name(&context.graph.atlas).into_owned(), start(vec![place])));
    }
    if index.is_narrowed() && matches!(index.kind, Kind::Strategy | Kind::Person | Kind::Portfolio) {
        let detail = format!("{} {}", index.counts().1, index.kind.plural());
        all.push(row("What the index lists", detail, start(index.places().collect())));
    }
    all
}

/// Every strategy, in one order after the other.
fn everything(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let count = context.graph.atlas.strategies.len();
    let seed = context.model.now.as_ref().map_or(1, |now| now.timestamp().as_second());
    let request =
        |order: &str, blind| ReviewRequest { order: order.to_owned(), blind, ..ReviewRequest::new(ReviewScope::All) };
    let random = format!("random:{seed}");
    let mut all = Vec::new();
    for (title, order, detail) in [
        ("Every strategy, by lever", "lever", " · as the index lists them"),
        ("Every strategy, most telling first", "information", " · contested, central, next to a change of mind"),
        ("Every strategy, by name", "name", ""),
        ("Every strategy, at random", &random, " · the seed is kept, so the order can be had again"),
    ] {
        all.push(row(title, format!("{count}{detail}"), ReviewItem::Start(request(order, false))));
    }
    let detail = "your earlier verdicts are hidden until you judge again".to_owned();
    all.push(row("Every strategy, blind", detail, ReviewItem::Start(request(&random, true))));
    all
}
