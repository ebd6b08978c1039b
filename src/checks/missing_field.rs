//! `missing-field`: a page lacks a field that its kind needs.

use super::kind_place;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::kind::{COMMON, Field, Kind, Need};
use crate::model::page::Page;
use crate::model::site::Site;

/// The check `missing-field`.
pub struct MissingField;

impl Check for MissingField {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let document = &page.document;
            let Some(kind) = kind_place::expected(document, site.config.profile) else { continue };
            for field in needed(kind).filter(|field| !has(site, page, field)) {
                let message = format!("{} needs `{}`", kind.article, field.name);
                let help = help(field);
                let place = kind_place::of_kind(document);
                found.push(Diagnostic::new(Code::MISSING_FIELD, place, message).help(help));
            }
        }
    }
}

/// Returns what to write; the owner of many pages is written once.
fn help(field: &Field) -> String {
    let own = format!("write `{}: {}` in front matter", field.name, field.example);
    match field.name {
        "owner" => format!("{own}, or for a folder under `[[defaults]]` of `handover.toml`"),
        _ => own,
    }
}

/// Lists the fields a page of a kind needs.
fn needed(kind: &'static Kind) -> impl Iterator<Item = &'static Field> {
    let common = COMMON.iter().filter(|field| kind.needs.contains(&field.name));
    common.chain(kind.fields.iter().filter(|field| field.need == Need::Required))
}

/// Tells whether a page has a field, or needs none because the site knows it.
fn has(site: &Site, page: &Page, field: &'static Field) -> bool {
    let front = &page.document.front;
    let is_written = || front.fields.iter().any(|value| value.field.name == field.name);
    match field.name {
        "owner" => front.owner.is_some(),
        "part_of" => {
            let mut relations = front.relations.iter();
            site.areas.parents.contains_key(&page.id)
                || relations.any(|(kind, _)| kind.name() == "part_of")
        }
        "level" => is_written() || site.areas.levels.contains_key(&page.id),
        _ => is_written(),
    }
}
