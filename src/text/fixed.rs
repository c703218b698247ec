//! Numbers with a fixed number of decimals.

/// Formats `value` with `digits` decimals. A value that is rounded to zero has no sign.
pub fn format_fixed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_sign() {
        let cases = [(-0.0, "0.000"), (-0.0004, "0.000"), (-0.0006, "-0.001"), (0.0, "0.000"), (-1.5, "-1.500")];
        for (value, expected) in cases {
            assert_eq!(format_fixed(value, 3), expected);
        }
        assert_eq!(format_fixed(-0.4, 0), "0");
    }
}
