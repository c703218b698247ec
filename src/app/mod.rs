//! The explorer without a terminal: its state, and how each thing that happens changes it.

mod arrange;
mod compare;
mod copy;
mod drag;
mod edit;
mod faults;
mod go;
mod help;
mod hints;
mod history;
mod index;
mod input;
mod journey;
mod kept;
mod layout;
mod list;
mod marks;
mod matrix;
mod message;
mod motion;
mod palette;
mod pane;
mod people;
mod pointer;
mod renew;
mod review;
mod search;
mod state;
mod tabs;
mod trail;
mod update;
mod view;

pub use drag::Held;
pub use faults::{FaultAreas, FaultEntry, Faults};
pub use help::{Help, help_height};
pub use hints::{Hint, HintTarget, Hints};
pub use history::{Histories, History};
pub use index::{Index, IndexRow};
pub use input::Input;
pub use journey::{Journey, JourneyEntry};
pub use kept::{KeptTrail, Prompt, TrailEntry, TrailList};
pub use layout::{Area, Arrangement, GUTTER, Layout, PaneArea, Preferences, SMALLEST, Sides, Size};
pub use list::{ListAreas, ListState};
pub use marks::{Mark, MarkPrompt, Marks};
pub use matrix::{CellSize, MatrixAreas, MatrixState, matrix_areas};
pub use message::{Copied, Effect, Message, Passage, Question};
pub use palette::{Choice, Palette, PaletteEntry};
pub use pane::PaneState;
pub use renew::renew;
pub use review::{
    Ask, Asked, Begin, BeginEntry, Desk, Dialog, Of, Panel, PanelRow, Pick, Picked, Unsaved, Wish, set_reviews,
    standing, time_spent,
};
pub use search::{Completing, Found, Search, SearchAreas, Searched};
pub use state::{Context, Overlay, State};
pub use tabs::{Tab, tabs};
pub use trail::{Trail, TrailLine, Visit, outline};
pub use update::update;
pub use view::View;
