//! Carrying out of the commands with which layers reply.

use crate::app::browse::trail::Visit;
use crate::app::command::StateCommand;
use crate::app::layer::behavior::RefreshReason;
use crate::app::pending_query::Requester;
use crate::app::review;
use crate::app::state::{Context, State};

use super::{act, editions, layers, marks, navigation, people, playback, portfolio, trails, typing};

/// Carries out a command with which a layer has replied.
pub(super) fn apply(state: &mut State, command: StateCommand, context: Context<'_>) {
    match command {
        StateCommand::Act(action) => act(state, action, None, context),
        StateCommand::Emit(effect) => state.emit(effect),
        StateCommand::Go(place) => state.go(context.graph, Visit::new(place)),
        StateCommand::Follow(target) => navigation::follow_hint(state, target, context),
        StateCommand::JumpToStep(step) => {
            if state.browse.trail.jump(step) {
                state.arrive(context.graph);
            }
        }
        StateCommand::LookUp(question) => state.ask(Requester::Layer, question),
        StateCommand::StopLookUp => state.pending.cancel(),
        StateCommand::RememberSearch(query) => typing::remember_search(state, &query),
        StateCommand::OpenResult(searched) => navigation::open_result(state, searched, context),
        StateCommand::GoToRow(searched, row) => navigation::go_to_row(state, searched, &row),
        StateCommand::SetMark(letter) => marks::set(state, letter, context),
        StateCommand::GoToMark(letter) => marks::go(state, letter, context),
        StateCommand::SetTrailNote(note) => playback::set_note(state, note, context),
        StateCommand::SaveTrail { name, replaces } => trails::save(state, &name, replaces, context),
        StateCommand::LoadPortfolio { slug, name, strategies } => {
            portfolio::load(state, (&slug, &name, strategies), context);
        }
        StateCommand::SavePortfolio(name) => portfolio::save_as(state, &name, context),
        StateCommand::RenamePortfolio(name) => portfolio::rename_to(state, &name, context),
        StateCommand::CompareWith(name) => editions::choose(state, &name, context),
        StateCommand::Suggest(constraints) => portfolio::search(state, constraints, context),
        StateCommand::FilterPeople(query) => people::filter(state, query, context),
        StateCommand::ChooseBulkVerdict => review::choose_bulk_verdict(state, context),
        StateCommand::JudgeSelected(action) => review::judge_selected(state, action, context),
        StateCommand::ResumeReview(id) => review::resume(state, id, context),
        StateCommand::JumpToCard(card) => review::jump(state, &card),
        StateCommand::ToggleJudgedCards => {
            state.review.shows_unjudged_only = !state.review.shows_unjudged_only;
            review::choose_card(state, context);
        }
        StateCommand::Accept(acceptance) => review::accept(state, acceptance),
        StateCommand::AskVerdict(question) => review::ask(state, question, context),
        StateCommand::RecordVerdict(answer) => review::answered(state, answer, context),
        StateCommand::ToggleTag(tag) => {
            review::toggle_tag(state, tag, context);
            layers::refresh(state, RefreshReason::Changed, context);
        }
        StateCommand::RecordAnswer(number, answer) => {
            review::chosen(state, number, answer, context);
            layers::refresh(state, RefreshReason::Changed, context);
        }
    }
}
