//! Pages in forms that leave the program. Nothing here touches files or streams: what is made is text.

mod hyperlink;
pub mod json;
pub mod markdown;
pub mod report;
pub mod text;
pub mod trail;
