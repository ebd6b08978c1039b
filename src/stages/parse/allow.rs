//! Suppressions in a page: `<!-- handover allow CODE: REASON -->`.
//!
//! At the end of a line a mark is for that item, row, heading or paragraph;
//! alone on a line, for the next block. Only comments count that the parser
//! took for such: what is shown as code is none.

use super::builder::Builder;
use crate::base::{Code, Diagnostic, LineIndex, TextRange};
use crate::model::allow::{self, Allow, Mark};
use crate::model::document::{Block, BlockKind};
use crate::model::flow::FlowOrigin;
use crate::model::walk::{children, walk};

/// A mark whose blocks are looked for.
struct Placed {
    /// The bytes of the comment.
    comment: TextRange,
    code: Code,
    place: TextRange,
    /// Whether it stands alone on its line.
    alone: bool,
    covers: Option<TextRange>,
}

/// Reads the marks among the comments of a page, and those in code of the
/// language `process`.
pub(super) fn read(builder: &mut Builder<'_>, body: &[Block]) -> Vec<Allow> {
    let source = builder.source;
    let text: &str = &source.text;
    let mut found = std::mem::take(&mut builder.found);
    let mut allows = Vec::new();
    let mut marks: Vec<Placed> = Vec::new();
    for comment in &builder.comments {
        marks.extend(mark(builder, *comment, &mut found));
    }
    if !marks.is_empty() {
        marks.sort_by_key(|mark| mark.comment);
        marks.dedup_by_key(|mark| mark.comment);
        let lines = LineIndex::new(text);
        place(&lines, builder, body, &mut marks);
        allows.extend(allowances(&lines, text, &marks));
    }
    let mut last = TextRange::default();
    walk(body, &mut |block| {
        let is_process = match &block.kind {
            BlockKind::Code(code) => &*code.language == "process",
            BlockKind::Flow(index) => is_fence(builder, *index),
            _ => false,
        };
        // A fence that was not read whole stands below its figure again.
        if is_process && block.range != last {
            last = block.range;
            allows.extend(allow::read_code(source.file, (text, block.range), &mut found));
        }
    });
    builder.found = found;
    allows
}

fn is_fence(builder: &Builder<'_>, index: u32) -> bool {
    let flow = builder.flows.get(index as usize);
    flow.is_some_and(|flow| flow.origin == FlowOrigin::Fence)
}

fn mark(builder: &Builder<'_>, comment: TextRange, found: &mut Vec<Diagnostic>) -> Option<Placed> {
    let written = builder.text(comment);
    let inside = written.strip_prefix("<!--")?.strip_suffix("-->")?;
    let mark = Mark::find(comment, inside, comment.start + "<!--".len() as u32)?;
    let (code, place) = mark.read(builder.source.file, found)?;
    let alone = is_alone(&builder.source.text, comment);
    Some(Placed { comment, code, place, alone, covers: None })
}

/// Tells whether nothing else stands on the lines of a comment; the signs of
/// a quotation do not count.
fn is_alone(text: &str, comment: TextRange) -> bool {
    let before = text.get(..comment.start as usize).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\t', '>']);
    let after = text.get(comment.end as usize..).unwrap_or_default();
    let after = after.trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// Makes the allowances of marks whose blocks are found.
///
/// A mark alone covers what stands between it and its block as well: a
/// definition of a link is no block. Behind the last block it covers the
/// lines up to the next empty one.
fn allowances(lines: &LineIndex<'_>, text: &str, marks: &[Placed]) -> Vec<Allow> {
    let mut below = TextRange::default();
    let mut allows = Vec::with_capacity(marks.len());
    for mark in marks {
        let start = mark.comment.end;
        let covers = match mark.covers {
            Some(block) if mark.alone => TextRange { start, end: block.end.max(start) },
            Some(block) => block,
            None if mark.alone => {
                // Of marks one below the other the lines are the same.
                let known = TextRange { start, end: below.end.max(start) };
                if known.of(text).trim_start().is_empty() {
                    below = lines_below(text, start);
                }
                TextRange { start, end: below.end.max(start) }
            }
            None => lines.range(lines.line_of(mark.comment.start as usize)),
        };
        allows.push(Allow { code: mark.code, covers, place: mark.place });
    }
    allows
}

/// Returns the lines that follow a byte, up to the next empty one.
fn lines_below(text: &str, start: u32) -> TextRange {
    let rest = text.get(start as usize..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start().len();
    let below = rest.get(lead..).unwrap_or_default();
    let is_blank = |line: &&str| !line.trim().is_empty();
    let length: usize = below.split_inclusive('\n').take_while(is_blank).map(str::len).sum();
    TextRange::new(start as usize, start as usize + lead + length)
}

/// Finds the blocks of marks in the whole page. Its title is a block here.
fn place(lines: &LineIndex<'_>, builder: &Builder<'_>, body: &[Block], marks: &mut [Placed]) {
    let range = builder.heading.as_ref().map(|heading| heading.range);
    let title = range.map(|range| Block { range, kind: BlockKind::Rule });
    let mut blocks: Vec<&Block> = body.iter().collect();
    if let Some(title) = &title {
        let at = blocks.partition_point(|block| block.range.start < title.range.start);
        blocks.insert(at, title);
    }
    let footnotes = builder.definitions.values().flat_map(|(_, blocks)| blocks.iter());
    blocks.extend(footnotes);
    blocks.sort_by_key(|block| block.range.start);
    place_in(lines, &blocks, None, marks);
    // Behind the last block of a page there can still be definitions.
    let end = blocks.last().map_or(0, |block| block.range.end);
    for mark in marks.iter_mut().filter(|mark| mark.alone && end <= mark.comment.start) {
        mark.covers = None;
    }
}

/// Finds the blocks of marks among `blocks`, which stand in one construct;
/// for the first line of a list item that is the item.
fn place_in(
    lines: &LineIndex<'_>,
    blocks: &[&Block],
    item: Option<TextRange>,
    marks: &mut [Placed],
) {
    let mut rest = marks;
    let mut last: Option<TextRange> = None;
    for (at, block) in blocks.iter().enumerate() {
        let own = item.filter(|_| at == 0).unwrap_or(block.range);
        let before = rest.partition_point(|mark| mark.comment.start < block.range.start);
        let (above, below) = std::mem::take(&mut rest).split_at_mut(before);
        for mark in above {
            mark.covers = if mark.alone { Some(block.range) } else { beside(lines, last, mark) };
        }
        let inside = below.partition_point(|mark| mark.comment.start < block.range.end);
        let (inside, after) = below.split_at_mut(inside);
        if !inside.is_empty() {
            descend(lines, block, own, inside);
        }
        rest = after;
        last = Some(own);
    }
    for mark in rest {
        // Nothing follows in the same place.
        let nothing = TextRange { start: mark.comment.end, end: mark.comment.end };
        mark.covers = if mark.alone { Some(nothing) } else { beside(lines, last, mark) };
    }
}

/// Returns the block that ends on the line of a mark: the comment itself is
/// not always part of it.
fn beside(lines: &LineIndex<'_>, last: Option<TextRange>, mark: &Placed) -> Option<TextRange> {
    let last = last?;
    let end = last.end.max(1) as usize - 1;
    let is_beside = lines.line_of(end) == lines.line_of(mark.comment.start as usize);
    is_beside.then_some(last)
}

/// Finds what marks inside a block are for; `own` is what one in its own
/// text is for.
fn descend(lines: &LineIndex<'_>, block: &Block, own: TextRange, marks: &mut [Placed]) {
    match &block.kind {
        BlockKind::List(list) => {
            let mut rest = marks;
            for item in &list.items {
                let end = rest.partition_point(|mark| mark.comment.start < item.range.end);
                let (inside, after) = std::mem::take(&mut rest).split_at_mut(end);
                let blocks: Vec<&Block> = item.blocks.iter().collect();
                place_in(lines, &blocks, Some(item.range), inside);
                rest = after;
            }
        }
        // A row is a line.
        BlockKind::Table(_) => {}
        _ => {
            let blocks: Vec<&Block> = children(block).into_iter().flatten().collect();
            place_in(lines, &blocks, None, marks);
            // A line of a quotation goes on below a comment.
            let is_leaf = blocks.is_empty();
            for mark in marks.iter_mut() {
                match mark.alone {
                    true if is_leaf => mark.covers = Some(block.range),
                    true => {}
                    false => mark.covers = mark.covers.or(Some(own)),
                }
            }
        }
    }
}
