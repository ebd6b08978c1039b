//! Collects all identities of a site: what its pages are called, where they
//! are published, and in which order they stand.
//!
//! After this stage every name and path can be looked up; `resolve` does.

mod address;
mod alert;
mod charter;
mod identity;
mod kinds;
mod names;
mod nav;
mod permalink;
mod planned;
mod record;
mod redirect;
mod role;
mod xref;

use std::sync::Arc;

use crate::base::{Diagnosed, Diagnostic, SitePath};
use crate::model::catalog::{Catalog, PageId};
use crate::model::config::Config;
use crate::model::document::Document;
use crate::model::selected::Selected;

/// Collects the identities of `selected` (sorted by path), of the pages that
/// `announced` documents stand for, and of the other files.
pub fn collect(
    selected: &[Selected],
    announced: &[Arc<Document>],
    assets: &[SitePath],
    config: &Config,
) -> Diagnosed<Catalog> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let (folder, home) = (config.folder.clone(), config.home.clone());
    let records = Arc::clone(&config.records);
    let mut catalog = Catalog { folder, home, records, ..Catalog::default() };
    let mut permalinks = identity::collect(selected, config, &mut catalog, &mut found);
    role::collect(&mut catalog, config, &mut permalinks, &mut found);
    record::report(&catalog, &mut found);
    names::collect(&mut catalog, &mut found);
    for path in assets {
        let lower = path.as_str().to_lowercase();
        catalog.assets.entry(lower).or_default().push(path.clone());
    }
    list_files(selected, assets, &mut catalog);
    catalog.alerts = alert::collect(&catalog, announced, &mut found);
    redirect::collect(&mut catalog, config, &mut found);
    let (mut navigation, names) = nav::collect(&mut catalog, config, &mut found);
    nav::crumbs(&catalog, config, &mut navigation);
    catalog.navigation = navigation;
    names::add_menu_names(&mut catalog, names);
    catalog.kinds = kinds::collect(&catalog);
    xref::report(&catalog, &mut found);
    planned::collect(&mut catalog, announced, config, &mut found);
    record::courses(&catalog, &mut found);
    Diagnosed::new(catalog, found)
}

/// Lists all files by name and by folder, for suggestions.
fn list_files(selected: &[Selected], assets: &[SitePath], catalog: &mut Catalog) {
    let pages = selected.iter().map(|page| &page.document().source.content_path);
    let mut files: Vec<&SitePath> = pages.chain(assets).collect();
    files.sort_unstable();
    for path in files {
        catalog.files_by_name.entry(path.name().into()).or_default().push(path.clone());
        catalog.files_by_folder.entry(path.parent()).or_default().push(path.clone());
    }
}

/// Returns the document of a page, if it has one.
fn document(catalog: &Catalog, id: PageId) -> Option<&Arc<Document>> {
    catalog.page(id).and_then(|page| page.document.as_ref())
}
