//! Questions that stand where none is looked for: below a heading of another
//! level, or outside the knowledge check. They would be text that gives its
//! answer away.

use super::located;
use crate::base::Code;
use crate::model::document::{Block, BlockKind, Heading, List};
use crate::model::kind::Kind;
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::item_id;

/// Reports the headings of such questions.
pub(super) fn report(builder: &mut Builder<'_>, kind: &Kind, body: &[Block]) {
    let check = kind.sections.iter().find(|own| own.title == "Knowledge check");
    let mut in_check = false;
    let mut above: Option<&Heading> = None;
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let text = builder.plain(&heading.content);
                if heading.level <= 2 {
                    in_check = check.is_some_and(|check| check.is_named(&text));
                }
                let is_read = in_check && matches!(heading.level, 2 | 3);
                above = Some(&**heading).filter(|_| !is_read);
            }
            BlockKind::List(list) => {
                let Some(heading) = above.filter(|_| is_answered(builder, list, in_check)) else {
                    continue;
                };
                let message = "this question stands where none is looked for, so it is only shown";
                let help = match in_check {
                    true => "write its heading with `###`",
                    false => "move it below *Knowledge check*, with a heading `###`",
                };
                builder.report(Code::QUESTION_OUT_OF_PLACE, cover(&heading.content), message, help);
                above = None;
            }
            _ => {}
        }
    }
}

/// Tells whether a list answers a question: with a box that is ticked, or with
/// the label of an answer; within the check also with any box.
fn is_answered(builder: &Builder<'_>, list: &List, in_check: bool) -> bool {
    list.items.iter().any(|item| {
        let has_box = item.task == Some(true) || in_check && item.task.is_some();
        let words = located(builder, item_id::text(&item.blocks));
        has_box || words.is_some_and(|words| words.text.starts_with("Answer:"))
    })
}
