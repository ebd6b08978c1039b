//! Labels that fell into a list inside their step. A line straight after an
//! inner list goes on with the last item of it, however it is indented
//! (CommonMark, "lazy continuation lines"). If it is a label, and stands no
//! deeper than the marks of the inner list, it is one of the step.

use super::known;
use super::{Draft, Gatherer};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::{Block, BlockKind, Inline, InlineKind, Item, List};
use crate::stages::parse::builder::cover;
use crate::stages::parse::label::Holder;

impl Gatherer<'_, '_> {
    /// Moves labels of a step out of the lists they fell into, behind these.
    pub(super) fn freed(&mut self, item: &mut Item) {
        let is_list = |block: &Block| matches!(block.kind, BlockKind::List(_));
        if !item.blocks.iter().any(is_list) {
            return;
        }
        let mut out = Vec::with_capacity(item.blocks.len());
        for mut block in std::mem::take(&mut item.blocks) {
            let freed = match &mut block.kind {
                BlockKind::List(list) => self.free(list),
                _ => None,
            };
            out.push(block);
            out.extend(freed);
        }
        item.blocks = out.into();
    }

    /// Takes the labels at the end of a list that are its step's.
    fn free(&mut self, list: &mut List) -> Option<Block> {
        let column = self.column(list.items.first()?.range.start);
        let last = last_text(list)?;
        let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = &mut last.kind else {
            return None;
        };
        let source = &self.builder.source.text;
        let first = (1..content.len()).find_map(|at| {
            let (before, line) = content.split_at_checked(at)?;
            let is_line = before.last().is_some_and(is_break);
            let start = line.first()?.range.start;
            let end = line.iter().position(is_break).unwrap_or(line.len());
            let is_lazy = || self.column(start) <= column;
            let draft = || known::draft(line.get(..end)?, source, Holder::Step);
            (is_line && is_lazy()).then(draft).flatten().map(|draft| (at, draft))
        });
        let (at, draft) = first?;
        let mut kept = std::mem::take(content).into_vec();
        let freed = kept.split_off(at);
        kept.truncate(kept.len() - kept.iter().rev().take_while(|own| is_break(own)).count());
        last.range.end = cover(&kept).end;
        *content = kept.into();
        self.report_lazy(&draft, column);
        let range = cover(&freed);
        Some(Block { range, kind: BlockKind::Paragraph(freed.into()) })
    }

    /// Reports a label, with an edit that makes it a bullet in a column.
    fn report_lazy(&mut self, draft: &Draft, column: u32) {
        let file = self.builder.source.file;
        let word = self.builder.text(draft.word);
        let message = format!("`{word}` is a line of the list above it");
        let start = self.line_begin(draft.word.start);
        let help = format!("make it a bullet: `- {word}: ...`");
        let problem =
            Diagnostic::new(Code::LABEL_IN_PARAGRAPH, Span::new(file, draft.word), message);
        let place = Span::new(file, TextRange { start, end: start });
        let indent = " ".repeat(column.saturating_sub(self.column(start)) as usize);
        self.builder.found.push(problem.help(help).fix(place, indent + "- "));
    }

    /// Returns where the words of a line begin.
    fn line_begin(&self, at: u32) -> u32 {
        let column = self.column(at);
        let line = self.builder.text(TextRange { start: at - column, end: at });
        at - (line.len() - line.find(|c| c != ' ').unwrap_or(line.len())) as u32
    }

    /// Returns how many bytes stand before a byte on its line.
    fn column(&self, at: u32) -> u32 {
        let before = self.builder.source.text.get(..at as usize).unwrap_or_default();
        at - before.rfind('\n').map_or(0, |end| end + 1) as u32
    }
}

/// Returns the text that a list ends with.
fn last_text(list: &mut List) -> Option<&mut Block> {
    let last = list.items.last_mut()?.blocks.last_mut()?;
    match last.kind {
        BlockKind::Plain(_) | BlockKind::Paragraph(_) => Some(last),
        BlockKind::List(ref mut below) => last_text(below),
        _ => None,
    }
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
}
