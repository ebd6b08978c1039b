//! `lane-conflict`: one page stands in two lanes of a flow. Words in two lanes
//! are found where flows are read; what a name means is known only here.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Span};
use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::{PageId, loose};
use crate::model::extension::Check;
use crate::model::flow::{Flow, FlowNode, FlowOrigin};
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// The check `lane-conflict`.
pub struct LaneConflict;

impl Check for LaneConflict {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let flows = page.document.flows.iter();
            let written = flows.filter(|flow| {
                flow.is_whole && matches!(flow.origin, FlowOrigin::Fence | FlowOrigin::Field)
            });
            written.for_each(|flow| check(site, page, flow, found));
        }
    }
}

/// What a name means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    Page(PageId),
    /// It is known by its name alone.
    Name(String),
}

fn check(site: &Site, page: &Page, flow: &Flow, found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<Meant, &FlowNode> = BTreeMap::new();
    // A connector only says where the flow goes on.
    for node in flow.nodes.iter().filter(|node| node.kind != NodeKind::Connector) {
        let Some(what) = meant(page, node.reference, &node.label) else { continue };
        let before = *first.entry(what).or_insert(node);
        if who(page, flow, before) == who(page, flow, node) {
            continue;
        }
        let lane = |node: &FlowNode| {
            let lane = node.lane.and_then(|lane| flow.lanes.get(lane));
            lane.map(|lane| lane.name.clone()).unwrap_or_default()
        };
        let title = match page.targets.get(node.reference.unwrap_or_default() as usize) {
            Some(Target::Page(id, _)) => site.catalog.page(*id).map(|page| page.title.clone()),
            _ => None,
        };
        let title = title.unwrap_or_else(|| node.label.clone());
        let (one, other) = (lane(before), lane(node));
        let message = format!("\"{title}\" stands in the lanes \"{one}\" and \"{other}\"");
        let file = page.document.source.file;
        let problem = Diagnostic::new(Code::LANE_CONFLICT, Span::new(file, node.range), message)
            .label(Span::new(file, before.range), "first here")
            .help("name it once and lead there with `->`, or give each its own words");
        found.push(problem);
    }
}

/// Returns who acts in the lane of a node: two names may be one role.
fn who(page: &Page, flow: &Flow, node: &FlowNode) -> Option<Meant> {
    let lane = flow.lanes.get(node.lane?)?;
    let role = lane.reference.and_then(|reference| meant(page, Some(reference), &lane.name));
    Some(role.unwrap_or_else(|| Meant::Name(loose(&lane.name))))
}

/// Returns what a reference leads to, if it has one that leads somewhere.
fn meant(page: &Page, reference: Option<u32>, name: &str) -> Option<Meant> {
    match page.targets.get(reference? as usize)? {
        Target::Page(id, None) => Some(Meant::Page(*id)),
        Target::Page(_, Some(_)) | Target::Planned(_) => Some(Meant::Name(loose(name))),
        _ => None,
    }
}
