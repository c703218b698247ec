//! Comparing the atlas on screen with another edition, on a thread of its own.

use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Message;
use crate::graph::Graph;
use crate::graph::diff::compare;
use crate::page::Edition;

use super::events::Event;

/// Loads the edition in a folder or a file, or the one that comes with the program, with nothing over it; or says in a
/// line why not.
pub type LoadEdition = Arc<dyn Fn(Option<&Path>) -> Result<Graph, String> + Send + Sync>;

/// What editions are loaded with.
pub(super) struct Comparer {
    /// The atlas as it was at the start.
    pub(super) start: Arc<Graph>,
    /// Loads any other.
    pub(super) load: Option<LoadEdition>,
}

impl fmt::Debug for Comparer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Comparer").finish_non_exhaustive()
    }
}

impl Comparer {
    /// Finds out what `graph` differs in from the edition `with`. The answer is sent to `answers`.
    pub(super) fn start(&self, graph: Arc<Graph>, with: Edition, answers: Sender<Event>) {
        let (start, load) = (Arc::clone(&self.start), self.load.clone());
        let (asked, failed) = (with.clone(), answers.clone());
        let work = move || {
            let found = panic::catch_unwind(AssertUnwindSafe(|| {
                let other = match &with {
                    Edition::Start => start,
                    other => Arc::new(loaded(load.as_ref(), other)?),
                };
                Ok(compare(&other, &graph))
            }));
            let found = found.unwrap_or_else(|_| Err("comparing the two has failed".to_owned()));
            // If nobody listens, the program is ending anyway.
            let _ = answers.send(Event::Message(Message::Compared(Box::new((with, found)))));
        };
        if let Err(error) = thread::Builder::new().name("compare".to_owned()).spawn(work) {
            let answer = Message::Compared(Box::new((asked, Err(error.to_string()))));
            let _ = failed.send(Event::Message(answer));
        }
    }
}

fn loaded(load: Option<&LoadEdition>, edition: &Edition) -> Result<Graph, String> {
    let load = load.ok_or("no other atlas can be read here")?;
    match edition {
        Edition::At(path) => load(Some(Path::new(path))),
        Edition::Embedded | Edition::Start => load(None),
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

    /// The ids of what differs between an atlas that was changed since the start and the edition `with`.
    fn differing(load: Option<LoadEdition>, with: &Edition) -> Result<Vec<String>, String> {
        let comparer = Comparer { start: graph("Alpha"), load };
        let (sender, events) = mpsc::channel();
        comparer.start(graph("Quiet"), with.clone(), sender);
        let Event::Message(Message::Compared(answer)) = events.recv_timeout(Duration::from_secs(20)).unwrap() else {
            panic!("another event")
        };
        assert_eq!(answer.0, *with);
        answer.1.map(|diff| diff.records.into_iter().map(|record| record.id).collect())
    }

    #[test]
    fn each_edition_is_compared_with_the_atlas_on_screen() {
        let load: LoadEdition = Arc::new(|path: Option<&Path>| match path {
            None => Ok(Graph::new(fixture(&ATLAS.replacen("name = \"Alpha\"", "name = \"Quiet\"", 1)))),
            Some(path) => Err(format!("{} is no atlas", path.display())),
        });
        assert_eq!(differing(Some(Arc::clone(&load)), &Edition::Start), Ok(vec!["alpha".to_owned()]));
        assert_eq!(differing(Some(Arc::clone(&load)), &Edition::Embedded), Ok(Vec::new()));
        let elsewhere = Edition::At("elsewhere".to_owned());
        assert_eq!(differing(Some(load), &elsewhere), Err("elsewhere is no atlas".to_owned()));
        assert!(differing(None, &Edition::Embedded).is_err());
    }

    #[test]
    fn a_comparison_that_fails_is_told() {
        let load: LoadEdition = Arc::new(|_: Option<&Path>| panic!("it cannot"));
        assert_eq!(differing(Some(load), &Edition::Embedded), Err("comparing the two has failed".to_owned()));
    }
}
