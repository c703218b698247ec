//! The difference of two texts, word by word.

use similar::{ChangeTag, TextDiff};

/// A stretch of text that both have, or only one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the older.
    Removed(String),
    /// Only in the newer.
    Added(String),
}

/// What leads from `older` to `newer`: both can be put together again from the pieces.
pub fn difference(older: &str, newer: &str) -> Vec<Piece> {
    let compared = TextDiff::from_unicode_words(older, newer);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in compared.iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(last)))
            | (ChangeTag::Delete, Some(Piece::Removed(last)))
            | (ChangeTag::Insert, Some(Piece::Added(last))) => last.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Removed(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::Added(text.to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_changed_are_told() {
        let same = |text: &str| Piece::Same(text.to_owned());
        let pieces = difference("A pause helps.\n", "A long pause hurts.\n");
        let expected = [
            same("A "),
            Piece::Added("long ".to_owned()),
            same("pause "),
            Piece::Removed("helps".to_owned()),
            Piece::Added("hurts".to_owned()),
            same(".\n"),
        ];
        assert_eq!(pieces, expected);
    }

    proptest! {
        #[test]
        fn both_texts_follow_from_the_pieces(older in "[ab \n.é]{0,40}", newer in "[ab \n.é]{0,40}") {
            let (mut first, mut second) = (String::new(), String::new());
            for piece in difference(&older, &newer) {
                match piece {
                    Piece::Same(text) => { first.push_str(&text); second.push_str(&text); }
                    Piece::Removed(text) => first.push_str(&text),
                    Piece::Added(text) => second.push_str(&text),
                }
            }
            prop_assert_eq!((first, second), (older, newer));
        }
    }
}
