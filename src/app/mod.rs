//! The explorer without a terminal: its state, and how each message changes it.
//!
//! [`update`] changes the [`State`] for a [`Message`] and returns [`Effect`]s. The state consists of the inputs of
//! pages ([`Model`]), the places visited ([`Browse`]), the open review ([`ReviewState`]) and at most one [`Layer`]
//! above the panes, which replies to events with commands for `update`.

mod browse;
mod command;
mod effect;
mod history;
mod layer;
mod message;
mod model;
mod pending_query;
mod review;
mod situation;
mod state;
mod text_input;
mod update;
mod useful;

pub use browse::find::PageRow;
pub use browse::index::{IndexList, IndexRow};
pub use browse::layout::{Area, Arrangement, GUTTER, Layout, LayoutPreferences, MIN_SCREEN, PaneArea, Sides, Size};
pub use browse::marks::{Marks, PlaceMark};
pub use browse::matrix::{CellSize, MatrixAreas, MatrixState, TWO_NAMES};
pub use browse::pane::PaneState;
pub use browse::preview::{Preview, PreviewRequest};
pub use browse::scroll::ScrollRegion;
pub use browse::selection::Selection;
pub use browse::table_orders::TableOrders;
pub use browse::tabs::{TAB_LINE, Tab, part_title, tabs};
pub use browse::trail::{Trail, TrailEntry, Visit, outline};
pub use browse::view::View;
pub use browse::{Browse, Playback, Searched};
pub use command::{HintTarget, StateCommand};
pub use effect::{Copied, Effect, Passage, ReviewRequest, ReviewScope, SearchQuestion, TrailSaveMode, TrailSnapshot};
pub use history::{Histories, History, LineKind};
pub use layer::Layer;
pub use layer::behavior::{LayerAreas, LayerContext, LayerReply};
pub use layer::bulk_verdict::BulkVerdictItem;
pub use layer::choice::{ChoiceDialog, ChoiceLayout};
pub use layer::diagnostics::DiagnosticItem;
pub use layer::help::{Help, help_height};
pub use layer::letters::{Hint, Hints, Letters};
pub use layer::list::{ListAreas, ListState, PickerRow, PickerView};
pub use layer::palette::PaletteItem;
pub use layer::picker::{Picker, PickerItem};
pub use layer::prompt::{Prompt, PromptPurpose};
pub use layer::search::{Completing, Search, SearchAreas};
pub use layer::search_entry::SearchEntry;
pub use message::{Message, Recorded, SearchAnswer, TrailEvent};
pub use model::Model;
pub use review::panel::{DIGITS, Panel, PanelRow, places};
pub use review::question::{VerdictAnswer, VerdictQuestion};
pub use review::state::{ReviewState, Unsaved, time_spent};
pub use review::verdict_panel;
pub use state::{Context, DragTarget, Start, State, StatusLine};
pub use text_input::TextInput;
pub use update::{refresh, reload, set_reviews, update};
