//! Sheets: text on its way through an editor, in a file of its own that is gone afterwards.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, TempPath};

/// Text in a file that an editor can work on; the file goes when the sheet does.
#[derive(Debug)]
pub struct Sheet {
    path: TempPath,
}

impl Sheet {
    /// A sheet with `text` on it, which nobody else may read.
    ///
    /// # Errors
    /// If the folder for temporary files cannot be written.
    pub fn new(text: &str) -> io::Result<Self> {
        let mut file = Builder::new().prefix("stratlas-").suffix(".md").tempfile()?;
        file.write_all(text.as_bytes())?;
        Ok(Self { path: file.into_temp_path() })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What stands on it now. Editors may have put another file in its place.
    ///
    /// # Errors
    /// If it is gone or is no UTF-8 text.
    pub fn text(&self) -> io::Result<String> {
        fs::read_to_string(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_read_back_although_it_was_replaced_and_is_gone_afterwards() {
        let sheet = Sheet::new("before\n").unwrap();
        assert_eq!(sheet.text().unwrap(), "before\n");
        let path = sheet.path().to_owned();
        let beside = path.with_extension("new");
        fs::write(&beside, "after\n\nmore\n").unwrap();
        fs::rename(&beside, &path).unwrap();
        assert_eq!(sheet.text().unwrap(), "after\n\nmore\n");
        drop(sheet);
        assert!(!path.exists());
    }
}
