//! The page of search. It searches by its script; without one it lists the
//! pages by kind and letter, so that the browser's own search finds them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::nav::Viewpoint;
use super::page::{frame, theme_file};
use super::template;
use super::view::Link;
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{RenderContext, Rendered};
use crate::model::theme::Theme;

/// A site of more pages has no list on this page, which must stay small; the
/// page of all pages has one.
const MOST: usize = 400;
/// A group of more pages is divided by the letters they begin with.
const UNDIVIDED: usize = 20;

/// The pages of one kind.
#[derive(Serialize)]
pub(super) struct SearchGroup<'a> {
    pub title: &'a str,
    pub count: usize,
    /// Without letters, one that is empty.
    pub letters: Vec<SearchLetter<'a>>,
}

/// Those whose titles begin with one letter.
#[derive(Serialize)]
pub(super) struct SearchLetter<'a> {
    pub letter: String,
    pub pages: Vec<Link<'a>>,
}

/// Renders the page of search.
pub(super) fn render(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Search");
    view.assets.css = theme_file(&folder, &Theme::search_styles());
    let viewpoint = Viewpoint { site: ctx.site, folder: &folder, page: None };
    let kinds = &ctx.site.catalog.kinds.all;
    if ctx.site.catalog.ids().count() <= MOST {
        view.lookup = lookup(&viewpoint);
    } else {
        view.children = kinds.iter().map(|own| super::kinds::child(ctx, own, &folder)).collect();
    }
    template::render(ctx, "search.html", &view)
}

/// Lists all pages: those of each kind, then those of none.
fn lookup<'a>(viewpoint: &Viewpoint<'a>) -> Vec<SearchGroup<'a>> {
    let catalog = &viewpoint.site.catalog;
    let kinds = &catalog.kinds.all;
    let named: BTreeSet<PageId> = kinds.iter().flat_map(|own| own.pages.iter().copied()).collect();
    let others = catalog.ids().map(|(id, _)| id).filter(|id| !named.contains(id));
    let others = group(viewpoint, "Other pages", others);
    let groups =
        kinds.iter().map(|own| group(viewpoint, own.kind.titles[1], own.pages.iter().copied()));
    groups.chain([others]).filter(|group| 0 < group.count).collect()
}

fn group<'a>(
    viewpoint: &Viewpoint<'a>,
    title: &'a str,
    pages: impl Iterator<Item = PageId>,
) -> SearchGroup<'a> {
    let mut pages: Vec<Link<'a>> = pages.filter_map(|id| viewpoint.link(id)).collect();
    pages.sort_by_cached_key(|page| page.title.to_lowercase());
    let count = pages.len();
    let mut letters: BTreeMap<String, Vec<Link<'a>>> = BTreeMap::new();
    for page in pages {
        let letter = if UNDIVIDED < count { initial(page.title) } else { String::new() };
        letters.entry(letter).or_default().push(page);
    }
    let letter = |(letter, pages)| SearchLetter { letter, pages };
    SearchGroup { title, count, letters: letters.into_iter().map(letter).collect() }
}

/// Returns the letter that a title is found under: a digit for all numbers,
/// and a word for what begins with neither.
fn initial(title: &str) -> String {
    match title.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_numeric() => "0 to 9".into(),
        Some(c) => c.to_uppercase().collect(),
        None => "Other signs".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn a_title_is_found_under_its_first_letter() {
        assert_eq!(initial("“Éclair” is late"), "É");
        assert_eq!(initial("`404` is shown"), "0 to 9");
        assert_eq!(initial("北"), "北");
        assert_eq!(initial("!?"), "Other signs");
    }
}
