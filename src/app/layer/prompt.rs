//! Prompt: a line that the user types at the bottom of the screen, for a purpose.

use std::borrow::Cow;

use crate::action::{Action, KeyNames, KeyScope};
use crate::app::browse::layout::{Area, Size};
use crate::app::command::StateCommand;
use crate::app::history::LineKind;
use crate::app::review::question::VerdictQuestion;
use crate::app::text_input::TextInput;
use crate::graph::Constraints;
use crate::text;

use super::behavior::{LayerAreas, LayerBehavior, LayerContext, LayerEvent, LayerReply};

/// What the text typed in a prompt is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromptPurpose {
    /// The name under which the trail is saved.
    TrailName {
        /// Name that another trail was found to have; accepting this name again replaces that trail.
        taken: Option<String>,
    },
    /// The note on the current place of the trail.
    TrailNote,
    /// The name under which the current portfolio is saved.
    PortfolioName,
    /// The new name of the saved portfolio with this slug.
    PortfolioRename(String),
    /// The name of the edition to compare the atlas with.
    Edition,
    /// The constraints on the smallest portfolios, as flags of `stratlas suggest`.
    Constraints,
    /// The query that filters the people of the page.
    People,
    /// A part of a verdict.
    Verdict(VerdictQuestion),
    /// Nothing: the question with this label could not be asked, so what the user types is ignored.
    Refused(&'static str),
}

/// Prompt layer.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What the typed text is used for.
    pub purpose: PromptPurpose,
    /// Line being typed.
    pub input: TextInput,
    /// Reason why the line was rejected; `None` before it is accepted for the first time.
    pub error: Option<String>,
}

impl Prompt {
    /// Creates a prompt with the initial text `input`.
    pub(in crate::app) fn new(purpose: PromptPurpose, input: TextInput) -> Self {
        Self { purpose, input, error: None }
    }

    /// Returns the label to the left of the line.
    pub fn label(&self, keys: &dyn KeyNames) -> Cow<'static, str> {
        let label = match &self.purpose {
            PromptPurpose::TrailName { .. } if self.is_taken() => {
                let key =
                    keys.key_of(Action::InputAccept).unwrap_or_else(|| Action::InputAccept.info().title.to_owned());
                return format!("another trail has this name; {key} replaces it").into();
            }
            PromptPurpose::TrailName { .. } => "name of the trail",
            PromptPurpose::TrailNote => "note on this stop",
            PromptPurpose::PortfolioName => "save as",
            PromptPurpose::PortfolioRename(_) => "rename to",
            PromptPurpose::Edition => "embedded, start or a path",
            PromptPurpose::Constraints => "constraints",
            PromptPurpose::People => "people",
            PromptPurpose::Verdict(question) => question.label(),
            PromptPurpose::Refused(label) => label,
        };
        label.into()
    }

    /// Returns a hint about the accepted input; `None` if the label contains it.
    pub fn hint(&self) -> Option<&'static str> {
        match &self.purpose {
            PromptPurpose::Verdict(question) => Some(question.hint()),
            _ => None,
        }
    }

    fn line_kind(&self) -> LineKind {
        match &self.purpose {
            PromptPurpose::TrailName { .. }
            | PromptPurpose::PortfolioName
            | PromptPurpose::PortfolioRename(_)
            | PromptPurpose::Edition => LineKind::Name,
            PromptPurpose::TrailNote => LineKind::TrailNote,
            PromptPurpose::Constraints => LineKind::Constraints,
            PromptPurpose::People => LineKind::List,
            PromptPurpose::Verdict(question) => LineKind::Verdict(question.label()),
            PromptPurpose::Refused(label) => LineKind::Verdict(label),
        }
    }

    /// Returns whether the typed name was already found to be the name of another trail.
    fn is_taken(&self) -> bool {
        let PromptPurpose::TrailName { taken } = &self.purpose else { return false };
        taken.as_deref() == Some(self.input.text().trim())
    }

    /// Returns the command that the typed line results in, or `None` if it has no effect.
    ///
    /// # Errors
    /// The reason for the user why the line is rejected.
    fn command(&self, context: &LayerContext<'_>) -> Result<Option<StateCommand>, String> {
        let line = self.input.text().trim().to_owned();
        Ok(Some(match &self.purpose {
            PromptPurpose::TrailName { .. } if line.is_empty() => return Ok(None),
            PromptPurpose::TrailName { .. } => {
                let replaces = self.is_taken() || context.browse.trail_name.as_ref() == Some(&line);
                StateCommand::SaveTrail { name: line, replaces }
            }
            PromptPurpose::TrailNote => StateCommand::SetTrailNote(line),
            PromptPurpose::PortfolioName => StateCommand::SavePortfolio(free_name(line, None, context)?),
            PromptPurpose::PortfolioRename(slug) => {
                StateCommand::RenamePortfolio(free_name(line, Some(slug), context)?)
            }
            PromptPurpose::Edition => StateCommand::CompareWith(line),
            PromptPurpose::Constraints => StateCommand::Suggest(Constraints::read(&context.graph.atlas, &line)?),
            // The people were already filtered while the user typed, so accepting the line has no further effect.
            PromptPurpose::Refused(_) | PromptPurpose::People => return Ok(None),
            // An unedited line may stand for a note of several lines, which recording the line would overwrite.
            PromptPurpose::Verdict(VerdictQuestion::Note) if self.input.is_offered() => return Ok(None),
            PromptPurpose::Verdict(question) => {
                StateCommand::RecordVerdict(question.read(&line, context.model.today())?)
            }
        }))
    }

    fn accept(&mut self, context: &LayerContext<'_>) -> LayerReply {
        match self.command(context) {
            Ok(None) => LayerReply::Close,
            Ok(Some(command)) => LayerReply::CloseThen(command),
            Err(why) => {
                self.error = Some(why);
                LayerReply::Stay
            }
        }
    }
}

/// Returns `name`, or the reason why it is rejected: another portfolio than that with the slug `slug` has this name.
fn free_name(name: String, slug: Option<&str>, context: &LayerContext<'_>) -> Result<String, String> {
    if name.is_empty() {
        return Err("A portfolio needs a name.".to_owned());
    }
    let mut others = context.model.portfolios.saved.iter().filter(|saved| Some(saved.slug.as_str()) != slug);
    if others.any(|saved| text::fold(&saved.name) == text::fold(&name)) {
        return Err("Another portfolio has this name.".to_owned());
    }
    Ok(name)
}

impl LayerBehavior for Prompt {
    fn scopes(&self) -> &'static [KeyScope] {
        &[KeyScope::Input]
    }

    fn line(&mut self) -> Option<(&mut TextInput, LineKind)> {
        let kind = self.line_kind();
        Some((&mut self.input, kind))
    }

    /// Returns the areas of the prompt; its line is the last row of the screen.
    fn areas(&self, size: Size) -> LayerAreas {
        let frame = Area { x: 0, y: size.height.saturating_sub(1), width: size.width, height: 1 };
        LayerAreas { frame, regions: [None; 2] }
    }

    fn handle(&mut self, event: LayerEvent<'_>, context: &LayerContext<'_>) -> LayerReply {
        match event {
            LayerEvent::Act(Action::InputAccept) => return self.accept(context),
            LayerEvent::Act(Action::InputCancel) if self.purpose == PromptPurpose::People => {
                return LayerReply::CloseThen(StateCommand::FilterPeople(None));
            }
            LayerEvent::Act(Action::InputCancel) => return LayerReply::Close,
            LayerEvent::Edited if matches!(self.purpose, PromptPurpose::Refused(_)) => {}
            LayerEvent::Edited => {
                self.error = None;
                if self.purpose == PromptPurpose::People {
                    let query = self.input.text().to_owned();
                    let query = Some(query).filter(|query| !query.trim().is_empty());
                    return LayerReply::Then(StateCommand::FilterPeople(query));
                }
            }
            _ => {}
        }
        LayerReply::Stay
    }
}
