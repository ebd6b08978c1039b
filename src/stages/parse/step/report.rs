//! What is wrong with the branches of a procedure, as problems.

use super::super::builder::Builder;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::procedure::Step;

/// Reports a jump to a step that is not there.
pub(super) fn nowhere(
    builder: &mut Builder<'_>,
    range: TextRange,
    (message, help): (String, Option<String>),
) {
    let span = Span::new(builder.source.file, range);
    let found = Diagnostic::new(Code::JUMP_TO_NOWHERE, span, message);
    builder.found.push(match help {
        Some(help) => found.help(help),
        None => found,
    });
}

/// Reports a name that is not that of the step whose number stands before it.
pub(super) fn other_name(
    builder: &mut Builder<'_>,
    (number, range): (&str, TextRange),
    step: &Step,
) {
    let span = Span::new(builder.source.file, range);
    let message = format!("step {number} is \"{}\"", step.name);
    let help = format!(
        "`handover fix` writes the name of step {number}, or keep the name and correct the number"
    );
    let found = Diagnostic::new(Code::STEP_NAME_MISMATCH, span, message).help(help);
    let own = builder.text(step.range).split_whitespace().collect::<Vec<_>>().join(" ");
    let own = own.trim_end_matches('.');
    let depth = own.bytes().try_fold(0i32, |depth, byte| {
        let depth = depth + i32::from(byte == b'(') - i32::from(byte == b')');
        (0 <= depth).then_some(depth)
    });
    builder.found.push(match depth {
        Some(0) => found.fix(span, own),
        _ => found,
    });
}

/// Reports a step that is named where nothing says to go there.
pub(super) fn not_understood(builder: &mut Builder<'_>, range: TextRange, number: &str) {
    let message = format!("\"step {number}\" is named but nothing says to go there");
    let help = format!("write `go to step {number}`");
    builder.report(Code::JUMP_NOT_UNDERSTOOD, range, message, help);
}
