//! Real data files damaged at random: loading never fails, and what it finds is inside the file.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use stratlas::data::load_folder;
use stratlas::diagnostic::{Diagnostic, Severity};

#[derive(Clone, Debug)]
enum Damage {
    Flip { at: usize, bits: u8 },
    Truncate { at: usize },
    DropLine { at: usize },
    RepeatLine { at: usize },
    Insert { at: usize, what: &'static str },
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<usize>();
    let pieces =
        ["\"", "'''", "[", "]]", "=", "\n", "\r", "\u{feff}", "\\u202e", "[[person]]\n", "{", "é", "\0", "id = 1\n"];
    prop_oneof![
        (at, 1u8..).prop_map(|(at, bits)| Damage::Flip { at, bits }),
        at.prop_map(|at| Damage::Truncate { at }),
        at.prop_map(|at| Damage::DropLine { at }),
        at.prop_map(|at| Damage::RepeatLine { at }),
        (at, prop::sample::select(pieces.to_vec())).prop_map(|(at, what)| Damage::Insert { at, what }),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let line = |at: usize, bytes: &[u8]| {
            let at = at % bytes.len();
            let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |found| found + 1);
            let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| at + found + 1);
            start..end
        };
        match *self {
            Self::Flip { at, bits } => {
                let at = at % bytes.len();
                bytes[at] ^= bits;
            }
            Self::Truncate { at } => bytes.truncate(at % bytes.len()),
            Self::DropLine { at } => drop(bytes.drain(line(at, bytes))),
            Self::RepeatLine { at } => {
                let line = line(at, bytes);
                let copy = bytes[line.clone()].to_vec();
                bytes.splice(line.end..line.end, copy);
            }
            Self::Insert { at, what } => {
                let at = at % bytes.len();
                bytes.splice(at..at, what.bytes());
            }
        }
    }
}

fn data_files() -> Vec<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut files: Vec<PathBuf> = [data.clone(), data.join("strategies"), data.join("people")]
        .iter()
        .flat_map(|folder| {
            fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it can be read").path())
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter(|path| fs::metadata(path).expect("it is there").len() < 40_000)
        .collect();
    files.sort();
    files
}

fn assert_inside(finding: &Diagnostic, text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    let line = lines.get(finding.line as usize - 1).unwrap_or_else(|| panic!("no such line: {finding:?}"));
    assert!((1..=line.chars().count() + 1).contains(&(finding.column as usize)), "no such column: {finding:?}");
    if let Some(excerpt) = &finding.excerpt {
        let length = excerpt.text.chars().count();
        assert!(excerpt.start <= length && excerpt.length >= 1, "nothing is marked: {finding:?}");
        assert!(excerpt.start + excerpt.length <= length.max(excerpt.start + 1), "marked past the end: {finding:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_files_are_reported_on(
        file in prop::sample::select(data_files()),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        let mut bytes = fs::read(file).expect("it is there");
        for damage in &damages {
            damage.apply(&mut bytes);
        }
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join("a.toml"), &bytes).expect("a file can be written");
        let loaded = load_folder(folder.path()).expect("there is a file in it");

        let text = String::from_utf8_lossy(&bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        for finding in &loaded.diagnostics {
            assert_inside(finding, text);
            finding.write(&mut std::io::sink()).expect("a sink takes everything");
        }
        let places: Vec<_> = loaded.diagnostics.iter().map(|finding| (finding.line, finding.column)).collect();
        prop_assert!(places.is_sorted());
        let errors = loaded.diagnostics.iter().any(|finding| finding.severity == Severity::Error);
        prop_assert_eq!(loaded.atlas.is_none(), errors);
    }
}
