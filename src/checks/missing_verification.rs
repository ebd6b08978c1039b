//! `missing-verification`: a runbook does not say how to see that it worked.

use super::kind_place::{expected, of_title};
use super::step_place::runbooks;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::label::Label;
use crate::model::procedure::{Purpose, StepSection};
use crate::model::site::Site;

/// The check `missing-verification`.
pub struct MissingVerification;

impl Check for MissingVerification {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        runbooks(site, &mut |document| {
            let verifies = |section: &StepSection| {
                section.purpose == Purpose::Verification
                    || section.steps.iter().any(|step| step.field(Label::Verify).is_some())
            };
            let is_held = expected(document, site.config.profile).is_some();
            // A page without a procedure lacks more than this.
            let has_none = document.procedure.is_empty();
            if !is_held || has_none || document.procedure.iter().any(verifies) {
                return;
            }
            let message = "nothing on this page says how to see that it is healed";
            found.push(
                Diagnostic::new(Code::MISSING_VERIFICATION, of_title(document), message)
                    .help("add `## Verification`"),
            );
        });
    }
}
