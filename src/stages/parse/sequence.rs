//! Sections that list pages in order: "Next steps", and the "Areas" of a
//! process.
//!
//! A name in italics that fills its entry becomes a reference of its own,
//! which `resolve` makes a link or a planned page. The words that say "this
//! is the page you read" are cut off; the writer shows the mark instead.

use super::builder::cover;
use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::document::{
    Block, BlockKind, Heading, Inline, InlineKind, Item, List, Reference, ReferenceKind, plain_text,
};
use crate::model::kind::Known;
use crate::model::sequence::{Entry, EntryState, Sequence, SequenceKind};

/// Headings of a list of next steps, as names are compared. "Related
/// information" and its like are left out: such lists have no order, and
/// hold no pages that are still to be written.
const NEXT_STEPS: &[&str] = &["next steps", "next step", "what's next", "what next"];
/// Headings of the areas of a process.
const AREAS: &[&str] = &["areas", "process areas", "business process areas"];
/// Words in parentheses that mean the page itself, beside all that end in
/// "currently reading".
const HERE: &[&str] = &["this page", "this article", "you are here", "current page"];
/// A longer text, in characters, is a sentence and no name.
const LONGEST_NAME: usize = 120;

/// Reads the sequences of a body, and adds the references of names in
/// italics or bold.
pub(super) fn read(
    source: &str,
    known: Option<Known>,
    body: &mut [Block],
    references: &mut Vec<Reference>,
) -> Box<[Sequence]> {
    let mut reader = Reader { source, references, entries: Vec::new(), next_number: None };
    let mut sequences = Vec::new();
    let mut open: Option<Section> = None;
    for block in body {
        match &mut block.kind {
            BlockKind::Heading(heading) => {
                sequences.extend(open.and_then(|section| reader.close(section)));
                let place = cover(&heading.content);
                let kind = kind(known, heading, source);
                // A heading below "Next steps" says that what follows is
                // something else: "See also".
                open = kind.map(|kind| Section { kind, heading: place });
            }
            BlockKind::List(list) => {
                let Some(section) = open else { continue };
                if section.kind == SequenceKind::Areas && list.start.is_none() {
                    continue;
                }
                if !reader.continues(list) {
                    sequences.extend(reader.close(section));
                }
                reader.list(list, 0);
                reader.next_number = list.start.map(|start| start + list.items.len() as u64);
            }
            _ => {}
        }
    }
    sequences.extend(open.and_then(|section| reader.close(section)));
    sequences.into()
}

/// A section that holds sequences.
#[derive(Clone, Copy)]
struct Section {
    kind: SequenceKind,
    heading: TextRange,
}

fn kind(known: Option<Known>, heading: &Heading, source: &str) -> Option<SequenceKind> {
    let text = plain_text(&heading.content, source).replace('\u{2019}', "'");
    let name = loose(text.trim_end_matches(['?', ':', '.', '!', ' ']));
    let is_process = known.is_some_and(|known| known.kind.name == "process");
    match name.as_str() {
        name if NEXT_STEPS.contains(&name) => Some(SequenceKind::NextSteps),
        name if is_process && AREAS.contains(&name) => Some(SequenceKind::Areas),
        _ => None,
    }
}

/// What an entry's text turned out to be: where its name is, and what it is.
type Read = (TextRange, String, EntryState);

struct Reader<'a> {
    source: &'a str,
    references: &'a mut Vec<Reference>,
    entries: Vec<Entry>,
    /// The number the list just read would go on with.
    next_number: Option<u64>,
}

impl Reader<'_> {
    /// A paragraph between two items cuts a list; the second part goes on
    /// with the number of the first.
    fn continues(&self, list: &List) -> bool {
        list.start.is_some_and(|start| 1 < start && self.next_number == Some(start))
    }

    fn close(&mut self, section: Section) -> Option<Sequence> {
        self.next_number = None;
        let Section { kind, heading } = section;
        let entries = std::mem::take(&mut self.entries);
        if entries.is_empty() {
            return None;
        }
        let marked = entries.iter().any(|entry| match entry.state {
            EntryState::Current => true,
            EntryState::Named(number) => {
                let reference = self.references.get(number as usize);
                reference.is_some_and(|reference| reference.kind == ReferenceKind::Italic)
            }
            EntryState::Linked(_) | EntryState::Plain => false,
        });
        Some(Sequence { kind, heading, entries: entries.into(), marked })
    }

    /// Reads a list and those in it; the builder bounds how deep they are.
    fn list(&mut self, list: &mut List, depth: u16) {
        for item in &mut list.items {
            self.item(item, depth);
            for block in &mut item.blocks {
                if let BlockKind::List(below) = &mut block.kind {
                    self.list(below, depth + 1);
                }
            }
        }
    }

    fn item(&mut self, item: &mut Item, depth: u16) {
        let Some(first) = item.blocks.first_mut() else { return };
        let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = &mut first.kind else {
            return;
        };
        let mut inlines = std::mem::take(content).into_vec();
        let read = self.current(&mut inlines);
        let read = read.or_else(|| self.linked(&inlines)).or_else(|| self.named(&mut inlines));
        let (place, name, state) =
            read.unwrap_or_else(|| (cover(&inlines), self.name(&inlines), EntryState::Plain));
        *content = inlines.into();
        let name = name.into();
        self.entries.push(Entry { item: item.range.start, place, depth, name, state });
    }

    /// An entry that says it is the page itself keeps its name alone.
    fn current(&self, inlines: &mut Vec<Inline>) -> Option<Read> {
        let last = inlines.last().filter(|last| matches!(last.kind, InlineKind::Text))?;
        let text = last.range.of(self.source);
        let (before, words) = aside(text)?;
        if !is_here(words) {
            return None;
        }
        let name_ends = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | '*' | '_');
        let end = last.range.start + before.trim_end_matches(name_ends).len() as u32;
        let mut name = inlines.clone();
        match name.last_mut() {
            Some(last) if last.range.start < end => last.range.end = end,
            _ => drop(name.pop()),
        }
        while let [Inline { kind, .. }] = name.as_mut_slice()
            && let InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Link(_, inner) = kind
        {
            name = std::mem::take(inner).into_vec();
        }
        let text = self.name(&name);
        if text.is_empty() {
            return None;
        }
        *inlines = name;
        Some((cover(inlines), text, EntryState::Current))
    }

    /// An entry with a link, whatever stands around it.
    fn linked(&self, inlines: &[Inline]) -> Option<Read> {
        let (number, inline) = first_link(inlines)?;
        let name = self.name(std::slice::from_ref(inline));
        Some((inline.range, name, EntryState::Linked(number)))
    }

    /// A name in italics or bold, with nothing beside it but punctuation and
    /// words in parentheses.
    fn named(&mut self, inlines: &mut [Inline]) -> Option<Read> {
        let (first, rest) = inlines.split_first_mut()?;
        let is_alone = match rest {
            [] => true,
            [Inline { range, kind: InlineKind::Text }] => {
                let text = range.of(self.source).trim_end_matches(is_end);
                let text = text.trim_start_matches(is_end);
                text.is_empty() || aside(text).is_some_and(|(before, _)| before.is_empty())
            }
            _ => false,
        };
        let (kind, content) = emphasised(&mut first.kind).filter(|_| is_alone)?;
        let name = self.name(content);
        let is_name = name.chars().any(char::is_alphanumeric)
            && name.chars().count() <= LONGEST_NAME
            && content.iter().all(|inline| is_words(&inline.kind));
        if !is_name {
            return None;
        }
        let range = cover(content);
        let content = std::mem::take(content);
        let number = u32::try_from(self.references.len()).ok()?;
        let destination = name.as_str().into();
        self.references.push(Reference { kind, destination, range, title: None });
        first.kind = InlineKind::Name(number, Some(content));
        Some((range, name, EntryState::Named(number)))
    }

    /// Returns the words of some text as a name: no-break spaces are spaces,
    /// signs nobody sees and punctuation at the end are left out.
    fn name(&self, inlines: &[Inline]) -> String {
        let text = plain_text(inlines, self.source);
        let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let words: Vec<&str> = seen.split_whitespace().collect();
        words.join(" ").trim_end_matches(is_end).into()
    }
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_words(kind: &InlineKind) -> bool {
    matches!(
        kind,
        InlineKind::Text | InlineKind::Decoded(_) | InlineKind::Code(_) | InlineKind::SoftBreak
    )
}

/// Splits text that ends in parentheses: what stands before, and in them.
fn aside(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end_matches(is_end).strip_suffix(')')?;
    inner.rsplit_once('(')
}

fn is_here(words: &str) -> bool {
    let words: String = words.chars().filter(|c| !is_invisible(*c)).collect();
    let words = loose(words.trim_matches(is_end));
    words.ends_with("currently reading") || HERE.contains(&words.as_str())
}

/// Returns the words of text that is in italics or bold as a whole.
fn emphasised(kind: &mut InlineKind) -> Option<(ReferenceKind, &mut Box<[Inline]>)> {
    let (own, content) = match kind {
        InlineKind::Emphasis(content) => (ReferenceKind::Italic, content),
        InlineKind::Strong(content) => (ReferenceKind::Bold, content),
        _ => return None,
    };
    let is_both = matches!(
        (own, &**content),
        (ReferenceKind::Italic, [Inline { kind: InlineKind::Strong(_), .. }])
            | (ReferenceKind::Bold, [Inline { kind: InlineKind::Emphasis(_), .. }])
    );
    if !is_both {
        return Some((own, content));
    }
    match content.first_mut().map(|inline| &mut inline.kind) {
        Some(InlineKind::Emphasis(inner) | InlineKind::Strong(inner)) => {
            Some((ReferenceKind::Italic, inner))
        }
        _ => None,
    }
}

/// Finds the first link or name in some text.
fn first_link(inlines: &[Inline]) -> Option<(u32, &Inline)> {
    inlines.iter().find_map(|inline| match &inline.kind {
        InlineKind::Link(number, _) | InlineKind::Name(number, _) => Some((*number, inline)),
        InlineKind::Emphasis(content)
        | InlineKind::Strong(content)
        | InlineKind::Strikethrough(content) => first_link(content),
        InlineKind::Element(element) => first_link(&element.content),
        _ => None,
    })
}
