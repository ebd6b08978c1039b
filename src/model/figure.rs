//! A flow as the graph of its figure: words, lanes and edges as they are
//! drawn, with what the site knows of the pages it names.

use crate::domain::diagram::graph::{Edge, EdgeKind, Graph, Lane, Node, NodeKind};
use crate::model::catalog::loose;
use crate::model::document::{Document, ReferenceKind};
use crate::model::flow::{Flow, FlowLane, FlowNode};
use crate::model::page::Target;
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
    Meaning { href, is_planned, kind, is_external: false }
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

/// Returns the graph of a flow. `meaning` is asked for each reference.
pub fn graph(flow: &Flow, title: &str, meaning: impl Fn(u32) -> Meaning) -> Graph {
    let about = |reference: Option<u32>| reference.map(&meaning).unwrap_or_default();
    let lanes: Vec<Meaning> = flow.lanes.iter().map(|lane| about(lane.reference)).collect();
    let edges = flow.edges.iter().filter(|edge| edge.is_shown);
    let is_external = |node: usize| {
        let lane = flow.nodes.get(node).and_then(|node| node.lane);
        lane.and_then(|lane| lanes.get(lane)).is_some_and(|lane| lane.is_external)
    };
    Graph {
        title: flow.title.as_deref().unwrap_or(title).into(),
        lanes: flow.lanes.iter().zip(&lanes).map(lane).collect(),
        nodes: flow.nodes.iter().map(|named| node(named, about(named.reference))).collect(),
        edges: edges
            .map(|edge| Edge {
                from: edge.from,
                to: edge.to,
                kind: match is_external(edge.from) == is_external(edge.to) {
                    true => edge.kind,
                    false => EdgeKind::Message,
                },
                label: edge.label.as_deref().map(Into::into),
            })
            .collect(),
    }
}

fn lane((lane, meaning): (&FlowLane, &Meaning)) -> Lane {
    Lane { name: lane.name.as_ref().into(), href: meaning.href.clone() }
}

fn node(node: &FlowNode, meaning: Meaning) -> Node {
    Node {
        id: node.id.as_ref().into(),
        kind: match (node.kind, meaning.kind) {
            (NodeKind::Step, Some(kind)) => kind,
            (kind, _) => kind,
        },
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
