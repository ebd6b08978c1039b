//! Ids: of headings from their text, of headings and items as authors write
//! them.

use super::builder::Builder;
use super::frame::{Frame, Open};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::config::Flavour;
use crate::model::document::{Anchor, Block, BlockKind, Inline, InlineKind};
use crate::text::slug::{slug, slug_of_mkdocs};

/// A message quotes a heading of at most so many characters.
const LONGEST_TITLE: usize = 60;

impl Builder<'_> {
    /// Makes the id of a heading from its text, unique in the page.
    pub fn derived_id(&mut self, text: &str) -> Box<str> {
        if self.flavour == Flavour::MkDocs {
            return self.id_of_mkdocs(text);
        }
        let slug = slug(text);
        let slug = if slug.is_empty() { "section".into() } else { slug };
        let mut candidate = slug.clone();
        while let Some(count) = self.slugs.get_mut(&candidate) {
            *count += 1;
            let number = *count;
            candidate = format!("{slug}-{number}");
            if let Some(first) = self.slugs.get_mut(&slug) {
                *first = number;
            }
        }
        self.slugs.insert(candidate.clone(), 0);
        candidate.into()
    }

    /// Makes the id of a heading as MkDocs does: a second one ends in `_1`.
    fn id_of_mkdocs(&mut self, text: &str) -> Box<str> {
        let slug = slug_of_mkdocs(text);
        let mut candidate = slug.clone();
        while candidate.is_empty() || self.slugs.contains_key(&candidate) {
            let number = self.slugs.entry(slug.clone()).or_insert(0);
            *number += 1;
            candidate = format!("{slug}_{number}");
        }
        self.slugs.insert(candidate.clone(), 0);
        candidate.into()
    }

    /// Checks an id written in `{#id}`.
    pub(super) fn written_id(&mut self, id: &str, range: TextRange) -> Option<Box<str>> {
        let place = self
            .text(range)
            .rfind(id)
            .map_or(range, |at| TextRange::new(at, at + id.len()).shifted(range.start));
        if !is_id(id) {
            let message = format!("`{id}` cannot be an id");
            let like = slug(id);
            let like = like.trim_matches('-');
            let help = match is_id(like) {
                true => format!("write `{like}`: an id is letters, digits, `-`, `_` and `.`"),
                false => "write letters, digits, `-`, `_` and `.`".to_string(),
            };
            self.report(Code::BAD_ID, place, message, help);
            return None;
        }
        self.claim_id(id, place)
    }

    /// Gives the title another id if it has this one and nobody wrote it: a
    /// link to the title is one to the page.
    fn title_gives_way(&mut self, id: &str) -> bool {
        let is_derived = |range: TextRange| !self.text(range).contains("{#");
        let title = self.heading.as_ref().filter(|own| &*own.id == id && is_derived(own.range));
        let Some((text, range)) = title.map(|own| (self.plain(&own.content), own.range)) else {
            return false;
        };
        let other = self.derived_id(&text);
        let anchor = self.anchors.iter_mut().find(|own| &*own.id == id && own.range == range);
        if let Some(anchor) = anchor {
            anchor.id = other.clone();
        }
        if let Some(title) = &mut self.heading {
            title.id = other;
        }
        true
    }

    /// Takes an id an author wrote; `None`, and a report, if it is taken.
    pub fn claim_id(&mut self, id: &str, place: TextRange) -> Option<Box<str>> {
        if self.slugs.contains_key(id) && !self.title_gives_way(id) {
            let first = self.anchors.iter().find(|anchor| &*anchor.id == id);
            let first = first.map(|anchor| anchor.range);
            let span = Span::new(self.source.file, place);
            let owner = first.map_or("another place".into(), |first| self.owner(id, first));
            let message = format!("`{id}` is already the id of {owner}");
            let mut diagnostic = Diagnostic::new(Code::DUPLICATE_ID, span, message)
                .help("choose another, and change the links that mean this place");
            if let Some(first) = first {
                let first = Span::new(self.source.file, first);
                diagnostic = diagnostic.label(first, "first here");
            }
            self.found.push(diagnostic);
            return None;
        }
        self.slugs.insert(id.into(), 0);
        Some(id.into())
    }

    /// Says what has an id whose place is known.
    fn owner(&self, id: &str, place: TextRange) -> String {
        if let Some(number) = self.steps.get(id) {
            return format!("step {number}");
        }
        let text = self.text(place);
        let title = text.lines().next().unwrap_or_default().trim();
        let (title, _) = title.split_once("{#").unwrap_or((title, ""));
        let title = title.trim_matches('#').trim();
        match text.starts_with('#') && title.chars().count() <= LONGEST_TITLE {
            true => format!("\"{title}\""),
            false => "another place of this page".into(),
        }
    }

    /// Remembers the number of the step that has an id: it is the next item
    /// of the innermost list, if that is numbered.
    fn number_step(&mut self, id: &str) {
        let Some(Frame { open: Open::List { start: Some(start), items }, .. }) = self.frames.last()
        else {
            return;
        };
        self.steps.insert(id.into(), start.saturating_add(items.len() as u64));
    }
}

/// Takes `{#id}` off the end of the first line of a list item.
pub(super) fn take_item_id(builder: &mut Builder<'_>, blocks: &mut [Block]) -> Option<Box<str>> {
    let first = blocks.first_mut()?;
    report_loose_task(builder, first);
    let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = &mut first.kind else {
        return None;
    };
    let mut inlines = std::mem::take(content).into_vec();
    let id = take_id(builder, &mut inlines);
    *content = inlines.into();
    id.iter().for_each(|id| builder.number_step(id));
    id
}

/// Takes `{#id}` off the end of the first line of some text.
pub(super) fn take_id(builder: &mut Builder<'_>, inlines: &mut [Inline]) -> Option<Box<str>> {
    let is_break =
        |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let end = inlines.iter().position(is_break).unwrap_or(inlines.len());
    let last = inlines.get_mut(end.checked_sub(1)?)?;
    if !matches!(last.kind, InlineKind::Text) {
        return None;
    }
    let text = builder.text(last.range);
    let start = text.trim_end().strip_suffix('}')?.rfind("{#")?;
    let before = text.get(..start)?;
    let attached = !before.is_empty() && !before.ends_with(' ');
    let words = text.trim_end().get(start + 2..text.trim_end().len() - 1)?;
    if attached || words.contains(['{', '}']) {
        return None;
    }
    let mark = TextRange::new(start, text.trim_end().len()).shifted(last.range.start);
    let place = TextRange::new(start + 2, start + 2 + words.len()).shifted(last.range.start);
    // `{#id key=value}`: words without a value are part of a wrong id.
    let first =
        words.find(" ").filter(|at| words.get(*at..).is_some_and(|rest| rest.contains('=')));
    let (id, attributes) = words.split_at(first.unwrap_or(words.len()));
    // What is no id stays visible.
    if is_id(id) {
        last.range.end = last.range.start + before.trim_end().len() as u32;
    }
    report_item_attributes(builder, attributes, place.start + id.len() as u32);
    let id = builder.written_id(id, TextRange { end: place.start + id.len() as u32, ..place })?;
    builder.anchors.push(Anchor { id: id.clone(), range: mark });
    Some(id)
}

/// Tells whether a text can be an id.
fn is_id(text: &str) -> bool {
    let good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    text.starts_with(char::is_alphanumeric) && text.chars().all(good)
}

/// Reports attributes of an item that nobody knows; `start` is where they
/// begin in the file.
fn report_item_attributes(builder: &mut Builder<'_>, attributes: &str, start: u32) {
    let mut at = 0;
    for attribute in attributes.split(' ') {
        let name = attribute.split('=').next().unwrap_or_default();
        if !name.is_empty() && name != "audience" {
            let range = TextRange::new(at, at + name.len()).shifted(start);
            let message = format!("no attribute `{name}`");
            builder.report(Code::UNKNOWN_KEY, range, message, "known: `audience`");
        }
        at += attribute.len() + 1;
    }
}

/// Reports `- [x]text` and `- []`: tasks that are none.
fn report_loose_task(builder: &mut Builder<'_>, block: &Block) {
    let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = &block.kind else { return };
    let Some(first) = content.first().filter(|first| matches!(first.kind, InlineKind::Text)) else {
        return;
    };
    let text = builder.text(first.range);
    let mark = ["[ ]", "[x]", "[X]", "[]"].into_iter().find(|mark| text.starts_with(mark));
    let Some(mark) = mark else { return };
    let after = text.get(mark.len()..).unwrap_or_default();
    if after.is_empty() || after.starts_with(['(', '[', ':']) {
        return;
    }
    let word = after.find(char::is_whitespace).unwrap_or(after.len());
    let range = TextRange::new(0, mark.len() + word).shifted(first.range.start);
    let message = match mark {
        "[]" => "a space is missing in the box",
        _ => "a space is missing after the box",
    };
    let help = "write `[ ]`, or `[x]` if it is done, and a space after it";
    builder.report(Code::LOOSE_TASK, range, message, help);
}
