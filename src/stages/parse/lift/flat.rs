//! Running text without markup that still knows where each part is written.

use std::ops::Range;

use crate::base::TextRange;
use crate::model::document::{Inline, InlineKind, plain_text};

/// Text without markup, with its places.
#[derive(Default)]
pub(super) struct Flat {
    /// The text.
    pub text: String,
    /// Its parts, in order.
    parts: Vec<Part>,
}

/// A part that stands in one place of the source.
struct Part {
    /// Where it begins in the text.
    start: usize,
    range: TextRange,
    /// Whether it stands in the source as it is here.
    literal: bool,
    /// The reference it is the text of.
    reference: Option<u32>,
}

impl Flat {
    /// Takes the markup off some text.
    pub fn of(source: &str, inlines: &[Inline]) -> Flat {
        let mut flat = Flat::default();
        flat.add(source, inlines);
        flat
    }

    /// Adds more text. The builder bounds how deep it is.
    pub fn add(&mut self, source: &str, inlines: &[Inline]) {
        for inline in inlines {
            let literal = matches!(inline.kind, InlineKind::Text | InlineKind::UnknownTag);
            let reference = match &inline.kind {
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content) => {
                    self.add(source, content);
                    continue;
                }
                InlineKind::Link(number, _) | InlineKind::Name(number, _) => Some(*number),
                _ => None,
            };
            let text = plain_text(std::slice::from_ref(inline), source);
            if !text.is_empty() {
                let (start, range) = (self.text.len(), inline.range);
                self.parts.push(Part { start, range, literal, reference });
                self.text.push_str(&text);
            }
        }
    }

    /// Returns where a part of the text is written.
    pub fn place(&self, wanted: &Range<usize>) -> TextRange {
        let mut place: Option<TextRange> = None;
        for (part, end) in self.within(wanted) {
            let (from, to) = (wanted.start.max(part.start), wanted.end.min(end));
            let range = match part.literal {
                true => {
                    let shift = part.range.start;
                    TextRange::new(from - part.start, to - part.start).shifted(shift)
                }
                false => part.range,
            };
            place = Some(place.map_or(range, |place| place.cover(range)));
        }
        place.unwrap_or_default()
    }

    /// Returns the reference that a part of the text names.
    pub fn reference(&self, wanted: &Range<usize>) -> Option<u32> {
        self.within(wanted).find_map(|(part, _)| part.reference)
    }

    /// Returns the parts that have something of a range, each with its end.
    fn within(&self, wanted: &Range<usize>) -> impl Iterator<Item = (&Part, usize)> {
        let (from, to) = (wanted.start, wanted.end);
        let first = self.parts.partition_point(|part| part.start <= from).saturating_sub(1);
        let parts = self.parts.iter().enumerate().skip(first);
        parts.take_while(move |(_, part)| part.start < to).filter_map(move |(at, part)| {
            let end = self.parts.get(at + 1).map_or(self.text.len(), |next| next.start);
            (from < end).then_some((part, end))
        })
    }
}
