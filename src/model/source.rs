//! Files as read, before anything is understood.

use std::sync::Arc;

use crate::base::{FileId, Hash, SitePath};

/// One Markdown file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it is from the site's root; diagnostics show this.
    pub path: SitePath,
    /// Where it is from the content folder; addresses come from this.
    pub content_path: SitePath,
    /// Its name in spans.
    pub file: FileId,
    /// Its text.
    pub text: Arc<str>,
    /// The hash of its text.
    pub hash: Hash,
}

/// Everything found in the content folder.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Markdown files, sorted by path.
    pub pages: Vec<Arc<Source>>,
    /// All other files, as paths from the content folder, sorted. They are
    /// published only if a page refers to them.
    pub assets: Vec<SitePath>,
}
