//! Trail: the places visited, with their cursors. The trail is a tree: going back and then to another place creates a
//! branch.

use std::collections::BTreeMap;

use crate::action::Focus;
use crate::page::ViewOptions;
use crate::place::Place;

use super::matrix::MatrixState;
use super::pane::PaneState;

/// Place on the trail with the user's cursors in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Place that was visited.
    pub place: Place,
    /// Order and filters with which the page is shown.
    pub options: ViewOptions,
    /// Pane with the focus.
    pub focus: Focus,
    /// Cursors and scroll positions in the page, its relations and its people, in this order.
    pub panes: [PaneState; 3],
    /// Cursor and scroll position in the matrix, for the page of the matrix.
    pub matrix: MatrixState,
    /// Whether the place is only a preview from the index, which the next place replaces on the trail.
    pub is_preview: bool,
    /// Note that the user has added to the place.
    pub note: Option<String>,
}

impl Visit {
    /// Creates a visit with all cursors at the top.
    pub fn new(place: Place) -> Self {
        Self {
            place,
            options: ViewOptions::default(),
            focus: Focus::Main,
            panes: [PaneState::default(); 3],
            matrix: MatrixState::default(),
            is_preview: false,
            note: None,
        }
    }
}

/// Node of the trail's tree. Steps are numbered in chronological order, from 0.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    visit: Visit,
    /// Number of the step before this one; `None` for the first step.
    from: Option<usize>,
    /// Number of the step that going forward leads to: the last one taken from this step; `None` if there is none.
    onward: Option<usize>,
}

/// Places visited and the current one; there is always at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    steps: Vec<Step>,
    at: usize,
}

/// Line of the trail as displayed in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailEntry {
    /// Number of the step.
    pub step: usize,
    /// Place of the step.
    pub place: Place,
    /// Number of branches in which the step is nested, which determines its indentation.
    pub depth: usize,
    /// Whether this is the current step.
    pub is_here: bool,
}

impl Trail {
    /// Creates a trail that starts at `place`.
    pub fn new(place: Place) -> Self {
        Self { steps: vec![Step { visit: Visit::new(place), from: None, onward: None }], at: 0 }
    }

    /// Returns the current visit.
    pub fn here(&self) -> &Visit {
        &self.steps[self.at].visit
    }

    /// Returns the current visit for changing its cursors.
    pub fn here_mut(&mut self) -> &mut Visit {
        &mut self.steps[self.at].visit
    }

    /// Applies `change` to every visit.
    pub(in crate::app) fn each(&mut self, change: impl FnMut(&mut Visit)) {
        self.steps.iter_mut().map(|step| &mut step.visit).for_each(change);
    }

    /// Adds a new place after the current one, and goes there. If the current place is only a preview, the new place
    /// replaces it.
    pub fn go(&mut self, visit: Visit) {
        let last = self.steps.len() - 1;
        if self.here().is_preview && self.at == last {
            self.steps[last].visit = visit;
            return;
        }
        self.steps.push(Step { visit, from: Some(self.at), onward: None });
        self.steps[self.at].onward = Some(last + 1);
        self.at = last + 1;
    }

    /// Goes back one step. Returns false if the current step is the first.
    pub fn back(&mut self) -> bool {
        let Some(from) = self.steps[self.at].from else { return false };
        self.steps[from].onward = Some(self.at);
        self.at = from;
        true
    }

    /// Goes forward one step, along the last taken branch. Returns false if no step follows.
    pub fn forward(&mut self) -> bool {
        let onward = self.steps[self.at].onward;
        self.at = onward.unwrap_or(self.at);
        onward.is_some()
    }

    /// Goes to the step with this number. Returns whether the step exists.
    pub fn jump(&mut self, step: usize) -> bool {
        let exists = step < self.steps.len();
        if exists {
            self.at = step;
        }
        exists
    }

    /// Returns the note on the step with this number, if there is one.
    pub fn note(&self, step: usize) -> Option<&str> {
        self.steps.get(step)?.visit.note.as_deref()
    }

    /// Returns whether there is a step before the current one.
    pub fn can_go_back(&self) -> bool {
        self.steps[self.at].from.is_some()
    }

    /// Returns whether there is a step after the current one.
    pub fn can_go_forward(&self) -> bool {
        self.steps[self.at].onward.is_some()
    }

    /// Returns the places from the current one back to the start of the trail.
    pub fn backwards(&self) -> impl Iterator<Item = Place> + '_ {
        std::iter::successors(Some(self.at), |&step| self.steps[step].from).map(|step| self.steps[step].visit.place)
    }

    /// Returns the lines of the whole trail: a place is below its predecessor, and abandoned branches are indented.
    pub fn lines(&self) -> Vec<TrailEntry> {
        let from: Vec<Option<usize>> = self.steps.iter().map(|step| step.from).collect();
        let line = |(step, depth): (usize, usize)| TrailEntry {
            step,
            place: self.steps[step].visit.place,
            depth,
            is_here: step == self.at,
        };
        outline(&from).into_iter().map(line).collect()
    }

    /// Returns the place of each step with the number of its predecessor, and the number of the current step.
    pub(in crate::app) fn steps(&self) -> (Vec<(Place, Option<usize>)>, usize) {
        (self.steps.iter().map(|step| (step.visit.place, step.from)).collect(), self.at)
    }

    /// Returns the notes by step number.
    pub(in crate::app) fn notes(&self) -> BTreeMap<usize, String> {
        let notes = self.steps.iter().enumerate().filter_map(|(step, taken)| Some((step, taken.visit.note.clone()?)));
        notes.collect()
    }

    /// Sets the notes by step number.
    pub(in crate::app) fn set_notes(&mut self, notes: &BTreeMap<usize, String>) {
        for (&step, note) in notes {
            if let Some(step) = self.steps.get_mut(step) {
                step.visit.note = Some(note.clone());
            }
        }
    }

    /// Restores a trail from the place of each step with the number of its predecessor, and the number `at` of the
    /// current step; `None` if the steps do not form a tree, or `at` does not exist.
    pub(in crate::app) fn of(steps: &[(Place, Option<usize>)], at: usize) -> Option<Self> {
        let is_led_to =
            |(number, (_, from)): (usize, &(Place, Option<usize>))| from.map_or(number == 0, |from| from < number);
        if at >= steps.len() || !steps.iter().enumerate().all(is_led_to) {
            return None;
        }
        let step = |&(place, from): &(Place, Option<usize>)| Step { visit: Visit::new(place), from, onward: None };
        let mut trail = Self { steps: steps.iter().map(step).collect(), at };
        for number in 0..trail.steps.len() {
            if let Some(from) = trail.steps[number].from {
                trail.steps[from].onward = Some(number);
            }
        }
        Some(trail)
    }
}

/// Returns the numbers of the steps in display order, each with the number of branches in which it is nested.
///
/// `from` has the number of the predecessor of each step, which must be lower than that of the step.
pub fn outline(from: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut branches: Vec<Vec<usize>> = vec![Vec::new(); from.len()];
    for (number, from) in from.iter().enumerate() {
        if let Some(branches) = from.and_then(|from| branches.get_mut(from)) {
            branches.push(number);
        }
    }
    let mut lines = Vec::with_capacity(from.len());
    let mut open: Vec<(usize, usize)> = if from.is_empty() { Vec::new() } else { vec![(0, 0)] };
    while let Some((step, depth)) = open.pop() {
        lines.push((step, depth));
        // The last taken branch is listed last and not indented. Steps are popped in reverse order, so it is pushed
        // first.
        let mut onward = std::mem::take(&mut branches[step]);
        if let Some(last) = onward.pop() {
            open.push((last, depth));
        }
        open.extend(onward.into_iter().rev().map(|branch| (branch, depth + 1)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn trail() -> Trail {
        let mut trail = Trail::new(Place::Home);
        trail.go(Visit::new(Place::List(Kind::Tag)));
        trail.go(Visit::new(Place::List(Kind::Lever)));
        trail
    }

    fn backwards(trail: &Trail) -> Vec<Place> {
        trail.backwards().collect()
    }

    #[test]
    fn back_and_forward_restore_how_one_stood() {
        let mut trail = trail();
        trail.here_mut().panes[0].row = 7;
        assert!(trail.back());
        assert_eq!(trail.here().place, Place::List(Kind::Tag));
        assert!(trail.forward());
        assert_eq!((trail.here().place, trail.here().panes[0].row), (Place::List(Kind::Lever), 7));
        assert!(!trail.forward());
    }

    #[test]
    fn going_elsewhere_keeps_the_branch_that_was_left() {
        let mut trail = trail();
        trail.back();
        trail.go(Visit::new(Place::List(Kind::Person)));
        assert!(!trail.can_go_forward());
        assert_eq!(backwards(&trail), [Place::List(Kind::Person), Place::List(Kind::Tag), Place::Home]);
        let lines: Vec<_> = trail.lines().iter().map(|line| (line.place, line.depth, line.is_here)).collect();
        assert_eq!(
            lines,
            [
                (Place::Home, 0, false),
                (Place::List(Kind::Tag), 0, false),
                (Place::List(Kind::Lever), 1, false),
                (Place::List(Kind::Person), 0, true)
            ]
        );
        assert!(trail.jump(2));
        assert_eq!(trail.here().place, Place::List(Kind::Lever));
        trail.back();
        trail.forward();
        assert_eq!(trail.here().place, Place::List(Kind::Lever));
        assert!(!trail.jump(4));
    }

    #[test]
    fn a_trail_is_made_again_of_its_steps() {
        let mut trail = trail();
        trail.back();
        trail.go(Visit::new(Place::List(Kind::Person)));
        trail.jump(1);
        let (steps, at) = trail.steps();
        let again = Trail::of(&steps, at).unwrap();
        assert_eq!(again.lines(), trail.lines());
        assert!(again.can_go_forward());
        assert_eq!(Trail::of(&steps, steps.len()), None);
        assert_eq!(Trail::of(&[(Place::Home, Some(0))], 0), None);
        assert_eq!(Trail::of(&[], 0), None);
    }

    #[test]
    fn places_passed_by_leave_one_mark() {
        let mut trail = trail();
        for place in [Place::List(Kind::Person), Place::List(Kind::Scenario)] {
            trail.go(Visit { is_preview: true, ..Visit::new(place) });
        }
        assert_eq!(
            backwards(&trail),
            [Place::List(Kind::Scenario), Place::List(Kind::Lever), Place::List(Kind::Tag), Place::Home]
        );
        trail.back();
        trail.go(Visit::new(Place::List(Kind::Mechanism)));
        assert_eq!(trail.lines().len(), 5);
    }

    #[test]
    fn a_place_passed_by_makes_no_room_on_another_branch() {
        let mut trail = trail();
        trail.go(Visit { is_preview: true, ..Visit::new(Place::List(Kind::Person)) });
        trail.back();
        trail.go(Visit::new(Place::List(Kind::Mechanism)));
        assert!(trail.jump(3));
        trail.go(Visit::new(Place::List(Kind::Scenario)));
        let places: Vec<Place> = trail.lines().iter().map(|line| line.place).collect();
        for place in [Place::List(Kind::Person), Place::List(Kind::Mechanism), Place::List(Kind::Scenario)] {
            assert!(places.contains(&place), "{places:?}");
        }
    }
}
