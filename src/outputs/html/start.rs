//! What a copy of a site begins with: what it is, of which day, and the way to
//! what is needed first. It works without a script.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::page::frame;
use super::view::Link;
use super::{address, runbook, template};
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{RenderContext, Rendered};
use crate::model::sums::Sums;

/// A copy that begins.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// Tells whether it has a file.
    pub is_there: &'a dyn Fn(&SitePath) -> bool,
    /// What was asked for, if it is a part.
    pub words: Option<&'a [String]>,
    /// How many pages of the content it has.
    pub pages: usize,
}

/// What the template sees.
#[derive(Serialize)]
pub(super) struct StartView<'a> {
    /// What was asked for; empty for a whole site.
    words: &'a [String],
    pages: usize,
    /// The home page, where the copy has it.
    home: Option<String>,
    groups: Vec<Group<'a>>,
    /// The name of the list of sums.
    sums: &'static str,
}

/// Pages that belong together.
#[derive(Serialize)]
pub(crate) struct Group<'a> {
    pub title: String,
    pub pages: Vec<Link<'a>>,
}

/// Renders the page that a copy begins with.
pub(crate) fn render(
    ctx: &RenderContext<'_>,
    path: &SitePath,
    shown: &Shown<'_>,
) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let title = format!("{}, to be read without a network", ctx.site.title);
    let mut view = frame(ctx, &folder, None, &title);
    let catalog = &ctx.site.catalog;
    let is_there = |page: &Identity| (shown.is_there)(&page.output);
    let pages = catalog.ids().filter(|(_, page)| is_there(page)).map(|(id, _)| id).collect();
    let href = |page: &Identity| address::page(&folder, &page.output, ctx.site.config.links);
    let home = catalog.root.and_then(|root| catalog.page(root)).filter(|home| is_there(home));
    let groups = groups(ctx, &pages, shown.words.is_some(), &href);
    view.breadcrumb.clear();
    view.start = Some(StartView {
        words: shown.words.unwrap_or_default(),
        pages: shown.pages,
        home: home.map(href),
        groups,
        sums: Sums::NAME,
    });
    template::render(ctx, "start-here.html", &view)
}

/// Renders the page that a browser shows where a page is not kept and the
/// network is away. Its addresses begin at the root of the site.
pub(crate) fn away(ctx: &RenderContext<'_>) -> String {
    let folder = SitePath::default();
    let mut view = frame(ctx, &folder, None, "This page is not on this device");
    view.breadcrumb.clear();
    match template::render(ctx, "away.html", &view).value {
        Rendered::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Rendered::Copy(_) => String::new(),
    }
}

/// Sorts pages by what is needed first: runbooks by severity, charters, and
/// the rest, if it is asked for.
pub(crate) fn groups<'a>(
    ctx: &RenderContext<'a>,
    pages: &BTreeSet<PageId>,
    with_others: bool,
    href: &dyn Fn(&Identity) -> String,
) -> Vec<Group<'a>> {
    let mut runbooks: BTreeMap<(&'static str, String), Vec<Link<'a>>> = BTreeMap::new();
    let (mut charters, mut others) = (Vec::new(), Vec::new());
    for (id, identity) in ctx.site.catalog.ids().filter(|(id, _)| pages.contains(id)) {
        let link = Link { title: &identity.title, href: href(identity) };
        if identity.is_of("runbook") {
            let page = ctx.site.pages.get(&id);
            let severity = page.and_then(|page| runbook::severity(ctx, page));
            let key = severity.map_or(("s5", String::new()), |own| (own.symbol, own.text));
            runbooks.entry(key).or_default().push(link);
        } else if identity.is_of("charter") {
            charters.push(link);
        } else if with_others {
            others.push(link);
        }
    }
    let is_only = runbooks.len() == 1;
    let runbooks = runbooks.into_iter().map(|((_, text), pages)| {
        let title = match &*text {
            "" if is_only => "Runbooks".to_string(),
            "" => "Other runbooks".to_string(),
            text => format!("Runbooks, {text}"),
        };
        Group { title, pages }
    });
    let rest = [("Charters", charters), ("Other pages", others)];
    let rest = rest.into_iter().map(|(title, pages)| Group { title: title.into(), pages });
    runbooks.chain(rest).filter(|group| !group.pages.is_empty()).collect()
}
