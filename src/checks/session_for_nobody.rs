//! `session-for-nobody`: a session is for people whom the plan does not have,
//! so nobody learns of it, and no hours are compared.

use std::collections::BTreeSet;

use super::course_place::{of, plans};
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::Plan;

/// The check `session-for-nobody`.
pub struct SessionForNobody;

/// For so many unknown names an audience is suggested.
const MOST_SUGGESTED: usize = 20;

impl Check for SessionForNobody {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        plans(site, &mut |page, plan| {
            // A plan without audiences is not that far yet.
            if plan.audiences.is_empty() {
                return;
            }
            let before = found.len();
            let names = plan.audiences.iter().flat_map(|own| own.role.iter().chain([&own.name]));
            let names: BTreeSet<String> = names.map(|own| loose(&own.text)).collect();
            for audience in plan.sessions.iter().filter_map(|session| session.audience.as_ref()) {
                for name in unknown(site, &names, audience) {
                    let is_few = found.len() - before < MOST_SUGGESTED;
                    found.push(problem(page, plan, (audience, name), is_few.then_some(())));
                }
            }
        });
    }
}

/// Returns the names in a cell that neither an audience nor a role has;
/// `names` are those of the audiences, loosely written.
fn unknown<'a>(site: &Site, names: &BTreeSet<String>, cell: &'a Located) -> Vec<&'a str> {
    let is_known =
        |name: &str| names.contains(&loose(name)) || !site.catalog.roles.find(name).is_empty();
    if is_known(&cell.text) {
        return Vec::new();
    }
    let parts = cell.text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.filter(|part| !is_known(part)).collect()
}

fn problem(
    page: &Page,
    plan: &Plan,
    (cell, name): (&Located, &str),
    near: Option<()>,
) -> Diagnostic {
    let text = &page.document.source.text;
    let at = cell.range.of(text).find(name);
    let place =
        at.map_or(cell.range, |at| TextRange::new(at, at + name.len()).shifted(cell.range.start));
    let names = plan.audiences.iter().map(|own| &*own.name.text);
    let near = near.and_then(|()| did_you_mean(name, names));
    let help =
        near.unwrap_or_else(|| "write the name of one in *Audiences*, or add it there".into());
    let message = format!("no audience of this plan is called \"{name}\"");
    Diagnostic::new(Code::SESSION_FOR_NOBODY, of(page, place), message).help(help)
}
