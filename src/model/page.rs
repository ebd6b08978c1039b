//! A page with all its references resolved.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::SitePath;
use crate::model::catalog::{KindName, PageId};
use crate::model::document::{Document, Reference};
use crate::model::flow::Flow;
use crate::model::graft::id_in_page;
use crate::model::relation::Duty;

/// What a reference turned out to mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A page, perhaps a place in it.
    Page(PageId, Option<Box<str>>),
    /// The list of the pages of a kind.
    Kind(KindName),
    /// A place in the same page.
    Here(Box<str>),
    /// A file that is published beside the pages, with its fragment.
    Asset(SitePath, Option<Box<str>>),
    /// An address outside the site, safe to follow.
    External(Box<str>),
    /// A page announced or asked for, and not written: the name as written.
    Planned(Box<str>),
    /// Another file that is shown here: an index into the page's grafts.
    Graft(u32),
    /// Nothing; it was reported.
    Broken,
    /// A construct that is not supported; it was reported.
    Ignored,
}

/// A flow of a page, with the file that describes it.
#[derive(Clone, Copy, Debug)]
pub struct ShownFlow<'a> {
    /// The flow.
    pub flow: &'a Flow,
    /// The page's own document, or one that it includes.
    pub document: &'a Document,
    /// The meaning of each of its references.
    pub targets: &'a [Target],
    /// Ids of the file that are taken in the page.
    pub ids: &'a [(Box<str>, Box<str>)],
}

impl<'a> ShownFlow<'a> {
    /// Returns the meaning of a reference of the flow.
    pub fn target(&self, reference: u32) -> Option<&'a Target> {
        self.targets.get(reference as usize)
    }
}

/// A page whose references all have a meaning.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which page it is.
    pub id: PageId,
    /// Its document.
    pub document: Arc<Document>,
    /// The meaning of each of the document's references.
    pub targets: Box<[Target]>,
    /// The same for each of the document's grafts.
    pub grafts: Box<[Box<[Target]>]>,
}

impl Page {
    /// Returns the page's document and those of its grafts, each with the
    /// meaning of its references.
    pub fn parts(&self) -> impl Iterator<Item = (&Arc<Document>, &[Target])> {
        let grafts = self.document.grafts.iter().zip(&self.grafts);
        let grafts = grafts.filter_map(|(graft, targets)| Some((graft.document()?, &**targets)));
        std::iter::once((&self.document, &*self.targets)).chain(grafts)
    }

    /// Returns the flows that the page describes, as far as they are known,
    /// its own first.
    pub fn flows(&self) -> impl Iterator<Item = ShownFlow<'_>> {
        let (document, targets): (&Document, &[Target]) = (&self.document, &self.targets);
        let own = document.flows.iter();
        let own = own.map(move |flow| ShownFlow { flow, document, targets, ids: &[] });
        let grafts = self.document.grafts.iter().zip(&self.grafts);
        let grafted = grafts.filter_map(|(graft, targets)| {
            let document = graft.document()?;
            let shown = document.flows.iter().filter(|flow| graft.shows(flow.range));
            Some(shown.map(move |flow| {
                let (document, targets): (&Document, &[Target]) = (document, targets);
                ShownFlow { flow, document, targets, ids: &graft.ids }
            }))
        });
        own.chain(grafted.flatten()).filter(|shown| shown.flow.is_known())
    }

    /// Returns what roles do as the page shows it, its own duties first: those
    /// of a file of which a part is included only if that part has them. The
    /// meaning of the references of its document stands with each.
    pub fn duties(&self) -> impl Iterator<Item = (&Arc<Document>, &[Target], Cow<'_, Duty>)> {
        let own = self.document.duties.iter();
        let own = own.map(|duty| (&self.document, &*self.targets, Cow::Borrowed(duty)));
        let grafts = self.document.grafts.iter().zip(&self.grafts);
        let grafted = grafts.filter_map(|(graft, targets)| {
            let document = graft.document()?;
            let shown = document.duties.iter().filter(|duty| graft.shows(duty.range));
            Some(shown.map(move |duty| {
                let mut duty = Cow::Borrowed(duty);
                let anchor = duty.anchor.as_deref().map(|id| id_in_page(&graft.ids, id));
                if anchor != duty.anchor.as_deref() {
                    let anchor = anchor.map(Into::into);
                    duty.to_mut().anchor = anchor;
                }
                (document, &**targets, duty)
            }))
        });
        own.chain(grafted.flatten())
    }

    /// Returns everything the page refers to, with its document and meaning.
    pub fn references(&self) -> impl Iterator<Item = (&Arc<Document>, &Reference, &Target)> {
        self.parts().flat_map(|(document, targets)| {
            let references = document.references.iter().zip(targets);
            references.map(move |(reference, target)| (document, reference, target))
        })
    }
}
