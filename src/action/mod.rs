//! Table of actions: everything that a key, a click or the palette can trigger. Dispatch, key hints, help and
//! documentation are derived from this table, so they always agree.

mod column;
mod context;
mod keys;
mod keywords;
mod table;

pub use column::KeyColumn;
pub use context::{ActionContext, Focus, KeyScope, Need};
pub use keys::KeyNames;
pub use table::{Action, ActionInfo, Group};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_and_titles_are_unique() {
        let ids: HashSet<_> = Action::all().iter().map(|action| action.info().id).collect();
        let titles: HashSet<_> =
            Action::all().iter().map(|action| (action.info().scope, action.info().title)).collect();
        assert_eq!(ids.len(), Action::all().len());
        assert_eq!(titles.len(), Action::all().len());
    }

    #[test]
    fn every_action_is_described() {
        for action in Action::all() {
            let info = action.info();
            assert!(info.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", info.id);
            assert!(info.title.len() <= 24, "{} is too long for a hint", info.title);
            assert!(info.help.ends_with('.'), "{}", info.id);
            assert_eq!(Action::parse(info.id), Some(*action));
        }
    }

    #[test]
    fn no_description_names_a_key_since_keys_can_be_rebound() {
        for action in Action::all() {
            let info = action.info();
            let words = [info.title, info.help].map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '-'));
            let keys = ["Enter", "Esc", "Tab", "Space", "Home", "End", "PageUp", "PageDown", "F1", "Ctrl", "Alt"];
            let named: Vec<&str> = words.into_iter().flatten().filter(|word| keys.contains(word)).collect();
            // Home is also the name of a page in titles, and a title may begin with a verb that is also a key.
            let words = [("Home", "go-home"), ("End", "review-end"), ("End", "input-end")];
            assert!(named.iter().all(|&word| words.contains(&(word, info.id))), "{}: {named:?}", info.id);
        }
    }

    #[test]
    fn every_action_applies_where_its_need_is_met_and_gives_a_reason_where_it_is_not() {
        for action in Action::all() {
            let info = action.info();
            let scope = info.scope;
            assert!(action.applies(&ActionContext { scope, met: Need::ALL.to_vec() }), "{}", info.id);
            let refusal = action.refusal(&ActionContext { scope, met: vec![Need::Verdict] });
            assert_eq!(refusal, info.need.map(Need::reason), "{}", info.id);
        }
        let on_a_consensus = ActionContext { scope: KeyScope::Review, met: vec![Need::Signal] };
        assert!(Action::JudgeBack.applies(&on_a_consensus) && Action::Note.applies(&on_a_consensus));
        for action in [Action::OwnTags, Action::ReviewInWeek, Action::SignalStep] {
            assert_eq!(action.refusal(&on_a_consensus), Some(Need::Verdict.reason()), "{action:?}");
        }
        let on_a_card = ActionContext { scope: KeyScope::Review, met: Vec::new() };
        assert!(Action::GoHome.applies(&on_a_card), "the panes are below the card");
        assert!(!Action::JudgeBack.applies(&ActionContext::default()), "no card is below the panes");
    }
}
