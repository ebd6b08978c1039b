//! What is shown of a page that was found, beside its text.

use serde_json::{Value, json};

use crate::model::catalog::{Identity, KindName, PageId};
use crate::model::extension::RenderContext;
use crate::model::kind::FieldData;
use crate::model::page::Page;
use crate::outputs::html::runbook::Reach;
use crate::outputs::html::{name, writer};

/// At most so many services are said of a page.
const FACTS: usize = 2;

/// Returns the kinds of the pages of the site with their names, in order.
pub(super) fn kinds(ctx: &RenderContext<'_>) -> Vec<[&'static str; 2]> {
    let kinds = ctx.site.catalog.pages.iter().filter_map(Identity::kind);
    let mut kinds: Vec<[&str; 2]> = kinds.map(|kind| [kind.name, kind.titles[0]]).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Returns some pages: title, address, kind, severity, facts, where, phone.
pub(super) fn block(ctx: &RenderContext<'_>, from: usize, count: usize) -> Vec<Value> {
    let kinds = kinds(ctx);
    let pages = ctx.site.catalog.ids().skip(from).take(count);
    pages.map(|(id, identity)| page(ctx, id, identity, &kinds)).collect()
}

fn page(
    ctx: &RenderContext<'_>,
    id: PageId,
    identity: &Identity,
    kinds: &[[&'static str; 2]],
) -> Value {
    let number = |kind: KindName| kinds.iter().position(|own| own[0] == kind.name);
    let kind = identity.kind().and_then(number).map_or(-1, |at| at as i64);
    let page = ctx.site.pages.get(&id);
    let severity = page.and_then(|page| severity(ctx, page));
    let severity = severity.map_or(json!(0), |(id, text)| json!([id, text]));
    let services = page.map(|page| services(ctx, page)).unwrap_or_default();
    let facts: Vec<String> = services.into_iter().map(|(_, title)| title).take(FACTS).collect();
    let phone = phone(ctx, id).map_or(json!(0), |[label, href, text]| json!([label, href, text]));
    let mut parts = vec![
        json!(identity.title),
        json!(identity.output.as_str()),
        json!(kind),
        severity,
        json!(facts),
        json!(above(ctx, id)),
        phone,
    ];
    while parts
        .last()
        .is_some_and(|last| *last == json!(0) || *last == json!([]) || *last == json!(""))
    {
        parts.pop();
    }
    Value::Array(parts)
}

/// Returns the titles of the two pages above one, but not of the front page.
fn above(ctx: &RenderContext<'_>, id: PageId) -> String {
    let navigation = &ctx.site.catalog.navigation;
    let parent = |id: &PageId| navigation.parent.get(id.0 as usize).copied().flatten();
    let above = std::iter::successors(parent(&id), parent);
    let above = above.filter(|id| Some(*id) != ctx.site.catalog.root).take(2);
    let above = above.filter_map(|id| ctx.site.catalog.page(id));
    let mut titles: Vec<&str> = above.map(|page| &*page.nav_title).collect();
    titles.reverse();
    titles.join(", ")
}

/// Returns the texts of a field, filled in.
pub(super) fn texts(ctx: &RenderContext<'_>, page: &Page, name: &str) -> Vec<String> {
    let fields = page.document.front.fields.iter().filter(|own| own.field.name == name);
    let mut all = Vec::new();
    for own in fields {
        if let FieldData::Texts(texts) = &own.value {
            let fill = |text: &str| ctx.site.catalog.records.fill(text).into_owned();
            all.extend(texts.iter().map(|text| fill(&text.text)));
        }
    }
    all
}

/// Returns how bad it is: a class, and the words of the author.
pub(super) fn severity(ctx: &RenderContext<'_>, page: &Page) -> Option<(&'static str, String)> {
    let text = texts(ctx, page, "severity").into_iter().next()?;
    Some((writer::severity(&text).unwrap_or("s4"), text))
}

/// Returns the services a page is about: id and title of each.
pub(super) fn services(ctx: &RenderContext<'_>, page: &Page) -> Vec<(String, String)> {
    let services = &ctx.site.catalog.records.services;
    let all = texts(ctx, page, "service").into_iter();
    all.map(|name| match services.find(&name) {
        Some(service) => (service.head.id.to_string(), service.head.title.to_string()),
        None => (crate::text::slug::slug(&name), name),
    })
    .collect()
}

/// Returns how a role is called: a label, an address, a number.
fn phone(ctx: &RenderContext<'_>, id: PageId) -> Option<[String; 3]> {
    let site = ctx.site;
    let own = site.catalog.roles.of_page(id).map(|role| role.title.to_string());
    let owner = || site.pages.get(&id)?.document.front.owner.as_ref();
    let name = own.or_else(|| {
        let is_run = site.catalog.page(id).is_some_and(|page| page.is_of("runbook"));
        owner().filter(|_| is_run).map(|owner| name::titled(site, &owner.text).0)
    })?;
    let reach = Reach::of(ctx, &name)?;
    Some([name, reach.tel?, reach.phone?])
}
