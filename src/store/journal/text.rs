//! Bodies of judged texts, which stay in their journal on disk until they are displayed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use crate::review::{Digest, JournalEvent, TextBody};

use super::read::parse;

/// Returns the body of the text with this digest, to be read later from the journal at `path`. The line that contains
/// the body starts at the byte `start` and is `length` bytes long.
pub(super) fn stored(path: Arc<Path>, start: u64, length: usize, digest: Digest) -> TextBody {
    TextBody::stored(move || read(&path, start, length, digest))
}

/// Reads the body from the journal; `None` if another line is at its position, because the journal was rewritten.
fn read(path: &Path, start: u64, length: usize, digest: Digest) -> Option<String> {
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes).ok()?;
    match parse(&bytes).ok()??.event {
        JournalEvent::Text { digest: found, body } if found == digest && body.is_of(digest) => {
            body.read().map(std::borrow::Cow::into_owned)
        }
        _ => None,
    }
}
