//! `wrong-kind` and `duplicate-relation` in learning paths: what stands among
//! the courses is none, or stands there twice.

use std::collections::BTreeMap;

use super::course_place::{of, pages};
use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::PageId;
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::training::{LearningPath, Training};

/// The check of the courses of a path.
pub struct StageNoCourse;

impl Check for StageNoCourse {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        pages(site, &mut |page, training| {
            training.path().into_iter().for_each(|path| of_path(site, page, path, found));
        });
    }
}

fn of_path(site: &Site, page: &Page, path: &LearningPath, found: &mut Vec<Diagnostic>) {
    let mut listed: BTreeMap<PageId, Span> = BTreeMap::new();
    for stage in &path.stages {
        let number = stage.reference as usize;
        let Some(Target::Page(id, _)) = page.targets.get(number) else { continue };
        let Some(reference) = page.document.references.get(number) else { continue };
        let place = of(page, reference.range);
        found.extend(no_course(site, *id, place));
        if let Some(first) = listed.get(id) {
            let title = site.catalog.page(*id).map_or("", |own| &*own.title);
            let message = format!("\"{title}\" stands in this path already");
            found.push(
                Diagnostic::new(Code::DUPLICATE_RELATION, place, message)
                    .label(*first, "first here")
                    .help("remove one of the two"),
            );
        } else {
            listed.insert(*id, place);
        }
    }
}

fn no_course(site: &Site, id: PageId, place: Span) -> Option<Diagnostic> {
    let document = &site.pages.get(&id)?.document;
    if document.training.as_deref().and_then(Training::module).is_some() {
        return None;
    }
    let title = &site.catalog.page(id)?.title;
    let kind = document.kind.map_or("an article", |known| known.kind.article);
    let message = format!("\"{title}\" is {kind}; a path lists courses");
    let help = "write `kind: module` there if it is one, or link to it from the text of a course";
    Some(Diagnostic::new(Code::WRONG_KIND, place, message).help(help))
}
