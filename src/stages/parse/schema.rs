//! What front matter is read as: which fields it may hold, and which keys and
//! words in it are another tool's.

use crate::base::nearest::nearest_within;
use crate::model::config::{Dialect, Tolerance};
use crate::model::kind::{COMMON, Known};
use crate::model::tool::{Tool, Tools};
use crate::text::fields::is_same_key;

/// What front matter is read as.
#[derive(Clone, Copy)]
pub(super) struct Schema<'a> {
    /// What the page is; `None` for a page of data.
    pub known: Option<Known>,
    /// What it may hold beside the fields of its kind.
    pub dialect: &'a Dialect,
    /// The tools it is written for.
    pub tools: Tools,
    /// Where the text of the page begins: fields after it are its head.
    pub body: u32,
}

impl Schema<'_> {
    /// Tells whether pages may say what has a meaning elsewhere only.
    pub fn is_lenient(self) -> bool {
        !self.tools.is_empty() || self.dialect.tolerance == Tolerance::Foreign
    }

    /// Tells whether a key belongs to somebody else. A dotted name such as
    /// `ms.topic` always does, as do the keys that the site declares and
    /// those that the tool of the collection documents. Where that tool lets
    /// pages have any key, and on a site nobody configured, every name does
    /// that is not nearly one of ours.
    pub fn is_foreign(self, key: &str) -> bool {
        let is_declared = self.dialect.own_keys.iter().any(|own| is_same_key(own, key));
        if key.contains('.') || is_declared || self.tools.iter().any(|tool| tool.has_key(key)) {
            return true;
        }
        let takes_any = self.dialect.tolerance == Tolerance::Foreign
            || self.tools.iter().any(Tool::takes_any_key);
        let own = self.known.map(|known| known.kind.fields).unwrap_or_default();
        let names = || COMMON.iter().chain(own).map(|field| field.name);
        let is_near = || nearest_within(key, names(), 1).is_some();
        takes_any && (key.chars().count() < 5 || !is_near())
    }
}
