//! The page that says how everybody can read a site: what the theme is made
//! to do, what the build counted in the files of authors, and whom to tell.
//!
//! The words are the template's; here is what they count.

mod contrast;
mod count;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::contrast::Contrast;
use self::count::{Counts, Place};
use super::nav::Viewpoint;
use super::page::{frame, person};
use super::view::{FactTerm, Link};
use super::{ACCESSIBILITY, special_path, template};
use crate::base::{Diagnosed, SitePath, url};
use crate::model::extension::{RenderContext, Rendered};
use crate::model::site::Site;
use crate::model::theme::{Family, Shown, Theme};

/// At most so many pages to mend are named.
const PAGES: usize = 30;

/// What the page says.
#[derive(Serialize)]
pub(super) struct AccessibilityView<'a> {
    /// Whom to tell.
    pub contact: Option<FactTerm>,
    /// Files of the theme that the site has put in place of built-in ones or
    /// added.
    pub replaced: Vec<&'a str>,
    /// How many pages authors wrote.
    pub pages: usize,
    pub counts: Counts,
    /// How many flows are drawn.
    pub drawings: usize,
    /// Languages of pages, those of most pages first.
    pub languages: Vec<LanguageView<'a>>,
    pub contrasts: Vec<Contrast>,
    pub lacking: Vec<LackingView<'a>>,
    /// How many pages lack something beyond those named.
    pub more_lacking: usize,
}

/// A language with how many pages are in it.
#[derive(Serialize)]
pub(super) struct LanguageView<'a> {
    pub tag: &'a str,
    pub pages: usize,
}

/// A page of which something should be mended.
#[derive(Serialize)]
pub(super) struct LackingView<'a> {
    pub link: Link<'a>,
    pub counts: Counts,
}

/// Tells whether the site makes the page: one of the authors' own at its
/// address takes its place.
pub(super) fn is_made(site: &Site) -> bool {
    let path = special_path(ACCESSIBILITY);
    let catalog = &site.catalog;
    !catalog.redirects.contains_key(&path)
        && !site.assets.contains(&path)
        && !catalog.pages.iter().any(|page| page.output == path)
}

/// Renders the page.
pub(super) fn render(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let site = ctx.site;
    let mut view = frame(ctx, &folder, None, "Accessibility");
    let viewpoint = Viewpoint { site, folder: &folder, page: None };
    let (counts, mut lacking) = count(&viewpoint);
    let more_lacking = lacking.len().saturating_sub(PAGES);
    lacking.truncate(PAGES);
    view.accessibility = Some(AccessibilityView {
        contact: contact(ctx, &folder),
        replaced: ctx.theme.replaced.iter().map(SitePath::as_str).collect(),
        pages: site.pages.len(),
        counts,
        drawings: site.pages.values().map(|page| page.flows().count()).sum(),
        languages: languages(site),
        contrasts: style(ctx.theme).map(contrast::contrasts).unwrap_or_default(),
        lacking,
        more_lacking,
    });
    template::render(ctx, "accessibility.html", &view)
}

/// Counts in every file once; a file that several pages include counts for
/// the first.
fn count<'a>(viewpoint: &Viewpoint<'a>) -> (Counts, Vec<LackingView<'a>>) {
    let mut all = Counts::default();
    let mut lacking = Vec::new();
    let mut seen = BTreeSet::new();
    for page in viewpoint.site.pages.values() {
        let mut own = Counts::default();
        for (at, (document, _)) in page.parts().enumerate() {
            if seen.insert(document.source.file) {
                let place = if at == 0 { Place::Page } else { Place::Fragment };
                own.join(Counts::of(document, place));
            }
        }
        all.join(own);
        if own.lacks() {
            lacking.extend(viewpoint.link(page.id).map(|link| LackingView { link, counts: own }));
        }
    }
    (all, lacking)
}

fn languages(site: &Site) -> Vec<LanguageView<'_>> {
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for page in site.pages.values() {
        let own = page.document.front.lang.as_ref();
        *pages.entry(own.map_or(&*site.config.lang, |lang| &lang.text)).or_default() += 1;
    }
    let mut languages: Vec<LanguageView<'_>> =
        pages.into_iter().map(|(tag, pages)| LanguageView { tag, pages }).collect();
    languages.sort_by_key(|language| std::cmp::Reverse(language.pages));
    languages
}

/// Returns the style of pages of text.
fn style(theme: &Theme) -> Option<&str> {
    let path = Theme::styles(Family::Any, Shown::Text);
    let (_, bytes) = theme.assets.iter().find(|(known, _)| *known == path)?;
    std::str::from_utf8(bytes).ok()
}

/// Returns whom to tell: what the settings say, else who owns the front page.
fn contact(ctx: &RenderContext<'_>, folder: &SitePath) -> Option<FactTerm> {
    let site = ctx.site;
    let owner = || site.pages.get(&site.catalog.root?)?.document.front.owner.as_ref();
    let written = match site.config.accessibility_contact.as_deref() {
        Some(written) => written.trim(),
        None => &owner()?.text,
    };
    let is_address = written.starts_with("https://") || written.starts_with("http://");
    let is_mail = written.contains('@') && !written.contains(char::is_whitespace);
    match written {
        "" => None,
        _ if is_address => Some(linked(written, url::encode_address(written))),
        _ if is_mail => Some(linked(written, url::encode_address(&format!("mailto:{written}")))),
        _ => {
            let (text, href) = person(ctx, written, folder);
            Some(FactTerm { text, href })
        }
    }
}

fn linked(text: &str, href: String) -> FactTerm {
    FactTerm { text: text.to_owned(), href: Some(href) }
}
