//! Collects the roles: each is a page. One that stands only in
//! `data/roles.yml` has a page made for it, beside the other pages of roles.

use std::collections::{BTreeMap, HashSet};

use super::permalink::Permalinks;
use crate::base::{Diagnostic, SitePath};
use crate::model::catalog::{Catalog, Identity, Made, PageId};
use crate::model::config::Config;
use crate::model::front::Located;
use crate::model::records::{Record, RolePart, RoleRecord};
use crate::model::role::{Role, Roles};
use crate::text::slug::segment;

/// The folder of pages of roles, where no page says another.
const FOLDER: &str = "roles";

/// Collects the roles of pages and records.
pub(super) fn collect(
    catalog: &mut Catalog,
    config: &Config,
    permalinks: &mut Permalinks,
    found: &mut Vec<Diagnostic>,
) {
    let mut roles = Roles::within(folder(catalog));
    for (id, page) in catalog.ids().filter(|(_, page)| page.is_of("role")) {
        roles.add(of_page(id, page, found));
    }
    let written: HashSet<Box<str>> = roles.all.iter().map(|role| role.id.clone()).collect();
    let records = config.records.roles.all.iter();
    let records: Vec<&RoleRecord> =
        records.filter(|record| !written.contains(&record.head().id)).collect();
    if !records.is_empty() {
        make_section(catalog, config, &roles.folder, permalinks);
    }
    for record in records {
        let page = make_page(catalog, config, (&roles.folder, record), permalinks);
        let head = record.head();
        let (id, title, aliases) = (head.id.clone(), head.title.clone(), head.aliases.clone());
        roles.add(Role { id, title, aliases, part: record.part.clone(), page });
    }
    // What is an id of its own counts first.
    for (id, page) in catalog.ids().filter(|(_, page)| page.is_of("role")) {
        roles.add_page(id, &page.id);
    }
    catalog.roles = roles;
}

/// Returns the folder most pages of roles lie in.
fn folder(catalog: &Catalog) -> SitePath {
    let mut folders: BTreeMap<SitePath, usize> = BTreeMap::new();
    for page in catalog.pages.iter().filter(|page| page.is_of("role")) {
        let Some(document) = &page.document else { continue };
        let folder = match &page.section {
            Some(section) => section.parent(),
            None => document.source.content_path.parent(),
        };
        *folders.entry(folder).or_default() += 1;
    }
    let most = folders.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or_else(|| SitePath::default().child(FOLDER), |(folder, _)| folder)
}

fn of_page(id: PageId, page: &Identity, found: &mut Vec<Diagnostic>) -> Role {
    let document = page.document.as_deref();
    let front = document.map(|document| &document.front);
    let is_written = front.is_some_and(|front| front.id.is_some());
    let short = page.id.rsplit('/').next().unwrap_or_default();
    let aliases = front.map(|front| front.aliases.iter().chain(&front.code));
    let aliases = aliases.into_iter().flatten().map(|alias: &Located| alias.text.clone());
    Role {
        id: if is_written { page.id.clone() } else { short.into() },
        title: page.title.clone(),
        aliases: aliases.collect(),
        part: document.map(|document| RolePart::of_page(document, found)).unwrap_or_default(),
        page: id,
    }
}

/// Makes the page of the folder, where there is none.
fn make_section(
    catalog: &mut Catalog,
    config: &Config,
    folder: &SitePath,
    permalinks: &mut Permalinks,
) {
    if catalog.sections.contains_key(folder) {
        return;
    }
    // A page beside the folder bears its name: `roles.md`.
    let beside = folder.parent().child(&format!("{}.md", folder.name()));
    let id = catalog.by_path.get(&beside).copied().unwrap_or_else(|| {
        let (output, _) = permalinks.claim(&config.published(folder));
        push(
            catalog,
            Identity {
                document: None,
                section: Some(folder.clone()),
                made: Made::Folder,
                id: folder.as_str().into(),
                title: "Roles".into(),
                titled: false,
                nav_title: "Roles".into(),
                description: Box::default(),
                output,
                listed: true,
            },
        )
    });
    catalog.sections.insert(folder.clone(), id);
}

fn make_page(
    catalog: &mut Catalog,
    config: &Config,
    (folder, record): (&SitePath, &RoleRecord),
    permalinks: &mut Permalinks,
) -> PageId {
    let head = record.head();
    let (output, _) = permalinks.claim(&config.published(&folder.child(&segment(&head.id))));
    push(
        catalog,
        Identity {
            document: None,
            section: None,
            made: Made::Role,
            id: head.id.clone(),
            title: head.title.clone(),
            titled: true,
            nav_title: head.title.clone(),
            description: Box::default(),
            output,
            listed: true,
        },
    )
}

fn push(catalog: &mut Catalog, identity: Identity) -> PageId {
    let id = PageId(u32::try_from(catalog.pages.len()).unwrap_or(u32::MAX));
    catalog.pages.push(identity);
    id
}
