//! The words that fields of raw records can have where the program, not the atlas, defines the choice.

use crate::diagnostic::ClosedEnum;
use crate::model::{Fidelity, Medium, Pull, RelationKind, Side, Stance};

macro_rules! closed {
    ($($type:ident),*) => {$(
        impl ClosedEnum for $type {
            const WORDS: &'static [Self] = &Self::ALL;

            fn word(self) -> &'static str {
                self.as_str()
            }
        }
    )*};
}
closed!(Fidelity, Medium, Pull, RelationKind, Side, Stance);
