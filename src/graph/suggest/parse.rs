//! Parser of the portfolio constraints that follow `stratlas suggest` as flags. The command line and the prompt of the
//! explorer share it.

use crate::model::{Atlas, Axis, AxisValueId, Named, StrategyId};
use crate::text;

use super::Constraints;

/// Kind of constraint that a flag such as `--must` sets.
#[derive(Clone, Copy)]
enum Flag {
    Cover,
    Must,
    Never,
    Max,
    Values(Axis),
}

/// Name of every flag without its leading `--`, and the constraint that the flag sets.
const FLAGS: [(&str, Flag); 9] = [
    ("cover", Flag::Cover),
    ("must", Flag::Must),
    ("never", Flag::Never),
    ("max", Flag::Max),
    (Axis::ActsOn.as_str(), Flag::Values(Axis::ActsOn)),
    (Axis::Coercion.as_str(), Flag::Values(Axis::Coercion)),
    (Axis::ActorInControl.as_str(), Flag::Values(Axis::ActorInControl)),
    (Axis::TimeHorizon.as_str(), Flag::Values(Axis::TimeHorizon)),
    (Axis::LegitimacySource.as_str(), Flag::Values(Axis::LegitimacySource)),
];

impl Constraints {
    /// Parses constraints such as `--cover levers --must pause --max 8 --coercion consent`.
    ///
    /// A flag applies to all words up to the next flag. Without `--cover`, the portfolio must cover both levers and
    /// scenarios.
    ///
    /// # Errors
    /// Returns a one-line message about the first invalid word.
    pub fn read(atlas: &Atlas, typed: &str) -> Result<Self, String> {
        let mut constraints = Self { levers: true, scenarios: true, ..Self::default() };
        let mut flag: Option<(&str, Flag)> = None;
        let mut needs_value = false;
        for word in
            typed.split_whitespace().flat_map(|word| word.splitn(if word.starts_with("--") { 2 } else { 1 }, '='))
        {
            match (word.strip_prefix("--"), flag) {
                (Some(_), Some((name, _))) if needs_value => return Err(without_value(name)),
                (Some(name), _) => {
                    let known = FLAGS.iter().find(|(known, _)| *known == name);
                    flag =
                        Some(*known.ok_or_else(|| unknown("flag", word, name, FLAGS.iter().map(|(name, _)| *name)))?);
                    needs_value = true;
                }
                (None, Some((_, flag))) => {
                    constraints.add(atlas, flag, word)?;
                    needs_value = false;
                }
                (None, None) => return Err(format!("`{}` follows no flag; write `--must {0}`", text::sanitize(word))),
            }
        }
        match flag {
            Some((name, _)) if needs_value => Err(without_value(name)),
            _ => Ok(constraints),
        }
    }

    fn add(&mut self, atlas: &Atlas, flag: Flag, word: &str) -> Result<(), String> {
        match flag {
            Flag::Cover => {
                (self.levers, self.scenarios) = match word {
                    "levers" => (true, false),
                    "scenarios" => (false, true),
                    "both" => (true, true),
                    _ => return Err(unknown("cover", word, word, ["levers", "scenarios", "both"].into_iter())),
                }
            }
            Flag::Must => self.must.push(strategy_named(atlas, word)?),
            Flag::Never => self.never.push(strategy_named(atlas, word)?),
            Flag::Max => {
                self.max = Some(
                    word.parse().map_err(|_| format!("`{}` is not a number of strategies", text::sanitize(word)))?,
                );
            }
            Flag::Values(axis) => self.values.push((axis, value_named(atlas, axis, word)?)),
        }
        Ok(())
    }
}

/// Finds the strategy whose address (`strategy/pause`) or slug (`pause`) is `name`.
///
/// # Errors
/// Returns a message that no strategy has this name, with the closest existing slug if one is similar.
pub fn strategy_named(atlas: &Atlas, name: &str) -> Result<StrategyId, String> {
    let slug = name.strip_prefix("strategy/").or_else(|| name.strip_prefix("strategy:")).unwrap_or(name);
    let slugs = || atlas.strategies.rows().iter().map(|row| row.slug.as_str());
    atlas.strategies.find(slug).ok_or_else(|| unknown("strategy", name, slug, slugs()))
}

/// Finds the value of `axis` whose slug is `name`.
///
/// # Errors
/// Returns a message that the axis has no value with this name, with the closest existing slug or, if none is similar,
/// all slugs.
pub fn value_named(atlas: &Atlas, axis: Axis, name: &str) -> Result<AxisValueId, String> {
    let values = atlas.values_on(axis);
    let slugs = || values.rows().iter().map(Named::slug);
    values.find(name).ok_or_else(|| {
        let message = format!("`{}` has no value `{}`", axis.as_str(), text::sanitize(name));
        match text::closest_match(name, slugs()) {
            Some(near) => format!("{message}; did you mean `{near}`?"),
            None => format!("{message}; the values are {}", slugs().collect::<Vec<_>>().join(", ")),
        }
    })
}

fn without_value(flag: &str) -> String {
    format!("`--{flag}` needs a value")
}

fn unknown<'a>(kind: &str, name: &str, slug: &str, known: impl Iterator<Item = &'a str>) -> String {
    let message = format!("there is no {kind} `{}`", text::sanitize(name));
    match text::closest_match(slug, known) {
        Some(near) => format!("{message}; did you mean `{near}`?"),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    fn read(typed: &str) -> Result<Constraints, String> {
        Constraints::read(&data::embedded().unwrap(), typed)
    }

    #[test]
    fn flags_hold_for_the_words_after_them() {
        let atlas = data::embedded().unwrap();
        let id = |slug| atlas.strategies.find(slug).unwrap();
        let consent = value_named(&atlas, Axis::Coercion, "consent").unwrap();
        assert_eq!(read(""), Ok(Constraints { levers: true, scenarios: true, ..Constraints::default() }));
        assert_eq!(
            read("--must pause strategy/acceleration --max=8 --never sabotage --coercion consent --cover levers"),
            Ok(Constraints {
                levers: true,
                scenarios: false,
                must: vec![id("pause"), id("acceleration")],
                never: vec![id("sabotage")],
                max: Some(8),
                values: vec![(Axis::Coercion, consent)],
            })
        );
    }

    #[test]
    fn what_is_not_understood_is_said_with_what_is_near() {
        let error = |typed| read(typed).unwrap_err();
        assert_eq!(error("--must paus"), "there is no strategy `paus`; did you mean `pause`?");
        assert_eq!(error("--mast pause"), "there is no flag `--mast`; did you mean `must`?");
        assert_eq!(error("pause"), "`pause` follows no flag; write `--must pause`");
        assert_eq!(error("--must --max 3"), "`--must` needs a value");
        assert_eq!(error("--max"), "`--max` needs a value");
        assert_eq!(error("--max many"), "`many` is not a number of strategies");
        assert_eq!(error("--coercion consant"), "`coercion` has no value `consant`; did you mean `consent`?");
    }
}
