//! A flow as the graph of its figure: words, lanes and edges as they are
//! drawn, with what the site knows of the pages it names.

use crate::domain::diagram::graph::{Edge, EdgeKind, Graph, Lane, Node, NodeKind};
use crate::model::catalog::{PageId, loose};
use crate::model::document::{Document, ReferenceKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode};
use crate::model::page::Target;
use crate::model::records::Named;
use crate::model::site::Site;

/// What the site knows of a name in a flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Address of its page, as the figure writes it.
    pub href: Option<String>,
    /// Its page is announced and not written.
    pub is_planned: bool,
    /// What the page says it is: an area, a process.
    pub kind: Option<NodeKind>,
    /// It is a party outside the organisation.
    pub is_external: bool,
    /// What it is called, where only its id is written.
    pub title: Option<Box<str>>,
}

/// Returns what a site knows of the target of a name.
pub fn meaning(site: &Site, target: &Target, href: Option<String>) -> Meaning {
    let page = match target {
        Target::Page(id, _) => site.catalog.page(*id),
        _ => None,
    };
    let kind = match page.and_then(|page| page.kind()).map(|kind| kind.name) {
        Some("area") => Some(NodeKind::Area),
        Some("process") => Some(NodeKind::Process),
        _ => None,
    };
    let is_planned = matches!(target, Target::Planned(_));
    let is_external = matches!(target, Target::Page(id, _) if is_played_outside(site, *id));
    Meaning { href, is_planned, kind, is_external, title: None }
}

/// Returns what a site knows of who acts in a lane: of a role by the target of
/// its name, else of a team.
pub fn party(site: &Site, lane: &FlowLane, target: &Target, href: Option<String>) -> Meaning {
    let meaning = meaning(site, target, href);
    let is_role = matches!(target, Target::Page(..));
    let team = site.catalog.records.teams.find(&lane.name).filter(|_| !is_role);
    Meaning {
        is_external: meaning.is_external || team.is_some_and(|team| team.external),
        title: title_of(site, lane, target).map(Into::into),
        ..meaning
    }
}

/// Returns the title of the page of a lane that is written as its id.
fn title_of<'a>(site: &'a Site, lane: &FlowLane, target: &Target) -> Option<&'a str> {
    let Target::Page(id, _) = target else { return None };
    let page = site.catalog.page(*id)?;
    let short = page.id.rsplit('/').next().unwrap_or_default();
    (*lane.name == *page.id || *lane.name == *short).then_some(&*page.title)
}

/// Returns what a lane is called: an id is shown as the title of its page.
pub fn lane_name<'a>(site: &'a Site, lane: &'a FlowLane, target: &Target) -> &'a str {
    title_of(site, lane, target).unwrap_or(&lane.name)
}

/// Tells whether a page is that of a role which only teams of other companies
/// play.
fn is_played_outside(site: &Site, page: PageId) -> bool {
    let Some(role) = site.catalog.roles.of_page(page) else { return false };
    let team = |named: &Named| site.catalog.records.teams.find(&named.text);
    let is_outside = |named| team(named).is_some_and(|team| team.external);
    !role.part.teams.is_empty() && role.part.teams.iter().all(is_outside)
}

/// Which lanes of a flow are those of parties outside.
pub struct Outside(Vec<bool>);

impl Outside {
    /// Learns it from what is known of each lane.
    pub fn of(lanes: &[Meaning]) -> Outside {
        Outside(lanes.iter().map(|lane| lane.is_external).collect())
    }

    /// Returns why an edge is taken: between organisations it is a message.
    pub fn kind(&self, flow: &Flow, edge: &FlowEdge) -> EdgeKind {
        let is_outside = |node: usize| {
            let lane = flow.nodes.get(node).and_then(|node| node.lane);
            lane.and_then(|lane| self.0.get(lane)).is_some_and(|is_outside| *is_outside)
        };
        match is_outside(edge.from) == is_outside(edge.to) {
            true => edge.kind,
            false => EdgeKind::Message,
        }
    }
}

/// Returns the words of a node: those of its author, or the title of its page
/// where nothing but a name of that stands there, as in text.
pub fn words<'a>(
    site: &'a Site,
    (document, targets): (&'a Document, &'a [Target]),
    node: &'a FlowNode,
) -> &'a str {
    let reference = node.reference.and_then(|number| {
        let at = number as usize;
        Some((document.references.get(at)?, targets.get(at)?))
    });
    match reference {
        Some((reference, Target::Page(id, None)))
            if reference.kind == ReferenceKind::Name && reference.destination == node.label =>
        {
            site.catalog.page(*id).map_or(&node.label, |page| &page.title)
        }
        _ => &node.label,
    }
}

/// Returns the name of a page that `[[...]]` has to say to mean what a
/// reference means; `None` where it would mean something else.
pub fn name(
    site: &Site,
    (document, targets): (&Document, &[Target]),
    number: u32,
) -> Option<String> {
    let at = number as usize;
    let (reference, target) = (document.references.get(at)?, targets.get(at)?);
    if reference.kind == ReferenceKind::Name {
        return Some(reference.destination.to_string());
    }
    let Target::Page(id, anchor) = target else { return None };
    let page = site.catalog.page(*id)?;
    let is_only = site.catalog.by_name.get(&loose(&page.title)).is_some_and(|ids| **ids == [*id]);
    let is_plain = |name: &str| !name.contains(['#', '|', '[', ']', ':']);
    let name = match is_only && is_plain(&page.title) {
        true => page.title.to_string(),
        false => page.id.to_string(),
    };
    Some(match anchor {
        Some(anchor) => format!("{name}#{anchor}"),
        None => name,
    })
}

/// Returns the graph of a flow of a site. `known` is asked for the meaning of
/// each reference and its address.
pub fn graph<'t>(
    site: &Site,
    flow: &Flow,
    title: &str,
    known: impl Fn(u32) -> (&'t Target, Option<String>),
) -> Graph {
    let about = |reference: Option<u32>| match reference.map(&known) {
        Some((target, href)) => meaning(site, target, href),
        None => Meaning::default(),
    };
    let who = |lane: &FlowLane| match lane.reference.map(&known) {
        Some((target, href)) => party(site, lane, target, href),
        None => party(site, lane, &Target::Ignored, None),
    };
    let lanes: Vec<Meaning> = flow.lanes.iter().map(who).collect();
    let nodes: Vec<Meaning> = flow.nodes.iter().map(|node| about(node.reference)).collect();
    drawn(flow, title, (lanes, nodes))
}

/// Returns the graph of a flow that belongs to no site.
pub fn graph_alone(flow: &Flow, title: &str) -> Graph {
    let unknown = |count| vec![Meaning::default(); count];
    drawn(flow, title, (unknown(flow.lanes.len()), unknown(flow.nodes.len())))
}

fn drawn(flow: &Flow, title: &str, (lanes, nodes): (Vec<Meaning>, Vec<Meaning>)) -> Graph {
    let outside = Outside::of(&lanes);
    let edges = flow.edges.iter().filter(|edge| edge.is_shown);
    Graph {
        title: flow.title.as_deref().unwrap_or(title).into(),
        lanes: flow.lanes.iter().zip(&lanes).map(lane).collect(),
        nodes: flow.nodes.iter().zip(nodes).map(|(named, meaning)| node(named, meaning)).collect(),
        edges: edges
            .map(|edge| Edge {
                from: edge.from,
                to: edge.to,
                kind: outside.kind(flow, edge),
                label: edge.label.as_deref().map(Into::into),
            })
            .collect(),
    }
}

/// Returns what a node is: a page it stands for may say more than the text.
pub fn kind(node: &FlowNode, meaning: &Meaning) -> NodeKind {
    match (node.kind, meaning.kind) {
        (NodeKind::Step, Some(kind)) => kind,
        (kind, _) => kind,
    }
}

fn lane((lane, meaning): (&FlowLane, &Meaning)) -> Lane {
    let name = meaning.title.as_deref().unwrap_or(&lane.name);
    Lane { name: name.into(), href: meaning.href.clone() }
}

fn node(node: &FlowNode, meaning: Meaning) -> Node {
    Node {
        id: node.id.as_ref().into(),
        kind: kind(node, &meaning),
        label: node.label.as_ref().into(),
        // What has no words of a reader's has no number in the picture.
        number: match node.kind {
            NodeKind::Start | NodeKind::End | NodeKind::Fork | NodeKind::Join => None,
            _ => node.number.as_deref().map(Into::into),
        },
        lane: node.lane,
        href: meaning.href,
        is_planned: meaning.is_planned,
    }
}
