//! The explorer without a terminal: its state, and how each thing that happens changes it.

mod arrange;
mod copy;
mod help;
mod hints;
mod index;
mod input;
mod journey;
mod layout;
mod list;
mod marks;
mod message;
mod motion;
mod palette;
mod pane;
mod people;
mod pointer;
mod search;
mod state;
mod tabs;
mod trail;
mod update;
mod view;

pub use help::Help;
pub use hints::{Hint, HintTarget, Hints};
pub use index::{Index, IndexRow};
pub use input::Input;
pub use journey::{Journey, JourneyEntry};
pub use layout::{Area, Arrangement, GUTTER, Layout, PaneArea, Preferences, SMALLEST, Sides, Size};
pub use list::{ListAreas, ListState};
pub use marks::{MarkPrompt, Marks};
pub use message::{Copied, Effect, Message, Question};
pub use palette::{Choice, Palette, PaletteEntry};
pub use pane::PaneState;
pub use search::{Completing, Found, Search, SearchAreas, Searched};
pub use state::{Context, Overlay, State};
pub use tabs::{Tab, tabs};
pub use trail::{Trail, TrailLine, Visit};
pub use update::update;
pub use view::View;

/// How many rows of the help are in sight on a screen of `size`.
pub fn help_height(size: Size) -> usize {
    usize::from(size.height.saturating_sub(6))
}
