//! Proof that a document may be shown.

use std::sync::Arc;

use crate::model::document::Document;

/// A document with nothing in it that this build must not show.
///
/// Only `stages::select` makes one, and every later stage asks for one.
#[derive(Clone, Debug)]
pub struct Selected(Arc<Document>);

/// What becomes of a document.
#[derive(Clone, Debug)]
pub enum Selection {
    /// It is a page.
    Kept(Selected),
    /// It announces a page.
    Announced(Arc<Document>),
}

impl Selected {
    /// Wraps a document that has been looked through.
    pub(crate) fn after_selection(document: Arc<Document>) -> Selected {
        Selected(document)
    }

    /// Returns the document.
    pub fn document(&self) -> &Arc<Document> {
        &self.0
    }
}
