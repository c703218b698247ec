//! Built-in themes. They have the same format as themes of users, so that users can start from a copy.

use super::load::{Draft, read, read_base};

/// Source of the theme from which all other themes inherit.
const BASE: &str = include_str!("built_in/base.toml");

/// Name and source of each built-in theme. The themes that need more than sixteen colours come first.
const THEMES: [(&str, &str); 7] = [
    ("dark", include_str!("built_in/dark.toml")),
    ("light", include_str!("built_in/light.toml")),
    ("colour-blind", include_str!("built_in/colour-blind.toml")),
    ("colour-blind-light", include_str!("built_in/colour-blind-light.toml")),
    ("high-contrast", include_str!("built_in/high-contrast.toml")),
    ("terminal", include_str!("built_in/terminal.toml")),
    ("monochrome", include_str!("built_in/monochrome.toml")),
];
/// Number of themes that need more than sixteen colours.
const RICH_THEMES: usize = 4;

/// Returns the names of the built-in themes.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|(name, _)| *name)
}

/// Returns whether the theme called `name` needs more than sixteen colours.
pub(super) fn needs_more_than_sixteen(name: &str) -> bool {
    THEMES[..RICH_THEMES].iter().any(|(known, _)| *known == name)
}

/// Returns the theme from which all other themes inherit. A test ensures that the built-in files have no mistakes.
pub(super) fn base() -> Draft {
    read_base(BASE).0
}

/// Returns the built-in theme called `name` before its colours are resolved; `None` if there is none.
pub(super) fn draft(name: &str) -> Option<Draft> {
    source(name).map(|source| read(source).0)
}

/// Returns the source of the built-in theme called `name`; `None` if there is none.
pub(super) fn source(name: &str) -> Option<&'static str> {
    THEMES.iter().find(|(known, _)| *known == name).map(|(_, source)| *source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_theme_that_comes_with_the_program_has_a_fault() {
        assert_eq!(read_base(BASE).1, []);
        for (name, source) in THEMES {
            assert_eq!(read(source).1, [], "{name}");
        }
    }
}
