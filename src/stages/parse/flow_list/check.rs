//! What cannot be followed in a flow that is a list.
//!
//! Only what a list says plainly is reported: of a list that is understood
//! whole, its questions and the items that have a place in it. What sentences
//! name stands elsewhere, and what follows it is said there.

use crate::base::Code;
use crate::domain::diagram::graph::NodeKind;
use crate::model::flow::{Flow, FlowNode};
use crate::stages::parse::builder::Builder;

/// Reports what is wrong with a flow, in the order of its nodes. `answers`
/// has how many answers stand below each node.
pub(super) fn report(builder: &mut Builder<'_>, flow: &Flow, answers: &[usize]) {
    let (mut leaving, mut arriving) =
        (vec![0usize; flow.nodes.len()], vec![0usize; flow.nodes.len()]);
    for edge in flow.edges.iter().filter(|edge| edge.from != edge.to) {
        if let Some(leaving) = leaving.get_mut(edge.from) {
            *leaving += 1;
        }
        if let Some(arriving) = arriving.get_mut(edge.to) {
            *arriving += 1;
        }
    }
    let has_end = flow.nodes.iter().any(|node| node.kind == NodeKind::End);
    let count = |of: &[usize], index: usize| of.get(index).copied().unwrap_or_default();
    for (index, node) in flow.nodes.iter().enumerate().filter(|(_, node)| stands_here(node)) {
        let leaves = count(&leaving, index);
        if 0 < index && node.kind != NodeKind::Start && count(&arriving, index) == 0 {
            unreachable(builder, node);
        }
        match node.kind {
            NodeKind::Decision => question(builder, node, count(answers, index).max(leaves)),
            NodeKind::End => {}
            _ if leaves == 0 && has_end => dead_end(builder, node),
            _ => {}
        }
    }
}

/// Tells whether a node has a place in the list, and on no side of it.
fn stands_here(node: &FlowNode) -> bool {
    node.number.is_some() && node.side.is_none()
}

fn question(builder: &mut Builder<'_>, node: &FlowNode, answers: usize) {
    let message = match answers {
        0 => "this question has no answer",
        1 => "this question has one answer",
        _ => return,
    };
    let help = "write each answer below it: `- Yes: *Name*` and `- No: *Name*`";
    builder.report(Code::DECISION_WITH_ONE_ANSWER, node.range, message, help);
}

fn dead_end(builder: &mut Builder<'_>, node: &FlowNode) {
    let message = format!("nothing follows \"{}\"", node.label);
    let help = "write the next step behind it, or `A branch connects to End` below it";
    builder.report(Code::DEAD_END, node.range, message, help);
}

fn unreachable(builder: &mut Builder<'_>, node: &FlowNode) {
    let message = format!("nothing leads to \"{}\"", node.label);
    let help = "let an answer or a sentence name it, or take it out";
    builder.report(Code::UNREACHABLE_STEP, node.range, message, help);
}
