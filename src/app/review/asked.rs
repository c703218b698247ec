//! What judging actions ask for: their titles, and the changes of a verdict.

use crate::action::Action;
use crate::review::{Change, Check, ClaimCheck, Edit, ReviewStance, Subject, SubjectKind};

/// Returns the change that a judging action asks for on `subject`.
pub(super) fn asked(action: Action, subject: Subject) -> Change {
    let change = Change::default();
    match subject {
        Subject::Position(..) => Change { record: edit(action, [Check::Agree, Check::Doubt, Check::Wrong]), ..change },
        Subject::Commitment(..) | Subject::Claim(_) => {
            Change { claim: edit(action, [ClaimCheck::Holds, ClaimCheck::Unsure, ClaimCheck::Fails]), ..change }
        }
        Subject::Strategy(_) => {
            let stance = edit(action, [ReviewStance::Back, ReviewStance::Doubt, ReviewStance::Reject]);
            // Undecided is a stance of its own.
            let stance = if stance == Edit::Clear { Edit::Set(ReviewStance::Undecided) } else { stance };
            Change { stance, ..change }
        }
    }
}

/// Returns the edit of an action: one of three answers, from in favour to against, or removal.
fn edit<T>(action: Action, [favour, unsure, against]: [T; 3]) -> Edit<T> {
    match action {
        Action::JudgeBack => Edit::Set(favour),
        Action::JudgeDoubt => Edit::Set(unsure),
        Action::JudgeReject => Edit::Set(against),
        _ => Edit::Clear,
    }
}

/// Returns the title of a judging action on a subject of `kind`.
pub(in crate::app) fn title(action: Action, kind: SubjectKind) -> &'static str {
    match (kind, action) {
        (SubjectKind::Position, Action::JudgeBack) => "Record agrees",
        (SubjectKind::Position, Action::JudgeDoubt) => "Record unclear",
        (SubjectKind::Position, Action::JudgeReject) => "Record wrong",
        (SubjectKind::Position, Action::JudgeUndecided) => "Clear check",
        (SubjectKind::Commitment, Action::JudgeBack) => "Holds",
        (SubjectKind::Commitment, Action::JudgeDoubt) => "Unsure",
        (SubjectKind::Commitment, Action::JudgeReject) => "Fails",
        (SubjectKind::Commitment, Action::JudgeUndecided) => "Clear",
        _ => action.info().title,
    }
}
