//! The section "Contributors": who wrote a page, with an address and what
//! the person does.

use super::super::builder::Builder;
use crate::model::document::{Block, BlockKind, Inline, InlineKind, Item};
use crate::model::lifted::{Contribution, Contributor};

/// Reads the people of the section "Contributors".
pub(super) fn read(builder: &Builder<'_>, body: &[Block]) -> Vec<Contributor> {
    let mut people = Vec::new();
    let mut kind = None;
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let title = builder.plain(&heading.content).to_lowercase();
                kind = match kind {
                    _ if title.starts_with("contributors") => Some(Contribution::Other),
                    Some(_) if title.contains("author") => Some(Contribution::Author),
                    Some(_) if title.contains("contributor") => Some(Contribution::Other),
                    _ => None,
                };
            }
            BlockKind::Paragraph(content) => {
                let Some(kind) = &mut kind else { continue };
                let is_person = is_person(content, &builder.plain(content));
                match person(builder, content, *kind).filter(|_| is_person) {
                    Some(person) => people.push(person),
                    None => *kind = lead(&builder.plain(content)).unwrap_or(*kind),
                }
            }
            BlockKind::List(list) => {
                let Some(kind) = kind else { continue };
                people.extend(list.items.iter().filter_map(|item| of_item(builder, item, kind)));
            }
            _ => {}
        }
    }
    people
}

/// Reads what the people below a line did: "Principal author:".
fn lead(line: &str) -> Option<Contribution> {
    let line = line.to_lowercase();
    let is_lead = line.contains("author") || line.contains("contributor");
    let is_author = line.contains("author");
    is_lead.then_some(if is_author { Contribution::Author } else { Contribution::Other })
}

/// Tells whether a paragraph outside a list is a person: a link alone, or one
/// with what the person does after a bar.
fn is_person(content: &[Inline], text: &str) -> bool {
    let is_link = |inline: &Inline| matches!(inline.kind, InlineKind::Link(..));
    content.iter().any(is_link) && (content.len() == 1 || text.contains('|'))
}

fn of_item(builder: &Builder<'_>, item: &Item, kind: Contribution) -> Option<Contributor> {
    match item.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Plain(content) | BlockKind::Paragraph(content)) => {
            person(builder, content, kind)
        }
        _ => None,
    }
}

/// Reads `[Name](address) | what the person does`, with or without a link.
fn person(builder: &Builder<'_>, content: &[Inline], kind: Contribution) -> Option<Contributor> {
    let link = content.iter().position(|inline| matches!(inline.kind, InlineKind::Link(..)));
    let (before, linked, after) = match link {
        Some(at) => {
            let (before, rest) = content.split_at(at);
            (before, rest.first(), rest.get(1..).unwrap_or_default())
        }
        None => (content, None, &[][..]),
    };
    let (role, before) = role(&builder.plain(before), kind);
    let mut text = before;
    let url = linked.and_then(|link| address(builder, link));
    let named_by_link = linked.filter(|_| text.trim_matches(is_mark).is_empty());
    if let Some(InlineKind::Link(_, name)) = named_by_link.map(|link| &link.kind) {
        text = format!("{} |{}", builder.plain(name), builder.plain(after));
    } else {
        text.push_str(&builder.plain(after));
    }
    let (name, title) = split(&text)?;
    Some(Contributor { name: name.into(), url, title: title.map(Into::into), kind: role })
}

/// Takes `Principal author:` off the beginning of an item.
fn role(text: &str, kind: Contribution) -> (Contribution, String) {
    match text.split_once(':').map(|(begin, rest)| (lead(begin), rest)) {
        Some((Some(role), rest)) => (role, rest.into()),
        _ => (kind, text.into()),
    }
}

/// Returns the address of a link to somewhere else.
fn address(builder: &Builder<'_>, link: &Inline) -> Option<Box<str>> {
    let InlineKind::Link(number, _) = &link.kind else { return None };
    let destination = &builder.references.get(*number as usize)?.destination;
    let is_web = destination.starts_with("https://") || destination.starts_with("http://");
    is_web.then(|| destination.clone())
}

/// Splits a name from what the person does: after a bar, in brackets, or
/// after a comma.
fn split(text: &str) -> Option<(String, Option<String>)> {
    let cut = text.find('|').or_else(|| text.find(','));
    let (name, title) = match cut {
        Some(cut) => (text.get(..cut)?, text.get(cut + 1..)?),
        None => (text, ""),
    };
    let name = plain(name);
    let title = plain(title);
    (!name.is_empty()).then(|| (name, (!title.is_empty()).then_some(title)))
}

fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let inner = text.trim_matches(is_mark).to_string();
    match (inner.matches('(').count(), inner.matches(')').count()) {
        (open, close) if open == close + 1 && text.trim_end_matches([' ', '|']).ends_with(')') => {
            inner + ")"
        }
        _ => inner,
    }
}

/// Characters around a name or title that belong to neither.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '\\' | '[' | ']' | '(' | ')' | '-' | '–' | '*')
}
