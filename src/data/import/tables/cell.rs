//! Conversion of cells to TOML values: unambiguous spellings by people and spreadsheets become those of TOML.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::base::each_id;
use super::csv::CsvCell;
use crate::data::schema::kind_of_reference;
use crate::diagnostic::{TomlValue, ValueType, truncate};
use crate::model::{Atlas, is_date};
use crate::text::{fold, join_cell, split_cell, unguard_cell};

/// Ids and names of the records of each list, to find records that cells refer to.
#[derive(Debug, Default)]
pub(super) struct NameLookup {
    lists: HashMap<&'static str, ListNames>,
}

#[derive(Debug, Default)]
struct ListNames {
    ids: HashSet<String>,
    /// Id of the record by its folded (case-insensitive) id or name; `None` if several records share the name.
    names: HashMap<String, Option<String>>,
}

impl NameLookup {
    pub(super) fn new(atlas: &Atlas) -> Self {
        let mut index = Self::default();
        each_id(atlas, |list, id, name| index.add(list, id, name));
        index
    }

    pub(super) fn add(&mut self, list: &'static str, id: &str, name: &str) {
        let names = self.lists.entry(list).or_default();
        names.ids.insert(id.to_owned());
        for text in [id, name].into_iter().filter(|text| !text.is_empty()) {
            let known = names.names.entry(fold(text)).or_insert_with(|| Some(id.to_owned()));
            if known.as_deref().is_some_and(|known| known != id) {
                *known = None;
            }
        }
    }

    pub(super) fn has_id(&self, list: &str, id: &str) -> bool {
        self.lists.get(list).is_some_and(|names| names.ids.contains(id))
    }

    /// Returns the id of the record of `list` whose id or name is `text`; `None` if there is none.
    ///
    /// # Errors
    /// If several records have `text` as their name.
    pub(super) fn find(&self, list: &str, text: &str) -> Result<Option<&str>, String> {
        let Some(names) = self.lists.get(list) else { return Ok(None) };
        if let Some(id) = names.ids.get(text) {
            return Ok(Some(id));
        }
        match names.names.get(&fold(text)) {
            Some(None) => Err(format!("several records are called `{}`: write the id of one", truncate(text))),
            Some(id) => Ok(id.as_deref()),
            None => Ok(None),
        }
    }

    /// Returns the cell `text` in TOML spelling, for the key `key` with values of the type `kind`. A text that is not
    /// understood is returned unchanged.
    ///
    /// # Errors
    /// If the cell is ambiguous, or contains more than the key can store.
    pub(super) fn normalize(&self, key: &str, kind: ValueType, text: &str) -> Result<String, String> {
        self.normalize_unguarded(key, kind, unguard_cell(text.trim()).trim())
    }

    /// Converts a cell like [`Self::normalize`], but without removing the apostrophe that guards a cell from being read
    /// as a formula. Only whole cells are guarded: an apostrophe before an item of a list belongs to the item.
    fn normalize_unguarded(&self, key: &str, kind: ValueType, text: &str) -> Result<String, String> {
        Ok(match kind {
            ValueType::List(item) => {
                let parts = split_cell(text).into_iter().map(|part| self.normalize_unguarded(key, *item, &part));
                join_cell(parts.collect::<Result<Vec<_>, String>>()?.iter().map(String::as_str))
            }
            ValueType::Boolean => match text.to_lowercase().as_str() {
                "true" | "yes" | "y" | "x" | "1" | "✓" => "true".to_owned(),
                // A false value is stored by leaving out the key, so its cell becomes empty.
                "false" | "no" | "n" | "0" => String::new(),
                _ => text.to_owned(),
            },
            ValueType::Integer(..) => whole_number(text).unwrap_or_else(|| text.to_owned()),
            ValueType::Number(..) => number(text).unwrap_or_else(|| text.to_owned()),
            ValueType::Date => date(text)?,
            ValueType::Enum(words) => {
                let spelling = text.to_lowercase().replace([' ', '_'], "-");
                if words().contains(&spelling.as_str()) { spelling } else { text.to_owned() }
            }
            ValueType::Reference => self.find(kind_of_reference(key), text)?.unwrap_or(text).to_owned(),
            _ => text.to_owned(),
        })
    }
}

/// Returns the TOML value of a converted cell, for a key with values of the type `kind`.
pub(super) fn toml_value(kind: ValueType, cell: &CsvCell) -> TomlValue<'_> {
    let text = cell.text.as_str();
    match kind {
        ValueType::List(_) => {
            let parts = split_cell(text).into_iter();
            TomlValue::Array(parts.map(|part| Spanned::new(cell.at.clone(), TomlValue::String(part.into()))).collect())
        }
        ValueType::Boolean if text == "true" => TomlValue::Boolean(true),
        ValueType::Integer(..) | ValueType::Number(..) => match TomlValue::parse(text) {
            Ok(number @ (TomlValue::Integer(_) | TomlValue::Float(_))) => number,
            // A text that is not a number stays a text; reading the record then reports that a number is expected.
            _ => TomlValue::String(text.into()),
        },
        _ => TomlValue::String(text.into()),
    }
}

/// Returns a number with a decimal point for one with a decimal comma or a percent sign; `None` if `text` is no number.
fn number(text: &str) -> Option<String> {
    let (digits, is_percent) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim_end(), true),
        None => (text, false),
    };
    let digits = digits.replacen(',', ".", 1);
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let number: f64 = digits.parse().ok()?;
    Some(format!("{:?}", if is_percent { number / 100.0 } else { number }))
}

/// Returns a whole number without a fraction of zeros, such as spreadsheets add; `None` if `text` has no such fraction.
/// Three zeros may be thousands instead of a fraction.
fn whole_number(text: &str) -> Option<String> {
    let is_fraction = |zeros: &str| zeros.len() != 3 && zeros.bytes().all(|byte| byte == b'0');
    text.split_once(['.', ',']).filter(|(_, zeros)| is_fraction(zeros)).map(|(whole, _)| whole.to_owned())
}

/// English names of the months; their first three letters suffice.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Returns a date in ISO 8601. `text` may be in that form or in any other order that is unambiguous.
///
/// # Errors
/// If the order of day and month is ambiguous, or there is a time of day.
fn date(text: &str) -> Result<String, String> {
    // Spreadsheets may write a year as a number with a fraction, such as `2026.0`.
    let text = text.strip_suffix(".0").filter(|year| year.len() == 4).unwrap_or(text);
    if is_date(text) {
        return Ok(text.to_owned());
    }
    let day = without_time(text)?;
    let parts: Vec<&str> = day.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let month = |part: &str| {
        let part = part.to_lowercase();
        MONTHS.iter().position(|month| part.len() >= 3 && month.starts_with(&part)).map(|at| at + 1)
    };
    let numbers: Vec<usize> = parts.iter().map(|part| month(part).or(part.parse().ok()).unwrap_or(0)).collect();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_name = parts.iter().any(|part| month(part).is_some());
    let (year, month, day) = match (parts.as_slice(), numbers.as_slice()) {
        ([first, ..], &[year, month, day]) if is_year(first) => (year, month, Some(day)),
        ([first, _], &[year, month]) if is_year(first) => (year, month, None),
        ([_, last], &[month, year]) if is_year(last) => (year, month, None),
        ([first, second, last], &[a, b, year]) if is_year(last) => {
            let is_first_day = month(second).is_some() || (!has_name && (day.contains('.') || a > 12 || a == b));
            match is_first_day {
                true => (year, b, Some(a)),
                false if month(first).is_some() || b > 12 => (year, a, Some(b)),
                false => {
                    return Err(format!(
                        "`{}` can be two dates: write {year:04}-{a:02}-{b:02} or {year:04}-{b:02}-{a:02}",
                        truncate(text)
                    ));
                }
            }
        }
        _ => return Ok(text.to_owned()),
    };
    let iso = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    Ok(if is_date(&iso) { iso } else { text.to_owned() })
}

/// Returns a date without the time of midnight that spreadsheets add; fails for another time of day.
fn without_time(text: &str) -> Result<&str, String> {
    let Some((day, time)) = text.split_once('T').or_else(|| text.rsplit_once(' ')) else { return Ok(text) };
    if !time.contains(':') {
        return Ok(text);
    }
    if time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.' | b'Z')) {
        return Ok(day);
    }
    Err(format!("`{}` has a time of day, which a date here does not have: write `{}`", truncate(text), truncate(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_spreadsheets_are_read_and_ambiguous_ones_refused() {
        for (written, expected) in [
            ("2024-05", "2024-05"),
            ("2026.0", "2026"),
            ("1/2.0", "1/2.0"),
            ("2026/04/24", "2026-04-24"),
            ("2026/4", "2026-04"),
            ("24/04/2026", "2026-04-24"),
            ("04/24/2026", "2026-04-24"),
            ("4.5.2026", "2026-05-04"),
            ("5/5/2026", "2026-05-05"),
            ("05/2026", "2026-05"),
            ("17 May 2024", "2024-05-17"),
            ("May 17, 2024", "2024-05-17"),
            ("May 2024", "2024-05"),
            ("2026-04-24 00:00:00", "2026-04-24"),
            ("2026-04-24T00:00", "2026-04-24"),
            ("2026/02/30", "2026/02/30"),
            ("soon", "soon"),
        ] {
            assert_eq!(date(written).as_deref(), Ok(expected), "{written}");
        }
        assert_eq!(date("4/5/2026"), Err("`4/5/2026` can be two dates: write 2026-04-05 or 2026-05-04".to_owned()));
        assert!(date("2026-04-24 13:30").is_err_and(|message| message.contains("time of day")));
    }

    #[test]
    fn a_guard_is_taken_from_a_cell_and_not_from_its_items() {
        let names = NameLookup::default();
        for items in [vec!["'' slow", "'2024"], vec!["''x"], vec!["a", "'tis", "=1"]] {
            let exported = crate::text::guard_cell(join_cell(items.iter().copied()).into()).into_owned();
            let read = names.normalize("aka", ValueType::List(&ValueType::Text), &exported);
            assert_eq!(split_cell(&read.unwrap()), items, "{exported}");
        }
    }

    #[test]
    fn numbers_of_spreadsheets_are_read() {
        for (written, expected) in [("0,1", "0.1"), ("20%", "0.2"), ("7 %", "0.07"), (".5", "0.5"), ("1", "1.0")] {
            assert_eq!(number(written).as_deref(), Some(expected), "{written}");
        }
        assert_eq!(number("often"), None);
        assert_eq!(number("nan"), None);
        assert_eq!(whole_number("2030.0").as_deref(), Some("2030"));
        assert_eq!(whole_number("2030,5"), None);
        assert_eq!((whole_number("2,000"), whole_number("2.000")), (None, None), "two thousand is not two");
    }
}
