//! Puts the pages together: who links to whom, what is planned and who asks
//! for it, which files go along, what pages are about, how
//! their reviews stand.

mod alias;
mod areas;
mod backlink;
mod coverage;
mod inferred;
mod mention;
mod named;
mod passage;
mod planned;
mod repeat;
mod review;
mod step;
mod title;
mod topic;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnosed, Diagnostic, SitePath, Span};
use crate::model::alert_rule::AlertRules;
use crate::model::book::Books;
use crate::model::catalog::{Catalog, PageId, RESERVED, twin_file};
use crate::model::charter::Rosters;
use crate::model::config::Config;
use crate::model::page::{Page, Target};
use crate::model::routine::Calendars;
use crate::model::site::Site;
use crate::model::variant::Variants;

/// Assembles a site from its resolved pages.
pub fn assemble(mut pages: Vec<Page>, catalog: Catalog, config: Config) -> Diagnosed<Site> {
    let mut found = Vec::new();
    alias::link(&mut pages);
    let mut pages: BTreeMap<PageId, Page> = pages.into_iter().map(|page| (page.id, page)).collect();
    let backlinks = backlink::collect(&pages, catalog.pages.len());
    let planned = planned::collect(&pages, &catalog, &config, &mut found);
    step::plan(&mut pages, &catalog, &planned);
    let root = catalog.root.and_then(|root| catalog.page(root));
    let title = config.title.clone().or_else(|| root.map(|root| root.title.clone()));
    let areas = areas::collect(&pages, &catalog, &config);
    let mut site = Site {
        title: title.unwrap_or_else(|| "Handbook".into()),
        assets: assets(&pages, &catalog, &mut found),
        work: work::collect(&pages, &catalog.roles),
        named_by: named::collect(&pages, &areas),
        topics: topic::collect(&pages, &catalog, &config.vocabularies),
        charts: passage::collect(&pages, &catalog, &areas),
        glossary: mention::collect(&pages, &catalog, &config),
        areas,
        books: Books::default(),
        alert_rules: AlertRules::default(),
        published: None,
        image_sizes: BTreeMap::new(),
        variants: Variants::default(),
        picture_texts: BTreeMap::new(),
        search: Default::default(),
        backlinks,
        coverage: coverage::count(&pages),
        rosters: Rosters::of_pages(&pages),
        calendars: Calendars::default(),
        repeats: repeat::collect(&pages, &catalog),
        reviews: review::collect(&pages, &config),
        planned,
        pages,
        catalog,
        config,
    };
    site.books = Books::of_site(&site);
    Diagnosed::new(site, found)
}

/// Lists the files pages refer to. Others stay unpublished, so a note that
/// lies beside the pages is not put on the web by accident. A file whose
/// address belongs to a page cannot be published.
fn assets(
    pages: &BTreeMap<PageId, Page>,
    catalog: &Catalog,
    found: &mut Vec<Diagnostic>,
) -> BTreeSet<SitePath> {
    let outputs = catalog.pages.iter().map(|page| &page.output);
    let twins: Vec<SitePath> = outputs.clone().map(twin_file).collect();
    let files: BTreeSet<&SitePath> =
        outputs.chain(catalog.redirects.keys()).chain(&twins).collect();
    let folders: BTreeSet<SitePath> = files.iter().flat_map(|file| file.ancestors()).collect();
    let is_taken = |path: &SitePath| {
        let first = path.parts().next().unwrap_or_default();
        RESERVED.contains(&first)
            || files.contains(path)
            || folders.contains(path)
            || path.ancestors().any(|folder| files.contains(&folder))
            || path.as_str().contains(char::is_control)
    };
    let mut assets = BTreeSet::new();
    for page in pages.values() {
        for (document, reference, target) in page.references() {
            let Target::Asset(path, _) = target else { continue };
            if is_taken(path) {
                let span = Span::new(document.source.file, reference.range);
                let message = format!("the address of the file `{path}` belongs to a page");
                let problem = Diagnostic::new(Code::DUPLICATE_ADDRESS, span, message);
                found.push(problem.help("rename the file"));
            } else {
                assets.insert(path.clone());
            }
        }
    }
    assets
}
