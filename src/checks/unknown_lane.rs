//! `unknown-lane`: a lane of a flow is no role, no team and not listed.
//!
//! Lanes of lists are labels, which are names of roles and checked as such. A
//! site that declares neither roles nor teams has nothing to compare with.

use crate::base::nearest::nearest;
use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::flow::{Flow, FlowLane, FlowOrigin};
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// A name is compared with this many roles and teams at most.
const COMPARED: usize = 1_000;

/// This many names are compared; then only the problem is told.
const SUGGESTED: usize = 100;

/// The check `unknown-lane`.
pub struct UnknownLane;

impl Check for UnknownLane {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let catalog = &site.catalog;
        if catalog.roles.all.is_empty() && catalog.records.teams.all.is_empty() {
            return;
        }
        let mut told = 0;
        for page in site.pages.values() {
            let flows = page.document.flows.iter().filter(|flow| is_written(flow));
            let lanes = flows.flat_map(|flow| flow.lanes.iter().map(move |lane| (flow, lane)));
            for (flow, lane) in
                lanes.filter(|(_, lane)| !lane.is_listed && !is_known(site, page, lane))
            {
                let sign = if flow.origin == FlowOrigin::Fence { "@" } else { "" };
                let near = if told < SUGGESTED { near(site, &lane.name) } else { None };
                told += 1;
                let help = match near {
                    Some(near) => format!("did you mean `{sign}{near}`?"),
                    None => "declare it in `data/roles.yml`, or list it in `lanes:`".into(),
                };
                let span = Span::new(page.document.source.file, lane.range);
                let message = format!("\"{}\" is no role, no team and not in `lanes:`", lane.name);
                found.push(Diagnostic::new(Code::UNKNOWN_LANE, span, message).help(help));
            }
        }
    }
}

/// Tells whether a flow says itself which lanes it has.
fn is_written(flow: &Flow) -> bool {
    matches!(flow.origin, FlowOrigin::Fence | FlowOrigin::Field)
}

/// Tells whether a lane is a role, written or announced, or a team.
fn is_known(site: &Site, page: &Page, lane: &FlowLane) -> bool {
    let target = lane.reference.and_then(|number| page.targets.get(number as usize));
    target.is_some_and(|target| !matches!(target, Target::Ignored | Target::Broken))
        || site.catalog.records.teams.find(&lane.name).is_some()
        || site.catalog.planned_by_name.contains_key(&loose(&lane.name))
}

fn near<'a>(site: &'a Site, name: &str) -> Option<&'a str> {
    let roles = site.catalog.roles.all.iter().map(|role| &*role.title);
    let teams = site.catalog.records.teams.all.iter().map(|team| &*team.head.title);
    nearest(name, roles.chain(teams).take(COMPARED))
}
