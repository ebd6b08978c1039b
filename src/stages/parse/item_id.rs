//! Ids of items and rows that nobody wrote one for, so that a page about a
//! role can link to what the role does.

use super::builder::{Builder, cover};
use crate::base::TextRange;
use crate::model::document::{Anchor, Block, BlockKind, Inline, InlineKind};
use crate::model::named_item::{IdOrigin, ItemKind, NamedItem};
use crate::text::slug::slug;

/// A derived id ends at the last hyphen within so many characters: it stands
/// in addresses, and several times on the page.
const LONGEST: usize = 60;
/// A name is cut after so many characters: a table may say it in each cell.
const LONGEST_NAME: usize = 200;

/// Gives an item an id, if it has none and says something an id could be
/// made of.
pub(super) fn give(
    builder: &mut Builder<'_>,
    kind: ItemKind,
    id: &mut Option<Box<str>>,
    content: &[Inline],
) {
    let written = id.clone();
    let own = written.clone().or_else(|| derive(builder, content));
    if let Some(own) = own {
        let origin = match &written {
            Some(_) => IdOrigin::Written,
            None => end_of_line(builder, content).map_or(IdOrigin::Placeless, IdOrigin::Derived),
        };
        add(builder, (kind, &own), content, origin);
        *id = Some(own);
    }
}

/// Gives a step an id, whatever it says.
pub(super) fn give_step(
    builder: &mut Builder<'_>,
    id: &mut Option<Box<str>>,
    content: &[Inline],
    range: TextRange,
) {
    give(builder, ItemKind::Step, id, content);
    if id.is_none() {
        let own = of_name(builder, "step", range);
        let (kind, origin) = (ItemKind::Step, IdOrigin::Placeless);
        let name = Box::default();
        builder.items.push(NamedItem { id: own.clone(), kind, name, range, origin });
        *id = Some(own);
    }
}

/// Notes what an id stands for.
fn add(
    builder: &mut Builder<'_>,
    (kind, id): (ItemKind, &str),
    content: &[Inline],
    origin: IdOrigin,
) {
    let name = name(builder, content).into();
    let range = cover(content);
    builder.items.push(NamedItem { id: id.into(), kind, name, range, origin });
}

/// Returns where the first line of some text ends.
pub(super) fn end_of_line(builder: &Builder<'_>, content: &[Inline]) -> Option<u32> {
    let is_break =
        |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let last = content.iter().take_while(|inline| !is_break(inline)).last()?;
    Some(builder.without_line_end(last.range).end)
}

/// Makes an id from what an item or a cell says; `None` if it says nothing
/// an id could have.
fn derive(builder: &mut Builder<'_>, content: &[Inline]) -> Option<Box<str>> {
    let slug = slug(&name(builder, content));
    let id = short(&slug);
    if !id.starts_with(char::is_alphanumeric) {
        return None;
    }
    let id = builder.derived_id(id);
    builder.anchors.push(Anchor { id: id.clone(), range: cover(content) });
    Some(id)
}

/// Returns what an item is called: the words in bold it begins with, else
/// its first sentence.
pub(super) fn name(builder: &Builder<'_>, content: &[Inline]) -> String {
    let bold = match content.first() {
        Some(Inline { kind: InlineKind::Strong(bold), .. }) => Some(bold),
        _ => None,
    };
    let text = builder.plain(bold.map_or(content, |bold| bold));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = [". ", "? ", "! "].iter().filter_map(|end| text.find(end));
    let first = text.get(..ends.min().unwrap_or(text.len())).unwrap_or(&text);
    let first = match first.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => first.get(..end).unwrap_or(first),
        None => first,
    };
    first.trim_end_matches(['.', '?', ':', ',', ' ']).into()
}

/// Returns the text of an item.
pub(super) fn text(blocks: &[Block]) -> &[Inline] {
    match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Plain(content) | BlockKind::Paragraph(content)) => content,
        _ => &[],
    }
}

/// Makes an id from words that are no inlines; it always gives one.
pub(super) fn of_name(builder: &mut Builder<'_>, name: &str, range: TextRange) -> Box<str> {
    let slug = slug(name);
    let id = short(&slug);
    let id = if id.starts_with(char::is_alphanumeric) { id } else { "step" };
    let id = builder.derived_id(id);
    builder.anchors.push(Anchor { id: id.clone(), range });
    id
}

fn short(slug: &str) -> &str {
    match slug.char_indices().nth(LONGEST) {
        None => slug,
        Some((end, _)) => {
            let cut = slug.get(..end).unwrap_or(slug);
            cut.rfind('-').and_then(|hyphen| cut.get(..hyphen)).unwrap_or(cut).trim_end_matches('-')
        }
    }
}
