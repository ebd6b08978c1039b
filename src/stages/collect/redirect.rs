//! Addresses that lead to others: the permanent ones of alerts, the old ones
//! that pages name themselves, and the list that a publisher keeps.
//!
//! A redirect never hides a page, and none leads to another: each is followed
//! to its end here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::address::{Meaning, meaning};
use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::alert::{self, Holder};
use crate::model::catalog::{Catalog, PageId, RESERVED, redirect_file};
use crate::model::collection::Redirection;
use crate::model::config::Config;
use crate::model::locate::{Moved, moved_key};
use crate::text::slug::segment;

/// What a page's twin is called: no folder can be.
const TWIN: &str = "index.md";

pub(super) fn collect(catalog: &mut Catalog, config: &Config, found: &mut Vec<Diagnostic>) {
    let mut places = Places::new(catalog);
    from_alerts(catalog, &mut places, found);
    from_pages(catalog, &mut places, found);
    let list = &config.collection.redirections;
    // A page that was moved names its old address itself.
    let moved = |path: &SitePath| places.redirects.get(&published(config, path)).cloned();
    let ends = followed(&Known { catalog, moved: &moved }, list, found);
    for (redirection, end) in list.iter().zip(ends) {
        let Some(end) = end else { continue };
        let file = published(config, &redirection.from);
        if places.is_free(&file) {
            places.take(file, end.clone());
        }
        catalog.moved.entry(moved_key(&redirection.from)).or_insert(end);
    }
    catalog.redirects = places.redirects;
}

/// The addresses of a site, and the redirects there are so far.
struct Places {
    outputs: BTreeMap<SitePath, PageId>,
    /// All folders of pages.
    folders: BTreeSet<SitePath>,
    redirects: BTreeMap<SitePath, Moved>,
    /// All folders of redirects.
    redirect_folders: BTreeSet<SitePath>,
}

impl Places {
    fn new(catalog: &Catalog) -> Places {
        let outputs: BTreeMap<SitePath, PageId> =
            catalog.ids().map(|(id, page)| (page.output.clone(), id)).collect();
        let folders = outputs.keys().flat_map(SitePath::ancestors).collect();
        let (redirects, redirect_folders) = (BTreeMap::new(), BTreeSet::new());
        Places { outputs, folders, redirects, redirect_folders }
    }

    /// Tells whether a file can be a redirect, whether or not it is taken.
    fn is_possible(&self, file: &SitePath) -> bool {
        let first = file.parts().next().unwrap_or_default();
        let is_below = |folder: SitePath| {
            folder.name() == TWIN
                || self.outputs.contains_key(&folder)
                || self.redirects.contains_key(&folder)
        };
        !RESERVED.contains(&first)
            && !first.starts_with('.')
            && !file.as_str().contains(char::is_control)
            && !self.folders.contains(file)
            && !self.redirect_folders.contains(file)
            && !file.ancestors().any(is_below)
    }

    fn is_free(&self, file: &SitePath) -> bool {
        let is_taken = self.outputs.contains_key(file) || self.redirects.contains_key(file);
        !is_taken && self.is_possible(file)
    }

    fn take(&mut self, file: SitePath, to: Moved) {
        self.redirect_folders.extend(file.ancestors());
        self.redirects.insert(file, to);
    }
}

/// Gives each alert that a page answers its permanent address. Two names that
/// differ in upper and lower case are one file on some systems.
fn from_alerts(catalog: &mut Catalog, places: &mut Places, found: &mut Vec<Diagnostic>) {
    let mut lower: HashMap<String, usize> = HashMap::new();
    let mut settled: Vec<(usize, SitePath)> = Vec::new();
    for (at, own) in catalog.alerts.all().iter().enumerate() {
        let Holder::Page(id) = own.holder else { continue };
        let file = alert::file(&own.name);
        let first = *lower.entry(file.as_str().to_lowercase()).or_insert(at);
        if let Some(first) = catalog.alerts.all().get(first).filter(|_| first != at) {
            let message = format!(
                "the alerts `{}` and `{}` differ only in upper and lower case, so that they \
                 have one address",
                own.name, first.name
            );
            found.push(
                Diagnostic::new(Code::DUPLICATE_ALERT, own.span, message)
                    .label(first.span, "this one has it")
                    .help("give one of the two another name"),
            );
        } else if places.is_free(&file) {
            places.take(file.clone(), Moved::Page(id, None));
            settled.push((at, file));
        } else {
            let taken = places.outputs.get(&file).and_then(|page| catalog.page(*page));
            let whose = taken.map_or("the site".into(), |page| format!("\"{}\"", page.title));
            let message = format!("the address of the alert `{}` belongs to {whose}", own.name);
            found.push(
                Diagnostic::new(Code::DUPLICATE_ADDRESS, own.span, message)
                    .help("move that page out of the folder `a`"),
            );
        }
    }
    for (at, file) in settled {
        catalog.alerts.settle(at, file);
    }
}

/// Collects the old addresses in front matter.
fn from_pages(catalog: &Catalog, places: &mut Places, found: &mut Vec<Diagnostic>) {
    for (id, page) in catalog.ids() {
        let Some(document) = &page.document else { continue };
        for (address, range) in &document.front.redirects {
            let file = redirect_file(address);
            let span = Span::new(document.source.file, *range);
            if !places.is_possible(&file) {
                let message = format!("`/{address}` cannot be an old address of this site");
                found.push(
                    Diagnostic::new(Code::DUPLICATE_ADDRESS, span, message)
                        .help("the site needs this place itself; remove the alias"),
                );
                continue;
            }
            let by_redirect = places.redirects.get(&file).and_then(|moved| match moved {
                Moved::Page(page, _) => Some(*page),
                Moved::External(_) => None,
            });
            let Some(taken) = places.outputs.get(&file).copied().or(by_redirect) else {
                places.take(file, Moved::Page(id, None));
                continue;
            };
            if taken == id {
                continue;
            }
            let name = catalog.page(taken).map_or("", |page| &*page.title);
            let message = format!("the address `/{address}` belongs to \"{name}\"");
            found.push(
                Diagnostic::new(Code::DUPLICATE_ADDRESS, span, message)
                    .help("remove it here or there"),
            );
        }
    }
}

/// Returns the file an old page was published as.
fn published(config: &Config, from: &SitePath) -> SitePath {
    let is_section = matches!(from.stem().to_lowercase().as_str(), "index" | "_index" | "readme");
    let folder = if is_section { from.parent() } else { from.parent().child(from.stem()) };
    let folder = config.published(&folder);
    let parts = folder.parts().map(segment);
    parts.fold(SitePath::default(), |path, part| path.child(&part)).child("index.html")
}

/// What the end of a redirection can be.
struct Known<'a> {
    catalog: &'a Catalog,
    /// Where the page went that once was at a path.
    moved: &'a dyn Fn(&SitePath) -> Option<Moved>,
}

/// Where one redirection leads by itself.
enum Step {
    End(Moved),
    /// To another redirection.
    Next(usize),
    /// It was reported.
    Nowhere,
}

/// Returns where each redirection ends, following those that lead to others.
fn followed(
    known: &Known<'_>,
    list: &[Redirection],
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<Moved>> {
    let mut by_key: HashMap<String, usize> = HashMap::with_capacity(list.len());
    for (at, redirection) in list.iter().enumerate() {
        by_key.entry(moved_key(&redirection.from)).or_insert(at);
    }
    let steps: Vec<Step> =
        list.iter().map(|redirection| step(known, &by_key, redirection, found)).collect();
    let mut ends: Vec<Option<Option<Moved>>> = vec![None; list.len()];
    for start in 0..list.len() {
        let mut way = Vec::new();
        let mut on_way = BTreeSet::new();
        let mut at = start;
        let end = loop {
            if let Some(Some(known)) = ends.get(at) {
                break known.clone();
            }
            if !on_way.insert(at) {
                way.iter().filter_map(|at| list.get(*at)).for_each(|one| found.push(circle(one)));
                break None;
            }
            way.push(at);
            match steps.get(at) {
                Some(Step::Next(next)) => at = *next,
                Some(Step::End(moved)) => break Some(moved.clone()),
                Some(Step::Nowhere) | None => break None,
            }
        };
        for at in way {
            if let Some(slot) = ends.get_mut(at) {
                *slot = Some(end.clone());
            }
        }
    }
    let ends: Vec<Option<Moved>> = ends.into_iter().map(Option::flatten).collect();
    report_chains(known.catalog, list, &steps, &ends, found);
    ends
}

fn step(
    known: &Known<'_>,
    by_key: &HashMap<String, usize>,
    redirection: &Redirection,
    found: &mut Vec<Diagnostic>,
) -> Step {
    let catalog = known.catalog;
    let Redirection { from, from_span, to, to_span } = redirection;
    if catalog.by_path.contains_key(from) {
        let message = format!("`{from}` exists, so it is not redirected");
        found.push(
            Diagnostic::new(Code::REDIRECT_HIDES_PAGE, *from_span, message)
                .help("remove the redirect, or the page"),
        );
        return Step::Nowhere;
    }
    match meaning(catalog, &from.parent(), to) {
        Meaning::Page(page, anchor, _) => Step::End(Moved::Page(page, anchor)),
        Meaning::External(address) if is_web(&address) => Step::End(Moved::External(address)),
        Meaning::External(_) | Meaning::Unsafe => {
            let message = format!("`{to}` is no address of the web");
            found.push(
                Diagnostic::new(Code::UNSAFE_LINK, *to_span, message)
                    .help("write an address that begins with `https://`"),
            );
            Step::Nowhere
        }
        Meaning::Asset | Meaning::Outside => Step::Nowhere,
        Meaning::Above => dead(redirection, found),
        Meaning::Nothing(path) => match (by_key.get(&moved_key(&path)), (known.moved)(&path)) {
            (Some(next), _) => Step::Next(*next),
            (None, Some(moved)) => Step::End(moved),
            (None, None) => dead(redirection, found),
        },
    }
}

fn is_web(address: &str) -> bool {
    matches!(crate::base::url::scheme(address).as_deref(), Some("http" | "https"))
}

fn dead(redirection: &Redirection, found: &mut Vec<Diagnostic>) -> Step {
    let message = format!("no page at `{}`", redirection.to);
    found.push(
        Diagnostic::new(Code::DEAD_REDIRECT, redirection.to_span, message)
            .help("write the address of a page that exists"),
    );
    Step::Nowhere
}

fn circle(redirection: &Redirection) -> Diagnostic {
    let message = format!("`{}` leads back to where it comes from", redirection.to);
    Diagnostic::new(Code::REDIRECT_LOOP, redirection.to_span, message)
        .help("write the address of a page that exists")
}

/// Reports redirections that lead to others and in the end somewhere.
fn report_chains(
    catalog: &Catalog,
    list: &[Redirection],
    steps: &[Step],
    ends: &[Option<Moved>],
    found: &mut Vec<Diagnostic>,
) {
    for ((redirection, step), end) in list.iter().zip(steps).zip(ends) {
        let (Step::Next(next), Some(end)) = (step, end) else { continue };
        let message = format!("`{}` is redirected itself", redirection.to);
        let place = match end {
            Moved::Page(page, _) => catalog.file(*page).map(ToString::to_string),
            Moved::External(address) => Some(address.to_string()),
        };
        let mut problem = Diagnostic::new(Code::REDIRECT_CHAIN, redirection.to_span, message);
        if let Some(next) = list.get(*next) {
            problem = problem.label(next.from_span, "here");
        }
        let help = place.map(|place| format!("write the address of `{place}`, where it ends"));
        found.push(problem.maybe_help(help));
    }
}
