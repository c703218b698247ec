//! The one table of actions: everything that a key, a click or the palette can ask for. Dispatch, key hints, help
//! and documentation derive from it, so none of them can disagree with what the program does.

mod keys;
mod situation;
mod table;

pub use keys::{KeyNames, keys_in};
pub use situation::{ActionContext, Focus, KeyScope};
pub use table::{Action, ActionInfo, Group};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_and_titles_are_unique() {
        let ids: HashSet<_> = Action::ALL.iter().map(|action| action.info().id).collect();
        let titles: HashSet<_> = Action::ALL.iter().map(|action| (action.info().scope, action.info().title)).collect();
        assert_eq!(ids.len(), Action::ALL.len());
        assert_eq!(titles.len(), Action::ALL.len());
    }

    #[test]
    fn every_action_is_described() {
        for action in Action::ALL {
            let info = action.info();
            assert!(info.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", info.id);
            assert!(info.title.len() <= 24, "{} is too long for a hint", info.title);
            assert!(info.help.ends_with('.'), "{}", info.id);
            assert_eq!(Action::parse(info.id), Some(*action));
        }
    }

    #[test]
    fn every_action_applies_somewhere() {
        let mut everything = ActionContext { scope: KeyScope::Browse, ..ActionContext::default() };
        everything.can_go_back = true;
        everything.can_go_forward = true;
        everything.can_follow = true;
        everything.can_open = true;
        everything.can_edit = true;
        everything.has_diagnostics = true;
        everything.has_links = true;
        everything.has_people = true;
        everything.has_results = true;
        everything.has_preview = true;
        everything.has_matrix = true;
        everything.has_pins = true;
        everything.has_subject = true;
        everything.is_narrowed = true;
        everything.has_signal = true;
        everything.has_forecasts = true;
        everything.is_strategy = true;
        everything.can_scroll = true;
        everything.has_previous_question = true;
        for action in Action::ALL {
            let situation = ActionContext { scope: action.info().scope, ..everything };
            assert!(action.applies(&situation), "{}", action.info().id);
        }
    }
}
