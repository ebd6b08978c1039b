//! How much of what sequences name is written. Only lists that say so are
//! counted: the areas of a process, and next steps with a name in italics or
//! the page itself among them. Others are mere links.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::page::{Page, Target};
use crate::model::sequence::{Sequence, SequenceKind};
use crate::model::site::Coverage;

/// Counts the entries of all sequences.
pub(super) fn count(pages: &BTreeMap<PageId, Page>) -> Coverage {
    let mut coverage = Coverage::default();
    for page in pages.values() {
        let sequences = page.document.sequences.iter();
        let counted = |sequence: &&Sequence| match sequence.kind {
            SequenceKind::Areas => true,
            SequenceKind::NextSteps => sequence.marked,
        };
        let entries = sequences.filter(counted).flat_map(|sequence| &sequence.entries);
        for number in entries.filter_map(|entry| entry.reference()) {
            let (entry, written) = match page.targets.get(number as usize) {
                Some(Target::Planned(_) | Target::Broken) => (1, 0),
                Some(Target::Ignored) | None => (0, 0),
                Some(_) => (1, 1),
            };
            coverage.entries += entry;
            coverage.written += written;
        }
    }
    coverage
}
