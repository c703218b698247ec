//! The table of rooms: which room may import which, which crates a room may name, and which rooms may touch the world.

/// The rooms, from the ground up, with the earlier rooms that each may import.
pub(crate) const ROOMS: &[(&str, &str)] = &[
    ("text", ""),
    ("diagnostic", "text"),
    ("model", ""),
    ("place", "model text"),
    ("record", "model text"),
    ("data", "model diagnostic record text"),
    ("graph", "model record text"),
    ("review", "model place graph text"),
    ("document", "model place text"),
    ("page", "model place graph review document text"),
    ("search", "model place record graph review text"),
    ("export", "model place diagnostic record data graph review document page search text"),
    ("action", "place"),
    ("keymap", "action diagnostic text"),
    ("store", "model review export action keymap diagnostic text"),
    ("app", "model diagnostic graph review search place document page action text"),
    ("ui", "model diagnostic graph review search place document page action keymap app text"),
    ("runtime", "model data diagnostic graph review search place document page export action keymap store app ui text"),
    (
        "cli",
        "model data diagnostic record store graph review place document page search export action keymap app ui runtime text",
    ),
];

/// The other crates that only some rooms may name.
pub(crate) const CRATES: &[(&str, &str)] = &[
    ("anyhow", "cli"),
    ("clap", "cli"),
    ("crossterm", "runtime cli"),
    ("directories", "data store cli"),
    ("fuzzy_matcher", "search"),
    ("getrandom", "store"),
    ("maud", "export"),
    ("memchr", "search store"),
    ("miniz_oxide", "data"),
    ("notify", "runtime"),
    ("open", "runtime"),
    ("postcard", "model data"),
    ("pulldown_cmark", "data page"),
    ("ratatui", "ui runtime"),
    ("rayon", "model data graph search store"),
    ("rustix", "store runtime"),
    ("sha2", "review"),
    ("saphyr_parser", "data"),
    ("serde_json", "data review store export cli"),
    ("signal_hook", "runtime"),
    ("similar", "graph"),
    ("tempfile", "store"),
    ("textwrap", "store document export cli"),
    ("toml", "diagnostic data keymap store ui"),
    ("toml_edit", "store"),
    ("toml_writer", "data store"),
];

/// The rooms that may touch files, standard streams, the environment and the clock.
pub(crate) const WORLDLY: [&str; 4] = ["data", "store", "runtime", "cli"];

/// Whether `words`, which are separated by blanks, have `word` among them.
pub(crate) fn lists(words: &str, word: &str) -> bool {
    words.split(' ').any(|listed| listed == word)
}
