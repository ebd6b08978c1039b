//! What one flow says of other pages: where it goes on, where it comes from,
//! and what leads where among the areas and processes it names.

use super::Ground;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::catalog::{PageId, loose};
use crate::model::chart::Stop;
use crate::model::flow::{Flow, FlowEdge, FlowNode, Side};
use crate::model::page::{Page, ShownFlow, Target};

/// So many nodes are looked at behind one, through bars.
const MOST: usize = 64;

/// A way that a flow says.
pub(super) struct Said {
    pub from: Stop,
    pub to: Stop,
    pub when: Option<Box<str>>,
}

/// What a node is to the page.
#[derive(Clone, PartialEq, Eq)]
enum Part {
    /// A step of its own, or an area of the same process.
    Ours(Stop),
    /// An area or process of others.
    Outside(Stop),
    /// Where ways only part or meet.
    Bar,
    /// It says nothing of where the flow leads: start, end, and the process
    /// the page is part of.
    Nothing,
}

impl Part {
    /// Returns the area or process it stands for.
    fn stop(&self) -> Option<&Stop> {
        match self {
            Part::Ours(stop) | Part::Outside(stop) => Some(stop),
            Part::Bar | Part::Nothing => None,
        }
    }

    fn is_ours(&self) -> bool {
        matches!(self, Part::Ours(_))
    }
}

/// Returns what a flow of a page says; `own` is the page with everything it
/// is part of.
pub(super) fn read(
    ground: &Ground<'_>,
    page: &Page,
    shown: ShownFlow<'_>,
    own: &[Stop],
) -> Vec<Said> {
    let Some(page_stop) = own.first() else { return Vec::new() };
    let flow = shown.flow;
    let part = |node: &FlowNode| match node.kind {
        NodeKind::Start | NodeKind::End => Part::Nothing,
        NodeKind::Fork | NodeKind::Join => Part::Bar,
        _ => match meant(ground, page, shown, node) {
            None => Part::Ours(page_stop.clone()),
            Some(stop) if stop == *page_stop => Part::Ours(stop),
            Some(stop) if own.contains(&stop) => Part::Nothing,
            Some(stop) if ground.above(&stop).iter().any(|above| own.contains(above)) => {
                Part::Ours(stop)
            }
            Some(stop) => Part::Outside(stop),
        },
    };
    let parts: Vec<Part> = flow.nodes.iter().map(part).collect();
    let is_other = |part: &Part| match part {
        Part::Outside(_) => true,
        Part::Ours(stop) => stop != page_stop,
        _ => false,
    };
    match parts.iter().any(is_other) {
        true => Ways { flow, leaving: leaving(flow), parts, own: page_stop }.said(),
        false => Vec::new(),
    }
}

fn leaving(flow: &Flow) -> Vec<Vec<&FlowEdge>> {
    let mut leaving = vec![Vec::new(); flow.nodes.len()];
    for edge in flow.edges.iter().filter(|edge| edge.kind != EdgeKind::Loop) {
        if let Some(leaving) = leaving.get_mut(edge.from) {
            leaving.push(edge);
        }
    }
    leaving
}

/// Returns the area or process that a node stands for.
fn meant(ground: &Ground<'_>, page: &Page, shown: ShownFlow<'_>, node: &FlowNode) -> Option<Stop> {
    let is_called_part =
        matches!(node.kind, NodeKind::Area | NodeKind::Process | NodeKind::Connector);
    match node.reference.and_then(|number| shown.target(number)) {
        Some(Target::Page(id, _)) => {
            return ground.is_part(*id).then(|| Stop::Page(ground.whole(*id)));
        }
        Some(Target::Kind(_) | Target::External(_)) => return None,
        Some(Target::Planned(name)) => {
            let planned = planned(ground, page, name, is_called_part);
            if planned.is_some() {
                return planned;
            }
        }
        _ => {}
    }
    ground.names.find(&node.label).filter(|_| is_called_part).map(Stop::Page)
}

/// Returns a planned page that is an area or a process, and no part of the
/// page that names it.
fn planned(ground: &Ground<'_>, page: &Page, name: &str, is_called_part: bool) -> Option<Stop> {
    let catalog = ground.catalog;
    let known = catalog.planned_by_name.get(&loose(name));
    let known = known.and_then(|id| catalog.planned.get(id.0 as usize));
    let kind = known.and_then(|planned| planned.kind.as_deref());
    let is_part = matches!(kind, Some("area" | "process")) || (kind.is_none() && is_called_part);
    let announced = known.and_then(|planned| planned.announced);
    let is_listed = ground.planned.contains_key(&loose(name));
    let is_own = announced.is_some_and(|span| span.file == page.document.source.file);
    // A process announces those it leads to as well.
    let is_own = is_own && !is_listed && !is_process(ground, page.id);
    let title = known.map_or(name, |planned| &planned.title);
    (is_part && !is_own).then(|| Stop::Planned(title.into()))
}

fn is_process(ground: &Ground<'_>, id: PageId) -> bool {
    ground.areas.processes.contains_key(&id)
}

/// A flow with what its nodes are.
struct Ways<'a> {
    flow: &'a Flow,
    leaving: Vec<Vec<&'a FlowEdge>>,
    parts: Vec<Part>,
    own: &'a Stop,
}

impl<'a> Ways<'a> {
    fn said(&self) -> Vec<Said> {
        let (mut said, mut back) = (Vec::new(), Vec::new());
        let none = vec![false; self.parts.len()];
        // What steps of the page lead to, what ours do, what is tied at all.
        let [mut by_page, mut by_ours, mut is_tied] = [none.clone(), none.clone(), none];
        for (from, part) in self.parts.iter().enumerate() {
            let Some(first) = part.stop() else { continue };
            for (to, when) in self.next(from) {
                let Some(second) = self.parts.get(to).and_then(Part::stop) else { continue };
                let is_back = second == self.own && first != self.own;
                let way = Said { from: first.clone(), to: second.clone(), when };
                match (part.is_ours(), self.parts.get(to).is_some_and(Part::is_ours)) {
                    _ if is_back => back.push((from, way)),
                    (true, _) => {
                        mark(&mut by_ours, to);
                        if first == self.own {
                            mark(&mut by_page, to);
                        }
                        said.push(way);
                    }
                    (false, true) => back.push((from, way)),
                    // What others do among themselves is theirs to say.
                    (false, false) => continue,
                }
                mark(&mut is_tied, from);
                mark(&mut is_tied, to);
            }
        }
        // What the page leads to is left again: only what it does not lead to
        // comes before.
        back.retain(|(at, _)| {
            let is_ours = self.parts.get(*at).is_some_and(Part::is_ours);
            let reached = if is_ours { &by_page } else { &by_ours };
            reached.get(*at) == Some(&false)
        });
        said.extend(back.into_iter().map(|(_, way)| way));
        let loose = self.parts.iter().zip(&self.flow.nodes).zip(is_tied);
        let loose = loose.filter(|(_, is_tied)| !is_tied);
        said.extend(loose.filter_map(|((part, node), _)| self.beside(part, node)));
        said.retain(|way| way.from != way.to);
        said
    }

    /// Returns what a node says that nothing but the start and the end stand
    /// beside.
    fn beside(&self, part: &Part, node: &FlowNode) -> Option<Said> {
        let (own, stop) = (self.own.clone(), part.stop()?.clone());
        Some(match node.side {
            Some(Side::Upstream) => Said { from: stop, to: own, when: None },
            Some(Side::Downstream) | None => Said { from: own, to: stop, when: None },
        })
    }

    /// Returns what follows a node, each with the condition on the way there.
    /// Ways that only part or meet are passed, and what others do: a list of
    /// those that come before or after is often written as a row.
    fn next(&self, from: usize) -> Vec<(usize, Option<Box<str>>)> {
        let mut found = Vec::new();
        let mut is_seen = vec![from];
        let mut open: Vec<(usize, Option<String>)> = self.out(from, None);
        while let Some((at, when)) = open.pop() {
            if MOST < is_seen.len() || is_seen.contains(&at) {
                continue;
            }
            is_seen.push(at);
            match self.parts.get(at) {
                Some(Part::Bar) => open.extend(self.out(at, when.as_deref())),
                Some(Part::Outside(_)) => {
                    open.extend(self.out(at, when.as_deref()));
                    found.push((at, when.map(Into::into)));
                }
                _ => found.push((at, when.map(Into::into))),
            }
        }
        found
    }

    fn out(&self, at: usize, when: Option<&str>) -> Vec<(usize, Option<String>)> {
        let node = self.flow.nodes.get(at);
        let question = node.filter(|node| node.kind == NodeKind::Decision);
        let edges = self.leaving.get(at).into_iter().flatten().take(MOST);
        let way = |edge: &&FlowEdge| {
            let own = edge.label.as_deref().map(|label| match question {
                Some(node) => format!("{} {label}", node.label),
                None => label.to_string(),
            });
            (edge.to, when.map(String::from).or(own))
        };
        edges.map(way).collect()
    }
}

fn mark(marks: &mut [bool], at: usize) {
    if let Some(mark) = marks.get_mut(at) {
        *mark = true;
    }
}
