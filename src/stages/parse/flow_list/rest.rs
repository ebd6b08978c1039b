//! What a list of a flow says beside the flow: text that would be lost if a
//! fence stood in its place.

use std::collections::BTreeSet;

use super::lexicon::Lex;
use super::words::{TokenKind, tokens};
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Document, Inline, InlineKind, List};
use crate::model::flow::Flow;
use crate::model::label::Label;

/// Words of our own language of lists: a fence says them with marks.
const OWN: &[&str] = &["role", "lanes", "comes", "if", "stop", "once", "twice", "time", "times"];

/// Finds the list a flow is read from, if it stands on the page itself and
/// not in something else.
fn list_of<'d>(blocks: &'d [Block], flow: &Flow) -> Option<&'d List> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::List(list) if block.range == flow.range => Some(&**list),
        BlockKind::Group(group) => list_of(&group.blocks, flow),
        _ => None,
    })
}

/// Returns the first text of the list of a flow that is not said by the lines
/// of its fence; all of the list if it stands in something else.
pub(in crate::stages::parse) fn rest(
    document: &Document,
    flow: &Flow,
    fence: &str,
) -> Option<TextRange> {
    let Some(list) = list_of(&document.body, flow) else { return Some(flow.range) };
    let text = fence.replace("->", " ");
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let said = words.chain(OWN.iter().map(|word| word.to_string())).collect();
    Fence { source: &document.source.text, said }.list(list)
}

struct Fence<'d> {
    source: &'d str,
    /// The words it says, in lower case.
    said: BTreeSet<String>,
}

impl Fence<'_> {
    /// The parser bounds how deep lists are.
    fn list(&self, list: &List) -> Option<TextRange> {
        list.items.iter().find_map(|item| match item.task {
            Some(_) => Some(item.range),
            None => item.blocks.iter().find_map(|block| self.block(block)),
        })
    }

    fn block(&self, block: &Block) -> Option<TextRange> {
        match &block.kind {
            BlockKind::Plain(content) | BlockKind::Paragraph(content) => self.content(content),
            BlockKind::List(list) => self.list(list),
            BlockKind::Labels(labels) => labels.iter().find_map(|label| {
                let is_way = matches!(
                    label.label,
                    Label::Role | Label::Then | Label::If | Label::IfNot | Label::Otherwise
                );
                match is_way {
                    true => self
                        .content(&label.value)
                        .or_else(|| label.blocks.iter().find_map(|block| self.block(block))),
                    false => Some(label.range),
                }
            }),
            _ => Some(block.range),
        }
    }

    /// Returns the first word that says something and that the fence does
    /// not say; what is neither word nor name, a picture or a value, is one.
    fn content(&self, content: &[Inline]) -> Option<TextRange> {
        if let Some(inline) = content.iter().find(|inline| !is_words(inline)) {
            return Some(inline.range);
        }
        let is_lost = |text: &str| {
            let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.any(|word| !self.said.contains(&word.to_lowercase()))
        };
        let tokens = tokens(self.source, content);
        let lost = tokens.into_iter().find(|token| match token.kind {
            TokenKind::Word(Lex::Other) | TokenKind::Name(_) => is_lost(&token.text),
            _ => false,
        });
        lost.map(|token| token.range)
    }
}

fn is_words(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Emphasis(content) | InlineKind::Strong(content) => content.iter().all(is_words),
        InlineKind::Link(_, content) => content.iter().all(is_words),
        InlineKind::Name(_, content) => content.iter().flatten().all(is_words),
        InlineKind::Text | InlineKind::Decoded(_) | InlineKind::Code(_) => true,
        InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::UnknownTag => true,
        _ => false,
    }
}
