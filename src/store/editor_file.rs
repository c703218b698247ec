//! Text in a temporary file, to be edited by an external editor.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, TempPath};

/// Temporary file for an editor. It is deleted when it is dropped.
#[derive(Debug)]
pub struct EditorFile {
    path: TempPath,
}

impl EditorFile {
    /// Writes `text` to a new file that only the user may read.
    ///
    /// # Errors
    /// If the file cannot be created in the folder for temporary files.
    pub fn new(text: &str) -> io::Result<Self> {
        let mut file = Builder::new().prefix("stratlas-").suffix(".md").tempfile()?;
        file.write_all(text.as_bytes())?;
        Ok(Self { path: file.into_temp_path() })
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the edited text, read from the path of the file, because editors may have replaced the file.
    ///
    /// # Errors
    /// If the file is missing or its content is not UTF-8.
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
