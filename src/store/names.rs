//! Names of files, valid on all systems, for names that users give.

use std::fmt::Write;

/// Names that some systems reserve for devices, also with an extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
/// Maximum length of a file name in bytes: file systems allow 255, and writing adds a suffix.
const MAX_LENGTH: usize = 200;

/// Reason why a name cannot become a file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// The name is blank.
    #[error("it is empty")]
    Empty,
    /// The name is too long for a file name.
    #[error("it is too long")]
    TooLong,
}

/// Returns the name of a file, without extension, for a name that the user has given.
pub(super) fn file_stem(name: &str) -> Result<String, NameProblem> {
    let stem = encode(name);
    match (name.trim().is_empty(), stem.len() > MAX_LENGTH) {
        (true, _) => Err(NameProblem::Empty),
        (false, true) => Err(NameProblem::TooLong),
        (false, false) => Ok(stem),
    }
}

/// Encodes `name` as a name of a file that is valid on all systems. All characters except lower-case letters, digits,
/// `-` and `_` are percent-encoded, so two names never share a file, even if the system ignores case.
pub(super) fn encode(name: &str) -> String {
    let device = DEVICES.iter().any(|device| {
        let rest = name.strip_prefix(device);
        rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    });
    let mut encoded = String::new();
    for (at, byte) in name.bytes().enumerate() {
        if matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_') && !(device && at == 0) {
            encoded.push(char::from(byte));
        } else {
            // An error is ignored, because writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02x}");
        }
    }
    encoded
}

/// Returns the name that [`encode`] has encoded as `stem`; `None` if `stem` is no such result.
pub(super) fn decode(stem: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = stem.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok().filter(|name| encode(name) == stem)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn devices_have_other_names_and_other_spellings_name_nothing() {
        for name in ["con", "com1", "lpt9", "aux", "nul"] {
            let stem = encode(name);
            assert!(stem.starts_with('%') && decode(&stem).as_deref() == Some(name), "{stem}");
            assert_eq!(decode(name), None, "{name} is never written");
        }
        assert_eq!((encode("contra").as_str(), encode("com1x").as_str()), ("contra", "com1x"));
        for stem in ["a%62", "A", "%6", "%zz", "%ff", "%C3%A9"] {
            assert_eq!(decode(stem), None, "{stem}");
        }
    }

    proptest! {
        #[test]
        fn file_names_tell_the_name(name in ".{0,30}") {
            let stem = encode(&name);
            prop_assert_eq!(decode(&stem), Some(name));
            prop_assert!(stem.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b"-_%".contains(&b)));
        }
    }
}
