//! What found pages can be narrowed down by: for each value, its pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::hit::{services, severity, texts};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::RenderContext;
use crate::outputs::html::name;
use crate::text::slug::slug;

/// A value: its id, its name, and how many pages each of its pages comes after
/// the one before.
#[derive(Serialize)]
struct Value(String, String, Vec<u32>);

/// The facets by name.
#[derive(Serialize, Default)]
pub(super) struct Facets(BTreeMap<&'static str, Vec<Value>>);

type Gathered = BTreeMap<(String, String), Vec<u32>>;

/// Gathers the facets of all pages.
pub(super) fn facets(ctx: &RenderContext<'_>) -> Facets {
    let mut all: BTreeMap<&'static str, Gathered> = BTreeMap::new();
    for (id, identity) in ctx.site.catalog.ids() {
        for (facet, value) in of_page(ctx, id, identity) {
            all.entry(facet).or_default().entry(value).or_default().push(id.0);
        }
    }
    let value = |((id, name), mut pages): ((String, String), Vec<u32>)| {
        pages.dedup();
        let before = std::iter::once(0).chain(pages.clone());
        let steps = pages.iter().zip(before).map(|(page, before)| page - before).collect();
        Value(id, name, steps)
    };
    Facets(
        all.into_iter().map(|(facet, own)| (facet, own.into_iter().map(value).collect())).collect(),
    )
}

fn of_page(
    ctx: &RenderContext<'_>,
    id: PageId,
    identity: &Identity,
) -> Vec<(&'static str, (String, String))> {
    let site = ctx.site;
    let mut all = Vec::new();
    if let Some(kind) = identity.kind() {
        all.push(("kind", (kind.name.to_string(), kind.titles[0].to_string())));
    }
    if let Some((place, _)) = site.areas.place(id)
        && let Some(process) = site.catalog.page(place.process)
    {
        all.push(("process", (process.id.to_string(), process.title.to_string())));
    }
    let Some(page) = site.pages.get(&id) else { return all };
    if let Some((class, text)) = severity(ctx, page) {
        all.push(("severity", (class.to_string(), text)));
    }
    all.extend(services(ctx, page).into_iter().map(|service| ("service", service)));
    let named = |text: String| (slug(&text), text);
    all.extend(texts(ctx, page, "audience").into_iter().map(|text| ("audience", named(text))));
    if let Some(owner) = &page.document.front.owner {
        all.push(("role", named(name::titled(site, &owner.text).0)));
    }
    all
}
