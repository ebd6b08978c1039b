//! A flow as the text of a fence `process`.
//!
//! What is read from such a fence gives the same nodes and edges again, with
//! the numbers 1, 2, 3. Of flows written in other ways a fence has no words
//! for three things: an edge that is not shown is shown; a step that leads
//! nowhere leads to the end; and what has conditions is a question.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::said;
use super::{Flow, FlowEdge, FlowNode};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::catalog::loose;
use crate::text::slug::slug;

/// Returns the lines of a fence `process` for a flow. `name` says what stands
/// in the brackets of a reference.
pub fn to_fence(flow: &Flow, name: &dyn Fn(u32) -> Option<String>) -> String {
    let plan = Plan::of(flow);
    let mut writer = Writer { flow, name, plan, lane: None, text: String::new() };
    writer.lanes();
    for index in writer.plan.lines.clone() {
        writer.line(index);
    }
    writer.ending();
    writer.connectors();
    writer.text
}

/// How a node stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A numbered line.
    Line(usize),
    /// Below the fork it belongs to.
    Member,
    /// Where the members of this fork meet: no line says it.
    Join(usize),
    /// In the only way that leads through it.
    Middle,
    /// At the end of ways, by its words.
    Target,
}

struct Plan {
    places: Vec<Place>,
    /// Numbered nodes, in order.
    lines: Vec<usize>,
    /// The edges that leave each node, by index.
    leaving: Vec<Vec<usize>>,
    /// How many nodes have each words: a target by words means the first.
    said: BTreeMap<String, usize>,
    /// For each fork, the node its members meet at.
    joins: Vec<Option<usize>>,
    /// The line that steps lead to that lead nowhere.
    end: Option<usize>,
}

impl Plan {
    fn of(flow: &Flow) -> Plan {
        let mut leaving = vec![Vec::new(); flow.nodes.len()];
        let mut arriving = vec![Vec::new(); flow.nodes.len()];
        for (index, edge) in flow.edges.iter().enumerate() {
            leaving.get_mut(edge.from).into_iter().for_each(|edges| edges.push(index));
            arriving.get_mut(edge.to).into_iter().for_each(|edges| edges.push(index));
        }
        let count = flow.nodes.len();
        let joins = vec![None; count];
        let places = vec![Place::Target; count];
        let mut said = BTreeMap::new();
        for node in &flow.nodes {
            *said.entry(loose(&node.label)).or_insert(0) += 1;
        }
        let mut plan = Plan { places, lines: Vec::new(), leaving, said, joins, end: None };
        let mut is_placed = vec![false; count];
        for index in 0..count {
            plan.fork(flow, index, &arriving, &mut is_placed);
        }
        for (index, node) in flow.nodes.iter().enumerate() {
            if is_placed.get(index) == Some(&true) {
                continue;
            }
            let arrives = arriving.get(index).map(Vec::as_slice).unwrap_or_default();
            let place = match plan.is_middle(flow, index, arrives) {
                true => Place::Middle,
                false if plan.is_target(node, index) => Place::Target,
                false => {
                    plan.lines.push(index);
                    Place::Line(plan.lines.len())
                }
            };
            plan.set(index, place);
        }
        plan.end = plan.lines.iter().copied().rfind(|line| is_end(flow, *line));
        plan
    }

    fn set(&mut self, index: usize, place: Place) {
        if let Some(of) = self.places.get_mut(index) {
            *of = place;
        }
    }

    fn place(&self, index: usize) -> Place {
        self.places.get(index).copied().unwrap_or(Place::Target)
    }

    fn leaving<'f>(&self, flow: &'f Flow, node: usize) -> Vec<&'f FlowEdge> {
        let edges = self.leaving.get(node).into_iter().flatten();
        edges.filter_map(|edge| flow.edges.get(*edge)).collect()
    }

    /// Places the members of a fork, and where they meet, if it is one that a
    /// fence can say: all its ways are one step long and meet.
    fn fork(&mut self, flow: &Flow, fork: usize, arriving: &[Vec<usize>], placed: &mut [bool]) {
        if flow.nodes.get(fork).is_none_or(|node| node.kind != NodeKind::Fork) {
            return;
        }
        let mut members = Vec::new();
        let mut join = None;
        for edge in self.leaving(flow, fork).into_iter().filter(|edge| !is_out(flow, edge)) {
            let [next] = *self.leaving(flow, edge.to) else { return };
            let is_one = arriving.get(edge.to).is_some_and(|edges| edges.len() == 1)
                || flow.nodes.get(edge.to).is_some_and(|member| self.has_name(member));
            let is_join = flow.nodes.get(next.to).is_some_and(|to| to.kind == NodeKind::Join);
            if !is_one || !is_join || *join.get_or_insert(next.to) != next.to {
                return;
            }
            members.push(edge.to);
        }
        let Some(join) = join else { return };
        if arriving.get(join).is_none_or(|edges| edges.len() != members.len()) {
            return;
        }
        if let Some(of) = self.joins.get_mut(fork) {
            *of = Some(join);
        }
        self.set(join, Place::Join(fork));
        for member in &members {
            self.set(*member, Place::Member);
        }
        for index in members.into_iter().chain([join]) {
            placed.get_mut(index).into_iter().for_each(|is_placed| *is_placed = true);
        }
    }

    /// Tells whether a way can lead to a node that has no number.
    fn has_name(&self, node: &FlowNode) -> bool {
        !is_derived(node) || self.said.get(&loose(&node.label)) == Some(&1)
    }

    /// Tells whether one way leads through a node, so that a chain can say it.
    fn is_middle(&self, flow: &Flow, index: usize, arrives: &[usize]) -> bool {
        let Some(node) = flow.nodes.get(index) else { return false };
        let [before] = arrives else { return false };
        let Some(before) = flow.edges.get(*before) else { return false };
        let [next] = *self.leaving(flow, index) else { return false };
        let from = flow.nodes.get(before.from);
        node.number.is_none()
            && matches!(node.kind, NodeKind::Step | NodeKind::Wait)
            && next.label.is_none()
            && before.at_most.is_none()
            && !is_out(flow, before)
            && !is_out(flow, next)
            && next.to != index
            && from.is_some_and(|from| from.lane == node.lane && from.kind != NodeKind::Fork)
            && before.from < index
    }

    /// Tells whether a node needs no line: ways end there by its words.
    fn is_target(&self, node: &FlowNode, index: usize) -> bool {
        let leads_on = self.leaving.get(index).is_some_and(|edges| !edges.is_empty());
        let is_escalation = node.kind == NodeKind::End && !leads_on;
        let is_page = node.kind == NodeKind::Step && node.reference.is_some() && !leads_on;
        node.kind == NodeKind::Connector || (node.number.is_none() && (is_escalation || is_page))
    }
}

fn is_end(flow: &Flow, node: usize) -> bool {
    flow.nodes.get(node).is_some_and(|node| node.kind == NodeKind::End)
}

/// Tells whether an edge is the way out to the flow of another page.
fn is_out(flow: &Flow, edge: &FlowEdge) -> bool {
    let is_connector = flow.nodes.get(edge.to).is_some_and(|node| node.kind == NodeKind::Connector);
    is_connector && (edge.kind == EdgeKind::Parallel && edge.label.is_none())
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
        let names: Vec<String> = listed.map(|lane| said::lane(&lane.name)).collect();
        if !names.is_empty() {
            let _ = writeln!(self.text, "lanes: {}\n", names.join(" | "));
        }
    }

    fn line(&mut self, index: usize) {
        let Some(node) = self.flow.nodes.get(index) else { return };
        let Place::Line(number) = self.plan.place(index) else { return };
        let edges = self.plan.leaving(self.flow, index);
        let join = self.plan.joins.get(index).copied().flatten();
        let mut words = match join {
            Some(_) => "In parallel".into(),
            None => self.words(node),
        };
        if edges.iter().any(|edge| edge.label.is_some()) && !words.ends_with('?') {
            words.push('?');
        }
        let _ = write!(self.text, "{number}. {words}");
        self.id_and_lane(node);
        let edges = match join {
            Some(join) => {
                self.members(index);
                self.plan.leaving(self.flow, join)
            }
            None => edges,
        };
        self.ways(index, number, &edges);
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
            let _ = write!(self.text, " @{}", said::lane(&lane.name));
            self.lane = node.lane;
        }
        self.text.push('\n');
    }

    /// Writes what a line leads to, if it is not the next line.
    fn ways(&mut self, index: usize, number: usize, edges: &[&FlowEdge]) {
        let mut ways: Vec<&FlowEdge> =
            edges.iter().copied().filter(|edge| !is_out(self.flow, edge)).collect();
        // The way on is said first.
        ways.sort_by_key(|edge| edge.label.is_none() && edge.kind == EdgeKind::Parallel);
        let next = self.plan.lines.get(number).copied();
        match ways.as_slice() {
            [] if is_end(self.flow, index) => {}
            [] if next.is_none() => {}
            // The line would lead on to the next one.
            [] => {
                let end = self.plan.end.map(|end| self.plan.place(end));
                let end = match end {
                    Some(Place::Line(end)) => end,
                    _ => self.plan.lines.len() + 1,
                };
                let _ = writeln!(self.text, "   -> {end}");
            }
            [only] if only.label.is_none() && Some(only.to) == next && only.at_most.is_none() => {}
            ways => ways.iter().for_each(|edge| self.way(edge)),
        }
    }

    fn way(&mut self, edge: &FlowEdge) {
        match &edge.label {
            Some(label) => {
                let label = said::plain(label);
                let _ = write!(self.text, "   - {label} -> ");
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
            let next = self.plan.leaving.get(edge.to).and_then(|edges| edges.first());
            match next.and_then(|next| self.flow.edges.get(*next)) {
                Some(next) if self.plan.place(edge.to) == Place::Middle => edge = next,
                _ => break,
            }
            self.text.push_str(" -> ");
        }
        if let Some(most) = edge.at_most {
            let times = if most == 1 { "time" } else { "times" };
            let _ = write!(self.text, ", at most {most} {times}");
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

    /// Adds the end that steps lead to, where the flow has none.
    fn ending(&mut self) {
        let leads_nowhere = |(at, line): (usize, &usize)| {
            let is_last = at + 1 == self.plan.lines.len();
            let edges = self.plan.leaving.get(*line);
            !is_last && edges.is_some_and(Vec::is_empty) && !is_end(self.flow, *line)
        };
        if self.plan.end.is_none() && self.plan.lines.iter().enumerate().any(leads_nowhere) {
            let _ = writeln!(self.text, "{}. End", self.plan.lines.len() + 1);
        }
    }

    fn connectors(&mut self) {
        for edge in &self.flow.edges {
            let from = self.flow.nodes.get(edge.from);
            let is_in = from.is_some_and(|from| from.kind == NodeKind::Connector);
            if is_out(self.flow, edge) {
                let (from, to) = (self.target(edge.from), self.target(edge.to));
                let _ = writeln!(self.text, "> {from} -> {to}");
            } else if is_in {
                let _ = write!(self.text, "< {} -> ", self.target(edge.from));
                self.chain(edge);
                self.text.push('\n');
            }
        }
    }

    /// Returns the words of a node, so that they are read as what it is.
    fn words(&self, node: &FlowNode) -> String {
        let label = said::plain(&node.label);
        let lower = label.to_lowercase();
        let begins = |word: &str| {
            lower.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        };
        if let Some(name) = node.reference.and_then(self.name) {
            return match loose(&name) == loose(&label) {
                true => format!("[[{name}]]"),
                false => format!("[[{name}|{label}]]"),
            };
        }
        match node.kind {
            NodeKind::Start if !begins("start") => format!("Start: {label}"),
            NodeKind::End if !begins("end") && lower != "escalate" => format!("End: {label}"),
            // A fork that meets nowhere has no members, only several ways on.
            NodeKind::Fork if lower == "in parallel" => "Several ways".into(),
            // What is no such fork's join is a line of its own.
            NodeKind::Join if lower == "join" => "The ways meet".into(),
            NodeKind::Decision if !label.ends_with('?') => format!("{label}?"),
            _ => label,
        }
    }
}

/// Ids made of words are cut after so many characters.
const LONGEST_ID: usize = 60;

/// Tells whether an id is one that the words of the node give by themselves,
/// perhaps with a number behind it.
fn is_derived(node: &FlowNode) -> bool {
    let slug = slug(&node.label);
    let gives = |id: &str| {
        id == slug || (LONGEST_ID < slug.chars().count() && slug.starts_with(id)) || id == "step"
    };
    let first = node.id.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('-');
    node.id.is_empty() || gives(&node.id) || first.is_some_and(gives)
}
