//! Formats pages and atlases for other programs and for readers. No code here opens a file: the result is returned as
//! text or written to a given writer.

pub mod atlas;
mod calendar;
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

pub use calendar::calendar;

/// Part of a page or of an atlas for serialization, with the atlas that the ids in it refer to.
struct InAtlas<'a, T>(&'a crate::model::Atlas, T);

/// Returns whether `url` is a web address: only these become links in exports.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
