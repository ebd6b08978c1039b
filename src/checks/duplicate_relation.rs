//! `duplicate-relation`: a field names the same page or role twice.
//!
//! Two names can mean one page: its file and its id. So meanings are compared
//! and not texts. Two places of one page are two relations.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{PageId, loose};
use crate::model::document::Reference;
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::relation::{Relation, RelationKind};
use crate::model::site::Site;

/// The check `duplicate-relation`.
pub struct DuplicateRelation;

impl Check for DuplicateRelation {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        site.pages.values().for_each(|page| check(site, page, found));
    }
}

/// What the other end of a relation means.
#[derive(PartialEq, Eq, Hash)]
enum End<'a> {
    Page(PageId, Option<&'a str>),
    Name(String),
    Address(&'a str),
}

fn check(site: &Site, page: &Page, found: &mut Vec<Diagnostic>) {
    let mut known: HashMap<(RelationKind, End<'_>), &Reference> = HashMap::new();
    // Groups of stakeholders may share a role: they are told in words.
    let told = |relation: &&Relation| relation.kind != RelationKind::Stakeholder;
    for relation in page.document.relations.iter().filter(told) {
        let Some((reference, end)) = end(page, *relation) else { continue };
        let title = match &end {
            End::Page(id, _) => site.catalog.page(*id).map_or("", |page| &*page.title),
            End::Name(_) | End::Address(_) => &reference.destination,
        };
        match known.entry((relation.kind, end)) {
            Entry::Vacant(entry) => {
                entry.insert(reference);
            }
            Entry::Occupied(first) => found.push(report(page, [first.get(), reference], title)),
        }
    }
}

/// Returns the other end; `None` if it was reported already.
fn end(page: &Page, relation: Relation) -> Option<(&Reference, End<'_>)> {
    let at = relation.reference as usize;
    let reference = page.document.references.get(at)?;
    let end = match page.targets.get(at)? {
        Target::Page(id, place) => End::Page(*id, place.as_deref()),
        Target::Here(place) => End::Page(page.id, Some(place)),
        Target::Planned(name) => End::Name(loose(name)),
        Target::Ignored | Target::Kind(_) => End::Name(loose(&reference.destination)),
        Target::External(address) => End::Address(address),
        Target::Asset(..) | Target::Graft(_) | Target::Broken => return None,
    };
    Some((reference, end))
}

fn report(page: &Page, [first, again]: [&Reference; 2], title: &str) -> Diagnostic {
    let place = |reference: &Reference| Span::new(page.document.source.file, reference.range);
    let message = format!("\"{}\" is named already in this field", again.destination);
    let help = match first.destination == again.destination {
        true => "remove one of the two".into(),
        false => format!("both mean \"{title}\": remove one of the two"),
    };
    Diagnostic::new(Code::DUPLICATE_RELATION, place(again), message)
        .label(place(first), "it is named here")
        .help(help)
}
