//! Printing pages: format, width, style.

use anyhow::Result;
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};

use crate::document::Page;
use crate::export::{json, markdown, text};
use crate::model::Atlas;
use crate::runtime::ColourChoice;
use crate::ui::Symbols;

use super::{appearance, context::CliContext, exit::DONE, output};

/// Options of subcommands that print pages.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct PageOutput {
    /// The format of a page
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: PageFormat,
    /// The width of text in columns [default: that of the terminal, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    width: Option<u16>,
}

/// The parser of a number of records to print.
pub(super) fn at_least_one() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..)
}

/// The formats of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// Wrapped text
    #[default]
    Text,
    /// GitHub-flavoured Markdown
    Markdown,
    /// A JSON object on one line
    Json,
}

impl PageOutput {
    /// Formats `page`; only text can have `hyperlinks`.
    pub(super) fn format(self, context: &CliContext, atlas: &Atlas, page: &Page, hyperlinks: bool) -> Result<String> {
        let is_terminal = output::is_terminal();
        // A file gets every character, whatever the locale of the user who writes it.
        let symbols = if is_terminal { appearance::symbols() } else { Symbols::Unicode };
        let bold = match context.args.appearance.color {
            ColourChoice::Auto => is_terminal && !output::is_dumb(),
            ColourChoice::Always => true,
            ColourChoice::Never => false,
        };
        let style = text::Style { width: output::width(self.width), bold, hyperlinks };
        Ok(match self.format {
            PageFormat::Text => symbols.text(&text::page(page, style)).into_owned(),
            PageFormat::Markdown => markdown::page(atlas, page),
            PageFormat::Json => json::page(atlas, page)? + "\n",
        })
    }

    /// Prints `page`.
    pub(super) fn print(self, context: &CliContext, atlas: &Atlas, page: &Page) -> Result<u8> {
        let text = self.format(context, atlas, page, false)?;
        output::print(|out| Ok(std::io::Write::write_all(out, text.as_bytes())?))?;
        Ok(DONE)
    }
}
