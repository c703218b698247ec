//! Comparison of the atlas with another edition, as a job.

use std::path::Path;
use std::sync::Arc;

use crate::app::Message;
use crate::graph::Graph;
use crate::graph::diff::compare;
use crate::page::Edition;

use super::events::LoopEvent;
use super::jobs::{Jobs, Slot};

/// Function that loads an edition of the atlas without an overlay: from the given folder or file, or the embedded
/// edition if there is none. It returns a one-line reason on failure.
pub type LoadEdition = Arc<dyn Fn(Option<&Path>) -> Result<Graph, String> + Send + Sync>;

/// Comparison of the atlas on screen with another edition of it.
pub(super) struct EditionDiffer {
    /// Atlas with which the program started.
    pub(super) start: Arc<Graph>,
    /// Function that loads other editions; `None` if there is none, and only the start can be compared with.
    pub(super) load: Option<LoadEdition>,
}

impl EditionDiffer {
    /// Starts a job that compares `graph` with the edition `with`.
    pub(super) fn start(&self, jobs: &mut Jobs, graph: Arc<Graph>, with: Edition) {
        let (start, load, failed) = (Arc::clone(&self.start), self.load.clone(), with.clone());
        let answer = |edition, diff| Message::Compared(Box::new((edition, diff)));
        let on_failure = move |why| answer(failed, Err(why));
        jobs.start(Slot::Diff, on_failure, move |_, _| {
            let load = |path| load.ok_or("no other edition can be loaded here")?(path).map(Arc::new);
            let other = match &with {
                Edition::Start => Ok(start),
                Edition::At(path) => load(Some(Path::new(path))),
                Edition::Embedded => load(None),
            };
            let diff = other.map(|other| compare(&other, &graph));
            Some(LoopEvent::Message(answer(with, diff)))
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::data::fixture;

    const ATLAS: &str = include_str!("../page/tests/fixture.toml");

    fn graph(name: &str) -> Arc<Graph> {
        Arc::new(Graph::new(fixture(&ATLAS.replacen("name = \"Alpha\"", &format!("name = \"{name}\""), 1))))
    }

    /// Returns the ids of the records that differ between a changed atlas and the edition `with`.
    fn differing(load: Option<LoadEdition>, with: &Edition) -> Result<Vec<String>, String> {
        let differ = EditionDiffer { start: graph("Alpha"), load };
        let (sender, events) = mpsc::channel();
        differ.start(&mut Jobs::new(sender), graph("Quiet"), with.clone());
        let LoopEvent::Job(_, event) = events.recv_timeout(Duration::from_secs(20)).unwrap() else { panic!("no job") };
        let LoopEvent::Message(Message::Compared(answer)) = *event else { panic!("another event") };
        assert_eq!(answer.0, *with);
        answer.1.map(|diff| diff.records.into_iter().map(|record| record.id).collect())
    }

    #[test]
    fn each_edition_is_compared_with_the_atlas_on_screen() {
        let load: LoadEdition = Arc::new(|path: Option<&Path>| match path {
            None => Ok(Graph::new(fixture(&ATLAS.replacen("name = \"Alpha\"", "name = \"Quiet\"", 1)))),
            Some(path) => Err(format!("{} is not an atlas", path.display())),
        });
        assert_eq!(differing(Some(Arc::clone(&load)), &Edition::Start), Ok(vec!["alpha".to_owned()]));
        assert_eq!(differing(Some(Arc::clone(&load)), &Edition::Embedded), Ok(Vec::new()));
        let elsewhere = Edition::At("elsewhere".to_owned());
        assert_eq!(differing(Some(load), &elsewhere), Err("elsewhere is not an atlas".to_owned()));
        assert!(differing(None, &Edition::Embedded).is_err());
    }

    #[test]
    fn a_comparison_that_panics_is_told() {
        let load: LoadEdition = Arc::new(|_: Option<&Path>| panic!("it cannot"));
        assert_eq!(differing(Some(load), &Edition::Embedded), Err("internal error: it cannot".to_owned()));
    }
}
