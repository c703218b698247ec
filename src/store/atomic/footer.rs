//! Exported files with a checksum at the end, by which the next export recognizes whether the file is unchanged.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::export::footer::{Checksum, ExportFooter};

use super::{Access, AtomicFile, Ownership, StoreError};

/// Number of bytes at the start of a file that are searched for the mark of this program.
const HEAD: u64 = 4096;
/// Number of bytes at the end of a file that are searched for the checksum.
const TAIL: u64 = 256;

/// Writes the output of `write`, which must end in `footer`, to the file at `path`. An existing file is replaced only
/// if it has such a footer and has not changed since it was exported.
///
/// # Errors
/// If something else exists at `path`, or the file cannot be written.
pub fn write_with_footer(
    path: &Path,
    footer: &ExportFooter,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), StoreError> {
    AtomicFile::new(path, Access::Shared).replace_if(|path| owner_of(path, footer), write)
}

fn owner_of(path: &Path, footer: &ExportFooter) -> io::Result<Ownership> {
    if !fs::symlink_metadata(path)?.is_file() || !has_mark(path, footer.mark)? {
        return Ok(Ownership::Foreign);
    }
    Ok(if is_unchanged(path, footer)? { Ownership::Own } else { Ownership::Changed })
}

fn has_mark(file: &Path, mark: &str) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(file)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head.windows(mark.len().max(1)).any(|part| part == mark.as_bytes()))
}

/// Returns whether the checksum at the end of a file matches everything before the checksum.
fn is_unchanged(file: &Path, footer: &ExportFooter) -> io::Result<bool> {
    let mut file = File::open(file)?;
    let tail_at = file.metadata()?.len().saturating_sub(TAIL);
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(tail_at))?;
    Read::by_ref(&mut file).take(TAIL).read_to_end(&mut tail)?;
    let Some(at) = tail.windows(footer.before.len().max(1)).rposition(|part| part == footer.before.as_bytes()) else {
        return Ok(false);
    };
    let checksum_at = at + footer.before.len();
    file.rewind()?;
    let mut content = BufReader::new(file).take(tail_at + checksum_at as u64);
    let mut checksum = Checksum::default();
    loop {
        let bytes = content.fill_buf()?;
        let read = bytes.len();
        if read == 0 {
            break;
        }
        checksum.add(bytes);
        content.consume(read);
    }
    Ok(tail[checksum_at..] == *format!("{checksum}{}", footer.after).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::dir::tests::names;
    use super::*;

    const FOOTER: ExportFooter = ExportFooter { mark: "// ours", before: "// sum: ", after: "\n" };

    fn sealed(text: &str) -> String {
        let text = format!("// ours\n{text}\n{}", FOOTER.before);
        format!("{text}{}{}", Checksum::of(text.as_bytes()), FOOTER.after)
    }

    #[test]
    fn a_file_is_replaced_only_if_it_is_as_it_was_written() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("new/a.dot");
        let put = |text: &str| write_with_footer(&place, &FOOTER, |out| out.write_all(sealed(text).as_bytes()));
        // Long enough that the read head and the read tail do not overlap.
        put(&"1".repeat(10_000)).unwrap();
        put("2").unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), sealed("2"));
        let is_refused = |text: &str| {
            fs::write(&place, text).unwrap();
            let refused = matches!(put("3"), Err(StoreError::Changed(_)));
            refused && fs::read_to_string(&place).unwrap() == text
        };
        assert!(is_refused(&sealed("2").replace('2', "x")), "something else in it");
        assert!(is_refused(&(sealed("2") + "more")), "something after it");
        assert!(is_refused("// ours\n2\n"), "an earlier version has no footer");
        assert!(is_refused("// ours\n// sum: "), "cut off");
        fs::write(&place, "mine").unwrap();
        assert!(matches!(put("3"), Err(StoreError::Foreign(_))));
        assert_eq!(fs::read_to_string(&place).unwrap(), "mine");
        let failed = write_with_footer(&home.path().join("b"), &FOOTER, |_| Err(io::Error::other("no")));
        assert!(failed.is_err());
        assert_eq!(names(home.path()), ["new"]);
    }
}
