//! `missing-section`: a page lacks a section that its kind needs.

use super::kind_place;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::kind::{Need, Section};
use crate::model::site::Site;

/// The check `missing-section`.
pub struct MissingSection;

impl Check for MissingSection {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let document = &page.document;
            let Some(kind) = kind_place::expected(document, site.config.profile) else { continue };
            let is_there = |section: &&Section| {
                document.outline.iter().any(|entry| section.is_named(&entry.text))
            };
            let needed = kind.sections.iter().filter(|section| section.need == Need::Required);
            for section in needed.filter(|section| !is_there(section)) {
                let message = format!("{} needs {}", kind.article, section.holds);
                let place = kind_place::of_title(document);
                let help = format!("add {}", headings(section));
                found.push(Diagnostic::new(Code::MISSING_SECTION, place, message).help(help));
            }
        }
    }
}

/// Lists headings that begin a section, at most three.
fn headings(section: &Section) -> String {
    let names = std::iter::once(&section.title).chain(section.synonyms).take(3);
    let names: Vec<String> = names.map(|name| format!("`## {name}`")).collect();
    match names.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
        _ => names.concat(),
    }
}
