//! What is kept on disk: the configuration, what the program remembers between runs, and the journals of reviewers.
//! Written whole or not at all, and under a lock where two programs could write at once.

pub mod config;
mod files;
mod folders;
mod fresh;
pub mod journal;
mod memory;
mod names;
mod portfolios;
mod publish;
mod sheet;
mod trails;
mod visits;

pub use files::StoreError;
pub use folders::Folders;
pub use fresh::{FreshError, fresh_folder, put_text, vacant};
pub use memory::{AtHand, Mark, Memory, MemoryFile, Panes, Read, Stand};
pub use portfolios::PortfolioFile;
pub use publish::{PublishError, PublishedFolder, publish_file};
pub use sheet::Sheet;
pub use trails::{BadTrail, SavedTrail, Step, TrailError, Trails};
pub use visits::{VisitedEdition, VisitsFile};
