//! Diagnostics as plain text, in the style of rustc.

use std::io::{self, Write};

use super::report::{Diagnostic, Excerpt};
use crate::text;

impl Diagnostic {
    /// Writes the location and the message, the source line with the problem marked, and the help.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Self { severity, code, file, line, column, message, .. } = self;
        writeln!(out, "{}[{}]: {file}:{line}:{column}: {message}", severity.as_str(), code.as_str())?;
        let number = line.to_string();
        let margin = " ".repeat(number.len());
        if let Some(excerpt) = &self.excerpt {
            writeln!(out, "{margin} |")?;
            writeln!(out, "{number} | {}", excerpt.text.trim_end())?;
            writeln!(out, "{margin} | {}", excerpt.carets())?;
        }
        for (label, text) in [("help", &self.help), ("note", &self.note)] {
            if let Some(text) = text {
                writeln!(out, "{margin} = {label}: {text}")?;
            }
        }
        Ok(())
    }
}

impl Excerpt {
    /// Returns the line of carets below the marked characters.
    fn carets(&self) -> String {
        let at = |count: usize| self.text.char_indices().nth(count).map_or(self.text.len(), |(at, _)| at);
        let (start, end) = (at(self.start), at(self.start + self.length));
        let marked = text::width(&self.text[start..end]).max(1);
        format!("{}{}", " ".repeat(text::width(&self.text[..start])), "^".repeat(marked))
    }
}
