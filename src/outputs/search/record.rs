//! What of a page is found: its titles and names, and its text in units.

use super::made;
use super::reader::read;
use crate::domain::search::{Record, Unit};
use crate::model::catalog::{Identity, Made, PageId};
use crate::model::extension::RenderContext;
use crate::model::front::Status;
use crate::model::kind::FieldData;
use crate::model::page::Page;
use crate::outputs::html::name;

/// Returns a page as search sees it.
pub(super) fn of_page(ctx: &RenderContext<'_>, id: PageId) -> Record {
    let site = ctx.site;
    let Some(identity) = site.catalog.page(id) else { return Record::default() };
    let page = site.pages.get(&id);
    let front = page.map(|page| &page.document.front);
    let lang = front.and_then(|front| front.lang.as_ref());
    let head = Unit {
        title: identity.title.to_string(),
        text: identity.description.to_string(),
        ..Unit::default()
    };
    let mut record = Record {
        lang: lang.map_or(&*site.config.lang, |lang| &lang.text).into(),
        is_minor: is_minor(identity, page),
        slug: identity.id.rsplit('/').next().unwrap_or_default().to_string(),
        names: names(identity, page),
        aliases: aliases(ctx, id, page, names(identity, page)),
        units: vec![head],
    };
    if let Some(page) = page {
        if let Some(head) = record.units.first_mut() {
            head.text.push_str(&made::to_call(ctx, page));
        }
        record.units.extend(made::on_duty(ctx, page));
        read(ctx, page, &mut record.units);
    }
    if let (Some(role), Some(head)) = (site.catalog.roles.of_page(id), record.units.first_mut()) {
        for fact in name::of_role(site, role) {
            for (value, _) in fact.values {
                head.text.push_str(&format!(" {}: {value}", fact.label));
            }
        }
    }
    for unit in &mut record.units {
        for text in [&mut unit.title, &mut unit.text] {
            *text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    record
}

/// Tells whether other pages are better answers: the site made it for a folder
/// or a group of the menu, or its author says that it is not valid.
fn is_minor(identity: &Identity, page: Option<&Page>) -> bool {
    let status = page.map(|page| page.document.front.status);
    matches!(identity.made, Made::Folder | Made::Group)
        || matches!(status, Some(Status::Draft | Status::Retired))
}

/// Returns what a page is called in one word.
fn names(identity: &Identity, page: Option<&Page>) -> Vec<String> {
    let id = identity.id.rsplit('/').next().unwrap_or_default();
    let mut names = vec![id.to_string()];
    if let Some(page) = page {
        let front = &page.document.front;
        names.extend(front.code.iter().map(|code| code.text.to_string()));
        let alerts = front.fields.iter().filter(|own| own.field.name == "alerts");
        for own in alerts {
            if let FieldData::Texts(texts) = &own.value {
                names.extend(texts.iter().map(|text| text.text.to_string()));
            }
        }
    }
    names
}

/// Returns what else a page is called, its codes and alerts among it: these
/// are found in parts too.
fn aliases(
    ctx: &RenderContext<'_>,
    id: PageId,
    page: Option<&Page>,
    names: Vec<String>,
) -> Vec<String> {
    let front = page.map(|page| &*page.document.front.aliases).unwrap_or_default();
    let mut all: Vec<String> = front.iter().map(|alias| alias.text.to_string()).collect();
    // The first is its id, whose words count less.
    all.extend(names.into_iter().skip(1));
    let role = ctx.site.catalog.roles.of_page(id);
    all.extend(role.iter().flat_map(|role| role.aliases.iter()).map(ToString::to_string));
    if let Some(page) = page {
        let signs = page.document.front.fields.iter();
        for own in signs.filter(|own| own.field.name == "symptoms") {
            if let FieldData::Texts(texts) = &own.value {
                let fill = |text: &str| ctx.site.catalog.records.fill(text).into_owned();
                all.extend(texts.iter().map(|text| fill(&text.text)));
            }
        }
    }
    all
}
