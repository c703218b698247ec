//! Digests (hashes) of judged texts, which show later changes of a text.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// Digest of a text: the first half of its SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// Computes the digest of `text`.
    pub fn of(text: &str) -> Self {
        Self::of_parts([text])
    }

    /// Computes the digest of the concatenation of `parts`.
    pub(super) fn of_parts<const N: usize>(parts: [&str; N]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part.as_bytes());
        }
        let mut half = [0; 16];
        half.copy_from_slice(&hasher.finalize()[..16]);
        Self(half)
    }

    /// Returns the checksum of a journal line with this digest: the first eight hexadecimal digits.
    pub(super) fn checksum(self) -> String {
        let [a, b, c, d, ..] = self.0;
        format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Digest {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("`{}` is not a digest: expected 32 hexadecimal digits", crate::text::sanitize(text));
        if text.len() != 32 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(bad());
        }
        let mut bytes = [0; 16];
        for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| bad())?;
        }
        Ok(Self(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_first_half_of_sha_256() {
        // The example of FIPS 180-4 for the message "abc".
        assert_eq!(Digest::of("abc").to_string(), "ba7816bf8f01cfea414140de5dae2223");
    }

    #[test]
    fn a_digest_reads_back_as_written() {
        let digest = Digest::of("a text");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for text in ["", "ba78", "BA7816BF8F01CFEA414140DE5DAE2223", "zz7816bf8f01cfea414140de5dae2223"] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
