//! `role-nobody-plays`: a role of a charter's table of who does what has no
//! team, and others have.

use std::collections::BTreeSet;

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic};
use crate::model::charter::{Party, rows};
use crate::model::extension::Check;
use crate::model::page::Target;
use crate::model::role::Role;
use crate::model::site::Site;

/// The check `role-nobody-plays`.
pub struct RoleNobodyPlays;

impl Check for RoleNobodyPlays {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        charters::all(site).for_each(|subject| of_charter(site, &subject, found));
    }
}

/// Where no role of the table has a team, the site does not keep them.
fn of_charter(site: &Site, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let parties = rows(&subject.charter.matrices).iter();
    let parties = parties.flat_map(|matrix| matrix.roles.iter().flatten());
    let roles: Vec<(&Party, &Role)> =
        parties.filter_map(|party| Some((party, role(site, subject, party)?))).collect();
    let has_team = |role: &Role| !role.part.teams.is_empty();
    if !roles.iter().any(|(_, role)| has_team(role)) {
        return;
    }
    let mut seen = BTreeSet::new();
    for (party, role) in roles.into_iter().filter(|(_, role)| !has_team(role)) {
        if !seen.insert(role.page) {
            continue;
        }
        let message = format!("no team plays {}", role.title);
        let place = subject.span(party.name.range);
        let help = "write the `team:` of the role: whoever plays it is there";
        found.push(Diagnostic::new(Code::ROLE_NOBODY_PLAYS, place, message).help(help));
    }
}

fn role<'a>(site: &'a Site, subject: &Subject<'_>, party: &Party) -> Option<&'a Role> {
    match subject.page.targets.get(party.reference as usize)? {
        Target::Page(id, _) => site.catalog.roles.of_page(*id),
        _ => None,
    }
}
