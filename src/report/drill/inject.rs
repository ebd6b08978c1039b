//! What the leader of an exercise says on the way, so that those who play
//! meet each branch of the page: an expected result that is not seen, a case,
//! an answer.

use crate::model::checklist::Field;
use crate::model::document::{Block, BlockKind, Document, plain_text};
use crate::model::label::Label;
use crate::model::procedure::Step;
use crate::model::walk;

use super::said;

/// One thing to say.
pub(super) struct Inject {
    /// The number of the step, and its name.
    pub step: String,
    /// What is said.
    pub say: String,
    /// What the page wants to be done then.
    pub then: String,
}

/// Lists what can be said, step by step.
pub(super) fn all(document: &Document) -> Vec<Inject> {
    let bullets = bullets(document);
    let headings = headings(document);
    let steps: Vec<&Step> = document.procedure.iter().flat_map(|own| &own.steps).collect();
    let mut injects = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let heading = headings.partition_point(|start| *start <= step.at);
        let ends = [headings.get(heading).copied(), steps.get(at + 1).map(|next| next.at)];
        let end = ends.into_iter().flatten().min().unwrap_or(u32::MAX);
        injects.extend(step.fields.iter().filter_map(|field| of_field(document, step, field)));
        let first = bullets.partition_point(|(start, _)| *start <= step.at);
        let own = bullets.iter().skip(first).take_while(|(start, _)| *start < end);
        injects.extend(own.filter_map(|(_, text)| answer(step, text)));
    }
    injects
}

/// Lists where headings begin, in order.
fn headings(document: &Document) -> Vec<u32> {
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_));
    document.body.iter().filter(is_heading).map(|block| block.range.start).collect()
}

fn of_field(document: &Document, step: &Step, field: &Field) -> Option<Inject> {
    let say = match field.label {
        Label::IfNot => match said(step, Label::Expect) {
            Some(expect) => format!("Say now that this is not seen: {expect}"),
            None => format!("Say now that step {} did not work", step.number),
        },
        Label::If => format!("Say now that {}", case(document, field)),
        Label::Otherwise => "Say now that none of these is so".into(),
        _ => return None,
    };
    (!field.text.is_empty()).then(|| Inject { step: name(step), say, then: field.text.to_string() })
}

/// Reads `Yes: go on` below a question, and `If it is full: go on` anywhere.
fn answer(step: &Step, text: &str) -> Option<Inject> {
    let (answer, then) = text.split_once(": ")?;
    let answer = answer.trim();
    let say = match without_if(answer) {
        Some(case) => format!("Say now that {case}"),
        None if step.is_decision => format!("Say now that the answer is: {answer}"),
        None => return None,
    };
    Some(Inject { step: name(step), say, then: then.trim().into() })
}

fn without_if(label: &str) -> Option<&str> {
    label.get(..3).filter(|word| word.eq_ignore_ascii_case("if ")).and_then(|_| label.get(3..))
}

fn name(step: &Step) -> String {
    format!("{} ({})", step.number, step.name)
}

/// Returns the case of `If the log says x: go on`, without its `If` and without
/// marks of code.
fn case(document: &Document, field: &Field) -> String {
    let before = document.source.text.get(..field.range.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '-' | '*' | '+' | '>' | ':');
    let label = line.trim_matches(is_mark);
    without_if(label).unwrap_or(label).replace('`', "")
}

/// Lists the texts of bullets with the byte where each begins, in order.
fn bullets(document: &Document) -> Vec<(u32, String)> {
    let mut bullets = Vec::new();
    walk::walk(&document.body, &mut |block| {
        let BlockKind::List(list) = &block.kind else { return };
        let items = list.items.iter().filter(|item| list.start.is_none() && item.task.is_none());
        for item in items {
            let text = item.blocks.iter().find_map(|block| match &block.kind {
                BlockKind::Plain(content) | BlockKind::Paragraph(content) => Some(content),
                _ => None,
            });
            let text = text.map(|text| plain_text(text, &document.source.text));
            bullets.extend(text.map(|text| (item.range.start, text)));
        }
    });
    bullets.sort_by_key(|(start, _)| *start);
    bullets
}
