//! The form in which subcommands print pages.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::document::Page;
use crate::export::{json, markdown, text};
use crate::model::Atlas;
use crate::ui::Symbols;

use super::{looks, output};

/// How pages are printed.
#[derive(Clone, Debug, Args)]
pub(super) struct Paper {
    /// The form of the page
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The columns that text may take [default: those of the terminal, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
}

/// The form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text, wrapped
    Text,
    /// GitHub-flavoured Markdown
    Markdown,
    /// One JSON object
    Json,
}

impl Paper {
    /// `page` in the form asked for.
    pub(super) fn print(&self, atlas: &Atlas, page: &Page) -> Result<String> {
        let is_terminal = output::is_terminal();
        // A file keeps every character, whatever the locale of the one who writes it.
        let symbols = if is_terminal { looks::symbols() } else { Symbols::Unicode };
        let style = text::Style {
            width: output::width(self.width),
            bold: is_terminal && !output::is_dumb(),
            hyperlinks: false,
        };
        Ok(match self.format {
            Format::Text => symbols.text(&text::page(page, style)).into_owned(),
            Format::Markdown => markdown::page(atlas, page),
            Format::Json => json::page(atlas, page)? + "\n",
        })
    }
}
