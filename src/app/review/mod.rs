//! Reviews in the explorer: one card at a time, judged by single keys.
//!
//! Every verdict is written to the journal as events. The current card and its content are computed from the journal,
//! so that an interrupted review resumes at the same card.

pub(super) mod asked;
pub(super) mod bulk;
mod judge;
pub(super) mod panel;
pub(super) mod question;
mod record;
mod settle;
pub(super) mod state;
mod title;
mod walk;

use crate::action::Action;
use crate::app::layer::Layer;
use crate::app::layer::choice::ChoiceDialog;
use crate::app::layer::picker::Picker;
use crate::app::layer::prompt::{Prompt, PromptPurpose};
use crate::document::sentence;
use crate::graph::Graph;
use crate::review::{Acceptance, Answer, Change, Edit, JournalEvent, Signal, Status};
use crate::text;

use super::browse::trail::Visit;
use super::effect::Effect;
use super::message::Recorded;
use super::situation::CARD;
use super::state::{Context, State};
use super::text_input::TextInput;
use panel::Panel;
use question::{VerdictAnswer, VerdictQuestion};
use state::{card_path, current_consensus, current_verdict};

pub(super) use judge::selected as judge_selected;
pub(super) use record::failed;
pub(super) use record::replace_reviews;
pub(super) use walk::{begin, is_at_end, jump, open_card, quit, resume, waits_for_confidence};

/// Returns the panel with the verdict on the current card; empty if the atlas does not have the subject of the card.
pub fn verdict_panel(state: &State, graph: &Graph) -> Panel {
    let context = state.model.page_context(graph);
    if settle::is_on(state) {
        return Panel::of_consensus(context, current_consensus(&state.model, &state.review).as_ref());
    }
    Panel::of(context, &current_verdict(&state.model, &state.review))
}

/// Returns to the card of the open session. On that card, with rows selected, or without exactly one open session,
/// lists the reviews to resume and start.
pub(super) fn enter(state: &mut State, context: Context<'_>) {
    let is_one_open = state.model.reviews.mine().open_sessions().len() == 1;
    let is_free = state.browse.place() != CARD && state.browse.selection.is_empty();
    if is_free && is_one_open && state.model.session().is_some() {
        state.go(context.graph, Visit::new(CARD));
    } else {
        choose_review(state, context);
    }
}

/// Opens a list of notes, from which the user picks one for accepting the inconsistency under the cursor. If no
/// inconsistency is under the cursor, a notice tells the user where to find one.
pub(super) fn choose_acceptance(state: &mut State, context: Context<'_>) {
    state.layer = Picker::new(&state.layer_context(context)).map(Layer::Accept);
    if state.layer.is_none() {
        state.notify("Move to an entry of What does not fit; this accepts it with a note.");
    }
}

/// Shows the verdicts of other reviewers on the card or page; if they were hidden, records this in the journal.
pub(super) fn reveal(state: &mut State, context: Context<'_>) {
    let place = state.browse.place();
    let path = match card_path(&state.model).filter(|_| place == CARD) {
        Some(path) => path.to_owned(),
        None => place.path(&context.graph.atlas),
    };
    if state.model.reviews.hides_others(&path) {
        let notice = "Shown, and recorded: what you judge here from now on comes after seeing others.";
        record::record_and_confirm(state, vec![JournalEvent::Seen { subject: path }], notice);
    } else {
        state.notify("No verdict of another reviewer is hidden here.");
    }
}

/// Records that the user accepts an inconsistency.
pub(super) fn accept(state: &mut State, acceptance: Acceptance) {
    let notice = "Accepted until the inconsistency changes or gains 10 points; `stratlas review undo` takes it back.";
    record::record_and_confirm(state, vec![JournalEvent::Accept(acceptance)], notice);
}

/// Lists the verdicts to record on all selected rows.
pub(super) fn choose_bulk_verdict(state: &mut State, context: Context<'_>) {
    state.layer = Picker::new(&state.layer_context(context)).map(Layer::BulkVerdict);
}

/// Lists the reviews to resume and start.
pub(super) fn choose_review(state: &mut State, context: Context<'_>) {
    state.layer = Picker::new(&state.layer_context(context)).map(Layer::StartReview);
}

/// Carries out an action on a review card.
///
/// The card changes only once its verdict is on disk, and cannot be judged in the meantime: actions after one that
/// leaves the card wait until its events are written.
pub(super) fn act(state: &mut State, action: Action, count: Option<usize>, context: Context<'_>) {
    let has_to_wait = state.review.unsaved.iter().any(|unsaved| walk::leaves(action) || unsaved.is_step());
    if has_to_wait || !state.review.waiting.is_empty() {
        return match &state.review.failed {
            Some(why) => state.notify(record::not_saved(why)),
            None => state.review.waiting.push_back((action, count)),
        };
    }
    if state.refuses(action, context) {
        if asks(action) {
            refuse_line(state, action.info().title);
        }
        return;
    }
    match action {
        Action::ReviewEnd => walk::end(state, context),
        Action::ReviewLeave => walk::leave(state, context),
        action if walk::leaves(action) => walk::act(state, action, context),
        Action::Identity => choose(state, ChoiceDialog::questions(&state.layer_context(context))),
        Action::Resolve => choose(state, ChoiceDialog::forecasts(&state.layer_context(context))),
        Action::Confidence if count.is_none() => ask(state, VerdictQuestion::Confidence, context),
        Action::SignalLanded => ask(state, VerdictQuestion::Landed, context),
        Action::OwnTags => ask(state, VerdictQuestion::Tags, context),
        Action::Note => ask(state, VerdictQuestion::Note, context),
        Action::ReviewOnDate => ask(state, VerdictQuestion::ReviewDate, context),
        Action::Forecast => ask(state, VerdictQuestion::Forecast, context),
        Action::NoteInEditor => {
            let note = current_verdict(&state.model, &state.review).note;
            state.emit(Effect::Compose(note.unwrap_or_default()));
        }
        Action::Reasons | Action::Criteria => match ChoiceDialog::reasons(&state.layer_context(context)) {
            Some(choice) => state.layer = Some(Layer::Choice(choice)),
            None => {
                state.notify(
                    "No reason is defined: `[[reason]]` in the atlas or the configuration, with `id` and `about`, defines one.",
                );
                refuse_line(state, action.info().title);
            }
        },
        Action::ReviewQueue => choose_card(state, context),
        _ => {
            let before = state.review.last_ticket;
            judge::act(state, action, count, context);
            if state.review.last_ticket != before && walk::advances(state, action, count) {
                act(state, Action::ReviewNext, None, context);
            }
        }
    }
}

/// Returns whether an action on a card opens a prompt or a dialog.
fn asks(action: Action) -> bool {
    use Action::{Criteria, Forecast, Identity, Note, OwnTags, Reasons, Resolve, ReviewOnDate, SignalLanded};
    matches!(action, Criteria | Forecast | Identity | Note | OwnTags | Reasons | Resolve | ReviewOnDate | SignalLanded)
}

/// Opens a prompt in place of a question that could not be asked; it absorbs the characters that the user types for the
/// answer, so that they are not taken for keys that judge the card. The current notice becomes the error of the prompt.
fn refuse_line(state: &mut State, label: &'static str) {
    let error = state.status.notice.take();
    let purpose = PromptPurpose::Refused(label);
    state.layer = Some(Layer::Prompt(Prompt { error, ..Prompt::new(purpose, TextInput::default()) }));
}

/// Opens the list of the cards in the review queue.
pub(super) fn choose_card(state: &mut State, context: Context<'_>) {
    state.layer = Picker::new(&state.layer_context(context)).map(Layer::Queue);
}

/// Opens `choice`, or shows a notice if it is `None` because the atlas has nothing to choose from.
fn choose(state: &mut State, choice: Option<ChoiceDialog>) {
    match choice {
        Some(choice) => state.layer = Some(Layer::Choice(choice)),
        None => {
            state.notify("This atlas has no questions that tell a bet from an identity.");
            refuse_line(state, Action::Identity.info().title);
        }
    }
}

/// Opens a prompt for a part of the verdict on the current card, with the recorded value as its initial text.
pub(super) fn ask(state: &mut State, question: VerdictQuestion, context: Context<'_>) {
    if judge::subject(state, context.graph).is_none() {
        return;
    }
    let verdict = current_verdict(&state.model, &state.review);
    if let (VerdictQuestion::Forecast, Err(impossible)) = (question, verdict.check_forecast()) {
        state.notify(sentence(&impossible.to_string()));
        return refuse_line(state, question.label());
    }
    // The prompt starts with the current day, after which the user types the evidence.
    let today = || TextInput::new(format!("{} ", state.model.today()));
    let offered = |text: Option<String>| text.map(TextInput::offering).unwrap_or_default();
    let input = match question {
        VerdictQuestion::Confidence => offered(verdict.confidence.map(|confidence| confidence.get().to_string())),
        VerdictQuestion::Landed => {
            let landed = verdict.signal.filter(|signal| signal.status == Status::Landed);
            landed.map_or_else(today, |signal| TextInput::offering(date_and_evidence(&signal)))
        }
        // The prompt starts with the recorded tags, so that new tags are added to them.
        VerdictQuestion::Tags => {
            TextInput::new(verdict.tags.iter().flat_map(|tag| [tag.as_str(), " "]).collect::<String>())
        }
        // A prompt has only one line, so a note of several lines is edited in the editor.
        VerdictQuestion::Note if verdict.note.as_ref().is_some_and(|note| note.contains('\n')) => {
            return state.emit(Effect::Compose(verdict.note.unwrap_or_default()));
        }
        VerdictQuestion::Note => offered(verdict.note),
        VerdictQuestion::ReviewDate => offered(verdict.next.map(|next| next.to_string())),
        VerdictQuestion::Forecast => TextInput::default(),
        VerdictQuestion::Settled(..) => today(),
    };
    state.layer = Some(Layer::Prompt(Prompt::new(PromptPurpose::Verdict(question), input)));
}

/// Returns the date and the evidence of a signal in the format in which the user types them.
fn date_and_evidence(signal: &Signal) -> String {
    let date = signal.date.map(|date| date.to_string());
    date.into_iter().chain(signal.evidence.clone()).collect::<Vec<_>>().join(" ")
}

/// Records a part of the verdict that the user has typed in a prompt.
pub(super) fn answered(state: &mut State, answer: VerdictAnswer, context: Context<'_>) {
    match answer {
        VerdictAnswer::Change(change) => judge::set(state, change, context),
        VerdictAnswer::Forecast(probability, until) => judge::forecast(state, probability, until, context),
        VerdictAnswer::Settled { outcome, until, date, evidence } => {
            let Some(on) = card_path(&state.model).map(str::to_owned) else { return };
            let settled = JournalEvent::Resolve { subject: on, until, outcome, date, evidence };
            let events = settled.with_implied_events(&current_verdict(&state.model, &state.review));
            if events.len() > 1 {
                record::record_and_confirm(state, events, "The signal is marked as landed too.");
            } else {
                record::record(state, events);
            }
        }
    }
}

/// Adds `tag` to the verdict on the current card, or removes it if the verdict has it.
pub(super) fn toggle_tag(state: &mut State, tag: String, context: Context<'_>) {
    let mut tags = current_verdict(&state.model, &state.review).tags;
    if !tags.remove(&tag) {
        tags.insert(tag);
    }
    let tags = if tags.is_empty() { Edit::Clear } else { Edit::Set(tags) };
    judge::set(state, Change { tags, ..Change::default() }, context);
}

/// Records the answer to the identity question with this number.
pub(super) fn chosen(state: &mut State, number: u8, answer: Edit<Answer>, context: Context<'_>) {
    judge::set(state, Change { identity: [(number, answer)].into(), ..Change::default() }, context);
}

/// Handles the message that events are written to the journal, then carries out the actions that waited for it.
pub(super) fn recorded(state: &mut State, ticket: u64, recorded: Recorded, context: Context<'_>) {
    if record::handle_recorded(state, ticket, recorded, context) {
        walk::ended(state, context);
    }
    record::refresh(state, context);
    // Carries out waiting actions until one of them records events, for which the next actions have to wait.
    while state.review.unsaved.is_empty()
        && let Some((action, count)) = state.review.waiting.pop_front()
    {
        let rest = std::mem::take(&mut state.review.waiting);
        state.status.next_input();
        act(state, action, count, context);
        state.review.waiting.extend(rest);
    }
}

/// Records the note that the user has edited in the editor, unless the note is unchanged.
pub(super) fn composed(state: &mut State, text: &str, context: Context<'_>) {
    let note = Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    if state.is_on_card() && note != current_verdict(&state.model, &state.review).note {
        judge::set(state, Change { note: note.map_or(Edit::Clear, Edit::Set), ..Change::default() }, context);
    }
}

/// Reports that the editor could not be used for the note. On a card, opens a prompt for the note instead, so that
/// typed characters do not judge the card; the note changes only if the user types a new one.
pub(super) fn not_composed(state: &mut State, why: &str) {
    if !state.is_on_card() {
        return state.notify(why);
    }
    let note = current_verdict(&state.model, &state.review).note.map(|note| text::collapse_whitespace(&note));
    let input = note.map(TextInput::offering).unwrap_or_default();
    let error = Some(format!("{why}; a line typed here is the whole note"));
    let purpose = PromptPurpose::Verdict(VerdictQuestion::Note);
    state.layer = Some(Layer::Prompt(Prompt { error, ..Prompt::new(purpose, input) }));
}
