//! A flow as the text of a fence `process`.
//!
//! What is read from such a fence gives the same nodes and edges again, with
//! the numbers 1, 2, 3.

use std::fmt::Write as _;

use super::plan::{self, Next, Place, Plan, begins_word, escaped, is_derived, is_out, one_line};
use super::{Flow, FlowEdge, FlowNode, jump};
use crate::domain::diagram::graph::NodeKind;

/// Returns the lines of a fence `process` for a flow. `name` says what stands
/// in the brackets of a reference.
pub fn to_fence(flow: &Flow, name: &dyn Fn(u32) -> Option<String>) -> String {
    let plan = Plan::of(flow);
    let mut writer = Writer { flow, name, plan, lane: None, text: String::new() };
    writer.lanes();
    for index in writer.plan.lines.clone() {
        writer.line(index);
    }
    writer.connectors();
    writer.text
}

struct Writer<'f> {
    flow: &'f Flow,
    name: &'f dyn Fn(u32) -> Option<String>,
    plan: Plan,
    /// The lane that holds.
    lane: Option<usize>,
    text: String,
}

impl Writer<'_> {
    fn lanes(&mut self) {
        let listed = self.flow.lanes.iter().filter(|lane| lane.is_listed);
        let names: Vec<String> = listed.map(|lane| lane_name(&lane.name)).collect();
        if !names.is_empty() {
            let _ = writeln!(self.text, "lanes: {}\n", names.join(" | "));
        }
    }

    fn line(&mut self, index: usize) {
        let Some(node) = self.flow.nodes.get(index) else { return };
        let Place::Line(number) = self.plan.place(index) else { return };
        let ways = self.plan.ways(self.flow, index);
        let words = match self.plan.join(index) {
            Some(_) => "In parallel".into(),
            None => self.words(node),
        };
        let _ = write!(self.text, "{number}. {words}");
        self.id_and_lane(node);
        if self.plan.join(index).is_some() {
            self.members(index);
        }
        match self.plan.next(self.flow, index, &ways) {
            Next::Line => {}
            Next::Stop => {
                let _ = writeln!(self.text, "   -> {}", jump::STOP);
            }
            Next::Ways => {
                ways.iter().for_each(|edge| self.way(node, edge));
                if self.plan.has_only_cases(self.flow, index, &ways) {
                    let _ = writeln!(self.text, "   -> {}", jump::STOP);
                }
            }
        }
    }

    fn members(&mut self, fork: usize) {
        for edge in self.plan.leaving(self.flow, fork) {
            let Some(node) = self.flow.nodes.get(edge.to) else { continue };
            if self.plan.place(edge.to) == Place::Member {
                let _ = write!(self.text, "   - {}", self.words(node));
                self.id_and_lane(node);
            }
        }
    }

    fn id_and_lane(&mut self, node: &FlowNode) {
        if !is_derived(node) {
            let _ = write!(self.text, " {{#{}}}", node.id);
        }
        if node.lane != self.lane
            && let Some(lane) = node.lane.and_then(|lane| self.flow.lanes.get(lane))
        {
            let _ = write!(self.text, " @{}", lane_name(&lane.name));
            self.lane = node.lane;
        }
        self.text.push('\n');
    }

    fn way(&mut self, node: &FlowNode, edge: &FlowEdge) {
        match &edge.label {
            Some(label) => {
                let label = one_line(label);
                let is_answer = node.kind == NodeKind::Decision || plan::is_case(&label);
                let mark = if is_answer { "" } else { "If " };
                let _ = write!(self.text, "   - {mark}{} -> ", escape(&label));
            }
            None => self.text.push_str("   -> "),
        }
        self.chain(edge);
        self.text.push('\n');
    }

    /// Writes the target of an edge, and what a chain leads on to.
    fn chain(&mut self, edge: &FlowEdge) {
        let mut edge = edge;
        for _ in 0..=self.flow.nodes.len() {
            self.text.push_str(&self.target(edge.to));
            match self.plan.leaving(self.flow, edge.to).first() {
                Some(next) if self.plan.place(edge.to) == Place::Middle => edge = next,
                _ => break,
            }
            self.text.push_str(" -> ");
        }
        if let Some(most) = edge.at_most {
            let times = if most == 1 { "time" } else { "times" };
            let _ = write!(self.text, ", at most {most} {times}");
        }
        if !edge.is_shown {
            let _ = write!(self.text, ", {}", jump::NOT_SHOWN);
        }
    }

    fn target(&self, index: usize) -> String {
        match (self.plan.place(index), self.flow.nodes.get(index)) {
            (Place::Line(number), _) => number.to_string(),
            (Place::Join(fork), _) if fork != index => self.target(fork),
            (Place::Member, Some(node)) if !is_derived(node) => node.id.to_string(),
            (_, Some(node)) => self.words(node),
            (_, None) => String::new(),
        }
    }

    /// Writes what joins lines, and what is done at the same time, to flows of
    /// other pages.
    fn connectors(&mut self) {
        for line in self.plan.lines.clone() {
            let members = self.plan.join(line).map(|_| self.plan.leaving(self.flow, line));
            for edge in members.into_iter().flatten() {
                self.joined(edge.to);
            }
            self.joined(line);
        }
    }

    fn joined(&mut self, index: usize) {
        for edge in self.plan.connectors(self.flow, index) {
            let from = match is_out(self.flow, edge) {
                true => self.target(index),
                false => self.target(edge.from),
            };
            let mark = if is_out(self.flow, edge) { ">" } else { "<" };
            let _ = write!(self.text, "{mark} {from} -> ");
            self.chain(edge);
            self.text.push('\n');
        }
    }

    /// Returns the words of a node, so that they are read as what it is.
    fn words(&self, node: &FlowNode) -> String {
        plan::words(node, node.reference.and_then(self.name), &escape)
    }
}

/// Returns the name of a lane in one line; `|` parts lanes.
fn lane_name(name: &str) -> String {
    one_line(name).replace('|', "/")
}

/// Puts `\` before what would be a mark of a fence.
fn escape(words: &str) -> String {
    escaped(words, |before, rest| {
        let is_first = begins_word(before);
        ["`", "**", "->", "[["].iter().any(|mark| rest.starts_with(mark))
            || is_first && ["@", "//", "{#"].iter().any(|mark| rest.starts_with(mark))
    })
}
