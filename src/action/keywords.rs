//! Synonyms of actions, by which the palette finds the actions.

use crate::place::Overview;

use super::table::Action;

/// Synonyms, each with the actions that it may refer to.
const KEYWORDS: &[(&str, &[Action])] = &[
    ("graph network neighbours", &[Action::Around, Action::Path, Action::GoOverview(Overview::Matrix)]),
    ("map picture chart", &[Action::GoOverview(Overview::Field), Action::GoOverview(Overview::Matrix)]),
    ("map picture grid", &[Action::GoOverview(Overview::Board), Action::GoOverview(Overview::Density)]),
    ("bookmark favourite favorite", &[Action::SetMark, Action::GoMark]),
    ("history visited recent", &[Action::Trail, Action::OpenTrail, Action::Back]),
    ("theme colour color dark light appearance settings", &[Action::NextTheme]),
    ("export markdown save share", &[Action::CopyPage, Action::CopyBrief, Action::CopyTrail, Action::CopyCommand]),
    ("share url address", &[Action::CopyPlace, Action::CopyLink]),
    ("conflicts complements relations", &[Action::GoOverview(Overview::Matrix), Action::MatrixKind, Action::Around]),
    ("why mechanism", &[Action::MatrixMechanism, Action::GoMechanisms]),
    ("versus diff difference", &[Action::Compare, Action::CompareEditions]),
    ("link connection route", &[Action::Path]),
    ("source link website", &[Action::Open]),
    ("select basket collect", &[Action::PortfolioToggle]),
    ("multi-select tick several bulk visual mark", &[Action::SelectRow, Action::SelectAll]),
    ("best optimal cover solve", &[Action::PortfolioConstraints, Action::PortfolioSearch]),
    ("find query", &[Action::Search, Action::Filter, Action::PeopleQuery]),
    ("summary memo one-pager", &[Action::Brief, Action::CopyBrief]),
    ("teach tour present slides", &[Action::PlayTrail, Action::TrailNote]),
    ("sort order rank", &[Action::Sort, Action::SortReverse, Action::PeopleOrder]),
    ("shortcuts keys legend badges manual", &[Action::Help]),
    ("fullscreen maximize", &[Action::Zoom]),
    ("sidebar panel", &[Action::HideIndex, Action::HideSides]),
    ("errors warnings problems lint", &[Action::Diagnostics]),
    ("probability extinction risk doom", &[Action::GoOverview(Overview::PDoom)]),
    ("coverage gaps heatmap", &[Action::GoOverview(Overview::Density)]),
    ("falsification falsifies wrong watch", &[Action::GoOverview(Overview::Watch)]),
    ("quality sources provenance", &[Action::GoOverview(Overview::Trust)]),
    ("exit leave", &[Action::Quit]),
    ("revert", &[Action::PortfolioUndo, Action::ReviewUndo]),
    ("judge vote opinion verdict", &[Action::Review, Action::GoOverview(Overview::Reviews)]),
];

impl Action {
    /// Returns the synonyms of the action, including the words of the action's id.
    pub fn keywords(self) -> String {
        let id = self.info().id.replace('-', " ");
        let others = KEYWORDS.iter().filter(|(_, actions)| actions.contains(&self)).map(|(words, _)| *words);
        std::iter::once(id.as_str()).chain(others).collect::<Vec<_>>().join(" ")
    }
}
