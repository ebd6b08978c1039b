//! `level-mismatch`: a page does not lie one level below the page it is part
//! of.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// The check `level-mismatch`.
pub struct LevelMismatch;

impl Check for LevelMismatch {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            found.extend(check(site, page));
        }
    }
}

fn check(site: &Site, page: &Page) -> Option<Diagnostic> {
    let own = page.document.front.level?;
    let relations = page.document.relations.iter();
    let part_of = relations.filter(|relation| relation.kind == RelationKind::PartOf);
    let parent = part_of.filter_map(|relation| page.targets.get(relation.reference as usize));
    let parent = parent.filter_map(|target| match target {
        Target::Page(id, _) => site.pages.get(id),
        _ => None,
    });
    let (parent, above) =
        parent.into_iter().find_map(|parent| Some((parent, parent.document.front.level?)))?;
    let expected = above.value.checked_add(1)?;
    if own.value == expected {
        return None;
    }
    let title = &site.catalog.page(parent.id)?.title;
    let span = Span::new(page.document.source.file, own.range);
    let message = format!(
        "level {} is not one below \"{title}\", which has level {}",
        own.value, above.value
    );
    let above = Span::new(parent.document.source.file, above.range);
    let problem = Diagnostic::new(Code::LEVEL_MISMATCH, span, message);
    Some(
        problem
            .label(above, "the level above")
            .help(format!("write `level: {expected}`, or correct `part_of`")),
    )
}
