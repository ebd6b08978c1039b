//! `alert-page-is-stub`: the page of an alert does not say what to do.

use crate::base::{Code, Diagnostic};
use crate::model::alert_rule::{Answer, Lack, answer};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `alert-page-is-stub`.
pub struct AlertPageIsStub;

impl Check for AlertPageIsStub {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for rules in site.alert_rules.by_name() {
            let Some(rule) = rules.first() else { continue };
            let Answer::Stub(alert, lack) = answer(site, &rule.name) else { continue };
            let name = &rule.name;
            let (message, help) = match lack {
                Lack::Announced => {
                    (format!("the page of the alert `{name}` is only announced"), "write it")
                }
                Lack::Retired => (
                    format!("the page of the alert `{name}` is retired"),
                    "name the alert on the page that replaces it",
                ),
                Lack::Empty => (
                    format!("the page of the alert `{name}` does not say what to do"),
                    "write its steps below `## Steps`",
                ),
            };
            found.push(
                Diagnostic::new(Code::ALERT_PAGE_IS_STUB, rule.span, message)
                    .label(alert.span, "this page")
                    .help(help),
            );
        }
    }
}
