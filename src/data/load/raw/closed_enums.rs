//! The vocabularies that the program defines.

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
