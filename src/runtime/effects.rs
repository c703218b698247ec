//! What the app asks for is done: at once, by a job, by a writer or by another program.

use std::io;
use std::sync::Arc;

use crate::app::{Effect, Message, SearchQuestion};

use super::events::Event;
use super::explorer::{Explorer, LoopControl, Parts};
use super::jobs::Slot;
use super::search_worker::SearchRequest;
use super::state_writer::StateChange;
use super::{Ending, portfolio_solver, reviewing};

impl Explorer {
    /// Does what the app asks for.
    pub(super) fn carry_out(&mut self, effect: Effect) -> io::Result<LoopControl> {
        let graph = Arc::clone(&self.session.graph);
        let Parts { jobs, writer, differ, recorder, .. } = &mut self.parts;
        match effect {
            Effect::Quit => return Ok(LoopControl::End(Ending::Quit)),
            Effect::Redraw => self.screen.forget()?,
            Effect::Suspend => self.suspend()?,
            Effect::Edit(passage) => self.edit(&passage)?,
            Effect::Compose(text) => {
                for effect in self.compose(&text)? {
                    self.carry_out(effect)?;
                }
            }
            Effect::OpenUrl(url) => self.open(url)?,
            Effect::Copy(copied) => self.copy(copied)?,
            Effect::SaveMarks(marks) => writer.remember(StateChange::Marks(marks)),
            Effect::SaveSearch(query) => writer.remember(StateChange::Search(query)),
            Effect::DismissWelcome => writer.remember(StateChange::HintSeen),
            Effect::SaveTrail(trail, keeping) => writer.save_trail(trail, keeping),
            Effect::ListTrails => writer.list_trails(),
            Effect::OpenTrail(name) => writer.open_trail(name),
            Effect::SaveLayout(preferences) => writer.remember(StateChange::Layout(preferences)),
            Effect::SaveCurrentPortfolio(current) => writer.remember(StateChange::AtHand(current.into())),
            Effect::ChangePortfolios { change, notice } => writer.change_portfolios(change, notice),
            Effect::Suggest(demands) => portfolio_solver::start(jobs, graph, demands),
            Effect::CancelSuggest => jobs.cancel(Slot::Portfolio),
            Effect::Compare(with) => differ.start(jobs, graph, with),
            Effect::BuildQueue(wish) => reviewing::start_queue(jobs, &graph, &self.session.state, wish),
            Effect::Record { ticket, session, events } => recorder.record(&graph, (ticket, session), events),
            Effect::Search { ticket, question } => self.search(ticket, question),
        }
        Ok(LoopControl::Continue)
    }

    /// Starts answering a question; the one before it is dropped.
    fn search(&mut self, ticket: u64, question: SearchQuestion) {
        let (reviews, today) = (Arc::clone(&self.session.state.model.reviews), self.session.state.model.today());
        let request = SearchRequest { question, reviews, today };
        let search = Arc::clone(&self.parts.search);
        let failed = |why| Message::Notice(format!("The search failed: {why}"));
        self.parts.jobs.start(Slot::Search, failed, move |cancel, _| {
            let found = search.with(|worker| worker.answer(ticket, &request, cancel))?;
            Some(Event::Message(Message::SearchAnswer(found)))
        });
    }
}
