//! What the explorer is started with, and which of that can change while it runs.

use std::fmt;
use std::path::PathBuf;

use crate::app::Preferences;
use crate::keymap::Keymap;
use crate::model::{CurrentPortfolio, SavedPortfolio, UserPortfolios};
use crate::place::Place;
use crate::store::config::{Config, Widths};
use crate::store::{Memory, MemoryFile, PortfolioFile, Trails, VisitsFile};

use super::{Appearance, AtlasSource, Reviewing, FilesStamp};

/// What the explorer takes from the configuration.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The keys.
    pub keymap: Keymap,
    /// The looks.
    pub appearance: Appearance,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether anything on screen may move by itself.
    pub motion: bool,
    /// By how much panes are wider than usual at first.
    pub widths: Widths,
    /// The command that opens addresses, word by word; empty for that of the platform.
    pub browser: Vec<String>,
    /// The command that edits files, word by word; empty for that of the environment.
    pub editor: Vec<String>,
    /// The folder of the atlas; the one that comes with the program has none.
    pub atlas: Option<PathBuf>,
}

/// Makes settings of the configuration, or says in a line why not.
pub type LoadSettings = Box<dyn FnMut() -> Result<Settings, String> + Send>;

/// How settings are made again when the configuration has changed.
pub struct Reload {
    /// The files and folders that they are made of.
    pub paths: Vec<PathBuf>,
    /// What these looked like when the settings were made.
    pub stamp: FilesStamp,
    /// Makes the settings.
    pub load: LoadSettings,
}

impl fmt::Debug for Reload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reload").field("paths", &self.paths).finish_non_exhaustive()
    }
}

/// What is remembered of earlier runs.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// What was read.
    pub memory: Memory,
    /// What there is to tell of reading it.
    pub notice: Option<String>,
    /// Where to keep what this run leaves behind.
    pub file: Option<MemoryFile>,
    /// Where trails are kept.
    pub trails: Option<Trails>,
    /// The portfolios kept.
    pub own: Vec<SavedPortfolio>,
    /// Where to keep those of this run.
    pub portfolios: Option<PortfolioFile>,
    /// Where visited editions of atlases are remembered.
    pub visits: Option<VisitsFile>,
}

/// What the explorer is started with.
#[derive(Debug)]
pub struct Start {
    /// Where it starts.
    pub place: Place,
    /// The settings.
    pub settings: Settings,
    /// The words that start this program with the same atlas.
    pub program: Vec<String>,
    /// What is remembered of earlier runs.
    pub recall: Recall,
    /// Where the atlas comes from; `None` leaves it as it is.
    pub atlas: Option<AtlasSource>,
    /// How the settings are made again; `None` leaves them as they are.
    pub reload: Option<Reload>,
    /// What is known of reviews.
    pub reviewing: Reviewing,
}

impl From<Appearance> for Settings {
    /// These looks, and everything else as where nothing is configured.
    fn from(appearance: Appearance) -> Self {
        let Config { keymap, layout, browser, editor, atlas, behaviour, .. } = Config::default();
        Self {
            keymap,
            appearance,
            mouse: behaviour.mouse,
            motion: behaviour.motion,
            widths: layout,
            browser,
            editor,
            atlas,
        }
    }
}

impl Recall {
    /// The current portfolio, and those saved.
    pub fn portfolios(&self) -> UserPortfolios {
        let at_hand = self.memory.at_hand.clone().unwrap_or_default();
        let current = CurrentPortfolio { strategies: at_hand.strategies, saved_as: at_hand.kept_as };
        UserPortfolios { current, saved: self.own.clone() }
    }
}

impl Start {
    /// A start that remembers nothing, keeps nothing and watches nothing.
    pub fn new(place: Place, settings: Settings) -> Self {
        let (recall, reviewing) = (Recall::default(), Reviewing::default());
        Self { place, settings, program: Vec::new(), recall, atlas: None, reload: None, reviewing }
    }

    /// How the panes are arranged at first: as they were left, else as configured.
    pub(super) fn preferences(&self) -> Preferences {
        match &self.recall.memory.panes {
            Some(panes) => Preferences {
                zoom: panes.zoomed,
                hide_index: panes.hide_index,
                hide_sides: panes.hide_sides,
                index: panes.index,
                sides: panes.sides,
            },
            None => {
                let Widths { index, sides } = self.settings.widths;
                Preferences { index: index.unwrap_or(0), sides: sides.unwrap_or(0), ..Preferences::default() }
            }
        }
    }
}
