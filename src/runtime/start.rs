//! What the explorer is started with.

use crate::app::LayoutPreferences;
use crate::model::{CurrentPortfolio, SavedPortfolio, UserPortfolios};
use crate::place::Place;
use crate::store::config::Widths;
use crate::store::{Memory, MemoryFile, PortfolioFile, Trails, VisitsFile};

use super::reload::AtlasSource;
use super::reviewing::Reviewing;
use super::settings::{Reload, Settings};

/// What is remembered of earlier runs, and where this run is remembered.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    /// What was read.
    pub memory: Memory,
    /// A message about reading it.
    pub notice: Option<String>,
    /// Where it is written.
    pub file: Option<MemoryFile>,
    /// Where trails are saved.
    pub trails: Option<Trails>,
    /// The saved portfolios.
    pub own: Vec<SavedPortfolio>,
    /// Where portfolios are saved.
    pub portfolios: Option<PortfolioFile>,
    /// Where visited editions of atlases are remembered.
    pub visits: Option<VisitsFile>,
}

impl Recall {
    /// The current portfolio, and those saved.
    pub fn portfolios(&self) -> UserPortfolios {
        let at_hand = self.memory.at_hand.clone().unwrap_or_default();
        let current = CurrentPortfolio { strategies: at_hand.strategies, saved_as: at_hand.kept_as };
        UserPortfolios { current, saved: self.own.clone() }
    }
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
    /// Where the atlas comes from; without it the atlas stays as it is.
    pub atlas: Option<AtlasSource>,
    /// How the settings are made again; without it they stay as they are.
    pub reload: Option<Reload>,
    /// What is known of reviews.
    pub reviewing: Reviewing,
}

impl Start {
    /// A start that remembers, saves and watches nothing.
    pub fn new(place: Place, settings: Settings) -> Self {
        let (recall, reviewing) = (Recall::default(), Reviewing::default());
        Self { place, settings, program: Vec::new(), recall, atlas: None, reload: None, reviewing }
    }

    /// The layout of the panes at first: as they were left, else as configured.
    pub(super) fn preferences(&self) -> LayoutPreferences {
        match &self.recall.memory.panes {
            Some(panes) => LayoutPreferences {
                zoom: panes.zoomed,
                hide_index: panes.hide_index,
                hide_sides: panes.hide_sides,
                index: panes.index,
                sides: panes.sides,
            },
            None => {
                let Widths { index, sides } = self.settings.widths;
                LayoutPreferences {
                    index: index.unwrap_or(0),
                    sides: sides.unwrap_or(0),
                    ..LayoutPreferences::default()
                }
            }
        }
    }
}
