//! Seals: by what a file that was made for others is known again, and whether it is still as it was made. The last thing
//! in the file is a checksum of all that stands before it.

use std::fmt;
use std::io::{self, Write};

use crate::text::Fnv;

/// How the files of a form are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// What the first lines hold.
    pub mark: &'static str,
    /// What stands before the checksum.
    pub before: &'static str,
    /// What stands after it, at the end of the file.
    pub after: &'static str,
}

/// What tells whether bytes were changed: their number and a hash. It guards against accidents only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksum {
    length: u64,
    hash: Fnv,
}

impl Checksum {
    /// The checksum of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut checksum = Self::default();
        checksum.add(bytes);
        checksum
    }

    /// Takes in the bytes that follow.
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

/// Passes on what is written, and keeps its checksum.
pub(super) struct Sealed<'a, W> {
    out: &'a mut W,
    checksum: Checksum,
}

impl<W: Write> Write for Sealed<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.checksum.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes to `out` what `write` writes, and the `seal` after it.
///
/// # Errors
/// If `out` takes no more.
pub(super) fn sealed<W: Write>(
    out: &mut W,
    seal: &Seal,
    write: impl FnOnce(&mut Sealed<'_, W>) -> io::Result<()>,
) -> io::Result<()> {
    let mut sealed = Sealed { out, checksum: Checksum::default() };
    write(&mut sealed)?;
    sealed.write_all(seal.before.as_bytes())?;
    let Sealed { out, checksum } = sealed;
    write!(out, "{checksum}{}", seal.after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_length_and_the_hash() {
        assert_eq!(Checksum::of(b"foobar").to_string(), "6-85944171f73967e8");
    }

    #[test]
    fn the_seal_stands_after_what_it_is_of() {
        let mut out = Vec::new();
        let seal = Seal { mark: "f", before: "b", after: "." };
        sealed(&mut out, &seal, |out| out.write_all(b"foo").and_then(|()| out.write_all(b"ba"))).unwrap();
        // The checksum takes in what stands before it, so it is that of `foobab`.
        let expected = format!("foobab{}.", Checksum::of(b"foobab"));
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
