//! `step-without-undo`: a step changes something and does not say how that is
//! taken back.

use super::step_place::{effect, of_step, steps};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::label::Label;
use crate::model::procedure::{Purpose, StepSection};
use crate::model::site::Site;
use crate::text::command::Effect;

/// The check `step-without-undo`.
pub struct StepWithoutUndo;

impl Check for StepWithoutUndo {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        steps(site, &mut |document, section, step| {
            // What a section tells of the whole need not stand at each step.
            let is_rollback = |section: &StepSection| section.purpose == Purpose::Rollback;
            let is_told = document.procedure.iter().any(is_rollback);
            let is_work = matches!(section.purpose, Purpose::Diagnosis | Purpose::Work);
            let changes = step.commands.iter().any(|block| effect(block) == Effect::Changes);
            if is_told || !is_work || !changes || step.field(Label::Undo).is_some() {
                return;
            }
            let message = "this step changes something and has no `Undo:`";
            found.push(
                Diagnostic::new(Code::STEP_WITHOUT_UNDO, of_step(document, step), message)
                    .help("write the command, `nothing to undo`, or `cannot be undone: why`"),
            );
        });
    }
}
