//! A small atlas with comments, from which users can start their own. A test ensures that it shows every field.

use super::write::TextFile;

macro_rules! files {
    ($($path:literal),* $(,)?) => { &[$(($path, include_str!(concat!("example/", $path)))),*] };
}

/// Paths and texts of the files of the example.
const FILES: &[(&str, &str)] = files![
    "atlas.toml",
    "axes.toml",
    "identity.toml",
    "levers.toml",
    "mechanisms.toml",
    "people/a.toml",
    "portfolios.toml",
    "scenarios.toml",
    "strategies/acceleration.toml",
    "strategies/pause.toml",
    "tags.toml",
    "tiers.toml",
];

/// Returns the files of the example.
pub fn example() -> Vec<TextFile> {
    FILES.iter().map(|&(path, text)| TextFile { path: path.to_owned(), text: text.to_owned() }).collect()
}
