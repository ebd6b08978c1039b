//! Reads the table `audiences` of `handover.toml`: which audiences there are,
//! and for which of them the site is built.

use crate::base::{Diagnostic, FileId, Span};
use crate::model::audience::Audiences;
use crate::text::data::Node;
use crate::text::fields::{Fields, Located};

pub(super) fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Audiences {
    let mut fields = Fields::new(file, "the table `audiences`", node, found);
    let (names, shown) = (fields.list("names"), fields.list("shown"));
    fields.finish(&|_| false);
    let all = |names: &[Located<String>]| -> Box<[Box<str>]> {
        let names = names.iter().map(|name| name.value.trim());
        names.filter(|name| !name.is_empty()).map(Into::into).collect()
    };
    let audiences = Audiences { names: all(&names), shown: all(&shown) };
    let unknown = shown.iter().filter(|name| !audiences.knows(name.value.trim()));
    found.extend(
        unknown.map(|name| audiences.unknown(name.value.trim(), Span::new(file, name.range))),
    );
    audiences
}
