//! The help: what can be done here and now, with its keys, and what the badges mean. Made from the table of actions.

use crate::action::{Action, Group, Scope};
use crate::model::Tier;
use crate::page::flow::{Flow, Role};
use crate::page::{Badge, BadgeKind, Block, Fact, Heading, Item, Span};
use crate::text;

use super::state::{Context, State};

/// How wide the help is.
const WIDTH: usize = 72;

/// The help on screen.
#[derive(Clone, Debug)]
pub struct Help {
    /// What it says.
    pub flow: Flow,
    /// The first row in sight.
    pub scroll: usize,
}

impl Help {
    /// The help for where `state` is.
    pub(super) fn new(state: &State, context: Context<'_>) -> Self {
        let mut blocks = actions(state, context);
        blocks.extend(legend(context));
        let width = usize::from(state.size.width).saturating_sub(6).min(WIDTH);
        let mut flow = Flow::new(&blocks, width);
        // Here the keys are what one looks for, and the label is what they stand in.
        for fragment in flow.rows.iter_mut().flat_map(|row| &mut row.fragments) {
            if fragment.role == Role::Label {
                fragment.role = Role::Strong;
            }
        }
        Self { flow, scroll: 0 }
    }

    /// Scrolls by `rows` in a window of `height` rows.
    pub(super) fn scroll_by(&mut self, height: usize, rows: isize) {
        self.scroll = self.scroll.saturating_add_signed(rows).min(self.flow.rows.len().saturating_sub(height));
    }
}

fn heading(text: &str) -> Block {
    Block::Heading(Heading { level: 1, text: vec![Span::plain(text)], ..Heading::default() })
}

fn actions(state: &State, context: Context<'_>) -> Vec<Block> {
    let situation = state.situation();
    let keyed: Vec<(Action, String)> = Action::ALL
        .iter()
        .filter(|action| action.applies(&situation))
        .map(|&action| (action, context.keys.keys_of(action).join("  ")))
        .filter(|(_, keys)| !keys.is_empty())
        .collect();
    // One column for all groups.
    let widest = keyed.iter().map(|(_, keys)| text::width(keys)).max().unwrap_or(0);
    let mut blocks = Vec::new();
    for group in Group::ALL {
        let facts: Vec<Fact> = keyed
            .iter()
            .filter(|(action, _)| action.info().group == group)
            .map(|(action, keys)| Fact {
                label: format!("{keys:widest$}"),
                value: vec![Span::plain(action.info().help)],
            })
            .collect();
        if !facts.is_empty() {
            blocks.push(heading(group.label()));
            blocks.push(Block::Facts(facts));
        }
    }
    if situation.scope == Scope::Browse {
        blocks.push(Block::Caption(vec![Span::plain("A number before a key repeats it: 5 j moves down five rows.")]));
    }
    blocks
}

fn legend(context: Context<'_>) -> Vec<Block> {
    let atlas = &context.graph.atlas;
    let tiers = |kind: BadgeKind, tiers: &[Tier]| -> Block {
        Block::List(
            tiers
                .iter()
                .map(|tier| Item {
                    text: vec![Span::plain(tier.label.as_str())],
                    badges: vec![Badge { kind, short: tier.badge.clone(), label: tier.short.clone() }],
                    note: vec![Span::quiet(tier.short.as_str())],
                })
                .collect(),
        )
    };
    vec![
        heading("Badges: expertise"),
        tiers(BadgeKind::Expertise, atlas.expertise.rows()),
        heading("Badges: recognition"),
        tiers(BadgeKind::Recognition, atlas.recognition.rows()),
        heading("Badges: vintage"),
        tiers(BadgeKind::Vintage, atlas.vintages.rows()),
        heading("Symbols"),
        Block::Facts(
            [
                ("↑ ↓ ·", "the strategy pulls its lever up, down, or neither way"),
                ("▌", "the cursor of the pane with the focus"),
                ("›", "the trail: the places that led here"),
            ]
            .map(|(label, text)| Fact { label: label.to_owned(), value: vec![Span::plain(text)] })
            .to_vec(),
        ),
    ]
}
