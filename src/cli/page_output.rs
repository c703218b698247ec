//! Printing of pages in a format, width and style.

use std::ops::RangeInclusive;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::document::Page;
use crate::export::{html, json, markdown, text};
use crate::model::Atlas;
use crate::place::Place;
use crate::runtime::ColourChoice;
use crate::ui::Symbols;

use super::{appearance, context::CliContext, exit::DONE, output};

/// Maximum width of text, in columns.
const MAX_WIDTH: usize = 65_535;

/// Options of subcommands that print pages.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct PageOutput {
    /// The format of a page
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: PageFormat,
    /// The width of text in columns [default: that of the terminal, else 80]
    #[arg(long, value_name = "N", value_parser = whole_number(1..=MAX_WIDTH))]
    width: Option<usize>,
}

/// Returns the parser of an integer in `range`. A number that is too large for `usize` is read as the largest one.
pub(super) fn whole_number(range: RangeInclusive<usize>) -> impl Fn(&str) -> Result<usize, String> + Clone {
    move |text| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_number.then(|| text.parse().unwrap_or(usize::MAX));
        number.filter(|number| range.contains(number)).ok_or_else(|| match *range.end() {
            usize::MAX => format!("expected a whole number from {}", range.start()),
            max => format!("expected a whole number from {} to {max}", range.start()),
        })
    }
}

/// The formats of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// Wrapped text
    #[default]
    Text,
    /// GitHub-flavoured Markdown
    Markdown,
    /// An HTML document that loads nothing else
    Html,
    /// A JSON object on one line
    Json,
}

impl PageOutput {
    /// Returns `page` in this format, with hyperlinks if `hyperlinks` is set and the format is text.
    pub(super) fn format(self, context: &CliContext, atlas: &Atlas, page: &Page, hyperlinks: bool) -> Result<String> {
        let is_terminal = output::is_terminal();
        let is_capable = is_terminal && !output::is_dumb();
        // A file may contain all symbols, whatever the user's locale is.
        let symbols = if is_terminal { appearance::symbols() } else { Symbols::Unicode };
        let bold = match context.args.appearance.color {
            ColourChoice::Auto => is_capable,
            ColourChoice::Always => true,
            ColourChoice::Never => false,
        };
        let style = text::Style { width: output::width(self.width), bold, hyperlinks };
        Ok(match self.format {
            PageFormat::Text => symbols.text(&text::page(page, style)).into_owned(),
            PageFormat::Markdown => markdown::page(atlas, page),
            PageFormat::Html => html::document(page, language(atlas, page)),
            PageFormat::Json => output::escape_json(&json::page(atlas, page)?).into_owned() + "\n",
        })
    }

    /// Prints `page` in this format. Returns the exit code.
    pub(super) fn print(self, context: &CliContext, atlas: &Atlas, page: &Page) -> Result<u8> {
        let text = self.format(context, atlas, page, false)?;
        output::print(|out| Ok(std::io::Write::write_all(out, text.as_bytes())?))?;
        Ok(DONE)
    }
}

/// Returns the language tag of a page: English for a chapter of the manual, else the language of the atlas.
fn language<'a>(atlas: &'a Atlas, page: &Page) -> &'a str {
    match page.place {
        Some(Place::Topic(_)) => "en",
        _ => atlas.about.language_tag(),
    }
}
