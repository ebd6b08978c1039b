//! The figure of a procedure: its steps and their ways as a flow, if a branch
//! leads elsewhere. Steps in a row need no picture.

use std::collections::{BTreeMap, HashMap};

use super::super::builder::Builder;
use super::super::flow::words;
use super::super::flow_list::places;
use super::super::item_id;
use super::Read;
use super::lanes::{self, Lanes};
use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::branch::{Branch, BranchKind, Goal};
use crate::model::document::{Block, BlockKind, Blocks};
use crate::model::flow::{Flow, FlowEdge, FlowNode, FlowOrigin};
use crate::model::procedure::{Purpose, Step};
use crate::model::ways::{To, Way, Ways};

/// A procedure with more steps has no figure.
const MOST_STEPS: usize = 80;
/// A page has no more figures of procedures.
const MOST_FIGURES: usize = 12;

/// Gives ids to the steps that something leads to, and adds the figure.
pub(super) fn add(
    builder: &mut Builder<'_>,
    (read, graph, owner): (&mut [Read], &Ways, Option<u32>),
    (body, flows): (&mut Blocks, &mut Vec<Flow>),
) {
    let groups = groups(read);
    let shown: Vec<Vec<bool>> = groups.iter().map(|group| shown(read, graph, group)).collect();
    let is_drawn = |shown: &Vec<bool>| {
        (1..=MOST_STEPS).contains(&shown.iter().filter(|shown| **shown).count())
    };
    let shown: Vec<Vec<bool>> = shown.into_iter().filter(is_drawn).collect();
    let mut wanted = vec![false; graph.count];
    for shown in &shown {
        wanted.iter_mut().zip(shown).for_each(|(wanted, shown)| *wanted |= shown);
    }
    for way in graph.all.iter().filter(|way| way.branch.is_some()) {
        if let To::Step(to) = way.to
            && let Some(wanted) = wanted.get_mut(to)
        {
            *wanted = true;
        }
    }
    give_ids(builder, (read, &wanted), body);
    for shown in shown.iter().take(MOST_FIGURES) {
        let steps: Vec<&Step> = read.iter().flat_map(|section| &section.steps).collect();
        let first = steps.iter().zip(shown).find(|(_, shown)| **shown).map(|(step, _)| step.at);
        let lanes = lanes::of(builder, (&steps, shown), owner);
        let flow = Drawer::new(builder, steps, lanes).flow(graph, shown);
        let range = TextRange { end: flow.range.start, ..flow.range };
        let number = u32::try_from(flows.len()).unwrap_or(u32::MAX);
        flows.push(flow);
        let mut blocks = std::mem::take(body).into_vec();
        let at = place(read, &blocks, first.unwrap_or_default()).min(blocks.len());
        blocks.insert(at, Block { range, kind: BlockKind::Flow(number) });
        *body = blocks.into();
    }
}

/// Parts the sections of a page by the figures they are in, as their indices.
/// Where no branch leads elsewhere none is needed.
fn groups(read: &[Read]) -> Vec<Vec<usize>> {
    let leads = |branch: &Branch| branch.goal != Goal::Next || branch.body.is_some();
    let is_led = |at: &usize| {
        let steps = read.get(*at).map(|section| &*section.steps).unwrap_or_default();
        steps.iter().flat_map(|step| &step.branches).any(leads)
    };
    let is_alone = |at: &usize| read.get(*at).is_some_and(|section| section.is_alone);
    let (alone, parts): (Vec<usize>, Vec<usize>) = (0..read.len()).partition(is_alone);
    let whole = Some(parts).filter(|parts| parts.iter().any(is_led));
    let alone = alone.into_iter().filter(is_led).map(|at| vec![at]);
    whole.into_iter().chain(alone).collect()
}

/// Returns where the figure of a step stands: below the heading of its
/// section, or before its first step if that is a heading.
fn place(read: &[Read], blocks: &[Block], first: u32) -> usize {
    let is_own = |section: &&Read| section.steps.iter().any(|step| step.at == first);
    let Some(first) = read.iter().find(is_own) else { return blocks.len() };
    let begins = first.steps.first().map(|step| step.at).unwrap_or_default();
    let id = first.heading.as_ref().map(|heading| &heading.id);
    let is_it = |block: &Block| match &block.kind {
        BlockKind::Heading(own) if id.is_some() => Some(&own.id) == id,
        _ => id.is_none() && begins < block.range.end,
    };
    let at = blocks.iter().position(is_it).unwrap_or(blocks.len());
    at + usize::from(first.heading.is_some())
}

/// Tells of each step whether the figure of some sections has it. How work is
/// undone, and a procedure by itself, are part of it only where something
/// leads there.
fn shown(read: &[Read], graph: &Ways, group: &[usize]) -> Vec<bool> {
    let mut is_led_to = vec![false; graph.count];
    let mut shown = Vec::with_capacity(graph.count);
    for (at, section) in read.iter().enumerate() {
        let is_undone = section.purpose == Purpose::Rollback && !section.is_alone;
        let is_shown = group.binary_search(&at).is_ok() && !is_undone;
        shown.extend(section.steps.iter().map(|_| is_shown));
    }
    for way in &graph.all {
        if let (To::Step(to), true) = (way.to, shown.get(way.from) == Some(&true))
            && let Some(is_led_to) = is_led_to.get_mut(to)
        {
            *is_led_to = true;
        }
    }
    for (section, first) in read.iter().zip(&graph.firsts) {
        let places = *first..first + section.steps.len();
        if is_led_to.get(places.clone()).is_some_and(|led| led.contains(&true)) {
            places.for_each(|at| shown.iter_mut().skip(at).take(1).for_each(|own| *own = true));
        }
    }
    shown
}

/// Gives steps ids that have none.
fn give_ids(builder: &mut Builder<'_>, (read, wanted): (&mut [Read], &[bool]), body: &mut Blocks) {
    let mut given: BTreeMap<u32, Box<str>> = BTreeMap::new();
    let steps = read.iter_mut().flat_map(|section| &mut section.steps);
    for (step, _) in steps.zip(wanted).filter(|(step, wanted)| **wanted && step.id.is_none()) {
        let id = item_id::of_name(builder, &step.name, step.range);
        given.insert(step.range.start, id.clone());
        step.id = Some(id);
    }
    if !given.is_empty() {
        places::give(body, &mut given);
    }
}

struct Drawer<'b, 'a, 's> {
    builder: &'b mut Builder<'a>,
    steps: Vec<&'s Step>,
    lanes: Lanes,
    nodes: Vec<FlowNode>,
    edges: Vec<FlowEdge>,
    /// The node of each step.
    of_step: HashMap<usize, usize>,
    /// The nodes of what lies outside, by their words.
    outside: HashMap<String, usize>,
    /// The edges by their ends.
    of_ends: HashMap<(usize, usize), usize>,
}

impl<'b, 'a, 's> Drawer<'b, 'a, 's> {
    fn new(builder: &'b mut Builder<'a>, steps: Vec<&'s Step>, lanes: Lanes) -> Drawer<'b, 'a, 's> {
        Drawer {
            builder,
            steps,
            lanes,
            nodes: Vec::new(),
            edges: Vec::new(),
            of_step: HashMap::new(),
            outside: HashMap::new(),
            of_ends: HashMap::new(),
        }
    }

    fn flow(mut self, graph: &Ways, shown: &[bool]) -> Flow {
        for (index, step) in self.steps.clone().into_iter().enumerate() {
            if shown.get(index) == Some(&true) {
                self.of_step.insert(index, self.nodes.len());
                let lane = self.lanes.of_step.get(index).copied().flatten();
                self.nodes.push(FlowNode { lane, ..node_of(step) });
            }
        }
        self.fill_lanes();
        for way in &graph.all {
            self.edge(way);
        }
        let ranges = self.nodes.iter().map(|node| node.range);
        let range = ranges.reduce(TextRange::cover).unwrap_or_default();
        Flow {
            origin: FlowOrigin::Procedure,
            title: None,
            range,
            is_whole: true,
            lanes: self.lanes.all.into(),
            nodes: self.nodes.into(),
            edges: self.edges.into(),
        }
    }

    /// A step of which nobody says who does it is done by who did the last.
    fn fill_lanes(&mut self) {
        let mut last = self.nodes.iter().find_map(|node| node.lane);
        for node in &mut self.nodes {
            node.lane = node.lane.or(last);
            last = node.lane;
        }
    }

    fn edge(&mut self, way: &Way) {
        let Some(from) = self.of_step.get(&way.from).copied() else { return };
        let Some(step) = self.steps.get(way.from).copied() else { return };
        let branch = way.branch.and_then(|branch| step.branches.get(branch));
        let place = branch.and_then(|branch| branch.place);
        let Some(to) = self.end((from, way.to), place, step) else { return };
        let label = branch.and_then(label);
        let range = branch.map_or(step.range, |branch| branch.jump.unwrap_or(branch.range));
        if let Some(edge) = self.of_ends.get(&(from, to)).and_then(|at| self.edges.get_mut(*at)) {
            // Two answers that lead to one place are one way, and what is the
            // way on in any case needs none.
            edge.label = match (edge.label.take(), label) {
                (Some(label), Some(more)) => Some(format!("{label}; {more}").into()),
                _ => None,
            };
            return;
        }
        self.of_ends.insert((from, to), self.edges.len());
        let kind = match branch.map(|branch| branch.kind) {
            _ if to <= from => EdgeKind::Loop,
            None | Some(BranchKind::Then) => EdgeKind::Sequence,
            Some(BranchKind::Otherwise) => EdgeKind::Default,
            Some(_) => EdgeKind::Conditional,
        };
        self.edges.push(FlowEdge {
            from,
            to,
            kind,
            label: label.map(Into::into),
            at_most: branch.and_then(|branch| branch.at_most),
            is_shown: true,
            range,
        });
    }

    /// Returns the node a way leads to, and makes it if it lies outside: in the
    /// lane of what leads there first.
    fn end(
        &mut self,
        (from, to): (usize, To),
        place: Option<TextRange>,
        step: &Step,
    ) -> Option<usize> {
        let (kind, words, reference) = match to {
            To::Step(index) => return self.of_step.get(&index).copied(),
            To::End => (NodeKind::End, "End".into(), None),
            To::Escalate => (NodeKind::End, "Escalate".into(), None),
            To::Reference(number) => {
                let words = self.words(number, place);
                (NodeKind::Connector, words, Some(number))
            }
        };
        let key = format!("{kind:?}:{words}");
        if let Some(known) = self.outside.get(&key) {
            return Some(*known);
        }
        let id = item_id::of_name(self.builder, &words, step.range);
        self.outside.insert(key, self.nodes.len());
        self.nodes.push(FlowNode {
            kind,
            label: words.into(),
            number: None,
            id,
            lane: self.nodes.get(from).and_then(|node| node.lane),
            reference,
            side: None,
            range: place.unwrap_or(step.range),
        });
        Some(self.nodes.len() - 1)
    }

    /// Returns what is written where a reference stands.
    fn words(&self, number: u32, place: Option<TextRange>) -> String {
        let written = place.map_or("", |place| self.builder.text(place));
        let text = match written.strip_prefix('[').filter(|rest| !rest.starts_with('[')) {
            Some(link) => words::plain(link.split("](").next().unwrap_or_default()),
            None => {
                let inner = written.trim_start_matches('[').split("]]").next().unwrap_or_default();
                words::plain(inner.split_once('|').map_or(inner, |(_, text)| text))
            }
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            return text;
        }
        let reference = self.builder.references.get(number as usize);
        reference.map_or_else(String::new, |own| own.destination.to_string())
    }
}

fn node_of(step: &Step) -> FlowNode {
    let label = match step.is_decision {
        true => format!("{}?", step.name).into(),
        false => step.name.clone(),
    };
    FlowNode {
        kind: if step.is_decision { NodeKind::Decision } else { NodeKind::Step },
        label,
        number: Some(step.number.clone()),
        id: step.id.clone().unwrap_or_default(),
        lane: None,
        reference: None,
        side: None,
        range: step.range,
    }
}

/// Returns what stands at a way: its answer, and how long to wait.
fn label(branch: &Branch) -> Option<String> {
    let answer = match branch.kind {
        BranchKind::Then => None,
        _ => Some(branch.answer.to_string()),
    };
    match (answer, branch.wait) {
        (Some(answer), Some(wait)) => Some(format!("{answer}, after {wait}")),
        (None, Some(wait)) => Some(format!("after {wait}")),
        (answer, None) => answer,
    }
}
