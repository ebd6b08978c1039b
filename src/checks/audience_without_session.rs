//! `audience-without-session`: a plan has people who learn, and no session for
//! them.

use std::collections::BTreeSet;

use super::course_place::{of, plans};
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::training::Plan;

/// The check `audience-without-session`.
pub struct AudienceWithoutSession;

impl Check for AudienceWithoutSession {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        plans(site, &mut |page, plan| {
            let served = served(plan);
            // A plan without sessions is not that far yet.
            if served.is_empty() {
                return;
            }
            for audience in &plan.audiences {
                let mut names = std::iter::once(&audience.name).chain(&audience.role);
                if names.any(|name| served.contains(&loose(&name.text))) {
                    continue;
                }
                let message = format!("no session for {}", audience.name.text);
                let place = of(page, audience.name.range);
                found.push(
                    Diagnostic::new(Code::AUDIENCE_WITHOUT_SESSION, place, message)
                        .help("add a row to *Sessions* with this audience"),
                );
            }
        });
    }
}

/// Returns the names of all that sessions are for.
fn served(plan: &Plan) -> BTreeSet<String> {
    let names = plan.sessions.iter().filter_map(|session| session.audience.as_ref());
    let whole = names.clone().map(|name| loose(&name.text));
    let parts = names.flat_map(|name| name.text.split([',', ';'])).map(|part| loose(part.trim()));
    whole.chain(parts).filter(|name| !name.is_empty()).collect()
}
