//! Places and pages: what can be shown, described once for every renderer. One file per kind of page.

mod block;
pub mod flow;
mod lens;
mod nearest;
mod place;

pub use block::{Badge, BadgeKind, Bar, Bars, Block, Fact, Heading, Inline, Item, Page, Part, Span, Target, Weight};
pub use lens::{Lens, PeopleOrder};
pub use place::{Kind, Place, UnknownPlace};
