//! What a page says of itself because of its kind, and how it stands to other
//! pages: facts between two lines.

use std::borrow::Cow;

use super::address;
use super::page::person;
use super::view::{Fact, FactTerm};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::document::plain_text;
use crate::model::extension::RenderContext;
use crate::model::kind::{FieldData, FieldValue, Takes};
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::routine::ScopeKind;
use crate::text::date::format_day;

/// At most so many values of one fact stand on a page.
const MOST: usize = 30;

/// What the pages are to a page that it names, and that name it; `None` where
/// one of the two is shown elsewhere.
const RELATIONS: &[(RelationKind, Option<&str>, Option<&str>)] = &[
    (RelationKind::PartOf, Some("Part of"), Some("Parts")),
    (RelationKind::Requires, Some("Needs"), Some("Needed by")),
    (RelationKind::Replaces, Some("Replaces"), Some("Replaced by")),
    (RelationKind::Related, Some("See also"), None),
    (RelationKind::Runbook, None, Some("Runbook of")),
    (RelationKind::Checklist, None, Some("Checklist of")),
    (RelationKind::Training, None, Some("Training for")),
    (RelationKind::Teaches, None, Some("Taught by")),
];

/// Returns the values of the fields a page has because of its kind. Records
/// are left to whoever knows them.
pub(super) fn own(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Vec<Fact> {
    let title = page.document.heading.as_ref().map(|heading| &heading.content);
    let title = title.map(|title| plain_text(title, &page.document.source.text));
    // An alert that gives a runbook its title is not said twice.
    let is_title = |field: &&FieldValue| match &field.value {
        FieldData::Texts(texts) => match &**texts {
            [only] => title.as_deref().is_some_and(|title| title.trim() == &*only.text),
            _ => false,
        },
        _ => false,
    };
    let fields = page.document.front.fields.iter().filter(|field| !is_title(field));
    fields.filter_map(|field| own_fact(ctx, field, folder)).collect()
}

fn own_fact(ctx: &RenderContext<'_>, value: &FieldValue, folder: &SitePath) -> Option<Fact> {
    let label = label(value.field.name);
    let names_pages = matches!(
        value.field.takes,
        Takes::Role(_) | Takes::Roles(_) | Takes::Page(_) | Takes::Pages(_)
    );
    let fill = |text: &str| ctx.site.catalog.records.fill(text).into_owned();
    let text = match &value.value {
        FieldData::Texts(texts) => {
            let term = |text: &str| match names_pages {
                true => person(ctx, text, folder),
                false => record(ctx, (value.field.name, text), folder)
                    .unwrap_or_else(|| (fill(text), None)),
            };
            let terms = texts.iter().map(|text| term(&text.text));
            return list(label, terms.map(|(text, href)| FactTerm { text, href }).collect());
        }
        FieldData::Number(number) => number.to_string(),
        FieldData::Flag(true) => "yes".into(),
        FieldData::Flag(false) => "no".into(),
        FieldData::Date(day) => format_day(*day),
        FieldData::Duration(time) => time.to_string(),
        FieldData::Node(_) => return None,
    };
    Some(Fact::new(label, text))
}

/// Returns the title of the record that a value of a field means, and the
/// address of a page about it: the one with the same id, else that of its
/// tasks.
fn record(
    ctx: &RenderContext<'_>,
    (field, name): (&str, &str),
    folder: &SitePath,
) -> Option<(String, Option<String>)> {
    let site = ctx.site;
    let records = &site.catalog.records;
    let (kind, head) = match field {
        "service" | "services" => (Some(ScopeKind::Service), &records.services.find(name)?.head),
        "team" | "teams" => (Some(ScopeKind::Team), &records.teams.find(name)?.head),
        "environments" => (Some(ScopeKind::Environment), &records.environments.find(name)?.head),
        "freezes" => (None, &records.calendars.find(name)?.head),
        _ => return None,
    };
    let own = site.catalog.by_id.get(&*head.id).and_then(|page| site.catalog.page(*page));
    let own = own.map(|page| page.output.clone());
    let tasks = || Some(site.task_scope(kind?, &head.id)?.page());
    let page = own.or_else(tasks);
    let href = page.map(|page| address::page(folder, &page, site.config.links));
    Some((head.title.to_string(), href))
}

/// Writes the name of a field for readers: `reports_to` is "Reports to".
fn label(name: &'static str) -> Cow<'static, str> {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect::<String>().into()
}

/// Returns the pages that a page names, and those that name it.
pub(super) fn relations(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Vec<Fact> {
    let named_by = ctx.site.named_by.get(&page.id).map(Vec::as_slice).unwrap_or_default();
    let mut facts = Vec::new();
    for (kind, names, named) in RELATIONS {
        if let Some(label) = names {
            let own = page.document.relations.iter().filter(|relation| relation.kind == *kind);
            let targets = own.filter_map(|own| page.targets.get(own.reference as usize));
            let terms = targets.filter_map(|target| target_term(ctx, target, folder));
            let parent = ctx.site.areas.parents.get(&page.id);
            let parent = parent.filter(|_| *kind == RelationKind::PartOf);
            let terms = terms.chain(parent.and_then(|own| page_term(ctx, own.page, folder)));
            facts.extend(list((*label).into(), terms.collect()));
        }
        if let Some(label) = named {
            let pages = named_by.iter().filter(|(own, _)| own == kind);
            let terms = pages.filter_map(|(_, id)| page_term(ctx, *id, folder));
            facts.extend(list((*label).into(), terms.collect()));
        }
    }
    facts
}

fn target_term(ctx: &RenderContext<'_>, target: &Target, folder: &SitePath) -> Option<FactTerm> {
    match target {
        Target::Page(id, _) => page_term(ctx, *id, folder),
        Target::Planned(name) => Some(FactTerm { text: format!("{name} (planned)"), href: None }),
        Target::Kind(kind) => {
            let href = address::page(folder, &kind.index(), ctx.site.config.links);
            Some(FactTerm { text: kind.titles[1].into(), href: Some(href) })
        }
        _ => None,
    }
}

fn page_term(ctx: &RenderContext<'_>, id: PageId, folder: &SitePath) -> Option<FactTerm> {
    let page = ctx.site.catalog.page(id)?;
    let href = address::page(folder, &page.output, ctx.site.config.links);
    Some(FactTerm { text: page.title.to_string(), href: Some(href) })
}

/// Makes a fact of several values; `None` if there are none.
fn list(label: Cow<'static, str>, mut terms: Vec<FactTerm>) -> Option<Fact> {
    let more_terms = terms.len().saturating_sub(MOST);
    terms.truncate(MOST);
    match terms.as_mut_slice() {
        [] => None,
        [only] => {
            let (text, href) = (std::mem::take(&mut only.text), only.href.take());
            Some(Fact { href, ..Fact::new(label, text) })
        }
        _ => Some(Fact { terms, more_terms, ..Fact::new(label, String::new()) }),
    }
}
