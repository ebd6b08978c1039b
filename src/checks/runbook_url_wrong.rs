//! `runbook-url-wrong`: an alert sends its reader elsewhere than to its page.

use crate::base::url;
use crate::base::{Code, Diagnostic, SitePath};
use crate::model::alert::{self, Alert};
use crate::model::alert_rule::{AlertRule, page};
use crate::model::catalog::redirect_file;
use crate::model::extension::Check;
use crate::model::locate::Moved;
use crate::model::page::Page;
use crate::model::site::Site;

/// The check `runbook-url-wrong`.
pub struct RunbookUrlWrong;

/// The most bytes of an address that is looked at.
const LONGEST: usize = 4_096;

impl Check for RunbookUrlWrong {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for rule in &site.alert_rules.rules {
            let Some((written, span)) = &rule.runbook else { continue };
            let Some(alert) = site.catalog.alerts.find(&rule.name) else { continue };
            let Some(page) = page(site, alert) else { continue };
            let address = filled(written, &rule.name);
            if LONGEST < address.len() || address.contains("{{") {
                // What a template makes of it is not known.
                continue;
            }
            let Err(wrong) = judge(site, (alert, page), &address) else { continue };
            let message = match wrong {
                Wrong::Page => format!("this is not the address of the page of `{}`", rule.name),
                Wrong::Case => "this differs from the address in upper and lower case".into(),
                Wrong::Anchor(id) => format!("the page has no place `#{id}`"),
            };
            let problem = Diagnostic::new(Code::RUNBOOK_URL_WRONG, *span, message);
            let problem = problem.label(alert.span, "the page that answers it");
            found.push(problem.help(help(site, rule)));
        }
    }
}

/// Puts the name of the alert where a template does.
fn filled(written: &str, name: &str) -> String {
    let mut text = written.to_string();
    for mark in ["{{ $labels.alertname }}", "{{$labels.alertname}}", "{{ .Labels.alertname }}"] {
        text = text.replace(mark, name);
    }
    text
}

/// What is wrong with an address.
enum Wrong {
    Page,
    Case,
    Anchor(String),
}

fn judge(site: &Site, (alert, page): (&Alert, &Page), address: &str) -> Result<(), Wrong> {
    let url::Address { path, fragment, .. } = url::split(address);
    let source = page.document.source.path.as_str();
    if path.ends_with(&*url::encode_path(source)) || path.ends_with(source) {
        // Its file, on a host of Git.
        return Ok(());
    }
    let home = &site.config.home;
    let own = match (url::scheme(address), &home.host) {
        (Some(_), Some(host)) => path.strip_prefix(&**host).map(Own::From),
        (Some(_), None) => after_host(path).map(Own::Below),
        (None, _) => Some(Own::Below(path)),
    };
    let Some(own) = own else { return Err(Wrong::Page) };
    let wanted = files(site, (alert, page));
    if !wanted.iter().any(|file| own.is(file, home.path.as_ref())) {
        let lower = own.lower();
        let is_near = |file: &SitePath| {
            let file = SitePath::new(&file.as_str().to_lowercase()).unwrap_or_default();
            lower.as_own().is(&file, home.path.as_ref())
        };
        return Err(if wanted.iter().any(is_near) { Wrong::Case } else { Wrong::Page });
    }
    let Some(id) = fragment.map(url::decode).filter(|id| !id.is_empty()) else { return Ok(()) };
    let document = &page.document;
    let is_there = document.anchors.iter().any(|anchor| *anchor.id == *id)
        || document.outline.iter().any(|entry| *entry.id == *id);
    match is_there || !document.grafts.is_empty() {
        true => Ok(()),
        false => Err(Wrong::Anchor(id.to_string())),
    }
}

/// Returns what follows the name of a host.
fn after_host(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once("://")?;
    rest.find('/').and_then(|at| rest.get(at..))
}

/// The files that lead to a page: its own, the permanent address of the
/// alert, and its old addresses.
fn files(site: &Site, (alert, page): (&Alert, &Page)) -> Vec<SitePath> {
    let own = site.catalog.page(page.id).map(|page| page.output.clone());
    let old = page.document.front.redirects.iter().map(|(address, _)| redirect_file(address));
    let leads = |file: &SitePath| matches!(site.catalog.redirects.get(file), Some(Moved::Page(id, _)) if *id == page.id);
    let old = old.filter(leads);
    own.into_iter().chain(alert.file.clone()).chain(old).collect()
}

/// An address without its host.
enum Own<'a> {
    /// From the host's root.
    From(&'a str),
    /// Of a host that is not known: the site may be anywhere on it.
    Below(&'a str),
}

/// The same, in lower case.
enum Lower {
    From(String),
    Below(String),
}

impl Lower {
    fn as_own(&self) -> Own<'_> {
        match self {
            Lower::From(text) => Own::From(text),
            Lower::Below(text) => Own::Below(text),
        }
    }
}

impl Own<'_> {
    fn lower(&self) -> Lower {
        match self {
            Own::From(text) => Lower::From(text.to_lowercase()),
            Own::Below(text) => Lower::Below(text.to_lowercase()),
        }
    }

    /// Tells whether it is the address of a file of the site.
    fn is(&self, file: &SitePath, base: Option<&SitePath>) -> bool {
        let (written, is_whole) = match self {
            Own::From(written) => (written, true),
            Own::Below(written) => (written, false),
        };
        let decoded = url::decode(written);
        let Some(written) = SitePath::new(&decoded) else { return false };
        let written = match written.name() {
            "index.html" => written.parent(),
            _ => written,
        };
        let wanted = match file.name() {
            "index.html" => file.parent(),
            _ => file.clone(),
        };
        if !is_whole {
            let end = format!("/{wanted}");
            return written == wanted || wanted.is_root() || written.as_str().ends_with(&end);
        }
        let base = base.cloned().unwrap_or_default();
        base.join(wanted.as_str()).is_some_and(|whole| whole == written)
    }
}

fn help(site: &Site, rule: &AlertRule) -> String {
    let home = &site.config.home;
    let file = alert::file(&rule.name).parent();
    let base = home.path.as_ref().map_or(String::new(), |path| format!("/{path}"));
    let path = format!("{}/{}/", url::encode_path(&base), url::encode_path(file.as_str()));
    match &home.host {
        Some(host) => format!("write `{host}{path}`, which stays when the page moves"),
        None => {
            format!("write the address of the site and `{path}`, which stays when the page moves")
        }
    }
}
