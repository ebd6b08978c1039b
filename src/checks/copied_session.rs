//! `prompt-in-command` and `output-in-command`: a block of commands of a
//! runbook was copied out of a terminal, so that who copies it runs prompts
//! and output.

use super::code_place::commands;
use crate::base::{Code, Diagnostic, Span};
use crate::model::code_lines::{lines, part};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::text::command;

/// The checks `prompt-in-command` and `output-in-command`.
pub struct CopiedSession;

impl Check for CopiedSession {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        commands(site, &mut |document, block, code| {
            if document.kind_name() != "runbook" || command::is_session(&code.language) {
                return;
            }
            let mut before = Before::Other;
            for (line, place) in lines(&document.source.text, block.range, code) {
                let span = |range| Span::new(document.source.file, range);
                if let Some(end) = command::prompt(line) {
                    found.push(prompt(span(part(line, place, 0..end))));
                    before = Before::Prompt { goes_on: goes_on(line) };
                    continue;
                }
                match before {
                    Before::Prompt { goes_on: true } => {
                        before = Before::Prompt { goes_on: goes_on(line) };
                    }
                    // The first line says enough; further down commands may follow.
                    Before::Prompt { goes_on: false } if is_output(line) => {
                        found.push(output(span(part(line, place, 0..line.trim_end().len()))));
                        before = Before::Other;
                    }
                    _ => before = Before::Other,
                }
            }
        });
    }
}

/// What stands above a line.
#[derive(Clone, Copy)]
enum Before {
    /// A command with a prompt, which may go on in the next line.
    Prompt { goes_on: bool },
    /// Anything else.
    Other,
}

fn goes_on(line: &str) -> bool {
    line.trim_end().ends_with(['\\', '`', '|', '^'])
}

/// An empty line or a comment is no output.
fn is_output(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

fn prompt(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PROMPT_IN_COMMAND, span, "the prompt would be copied")
        .help("use the language `console`")
}

fn output(span: Span) -> Diagnostic {
    Diagnostic::new(Code::OUTPUT_IN_COMMAND, span, "this line looks like output")
        .help("use the language `console`, where only lines after a prompt are commands")
}
