//! Layers: dialogs and lists above the panes, of which at most one is open.
//!
//! A layer reads the rest of the state but changes only itself; for any other change it replies with a command. To add
//! a list, implement [`picker::PickerItem`] in a separate file, add a row to the table below, and open the list in
//! `app/update/layers.rs`.

pub(super) mod accept;
pub(super) mod behavior;
pub(super) mod bulk_verdict;
pub(super) mod choice;
pub(super) mod diagnostics;
pub(super) mod help;
pub(super) mod letters;
pub(super) mod list;
pub(super) mod palette;
pub(super) mod picker;
pub(super) mod portfolios;
pub(super) mod prompt;
pub(super) mod queue;
pub(super) mod saved_trails;
pub(super) mod search;
pub(super) mod search_entry;
pub(super) mod start_review;
pub(super) mod trail;

use accept::AcceptItem;
use behavior::LayerBehavior;
use bulk_verdict::BulkVerdictItem;
use choice::ChoiceDialog;
use diagnostics::DiagnosticItem;
use help::Help;
use letters::Letters;
use palette::PaletteItem;
use picker::Picker;
use portfolios::PortfolioItem;
use prompt::Prompt;
use queue::QueueItem;
use saved_trails::SavedTrailItem;
use search::Search;
use start_review::ReviewItem;
use trail::TrailItem;

macro_rules! layers {
    ($($(#[$doc:meta])* $layer:ident($state:ty),)*) => {
        /// View above the panes that receives keys before the panes.
        #[derive(Clone, Debug)]
        pub enum Layer {
            $($(#[$doc])* $layer($state),)*
        }

        impl Layer {
            /// Returns the behaviour of the layer.
            pub(super) fn behavior(&self) -> &dyn LayerBehavior {
                match self {
                    $(Self::$layer(layer) => layer,)*
                }
            }

            /// Returns the behaviour of the layer for handling an event.
            pub(super) fn behavior_mut(&mut self) -> &mut dyn LayerBehavior {
                match self {
                    $(Self::$layer(layer) => layer,)*
                }
            }
        }
    };
}

layers! {
    /// The search.
    Search(Search),
    /// The help.
    Help(Help),
    /// Letters that follow visible links, or the letter of a saved place.
    Letters(Letters),
    /// The palette of actions and places.
    Palette(Picker<PaletteItem>),
    /// The list of the places on the trail, to go to one.
    Trail(Picker<TrailItem>),
    /// The list of the saved trails, to reopen one.
    SavedTrails(Picker<SavedTrailItem>),
    /// The list of the portfolios, to load one.
    Portfolios(Picker<PortfolioItem>),
    /// The list of errors and warnings in the files of the atlas.
    Diagnostics(Picker<DiagnosticItem>),
    /// The list of reviews to start or resume.
    StartReview(Picker<ReviewItem>),
    /// Verdicts to record on all selected rows.
    BulkVerdict(Picker<BulkVerdictItem>),
    /// The cards of the queue.
    Queue(Picker<QueueItem>),
    /// The list of notes for accepting an inconsistency.
    Accept(Picker<AcceptItem>),
    /// A prompt in which the user types a line.
    Prompt(Prompt),
    /// A dialog in which a part of a verdict is chosen by number.
    Choice(ChoiceDialog),
}

impl Layer {
    /// Returns the layer as a list with a filter line; `None` if it is of another kind.
    pub fn picker(&self) -> Option<list::PickerView<'_>> {
        self.behavior().picker()
    }
}
