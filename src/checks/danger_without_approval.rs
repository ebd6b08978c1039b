//! `danger-without-approval`: a step is said to be of high danger, and nobody
//! has to say yes before.

use super::step_place::steps;
use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::label::Label;
use crate::model::site::Site;

/// The check `danger-without-approval`.
pub struct DangerWithoutApproval;

impl Check for DangerWithoutApproval {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        steps(site, &mut |document, _, step| {
            let Some(danger) = step.field(Label::Danger) else { return };
            let level = danger.text.split([',', ':', ' ', '.']).next().unwrap_or_default();
            if !level.eq_ignore_ascii_case("high") || step.field(Label::Approval).is_some() {
                return;
            }
            let span = Span::new(document.source.file, danger.range);
            let message = "nobody has to say yes before a step of high danger";
            found.push(
                Diagnostic::new(Code::DANGER_WITHOUT_APPROVAL, span, message)
                    .help("add `- Approval:` with the role that decides"),
            );
        });
    }
}
