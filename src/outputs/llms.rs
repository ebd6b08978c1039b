//! `llms.txt`: a short map of the site for language models. Its form is that
//! of <https://llmstxt.org>: the name, a summary, and sections of links, each
//! with what stands behind it.
//!
//! It does not grow with the site: a section lists so many pages, and links
//! to its own page where there are more.

use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::address;

/// The output `llms`.
pub struct Llms;

/// The name of the file, in the root of the site.
const NAME: &str = "llms.txt";
/// At most so many sections.
const SECTIONS: usize = 40;
/// At most so many links in a section.
const LINKS: usize = 40;

impl Output for Llms {
    fn jobs(&self, _site: &Site, _theme: &Theme) -> Vec<Job> {
        vec![Job { path: SitePath::default().child(NAME), subject: Subject::Special(NAME) }]
    }

    fn render(&self, _job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        Diagnosed::clean(Rendered::Bytes(write(ctx.site).into_bytes()))
    }
}

fn write(site: &Site) -> String {
    let mut text = format!("# {}\n", line(&site.title));
    let catalog = &site.catalog;
    let root = catalog.root.and_then(|root| catalog.page(root));
    let summary = site.config.tagline.as_deref().into_iter();
    let summary = summary.chain(root.map(|root| &*root.description));
    if let Some(summary) = summary.map(line).find(|summary| !summary.is_empty()) {
        text.push_str(&format!("\n> {summary}\n"));
    }
    text.push_str(
        "\nEvery page has its text as Markdown. `site.json` has all pages with their kinds, owners, \
         dates, relations and duties.\n",
    );
    if !site.config.twins {
        text = text.replace("Every page has its text as Markdown. ", "");
    }
    let Some(root) = catalog.root else { return text };
    let top = children(site, root);
    let sections: Vec<&PageId> = top.iter().filter(|id| !children(site, **id).is_empty()).collect();
    let single: Vec<PageId> =
        top.iter().filter(|id| children(site, **id).is_empty()).copied().collect();
    for id in sections.iter().take(SECTIONS) {
        section(site, **id, &mut text);
    }
    let rest = sections.iter().skip(SECTIONS).map(|id| **id);
    let others: Vec<PageId> = rest.chain(single).collect();
    if !others.is_empty() {
        text.push_str("\n## Other pages\n\n");
        links(site, &others, root, &mut text);
    }
    text
}

/// Writes a section: its own page, then what is below it in the order of the
/// menu.
fn section(site: &Site, id: PageId, text: &mut String) {
    let Some(page) = site.catalog.page(id) else { return };
    text.push_str(&format!("\n## {}\n\n", line(&page.nav_title)));
    link(site, page, text);
    links(site, &below(site, id), id, text);
}

fn links(site: &Site, pages: &[PageId], whole: PageId, text: &mut String) {
    let shown = pages.iter().take(LINKS).filter_map(|id| site.catalog.page(*id));
    shown.for_each(|page| link(site, page, text));
    let listed = site.catalog.navigation.below.get(whole.0 as usize).copied().unwrap_or_default();
    let more = (listed as usize).max(pages.len()).saturating_sub(LINKS);
    if LINKS < pages.len()
        && let Some(page) = site.catalog.page(whole)
    {
        let href = href(site, page);
        text.push_str(&format!("- [{more} more pages]({href}): listed from here on\n"));
    }
}

/// Returns the pages below a section as a reader would turn them, one more
/// than are shown at most.
fn below(site: &Site, id: PageId) -> Vec<PageId> {
    let mut pages = Vec::new();
    let mut open: Vec<PageId> = children(site, id).iter().rev().copied().collect();
    while let Some(page) = open.pop() {
        if LINKS < pages.len() {
            break;
        }
        pages.push(page);
        open.extend(children(site, page).iter().rev());
    }
    pages
}

fn children(site: &Site, id: PageId) -> &[PageId] {
    let children = site.catalog.navigation.children.get(id.0 as usize);
    children.map(Vec::as_slice).unwrap_or_default()
}

fn link(site: &Site, page: &Identity, text: &mut String) {
    let title = line(&page.title).replace(['[', ']'], "");
    let description = line(&page.description);
    let href = href(site, page);
    text.push_str(&match description.is_empty() {
        true => format!("- [{title}]({href})\n"),
        false => format!("- [{title}]({href}): {description}\n"),
    });
}

fn href(site: &Site, page: &Identity) -> String {
    let root = SitePath::default();
    let href = match site.config.twins {
        true => super::markdown::twin(&root, page),
        false => address::page(&root, &page.output, site.config.links),
    };
    href.replace('(', "%28").replace(')', "%29")
}

/// Writes a text in one line, without what some terminals obey.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
