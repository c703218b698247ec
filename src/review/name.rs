//! Names that occur in many lines of a journal, such as those of reviewers, editions and time zones. Lines share their
//! memory, so that each name is stored only once.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Name whose clones share one text in memory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedName(Arc<str>);

impl From<&str> for SharedName {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl From<String> for SharedName {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}

impl Deref for SharedName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SharedName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for SharedName {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for SharedName {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Debug for SharedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for SharedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Pool of names that have occurred so far.
#[derive(Debug, Default)]
pub(super) struct NamePool(HashSet<SharedName>);

impl NamePool {
    /// Returns the pool's copy of `name`, which is added if it is new.
    pub(super) fn share(&mut self, name: &str) -> SharedName {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let name = SharedName::from(name);
        self.0.insert(name.clone());
        name
    }
}
