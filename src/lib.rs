//! stratlas: a terminal explorer of a graph of strategies and the people on the record for them.
//!
//! What flows through it: TOML files become a resolved [`model::Atlas`], the atlas a [`graph::Graph`], the graph
//! [`document::Page`]s, and every renderer draws the same pages.

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
