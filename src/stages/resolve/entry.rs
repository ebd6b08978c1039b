//! Names in italics or bold in a list of next steps.
//!
//! Unlike a `[[name]]` they were not written for us: what is not certain
//! stays as its author wrote it.

use super::Ctx;
use crate::base::{Code, Diagnostic};
use crate::model::catalog::{PageId, loose};
use crate::model::document::{Reference, ReferenceKind};
use crate::model::page::Target;

/// At most so many pages are named in a problem.
const MOST_NAMED: usize = 5;

pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference, found: &mut Vec<Diagnostic>) -> Target {
    let name = &*reference.destination;
    let catalog = ctx.catalog;
    let by_id = catalog.by_id.get(name).map(std::slice::from_ref);
    let pages = catalog.by_name.get(&loose(name)).map(Vec::as_slice).or(by_id);
    match pages.unwrap_or_default() {
        [] if reference.kind == ReferenceKind::Italic => Target::Planned(name.into()),
        [] => Target::Ignored,
        [page] => Target::Page(*page, None),
        several => {
            found.push(ambiguous(ctx, reference, several));
            Target::Ignored
        }
    }
}

fn ambiguous(ctx: &Ctx<'_>, reference: &Reference, pages: &[PageId]) -> Diagnostic {
    let name = &reference.destination;
    let identities = pages.iter().filter_map(|id| ctx.catalog.page(*id));
    let ids: Vec<String> =
        identities.take(MOST_NAMED).map(|page| format!("`[[{}]]`", page.id)).collect();
    let message = format!("{} pages are called \"{name}\"", pages.len());
    ctx.problem(Code::AMBIGUOUS_ENTRY, reference, message)
        .help(format!("write {}, or a link to its file", ids.join(" or ")))
}
