//! List of reviews to resume or start: of open sessions, due and disputed subjects, the page, and all strategies.

use crate::app::command::StateCommand;
use crate::app::effect::{Effect, ReviewRequest, ReviewScope};
use crate::app::review::bulk;
use crate::model::{Entity, Kind};
use crate::place::Place;
use crate::review::{LineId, due, unsettled};

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// A review to start or resume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewItem {
    /// The open session with this id, to resume.
    Resume(LineId),
    /// A new review to start.
    Start(ReviewRequest),
    /// Lists the verdicts to record on all selected rows.
    JudgeSelected,
}

impl PickerItem for ReviewItem {
    const HEADING: &'static str = "Resume or start a review";
    const MAX_TITLE_WIDTH: usize = 42;

    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let mut all = selected(context);
        all.extend(pending(context));
        all.extend(on_screen(context));
        all.extend(everything(context));
        Some(all)
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        LayerReply::CloseThen(match self {
            Self::Resume(id) => StateCommand::ResumeReview(id),
            Self::JudgeSelected => StateCommand::ChooseBulkVerdict,
            Self::Start(request) => StateCommand::Emit(Effect::BuildQueue(request)),
        })
    }

    /// Returns the item and row for a review of the records that match the query.
    fn of_query(query: &str) -> Option<(PickerRow, Self)> {
        let detail = "strategies; positions with kind:position".to_owned();
        let request = ReviewRequest::new(ReviewScope::Query(query.to_owned()));
        Some(row(&format!("Matches of {query}"), detail, Self::Start(request)))
    }
}

fn row(title: &str, detail: String, item: ReviewItem) -> (PickerRow, ReviewItem) {
    (PickerRow { title: title.to_owned(), detail, ..PickerRow::default() }, item)
}

/// Returns the reviews of the selected rows, if any.
fn selected(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let places = context.browse.selection.places();
    let Some(first) = places.first() else { return Vec::new() };
    let rows = if places.len() == 1 { "1 selected row".to_owned() } else { format!("{} selected rows", places.len()) };
    let subjects = bulk::subjects(context.browse, context.graph).len();
    let at_once = (subjects > 0).then(|| {
        let detail = format!("{subjects} with one stance, shown before it is recorded");
        row(&format!("Judge {rows} at once"), detail, ReviewItem::JudgeSelected)
    });
    let more = if places.len() > 1 { " and others" } else { "" };
    let detail = format!("{}{more}, card by card", first.name(&context.graph.atlas));
    let one_by_one = ReviewItem::Start(ReviewRequest::new(ReviewScope::Places(places.to_vec())));
    at_once.into_iter().chain([row(&format!("Review {rows}"), detail, one_by_one)]).collect()
}

/// Returns the open sessions, the due subjects, and the disputed ones.
fn pending(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let LayerContext { graph, model, .. } = context;
    let mut all = Vec::new();
    for session in model.reviews.mine().open_sessions() {
        let progress = session.progress();
        let detail = format!("{} of {} waiting, since {}", progress.waiting, progress.total, session.started.short());
        all.push(row(&format!("Resume {}", session.name), detail, ReviewItem::Resume(session.id)));
    }
    let due = due(model.reviews.mine(), &graph.atlas, model.today()).len();
    if due > 0 {
        let request = ReviewRequest { order: "due".to_owned(), ..ReviewRequest::new(ReviewScope::Due) };
        all.push(row("Due today", format!("{due} to review again"), ReviewItem::Start(request)));
    }
    let disputes = unsettled(&model.reviews, &graph.atlas).len();
    if disputes > 0 {
        let all_strategies = ReviewRequest::new(ReviewScope::All);
        let request = ReviewRequest { disputed: true, order: "disputed".to_owned(), ..all_strategies };
        let detail = format!("{disputes} to settle together");
        all.push(row("Disputed between reviewers", detail, ReviewItem::Start(request)));
    }
    all
}

/// Returns reviews of what is on screen: the subject of the page, and the entries of a filtered index.
fn on_screen(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let start = |places| ReviewItem::Start(ReviewRequest::new(ReviewScope::Places(places)));
    let (place, index) = (context.browse.place(), &context.browse.index);
    let mut all = Vec::new();
    if let Place::Entity(Entity::Strategy(_) | Entity::Portfolio(_) | Entity::Person(_)) = place {
        let title = match place.kind() {
            Some(Kind::Portfolio) => "This portfolio",
            Some(Kind::Person) => "The positions of this person",
            _ => "This strategy",
        };
        all.push(row(title, place.name(&context.graph.atlas).into_owned(), start(vec![place])));
    }
    if index.is_filtered() && matches!(index.kind, Kind::Strategy | Kind::Person | Kind::Portfolio) {
        let detail = format!("{} {}", index.counts().1, index.kind.plural());
        all.push(row("The entries of the index", detail, start(index.places().collect())));
    }
    all
}

/// Returns reviews of all strategies, one for each order of the cards, and one with earlier verdicts hidden.
fn everything(context: &LayerContext<'_>) -> Vec<(PickerRow, ReviewItem)> {
    let count = context.graph.atlas.strategies.len();
    let seed = context.model.now.as_ref().map_or(1, |now| now.timestamp().as_second());
    let request =
        |order: &str, blind| ReviewRequest { order: order.to_owned(), blind, ..ReviewRequest::new(ReviewScope::All) };
    let random = format!("random:{seed}");
    let mut all = Vec::new();
    for (title, order, detail) in [
        ("Every strategy, by lever", "lever", " · as the index lists them"),
        ("Every strategy, most informative first", "information", " · contested, central, close to a changed verdict"),
        ("Every strategy, by name", "name", ""),
        ("Every strategy, at random", &random, " · the seed is recorded, so the order can be repeated"),
    ] {
        all.push(row(title, format!("{count}{detail}"), ReviewItem::Start(request(order, false))));
    }
    let detail = "your earlier verdicts are hidden until you judge again".to_owned();
    all.push(row("Every strategy, blind", detail, ReviewItem::Start(request(&random, true))));
    all
}
