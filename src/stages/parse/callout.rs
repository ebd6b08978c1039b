//! Quotations and callouts.
//!
//! `> [!NOTE]` alone on its line is known to the parser. A title on the
//! marker's line and words the parser does not know are found here.

use pulldown_cmark::BlockQuoteKind;

use super::builder::{Around, Builder};
use super::frame::Frame;
use crate::base::nearest::nearest;
use crate::base::{Code, TextRange};
use crate::model::container::GroupKind;
use crate::model::document::{Block, BlockKind, Callout, CalloutKind, Inline, InlineKind, Inlines};

const WORDS: &[(&str, CalloutKind)] = &[
    ("NOTE", CalloutKind::Note),
    ("TIP", CalloutKind::Tip),
    ("IMPORTANT", CalloutKind::Important),
    ("WARNING", CalloutKind::Warning),
    ("CAUTION", CalloutKind::Caution),
];

/// Words of other tools that have one of the looks, or none of their own.
const OTHERS: &[(&str, CalloutKind)] = &[
    ("info", CalloutKind::Note),
    ("hint", CalloutKind::Tip),
    ("success", CalloutKind::Tip),
    ("check", CalloutKind::Tip),
    ("done", CalloutKind::Tip),
    ("attention", CalloutKind::Warning),
    ("alert", CalloutKind::Warning),
    ("danger", CalloutKind::Caution),
    ("error", CalloutKind::Caution),
    ("failure", CalloutKind::Caution),
    ("bug", CalloutKind::Caution),
    ("abstract", OTHER),
    ("summary", OTHER),
    ("question", OTHER),
    ("faq", OTHER),
    ("example", OTHER),
    ("quote", OTHER),
    ("cite", OTHER),
    ("todo", OTHER),
    ("seealso", OTHER),
    ("admonition", OTHER),
    ("challenge", OTHER),
    ("solution", OTHER),
    ("objectives", OTHER),
    ("questions", OTHER),
    ("keypoints", OTHER),
    ("prereq", OTHER),
    ("callout", OTHER),
    ("discussion", OTHER),
    ("instructor", OTHER),
];

/// The look of a callout whose word has none.
pub(super) const OTHER: CalloutKind = CalloutKind::Other;

/// Returns the look of a callout by its word.
pub(super) fn look(word: &str) -> Option<CalloutKind> {
    let mut all = WORDS.iter().chain(OTHERS);
    all.find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
}

/// Lists the words of callouts.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    OTHERS.iter().map(|(word, _)| *word).chain(["note", "tip", "important", "warning", "caution"])
}

impl<'a> Builder<'a> {
    /// Ends a quotation.
    pub fn close_quote(
        &mut self,
        kind: Option<BlockQuoteKind>,
        frame: Frame<'a>,
        range: TextRange,
    ) {
        let blocks = self.finish_blocks(frame, Around::Page).into_vec();
        let kind = match kind {
            Some(kind) => self.plain_callout(kind, blocks),
            None => self.marked_quote(blocks),
        };
        self.add_block(kind, range);
    }

    fn plain_callout(&mut self, kind: BlockQuoteKind, blocks: Vec<Block>) -> BlockKind {
        let at = match kind {
            BlockQuoteKind::Note => 0,
            BlockQuoteKind::Tip => 1,
            BlockQuoteKind::Important => 2,
            BlockQuoteKind::Warning => 3,
            BlockQuoteKind::Caution => 4,
        };
        let (word, kind) = WORDS.get(at).copied().unwrap_or(("NOTE", CalloutKind::Note));
        let callout =
            Callout { kind, word: word.into(), title: Box::default(), blocks: blocks.into() };
        BlockKind::Callout(Box::new(callout))
    }

    /// A quotation that may begin with `[!WORD] title`.
    fn marked_quote(&mut self, mut blocks: Vec<Block>) -> BlockKind {
        if let Some(class) = self.division(&mut blocks) {
            return self.divided(&class, blocks);
        }
        if let [Block { kind: BlockKind::Video(number), .. }] = &*blocks {
            return BlockKind::Video(*number);
        }
        let Some(marker) = blocks.first().and_then(|first| self.marker(first)) else {
            return BlockKind::Quote(blocks.into());
        };
        let word = marker.of(&self.source.text);
        let known = look(word);
        let word: Box<str> = word.into();
        let kind = known.unwrap_or(OTHER);
        if known.is_none()
            && let Some(near) = nearest(&word, WORDS.iter().map(|(word, _)| *word))
        {
            let message = format!("`{word}` is no kind of callout with a look of its own");
            self.report(Code::UNKNOWN_CALLOUT, marker, message, format!("did you mean `{near}`?"));
        }
        let title = self.take_title(&mut blocks, marker);
        BlockKind::Callout(Box::new(Callout { kind, word, title, blocks: blocks.into() }))
    }

    /// Takes `[!div class="..."]` off the start of a quotation and returns
    /// the class.
    fn division(&mut self, blocks: &mut Vec<Block>) -> Option<String> {
        let first = blocks.first_mut()?;
        let is_mark = |kind: &InlineKind| matches!(kind, InlineKind::Unsupported);
        let range = match &first.kind {
            BlockKind::Unsupported => first.range,
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                content.first().filter(|inline| is_mark(&inline.kind))?.range
            }
            _ => return None,
        };
        let mark = self.text(range).trim_start();
        if !mark.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("[!div")) {
            return None;
        }
        let attributes = super::attribute::attributes(mark.trim_end().trim_end_matches(']'));
        let class = attributes.into_iter().find(|(name, _)| *name == "class");
        let class = class.and_then(|(_, range)| mark.get(range)).unwrap_or_default().to_string();
        let rest = match &mut first.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                let is_break = |inline: &Inline| {
                    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
                };
                let inlines = std::mem::take(content).into_vec();
                inlines.into_iter().skip(1).skip_while(is_break).collect()
            }
            _ => Vec::new(),
        };
        match rest.is_empty() {
            true => {
                blocks.remove(0);
            }
            false => first.kind = BlockKind::Paragraph(rest.into()),
        }
        Some(class)
    }

    /// Makes the block of a `[!div]` of Microsoft Learn.
    fn divided(&mut self, class: &str, mut blocks: Vec<Block>) -> BlockKind {
        let is = |word: &str| class.split_whitespace().any(|own| own.eq_ignore_ascii_case(word));
        if is("checklist") {
            for block in &mut blocks {
                let BlockKind::List(list) = &mut block.kind else { continue };
                for item in &mut list.items {
                    item.task = item.task.or(Some(false));
                }
            }
        }
        let kind = match () {
            () if is("nextstepaction") => GroupKind::NextStep,
            () if is("mx-imgBorder") => GroupKind::Bordered,
            () => GroupKind::Plain,
        };
        super::container::group(kind, blocks)
    }

    /// Returns where the word of a marker stands, if a block begins with one.
    fn marker(&self, block: &Block) -> Option<TextRange> {
        let (BlockKind::Paragraph(content) | BlockKind::Plain(content)) = &block.kind else {
            return None;
        };
        let first = content.first()?;
        if !matches!(first.kind, InlineKind::Text) {
            return None;
        }
        let word = self.text(first.range).strip_prefix("[!")?;
        let end = word.find(']')?;
        let word = word.get(..end)?;
        let simple =
            !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let start = first.range.start as usize + 2;
        simple.then(|| TextRange::new(start, start + end))
    }

    /// Takes the marker and the title after it off the first paragraph.
    fn take_title(&mut self, blocks: &mut Vec<Block>, marker: TextRange) -> Inlines {
        let Some(first) = blocks.first_mut() else { return Box::default() };
        let (BlockKind::Paragraph(content) | BlockKind::Plain(content)) = &mut first.kind else {
            return Box::default();
        };
        let mut inlines = std::mem::take(content).into_vec();
        let is_break =
            |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
        let line = inlines.iter().position(is_break).unwrap_or(inlines.len());
        let rest: Vec<Inline> = inlines.split_off(line).into_iter().skip(1).collect();
        if let Some(text) = inlines.first_mut() {
            let after = marker.end + 1;
            let spaces = TextRange { start: after, end: text.range.end };
            let spaces = spaces.of(&self.source.text);
            let skipped = spaces.len() - spaces.trim_start().len();
            text.range.start = after + skipped as u32;
        }
        inlines
            .retain(|inline| !(inline.range.is_empty() && matches!(inline.kind, InlineKind::Text)));
        match rest.is_empty() {
            true => {
                blocks.remove(0);
            }
            false => *content = rest.into(),
        }
        inlines.into()
    }
}
