//! Start options of the explorer.

use crate::app::LayoutPreferences;
use crate::model::{SavedPortfolio, UserPortfolios};
use crate::place::Place;
use crate::store::config::{Config, Widths};
use crate::store::{Memory, MemoryFile, PortfolioFile, SavedTrail, Trails, VisitsFile};

use super::reload::AtlasSource;
use super::settings::{Settings, SettingsSource};

/// State restored from earlier runs, with the files to save it to. A file is `None` if its folder is unknown.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// The contents of `file`.
    pub memory: Memory,
    /// Message about reading any of these.
    pub notice: Option<String>,
    /// File of the stored state.
    pub file: Option<MemoryFile>,
    /// The saved trails.
    pub trails: Option<Trails>,
    /// The contents of `portfolios`.
    pub own: Vec<SavedPortfolio>,
    /// The file of the saved portfolios.
    pub portfolios: Option<PortfolioFile>,
    /// File of the visited editions of atlases.
    pub visits: Option<VisitsFile>,
}

impl Recall {
    /// Returns the current portfolio and the saved ones.
    pub fn portfolios(&self) -> UserPortfolios {
        UserPortfolios { current: self.memory.current.clone().unwrap_or_default(), saved: self.own.clone() }
    }
}

/// Start options of the explorer.
pub struct StartOptions {
    /// The place to start at.
    pub place: Place,
    /// The settings.
    pub settings: Settings,
    /// Command line that starts this program with the same atlas, as words.
    pub program: Vec<String>,
    /// State of earlier runs.
    pub recall: Recall,
    /// Source of the atlas; without it, the atlas is not reloaded.
    pub atlas: Option<AtlasSource>,
    /// Source of the settings; without it, they are not reloaded.
    pub reload: Option<SettingsSource>,
    /// Saved trail to play after the start, if any.
    pub play: Option<SavedTrail>,
}

impl StartOptions {
    /// Creates options without stored state, saving and watching.
    pub fn new(place: Place, settings: Settings) -> Self {
        Self { place, settings, program: Vec::new(), recall: Recall::default(), atlas: None, reload: None, play: None }
    }

    /// Returns the initial layout: the stored one, or else the configured one.
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
