//! Files on disk: configuration, state between runs, journals of reviewers, exports.
//!
//! Files are written atomically (module [`atomic`]), and under a lock if several instances of the program could write
//! at once. Reading never writes.

mod atlas_cache;
pub mod atomic;
pub mod config;
mod editor_file;
mod folders;
pub mod journal;
mod lock;
mod memory;
mod names;
mod portfolios;
mod state_file;
mod trails;
mod visits;

pub use atlas_cache::{AtlasCache, CacheKey, CachedAtlas, CachedFile};
pub use atomic::StoreError;
pub use editor_file::EditorFile;
pub use folders::Folders;
pub use memory::{Memory, MemoryFile, PanePosition, Panes, SavedMark, SavedTableOrder};
pub use names::NameProblem;
pub use portfolios::PortfolioFile;
pub use state_file::{LoadedState, StateContents, StateFile};
pub use trails::{InvalidTrail, SaveMode, Saved, SavedStep, SavedTrail, TrailError, Trails};
pub use visits::{VisitedEdition, Visits, VisitsFile};
