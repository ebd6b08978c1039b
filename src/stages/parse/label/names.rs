//! Names of roles in values and cells become references: `Platform operator,
//! Trainer` are two. A name in brackets or a link is one already.

use super::line::trimmed;
use crate::base::TextRange;
use crate::model::document::{Inline, InlineKind, Reference, ReferenceKind};
use crate::stages::parse::builder::Builder;

/// A longer text, in bytes, is a sentence and no name.
const LONGEST: usize = 100;

/// Makes references of the names in some text.
pub(in crate::stages::parse) fn refer(
    builder: &mut Builder<'_>,
    value: Vec<Inline>,
) -> Vec<Inline> {
    let is_name = |inline: &Inline| {
        matches!(inline.kind, InlineKind::Text | InlineKind::Name(..) | InlineKind::Link(..))
    };
    if !value.iter().all(is_name) {
        return value;
    }
    let mut named = Vec::with_capacity(value.len());
    for (at, inline) in value.iter().enumerate() {
        if !matches!(inline.kind, InlineKind::Text) {
            named.push(inline.clone());
            continue;
        }
        // Words beside a link belong to it: only what commas part is a name.
        let beside = Beside { before: 0 < at, after: at + 1 < value.len() };
        names(builder, inline.range, beside, &mut named);
    }
    named
}

/// What stands on the same line as a text.
struct Beside {
    before: bool,
    after: bool,
}

fn names(builder: &mut Builder<'_>, range: TextRange, beside: Beside, named: &mut Vec<Inline>) {
    let source = &builder.source.text;
    let text = range.of(source);
    let pieces: Vec<&str> = text.split(',').collect();
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
