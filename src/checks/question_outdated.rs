//! `question-outdated`: what a question is drawn from says something else than
//! when the question was reviewed, or is there no more.

use std::collections::BTreeSet;

use super::course_place::{modules, of};
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::training::{Origin, outdated};

/// The check `question-outdated`.
pub struct QuestionOutdated;

impl Check for QuestionOutdated {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        modules(site, &mut |page, module| {
            let outdated: BTreeSet<Origin<'_>> = outdated(site, page).into_iter().collect();
            let from = module.questions.iter().flat_map(|question| &question.from);
            let lost = lost(site, page);
            for reference in from {
                let origin = Origin::of(page, *reference);
                if origin.is_some_and(|own| outdated.contains(&own) && is_whole(page, *reference)) {
                    found.extend(problem(site, page, *reference));
                }
                found.extend(gone(page, *reference, &lost));
            }
        });
    }
}

/// Tells whether a reference leads where it says: a place that is not there is
/// told as that.
fn is_whole(page: &Page, reference: u32) -> bool {
    let written = page.document.references.get(reference as usize);
    let has_place = written.is_some_and(|own| own.destination.contains('#'));
    let origin = Origin::of(page, reference);
    !has_place || origin.is_some_and(|origin| origin.anchor.is_some())
}

/// Returns the ids that the review of a course remembers and no page has.
fn lost<'a>(site: &Site, page: &'a Page) -> Vec<&'a str> {
    let review = page.document.front.reviewed.as_ref();
    let remembered = review.into_iter().flat_map(|review| &review.from);
    let ids = remembered.map(|(name, _)| name.split('#').next().unwrap_or(name));
    ids.filter(|id| !site.catalog.by_id.contains_key(*id)).collect()
}

/// Reports a question whose page is written no more, though the review of its
/// course remembers what it said: without that it would look like a page that
/// is still to be written. A page that has another name than those which are
/// lost may be one that is still to be written, so that is not denied.
fn gone(page: &Page, reference: u32, lost: &[&str]) -> Option<Diagnostic> {
    let Target::Planned(name) = page.targets.get(reference as usize)? else { return None };
    let review = page.document.front.reviewed.as_ref()?;
    let own = lost.iter().find(|id| loose(id) == loose(name));
    let id = own.or(lost.first())?;
    let message = match own {
        Some(_) => format!("\"{name}\" is not written any more, and the answer stood there"),
        None => format!("\"{name}\" is not written, and a page that answered questions is gone"),
    };
    let help = format!(
        "draw the question from another page, or remove it; the review of {} names `{id}`, which \
         is gone",
        review.on
    );
    let range = page.document.references.get(reference as usize)?.range;
    Some(Diagnostic::new(Code::QUESTION_OUTDATED, of(page, range), message).help(help))
}

fn problem(site: &Site, page: &Page, reference: u32) -> Option<Diagnostic> {
    let on = page.document.front.reviewed.as_ref()?.on;
    let origin = Origin::of(page, reference)?;
    let title = &site.catalog.page(origin.page)?.title;
    let title = match origin.anchor {
        Some(anchor) => format!("`{anchor}` of \"{title}\""),
        None => format!("\"{title}\""),
    };
    let message = format!("{title} changed since this question was reviewed on {on}");
    let range = page.document.references.get(reference as usize)?.range;
    let help = "see whether the answer is still right, then let `handover attest` write the review";
    Some(Diagnostic::new(Code::QUESTION_OUTDATED, of(page, range), message).help(help))
}
