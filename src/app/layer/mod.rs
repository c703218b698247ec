//! The layers: what can be open above the panes, at most one at a time.
//!
//! A layer looks at the rest of the state but changes only itself; what else is to happen it replies as a command. To
//! add a list, implement [`picker::PickerItem`] in a file of its own and add a row to the table below.

pub(super) mod behavior;
pub(super) mod choice;
pub(super) mod diagnostics;
pub(super) mod help;
pub(super) mod hints;
pub(super) mod list;
pub(super) mod mark;
pub(super) mod palette;
pub(super) mod picker;
pub(super) mod portfolios;
pub(super) mod prompt;
pub(super) mod saved_trails;
pub(super) mod search;
pub(super) mod start_review;
pub(super) mod trail;

use behavior::LayerBehavior;
use choice::ChoiceDialog;
use diagnostics::DiagnosticItem;
use help::Help;
use hints::Hints;
use mark::MarkPrompt;
use palette::PaletteItem;
use picker::Picker;
use portfolios::PortfolioItem;
use prompt::Prompt;
use saved_trails::SavedTrailItem;
use search::Search;
use start_review::ReviewItem;
use trail::TrailItem;

macro_rules! layers {
    ($($(#[$doc:meta])* $layer:ident($state:ty),)*) => {
        /// What is open above the panes and takes keys first.
        #[derive(Clone, Debug)]
        pub enum Layer {
            $($(#[$doc])* $layer($state),)*
        }

        impl Layer {
            /// What it does.
            pub(super) fn behavior(&self) -> &dyn LayerBehavior {
                match self {
                    $(Self::$layer(layer) => layer,)*
                }
            }

            /// What it does, to have it done.
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
    /// Letters on links.
    Hints(Hints),
    /// A mark that waits for its letter.
    Mark(MarkPrompt),
    /// Actions and places.
    Palette(Picker<PaletteItem>),
    /// The places of the trail.
    Trail(Picker<TrailItem>),
    /// The saved trails.
    SavedTrails(Picker<SavedTrailItem>),
    /// The portfolios.
    Portfolios(Picker<PortfolioItem>),
    /// What is wrong with the files of the atlas.
    Diagnostics(Picker<DiagnosticItem>),
    /// What can be reviewed.
    StartReview(Picker<ReviewItem>),
    /// A line that is typed.
    Prompt(Prompt),
    /// A part of a verdict that is chosen.
    Choice(ChoiceDialog),
}

impl Layer {
    /// Its list with a line above it, if that is what it is.
    pub fn picker(&self) -> Option<list::PickerView<'_>> {
        self.behavior().picker()
    }
}
