//! Numbers with so many digits after the point.

/// `value` with `digits` digits after the point. What rounds to nothing has no sign.
pub fn fixed(value: f64, digits: usize) -> String {
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
            assert_eq!(fixed(value, 3), expected);
        }
        assert_eq!(fixed(-0.4, 0), "0");
    }
}
