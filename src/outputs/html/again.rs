//! Who must learn again: the list on the page of reviews.

use serde::Serialize;

use super::nav::Viewpoint;
use super::view::Link;
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::training::{Change, since_reviews};
use crate::outputs::html::address;

/// At most so many changes are listed: `due.json` has all.
const MOST: usize = 200;
/// At most so many places of one page are named.
const PLACES: usize = 6;

/// Who must learn again.
#[derive(Serialize, Default)]
pub(super) struct AgainView<'a> {
    pub rows: Vec<AgainRow<'a>>,
    /// How many there are beyond these.
    pub more: usize,
}

/// A page that says something else, and what that touches.
#[derive(Serialize)]
pub(super) struct AgainRow<'a> {
    pub link: Link<'a>,
    /// The places in it.
    pub places: Vec<Place<'a>>,
    pub courses: Vec<AgainCourse<'a>>,
    pub paths: Vec<Link<'a>>,
    pub roles: Vec<Link<'a>>,
}

/// A place of a page, by its id.
#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub id: &'a str,
    pub href: String,
}

/// A course, and what of it is touched.
#[derive(Serialize)]
pub(super) struct AgainCourse<'a> {
    pub link: Link<'a>,
    pub what: String,
}

/// Lists who must learn again since the reviews of courses.
pub(super) fn view<'a>(ctx: &RenderContext<'a>, folder: &'a SitePath) -> AgainView<'a> {
    let viewpoint = Viewpoint { site: ctx.site, folder, page: None };
    let changes = since_reviews(ctx.site);
    let rows: Vec<AgainRow<'a>> =
        changes.iter().take(MOST).filter_map(|change| row(&viewpoint, change)).collect();
    AgainView { rows, more: changes.len().saturating_sub(MOST) }
}

fn row<'a>(viewpoint: &Viewpoint<'a>, change: &Change<'a>) -> Option<AgainRow<'a>> {
    let link = viewpoint.link(change.page)?;
    let place =
        |id: &'a str| Place { id, href: address::with_fragment(link.href.clone(), Some(id)) };
    let links = |pages: &std::collections::BTreeSet<PageId>| {
        pages.iter().filter_map(|page| viewpoint.link(*page)).collect()
    };
    let places = change.places.iter().copied().flatten().take(PLACES).map(place).collect();
    let courses = change.courses.iter().filter_map(|touched| {
        Some(AgainCourse { link: viewpoint.link(touched.page.id)?, what: touched.words() })
    });
    let courses = courses.collect();
    Some(AgainRow {
        places,
        courses,
        paths: links(&change.paths),
        roles: links(&change.roles),
        link,
    })
}
