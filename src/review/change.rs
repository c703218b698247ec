//! Changes of a verdict: which parts of the verdict a line of the journal edits.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::verdict::{Answer, Check, ClaimCheck, Percent, ReviewStance, Signal, Threshold, Verdict};

/// Key that marks a review date as computed by rule.
const AUTO: &str = "auto";

/// Edit of one part of a verdict, such as its stance.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit<T> {
    /// The part stays as it is.
    #[default]
    Keep,
    /// The part is removed.
    Clear,
    /// The part becomes this value.
    Set(T),
}

impl<T: Clone> Edit<T> {
    /// Returns whether the part stays as it is.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Returns whether the part gets a value.
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }

    /// Returns the edit that leads from `before` to `after`.
    fn between(before: Option<&T>, after: Option<&T>) -> Self
    where
        T: PartialEq,
    {
        match after {
            _ if before == after => Self::Keep,
            None => Self::Clear,
            Some(after) => Self::Set(after.clone()),
        }
    }

    fn apply(&self, part: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *part = None,
            Self::Set(value) => *part = Some(value.clone()),
        }
    }
}

/// Change of a verdict: an edit for each part. Serialized as an object of the changed parts, with `null` for a removed
/// part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Stance on a strategy.
    pub stance: Edit<ReviewStance>,
    /// Confidence of the reviewer in the stance.
    pub confidence: Edit<Percent>,
    /// Observation of the strategy's falsification signal.
    pub signal: Edit<Signal>,
    /// Nearness of the strategy to the threshold past which it defeats itself.
    pub threshold: Edit<Threshold>,
    /// Answers to questions of the identity diagnostic, by the number of the question.
    pub identity: BTreeMap<u8, Edit<Answer>>,
    /// Check of a position against its sources.
    pub record: Edit<Check>,
    /// Check of a commitment or shared claim.
    pub claim: Edit<ClaimCheck>,
    /// Tags that the reviewer gives the verdict; an edit replaces all of them.
    pub tags: Edit<BTreeSet<String>>,
    /// Note of the reviewer.
    pub note: Edit<String>,
    /// Date of the next review.
    pub next: Edit<Date>,
    /// Whether the review date was computed by [`ReviewerHistory::with_review_date`], not chosen by the reviewer.
    ///
    /// [`ReviewerHistory::with_review_date`]: super::ReviewerHistory::with_review_date
    pub auto: bool,
    /// Parts that this version of the program does not know: other keys, and other values of known keys. They are kept.
    pub unknown: Map<String, Value>,
}

impl Change {
    /// Returns the change that leads from `before` to `after`.
    pub fn between(before: &Verdict, after: &Verdict) -> Self {
        let questions = before.identity.keys().chain(after.identity.keys());
        let answers = questions
            .map(|question| (*question, Edit::between(before.identity.get(question), after.identity.get(question))));
        let some = |tags: &BTreeSet<String>| (!tags.is_empty()).then(|| tags.clone());
        Self {
            stance: Edit::between(before.stance.as_ref(), after.stance.as_ref()),
            confidence: Edit::between(before.confidence.as_ref(), after.confidence.as_ref()),
            signal: Edit::between(before.signal.as_ref(), after.signal.as_ref()),
            threshold: Edit::between(before.threshold.as_ref(), after.threshold.as_ref()),
            identity: answers.filter(|(_, edit)| !edit.is_keep()).collect(),
            record: Edit::between(before.record.as_ref(), after.record.as_ref()),
            claim: Edit::between(before.claim.as_ref(), after.claim.as_ref()),
            tags: Edit::between(some(&before.tags).as_ref(), some(&after.tags).as_ref()),
            note: Edit::between(before.note.as_ref(), after.note.as_ref()),
            next: Edit::between(before.next.as_ref(), after.next.as_ref()),
            auto: false,
            unknown: Map::new(),
        }
    }

    /// Returns whether the change records a judgment: a stance, a record check or a verdict on a commitment. Only
    /// judgments close review dates; notes, tags, signals and other parts do not.
    pub fn is_judgment(&self) -> bool {
        self.stance.is_set() || self.record.is_set() || self.claim.is_set()
    }

    /// Returns whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Applies the change to `verdict`.
    pub fn apply(&self, verdict: &mut Verdict) {
        self.stance.apply(&mut verdict.stance);
        self.confidence.apply(&mut verdict.confidence);
        self.signal.apply(&mut verdict.signal);
        self.threshold.apply(&mut verdict.threshold);
        for (&question, edit) in &self.identity {
            match edit {
                Edit::Keep => {}
                Edit::Clear => drop(verdict.identity.remove(&question)),
                Edit::Set(answer) => drop(verdict.identity.insert(question, *answer)),
            }
        }
        self.record.apply(&mut verdict.record);
        self.claim.apply(&mut verdict.claim);
        match &self.tags {
            Edit::Keep => {}
            Edit::Clear => verdict.tags.clear(),
            Edit::Set(tags) => verdict.tags.clone_from(tags),
        }
        self.note.apply(&mut verdict.note);
        self.next.apply(&mut verdict.next);
    }

    /// Keys of the parts that this version of the program writes.
    pub const KEYS: [&'static str; 10] =
        ["stance", "confidence", "signal", "threshold", "identity", "record", "claim", "tags", "note", "next"];
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = Map::new();
        put(&mut written, "stance", &self.stance);
        put(&mut written, "confidence", &self.confidence);
        put(&mut written, "signal", &self.signal);
        put(&mut written, "threshold", &self.threshold);
        let mut answers = Map::new();
        for (question, edit) in &self.identity {
            put(&mut answers, &question.to_string(), edit);
        }
        if !answers.is_empty() {
            written.insert("identity".to_owned(), Value::Object(answers));
        }
        put(&mut written, "record", &self.record);
        put(&mut written, "claim", &self.claim);
        put(&mut written, "tags", &self.tags);
        put(&mut written, "note", &self.note);
        put(&mut written, "next", &self.next);
        if self.auto {
            written.insert(AUTO.to_owned(), Value::Bool(true));
        }
        for (key, value) in &self.unknown {
            written.entry(key).or_insert_with(|| value.clone());
        }
        written.serialize(serializer)
    }
}

/// Serialization of a change that is in an `Arc`, for serde attributes.
pub(super) mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Change;

    pub(in crate::review) fn serialize<S: Serializer>(change: &Arc<Change>, serializer: S) -> Result<S::Ok, S::Error> {
        (**change).serialize(serializer)
    }

    pub(in crate::review) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Change>, D::Error> {
        Change::deserialize(deserializer).map(Arc::new)
    }
}

fn put<T: Serialize>(object: &mut Map<String, Value>, key: &str, edit: &Edit<T>) {
    let value = match edit {
        Edit::Keep => return,
        Edit::Clear => Value::Null,
        // This cannot fail: parts of a verdict are words, numbers and lists, which JSON can always represent.
        Edit::Set(value) => serde_json::to_value(value).unwrap_or_default(),
    };
    object.insert(key.to_owned(), value);
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;

        impl<'de> Visitor<'de> for Parts {
            type Value = Change;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Change, A::Error> {
                let mut change = Change::default();
                while let Some((key, value)) = parts.next_entry::<String, Value>()? {
                    if let Err(value) = change.set(&key, value) {
                        change.unknown.insert(key, value);
                    }
                }
                Ok(change)
            }
        }

        deserializer.deserialize_map(Parts)
    }
}

impl Change {
    /// Sets the edit of the part `key` from its JSON `value`. Returns what this version does not know of `value` as an
    /// error.
    fn set(&mut self, key: &str, value: Value) -> Result<(), Value> {
        match key {
            "stance" => self.stance = edit(value)?,
            "confidence" => self.confidence = edit(value)?,
            "signal" => self.signal = edit(value)?,
            "threshold" => self.threshold = edit(value)?,
            "record" => self.record = edit(value)?,
            "claim" => self.claim = edit(value)?,
            "tags" => self.tags = edit(value)?,
            "note" => self.note = edit(value)?,
            "next" => self.next = edit(value)?,
            AUTO if value == Value::Bool(true) => self.auto = true,
            "identity" => {
                let Value::Object(answers) = value else { return Err(value) };
                let mut rest = Map::new();
                for (question, answer) in answers {
                    match question.parse().map_err(|_| answer.clone()).and_then(|number| Ok((number, edit(answer)?))) {
                        Ok((number, edit)) => drop(self.identity.insert(number, edit)),
                        Err(answer) => drop(rest.insert(question, answer)),
                    }
                }
                return if rest.is_empty() { Ok(()) } else { Err(Value::Object(rest)) };
            }
            _ => return Err(value),
        }
        Ok(())
    }
}

/// Parses the edit of a part from its JSON value; `null` removes the part. Returns a value that this version does not
/// know as an error.
fn edit<T: DeserializeOwned>(value: Value) -> Result<Edit<T>, Value> {
    if value.is_null() {
        return Ok(Edit::Clear);
    }
    T::deserialize(&value).map(Edit::Set).map_err(|_| value)
}
