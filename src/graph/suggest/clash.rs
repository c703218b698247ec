//! Why a demand cannot be met: demands that clash, none of which could be left out of the explanation.

use std::sync::atomic::AtomicBool;

use super::problem::Problem;
use super::solve::{self, Cancelled};
use super::{Demand, Demands};
use crate::graph::Graph;

/// A minimal subset of `each` that cannot be met, which `each` cannot: without any one of them the rest can.
pub(super) fn minimal(
    graph: &Graph,
    demands: &Demands,
    mut each: Vec<Demand>,
    cancel: &AtomicBool,
) -> Result<Vec<Demand>, Cancelled> {
    let mut at = 0;
    while at < each.len() {
        let demand = each.remove(at);
        let possible = match Problem::new(graph, demands, &each) {
            Some(problem) => solve::is_possible(&problem, cancel)?,
            None => false,
        };
        // Without it the rest can be met: it takes part in the clash.
        if possible {
            each.insert(at, demand);
            at += 1;
        }
    }
    Ok(each)
}
