//! `connector-one-way`: a flow is connected to the flow of another page, and
//! that one does not name this page.
//!
//! Any mention in the other flow is enough: as a connector, or as a step of
//! a process that has this page as an area.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, Span};
use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::PageId;
use crate::model::extension::Check;
use crate::model::flow::{Flow, FlowNode, FlowOrigin};
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// The check `connector-one-way`.
pub struct ConnectorOneWay;

/// Which pages the flows of each page name.
type Named = BTreeMap<PageId, BTreeSet<PageId>>;

impl Check for ConnectorOneWay {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let named: Named = site.pages.values().filter_map(named).collect();
        for page in site.pages.values() {
            for flow in page.document.flows.iter().filter(|flow| is_written(flow)) {
                let arrived: BTreeSet<usize> = flow.edges.iter().map(|edge| edge.to).collect();
                let nodes = flow.nodes.iter().enumerate();
                for (index, node) in nodes.filter(|(_, node)| node.kind == NodeKind::Connector) {
                    let Some(other) = meant(page, node).filter(|other| *other != page.id) else {
                        continue;
                    };
                    let names = named.get(&other);
                    if names.is_some_and(|names| !names.contains(&page.id)) {
                        let leads = arrived.contains(&index);
                        found.extend(problem(site, page, node, (other, leads)));
                    }
                }
            }
        }
    }
}

/// Tells whether a flow is written to be one: it can be changed.
fn is_written(flow: &Flow) -> bool {
    matches!(flow.origin, FlowOrigin::Fence | FlowOrigin::Field)
}

fn named(page: &Page) -> Option<(PageId, BTreeSet<PageId>)> {
    let flows = page.document.flows.iter().filter(|flow| is_written(flow));
    let mut flows = flows.peekable();
    flows.peek()?;
    let pages = flows.flat_map(|flow| &flow.nodes).filter_map(|node| meant(page, node));
    Some((page.id, pages.collect()))
}

fn meant(page: &Page, node: &FlowNode) -> Option<PageId> {
    match page.targets.get(node.reference? as usize)? {
        Target::Page(id, _) => Some(*id),
        _ => None,
    }
}

fn problem(
    site: &Site,
    page: &Page,
    node: &FlowNode,
    (other, leads): (PageId, bool),
) -> Option<Diagnostic> {
    let (own, other) = (&site.catalog.page(page.id)?.title, &site.catalog.page(other)?.title);
    let (way, line) = match leads {
        true => ("this leads to it", format!("`< [[{own}]] -> 1`")),
        false => ("it leads here", format!("`> 1 -> [[{own}]]`")),
    };
    let span = Span::new(page.document.source.file, node.range);
    let message = format!("the flow of \"{other}\" does not say that {way}");
    let help = format!("add {line} to the flow of \"{other}\"");
    Some(Diagnostic::new(Code::CONNECTOR_ONE_WAY, span, message).help(help))
}
