//! The procedures of a site, as checks of their steps look at them.

use crate::base::Span;
use crate::model::document::Document;
use crate::model::front::Status;
use crate::model::procedure::{Command, Step, StepSection};
use crate::model::site::Site;
use crate::text::command::{self, Effect};

/// Calls `visit` for every page that is a runbook and no draft.
pub(super) fn runbooks<'a>(site: &'a Site, visit: &mut dyn FnMut(&'a Document)) {
    let documents = site.pages.values().map(|page| &*page.document);
    let own = documents.filter(|own| own.kind_name() == "runbook" && !is_draft(own));
    own.for_each(visit);
}

fn is_draft(document: &Document) -> bool {
    document.front.status == Status::Draft
}

/// Calls `visit` for every step of every page that is no draft.
pub(super) fn steps<'a>(
    site: &'a Site,
    visit: &mut dyn FnMut(&'a Document, &'a StepSection, &'a Step),
) {
    let documents = site.pages.values().map(|page| &*page.document);
    for document in documents.filter(|own| !is_draft(own)) {
        for section in &document.procedure {
            section.steps.iter().for_each(|step| visit(document, section, step));
        }
    }
}

/// Returns where the name of a step stands.
pub(super) fn of_step(document: &Document, step: &Step) -> Span {
    Span::new(document.source.file, step.range)
}

/// Tells what a block of commands does: what the strongest of its lines does.
pub(super) fn effect(block: &Command) -> Effect {
    let lines = block.lines.iter();
    let effects = lines.map(|(line, _)| command::effect(&block.language, line));
    effects.max().unwrap_or(Effect::Reads)
}
