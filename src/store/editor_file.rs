//! Text on its way through an editor, in a temporary file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, TempPath};

/// A temporary file for an editor; deleted when dropped.
#[derive(Debug)]
pub struct EditorFile {
    path: TempPath,
}

impl EditorFile {
    /// Writes `text` into a new file that nobody else may read.
    ///
    /// # Errors
    /// If the folder for temporary files cannot be written.
    pub fn new(text: &str) -> io::Result<Self> {
        let mut file = Builder::new().prefix("stratlas-").suffix(".md").tempfile()?;
        file.write_all(text.as_bytes())?;
        Ok(Self { path: file.into_temp_path() })
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file. Editors may have put another file in its place.
    ///
    /// # Errors
    /// If it is gone or is not UTF-8.
    pub fn text(&self) -> io::Result<String> {
        fs::read_to_string(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_although_an_editor_replaced_it_and_is_deleted_afterwards() {
        let file = EditorFile::new("before\n").unwrap();
        assert_eq!(file.text().unwrap(), "before\n");
        let path = file.path().to_owned();
        let beside = path.with_extension("new");
        fs::write(&beside, "after\n\nmore\n").unwrap();
        fs::rename(&beside, &path).unwrap();
        assert_eq!(file.text().unwrap(), "after\n\nmore\n");
        drop(file);
        assert!(!path.exists());
    }
}
