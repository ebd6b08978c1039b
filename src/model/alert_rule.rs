//! Alerts as monitoring knows them: what rule files define or name, and what
//! a site has for each.

use std::collections::HashMap;

use crate::base::{SitePath, Span};
use crate::model::alert::{Alert, Holder};
use crate::model::catalog::PageId;
use crate::model::front::Status;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::stub::is_stub;

/// An alert in a rule file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AlertRule {
    /// What it is called.
    pub name: Box<str>,
    /// Where the name stands.
    pub span: Span,
    /// The rule file, and the line of the name in it.
    pub place: (SitePath, usize),
    /// How severe it is.
    pub severity: Option<Box<str>>,
    /// The service it is about.
    pub service: Option<Box<str>>,
    /// The address of its runbook, as written, with its place.
    pub runbook: Option<(Box<str>, Span)>,
}

/// All alerts of the rule files of a site.
#[derive(Clone, Debug, Default)]
pub struct AlertRules {
    /// Every place of every alert, in the order of files and places.
    pub rules: Vec<AlertRule>,
    /// Whether a file says which alerts there are, and all of all files was
    /// understood: then an alert that is not here is nowhere.
    pub are_all: bool,
    /// Whether there is any rule file.
    pub are_given: bool,
    /// How many alerts have no page that says what to do; `None` where no rule
    /// file says which alerts there are.
    pub lacking: Option<usize>,
}

/// What a site has for an alert.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// A page that says what to do.
    Page(PageId),
    /// A page that does not, and why.
    Stub(&'a Alert, Lack),
    /// Nothing.
    Missing,
}

/// Why a page is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lack {
    /// It is only announced.
    Announced,
    /// It is retired.
    Retired,
    /// Nothing on it says what to do.
    Empty,
}

impl AlertRules {
    /// Returns the first place of each alert with all its places, in order.
    pub fn by_name(&self) -> Vec<Vec<&AlertRule>> {
        let mut groups: Vec<Vec<&AlertRule>> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for rule in &self.rules {
            let at = *known.entry(&rule.name).or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.push(rule),
                None => groups.push(vec![rule]),
            }
        }
        groups
    }

    /// Counts the alerts of a site that have no page that says what to do.
    pub fn count_lacking(&self, site: &Site) -> Option<usize> {
        let is_answered = |rules: &Vec<&AlertRule>| {
            rules.first().is_some_and(|rule| matches!(answer(site, &rule.name), Answer::Page(_)))
        };
        let count = || self.by_name().iter().filter(|rules| !is_answered(rules)).count();
        self.are_all.then(count)
    }
}

/// Returns what a site has for the alert of exactly this name.
pub fn answer<'a>(site: &'a Site, name: &str) -> Answer<'a> {
    let Some(alert) = site.catalog.alerts.find(name) else { return Answer::Missing };
    match (&alert.holder, lack(site, alert)) {
        (Holder::Page(id), None) => Answer::Page(*id),
        (Holder::Announced(_), _) => Answer::Stub(alert, Lack::Announced),
        (_, Some(lack)) => Answer::Stub(alert, lack),
    }
}

/// Returns why the page of an alert is no answer, if it is none.
pub fn lack(site: &Site, alert: &Alert) -> Option<Lack> {
    match page(site, alert) {
        None => Some(Lack::Announced),
        Some(page) if page.document.front.status == Status::Retired => Some(Lack::Retired),
        Some(page) => is_stub(&page.document).then_some(Lack::Empty),
    }
}

/// Returns the page that answers an alert, if it is written.
pub fn page<'a>(site: &'a Site, alert: &Alert) -> Option<&'a Page> {
    match alert.holder {
        Holder::Page(id) => site.pages.get(&id),
        Holder::Announced(_) => None,
    }
}
