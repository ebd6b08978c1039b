//! `step-without-expect`: a step has commands and does not say what is seen
//! when they worked.

use super::step_place::{of_step, steps};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::label::Label;
use crate::model::site::Site;

/// The check `step-without-expect`.
pub struct StepWithoutExpect;

impl Check for StepWithoutExpect {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        steps(site, &mut |document, _, step| {
            // What is done in each case says what is seen.
            let says = [Label::Expect, Label::Verify, Label::Record, Label::If, Label::Otherwise];
            let is_said = says.iter().any(|label| step.field(*label).is_some());
            if step.commands.is_empty() || step.is_decision || is_said {
                return;
            }
            let message = "this step does not say what is seen when it worked";
            found.push(
                Diagnostic::new(Code::STEP_WITHOUT_EXPECT, of_step(document, step), message)
                    .help("add `- Expect:` with what the command prints"),
            );
        });
    }
}
