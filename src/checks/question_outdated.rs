//! `question-outdated`: what a question is drawn from says something else than
//! when the question was reviewed.

use std::collections::BTreeSet;

use super::course_place::{modules, of};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::{Origin, outdated};

/// The check `question-outdated`.
pub struct QuestionOutdated;

impl Check for QuestionOutdated {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        modules(site, &mut |page, module| {
            let outdated: BTreeSet<Origin<'_>> = outdated(site, page).into_iter().collect();
            let from = module.questions.iter().flat_map(|question| &question.from);
            for reference in from {
                if Origin::of(page, *reference).is_some_and(|own| outdated.contains(&own)) {
                    found.extend(problem(site, page, *reference));
                }
            }
        });
    }
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
