//! A flow as a numbered list in our own language of lists: items, labels,
//! answers as bullets, jumps that name the step they lead to.
//!
//! What is read from such a list gives the same nodes and edges as the fence
//! of the flow does.

use std::fmt::Write as _;

use super::plan::{self, Next, Place, Plan, escaped, is_derived, is_out, one_line};
use super::{Flow, FlowEdge, FlowNode, jump};
use crate::domain::diagram::graph::NodeKind;

/// Names of steps longer than this, in characters, are not said again where
/// a jump leads to the step.
const LONGEST_NAME: usize = 200;

/// Returns the items of a numbered list for a flow. `name` says what stands
/// in the brackets of a reference.
pub fn to_list(flow: &Flow, name: &dyn Fn(u32) -> Option<String>) -> String {
    let plan = Plan::of(flow);
    let mut writer =
        Writer { flow, name, plan, lane: None, indent: String::new(), text: String::new() };
    for index in writer.plan.lines.clone() {
        writer.item(index);
    }
    writer.text
}

struct Writer<'f> {
    flow: &'f Flow,
    name: &'f dyn Fn(u32) -> Option<String>,
    plan: Plan,
    /// The role that holds.
    lane: Option<usize>,
    /// What stands before the bullets of an item.
    indent: String,
    text: String,
}

impl Writer<'_> {
    fn item(&mut self, index: usize) {
        let Some(node) = self.flow.nodes.get(index) else { return };
        let Place::Line(number) = self.plan.place(index) else { return };
        let ways = self.plan.ways(self.flow, index);
        let is_fork = self.plan.join(index).is_some();
        let words = if is_fork { "In parallel".into() } else { self.words(node) };
        let mark = format!("{number}. ");
        let _ = writeln!(self.text, "{mark}{}{}", at_begin(&words), id(node));
        self.indent = " ".repeat(mark.len());
        if number == 1 {
            self.lanes();
        }
        self.role(node);
        if is_fork {
            self.members(index);
        }
        match self.plan.next(self.flow, index, &ways) {
            Next::Line => {}
            Next::Stop => self.bullet("Then", jump::STOP),
            Next::Ways => {
                self.ways(node, &ways);
                if self.plan.has_only_cases(self.flow, index, &ways) {
                    self.bullet("Then", jump::STOP);
                }
            }
        }
        self.connectors(index);
    }

    fn bullet(&mut self, label: &str, value: &str) {
        let _ = writeln!(self.text, "{}- {label}: {value}", self.indent);
    }

    fn lanes(&mut self) {
        let listed = self.flow.lanes.iter().filter(|lane| lane.is_listed);
        let names: Vec<String> = listed.map(|lane| escape(&one_line(&lane.name))).collect();
        if !names.is_empty() {
            self.bullet(jump::LANES, &names.join(" | "));
        }
    }

    fn role(&mut self, node: &FlowNode) {
        let lane = node.lane.and_then(|lane| self.flow.lanes.get(lane));
        if let Some(lane) = lane.filter(|_| node.lane != self.lane) {
            self.bullet("Role", &escape(&one_line(&lane.name)));
            self.lane = node.lane;
        }
    }

    fn members(&mut self, fork: usize) {
        for edge in self.plan.leaving(self.flow, fork) {
            let Some(node) = self.flow.nodes.get(edge.to) else { continue };
            if self.plan.place(edge.to) == Place::Member {
                let words = at_begin(&unlabelled(&self.words(node)));
                let _ = writeln!(self.text, "{}- {words}{}", self.indent, id(node));
                self.indent.push_str("  ");
                self.role(node);
                self.connectors(edge.to);
                self.indent.truncate(self.indent.len() - 2);
            }
        }
    }

    /// Writes where a step leads: one line for each answer, one for all that
    /// have none.
    fn ways(&mut self, node: &FlowNode, ways: &[&FlowEdge]) {
        for edge in ways {
            let Some(label) = &edge.label else { continue };
            let (label, way) = (one_line(label), self.way(edge));
            let lower = label.to_lowercase();
            let is_case = ["if ", "if not", "otherwise"].iter().any(|word| lower.starts_with(word));
            let label = unlabelled(&escape(&label));
            match node.kind == NodeKind::Decision {
                // A label of a step is no answer.
                true if is_label(&lower) => {
                    let _ = writeln!(self.text, "{}- {label} -> {way}", self.indent);
                }
                false if !is_case => self.bullet(&format!("If {label}"), &way),
                _ => self.bullet(&label, &way),
            }
        }
        let on = ways.iter().filter(|edge| edge.label.is_none());
        let on: Vec<String> = on.map(|edge| self.way(edge)).collect();
        if !on.is_empty() {
            self.bullet("Then", &on.join("; "));
        }
    }

    /// Returns where an edge leads, through all of its chain.
    fn way(&self, edge: &FlowEdge) -> String {
        let (mut edge, mut text) = (edge, String::new());
        for step in 0..=self.flow.nodes.len() {
            if 0 < step {
                text.push_str(", then ");
            }
            text.push_str(&self.target(edge.to));
            match self.plan.leaving(self.flow, edge.to).first() {
                Some(next) if self.plan.place(edge.to) == Place::Middle => edge = next,
                _ => break,
            }
        }
        if let Some(most) = edge.at_most {
            let times = if most == 1 { "time" } else { "times" };
            let _ = write!(text, ", at most {most} {times}");
        }
        if !edge.is_shown {
            let _ = write!(text, ", {}", jump::NOT_SHOWN);
        }
        text
    }

    fn target(&self, index: usize) -> String {
        let Some(node) = self.flow.nodes.get(index) else { return String::new() };
        match self.plan.place(index) {
            Place::Line(number) => match said(&node.label) {
                Some(name) => format!("go to step {number} ({name})"),
                None => format!("go to step {number}"),
            },
            Place::Join(fork) if fork != index => self.target(fork),
            Place::Member if !is_derived(node) => format!("go to {}", node.id),
            Place::Member => format!("go to {}", self.words(node)),
            _ if node.kind == NodeKind::Connector => format!("continue with {}", self.words(node)),
            _ => self.words(node),
        }
    }

    /// Writes which flows of other pages a node is joined to.
    fn connectors(&mut self, index: usize) {
        let flow = self.flow;
        let page = |at: usize| flow.nodes.get(at).map(|node| self.words(node)).unwrap_or_default();
        let joined = self.plan.connectors(flow, index).into_iter();
        let joined = joined.map(|edge| match is_out(flow, edge) {
            true => (jump::LEADS_ALSO_TO, page(edge.to)),
            false => (jump::COMES_FROM, page(edge.from)),
        });
        let joined: Vec<(&str, String)> = joined.collect();
        joined.iter().for_each(|(label, page)| self.bullet(label, page));
    }

    /// Returns the words of a node, so that they are read as what it is.
    fn words(&self, node: &FlowNode) -> String {
        plan::words(node, node.reference.and_then(self.name), &escape)
    }
}

fn id(node: &FlowNode) -> String {
    if is_derived(node) { String::new() } else { format!(" {{#{}}}", node.id) }
}

/// Returns the name of a step as a jump says it; what would not be read as
/// one is left out.
fn said(label: &str) -> Option<String> {
    let name = one_line(label);
    (name.chars().count() <= LONGEST_NAME && is_balanced(&name)).then(|| escape(&name))
}

/// Tells whether each parenthesis closes one.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0i32;
    let closes = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        0 <= depth
    };
    text.chars().all(closes) && depth == 0
}

/// Tells whether words in lower case are a label of steps, or one of lists.
fn is_label(words: &str) -> bool {
    const LABELS: &[&str] = &[
        "role",
        "approval",
        "evidence",
        "shown by",
        "time",
        "wait",
        "expect",
        "expected",
        "expected result",
        "undo",
        "rollback",
        "verify",
        "danger",
        "only if",
        "record",
        "then",
        "tell",
        "lanes",
        "comes from",
        "leads also to",
    ];
    LABELS.contains(&words)
}

/// Puts `\` before what would be a mark of Markdown or of a list.
fn escape(words: &str) -> String {
    escaped(words, |before, rest| {
        rest.starts_with(['*', '`', '[', ']', '<', '&', '~', '{', '_'])
            || rest.starts_with("->")
            || rest == "." && !before.ends_with('.')
    })
}

/// Puts `\` before what would end a label.
fn unlabelled(words: &str) -> String {
    let words = words.replace(": ", "\\: ");
    match words.strip_suffix(':') {
        Some(words) => format!("{words}\\:"),
        None => words,
    }
}

/// Puts `\` before what would begin another list, a heading or a quotation.
fn at_begin(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = words.split_at_checked(digits).unwrap_or(("", words));
    let is_mark = words.starts_with(['-', '+', '#', '>', '=', ':']);
    match 0 < digits && rest.starts_with(['.', ')']) || is_mark {
        true => format!("{number}\\{rest}"),
        false => words.into(),
    }
}
