//! Where a page says what it is, and whether it is held to it.

use crate::base::Span;
use crate::base::code::Profile;
use crate::model::document::Document;
use crate::model::front::Status;
use crate::model::kind::{Because, Kind};

/// Returns the kind that a page must be complete as. A folder nobody wrote
/// for Handover is held only to what its pages say themselves.
pub(super) fn expected(document: &Document, profile: Profile) -> Option<&'static Kind> {
    let known = document.kind?;
    let is_own = matches!(known.because, Because::Written | Because::Rule);
    let is_draft = document.front.status == Status::Draft;
    let counts = (is_own || profile != Profile::Adopt) && !is_draft;
    counts.then_some(known.kind)
}

/// Returns where a page says what it is, else its title.
pub(super) fn of_kind(document: &Document) -> Span {
    let is_written = document.kind.is_some_and(|known| known.because == Because::Written);
    match document.front.kind.as_ref().filter(|_| is_written) {
        Some(kind) => Span::new(document.source.file, kind.range),
        None => of_title(document),
    }
}

/// Returns the title of a page, else its beginning.
pub(super) fn of_title(document: &Document) -> Span {
    let file = document.source.file;
    let content = document.heading.as_ref().map(|heading| &*heading.content).unwrap_or_default();
    match (content.first(), content.last()) {
        (Some(first), Some(last)) => Span::new(file, first.range.cover(last.range)),
        _ => Span::start_of(file),
    }
}
