//! Marks and footers of exported files. They show that this program wrote the file and that nobody has changed it
//! since, so that a new export may replace it. The footer has a checksum of everything before it.

use std::fmt;
use std::io::{self, Write};

use crate::text::Fnv;

/// Texts that mark a file of one format as exported by this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportFooter {
    /// Text in one of the first lines of the file.
    pub mark: &'static str,
    /// Text between the content and the checksum.
    pub before: &'static str,
    /// Text after the checksum, at the end of the file.
    pub after: &'static str,
}

/// Length of some bytes, and their hash. The checksum detects changes by accident; it does not protect against attacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    length: u64,
    hash: Fnv,
}

impl Checksum {
    /// Returns the checksum of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut checksum = Self::default();
        checksum.add(bytes);
        checksum
    }

    /// Adds `bytes` after those that have been added before.
    pub fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.hash = self.hash.with(bytes.iter().copied());
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.length, self.hash.get())
    }
}

/// Writer that computes the checksum of the bytes written to it.
pub(super) struct ChecksumWriter<'a, W> {
    out: &'a mut W,
    checksum: Checksum,
}

impl<W: Write> Write for ChecksumWriter<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.checksum.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes the content to `out` by a call of `write`, and then the footer with the checksum of the content.
///
/// # Errors
/// If `out` cannot be written to.
pub(super) fn with_footer<W: Write>(
    out: &mut W,
    footer: &ExportFooter,
    write: impl FnOnce(&mut ChecksumWriter<'_, W>) -> io::Result<()>,
) -> io::Result<()> {
    let mut summed = ChecksumWriter { out, checksum: Checksum::default() };
    write(&mut summed)?;
    summed.write_all(footer.before.as_bytes())?;
    let ChecksumWriter { out, checksum } = summed;
    write!(out, "{checksum}{}", footer.after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_length_and_the_hash() {
        assert_eq!(Checksum::of(b"foobar").to_string(), "6-85944171f73967e8");
    }

    #[test]
    fn the_footer_is_after_the_content() {
        let mut out = Vec::new();
        let footer = ExportFooter { mark: "f", before: "b", after: "." };
        with_footer(&mut out, &footer, |out| out.write_all(b"foo").and_then(|()| out.write_all(b"ba"))).unwrap();
        // The checksum also covers the text before it, here `foobab`.
        let expected = format!("foobab{}.", Checksum::of(b"foobab"));
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
