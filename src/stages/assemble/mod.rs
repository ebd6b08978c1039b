//! Puts the pages together: who links to whom, what is planned and who asks
//! for it, which files go along.

mod backlink;
mod planned;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::{Catalog, PageId};
use crate::model::config::Config;
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// Assembles a site from its resolved pages.
pub fn assemble(pages: Vec<Page>, catalog: Catalog, config: Config) -> Diagnosed<Site> {
    let mut found = Vec::new();
    let pages: BTreeMap<PageId, Page> = pages.into_iter().map(|page| (page.id, page)).collect();
    let backlinks = backlink::collect(&pages, catalog.pages.len());
    let planned = planned::collect(&pages, &catalog, &mut found);
    let root = catalog.root.and_then(|root| catalog.page(root));
    let title = config.title.clone().or_else(|| root.map(|root| root.title.clone()));
    let site = Site {
        title: title.unwrap_or_else(|| "Handbook".into()),
        assets: assets(&pages),
        image_sizes: BTreeMap::new(),
        backlinks,
        planned,
        pages,
        catalog,
        config,
    };
    Diagnosed::new(site, found)
}

/// Lists the files pages refer to. Others stay unpublished, so a note that
/// lies beside the pages is not put on the web by accident.
fn assets(pages: &BTreeMap<PageId, Page>) -> BTreeSet<SitePath> {
    let targets = pages.values().flat_map(|page| page.targets.iter());
    targets
        .filter_map(|target| match target {
            Target::Asset(path, _) => Some(path.clone()),
            _ => None,
        })
        .collect()
}
