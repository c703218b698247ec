//! List of portfolios from which one is loaded, those of the user first.

use crate::app::command::StateCommand;

use super::behavior::{LayerContext, LayerReply};
use super::list::PickerRow;
use super::picker::PickerItem;

/// Portfolio in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioItem {
    slug: String,
    name: String,
    /// Slugs of the strategies in the portfolio.
    strategies: Vec<String>,
}

impl PickerItem for PortfolioItem {
    const HEADING: &'static str = "Load a portfolio";

    fn all(context: &LayerContext<'_>) -> Option<Vec<(PickerRow, Self)>> {
        let atlas = &context.graph.atlas;
        let portfolios = &context.model.portfolios;
        let item = |slug: &str, name: &str, strategies: Vec<String>, owner: &str| {
            let note = format!("{owner}{}", strategies.len());
            let row = PickerRow { title: name.to_owned(), note, ..PickerRow::default() };
            (row, Self { slug: slug.to_owned(), name: name.to_owned(), strategies })
        };
        let own =
            portfolios.saved.iter().map(|saved| item(&saved.slug, &saved.name, saved.strategies.clone(), "yours  "));
        let presets = atlas.portfolios.rows().iter().filter(|row| portfolios.find(&row.slug).is_none()).map(|row| {
            let strategies = row.strategies.iter().map(|&id| atlas.strategies[id].slug.clone()).collect();
            item(&row.slug, &row.name, strategies, "")
        });
        Some(own.chain(presets).collect())
    }

    fn pick(self, _: &LayerContext<'_>) -> LayerReply {
        let Self { slug, name, strategies } = self;
        LayerReply::CloseThen(StateCommand::LoadPortfolio { slug, name, strategies })
    }
}
