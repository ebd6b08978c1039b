//! `alert-unknown`: a page answers an alert that no rule file has.

use std::collections::HashSet;

use crate::base::nearest::nearest_within;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `alert-unknown`.
pub struct AlertUnknown;

/// So many names are compared for suggestions.
const MOST_COMPARED: usize = 200_000;
/// So many letters may differ in a slip.
const SLIP: usize = 2;

impl Check for AlertUnknown {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let rules = &site.alert_rules;
        if !rules.are_all {
            return;
        }
        let known: HashSet<&str> = rules.rules.iter().map(|rule| &*rule.name).collect();
        let names = known.iter().filter(|name| site.catalog.alerts.find(name).is_none());
        let mut free: Vec<&str> = names.copied().collect();
        free.sort_unstable();
        let mut compared = 0;
        for alert in site.catalog.alerts.all() {
            if known.contains(&*alert.name) {
                continue;
            }
            compared += free.len();
            let near = (compared <= MOST_COMPARED)
                .then(|| nearest_within(&alert.name, free.iter().copied(), SLIP))
                .flatten();
            let help = match near {
                Some(near) => format!("the rules have `{near}`: write the same name in both"),
                None => "remove the name, or add the rule".into(),
            };
            let message = format!("no rule file has an alert `{}`", alert.name);
            found.push(Diagnostic::new(Code::ALERT_UNKNOWN, alert.span, message).help(help));
        }
    }
}
