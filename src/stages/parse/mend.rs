//! Steps that fell apart: below `1. ` a bullet needs an indent of three
//! columns, below `10. ` of four. With less it ends the list, and the next
//! number begins another one. In a runbook such lists are put together again,
//! as their author meant them, and `step-indent` says where to indent.

use super::builder::Builder;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::{Block, BlockKind, Blocks, Item, List};
use crate::model::kind::Known;

/// Puts the lists of a runbook together. Elsewhere a list may end where its
/// author ends it.
pub(super) fn lists(builder: &mut Builder<'_>, kind: Option<Known>, body: &mut Blocks) {
    if kind.is_none_or(|known| known.kind.name != "runbook") {
        return;
    }
    let falls_apart = body.windows(2).any(|pair| match pair {
        [list, next] => is_ordered(list) && belongs(builder, list, next),
        _ => false,
    });
    if !falls_apart {
        return;
    }
    let mut mended: Vec<Block> = Vec::with_capacity(body.len());
    let mut open: Option<Whole> = None;
    for block in std::mem::take(body).into_vec() {
        match (open.take(), block) {
            (Some(mut whole), block) if whole.takes(builder, &block) => {
                whole.add(builder, block);
                open = Some(whole);
            }
            (whole, block) => {
                mended.extend(whole.map(Whole::end));
                match Whole::begin(builder, block) {
                    Ok(whole) => open = Some(whole),
                    Err(block) => mended.push(block),
                }
            }
        }
    }
    mended.extend(open.map(Whole::end));
    *body = mended.into();
}

fn is_ordered(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::List(list) if list.start.is_some())
}

/// Tells whether a block may be a part of the list before it.
fn belongs(builder: &Builder<'_>, list: &Block, next: &Block) -> bool {
    column(builder, list.range) < column(builder, next.range) || is_ordered(next)
}

/// Returns how many columns stand before the first character of a block. Some
/// blocks begin with their line, some behind its spaces.
fn column(builder: &Builder<'_>, range: TextRange) -> usize {
    let text = builder.text(range);
    let start = range.start as usize + text.len() - text.trim_start_matches(' ').len();
    let before = builder.source.text.get(..start).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |at| at + 1)
}

/// Returns the byte that begins the line of a block.
fn line_start(builder: &Builder<'_>, range: TextRange) -> u32 {
    let before = builder.source.text.get(..range.start as usize).unwrap_or_default();
    TextRange::new(0, before.rfind('\n').map_or(0, |at| at + 1)).end
}

/// A list to which what fell out of it is added.
struct Whole {
    range: TextRange,
    column: usize,
    start: u64,
    items: Vec<Item>,
    /// Blocks that fell out of the last item.
    fallen: Vec<Block>,
}

impl Whole {
    fn begin(builder: &Builder<'_>, block: Block) -> Result<Whole, Block> {
        let Block { range, kind } = block;
        match kind {
            BlockKind::List(list) if list.start.is_some() => Ok(Whole {
                range,
                column: column(builder, range),
                start: list.start.unwrap_or_default(),
                items: list.items.into_vec(),
                fallen: Vec::new(),
            }),
            kind => Err(Block { range, kind }),
        }
    }

    /// Tells whether a block is a part of it: one that is indented, or a list
    /// that goes on counting. One that begins at 1 again goes on only where
    /// every item does, and something fell out between.
    fn takes(&self, builder: &Builder<'_>, block: &Block) -> bool {
        let next = column(builder, block.range);
        match &block.kind {
            BlockKind::List(list) if list.start.is_some() && next == self.column => {
                let goes_on = list.start == Some(self.next_number());
                let is_ones = list.start == Some(1) && self.start == 1 && self.items.len() == 1;
                goes_on || (is_ones && !self.fallen.is_empty())
            }
            BlockKind::Heading(_) => false,
            _ => self.column < next,
        }
    }

    fn add(&mut self, builder: &mut Builder<'_>, block: Block) {
        self.range = self.range.cover(block.range);
        let is_level = column(builder, block.range) == self.column;
        match block.kind {
            BlockKind::List(list) if is_level => {
                self.settle();
                self.items.extend(list.items);
            }
            kind => {
                let block = Block { range: block.range, kind };
                if self.fallen.is_empty() {
                    self.report(builder, block.range);
                }
                self.fallen.push(block);
            }
        }
    }

    /// Puts what fell out of the last item into it.
    fn settle(&mut self) {
        let Some(last) = self.items.last_mut().filter(|_| !self.fallen.is_empty()) else { return };
        let mut blocks = std::mem::take(&mut last.blocks).into_vec();
        for block in self.fallen.drain(..) {
            last.range = last.range.cover(block.range);
            blocks.push(block);
        }
        last.blocks = blocks.into();
    }

    fn end(mut self) -> Block {
        self.settle();
        let list = List { start: Some(self.start), items: self.items.into() };
        Block { range: self.range, kind: BlockKind::List(Box::new(list)) }
    }

    /// Returns the number that an item behind the last one has.
    fn next_number(&self) -> u64 {
        self.start.saturating_add(self.items.len() as u64)
    }

    /// Reports the first line that fell out. What one edit can put right is
    /// the block it begins.
    fn report(&self, builder: &mut Builder<'_>, fallen: TextRange) {
        let Some(last) = self.items.last() else { return };
        let number = self.next_number().saturating_sub(1);
        let width = marker(builder.text(last.range));
        let (at, wanted) = (column(builder, fallen), self.column + width);
        let missing = wanted.saturating_sub(at);
        if missing == 0 {
            return;
        }
        let file = builder.source.file;
        let start = line_start(builder, fallen);
        let line = TextRange::new(start as usize, start as usize + at);
        let lines = TextRange { start, ..builder.without_line_end(fallen) };
        let text = builder.text(lines).split_inclusive('\n').map(|line| match line.trim() {
            "" => line.to_string(),
            _ => format!("{}{line}", " ".repeat(missing)),
        });
        let message =
            format!("this line is outside step {number}; its text begins at column {}", wanted + 1);
        let problem = Diagnostic::new(Code::STEP_INDENT, Span::new(file, line), message)
            .help(format!("indent by {wanted} spaces"))
            .fix(Span::new(file, lines), text.collect::<String>());
        builder.found.push(problem);
    }
}

/// Returns how many columns a number, its sign and the space behind it take.
fn marker(item: &str) -> usize {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let rest = item.get(digits + 1..).unwrap_or_default();
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    digits + 1 + if (1..=4).contains(&spaces) { spaces } else { 1 }
}
