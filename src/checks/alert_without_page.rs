//! `alert-without-page`: no page answers an alert that monitoring has.

use std::collections::HashSet;

use crate::base::nearest::nearest_within;
use crate::base::{Code, Diagnostic};
use crate::model::alert_rule::{Answer, answer};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `alert-without-page`.
pub struct AlertWithoutPage;

/// So many names are compared for suggestions.
const MOST_COMPARED: usize = 200_000;
/// So many other places of an alert are shown.
const MOST_LABELS: usize = 5;
/// So many letters may differ in a slip.
const SLIP: usize = 2;

impl Check for AlertWithoutPage {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let known: HashSet<&str> = site.alert_rules.rules.iter().map(|own| &*own.name).collect();
        // A page that answers another alert of the rules is no slip of this one.
        let alerts = site.catalog.alerts.all().iter().map(|alert| &*alert.name);
        let free: Vec<&str> = alerts.filter(|name| !known.contains(name)).collect();
        let mut compared = 0;
        for rules in site.alert_rules.by_name() {
            let Some((first, others)) = rules.split_first() else { continue };
            if !matches!(answer(site, &first.name), Answer::Missing) {
                continue;
            }
            compared += free.len();
            let name = &first.name;
            let near = (compared <= MOST_COMPARED)
                .then(|| nearest_within(name, free.iter().copied(), SLIP))
                .flatten();
            let help = match near {
                Some(near) => format!("a page answers `{near}`: write the same name in both"),
                None => format!("write `alerts: [{name}]` on the runbook that answers it"),
            };
            let message = format!("no page answers the alert `{name}`");
            let mut problem =
                Diagnostic::new(Code::ALERT_WITHOUT_PAGE, first.span, message).help(help);
            for other in others.iter().take(MOST_LABELS) {
                problem = problem.label(other.span, "and here");
            }
            found.push(problem);
        }
    }
}
