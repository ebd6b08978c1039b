//! Gives every reference of a page a meaning.
//!
//! After this stage nothing is unresolved: a page's targets are as many as
//! its references, and what leads nowhere was reported where it is written.

mod entry;
mod link;
mod mention;
mod name;
mod role;

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use crate::base::{Code, Diagnosed, Diagnostic, SitePath, Span, TextRange, url};
use crate::model::catalog::{Catalog, Identity, PageId};
use crate::model::document::{Document, Reference, ReferenceKind};
use crate::model::page::{Page, Target};
use crate::text::destination::{Destination, PageText};
use crate::text::variable;

/// What the resolution of one page reads.
pub(crate) struct Ctx<'a> {
    pub catalog: &'a Catalog,
    pub id: PageId,
    pub document: &'a Document,
    /// The text, taken apart when the first problem needs it.
    pub text: OnceCell<PageText<'a>>,
}

/// Resolves the references of one page; `None` for a page without a document.
pub fn resolve(id: PageId, identity: &Identity, catalog: &Catalog) -> Option<Diagnosed<Page>> {
    let document = identity.document.as_ref()?;
    let mut found = Vec::new();
    let ctx = |document| Ctx { catalog, id, document, text: OnceCell::new() };
    let targets = targets(&ctx(document), &document.included, &mut found);
    let grafts = document.grafts.iter().map(|graft| match graft.document() {
        Some(document) => self::targets(&ctx(document), &graft.included, &mut found),
        None => Box::default(),
    });
    let grafts: Box<[_]> = grafts.collect();
    if !grafts.is_empty() {
        // A file that a page shows a thousand times has its problems once.
        found.sort_unstable();
        found.dedup();
    }
    let page = Page { id, targets, grafts, document: Arc::clone(document) };
    Some(Diagnosed::new(page, found))
}

/// Resolves the references of one document that stands in a page.
fn targets(ctx: &Ctx<'_>, included: &[(u32, u32)], found: &mut Vec<Diagnostic>) -> Box<[Target]> {
    let references = ctx.document.references.iter().enumerate();
    let target = |(number, reference): (usize, &Reference)| {
        let filled = filled(ctx, reference);
        target(ctx, included, (number, filled.as_ref().unwrap_or(reference)), found)
    };
    references.map(target).collect()
}

/// Resolves one reference.
fn target(
    ctx: &Ctx<'_>,
    included: &[(u32, u32)],
    (number, reference): (usize, &Reference),
    found: &mut Vec<Diagnostic>,
) -> Target {
    match reference.kind {
        ReferenceKind::Ignored => Target::Ignored,
        ReferenceKind::Name => name::resolve(ctx, reference, found),
        ReferenceKind::Role => role::resolve(ctx, reference, found),
        ReferenceKind::Party => role::resolve_party(ctx, reference, found),
        ReferenceKind::Mention => mention::resolve(ctx, reference),
        ReferenceKind::Italic | ReferenceKind::Bold => entry::resolve(ctx, reference, found),
        ReferenceKind::Include => {
            let at = included.binary_search_by_key(&number, |(number, _)| *number as usize);
            let graft = at.ok().and_then(|at| included.get(at));
            graft.map_or(Target::Broken, |(_, graft)| Target::Graft(*graft))
        }
        ReferenceKind::Link | ReferenceKind::Image | ReferenceKind::Autolink => {
            link::resolve(ctx, reference, found)
        }
    }
}

/// Puts values into an address that mentions any. The first part of an
/// address may be a value as it is; others are written as parts of one.
fn filled(ctx: &Ctx<'_>, reference: &Reference) -> Option<Reference> {
    let written = &*reference.destination;
    if !written.contains("{{") {
        return None;
    }
    let first = variable::find(written).first().map(|mention| mention.range.start);
    let mut is_first = first == Some(0);
    let is_text = reference.kind == ReferenceKind::Name || reference.kind.is_role();
    let value = RefCell::new(|name: &str| {
        let value = ctx.catalog.records.value(name)?;
        let as_it_is = std::mem::take(&mut is_first) || is_text;
        Some(if as_it_is {
            value
        } else {
            url::encode_path(&value).trim_start_matches("./").to_string()
        })
    });
    let destination = variable::fill(written, &|name| (value.borrow_mut())(name));
    Some(Reference { destination: destination.into(), ..reference.clone() })
}

impl Ctx<'_> {
    /// Returns the folder the page's relative links start from.
    pub fn folder(&self) -> SitePath {
        self.document.source.content_path.parent()
    }

    /// Adds the edit that lets a link lead to `path`, in the style it has.
    pub fn fix_path(
        &self,
        problem: Diagnostic,
        reference: &Reference,
        path: &SitePath,
    ) -> Diagnostic {
        let edit = self.destination(reference).leading_to(path, &self.folder());
        self.with_edit(problem, edit)
    }

    /// Adds the edit that writes another fragment.
    pub fn fix_fragment(&self, problem: Diagnostic, reference: &Reference, id: &str) -> Diagnostic {
        let edit = match reference.kind {
            ReferenceKind::Name => {
                let written = reference.range.of(&self.document.source.text);
                let fragment = reference.destination.split_once('#').map(|(_, after)| after);
                (fragment == Some(written)).then(|| (reference.range, id.into()))
            }
            _ => self.destination(reference).with_fragment(id),
        };
        self.with_edit(problem, edit)
    }

    fn destination<'b>(&'b self, reference: &'b Reference) -> Destination<'b> {
        let text = self.text.get_or_init(|| PageText::new(&self.document.source.text));
        text.destination(reference.range, reference.destination.trim())
    }

    fn with_edit(&self, problem: Diagnostic, edit: Option<(TextRange, String)>) -> Diagnostic {
        match edit {
            // What is written is a name of the address, not the address.
            Some((range, _)) if range.of(&self.document.source.text).contains("{{") => problem,
            Some((range, text)) => problem.fix(Span::new(self.document.source.file, range), text),
            None => problem,
        }
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
