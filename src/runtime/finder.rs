//! The search on a thread of its own: the newest question wins, older ones are dropped half-way.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use jiff::civil::Date;

use crate::app::{Found, Message, Question};
use crate::graph::Graph;
use crate::review::Reviews;
use crate::search::{Index, Narrowing, Query, QueryContext, Searcher};

use super::events::Event;

/// A question, with what the reviewer has recorded when it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// What reviewers have recorded.
    pub reviews: Arc<Reviews>,
    /// The day it is.
    pub today: Date,
}

/// Answers questions one after the other.
#[derive(Debug)]
pub struct Finder {
    searcher: Searcher,
    narrowing: Option<Narrowing>,
}

impl Finder {
    /// A finder for everything in `graph`.
    pub fn new(graph: Arc<Graph>) -> Self {
        let index = Arc::new(Index::new(&graph));
        Self { searcher: Searcher::new(graph, index), narrowing: None }
    }

    /// The answer to a question, or none if `cancel` was set meanwhile.
    pub fn answer(&mut self, ticket: u64, asked: &Asked, cancel: &AtomicBool) -> Option<Found> {
        let known = QueryContext::new(self.searcher.graph()).reviewed(&asked.reviews, asked.today);
        let (query, limit) = match &asked.question {
            Question::Search { query, limit } => (Query::parse_given(query, known), *limit),
            Question::Filter { query, kind } => (Query::parse_given(query, known).of_kind(*kind), usize::MAX),
        };
        let results = self.searcher.run(&query, self.narrowing.as_ref(), limit, cancel)?;
        self.narrowing = Some(results.narrowing);
        Some(Found {
            ticket,
            hits: results.hits,
            total: results.total,
            faults: query.faults().to_vec(),
            tag: query.tag(),
            order: query.order(),
        })
    }
}

struct Pending {
    ticket: u64,
    asked: Asked,
    cancel: Arc<AtomicBool>,
}

/// The way to ask the finder's thread.
pub(super) struct FinderThread {
    questions: Sender<Pending>,
    cancel: Arc<AtomicBool>,
}

impl FinderThread {
    /// Starts the thread; it builds its index and then waits for questions.
    pub(super) fn start(graph: Arc<Graph>, answers: Sender<Event>) -> io::Result<Self> {
        let (questions, asked) = mpsc::channel();
        thread::Builder::new().name("finder".to_owned()).spawn(move || work(graph, &asked, &answers))?;
        Ok(Self { questions, cancel: Arc::default() })
    }

    /// Asks a question; the one before it is dropped.
    pub(super) fn ask(&mut self, ticket: u64, asked: Asked) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        // If the thread has gone, it has said so.
        let _ = self.questions.send(Pending { ticket, asked, cancel: Arc::clone(&self.cancel) });
    }
}

fn work(graph: Arc<Graph>, asked: &Receiver<Pending>, answers: &Sender<Event>) {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut finder = Finder::new(graph);
        while let Ok(asked) = asked.recv() {
            if asked.cancel.load(Ordering::Relaxed) {
                continue;
            }
            if let Some(found) = finder.answer(asked.ticket, &asked.asked, &asked.cancel)
                && answers.send(Event::Found(found)).is_err()
            {
                return;
            }
        }
    }));
    if outcome.is_err() {
        let message = "The search has failed; restart stratlas to search again.".to_owned();
        // If nobody listens, the program is ending anyway.
        let _ = answers.send(Event::Message(Message::Tell(message)));
    }
}
