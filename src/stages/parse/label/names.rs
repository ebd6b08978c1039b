//! Names of roles in values and cells become references: `Platform operator,
//! Trainer` are two. A name in brackets or a link is one already.

use super::line::trimmed;
use crate::base::TextRange;
use crate::model::document::{BlockKind, Inline, InlineKind, List, Reference, ReferenceKind};
use crate::stages::parse::builder::Builder;

/// A longer text, in bytes, is a sentence and no name.
const LONGEST: usize = 100;
/// What parts names.
const PARTING: [char; 2] = [',', ';'];

/// Makes references of the names in some text.
pub(in crate::stages::parse) fn refer(
    builder: &mut Builder<'_>,
    value: Vec<Inline>,
) -> Vec<Inline> {
    let is_name = |inline: &Inline| {
        matches!(inline.kind, InlineKind::Text | InlineKind::Name(..) | InlineKind::Link(..))
    };
    let bare: Vec<Inline> = value.iter().map(bare).collect();
    if !bare.iter().all(is_name) {
        return value;
    }
    let value = bare;
    let mut named = Vec::with_capacity(value.len());
    for (at, inline) in value.iter().enumerate() {
        if !matches!(inline.kind, InlineKind::Text) {
            named.push(inline.clone());
            continue;
        }
        // Words beside a link belong to it: only what commas part is a name.
        let beside = Beside {
            before: at
                .checked_sub(1)
                .and_then(|at| value.get(at))
                .is_some_and(|before| !text(builder, before).trim_end().ends_with(PARTING)),
            after: value
                .get(at + 1)
                .is_some_and(|after| !text(builder, after).trim_start().starts_with(PARTING)),
        };
        names(builder, inline.range, beside, &mut named);
    }
    named
}

/// Returns a text as it is written; nothing of a link or a name.
fn text<'a>(builder: &'a Builder<'_>, inline: &Inline) -> &'a str {
    match inline.kind {
        InlineKind::Text => builder.text(inline.range),
        _ => "",
    }
}

/// Takes off bold and italics, which mean nothing at a name.
fn bare(inline: &Inline) -> Inline {
    match &inline.kind {
        InlineKind::Strong(content) | InlineKind::Emphasis(content) => match &**content {
            [only] => bare(only),
            _ => inline.clone(),
        },
        _ => inline.clone(),
    }
}

/// Takes the names of roles out of a list below a label, each item one or
/// several; `None` if it is another list.
pub(super) fn of_list(builder: &mut Builder<'_>, list: &List) -> Option<Vec<Inline>> {
    let texts = list.items.iter().map(|item| match (&*item.blocks, item.task) {
        ([block], None) => match &block.kind {
            BlockKind::Plain(content) | BlockKind::Paragraph(content) => Some(&**content),
            _ => None,
        },
        _ => None,
    });
    let texts: Vec<&[Inline]> = texts.collect::<Option<_>>()?;
    let mut named = Vec::new();
    for text in texts {
        if let Some(last) = named.last() {
            let Inline { range, .. } = last;
            let range = TextRange { start: range.end, end: range.end };
            named.push(Inline { range, kind: InlineKind::Decoded(", ".into()) });
        }
        named.extend(refer(builder, text.to_vec()));
    }
    Some(named)
}

/// What stands on the same line as a text.
struct Beside {
    before: bool,
    after: bool,
}

fn names(builder: &mut Builder<'_>, range: TextRange, beside: Beside, named: &mut Vec<Inline>) {
    let source = &builder.source.text;
    let text = range.of(source);
    let pieces: Vec<&str> = text.split(PARTING).collect();
    let mut done = range.start;
    let mut start = range.start;
    for (at, piece) in pieces.iter().enumerate() {
        let whole = TextRange::new(0, piece.len()).shifted(start);
        start = whole.end + 1;
        let touches = at == 0 && beside.before || at + 1 == pieces.len() && beside.after;
        let name = trimmed(whole, source);
        let bare = name.of(source).trim_end_matches('.');
        let name = TextRange::new(0, bare.len()).shifted(name.start);
        let is_name = bare.chars().any(char::is_alphanumeric) && bare.len() <= LONGEST;
        let Ok(number) = u32::try_from(builder.references.len()) else { return };
        if touches || !is_name {
            continue;
        }
        if done < name.start {
            let range = TextRange { start: done, end: name.start };
            named.push(Inline { range, kind: InlineKind::Text });
        }
        done = name.end;
        let (kind, destination) = (ReferenceKind::Role, bare.into());
        builder.references.push(Reference { kind, destination, range: name, title: None });
        let content = Box::new([Inline { range: name, kind: InlineKind::Text }]);
        named.push(Inline { range: name, kind: InlineKind::Name(number, Some(content)) });
    }
    if done < range.end {
        named.push(Inline {
            range: TextRange { start: done, end: range.end },
            kind: InlineKind::Text,
        });
    }
}
