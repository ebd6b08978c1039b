//! What cannot be followed in a flow.

use std::collections::HashMap;

use super::cycle;
use crate::base::Code;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::flow::{Flow, FlowEdge, FlowNode, FlowOrigin};
use crate::model::kind::Known;
use crate::stages::parse::builder::Builder;

/// Reports what is wrong with a flow, in the order of its nodes.
pub(super) fn report(builder: &mut Builder<'_>, kind: Option<Known>, flow: &Flow) {
    let ways = Ways::of(flow);
    unreachable(builder, flow, &ways);
    ends(builder, flow, &ways);
    // A process from end to end goes on as long as the business does, and a
    // chart of Mermaid has no words for a bound.
    let has_bounds = flow.origin != FlowOrigin::Mermaid;
    if has_bounds && kind.is_none_or(|known| known.kind.name != "process") {
        loops(builder, flow, &ways);
    }
    lanes(builder, flow);
}

/// What an author writes to repair a flow, by how it is written.
struct Help {
    lead_here: &'static str,
    answer: &'static str,
    lead_on: &'static str,
}

fn help(origin: FlowOrigin) -> Help {
    match origin {
        FlowOrigin::Mermaid => Help {
            lead_here: "let an arrow lead here, `A --> B`, or take it out",
            answer: "write each answer on an arrow: `A -- Yes --> B` and `A -- No --> C`",
            lead_on: "lead on with `-->`, or write it as an end: `A([Words])`",
        },
        FlowOrigin::Field => Help {
            lead_here: "add an edge that leads here, or take it out",
            answer: "add an edge for each answer: `{from: ID, to: ID, text: Yes}`",
            lead_on: "add an edge that leads on, or give it `kind: end`",
        },
        // A flow of a file becomes a fence before it is part of a page, and
        // what is wrong with a procedure is said of its steps.
        FlowOrigin::Fence | FlowOrigin::List | FlowOrigin::File | FlowOrigin::Procedure => Help {
            lead_here: "let an answer or a line lead here with `->`, or take it out",
            answer: "write each answer below it: `- Yes -> 4` and `- No -> 5`",
            lead_on: "end the flow with a line `End`, or lead on with `-> 5`",
        },
    }
}

/// Tells whether a flow says where it begins or ends. Most charts of Mermaid
/// do not: what nothing leads to begins there, and what leads nowhere ends.
fn says(flow: &Flow, kind: NodeKind) -> bool {
    flow.origin != FlowOrigin::Mermaid || flow.nodes.iter().any(|node| node.kind == kind)
}

/// The edges of a flow by their ends.
struct Ways {
    leaving: Vec<Vec<usize>>,
    /// How many of these have a label.
    answers: Vec<usize>,
    arriving: Vec<usize>,
}

impl Ways {
    fn of(flow: &Flow) -> Ways {
        let mut ways = Ways {
            leaving: vec![Vec::new(); flow.nodes.len()],
            answers: vec![0; flow.nodes.len()],
            arriving: vec![0; flow.nodes.len()],
        };
        for edge in &flow.edges {
            if let Some(leaving) = ways.leaving.get_mut(edge.from) {
                leaving.push(edge.to);
            }
            if let Some(answers) = ways.answers.get_mut(edge.from) {
                *answers += usize::from(edge.label.is_some());
            }
            if let Some(arriving) = ways.arriving.get_mut(edge.to).filter(|_| edge.from != edge.to)
            {
                *arriving += 1;
            }
        }
        ways
    }
}

/// What no way from a start leads to. Of a part that hangs together only its
/// beginnings are named.
fn unreachable(builder: &mut Builder<'_>, flow: &Flow, ways: &Ways) {
    let mut reached = vec![false; flow.nodes.len()];
    let says_start = says(flow, NodeKind::Start);
    let begins = |index: usize| {
        let kind = flow.nodes.get(index).map(|node| node.kind);
        let arrives = ways.arriving.get(index).copied().unwrap_or_default();
        index == 0
            || kind == Some(NodeKind::Start)
            || (arrives == 0 && (!says_start || kind == Some(NodeKind::Connector)))
    };
    let starts: Vec<usize> = (0..flow.nodes.len()).filter(|index| begins(*index)).collect();
    spread(&mut reached, starts, ways);
    for (index, node) in flow.nodes.iter().enumerate() {
        let has_none = ways.arriving.get(index) == Some(&0);
        if reached.get(index) == Some(&true) || !has_none {
            continue;
        }
        name(builder, flow, index, &node.label);
        spread(&mut reached, vec![index], ways);
    }
    // What is left leads only to itself.
    for (index, node) in flow.nodes.iter().enumerate() {
        if reached.get(index) == Some(&false) {
            name(builder, flow, index, &node.label);
            spread(&mut reached, vec![index], ways);
        }
    }
}

fn name(builder: &mut Builder<'_>, flow: &Flow, index: usize, label: &str) {
    let range = flow.nodes.get(index).map(|node| node.range).unwrap_or_default();
    let message = format!("nothing leads to \"{label}\"");
    builder.report(Code::UNREACHABLE_STEP, range, message, help(flow.origin).lead_here);
}

fn spread(reached: &mut [bool], mut open: Vec<usize>, ways: &Ways) {
    while let Some(index) = open.pop() {
        match reached.get_mut(index) {
            Some(is_reached) if !*is_reached => *is_reached = true,
            _ => continue,
        }
        open.extend(ways.leaving.get(index).into_iter().flatten());
    }
}

/// What leads nowhere, and questions that are none.
fn ends(builder: &mut Builder<'_>, flow: &Flow, ways: &Ways) {
    let (help, says_end) = (help(flow.origin), says(flow, NodeKind::End));
    for (index, node) in flow.nodes.iter().enumerate() {
        let leaving = ways.leaving.get(index).map_or(0, Vec::len);
        match node.kind {
            NodeKind::Decision if leaving < 2 => {
                let answers = ways.answers.get(index).copied().unwrap_or_default();
                let message = match answers {
                    0 => "this question has no answer",
                    _ => "this question has one answer",
                };
                let code = Code::DECISION_WITH_ONE_ANSWER;
                builder.report(code, node.range, message, help.answer);
            }
            NodeKind::End | NodeKind::Connector => {}
            _ if builder.stopped.contains(&node.range.start) => {}
            _ if leaving == 0 && says_end => {
                let message = format!("nothing follows \"{}\"", node.label);
                builder.report(Code::DEAD_END, node.range, message, help.lead_on);
            }
            _ => {}
        }
    }
}

/// Answers that go straight back: nothing is done in between that could
/// change the answer, so that only a bound ends it.
fn loops(builder: &mut Builder<'_>, flow: &Flow, ways: &Ways) {
    let circles = cycle::circles(&ways.leaving);
    let is_circle = |edge: &FlowEdge| {
        circles.get(edge.from).is_some_and(|circle| circles.get(edge.to) == Some(circle))
    };
    let is_endless = |edge: &&FlowEdge| {
        let from = flow.nodes.get(edge.from).map(|node| node.kind);
        edge.kind == EdgeKind::Loop
            && from == Some(NodeKind::Decision)
            && edge.at_most.is_none()
            && is_circle(edge)
    };
    for edge in flow.edges.iter().filter(is_endless) {
        let target = edge.range.of(&builder.source.text);
        let help = format!("add a bound: `-> {target}, at most 3 times`");
        let message = "this goes back and nothing ends it";
        builder.report(Code::UNBOUNDED_LOOP, edge.range, message, help);
    }
}

/// What is said to stand in two lanes. Pages are compared when they are known.
fn lanes(builder: &mut Builder<'_>, flow: &Flow) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let acts = |node: &FlowNode| {
        matches!(node.kind, NodeKind::Step | NodeKind::Decision) && node.reference.is_none()
    };
    // The groups of a flowchart say what belongs together, and not who acts.
    if flow.origin == FlowOrigin::Mermaid && flow.lanes.iter().any(|lane| !lane.is_listed) {
        return;
    }
    for (index, node) in flow.nodes.iter().enumerate().filter(|(_, node)| acts(node)) {
        let before = *first.entry(node.label.to_lowercase()).or_insert(index);
        let name = |index: usize| {
            let lane = flow.nodes.get(index)?.lane?;
            Some((lane, &flow.lanes.get(lane)?.name))
        };
        if let (Some((one, first)), Some((other, second))) = (name(before), name(index))
            && one != other
        {
            let message =
                format!("\"{}\" stands in the lanes \"{first}\" and \"{second}\"", node.label);
            let help = "name it once and lead there with `->`, or give each its own words";
            builder.report(Code::LANE_CONFLICT, node.range, message, help);
        }
    }
}
