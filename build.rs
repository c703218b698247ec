//! Compiles `data/` and the index of its people into one file that the program embeds. It does so with the program's own
//! loader, so that there is one reading of the TOML; an atlas with errors does not build. The TOML itself is embedded
//! too, packed, for those who want to edit it.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::struct_field_names,
    reason = "the build script needs a part of what the program needs"
)]
#[path = "src/model/mod.rs"]
mod model;

#[allow(dead_code, unreachable_pub, unused_imports, reason = "the build script needs a part of what the program needs")]
#[path = "src/text/mod.rs"]
mod text;

#[allow(dead_code, unreachable_pub, unused_imports, reason = "the build script needs a part of what the program needs")]
#[path = "src/diagnostic/mod.rs"]
mod diagnostic;

#[allow(dead_code, unreachable_pub, unused_imports, reason = "the build script needs a part of what the program needs")]
#[path = "src/data"]
mod data {
    pub mod compiled;
    pub mod load;
}

#[allow(dead_code, unreachable_pub, unused_imports, reason = "the build script needs a part of what the program needs")]
#[path = "src/graph"]
mod graph {
    mod adjacency;
    mod claim_figures;
    pub mod people_index;
    mod people_scan;
    mod person_facts;
    mod trust;
}

/// How hard it is tried to pack the TOML, of 10.
const PACKING: u8 = 8;

fn main() -> Result<(), Box<dyn Error>> {
    for path in [
        "build.rs",
        "data",
        "src/data/compiled.rs",
        "src/data/load",
        "src/diagnostic",
        "src/graph",
        "src/model",
        "src/text",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let sources = data::load::read_folder(Path::new("data"))?;
    let loaded = data::load::load_folder(Path::new("data"))?;
    let Some(atlas) = &loaded.atlas else {
        let mut err = io::stderr().lock();
        for diagnostic in loaded.diagnostics.iter().filter(|found| found.severity == diagnostic::Severity::Error) {
            diagnostic.write(&mut err)?;
        }
        err.flush()?;
        return Err("data/ has errors".into());
    };
    let mut sections: Vec<Vec<u8>> = Vec::new();
    let index = graph::people_index::PeopleIndex::new(atlas);
    data::compiled::compile(atlas, &loaded.origins, &index, |section| {
        sections.push(section.to_vec());
        Ok(())
    })?;
    fs::write(out.join("atlas.postcard"), postcard::to_stdvec(&sections)?)?;
    let texts: Vec<(&str, &str)> = sources.iter().map(|source| (source.name.as_str(), source.text.as_str())).collect();
    let packed = miniz_oxide::deflate::compress_to_vec(&postcard::to_stdvec(&texts)?, PACKING);
    fs::write(out.join("texts.packed"), packed)?;
    fs::write(out.join("report.postcard"), postcard::to_stdvec(&loaded.diagnostics)?)?;
    Ok(())
}
