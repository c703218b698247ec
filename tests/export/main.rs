//! Whole atlases written for other programs, and read back: through the library, and through the real binary.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../../benches/generator/mod.rs"]
#[allow(dead_code, reason = "benches need more of it")]
mod generator;

mod browser;
mod cases;
mod command;
mod elsewhere;
mod graphs;
mod hostile;
mod import;
mod json;
mod markup;
mod people;
mod site;
#[path = "../support/command.rs"]
#[allow(dead_code, reason = "not every test needs all of it")]
mod support;
mod tables;
mod vault;

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use stratlas::data;
use stratlas::data::TextFile;
use stratlas::graph::Graph;
use stratlas::model::{Atlas, Claim, Id, PortfolioShare, Reason, Table};

/// The atlas that comes with the program.
fn embedded() -> Atlas {
    data::embedded().expect("the embedded atlas")
}

fn graph() -> Graph {
    Graph::new(embedded())
}

/// The embedded atlas with two strategies that exclude each other and share a claim, and a portfolio with a share.
fn with_shared_claims() -> Atlas {
    let mut atlas = embedded();
    let claim = |slug: &str| Claim {
        slug: slug.to_owned(),
        name: "Time: enough".to_owned(),
        statement: "=1 + 1; x.".to_owned(),
    };
    atlas.claims = Table::new(vec![claim("other"), claim("time-helps")]);
    let about = "Nothing, \"at all\" | is cited; #1.".to_owned();
    atlas.reasons = Table::new(vec![Reason { slug: "no-evidence".to_owned(), about }]);
    let shared = atlas.claims.find("time-helps");
    let mut strategies = atlas.strategies.rows().to_vec();
    let pause = atlas.strategies.find("pause").expect("a strategy");
    strategies[pause.index()].exclusive = atlas.strategies[pause].conflicts[..2].to_vec();
    let resting = strategies.iter_mut().filter_map(|row| row.commitments.last_mut()).take(3);
    resting.for_each(|commitment| commitment.shared_claim = shared);
    atlas.strategies = Table::new(strategies);
    let mut portfolios = atlas.portfolios.rows().to_vec();
    let strategy = portfolios[0].strategies[0];
    portfolios[0].shares = vec![PortfolioShare { strategy, percent: 40 }];
    atlas.portfolios = Table::new(portfolios);
    atlas
}

/// A small part of it that has everything: pause and its relations, and some people with all there is to know.
fn part() -> Atlas {
    let atlas = embedded();
    let slugs = ["pause", "acceleration", "race-to-aligned-superintelligence", "alignment-first"];
    let strategies = slugs.map(|slug| atlas.strategies.find(slug).expect("a strategy"));
    let kinds: [fn(&stratlas::model::Person) -> bool; 4] = [
        |person| !person.timelines.is_empty(),
        |person| !person.p_doom.is_empty(),
        |person| person.profile.as_ref().is_some_and(|profile| profile.vintage.is_some()),
        |person| person.caveat.is_some(),
    ];
    let mut people = Vec::new();
    for kind in kinds {
        let is_new = |id: &stratlas::model::PersonId| !people.contains(id) && kind(&atlas.people[*id]);
        people.push(atlas.people.ids().find(is_new).expect("someone"));
    }
    atlas.subset(&strategies, &people)
}

/// Files by their paths; no two are at one path.
fn by_path(files: impl Iterator<Item = TextFile>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for file in files {
        assert!(found.insert(file.path.clone(), file.text).is_none(), "two files are at {}", file.path);
    }
    found
}

/// Those of `files` that are web pages.
fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| std::path::Path::new(path).extension().is_some_and(|end| end == "html"))
}

/// Whether a program is here. Where CI runs it has to be: what it would prove is then not proved.
fn is_here(program: &str, arguments: &[&str]) -> bool {
    let run = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let here = run.is_ok_and(|status| status.success());
    assert!(here || std::env::var_os("STRATLAS_NEEDS_TOOLS").is_none(), "{program} is not here, and has to be");
    here
}
