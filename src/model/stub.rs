//! Pages that stand where a procedure should be and hold none.
//!
//! A page is a stub if nothing on it says what to do: it has no steps, no
//! commands, no numbered list and no tasks, no flow and no included file, and
//! what stands below the headings of its procedure is nothing, or a mark such
//! as `TODO`.

use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Document, plain_text};
use crate::model::procedure::Purpose;
use crate::model::walk;

/// Words that stand where a text is to be written, in lower case.
const MARKS: &[&str] = &[
    "todo",
    "tbd",
    "tbc",
    "fixme",
    "wip",
    "n a",
    "none",
    "to do",
    "to be done",
    "to be defined",
    "to be determined",
    "to be written",
    "to be added",
    "coming soon",
    "work in progress",
    "under construction",
    "not written yet",
];

/// Marks that say so of whatever follows them.
const BEGINNINGS: &[&str] = &["todo", "tbd", "fixme"];

/// Tells whether a page says nothing of what to do.
pub fn is_stub(document: &Document) -> bool {
    let has_steps = document.procedure.iter().any(|section| !section.steps.is_empty());
    if has_steps || !document.flows.is_empty() {
        return false;
    }
    let headings: Vec<TextRange> = (document.procedure.iter())
        .filter(|own| !matches!(own.purpose, Purpose::Verification | Purpose::CleanUp))
        .filter_map(|section| section.heading.as_ref().map(|title| title.range))
        .collect();
    let mut level = None;
    for block in &document.body {
        if let BlockKind::Heading(heading) = &block.kind {
            let next = headings.partition_point(|own| own.start < block.range.start);
            let is_own = headings.get(next).is_some_and(|own| own.end <= block.range.end);
            match level {
                Some(above) if above < heading.level => {}
                _ => level = is_own.then_some(heading.level),
            }
            continue;
        }
        if is_work(block) || level.is_some() && !is_mark(block, document) {
            return false;
        }
    }
    true
}

/// Tells whether a block is something to do, wherever it stands.
fn is_work(block: &Block) -> bool {
    let mut found = false;
    walk::walk(std::slice::from_ref(block), &mut |block| {
        found |= match &block.kind {
            BlockKind::Code(code) => !is_waiting(&code.text),
            BlockKind::List(list) => {
                list.start.is_some() || list.items.iter().any(|item| item.task.is_some())
            }
            BlockKind::Include(_) | BlockKind::Flow(_) => true,
            _ => false,
        };
    });
    found
}

/// Tells whether a block says nothing yet.
fn is_mark(block: &Block, document: &Document) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
            is_waiting(&plain_text(content, &document.source.text))
        }
        BlockKind::Rule | BlockKind::Contents => true,
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).all(|own| is_mark(own, document))
        }
        BlockKind::Code(code) => is_waiting(&code.text),
        BlockKind::Quote(blocks) => blocks.iter().all(|own| is_mark(own, document)),
        BlockKind::Callout(callout) => callout.blocks.iter().all(|own| is_mark(own, document)),
        _ => false,
    }
}

/// Tells whether a text is only a mark that something is to be written.
fn is_waiting(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    let begins = words.split(' ').next().is_some_and(|first| BEGINNINGS.contains(&first));
    words.is_empty() || begins || MARKS.contains(&&*words)
}

#[cfg(test)]
mod tests {
    use super::is_waiting;

    #[test]
    fn a_mark_is_no_text() {
        for text in ["", "TODO", "_TBD_.", "TODO: say how", "...", "N/A", "To be written"] {
            assert!(is_waiting(text), "{text}");
        }
        for text in ["Restart it", "None of the disks is full", "Todos are kept", "To do it, wait"]
        {
            assert!(!is_waiting(text), "{text}");
        }
    }
}
