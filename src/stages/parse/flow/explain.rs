//! What is wrong with the lines of a fence `process`, and what to write.

use super::line::{Line, Why};
use super::nodes::Reader;
use super::piece::Piece;
use super::words::label;
use crate::base::Code;
use crate::base::nearest::nearest;

/// Targets that lead nowhere are compared with this many nodes at most.
const COMPARED: usize = 200;

/// Reports each line that was not understood.
pub(super) fn report(reader: &mut Reader<'_, '_>, lines: &[Line<'_>]) {
    let mut next = ("4".to_string(), "Call".to_string());
    let mut problems = Vec::new();
    for line in lines.iter().rev() {
        match line {
            Line::Node(number, words) => next = (number.text.into(), label(words.text).text),
            Line::Unknown(piece, why) => problems.push((*piece, *why, next.clone())),
            _ => {}
        }
    }
    for (piece, why, (number, words)) in problems.into_iter().rev() {
        reader.is_whole = false;
        let (message, help) = explain(piece, why, (&number, &words));
        reader.builder.report(Code::FLOW_SYNTAX, piece.range, message, help);
    }
}

/// Says what is wrong with a line, and the nearest valid forms: with the
/// number and the words of the line that comes next.
fn explain(piece: Piece<'_>, why: Why, (number, words): (&str, &str)) -> (&'static str, String) {
    match why {
        Why::Arrow if piece.text.starts_with(['<', '>']) => (
            "a connector leads on with `->`",
            format!("`< [[Page]] -> {number}`, `> {number} -> [[Page]]`"),
        ),
        Why::Arrow => {
            let answer = answer(piece.text);
            (
                "an answer leads on with `->`",
                format!(
                    "`- {answer} -> {number}`, `- {answer} -> {words}`, `- {answer} -> [[Page]]`"
                ),
            )
        }
        Why::Owner => (
            "this stands below neither a question nor \"In parallel\"",
            format!(
                "end the line above with `?`, make it `In parallel`, number this line, or say when: \
                 `- If it is late -> {number}`"
            ),
        ),
        Why::Above => (
            "no line stands above this",
            format!("begin with `{number}. {words}`, and lead on below it"),
        ),
        Why::Target => {
            ("this arrow leads nowhere", format!("`-> {number}`, `-> {words}`, `-> [[Page]]`"))
        }
        Why::Bound => ("a bound is a number of times", format!("`-> {number}, at most 3 times`")),
        Why::Words => ("this line has no words", format!("`{number}. {words}`")),
        Why::Form => (
            "this is no line of a flow",
            format!("`{number}. {words}`, `- Yes -> {number}`, `-> {number}`"),
        ),
    }
}

/// Returns the words before what should be an arrow.
fn answer(text: &str) -> &str {
    let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, ' ' | ',' | '\''));
    match text.split(is_end).next().unwrap_or_default().trim() {
        "" => "Yes",
        answer => answer,
    }
}

/// Reports a target that is nowhere.
pub(super) fn nowhere(reader: &mut Reader<'_, '_>, target: Piece<'_>) {
    let (message, help) = match target.is_number() {
        true => {
            let last = reader.last_number().map(|last| format!("the last line is {last}"));
            (format!("there is no line {}", target.text), last.unwrap_or_default())
        }
        false => {
            let nodes = reader.nodes.iter().take(COMPARED);
            let near = nearest(target.text, nodes.flat_map(|node| [&*node.label, &*node.id]));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the number of a line, its id or its words, or `[[Page]]`".into(),
            };
            (format!("there is no line \"{}\"", target.text), help)
        }
    };
    reader.is_whole = false;
    reader.builder.report(Code::JUMP_TO_NOWHERE, target.range, message, help);
}
