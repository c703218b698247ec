//! Options with which the explorer starts.

use crate::app::LayoutPreferences;
use crate::model::{SavedPortfolio, UserPortfolios};
use crate::place::Place;
use crate::store::config::{Config, Widths};
use crate::store::{Memory, MemoryFile, PortfolioFile, SavedTrail, Trails, VisitsFile};

use super::reload::AtlasSource;
use super::settings::{Settings, SettingsSource};

/// State from earlier runs, and the files that store it. A file is `None` if the folder for it is unknown.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// Contents of the file in `file`: marks, searches, layout and other state.
    pub memory: Memory,
    /// Message for the user about reading any of these files, if any.
    pub notice: Option<String>,
    /// File of the state in `memory`.
    pub file: Option<MemoryFile>,
    /// Folder of the saved trails.
    pub trails: Option<Trails>,
    /// Portfolios that the user has saved, read from the file in `portfolios`.
    pub own: Vec<SavedPortfolio>,
    /// File of the saved portfolios.
    pub portfolios: Option<PortfolioFile>,
    /// File with the edition of each atlas at the last visit.
    pub visits: Option<VisitsFile>,
}

impl Recall {
    /// Returns the current portfolio and the saved portfolios of the user.
    pub fn portfolios(&self) -> UserPortfolios {
        UserPortfolios { current: self.memory.current.clone().unwrap_or_default(), saved: self.own.clone() }
    }
}

/// Options with which the explorer starts.
pub struct StartOptions {
    /// Place to start at.
    pub place: Place,
    /// Settings at the start.
    pub settings: Settings,
    /// Command that starts this program with the same atlas, as words.
    pub program: Vec<String>,
    /// State from earlier runs.
    pub recall: Recall,
    /// Source of the atlas; `None` if the atlas is not reloaded when it changes.
    pub atlas: Option<AtlasSource>,
    /// Source of the settings; `None` if they are not reloaded when they change.
    pub reload: Option<SettingsSource>,
    /// Saved trail that is played after the start, if any.
    pub play: Option<SavedTrail>,
}

impl StartOptions {
    /// Creates options with which the explorer restores and saves no state and watches no files.
    pub fn new(place: Place, settings: Settings) -> Self {
        Self { place, settings, program: Vec::new(), recall: Recall::default(), atlas: None, reload: None, play: None }
    }

    /// Returns the layout at the start: the stored layout or, if there is none, the layout of the configuration.
    pub(super) fn preferences(&self) -> LayoutPreferences {
        let config = &self.settings.config;
        match &self.recall.memory.panes {
            Some(panes) => LayoutPreferences {
                is_linear: config.plain,
                zoom: panes.zoomed,
                index_shown: match (panes.hide_index, panes.show_index) {
                    (true, _) => Some(false),
                    (false, true) => Some(true),
                    (false, false) => None,
                },
                hide_sides: panes.hide_sides,
                index: panes.index,
                sides: panes.sides,
                explanations: panes.explanations,
            },
            None => configured(LayoutPreferences::default(), config),
        }
    }
}

/// Returns `preferences` with the arrangement and the widths of the configuration.
pub(super) fn configured(preferences: LayoutPreferences, config: &Config) -> LayoutPreferences {
    let Widths { index, sides } = config.layout;
    LayoutPreferences { is_linear: config.plain, index: index.unwrap_or(0), sides: sides.unwrap_or(0), ..preferences }
}
