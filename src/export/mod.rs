//! Pages and atlases in forms that leave the program. Nothing here touches files or streams: what is made is text.

pub mod atlas;
pub mod csv;
pub mod dot;
pub mod footer;
pub mod graphml;
pub mod html;
mod hyperlink;
pub mod json;
pub mod markdown;
mod paths;
pub mod report;
pub mod text;
pub mod trail;
pub mod vault;

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, with slashes. It leads nowhere but down, whatever the atlas holds.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

impl File {
    fn new(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), text }
    }
}
