//! The command line through the real program, one file per subcommand or subject.
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod audit;
mod brief;
mod cache;
mod check;
#[path = "../support/command.rs"]
mod command;
mod command_line;
mod config;
mod context;
mod own_atlas;
mod path;
mod search;
mod show;
mod suggest;
