//! Compiles `data/` into one file that the program embeds. It does so with the program's own loader, so that there is
//! one reading of the TOML; an atlas with errors does not build. The TOML itself is embedded too, packed, for those who
//! want to edit it.

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
mod data {
    // Paths in a nested module start in a folder of its name, which is that of the atlas.
    #[path = "../src/data/compiled.rs"]
    pub mod compiled;
    #[path = "../src/data/load/mod.rs"]
    pub mod load;
}

/// How hard it is tried to pack the TOML, of 10.
const PACKING: u8 = 8;

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build.rs", "data", "src/data/compiled.rs", "src/data/load", "src/diagnostic", "src/model", "src/text"]
    {
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
    data::compiled::compile(atlas, &loaded.origins, |section| {
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
