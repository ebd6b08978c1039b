//! Which of the edits that problems carry are made.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, FileId};
use crate::edit::text::{TextEdit, compatible};

/// What is to be edited in one round.
#[derive(Debug, Default)]
pub struct Fixes {
    /// Edits by file, in order, none over another.
    pub edits: BTreeMap<FileId, Vec<TextEdit>>,
    /// How many problems of each code they remove.
    pub counts: BTreeMap<Code, usize>,
}

/// Chooses among the edits of `diagnostics` (sorted) those of the codes in
/// `only`, or of all codes where it is empty. Of edits that overlap, the
/// first in the file is made; the others wait for the next round.
pub fn choose(diagnostics: &[Diagnostic], only: &[Code]) -> Fixes {
    let mut wanted: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    let fixes = diagnostics.iter().filter_map(|diagnostic| {
        let fix = diagnostic.fix.as_ref()?;
        let is_wanted = only.is_empty() || only.contains(&diagnostic.code);
        is_wanted.then(|| (diagnostic.code, fix.span.file, edit(fix)))
    });
    let fixes: Vec<(Code, FileId, TextEdit)> = fixes.collect();
    for (_, file, edit) in &fixes {
        wanted.entry(*file).or_default().push(edit.clone());
    }
    let edits: BTreeMap<FileId, Vec<TextEdit>> =
        wanted.into_iter().map(|(file, edits)| (file, compatible(edits))).collect();
    let made: BTreeSet<(FileId, &TextEdit)> =
        edits.iter().flat_map(|(file, edits)| edits.iter().map(|edit| (*file, edit))).collect();
    let mut counts = BTreeMap::new();
    for (code, file, edit) in &fixes {
        if made.contains(&(*file, edit)) {
            *counts.entry(*code).or_default() += 1;
        }
    }
    Fixes { edits, counts }
}

fn edit(fix: &crate::base::Fix) -> TextEdit {
    TextEdit::new(fix.span.range, fix.replacement.as_str())
}
