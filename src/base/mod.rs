//! Words everything else is written with: places in text, problems, paths,
//! addresses, hashes.
//!
//! Nothing here knows what a page is, and nothing here touches a disk. What
//! needs Markdown, YAML or HTML belongs to `text`; what needs a page belongs
//! to `model`.

pub mod code;
pub mod diagnosed;
pub mod diagnostic;
pub mod hash;
pub mod nearest;
pub mod path;
pub mod position;
pub mod span;
pub mod url;

pub use code::Code;
pub use diagnosed::Diagnosed;
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use hash::Hash;
pub use path::SitePath;
pub use position::{LineIndex, Position};
pub use span::{FileId, Span, TextRange};
