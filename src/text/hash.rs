//! Hash for data stored on disk. Unlike the hash of the standard library, it is the same in every build. It protects
//! against accidents, not against intent.

/// FNV-1a hash of 64 bits (Fowler, Noll and Vo).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Returns the hash of the input so far followed by `bytes`.
    #[must_use]
    pub fn with(self, bytes: impl IntoIterator<Item = u8>) -> Self {
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(bytes.into_iter().fold(self.0, step))
    }

    /// Returns the value of the hash.
    pub fn get(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // Test vectors published by the authors of FNV.
        let hash = |text: &str| Fnv::default().with(text.bytes()).get();
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(Fnv::default().with(*b"foo").with(*b"bar").get(), hash("foobar"));
    }
}
