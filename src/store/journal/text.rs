//! Bodies of judged texts that stay in their journal until they are shown.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use crate::review::{Digest, JournalEvent, TextBody};

use super::read::parse;

/// Returns the body of the text with the digest `digest`, whose line begins at the byte `start` of the journal at `path`
/// and is `length` bytes long.
pub(super) fn stored(path: Arc<Path>, start: u64, length: usize, digest: Digest) -> TextBody {
    TextBody::stored(move || read(&path, start, length, digest))
}

/// Reads the body again; `None` if another line is in its place, because the journal was written anew.
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
