//! A page as a chapter of a book: what its own template shows, without the
//! frame of the site, with links to other chapters as jumps.

use std::collections::{BTreeMap, BTreeSet};

use super::super::page::{Filled, fill, sized, template_of};
use super::super::view::{Chapter, View};
use super::super::{address, template};
use crate::base::{Diagnosed, SitePath, url};
use crate::model::book::Volume;
use crate::model::catalog::PageId;
use crate::model::extension::{RenderContext, Rendered};
use crate::model::site::Site;
use crate::text::html::escape;
use crate::text::nested::{Leads, Nesting, nest};

/// What stands before the id of a chapter.
const CHAPTER: &str = "p:";

/// The chapters of a volume, as links in it name them.
pub(super) struct Neighbours<'a> {
    site: &'a Site,
    folder: &'a SitePath,
    /// The prefixes of their ids, by the addresses of their pages as these
    /// stand in attributes.
    by_address: BTreeMap<String, String>,
    chapters: BTreeSet<PageId>,
    /// Pages that nobody looks up on the way: those of roles and terms.
    known: BTreeSet<&'a SitePath>,
}

impl<'a> Neighbours<'a> {
    pub fn of(site: &'a Site, volume: &Volume, folder: &'a SitePath) -> Neighbours<'a> {
        let pages = volume.pages.iter().filter_map(|id| site.catalog.page(*id));
        let entry = |output: &SitePath| {
            let address = escape(&address::page(folder, output, site.config.links));
            (address, prefix(output))
        };
        let by_address = pages.map(|page| entry(&page.output)).collect();
        let chapters = volume.pages.iter().copied().collect();
        let terms = site.catalog.kinds.find("term").map(|kind| kind.pages.iter());
        let roles = site.catalog.roles.all.iter().map(|role| &role.page);
        let known = roles.chain(terms.into_iter().flatten());
        let known = known.filter_map(|id| Some(&site.catalog.page(*id)?.output)).collect();
        Neighbours { site, folder, by_address, chapters, known }
    }

    /// Returns the id of a chapter as part of an address.
    pub fn chapter(&self, id: PageId) -> Option<String> {
        let page = self.site.catalog.page(id)?;
        Some(format!("{CHAPTER}{}", url::encode_fragment(&prefix(&page.output))))
    }

    /// Tells whether all pages below one are chapters: the contents list them.
    fn has_all_below(&self, id: PageId) -> bool {
        let below = self.site.catalog.navigation.children.get(id.0 as usize);
        below.into_iter().flatten().all(|id| self.chapters.contains(id))
    }

    /// Tells where a link leads: to a chapter, else to a page of the site.
    fn leads(&self, href: &str) -> Leads {
        let (address, id) = href.split_once('#').unwrap_or((href, ""));
        if let Some(prefix) = self.by_address.get(address) {
            let prefix = escape(&url::encode_fragment(prefix));
            return Leads::Here(match id {
                "" => format!("{CHAPTER}{prefix}"),
                id => format!("{prefix}:{id}"),
            });
        }
        let is_outside =
            address.is_empty() || address.starts_with('/') || url::scheme(address).is_some();
        let path = (!is_outside).then(|| self.folder.join(address)).flatten();
        let is_known = |path: &SitePath| {
            self.known.contains(path) || self.known.contains(&path.child("index.html"))
        };
        let path = path.filter(|path| !is_known(path));
        let shown = path.map(|path| self.shown(&path)).filter(|shown| !shown.is_empty());
        shown.map_or(Leads::AsWritten, Leads::Elsewhere)
    }

    /// Returns the address of a page elsewhere as paper shows it: whole where
    /// the site says where it is published, else from its front page.
    fn shown(&self, path: &SitePath) -> String {
        let whole = address::whole(&self.site.config, path);
        let shown = whole.unwrap_or_else(|| path.to_string());
        escape(shown.strip_suffix("index.html").unwrap_or(&shown))
    }
}

/// Returns what stands before the ids of a page: its own address.
fn prefix(output: &SitePath) -> String {
    match output.parent().as_str() {
        "" => "/".into(),
        folder => folder.into(),
    }
}

/// A chapter as HTML, and the symbols it uses.
#[derive(Default)]
pub(super) struct Written {
    html: String,
    symbols: Vec<&'static str>,
}

impl Written {
    /// Gives the symbols to the view of the book, and returns the HTML.
    pub fn into_view(self, view: &mut View<'_>) -> String {
        view.symbols.extend(self.symbols);
        self.html
    }
}

/// Renders a page as a chapter of the book in `folder`.
pub(super) fn render(
    ctx: &RenderContext<'_>,
    id: PageId,
    (folder, neighbours): (&SitePath, &Neighbours<'_>),
) -> Diagnosed<Written> {
    let Some(identity) = ctx.site.catalog.page(id) else {
        return Diagnosed::clean(Written::default());
    };
    let prefix = prefix(&identity.output);
    let Filled { mut view, pictured, .. } = fill(ctx, (id, identity), folder);
    alone(&mut view);
    if neighbours.has_all_below(id) {
        view.children.clear();
    }
    view.page.path = identity.output.parent().to_string();
    view.chapter = Some(Chapter { id: format!("{CHAPTER}{prefix}") });
    let rendered = template::render(ctx, &template_of(ctx, id, &view), &view);
    // A picture that its page is too large for is too large here too.
    let value = sized(rendered.value, view.page.kind, pictured);
    let Rendered::Bytes(bytes) = value else {
        return Diagnosed::clean(Written::default());
    };
    let prefix = format!("{prefix}:");
    let nesting = Nesting {
        prefix: &escape(&prefix),
        fragment: &escape(&url::encode_fragment(&prefix)),
        leads: &|href| neighbours.leads(href),
    };
    let html = nest(content(&String::from_utf8_lossy(&bytes)), &nesting);
    // Its own id has no prefix.
    let html =
        html.replacen(&format!("id=\"{}{CHAPTER}", escape(&prefix)), &format!("id=\"{CHAPTER}"), 1);
    // What is wrong on the page is reported where the page itself is made.
    Diagnosed::new(Written { html, symbols: view.symbols }, rendered.diagnostics)
}

/// Takes from a view what leads through the site.
fn alone(view: &mut View<'_>) {
    view.tabs.clear();
    view.breadcrumb.clear();
    view.tree.groups.clear();
    view.toc.clear();
    (view.previous, view.next, view.print, view.live) = (None, None, None, None);
    (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
}

/// Returns what a template shows of a chapter. That of a theme which knows no
/// chapters shows a whole page, of which the main part counts.
fn content(html: &str) -> &str {
    let main = html.split_once("<main").and_then(|(_, after)| after.split_once('>'));
    let main = main.and_then(|(_, after)| after.rsplit_once("</main>"));
    main.map_or(html, |(main, _)| main)
}
