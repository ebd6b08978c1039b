//! Links, names and pictures: what is written, and exactly where.

use pulldown_cmark::{CowStr, LinkType};

use super::builder::{Builder, cover};
use super::frame::exact;
use crate::base::{Code, TextRange};
use crate::model::document::{Inline, InlineKind, Inlines, Reference, ReferenceKind, plain_text};
use crate::model::sequence::Generated;

/// A link as the parser reports it.
pub(super) struct Written<'a> {
    pub kind: LinkType,
    pub destination: CowStr<'a>,
    pub title: CowStr<'a>,
    pub label: CowStr<'a>,
}

impl<'a> Builder<'a> {
    /// Ends a link or a name.
    pub fn close_link(&mut self, link: Written<'a>, inlines: Vec<Inline>, range: TextRange) {
        if let LinkType::WikiLink { has_pothole } = link.kind {
            return self.close_name(&link, has_pothole, inlines, range);
        }
        let place = self.destination_place(&link, &inlines, range);
        let kind = match link.kind {
            LinkType::Autolink | LinkType::Email => ReferenceKind::Autolink,
            _ => ReferenceKind::Link,
        };
        let destination = match link.kind {
            LinkType::Email => format!("mailto:{}", link.destination).into(),
            _ => link.destination.into_string().into(),
        };
        let title = (!link.title.is_empty()).then(|| link.title.into_string().into());
        let number = self.add_reference(Reference { kind, destination, range: place, title });
        if self.in_link() {
            return inlines
                .into_iter()
                .for_each(|inline| self.add_inline(inline.kind, inline.range));
        }
        self.add_inline(InlineKind::Link(number, exact(inlines)), range);
    }

    /// Ends a picture.
    pub fn close_image(&mut self, link: Written<'a>, inlines: Vec<Inline>, range: TextRange) {
        if let LinkType::WikiLink { .. } = link.kind {
            self.report_unsupported(range);
            return self.add_inline(InlineKind::Unsupported, range);
        }
        let place = self.destination_place(&link, &inlines, range);
        let reference = Reference {
            kind: ReferenceKind::Image,
            destination: link.destination.into_string().into(),
            range: place,
            title: (!link.title.is_empty()).then(|| link.title.into_string().into()),
        };
        let number = self.add_reference(reference);
        self.add_inline(InlineKind::Image(number, inlines.into()), range);
    }

    /// Ends `[[name]]`, `[[name|text]]`, and what only looks like one.
    fn close_name(
        &mut self,
        link: &Written<'a>,
        has_text: bool,
        inlines: Vec<Inline>,
        range: TextRange,
    ) {
        let source = self.text(range);
        let inner = source.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        let Some(inner) = inner else {
            return self.add_inline(InlineKind::Text, range);
        };
        if inner.starts_with(' ') || inner.ends_with(' ') || inner.is_empty() {
            return self.add_inline(InlineKind::Text, range);
        }
        let start = range.start as usize + 2;
        let name_length = inner.find('|').unwrap_or(inner.len());
        let name_length = match inner.get(..name_length) {
            Some(name) if name.ends_with('\\') => name_length - 1,
            _ => name_length,
        };
        let place = TextRange::new(start, start + name_length);
        let name = link.destination.trim_end_matches('\\').replace(['\n', '\r'], " ");
        let reference = Reference {
            kind: ReferenceKind::Name,
            destination: name.into(),
            range: place,
            title: None,
        };
        let number = self.add_reference(reference);
        if self.is_generated_mark(number, range) {
            return;
        }
        if self.in_link() {
            return match has_text {
                true => inlines.into_iter().for_each(|text| self.add_inline(text.kind, text.range)),
                false => self.add_inline(InlineKind::Text, place),
            };
        }
        let content: Option<Inlines> = has_text.then(|| inlines.into());
        self.add_inline(InlineKind::Name(number, content), range);
    }

    /// `[[_TOC_]]` and its like: marks, not names.
    fn is_generated_mark(&mut self, number: u32, range: TextRange) -> bool {
        let Some(reference) = self.references.get_mut(number as usize) else { return false };
        let name = &*reference.destination;
        let is_mark = name.len() > 2
            && name.starts_with('_')
            && name.ends_with('_')
            && name.chars().all(|c| c == '_' || c.is_ascii_uppercase());
        if !is_mark {
            return false;
        }
        reference.kind = ReferenceKind::Ignored;
        let generated = Generated::from_mark(name);
        let is_contents = name == "_TOC_";
        let is_alone = self.is_alone_on_its_line(range);
        if is_contents || generated.is_some() && is_alone {
            self.add_inline(InlineKind::Name(number, None), range);
            return true;
        }
        if generated.is_some() {
            let message = format!("`{}` has text beside it", self.text(range));
            let help = "write it on a line of its own; the list stands there";
            self.report(Code::UNSUPPORTED_DIRECTIVE, range, message, help);
        } else {
            self.report_unsupported(range);
        }
        self.add_inline(InlineKind::Unsupported, range);
        true
    }

    fn is_alone_on_its_line(&self, range: TextRange) -> bool {
        let text = &self.source.text;
        let before = text.get(..range.start as usize).unwrap_or_default();
        let after = text.get(range.end as usize..).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t', '>']);
        let after = after.trim_start_matches([' ', '\t']);
        let is_end = |c| matches!(c, '\n' | '\r');
        (before.is_empty() || before.ends_with(is_end))
            && (after.is_empty() || after.starts_with(is_end))
    }

    /// Returns where the destination is written.
    fn destination_place(
        &mut self,
        link: &Written<'_>,
        inlines: &[Inline],
        range: TextRange,
    ) -> TextRange {
        let source = self.text(range);
        match link.kind {
            LinkType::Autolink | LinkType::Email => {
                TextRange { start: range.start + 1, end: range.end.saturating_sub(1) }
            }
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                self.definition_place(&link.label).unwrap_or(range)
            }
            _ => {
                let content = match inlines.is_empty() {
                    true => 0,
                    false => (cover(inlines).end - range.start) as usize,
                };
                let found = inline_destination(source, content);
                found.map_or(range, |(start, end)| TextRange::new(start, end).shifted(range.start))
            }
        }
    }

    /// Returns where a definition's address is written, and remembers that
    /// the definition is used.
    fn definition_place(&mut self, label: &str) -> Option<TextRange> {
        let key = super::builder::label_key(label);
        let definition = self.labels.get_mut(&key)?;
        definition.used = true;
        Some(definition.place)
    }

    /// Returns the text of inlines without markup.
    pub fn plain(&self, inlines: &[Inline]) -> String {
        plain_text(inlines, &self.source.text)
    }
}

/// Finds the destination in `[text](destination "title")`, whose text ends
/// before byte `content`.
fn inline_destination(source: &str, content: usize) -> Option<(usize, usize)> {
    let open = content + source.get(content..)?.find("](")? + 2;
    let rest = source.get(open..)?;
    let start = open + (rest.len() - rest.trim_start().len());
    let rest = source.get(start..)?;
    if let Some(rest) = rest.strip_prefix('<') {
        return Some((start + 1, start + 1 + rest.find('>')?));
    }
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some((start, start + at)),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some((start, start + at)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::inline_destination;

    #[test]
    fn finds_the_destination_in_its_source() {
        for (source, content, expected) in [
            ("[a](b.md)", 2, "b.md"),
            ("[a]( <b c.md> 'x')", 2, "b c.md"),
            ("[a](b(c).md \"t\")", 2, "b(c).md"),
            ("[](x)", 0, "x"),
            ("![a [b](c)](d)", 10, "d"),
        ] {
            let place = inline_destination(source, content);
            assert_eq!(place.map(|(start, end)| &source[start..end]), Some(expected));
        }
    }
}
