//! stratlas: a terminal explorer of a graph of strategies and of people with their documented positions on them.
//!
//! # What flows through it
//!
//! ```text
//! TOML files -> data (parse, resolve, diagnostics) -> model::Atlas -> graph::Graph (relations, indexes)
//!     -> page (one builder per view) -> document -> ui (terminal)
//!                                                -> export (text, Markdown, JSON, HTML)
//! terminal -> runtime::input -> runtime::session (keymap) -> action -> app::update -> effects -> runtime::effects
//!     -> one frame by ui
//! ```
//!
//! A view is described once, as a [`document::Page`], and every renderer (terminal and export) draws that page.
//!
//! # Modules
//!
//! A module imports only modules above it in this table, and of these only those in its row of
//! `tests/architecture/rooms.rs`, which a test enforces.
//!
//! | module | contents |
//! |---|---|
//! | [`text`] | display width, sanitizing, case and accent folding, closest match, number formats |
//! | [`model`] | ids, vocabulary, strategies, people, positions: the atlas with every reference resolved |
//! | [`place`] | the address of everything that can be shown, written and parsed |
//! | [`diagnostic`] | errors and warnings with file, line and column; the TOML reader and its schemas |
//! | `record` | one description of every record, as a visitor of keys and values |
//! | [`data`] | loading, overlays, writing and importing atlases; the embedded atlas |
//! | [`graph`] | relations and their mechanisms, people by strategy, portfolios, paths, differences |
//! | [`review`] | verdicts, sessions, queues, agreement and statistics, without files or a clock |
//! | [`search`] | query grammar, index, matching and ranking |
//! | [`document`] | the block model of a page and its layout into rows of a width, without colours |
//! | [`page`] | one file per view: what a place shows |
//! | [`export`] | pages and records as text, Markdown, JSON, HTML, CSV, graph formats and note vaults |
//! | [`action`], [`keymap`] | everything a user can ask for, and the keys that lead to it |
//! | [`app`] | the explorer without a terminal: messages change its state, effects come out |
//! | [`ui`] | drawing the state with ratatui; themes |
//! | [`store`] | configuration, journals, trails and state on disk: files are replaced atomically, journals are appended to |
//! | [`runtime`] | the terminal, threads, file watching and the clock; carries the effects out |
//! | [`cli`] | the command line |
//!
//! # Where to start
//!
//! - **A new view**: a file in `page/` with `build(context)`, its arm in `page/mod.rs`, a row in the table of
//!   `place/overview.rs`, a key in `keymap/default.toml` (other presets inherit it). A view that reads everyone is also
//!   listed in `page/size.rs`. A view with a parameter needs a variant of [`place::Place`] too.
//! - **A new field of a record**: `model/`, `data/load/raw/`, the conversion (`data/load/resolve/`; for people
//!   `data/load/people/packed.rs`), `record/` (in the order of the raw form), `data/example/`, the page. Search, exports
//!   and differences follow the record; imports and CSV headers follow the raw form; the columns of `list` are in
//!   `cli/list/record.rs`.
//! - **A new action**: a row in `action/table.rs`, a key in each of `keymap/*.toml`, and its handling: in
//!   `app/review/mod.rs` for an action on a review card; in `app/layer/` and `app/update/layers.rs` (`open`) for one that
//!   opens a list or a prompt; otherwise in `app/update/panes.rs`.
//! - **A new export format**: a file in `export/`, and in `cli/export.rs` a variant of `Format` with its arms. Formats of
//!   a page are in `cli/page_output.rs`.
//! - **A new setting**: a row in `store/config/settings.rs`, a field of `Config`, the chapter on configuration, and the
//!   code that uses the setting.
//! - **A notice**: search for its text; nearly all are written in `app/`.
//! - **A line of a journal**: its form in `review/line.rs`, its checks in `cli/review/examine.rs`.
//! - **A rule of the graph**: `graph/`; the reason why two strategies relate is decided in `graph/mechanism.rs`.

pub mod action;
pub mod app;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod graph;
pub mod keymap;
pub mod model;
pub mod page;
pub mod place;
pub mod record;
pub mod review;
pub mod runtime;
pub mod search;
pub mod store;
pub mod text;
pub mod ui;
