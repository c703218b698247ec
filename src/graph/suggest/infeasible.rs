//! Explanation of constraints that cannot be met: a subset of them that cannot be met and has nothing superfluous.

use std::sync::atomic::AtomicBool;

use super::problem::Problem;
use super::solve::{self, Cancelled};
use super::{Constraint, Constraints};
use crate::graph::Graph;

/// Removes from `each` what does not contribute: the result cannot be met, but can without any one of its constraints.
pub(super) fn minimal_infeasible_subset(
    graph: &Graph,
    demands: &Constraints,
    mut each: Vec<Constraint>,
    cancel: &AtomicBool,
) -> Result<Vec<Constraint>, Cancelled> {
    let mut at = 0;
    while at < each.len() {
        let demand = each.remove(at);
        let possible = match Problem::new(graph, demands, &each) {
            Some(problem) => solve::is_possible(&problem, cancel)?,
            None => false,
        };
        // The rest can be met without this constraint, so the constraint is part of the explanation.
        if possible {
            each.insert(at, demand);
            at += 1;
        }
    }
    Ok(each)
}
