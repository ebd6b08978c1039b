//! Alerts as data for programs: `alerts.json` says of each alert, of pages and
//! of rule files, which page answers it and where that is.
//!
//! Every alert stands on a line of its own, in the order of names. What is not
//! said is left out. Fields are added without a new version; `version` changes
//! when the meaning of a field does. `content/reference/alerts-schema.json`
//! describes it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::{Diagnosed, SitePath};
use crate::model::alert::{Alert, Holder};
use crate::model::alert_rule::{AlertRule, Lack, lack};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::kind::FieldData;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::address;

/// The output `alerts.json`.
pub struct Alerts;

/// The name of the file, in the root of the site.
const NAME: &str = "alerts.json";
/// The version of its format.
const VERSION: u32 = 1;

impl Output for Alerts {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let has_any = !site.catalog.alerts.all().is_empty() || !site.alert_rules.rules.is_empty();
        let job = || Job { path: SitePath::default().child(NAME), subject: Subject::Special(NAME) };
        has_any.then(job).into_iter().collect()
    }

    fn render(&self, _job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        Diagnosed::clean(Rendered::Bytes(write(ctx.site).into_bytes()))
    }
}

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    site: &'a str,
    /// The day of the build.
    built: String,
    /// Whether rule files say which alerts there are.
    rules: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    /// `page`, `stub` or `missing`.
    state: &'static str,
    /// Why a page is a stub.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'static str>,
    /// Whether the rule files have it, where they say which alerts there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<bool>,
    /// The id of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// From the root of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// The same for ever, wherever the page goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    permanent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    /// Where rule files name it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    /// The rule file, from the root of the site's sources.
    file: &'a str,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'a str>,
}

fn write(site: &Site) -> String {
    let rules = &site.alert_rules;
    let mut by_name: BTreeMap<&str, Vec<&AlertRule>> = BTreeMap::new();
    for rule in &rules.rules {
        by_name.entry(&rule.name).or_default().push(rule);
    }
    let alerts = &site.catalog.alerts;
    let names = alerts.all().iter().map(|alert| &*alert.name).chain(by_name.keys().copied());
    let names: BTreeSet<&str> = names.collect();
    let lines = names.into_iter().filter_map(|name| {
        let places = by_name.get(name).map(Vec::as_slice).unwrap_or_default();
        serde_json::to_string(&line(site, name, places)).ok()
    });
    let lines: Vec<String> = lines.collect();
    let built = site.config.today.to_string();
    let head = Head { version: VERSION, site: &site.title, built, rules: rules.are_all };
    let mut text = serde_json::to_string(&head).unwrap_or_default();
    text.pop();
    text + ",\n\"alerts\":[\n" + &lines.join(",\n") + "\n]}\n"
}

fn line<'a>(site: &'a Site, name: &'a str, rules: &[&'a AlertRule]) -> Line<'a> {
    let alert = site.catalog.alerts.find(name);
    let page = alert.and_then(|alert| crate::model::alert_rule::page(site, alert));
    let identity = page.and_then(|page| site.catalog.page(page.id));
    let lack = alert.and_then(|alert| lack(site, alert));
    let root = SitePath::default();
    let leading = |file: &SitePath| address::page(&root, file, site.config.links);
    let of_rule = |get: fn(&AlertRule) -> Option<&str>| rules.iter().find_map(|rule| get(rule));
    let front = page.map(|page| &page.document.front);
    let place = |rule: &&'a AlertRule| Place {
        file: rule.place.0.as_str(),
        line: rule.place.1,
        severity: rule.severity.as_deref(),
    };
    Line {
        name,
        state: match (alert, lack) {
            (None, _) => "missing",
            (Some(_), None) => "page",
            (Some(_), Some(_)) => "stub",
        },
        because: lack.map(|lack| match lack {
            Lack::Announced => "announced",
            Lack::Retired => "retired",
            Lack::Empty => "empty",
        }),
        known: site.alert_rules.are_all.then_some(!rules.is_empty()),
        page: identity.map(|identity| &*identity.id),
        title: identity.map(|identity| &*identity.title).or(alert.and_then(announced)),
        address: identity.map(|identity| leading(&identity.output)),
        permanent: alert.and_then(|alert| alert.file.as_ref()).map(leading),
        severity: page
            .and_then(|page| field(page, "severity"))
            .or_else(|| of_rule(|rule| rule.severity.as_deref())),
        service: page
            .and_then(|page| field(page, "service"))
            .or_else(|| of_rule(|rule| rule.service.as_deref())),
        owner: front.and_then(|front| front.owner.as_ref()).map(|owner| &*owner.text),
        places: rules.iter().map(place).collect(),
    }
}

/// Returns the title of a page that is only announced.
fn announced(alert: &Alert) -> Option<&str> {
    match &alert.holder {
        Holder::Announced(title) => Some(title),
        Holder::Page(_) => None,
    }
}

/// Returns the first text of a field of a page.
fn field<'a>(page: &'a Page, name: &str) -> Option<&'a str> {
    let field = page.document.front.fields.iter().find(|own| own.field.name == name)?;
    match &field.value {
        FieldData::Texts(texts) => texts.first().map(|text| &*text.text),
        _ => None,
    }
}
