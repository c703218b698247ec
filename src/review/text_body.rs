//! Bodies of judged texts. Few bodies are ever displayed, so reading a journal leaves them on disk.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::digest::Digest;

/// Body of a text that a reviewer judged, in memory or still on disk.
#[derive(Clone)]
pub struct TextBody(Source);

#[derive(Clone)]
enum Source {
    Memory(Arc<str>),
    Stored(Arc<dyn Fn() -> Option<String> + Send + Sync>),
}

impl TextBody {
    /// Creates a body that `read` reads from disk when needed; `read` returns `None` if the text is no longer there.
    pub fn stored(read: impl Fn() -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Source::Stored(Arc::new(read)))
    }

    /// Returns the text of the body; `None` if it is no longer on disk.
    pub fn read(&self) -> Option<Cow<'_, str>> {
        match &self.0 {
            Source::Memory(text) => Some(Cow::Borrowed(text)),
            Source::Stored(read) => read().map(Cow::Owned),
        }
    }

    /// Returns whether `digest` is the digest of the body. It is true for a body on disk, whose digest was checked when
    /// the journal was read.
    pub fn is_of(&self, digest: Digest) -> bool {
        match &self.0 {
            Source::Memory(text) => Digest::of(text) == digest,
            Source::Stored(_) => true,
        }
    }
}

impl From<String> for TextBody {
    fn from(text: String) -> Self {
        Self(Source::Memory(text.into()))
    }
}

impl PartialEq for TextBody {
    fn eq(&self, other: &Self) -> bool {
        self.read() == other.read()
    }
}

impl Eq for TextBody {}

impl fmt::Debug for TextBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.read(), f)
    }
}

impl Serialize for TextBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.read().unwrap_or_default().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TextBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
