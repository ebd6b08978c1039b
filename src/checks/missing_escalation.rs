//! `missing-escalation`: a runbook does not say who is called when it does
//! not help.

use super::kind_place::{expected, of_title};
use super::step_place::runbooks;
use crate::base::{Code, Diagnostic};
use crate::model::document::Document;
use crate::model::extension::Check;
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::text::front_matter;

/// The check `missing-escalation`.
pub struct MissingEscalation;

impl Check for MissingEscalation {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        runbooks(site, &mut |document| {
            let is_held = expected(document, site.config.profile).is_some();
            // A page without a procedure lacks more than this.
            if !is_held || document.procedure.is_empty() || escalates(document) {
                return;
            }
            let message = "nothing on this page says who is called when it does not help";
            let help = "name the `charter:` whose ladder holds, or write `escalate to` and a role";
            found.push(
                Diagnostic::new(Code::MISSING_ESCALATION, of_title(document), message).help(help),
            );
        });
    }
}

/// Tells whether a page names a charter, or says to escalate in its text or
/// in one that it includes.
fn escalates(document: &Document) -> bool {
    let grafts = document.grafts.iter().filter_map(|graft| graft.document());
    document.relations.iter().any(|relation| relation.kind == RelationKind::Charter)
        || says_it(document)
        || grafts.into_iter().any(|graft| says_it(graft))
}

fn says_it(document: &Document) -> bool {
    let text = &document.source.text;
    let body = front_matter::split(text).body as usize;
    text.get(body..).is_some_and(|body| body.to_lowercase().contains("escalat"))
}
