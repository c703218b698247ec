//! Spellings of people that queries choose from: their categories and organisations, collected when first asked for.

use std::collections::HashSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::model::{Atlas, Person};

use super::Graph;

/// Spellings, each once and in alphabetical order.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings {
    categories: OnceLock<Vec<String>>,
    organisations: OnceLock<Vec<String>>,
}

impl Graph {
    /// Returns the categories of all people. `O(n)` in the number of people when first called.
    pub fn categories(&self) -> &[String] {
        self.spellings
            .categories
            .get_or_init(|| distinct(&self.atlas, |person, add| person.categories.iter().for_each(|one| add(one))))
    }

    /// Returns the organisations of all people. `O(n log n)` in the number of people when first called.
    pub fn organisations(&self) -> &[String] {
        let of = |person: &Person, add: &mut dyn FnMut(&str)| {
            person.affiliations.iter().for_each(|affiliation| add(&affiliation.org));
        };
        self.spellings.organisations.get_or_init(|| distinct(&self.atlas, of))
    }
}

/// Collects what `each` passes on of all people.
fn distinct(atlas: &Atlas, each: impl Fn(&Person, &mut dyn FnMut(&str)) + Sync) -> Vec<String> {
    let with = |mut known: HashSet<String>, person: &Person| {
        each(person, &mut |text| {
            if !known.contains(text) {
                known.insert(text.to_owned());
            }
        });
        known
    };
    let merged = |mut a: HashSet<String>, b: HashSet<String>| {
        a.extend(b);
        a
    };
    let known = atlas.people.rows().par_iter().fold(HashSet::new, with).reduce(HashSet::new, merged);
    let mut known: Vec<String> = known.into_iter().collect();
    known.par_sort_unstable();
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::fixture;

    #[test]
    fn each_spelling_is_there_once_in_order() {
        let graph = Graph::new(fixture(include_str!("../page/tests/fixture.toml")));
        let people = graph.atlas.people.rows().iter();
        let mut expected: Vec<String> =
            people.flat_map(|person| person.affiliations.iter().map(|one| one.org.clone())).collect();
        expected.sort();
        expected.dedup();
        assert!(expected.len() > 1, "the fixture has organisations");
        assert_eq!(graph.organisations(), expected);
        assert!(graph.categories().is_sorted_by(|a, b| a < b));
    }
}
