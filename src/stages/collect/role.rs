//! Collects the roles: each is a page. One that stands only in
//! `data/roles.yml` has a page made for it, beside the other pages of roles.

use std::collections::{BTreeMap, HashSet};

use super::permalink::Permalinks;
use crate::base::{Code, Diagnostic, SitePath, TextRange};
use crate::model::catalog::{Catalog, Identity, Made, PageId};
use crate::model::config::Config;
use crate::model::front::{Front, Located};
use crate::model::records::{Named, Record, RoleRecord};
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
    for (id, page) in catalog.ids().filter(|(_, page)| page.kind() == Some("role")) {
        roles.add(of_page(id, page));
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
    catalog.roles = roles;
    report(catalog, config, found);
}

/// Returns the folder most pages of roles lie in.
fn folder(catalog: &Catalog) -> SitePath {
    let mut folders: BTreeMap<SitePath, usize> = BTreeMap::new();
    for page in catalog.pages.iter().filter(|page| page.kind() == Some("role")) {
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

fn of_page(id: PageId, page: &Identity) -> Role {
    let front = page.document.as_ref().map(|document| &document.front);
    let is_written = front.is_some_and(|front| front.id.is_some());
    let short = page.id.rsplit('/').next().unwrap_or_default();
    let aliases = front.map(|front| front.aliases.iter().chain(&front.code));
    let aliases = aliases.into_iter().flatten().map(|alias: &Located| alias.text.clone());
    Role {
        id: if is_written { page.id.clone() } else { short.into() },
        title: page.title.clone(),
        aliases: aliases.collect(),
        part: front.and_then(|front| front.role.as_deref().cloned()).unwrap_or_default(),
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

/// Reports names of roles in records, and names of records on pages.
fn report(catalog: &Catalog, config: &Config, found: &mut Vec<Diagnostic>) {
    let (roles, records) = (&catalog.roles, &config.records);
    let parts = roles.all.iter().map(|role| &role.part);
    let of_roles = parts.flat_map(|part| part.alternate.iter().chain(&part.reports_to));
    let of_services = records.services.all.iter().filter_map(|service| service.owner.as_ref());
    let of_places = records.environments.all.iter().filter_map(|place| place.owner.as_ref());
    let names = of_roles.chain(of_services).chain(of_places).filter(|name| is_written(name));
    let mut unknown = 0usize;
    for name in names.filter(|_| !roles.all.is_empty()) {
        let is_team = roles.find(&name.text).is_empty() && records.teams.find(&name.text).is_some();
        let problem = match is_team {
            true => Some(Roles::is_a("team", &name.text, name.span)),
            false => roles.check(&name.text, name.span, unknown),
        };
        unknown += usize::from(problem.is_some());
        found.extend(problem);
    }
    let fronts = catalog.pages.iter().filter_map(|page| page.document.as_ref());
    let fronts: Vec<&Front> = fronts.map(|document| &document.front).collect();
    let uses = || fronts.iter().filter_map(|front| front.uses.as_deref());
    let of_roles = fronts.iter().filter_map(|front| front.role.as_deref());
    let teams = of_roles.flat_map(|part| &part.teams).chain(uses().flat_map(|uses| &uses.teams));
    let services = uses().flat_map(|uses| &uses.services);
    let freezes = uses().flat_map(|uses| &uses.freezes);
    records.teams.report(Code::UNKNOWN_TEAM, teams.filter(|name| is_written(name)), found);
    records.services.report(Code::UNKNOWN_SERVICE, services.filter(|n| is_written(n)), found);
    records.calendars.report(Code::UNKNOWN_CALENDAR, freezes.filter(|n| is_written(n)), found);
}

/// Tells whether a name stands on its page; the settings of a collection give
/// names to many pages, and whoever wrote them is told elsewhere.
fn is_written(name: &Named) -> bool {
    name.span.range != TextRange::default()
}
