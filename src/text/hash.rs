//! Hash functions for data stored on disk. Unlike the hash of the standard library, they give the same result in every
//! build. They protect against accidents, not against intent.

/// State of the FNV-1a hash of 64 bits (Fowler, Noll and Vo).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Returns the hash of the bytes so far, followed by `bytes`.
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

/// Factor of the checksum. It is odd, so that multiplying by it loses no information.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Returns a checksum of `bytes`, computed from eight bytes at a time, so that it is fast for files of many megabytes.
/// Any change that affects only one of these groups of eight bytes changes the checksum.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    // There are four independent sums, so that a step does not have to wait for the step before it.
    let mut lanes: [u64; 4] = [1, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let sum = lanes.into_iter().fold(bytes.len() as u64, mix);
    Fnv(sum).with(rest.iter().copied()).get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_changes_with_every_bit_and_with_the_length() {
        let bytes: Vec<u8> = (0..100).collect();
        let whole = checksum(&bytes);
        for at in 0..8 * bytes.len() {
            let mut changed = bytes.clone();
            changed[at / 8] ^= 1 << (at % 8);
            assert_ne!(checksum(&changed), whole, "bit {at}");
        }
        let of_zeros: std::collections::HashSet<u64> = (0..100).map(|length| checksum(&vec![0; length])).collect();
        assert_eq!(of_zeros.len(), 100);
    }

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
