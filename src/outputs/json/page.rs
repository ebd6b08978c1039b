//! What a page says of itself, as data.

use std::collections::BTreeMap;

use serde::Serialize;

use super::charter::Charter;
use super::checklist::Checklist;
use super::field;
use super::flow::FlowView;
use super::message::MessageView;
use super::named::NamedView;
use super::parameter::Parameter;
use super::process::ProcessView;
use crate::base::SitePath;
use crate::model::catalog::Identity;
use crate::model::document::Document;
use crate::model::front::{Foreign, Front, Status};
use crate::model::lifted::{Contribution, Contributor, Lifted, Origin, Taxonomy};
use crate::model::material::TextHash;
use crate::model::site::Site;
use crate::outputs::html::address;

/// A page without its text.
#[derive(Serialize)]
pub(super) struct Page<'a> {
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
    /// The fields that its kind has of its own.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    fields: serde_json::Map<String, serde_json::Value>,
    #[serde(flatten)]
    topics: Topics<'a>,
    #[serde(flatten)]
    process: ProcessView<'a>,
    /// Values that its reader fills in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<Parameter<'a>>,
    /// How far a checklist is.
    #[serde(skip_serializing_if = "Option::is_none")]
    checklist: Option<Checklist<'a>>,
    /// What a charter promises.
    #[serde(skip_serializing_if = "Option::is_none")]
    charter: Option<Charter>,
    /// What a course is drawn from, with the hash of what that says.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    drawn_from: BTreeMap<String, String>,
    /// Its texts to send.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<MessageView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flows: Vec<FlowView<'a>>,
    /// What has an id on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ids: Vec<NamedView>,
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
    /// Adds what the page is to its process.
    pub(super) fn within(self, process: ProcessView<'a>) -> Page<'a> {
        Page { process, ..self }
    }

    /// Adds the flows that the page shows.
    pub(super) fn flowing(self, flows: Option<Vec<FlowView<'a>>>) -> Page<'a> {
        Page { flows: flows.unwrap_or_default(), ..self }
    }

    /// Adds the values that its reader fills in.
    pub(super) fn asking(self, parameters: Vec<Parameter<'a>>) -> Page<'a> {
        Page { parameters, ..self }
    }

    /// Adds how far a checklist is.
    pub(super) fn listing(self, checklist: Option<Checklist<'a>>) -> Page<'a> {
        Page { checklist, ..self }
    }

    /// Adds what a charter promises.
    pub(super) fn promising(self, charter: Option<Charter>) -> Page<'a> {
        Page { charter, ..self }
    }

    /// Adds what has an id on it.
    pub(super) fn naming(self, ids: Vec<NamedView>) -> Page<'a> {
        Page { ids, ..self }
    }

    /// Adds what a course is drawn from.
    pub(super) fn drawn(self, from: BTreeMap<String, TextHash>) -> Page<'a> {
        let from = from.into_iter().map(|(name, hash)| (name, hash.to_string()));
        Page { drawn_from: from.collect(), ..self }
    }

    /// Adds its texts to send.
    pub(super) fn telling(self, messages: Vec<MessageView<'a>>) -> Page<'a> {
        Page { messages, ..self }
    }

    pub fn of(identity: &'a Identity, document: Option<&'a Document>, site: &'a Site) -> Page<'a> {
        let (links, records) = (site.config.links, &site.catalog.records);
        let front = document.map(|document| &document.front);
        let lifted = document.map(|document| &document.lifted);
        let people = lifted.map(|lifted| &*lifted.contributors).unwrap_or_default();
        Page {
            id: &identity.id,
            title: &identity.title,
            address: address::page(&SitePath::default(), &identity.output, links),
            kind: identity.kind().map_or("article", |kind| kind.name),
            status: front.and_then(|front| status(front.status)),
            description: &identity.description,
            owner: front.and_then(|front| front.owner.as_ref()).map(|owner| &*owner.text),
            reviewed: front
                .and_then(|front| front.reviewed.as_ref())
                .map(|review| review.on.to_string()),
            review_due: front.and_then(Front::review_due).map(|day| day.to_string()),
            fields: front.map(|front| field::values(&front.fields, records)).unwrap_or_default(),
            topics: lifted.map(Topics::of).unwrap_or_default(),
            process: ProcessView::default(),
            checklist: None,
            charter: None,
            drawn_from: BTreeMap::new(),
            flows: Vec::new(),
            parameters: Vec::new(),
            messages: Vec::new(),
            ids: Vec::new(),
            contributors: people.iter().map(Person::of).collect(),
            metadata: front.map(|front| metadata(&front.foreign)).unwrap_or_default(),
            source: document.map(|document| document.source.path.as_str()),
        }
    }
}

impl<'a> Topics<'a> {
    fn of(lifted: &'a Lifted) -> Topics<'a> {
        let names =
            |taxonomy: Taxonomy| lifted.of(&taxonomy).into_iter().map(|term| &*term.text).collect();
        let industry = |term: &'a crate::model::lifted::Term| Industry {
            name: &term.text,
            sic: term.code.as_deref(),
        };
        let applies_to = lifted.written(&Taxonomy::Products, Origin::AppliesTo);
        Topics {
            products: names(Taxonomy::Products),
            industries: lifted.of(&Taxonomy::Industries).into_iter().map(industry).collect(),
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
