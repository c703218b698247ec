//! The prompt for the letter of a mark.

use crate::action::KeyScope;
use crate::app::browse::layout::Size;
use crate::app::command::StateCommand;

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply, Why};

/// What the next letter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkPrompt {
    /// Saves the place on screen under it.
    Set,
    /// Goes to the place saved under it.
    Go,
}

impl LayerBehavior for MarkPrompt {
    fn scopes(&self) -> &'static [KeyScope] {
        &[]
    }

    fn areas(&self, _: Size) -> LayerAreas {
        LayerAreas::default()
    }

    fn handle(&mut self, event: LayerEvent<'_>, _: &LayerContext<'_>) -> LayerReply {
        match event {
            LayerEvent::Typed(text) => match (text.chars().next().filter(|letter| letter.is_alphanumeric()), *self) {
                (Some(letter), Self::Set) => LayerReply::CloseThen(StateCommand::SetMark(letter)),
                (Some(letter), Self::Go) => LayerReply::CloseThen(StateCommand::GoToMark(letter)),
                (None, _) => LayerReply::Close,
            },
            LayerEvent::Act(_) => LayerReply::Close,
            _ => LayerReply::Stay,
        }
    }

    fn refresh(&mut self, _: &LayerContext<'_>, why: Why<'_>) -> LayerReply {
        if matches!(why, Why::Resized) { LayerReply::Close } else { LayerReply::Stay }
    }
}
