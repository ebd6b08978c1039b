//! How the nodes of a flow stand in a text: as numbered lines, as members of
//! a fork, on the way to something else, or as the target of ways.
//!
//! Fences and lists are written by one plan, so that both say the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flow, FlowEdge, FlowNode, jump};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::catalog::loose;
use crate::text::slug::slug;

/// How a node stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
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

/// Where each node of a flow stands.
pub(super) struct Plan {
    places: Vec<Place>,
    /// Numbered nodes, in order.
    pub lines: Vec<usize>,
    /// The edges that leave each node, by index.
    leaving: Vec<Vec<usize>>,
    arriving: Vec<Vec<usize>>,
    /// How many nodes have each words: a target by words means the first.
    said: BTreeMap<String, usize>,
    /// For each fork, the node its members meet at.
    joins: Vec<Option<usize>>,
}

impl Plan {
    pub fn of(flow: &Flow) -> Plan {
        let count = flow.nodes.len();
        let (mut leaving, mut arriving) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (index, edge) in flow.edges.iter().enumerate() {
            leaving.get_mut(edge.from).into_iter().for_each(|edges| edges.push(index));
            arriving.get_mut(edge.to).into_iter().for_each(|edges| edges.push(index));
        }
        let mut said = BTreeMap::new();
        for node in &flow.nodes {
            *said.entry(loose(&node.label)).or_insert(0) += 1;
        }
        let (places, joins) = (vec![Place::Line(0); count], vec![None; count]);
        let mut plan = Plan { places, lines: Vec::new(), leaving, arriving, said, joins };
        for index in 0..count {
            plan.fork(flow, index);
        }
        plan.on_ways(flow);
        for index in 0..count {
            if let Place::Line(_) = plan.place(index) {
                plan.lines.push(index);
                plan.set(index, Place::Line(plan.lines.len()));
            }
        }
        plan
    }

    /// Places what needs no line of its own.
    fn on_ways(&mut self, flow: &Flow) {
        let (mut middles, mut words) = (Vec::new(), BTreeSet::new());
        for (index, node) in flow.nodes.iter().enumerate() {
            let is_line = matches!(self.place(index), Place::Line(_));
            if is_line && self.is_target(flow, node, index) {
                self.set(index, Place::Target);
                continue;
            } else if is_line && self.is_middle(flow, index) {
                middles.push((index, loose(&node.label)));
                continue;
            }
            words.insert(loose(&node.label));
        }
        // Words that a line has mean that line.
        for (index, own) in middles {
            if !words.contains(&own) {
                self.set(index, Place::Middle);
            }
        }
    }

    fn set(&mut self, index: usize, place: Place) {
        if let Some(of) = self.places.get_mut(index) {
            *of = place;
        }
    }

    pub fn place(&self, index: usize) -> Place {
        self.places.get(index).copied().unwrap_or(Place::Target)
    }

    /// Returns where the members of a fork meet, if it has members.
    pub fn join(&self, fork: usize) -> Option<usize> {
        self.joins.get(fork).copied().flatten()
    }

    pub fn leaving<'f>(&self, flow: &'f Flow, node: usize) -> Vec<&'f FlowEdge> {
        let edges = self.leaving.get(node).into_iter().flatten();
        edges.filter_map(|edge| flow.edges.get(*edge)).collect()
    }

    /// Returns what joins a node to flows of other pages: what comes in, then
    /// what goes out.
    pub fn connectors<'f>(&self, flow: &'f Flow, index: usize) -> Vec<&'f FlowEdge> {
        let arriving = self.arriving.get(index).into_iter().flatten();
        let arriving = arriving.filter_map(|edge| flow.edges.get(*edge));
        let is_only_in = |edge: &&FlowEdge| is_in(flow, edge) && !is_out(flow, edge);
        let leaving = self.leaving(flow, self.join(index).unwrap_or(index));
        let leaving = leaving.into_iter().filter(|edge| is_out(flow, edge));
        arriving.filter(is_only_in).chain(leaving).collect()
    }

    /// Returns the ways of a numbered line: of a fork with members, those
    /// that lead on from where these meet. What leads to the flow of another
    /// page is none of them.
    pub fn ways<'f>(&self, flow: &'f Flow, index: usize) -> Vec<&'f FlowEdge> {
        let mut ways = self.leaving(flow, self.join(index).unwrap_or(index));
        ways.retain(|edge| !is_out(flow, edge));
        // The way on is said first.
        ways.sort_by_key(|edge| edge.label.is_none() && edge.kind == EdgeKind::Parallel);
        ways
    }

    /// Tells whether a line says where it leads, and does not lead on to the
    /// next line.
    pub fn next(&self, flow: &Flow, index: usize, ways: &[&FlowEdge]) -> Next {
        let number = match self.place(index) {
            Place::Line(number) => number,
            _ => 0,
        };
        let next = self.lines.get(number).copied();
        match ways {
            [] if is_end(flow, index) || next.is_none() => Next::Line,
            [] => Next::Stop,
            [only] if Some(only.to) == next && is_bare(only) => Next::Line,
            _ => Next::Ways,
        }
    }

    /// Tells whether a step says where it leads in some cases, and nothing
    /// more though another line follows: then nothing leads on to that.
    pub fn has_only_cases(&self, flow: &Flow, index: usize, ways: &[&FlowEdge]) -> bool {
        let is_step = flow.nodes.get(index).is_some_and(|node| node.kind != NodeKind::Decision);
        let is_last = self.lines.last() == Some(&index);
        let leads_on = |edge: &&FlowEdge| edge.label.as_deref().is_none_or(is_default);
        is_step && !is_last && !ways.iter().any(leads_on)
    }

    /// Places the members of a fork, and where they meet, if all its ways are
    /// one step long and meet.
    fn fork(&mut self, flow: &Flow, fork: usize) {
        if flow.nodes.get(fork).is_none_or(|node| node.kind != NodeKind::Fork) {
            return;
        }
        let mut members = Vec::new();
        let mut join = None;
        for edge in self.leaving(flow, fork).into_iter().filter(|edge| !is_out(flow, edge)) {
            let mut ways = self.leaving(flow, edge.to);
            ways.retain(|edge| !is_out(flow, edge));
            let [next] = *ways else { return };
            let is_one = self.arriving.get(edge.to).is_some_and(|edges| edges.len() == 1)
                || flow.nodes.get(edge.to).is_some_and(|member| self.has_name(member));
            let is_join = flow.nodes.get(next.to).is_some_and(|to| to.kind == NodeKind::Join);
            let is_said = is_bare(edge) && is_bare(next);
            if !is_one || !is_join || !is_said || *join.get_or_insert(next.to) != next.to {
                return;
            }
            members.push(edge.to);
        }
        let Some(join) = join else { return };
        if self.arriving.get(join).is_none_or(|edges| edges.len() != members.len()) {
            return;
        }
        if let Some(of) = self.joins.get_mut(fork) {
            *of = Some(join);
        }
        self.set(join, Place::Join(fork));
        members.into_iter().for_each(|member| self.set(member, Place::Member));
    }

    /// Tells whether a way can lead to a node that has no number.
    fn has_name(&self, node: &FlowNode) -> bool {
        !is_derived(node) || self.said.get(&loose(&node.label)) == Some(&1)
    }

    /// Tells whether one way leads through a node, so that a chain can say it.
    fn is_middle(&self, flow: &Flow, index: usize) -> bool {
        let Some(node) = flow.nodes.get(index) else { return false };
        let Some([before]) = self.arriving.get(index).map(Vec::as_slice) else { return false };
        let Some(before) = flow.edges.get(*before) else { return false };
        let [next] = *self.leaving(flow, index) else { return false };
        let from = flow.nodes.get(before.from);
        let leads = |from: &FlowNode| {
            from.lane == node.lane && !matches!(from.kind, NodeKind::Fork | NodeKind::Connector)
        };
        let is_step = matches!(
            node.kind,
            NodeKind::Step | NodeKind::Wait | NodeKind::Area | NodeKind::Process
        );
        let is_way = next.label.is_none()
            && before.at_most.is_none()
            && before.is_shown == next.is_shown
            && !is_out(flow, before)
            && !is_out(flow, next)
            && next.to != index
            && before.from < index;
        is_step
            && is_way
            && node.number.is_none()
            && is_derived(node)
            && jump::is_plain(&node.label)
            && from.is_some_and(leads)
    }

    /// Tells whether a node needs no line: ways end there by its words.
    fn is_target(&self, flow: &Flow, node: &FlowNode, index: usize) -> bool {
        let leads_on = self.leaving.get(index).is_some_and(|edges| !edges.is_empty());
        let is_end = node.kind == NodeKind::End && node.number.is_none() && !leads_on;
        let is_end = is_end && self.connectors(flow, index).is_empty();
        node.kind == NodeKind::Connector
            || is_end && node.lane.is_none_or(|_| is_escalation(node)) && self.has_name(node)
    }
}

/// What comes after a numbered line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The next line, or nothing: nobody has to say it.
    Line,
    /// Nothing, though a line follows.
    Stop,
    /// What its ways say.
    Ways,
}

fn is_escalation(node: &FlowNode) -> bool {
    node.label.eq_ignore_ascii_case(jump::ESCALATE)
}

/// Tells whether a condition holds when no other does.
fn is_default(label: &str) -> bool {
    matches!(&*label.to_lowercase(), "otherwise" | "else" | "default")
}

/// Tells whether a condition is said without "if".
pub(super) fn is_case(label: &str) -> bool {
    let lower = label.to_lowercase();
    lower.starts_with("if ") || matches!(&*lower, "if not" | "otherwise")
}

/// Tells whether an edge says nothing but where it leads.
fn is_bare(edge: &FlowEdge) -> bool {
    edge.label.is_none() && edge.at_most.is_none() && edge.is_shown
}

fn is_end(flow: &Flow, node: usize) -> bool {
    flow.nodes.get(node).is_some_and(|node| node.kind == NodeKind::End)
}

/// Tells whether an edge is the way out to the flow of another page.
pub(super) fn is_out(flow: &Flow, edge: &FlowEdge) -> bool {
    let is_connector = flow.nodes.get(edge.to).is_some_and(|node| node.kind == NodeKind::Connector);
    is_connector && edge.kind == EdgeKind::Parallel && edge.label.is_none()
}

/// Tells whether an edge comes in from the flow of another page.
pub(super) fn is_in(flow: &Flow, edge: &FlowEdge) -> bool {
    flow.nodes.get(edge.from).is_some_and(|from| from.kind == NodeKind::Connector)
}

/// Ids made of words are cut after so many characters.
const LONGEST_ID: usize = 60;

/// Tells whether an id is one that the words of the node give by themselves,
/// perhaps with a number behind it.
pub(super) fn is_derived(node: &FlowNode) -> bool {
    let slug = slug(&node.label);
    let gives = |id: &str| {
        id == slug || (LONGEST_ID < slug.chars().count() && slug.starts_with(id)) || id == "step"
    };
    let first = node.id.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('-');
    let is_numbered =
        node.id.strip_prefix("node-").is_some_and(|number| number.parse::<u32>().is_ok());
    node.id.is_empty() || is_numbered || gives(&node.id) || first.is_some_and(gives)
}

/// Returns the words of a node as they say what it is. `escape` writes its
/// label so that nothing in it is a mark.
pub(super) fn words(
    node: &FlowNode,
    name: Option<String>,
    escape: &dyn Fn(&str) -> String,
) -> String {
    let label = one_line(&node.label);
    let lower = label.to_lowercase();
    let begins = |word: &str| {
        lower.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    let kind = jump::KINDS.iter().find(|(_, kind)| *kind == node.kind);
    let kind = kind.map(|(words, _)| format!(" {words}")).unwrap_or_default();
    if let Some(name) = name {
        return match loose(&name) == loose(&label) {
            true => format!("[[{name}]]{kind}"),
            false => format!("[[{name}|{label}]]{kind}"),
        };
    }
    let words = escape(&label);
    match node.kind {
        NodeKind::Start if !begins("start") => format!("Start: {words}"),
        NodeKind::End if !begins("end") && lower != jump::ESCALATE => format!("End: {words}"),
        // A fork that meets nowhere has no members, only several ways on.
        NodeKind::Fork if lower == "in parallel" => "Several ways".into(),
        // What is no such fork's join is a line of its own.
        NodeKind::Join if lower == "join" => "The ways meet".into(),
        NodeKind::Decision if !label.ends_with('?') => format!("{words}?"),
        NodeKind::Step if label.ends_with('?') => format!("{}\\?", words.trim_end_matches('?')),
        NodeKind::Step if jump::KINDS.iter().any(|(kind, _)| lower.ends_with(kind)) => {
            format!("{}\\)", words.trim_end_matches(')'))
        }
        _ => format!("{words}{kind}"),
    }
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Puts `\` before what `is_mark` says of the text before a place and from
/// it on, and before what would be read as such a mark already.
pub(super) fn escaped(text: &str, is_mark: impl Fn(&str, &str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let is_escape = c == '\\' && rest.chars().nth(1).is_some_and(|c| c.is_ascii_punctuation());
        if is_escape || is_mark(before, rest) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Tells whether nothing, or white space, stands before a place.
pub(super) fn begins_word(before: &str) -> bool {
    before.is_empty() || before.ends_with(char::is_whitespace)
}
