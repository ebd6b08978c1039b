//! The courses, paths and plans of a site, as checks look at them.

use crate::base::{Span, TextRange};
use crate::model::front::Status;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::{Module, Plan, Question, Training};

/// Calls `visit` for every page about learning that is no draft.
pub(super) fn pages<'a>(site: &'a Site, visit: &mut dyn FnMut(&'a Page, &'a Training)) {
    for page in site.pages.values() {
        if let Some(training) = &page.document.training
            && page.document.front.status != Status::Draft
        {
            visit(page, training);
        }
    }
}

/// Calls `visit` for every course.
pub(super) fn modules<'a>(site: &'a Site, visit: &mut dyn FnMut(&'a Page, &'a Module)) {
    pages(site, &mut |page, training| {
        training.module().into_iter().for_each(|module| visit(page, module));
    });
}

/// Calls `visit` for every question.
pub(super) fn questions<'a>(site: &'a Site, visit: &mut dyn FnMut(&'a Page, &'a Question)) {
    modules(site, &mut |page, module| {
        module.questions.iter().for_each(|question| visit(page, question));
    });
}

/// Calls `visit` for every training plan.
pub(super) fn plans<'a>(site: &'a Site, visit: &mut dyn FnMut(&'a Page, &'a Plan)) {
    pages(site, &mut |page, training| {
        training.plan().into_iter().for_each(|plan| visit(page, plan));
    });
}

/// Returns a place of a page.
pub(super) fn of(page: &Page, range: TextRange) -> Span {
    Span::new(page.document.source.file, range)
}
