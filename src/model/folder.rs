//! What pages of some folders say where they do not say it themselves:
//! `[[defaults]]` of the configuration.

use crate::model::collection::Patterns;
use crate::text::data::Entry;

/// Defaults of the pages that fit a pattern.
#[derive(Clone, Debug, Default)]
pub struct FolderDefaults {
    /// Which pages, from the content folder.
    pub pages: Patterns,
    /// Keys of front matter with their values: `owner`, `backup`,
    /// `review_every`, `kind`.
    pub fields: Vec<Entry>,
}
