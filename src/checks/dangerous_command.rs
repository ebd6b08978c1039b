//! `dangerous-command`: a command after which nothing brings back what was
//! there, and no word of warning.

use super::step_place::steps;
use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::label::Label;
use crate::model::site::Site;
use crate::text::command;

/// The check `dangerous-command`.
pub struct DangerousCommand;

impl Check for DangerousCommand {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        steps(site, &mut |document, _, step| {
            if step.field(Label::Danger).is_some() {
                return;
            }
            for block in step.commands.iter().filter(|block| !block.is_guarded) {
                for (line, range) in &block.lines {
                    let Some(name) = command::danger(line) else { continue };
                    let span = Span::new(document.source.file, *range);
                    let message = format!("`{name}` without a guard");
                    found.push(
                        Diagnostic::new(Code::DANGEROUS_COMMAND, span, message)
                            .help("add `- Danger: ...` or the fence attribute `guard`"),
                    );
                }
            }
        });
    }
}
