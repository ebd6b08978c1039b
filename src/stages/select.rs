//! Leaves out what this build must not show.
//!
//! It stands before identity on purpose: what is left out here has no
//! address, no name and no place in any list, so no later stage can leak it.

use std::sync::Arc;

use crate::model::document::Document;
use crate::model::front::Status;
use crate::model::selected::{Selected, Selection};

/// Keeps a document, or withholds it: a file that only announces a page
/// (`status: planned`) is not a page.
pub fn select(document: Arc<Document>) -> Selection {
    match document.front.status {
        Status::Planned => Selection::Announced(document),
        _ => Selection::Kept(Selected::after_selection(document)),
    }
}
