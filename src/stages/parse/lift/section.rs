//! Sections of a body by the names of their headings, and the text in them.

use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Heading, plain_text};
use crate::model::walk;

/// At most so many characters of a text are kept where only its beginning is.
const LONGEST: usize = 300;

/// Finds the sections whose names fit, each with the blocks up to the next
/// heading of its level. One in another is part of that one.
pub(super) fn find<'b>(
    source: &str,
    body: &'b [Block],
    fits: impl Fn(&str) -> bool,
) -> Vec<(&'b Heading, &'b [Block])> {
    let mut sections = Vec::new();
    let mut at = 0;
    while let Some(block) = body.get(at) {
        at += 1;
        let BlockKind::Heading(heading) = &block.kind else { continue };
        if !fits(&name(source, heading)) {
            continue;
        }
        let rest = body.get(at..).unwrap_or_default();
        let ends = |block: &Block| matches!(&block.kind, BlockKind::Heading(next) if next.level <= heading.level);
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let (inside, _) = rest.split_at(length);
        sections.push((&**heading, inside));
        at += length;
    }
    sections
}

/// Writes a heading as names of sections are compared.
pub(in crate::stages::parse) fn name(source: &str, heading: &Heading) -> String {
    let text = plain_text(&heading.content, source).replace('\u{2019}', "'");
    loose(text.trim_end_matches(['?', ':', '.', '!', ' ', '\u{a0}']))
}

/// Returns the bytes of a run of blocks that follows a heading.
pub(super) fn range(heading: &Heading, blocks: &[Block]) -> TextRange {
    let end = TextRange { start: heading.range.end, end: heading.range.end };
    match (blocks.first(), blocks.last()) {
        (Some(first), Some(last)) => first.range.cover(last.range),
        _ => end,
    }
}

/// Returns the beginning of what blocks say: the first paragraph or item with
/// words, without markup.
pub(super) fn beginning(source: &str, blocks: &[Block]) -> Box<str> {
    let mut first = String::new();
    let text_of = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
            words(&plain_text(content, source))
        }
        _ => String::new(),
    };
    for block in blocks {
        if matches!(block.kind, BlockKind::Heading(_)) || !first.is_empty() {
            break;
        }
        first = text_of(block);
        if let BlockKind::List(list) = &block.kind {
            let mut inside = list.items.iter().flat_map(|item| &item.blocks);
            first = inside.next().map(text_of).unwrap_or_default();
        }
    }
    match first.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", first.get(..end).unwrap_or_default().trim_end()).into(),
        None => first.into(),
    }
}

/// Returns all words of some blocks, without markup.
pub(super) fn text(source: &str, blocks: &[Block]) -> String {
    let mut text = String::new();
    walk::walk(blocks, &mut |block| {
        for inlines in walk::inlines(block) {
            text.push(' ');
            text.push_str(&plain_text(inlines, source));
        }
    });
    words(&text)
}

/// Writes every run of white space as one space.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
