//! Suggested actions: those for the page are listed in the palette, those for the subject under the cursor in the
//! footer.

use crate::action::{Action, Need};
use crate::model::{Entity, Kind};
use crate::place::{Overview, Place};

use super::browse::Browse;
use super::situation::CARD;

/// Returns the actions that are useful on the current page, most useful first; some may not apply at the moment.
pub(super) fn of_page(browse: &Browse) -> &'static [Action] {
    match of_place(browse.place()) {
        [] => of_subject(browse.subject()),
        of_place => of_place,
    }
}

/// Returns the actions that are useful on the page of `place` whatever is under the cursor, most useful first; none if
/// the page has no actions of its own.
pub(super) fn of_place(place: Place) -> &'static [Action] {
    use Action as A;
    match place {
        CARD => &[A::JudgeBack, A::JudgeDoubt, A::ReviewNext, A::Note, A::SignalStep, A::ReviewUndo],
        Place::Overview(Overview::Matrix) => {
            &[A::MatrixKind, A::MatrixMechanism, A::MatrixLarger, A::MatrixSmaller, A::Compare, A::CopyPage]
        }
        Place::Overview(Overview::Portfolio) => &[
            A::PortfolioSave,
            A::PortfolioSearch,
            A::PortfolioConstraints,
            A::PortfolioLoad,
            A::PortfolioUndo,
            A::PortfolioClear,
        ],
        Place::List(Kind::Portfolio) | Place::Entity(Entity::Portfolio(_)) => {
            &[A::Sort, A::PortfolioConstraints, A::PortfolioLoad, A::Around, A::CopyPage]
        }
        Place::List(Kind::Person) | Place::Overview(Overview::Board) => {
            &[A::PeopleQuery, A::Sort, A::PeopleExpertise, A::PeopleRecognition, A::PeopleStated]
        }
        Place::Overview(Overview::Changes | Overview::Overlay) => {
            &[A::CompareEditions, A::Edit, A::Diagnostics, A::CopyPage, A::Search, A::Trail]
        }
        _ => &[],
    }
}

/// Returns the actions that are useful for an entity, most useful first; some may not apply at the moment.
pub(super) fn of_subject(subject: Option<Entity>) -> &'static [Action] {
    use Action as A;
    match subject {
        Some(Entity::Strategy(_)) => &[A::Compare, A::Around, A::PortfolioToggle, A::Path, A::Brief, A::CopyPage],
        Some(Entity::Person(_)) => &[A::Path, A::Open, A::Around, A::Brief, A::Review, A::CopyPage],
        Some(Entity::Tag(_)) => &[A::Compare, A::Around, A::PeopleStance, A::Path, A::Brief, A::PeopleStated],
        Some(Entity::Portfolio(_)) => &[A::Compare, A::Around, A::Path, A::CopyPage, A::Review, A::PortfolioLoad],
        Some(_) => &[A::Around, A::Path, A::CopyPage, A::Search, A::Trail, A::Review],
        None => &[A::Search, A::Hint, A::PortfolioConstraints, A::Review, A::Trail, A::CopyPage],
    }
}

/// Actions for selected rows, most useful first; some may not apply.
pub(super) const OF_SELECTION: &[Action] =
    &[Action::Compare, Action::CopyBrief, Action::Review, Action::PortfolioToggle, Action::Close];

/// Returns actions that help if a need is not met.
pub(super) fn instead(need: Need) -> &'static [Action] {
    match need {
        Need::Link => &[Action::LinkNext, Action::Hint],
        Need::Results => &[Action::Search],
        Need::People => &[Action::GoPeople],
        Need::Table => &[Action::GoPortfolios, Action::GoTags],
        Need::Matrix => &[Action::GoOverview(Overview::Matrix)],
        Need::Subject => &[Action::GoStrategies],
        _ => &[],
    }
}
