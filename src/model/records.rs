//! Data files: what pages refer to by name and no page says.

use std::sync::Arc;

use crate::base::{FileId, SitePath};
use crate::model::allow::Allow;
use crate::text::data::Node;

/// The folder of data files, in the content folder.
pub const DATA_FOLDER: &str = "data";

/// A data file: `data/NAME.yml`, or one of `data/NAME/*.yml`.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// What it holds: `roles`, `teams`.
    pub name: Box<str>,
    /// Where it is from the site's root.
    pub path: SitePath,
    /// Its name in spans.
    pub file: FileId,
    /// Its content, as it is written.
    pub node: Arc<Node>,
    /// Problems that its author allows.
    pub allows: Box<[Allow]>,
}
