//! The embedded atlas against its source, and against what is known of it.

use std::path::Path;

use super::*;
use crate::model::Named;

fn from_toml() -> Loaded {
    load_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data")).expect("the folder is there")
}

#[test]
fn the_embedded_atlas_is_the_one_in_data() {
    let (written, embedded) = (from_toml(), embedded_report().expect("it was built"));
    assert!(written.atlas == embedded.atlas, "the embedded atlas differs from data/");
    assert_eq!(written.findings, embedded.findings);
    assert_eq!(written.origins, embedded.origins);
}

#[test]
fn nothing_is_lost_on_the_way() {
    let atlas = embedded().expect("it was built");
    let counts = [atlas.strategies.len(), atlas.people.len(), atlas.tags.len(), atlas.levers.len()];
    assert_eq!(counts, [76, 935, 46, 15]);
    assert_eq!(atlas.strategies.rows()[0].name(), "Abandon superintelligence");
}
