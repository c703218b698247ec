//! Job that searches for the smallest portfolios.

use std::sync::Arc;

use crate::app::Message;
use crate::graph::{Constraints, Graph};

use super::events::LoopEvent;
use super::jobs::{Jobs, Slot};

/// Maximum number of portfolios that are searched for.
const MAX_PORTFOLIOS: usize = 5;

/// Starts a job that searches `graph` for the smallest portfolios that meet `demands`.
pub(super) fn start(jobs: &mut Jobs, graph: Arc<Graph>, demands: Constraints) {
    let failed = |why| Message::Notice(format!("The search for the smallest portfolios failed: {why}"));
    jobs.start(Slot::Portfolio, failed, move |cancel, progress| {
        let report = |bounds| progress(Message::Solving(bounds));
        let outcome = graph.smallest_with_progress(&demands, MAX_PORTFOLIOS, cancel, &report)?;
        Some(LoopEvent::Message(Message::Suggested(Box::new((demands, outcome)))))
    });
}
