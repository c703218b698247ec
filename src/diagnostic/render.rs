//! Writes diagnostics as plain text, in the style of the Rust compiler.

use std::io::{self, Write};

use super::report::{Diagnostic, Excerpt};
use crate::text;

impl Diagnostic {
    /// Writes the diagnostic to `out`: its location and message, the source line with the problem marked, and the
    /// advice.
    ///
    /// # Errors
    /// The errors of writing to `out`.
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
    /// Returns a line with carets below the marked characters of the excerpt.
    fn carets(&self) -> String {
        let at = |count: usize| self.text.char_indices().nth(count).map_or(self.text.len(), |(at, _)| at);
        let (start, end) = (at(self.start), at(self.start + self.length));
        let marked = text::width(&self.text[start..end]).max(1);
        format!("{}{}", " ".repeat(text::width(&self.text[..start])), "^".repeat(marked))
    }
}
