//! Effects that the app requests: carried out immediately, by a job, by a writer thread or by another program.

use std::io;
use std::sync::Arc;

use crate::app::{Effect, Message, Preview, PreviewRequest, SearchQuestion};
use crate::page::ViewOptions;
use crate::place::Place;
use crate::store::journal::Stamp;

use super::events::LoopEvent;
use super::explorer::{Explorer, LoopControl, Parts};
use super::jobs::Slot;
use super::journal_writer::Batch;
use super::search_worker::SearchRequest;
use super::state_writer::{StateChange, StateTask};
use super::{Ending, now, portfolio_solver, reviewing};

impl Explorer {
    /// Carries out an effect. Returns whether the main loop continues.
    pub(super) fn carry_out(&mut self, effect: Effect) -> io::Result<LoopControl> {
        let graph = Arc::clone(&self.session.graph);
        let Parts { jobs, writer, differ, recorder, .. } = &mut self.parts;
        match effect {
            Effect::Quit => return Ok(LoopControl::End(Ending::Quit)),
            Effect::Redraw => self.screen.forget()?,
            Effect::NextTheme => self.next_theme()?,
            Effect::Suspend => self.suspend()?,
            Effect::Edit(passage) => self.edit(&passage)?,
            Effect::Compose(text) => self.compose(&text)?,
            Effect::OpenUrl(url) => self.open(url)?,
            Effect::Copy(copied) => self.copy(copied)?,
            Effect::SaveMarks(marks) => writer.send(StateTask::Remember(StateChange::Marks(marks))),
            Effect::SaveSearch(query) => writer.send(StateTask::Remember(StateChange::Search(query))),
            Effect::DismissWelcome => writer.send(StateTask::Remember(StateChange::WelcomeDismissed)),
            Effect::SaveLayout(layout) => writer.send(StateTask::Remember(StateChange::Layout(layout))),
            Effect::SaveTableOrder(kind, order) => {
                writer.send(StateTask::Remember(StateChange::TableOrder(kind, order)));
            }
            Effect::SaveCurrentPortfolio(current) => writer.send(StateTask::Remember(StateChange::Current(current))),
            Effect::SaveTrail(trail, mode) => writer.send(StateTask::SaveTrail(trail, mode)),
            Effect::ListTrails => writer.send(StateTask::ListTrails),
            Effect::OpenTrail(name) => writer.send(StateTask::OpenTrail(name)),
            Effect::ChangePortfolios { change, notice } => writer.send(StateTask::ChangePortfolios(change, notice)),
            Effect::Suggest(constraints) => portfolio_solver::start(jobs, graph, constraints),
            Effect::CancelSuggest => jobs.cancel(Slot::Portfolio),
            Effect::Compare(with) => differ.start(jobs, graph, with),
            Effect::BuildPreview(request) => self.build_preview(request),
            Effect::BuildQueue(request) => reviewing::start_queue(jobs, &graph, &self.session.state, request),
            Effect::Record { ticket, session, events } => {
                let edition = Some(&graph.atlas.about.edition).filter(|edition| !edition.is_empty()).cloned();
                recorder.send(Batch { ticket, stamp: Stamp { at: now(), session, edition }, events });
            }
            Effect::BuildPage { ticket, place, options } => self.build_page(ticket, place, options),
            Effect::Search { ticket, question } => self.search(ticket, question),
        }
        Ok(LoopControl::Continue)
    }

    /// Starts a job that builds a preview, and cancels the job of the previous preview.
    fn build_preview(&mut self, request: PreviewRequest) {
        let (model, graph) = (self.session.state.model.clone(), Arc::clone(&self.session.graph));
        let failed = |why| Message::Notice(format!("The preview failed: {why}"));
        self.parts.jobs.start(Slot::Preview, failed, move |_, _| {
            Some(LoopEvent::Message(Message::Previewed(Box::new(Preview::new(request, &model, &graph)))))
        });
    }

    /// Starts a job that builds a page, and cancels the previous one.
    fn build_page(&mut self, ticket: u64, place: Place, options: ViewOptions) {
        let (graph, model) = (Arc::clone(&self.session.graph), self.session.state.model.clone());
        let failed = |why| Message::Notice(format!("The page cannot be built: {why}"));
        self.parts.jobs.start(Slot::Page, failed, move |_, _| {
            let page = model.page(&graph, place, &options);
            Some(LoopEvent::Message(Message::PageBuilt(ticket, Box::new(page))))
        });
    }

    /// Starts a job that answers a question of the search, and cancels the job of the previous question.
    fn search(&mut self, ticket: u64, question: SearchQuestion) {
        let model = &self.session.state.model;
        let request = SearchRequest { question, reviews: Arc::clone(&model.reviews), today: model.today() };
        let search = Arc::clone(&self.parts.search);
        let failed = |why| Message::Notice(format!("The search failed: {why}"));
        self.parts.jobs.start(Slot::Search, failed, move |cancel, _| {
            let answer = search.with(|worker| worker.answer(ticket, &request, cancel))?;
            Some(LoopEvent::Message(Message::SearchAnswer(answer)))
        });
    }
}
