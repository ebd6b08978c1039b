//! Gives every reference of a page a meaning.
//!
//! After this stage nothing is unresolved: a page's targets are as many as
//! its references, and what leads nowhere was reported where it is written.

mod link;
mod name;

use crate::base::{Code, Diagnosed, Diagnostic, SitePath, Span};
use crate::model::catalog::{Catalog, Identity, PageId};
use crate::model::document::{Document, Reference, ReferenceKind};
use crate::model::page::{Page, Target};

/// What the resolution of one page reads.
pub(crate) struct Ctx<'a> {
    pub catalog: &'a Catalog,
    pub id: PageId,
    pub document: &'a Document,
}

/// Resolves the references of one page; `None` for a page without a document.
pub fn resolve(id: PageId, identity: &Identity, catalog: &Catalog) -> Option<Diagnosed<Page>> {
    let document = identity.document.as_ref()?;
    let ctx = Ctx { catalog, id, document };
    let mut found = Vec::new();
    let targets = document
        .references
        .iter()
        .map(|reference| match reference.kind {
            ReferenceKind::Ignored => Target::Ignored,
            ReferenceKind::Name => name::resolve(&ctx, reference, &mut found),
            ReferenceKind::Link | ReferenceKind::Image | ReferenceKind::Autolink => {
                link::resolve(&ctx, reference, &mut found)
            }
        })
        .collect();
    let page = Page { id, document: document.clone(), targets };
    Some(Diagnosed::new(page, found))
}

impl Ctx<'_> {
    /// Returns the folder the page's relative links start from.
    pub fn folder(&self) -> SitePath {
        self.document.source.content_path.parent()
    }

    /// Makes a problem at the destination of a reference.
    pub fn problem(
        &self,
        code: Code,
        reference: &Reference,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, Span::new(self.document.source.file, reference.range), message)
    }
}
