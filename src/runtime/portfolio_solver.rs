//! The search for the smallest portfolios as a job.

use std::sync::Arc;

use crate::app::Message;
use crate::graph::{Constraints, Graph};

use super::events::Event;
use super::jobs::{Jobs, Slot};

/// How many of the smallest portfolios are looked for.
const MAX_PORTFOLIOS: usize = 5;

/// Starts looking for the smallest portfolios that meet `demands`.
pub(super) fn start(jobs: &mut Jobs, graph: Arc<Graph>, demands: Constraints) {
    let failed = |why| Message::Notice(format!("The search for the smallest portfolios failed: {why}"));
    jobs.start(Slot::Portfolio, failed, move |cancel, progress| {
        let tell = |bounds| progress.send(Message::Solving(bounds));
        let outcome = graph.smallest_with_progress(&demands, MAX_PORTFOLIOS, cancel, &tell)?;
        Some(Event::Message(Message::Suggested(Box::new((demands, outcome)))))
    });
}
