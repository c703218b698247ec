//! The trail: where one has been, in order, with everything needed to stand there again.

use crate::action::Focus;
use crate::page::{Lens, Place};

use super::pane::PaneState;

/// A place on the trail, as it was left.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// The place.
    pub place: Place,
    /// How people are shown there.
    pub lens: Lens,
    /// The pane with the focus.
    pub focus: Focus,
    /// Cursor and window in the page, its relations and its people.
    pub panes: [PaneState; 3],
    /// Whether it was only passed by in the index; the next place passed by takes its spot on the trail.
    pub passing: bool,
}

impl Visit {
    /// A visit that has just begun.
    pub fn new(place: Place) -> Self {
        Self { place, lens: Lens::default(), focus: Focus::Main, panes: [PaneState::default(); 3], passing: false }
    }
}

/// Where one has been, and where one is now. Never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    visits: Vec<Visit>,
    at: usize,
}

impl Trail {
    /// A trail that starts at `place`.
    pub fn new(place: Place) -> Self {
        Self { visits: vec![Visit::new(place)], at: 0 }
    }

    /// Where one is.
    pub fn here(&self) -> &Visit {
        &self.visits[self.at]
    }

    /// Where one is, to change how one stands there.
    pub fn here_mut(&mut self) -> &mut Visit {
        &mut self.visits[self.at]
    }

    /// Goes on to a new place; what lay ahead is forgotten. A place that was only passed by makes room for it.
    pub fn go(&mut self, visit: Visit) {
        if !self.here().passing {
            self.at += 1;
        }
        self.visits.truncate(self.at);
        self.visits.push(visit);
    }

    /// Goes back by one. Returns whether that was possible.
    pub fn back(&mut self) -> bool {
        let possible = self.can_go_back();
        if possible {
            self.at -= 1;
        }
        possible
    }

    /// Goes forward by one. Returns whether that was possible.
    pub fn forward(&mut self) -> bool {
        let possible = self.can_go_forward();
        if possible {
            self.at += 1;
        }
        possible
    }

    /// Whether there is a way back.
    pub fn can_go_back(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a way forward.
    pub fn can_go_forward(&self) -> bool {
        self.at + 1 < self.visits.len()
    }

    /// The places that lead here, first to last, this one included.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = Place> + '_ {
        self.visits[..=self.at].iter().map(|visit| visit.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trail() -> Trail {
        let mut trail = Trail::new(Place::Home);
        trail.go(Visit::new(Place::Tags));
        trail.go(Visit::new(Place::Levers));
        trail
    }

    #[test]
    fn back_and_forward_restore_how_one_stood() {
        let mut trail = trail();
        trail.here_mut().panes[0].row = 7;
        assert!(trail.back());
        assert_eq!(trail.here().place, Place::Tags);
        assert!(trail.forward());
        assert_eq!((trail.here().place, trail.here().panes[0].row), (Place::Levers, 7));
        assert!(!trail.forward());
    }

    #[test]
    fn going_elsewhere_forgets_what_lay_ahead() {
        let mut trail = trail();
        trail.back();
        trail.go(Visit::new(Place::People));
        assert!(!trail.can_go_forward());
        assert_eq!(trail.places().collect::<Vec<_>>(), [Place::Home, Place::Tags, Place::People]);
    }

    #[test]
    fn places_passed_by_leave_one_mark() {
        let mut trail = trail();
        for place in [Place::People, Place::Scenarios] {
            trail.go(Visit { passing: true, ..Visit::new(place) });
        }
        assert_eq!(trail.places().collect::<Vec<_>>(), [Place::Home, Place::Tags, Place::Levers, Place::Scenarios]);
    }
}
