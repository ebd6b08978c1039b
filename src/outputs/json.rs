//! All pages as data for programs: one JSON file with what each page says of
//! itself. The text of pages is not in it.
//!
//! Pages stand in the order of their addresses, one on each line, so that two
//! builds can be compared. What a page does not say is left out.

mod process;

use serde::Serialize;

use self::process::ProcessView;
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::{Identity, PageId};
use crate::model::config::LinkStyle;
use crate::model::document::Document;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::front::{Foreign, Front, Status};
use crate::model::lifted::{Contribution, Contributor, Lifted, Origin, Taxonomy};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::address;

/// The output `json`.
pub struct Json;

/// The name of the file, in the site's own folder.
const NAME: &str = "pages.json";

impl Output for Json {
    fn jobs(&self, _site: &Site, _theme: &Theme) -> Vec<Job> {
        vec![Job { path: Theme::folder().child(NAME), subject: Subject::Special(NAME) }]
    }

    fn render(&self, _job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let site = ctx.site;
        let mut pages: Vec<(PageId, &Identity)> = site.catalog.ids().collect();
        pages.sort_by(|(_, a), (_, b)| a.output.cmp(&b.output));
        let line = |(id, identity): (PageId, &Identity)| {
            let own = site.pages.get(&id);
            let document = own.map(|page| &*page.document);
            let process = own.map(|page| ProcessView::of(site, page)).unwrap_or_default();
            let page = Page::of(identity, document, site.config.links);
            serde_json::to_string(&Page { process, ..page })
        };
        let lines: Vec<String> = pages.into_iter().filter_map(|page| line(page).ok()).collect();
        let title = serde_json::to_string(&site.title).unwrap_or_default();
        let text =
            format!("{{\"version\":1,\"site\":{title},\"pages\":[\n{}\n]}}\n", lines.join(",\n"));
        Diagnosed::clean(Rendered::Bytes(text.into_bytes()))
    }
}

#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    title: &'a str,
    /// From the root of the site.
    address: String,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due: Option<String>,
    #[serde(flatten)]
    topics: Topics<'a>,
    #[serde(flatten)]
    process: ProcessView<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributors: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    metadata: serde_json::Map<String, serde_json::Value>,
    /// The file, from the root of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

#[derive(Serialize, Default)]
struct Topics<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    industries: Vec<Industry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stakeholders: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    configuration_stage: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    /// The products in the line "Applies to" alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    applies_to: Vec<&'a str>,
}

#[derive(Serialize)]
struct Industry<'a> {
    name: &'a str,
    /// Major groups of the Standard Industrial Classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    sic: Option<&'a str>,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    kind: &'static str,
}

impl<'a> Page<'a> {
    fn of(identity: &'a Identity, document: Option<&'a Document>, links: LinkStyle) -> Page<'a> {
        let front = document.map(|document| &document.front);
        let lifted = document.map(|document| &document.lifted);
        let people = lifted.map(|lifted| &*lifted.contributors).unwrap_or_default();
        Page {
            id: &identity.id,
            title: &identity.title,
            address: address::page(&SitePath::default(), &identity.output, links),
            kind: document.map_or("article", Document::kind_name),
            status: front.and_then(|front| status(front.status)),
            description: &identity.description,
            owner: front.and_then(|front| front.owner.as_ref()).map(|owner| &*owner.text),
            reviewed: front
                .and_then(|front| front.reviewed.as_ref())
                .map(|review| review.on.to_string()),
            review_due: front.and_then(Front::review_due).map(|day| day.to_string()),
            topics: lifted.map(Topics::of).unwrap_or_default(),
            process: ProcessView::default(),
            contributors: people.iter().map(Person::of).collect(),
            metadata: front.map(|front| metadata(&front.foreign)).unwrap_or_default(),
            source: document.map(|document| document.source.path.as_str()),
        }
    }
}

impl<'a> Topics<'a> {
    fn of(lifted: &'a Lifted) -> Topics<'a> {
        let names = |taxonomy| lifted.of(taxonomy).into_iter().map(|term| &*term.text).collect();
        let industry = |term: &'a crate::model::lifted::Term| Industry {
            name: &term.text,
            sic: term.code.as_deref(),
        };
        let applies_to = lifted.written(Taxonomy::Products, Origin::AppliesTo);
        Topics {
            products: names(Taxonomy::Products),
            industries: lifted.of(Taxonomy::Industries).into_iter().map(industry).collect(),
            stakeholders: names(Taxonomy::Stakeholders),
            roles: names(Taxonomy::Roles),
            configuration_stage: names(Taxonomy::ConfigurationStage),
            tags: names(Taxonomy::Tags),
            applies_to: applies_to.map(|term| &*term.text).collect(),
        }
    }
}

impl<'a> Person<'a> {
    fn of(person: &'a Contributor) -> Person<'a> {
        Person {
            name: &person.name,
            url: person.url.as_deref(),
            title: person.title.as_deref(),
            kind: match person.kind {
                Contribution::Author => "author",
                Contribution::Other => "other",
            },
        }
    }
}

fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Draft => Some("draft"),
        Status::Retired => Some("retired"),
        Status::Published | Status::Planned => None,
    }
}

/// Keys of other tools: a text, or a list where there are several.
fn metadata(foreign: &[Foreign]) -> serde_json::Map<String, serde_json::Value> {
    let value = |values: &[Box<str>]| match values {
        [only] => serde_json::Value::from(&**only),
        values => values.iter().map(|value| &**value).collect(),
    };
    foreign.iter().map(|Foreign { key, values }| (key.to_string(), value(values))).collect()
}
