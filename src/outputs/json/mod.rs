//! The whole site as data for programs: `site.json`, one file with what pages
//! say of themselves, of each other and of roles. The text of pages is in
//! their twins (`outputs/markdown`).
//!
//! Every record stands on a line of its own, in an order that only the site
//! decides, so that two builds can be compared. What is not said is left out.
//! Fields are added without a new version; `version` changes when the meaning
//! of a field does. `content/reference/site-schema.json` describes it.

mod charter;
mod checklist;
mod field;
mod flow;
mod graph;
mod message;
mod named;
mod page;
mod parameter;
mod process;
mod register;

use serde::Serialize;

use self::process::ProcessView;
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::graph::Graph;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::remembered;
use page::Page;

/// The output `json`.
pub struct Json;

/// The name of the file, in the root of the site.
const NAME: &str = "site.json";
/// The version of its format.
const VERSION: u32 = 1;

/// The first line.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    site: About<'a>,
}

/// The site itself.
#[derive(Serialize)]
struct About<'a> {
    title: &'a str,
    lang: &'a str,
    /// The day of the build.
    built: String,
    /// Whether every page has a Markdown file beside it.
    twins: bool,
}

impl Output for Json {
    fn jobs(&self, _site: &Site, _theme: &Theme) -> Vec<Job> {
        vec![Job { path: SitePath::default().child(NAME), subject: Subject::Special(NAME) }]
    }

    fn render(&self, _job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        Diagnosed::clean(Rendered::Bytes(write(ctx.site).into_bytes()))
    }
}

fn write(site: &Site) -> String {
    let graph = Graph::of(site);
    let config = &site.config;
    let built = config.today.to_string();
    let about = About { title: &site.title, lang: &config.lang, built, twins: config.twins };
    let head = serde_json::to_string(&Head { version: VERSION, site: about });
    let mut text = head.unwrap_or_default();
    text.pop();
    list("kinds", register::kinds(site), &mut text);
    list("pages", pages(site, &graph), &mut text);
    list("relations", graph.relations(), &mut text);
    list("links", graph::links(site, &graph), &mut text);
    list("planned", register::planned(site, &graph), &mut text);
    list("roles", register::roles(site, &graph), &mut text);
    list("duties", graph::duties(site, &graph), &mut text);
    list("taxonomies", register::taxonomies(site), &mut text);
    list("terms", register::terms(site, &graph), &mut text);
    text.push_str("}\n");
    text
}

/// Returns all pages in the order of their addresses.
fn pages<'a>(site: &'a Site, graph: &Graph<'a>) -> impl Iterator<Item = Page<'a>> {
    let mut pages: Vec<(PageId, &Identity)> = site.catalog.ids().collect();
    pages.sort_by(|(_, a), (_, b)| a.output.cmp(&b.output));
    pages.into_iter().map(move |(id, identity)| {
        let own = site.pages.get(&id);
        let page = Page::of(identity, own.map(|page| &*page.document), site);
        let process = own.map(|page| ProcessView::of(site, page)).unwrap_or_default();
        let parameters = own.map(parameter::of).unwrap_or_default();
        let flows = own.map(|own| flow::flows(site, graph, own));
        let checklist = own.and_then(|own| checklist::of(site, graph, own));
        let charter = own.and_then(|own| charter::of(site, own));
        let messages = own.map(message::of).unwrap_or_default();
        let page = page.within(process).asking(parameters).telling(messages);
        let page = page.naming(own.map(named::of).unwrap_or_default());
        let from = own.map(|own| remembered(site, own)).unwrap_or_default();
        page.flowing(flows).listing(checklist).promising(charter).drawn(from)
    })
}

/// Writes a list, each record on a line.
fn list(name: &str, records: impl IntoIterator<Item = impl Serialize>, text: &mut String) {
    text.push_str(&format!(",\n\"{name}\":["));
    let mut separator = "\n";
    for record in records {
        let Ok(line) = serde_json::to_string(&record) else { continue };
        text.push_str(separator);
        text.push_str(&line);
        separator = ",\n";
    }
    text.push_str(if separator == "\n" { "]" } else { "\n]" });
}
