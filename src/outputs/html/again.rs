//! Who must learn again: the list on the page of reviews, since these, and the
//! page of what changed since an earlier build.

use std::collections::BTreeSet;

use serde::Serialize;

use super::nav::Viewpoint;
use super::page::frame;
use super::view::Link;
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{RenderContext, Rendered};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{AgainList, Change, learners, since, since_reviews};
use crate::outputs::html::{LEARN_AGAIN, address, special_path, template};
use crate::text::date::{self, format_day};

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
    /// The day of the earlier build, on the page of its own.
    pub since: String,
    /// Where that page is, if there is one.
    pub page: Option<String>,
    /// The same as data, on that page.
    pub data: Option<String>,
    /// All roles, with how many people have each, on that page.
    pub people: Vec<AgainRole<'a>>,
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

/// A place of a page, by its id or its name.
#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub id: &'a str,
    pub href: String,
}

/// A role that learns again, and the audiences of training plans that have it.
#[derive(Serialize)]
pub(super) struct AgainRole<'a> {
    pub link: Link<'a>,
    pub audiences: Vec<AgainAudience<'a>>,
}

/// An audience of a plan.
#[derive(Serialize)]
pub(super) struct AgainAudience<'a> {
    pub name: &'a str,
    pub people: Option<u32>,
    /// The plan.
    pub plan: Link<'a>,
}

/// A course, and what of it is touched.
#[derive(Serialize)]
pub(super) struct AgainCourse<'a> {
    pub link: Link<'a>,
    pub what: String,
    /// Its units, then its questions, on the page of its own.
    pub units: Vec<Place<'a>>,
    pub questions: Vec<Place<'a>>,
}

/// Lists who must learn again since the reviews of courses.
pub(super) fn view<'a>(ctx: &RenderContext<'a>, folder: &'a SitePath) -> AgainView<'a> {
    let page = is_known(ctx.site).then(|| special_path(LEARN_AGAIN));
    let page = page.map(|page| address::page(folder, &page, ctx.site.config.links));
    AgainView { page, ..listed(ctx, folder, &since_reviews(ctx.site)) }
}

/// Tells whether there is an earlier build to compare with, and courses.
pub(super) fn is_known(site: &Site) -> bool {
    site.published.is_some()
}

/// Renders the page of who must learn again since the earlier build.
pub(super) fn render(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let (folder, site) = (path.parent(), ctx.site);
    let mut view = frame(ctx, &folder, None, "Learn again");
    if let Some(earlier) = &site.published {
        let changes = since(site, earlier);
        let day = date::parse(&earlier.built).map(format_day);
        let file = Theme::folder().child(AgainList::FILE);
        view.again = AgainView {
            since: day.unwrap_or_else(|| earlier.built.to_string()),
            data: Some(address::file(&folder, &file)),
            people: people(ctx, &folder, &changes),
            ..listed(ctx, &folder, &changes)
        };
    }
    template::render(ctx, "learn-again.html", &view)
}

/// Lists the roles of all changes.
fn people<'a>(
    ctx: &RenderContext<'a>,
    folder: &'a SitePath,
    changes: &[Change<'a>],
) -> Vec<AgainRole<'a>> {
    let viewpoint = Viewpoint { site: ctx.site, folder, page: None };
    let roles: BTreeSet<PageId> = changes.iter().flat_map(|own| own.roles.clone()).collect();
    let learners = learners(ctx.site, &roles);
    let role = |role: &PageId| {
        let own = learners.iter().filter(|own| own.role == *role);
        let audiences = own.filter_map(|own| {
            let (name, people) = (&*own.audience.name.text, own.audience.people);
            Some(AgainAudience { name, people, plan: viewpoint.link(own.plan)? })
        });
        Some(AgainRole { link: viewpoint.link(*role)?, audiences: audiences.collect() })
    };
    roles.iter().filter_map(role).collect()
}

fn listed<'a>(
    ctx: &RenderContext<'a>,
    folder: &'a SitePath,
    changes: &[Change<'a>],
) -> AgainView<'a> {
    let viewpoint = Viewpoint { site: ctx.site, folder, page: None };
    let rows: Vec<AgainRow<'a>> =
        changes.iter().take(MOST).filter_map(|change| row(&viewpoint, change)).collect();
    AgainView { rows, more: changes.len().saturating_sub(MOST), ..AgainView::default() }
}

fn row<'a>(viewpoint: &Viewpoint<'a>, change: &Change<'a>) -> Option<AgainRow<'a>> {
    let link = viewpoint.link(change.page)?;
    let place =
        |id: &'a str| Place { id, href: address::with_fragment(link.href.clone(), Some(id)) };
    let links =
        |pages: &BTreeSet<PageId>| pages.iter().filter_map(|page| viewpoint.link(*page)).collect();
    let places = change.places.iter().copied().flatten().take(PLACES).map(place).collect();
    let courses = change.courses.iter().filter_map(|touched| {
        let course = viewpoint.link(touched.page.id)?;
        let place = |id: &'a str, name: &'a str| Place {
            id: name,
            href: address::with_fragment(course.href.clone(), Some(id)),
        };
        let site = viewpoint.site;
        let units = touched.units.iter().filter_map(|own| match own.is_page {
            true => viewpoint
                .link(own.page.id)
                .map(|link| Place { id: own.title(site), href: link.href }),
            false => Some(place(&own.unit.id, &own.unit.title)),
        });
        let units = units.collect();
        let questions = touched.questions.iter();
        let questions = questions.map(|question| place(&question.id, &question.text)).collect();
        Some(AgainCourse { what: touched.words(), units, questions, link: course })
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
