//! What the templates of courses and paths see.

use serde::Serialize;

use super::beside::{Beside, beside};
use super::place::{Place, place, target};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::material::Material;
use crate::model::page::{Page, Target};
use crate::model::role::owner;
use crate::model::site::Site;
use crate::model::training::{self, LearningPath, Module, Training, minutes};
use crate::outputs::html::address;
use crate::outputs::html::nav::Viewpoint;
use crate::outputs::html::view::Link;

/// A course or a path.
#[derive(Serialize)]
pub(in crate::outputs::html) struct CourseView<'a> {
    /// The permanent identity of a course.
    pub id: Option<&'a str>,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
    /// How many questions a course has.
    pub questions: usize,
    /// Where their answers are.
    pub answers: Option<String>,
    /// Where it is as a trainer holds it.
    pub trainer: Option<String>,
    /// The units of a course that have pages of their own.
    pub units: Vec<UnitLink<'a>>,
    /// Where a course stands in its path, and a unit in its course.
    pub path: Option<PathPlace<'a>>,
    /// Where a path begins.
    pub first: Option<Link<'a>>,
    /// How much of each course must be right, in percent.
    pub pass: u32,
    /// For a path: the sheet that is signed.
    pub sheet: Option<Sheet<'a>>,
    /// What tells a learning system of a course, in a package only.
    pub attempt: Option<Attempt>,
}

/// A unit of a course with a page of its own.
#[derive(Serialize)]
pub(in crate::outputs::html) struct UnitLink<'a> {
    pub link: Link<'a>,
    pub time: Option<String>,
}

/// A course in a package for a learning system.
#[derive(Serialize)]
pub(crate) struct Attempt {
    /// The script that tells it.
    pub js: String,
    /// How much must be right, in percent.
    pub pass: u32,
    /// The beginning of the hash of what the course says.
    pub version: String,
}

/// The path of a course, its number in it, and how many there are.
#[derive(Serialize)]
pub(in crate::outputs::html) struct PathPlace<'a> {
    pub link: Link<'a>,
    pub at: usize,
    pub of: usize,
}

/// A sheet that says who has learnt what.
#[derive(Serialize)]
pub(in crate::outputs::html) struct Sheet<'a> {
    pub rows: Vec<Row<'a>>,
    /// What must be reached.
    pub pass: Option<&'a str>,
    /// The roles that sign.
    pub signs: Vec<&'a str>,
    /// What comes next.
    pub then: Option<&'a str>,
    /// What the path is called.
    pub title: &'a str,
    /// The beginning of the hash of what its page says.
    pub version: String,
    /// Where its page is.
    pub href: String,
    /// What somebody can do afterwards.
    pub outcomes: Vec<&'a str>,
    /// How long that holds.
    pub valid_for: Option<String>,
    /// The sheet as data.
    pub data: Option<String>,
    /// The page of the certificate.
    pub certificate: Option<String>,
}

/// A course on a sheet.
#[derive(Serialize)]
pub(in crate::outputs::html) struct Row<'a> {
    pub title: &'a str,
    pub time: Option<String>,
    /// The beginning of the hash of what it says; empty if it is not written.
    pub version: String,
    /// Its page.
    pub href: Option<String>,
    pub id: Option<&'a str>,
    pub questions: usize,
    /// The role that answers for it: it trains, or says who does.
    pub trainer: Option<&'a str>,
    pub units: Vec<UnitRow<'a>>,
}

/// A unit of a course on a sheet.
#[derive(Serialize)]
pub(in crate::outputs::html) struct UnitRow<'a> {
    pub title: &'a str,
    pub time: Option<String>,
    /// The beginning of the hash of what it says.
    pub version: String,
}

/// Returns what a course or a path shows.
pub(in crate::outputs::html) fn view<'a>(
    ctx: &RenderContext<'a>,
    page: &'a Page,
    folder: &'a SitePath,
) -> Option<CourseView<'a>> {
    let blank = CourseView {
        id: None,
        minutes: None,
        questions: 0,
        answers: None,
        trainer: None,
        units: Vec::new(),
        path: None,
        first: None,
        pass: 100,
        sheet: None,
        attempt: None,
    };
    match page.document.training.as_deref()? {
        Training::Module(module) => Some(of_module(ctx, (page, module), folder, blank)),
        Training::Path(path) => Some(of_path(ctx, (page, path), folder, blank)),
        Training::Unit(_) => of_unit(ctx, page, folder, blank),
        Training::Plan(_) => None,
    }
}

/// Returns the address of the calendar of the sessions of a plan.
pub(in crate::outputs::html) fn sessions(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
) -> Option<String> {
    let plan = page.document.training.as_deref()?.plan()?;
    let file = plan.calendar(ctx.site, &ctx.site.catalog.page(page.id)?.output)?;
    Some(address::file(folder, &file))
}

fn of_module<'a>(
    ctx: &RenderContext<'a>,
    (page, module): (&'a Page, &'a Module),
    folder: &'a SitePath,
    blank: CourseView<'a>,
) -> CourseView<'a> {
    let site = ctx.site;
    let viewpoint = Viewpoint { site, folder, page: Some(page.id) };
    let path = place(site, page.id);
    let path = path.and_then(|Place { page, path, at }| {
        Some(PathPlace { link: viewpoint.link(page.id)?, at: at + 1, of: path.stages.len() })
    });
    let beside = |own: Beside| beside(ctx, page.id, own).map(|file| address::file(folder, &file));
    CourseView {
        id: site.catalog.page(page.id).map(|identity| &*identity.id),
        minutes: minutes(site, page),
        questions: module.questions.len(),
        answers: beside(Beside::Answers),
        trainer: beside(Beside::Trainer),
        units: pages_of(&viewpoint, page),
        path,
        ..blank
    }
}

/// Returns the units of a course that have pages of their own.
fn pages_of<'a>(viewpoint: &Viewpoint<'a>, course: &'a Page) -> Vec<UnitLink<'a>> {
    let units = training::units(viewpoint.site, course).into_iter().filter(|own| own.is_page);
    let links = units.filter_map(|own| {
        let link = viewpoint.link(own.page.id)?;
        Some(UnitLink { link, time: own.unit.minutes.map(words) })
    });
    links.collect()
}

/// Returns where a unit stands in its course.
fn of_unit<'a>(
    ctx: &RenderContext<'a>,
    page: &'a Page,
    folder: &'a SitePath,
    blank: CourseView<'a>,
) -> Option<CourseView<'a>> {
    let viewpoint = Viewpoint { site: ctx.site, folder, page: Some(page.id) };
    let (course, at, of) = training::course_of(ctx.site, page)?;
    let path = PathPlace { link: viewpoint.link(course.id)?, at: at + 1, of };
    let minutes = page.document.training.as_deref()?.unit()?.minutes;
    Some(CourseView { minutes, path: Some(path), ..blank })
}

fn of_path<'a>(
    ctx: &RenderContext<'a>,
    (page, path): (&'a Page, &'a LearningPath),
    folder: &'a SitePath,
    blank: CourseView<'a>,
) -> CourseView<'a> {
    let site = ctx.site;
    let viewpoint = Viewpoint { site, folder, page: Some(page.id) };
    let courses = path.stages.iter().filter_map(|stage| target(page, *stage));
    let times = courses.clone().filter_map(|id| minutes(site, site.pages.get(&id)?));
    let sum = times.fold(0_u32, u32::saturating_add);
    let first = courses.clone().find_map(|id| viewpoint.link(id));
    let pass = path.finish.percent();
    let minutes = (0 < sum).then_some(sum);
    let sheet = sheet(&viewpoint, (page, path)).filter(|sheet| !sheet.rows.is_empty());
    CourseView { minutes, first, pass, sheet, ..blank }
}

/// Returns the sheet of a path.
fn sheet<'a>(
    viewpoint: &Viewpoint<'a>,
    (page, path): (&'a Page, &'a LearningPath),
) -> Option<Sheet<'a>> {
    let site = viewpoint.site;
    let identity = site.catalog.page(page.id)?;
    let title = |reference: u32| title(site, page, reference);
    let rows = path.stages.iter().map(|stage| {
        let id = target(page, *stage);
        let own = id.and_then(|id| site.catalog.page(id));
        let module = id.and_then(|id| module(site, id));
        Row {
            title: title(stage.reference),
            time: id.and_then(|id| minutes(site, site.pages.get(&id)?)).map(words),
            version: id.map(|id| version(site, id)).unwrap_or_default(),
            href: own.map(|own| viewpoint.href(own)),
            id: own.map(|own| &*own.id),
            questions: module.map_or(0, |module| module.questions.len()),
            trainer: id.and_then(|id| Some(&*owner(site, site.pages.get(&id)?)?.title)),
            units: id.map(|id| units(site, id)).unwrap_or_default(),
        }
    });
    let file = |file: SitePath| address::file(viewpoint.folder, &file);
    Some(Sheet {
        rows: rows.collect(),
        pass: path.finish.pass.as_ref().map(|pass| &*pass.text),
        signs: path.finish.signs.iter().map(|role| title(*role)).collect(),
        then: path.finish.then.as_ref().map(|then| &*then.text),
        title: &identity.title,
        version: version(site, page.id),
        href: viewpoint.href(identity),
        outcomes: path.outcomes.iter().map(|outcome| &*outcome.name).collect(),
        valid_for: path.valid_for.map(|time| time.to_string()),
        data: path.sign_off(site, &identity.output).map(file),
        certificate: path.certificate(site, &identity.output).map(file),
    })
}

/// Returns the units of a course.
fn units(site: &Site, id: PageId) -> Vec<UnitRow<'_>> {
    let units = site.pages.get(&id).map(|page| training::units(site, page)).unwrap_or_default();
    let rows = units.into_iter().map(|own| {
        let version = own.origin().hash(site).map(|hash| hash.short()).unwrap_or_default();
        UnitRow { title: own.title(site), time: own.unit.minutes.map(words), version }
    });
    rows.collect()
}

/// Returns the beginning of the hash of what a page says.
pub(in crate::outputs::html) fn version(site: &Site, id: PageId) -> String {
    let material = site.pages.get(&id).and_then(|page| Material::of(&page.document));
    material.map(|material| material.whole.short()).unwrap_or_default()
}

/// Returns what a reference is called.
fn title<'a>(site: &'a Site, page: &'a Page, reference: u32) -> &'a str {
    match page.targets.get(reference as usize) {
        Some(Target::Page(id, _)) => site.catalog.page(*id).map_or("", |page| &*page.title),
        Some(Target::Planned(name)) => name,
        _ => page.document.references.get(reference as usize).map_or("", |own| &*own.destination),
    }
}

fn module(site: &Site, id: PageId) -> Option<&Module> {
    site.pages.get(&id)?.document.training.as_deref().and_then(Training::module)
}

/// A course as its path lists it: the identity, how many questions it has, and
/// what is said of it.
pub(in crate::outputs::html) struct StageText<'a> {
    pub id: &'a str,
    pub questions: usize,
    pub words: String,
}

/// Returns what a path says of one of its courses, by the first byte of its
/// item.
pub(in crate::outputs::html) fn stage<'a>(
    site: &'a Site,
    page: &Page,
    item: u32,
) -> Option<StageText<'a>> {
    let path = page.document.training.as_deref()?.path()?;
    let at = path.stages.binary_search_by_key(&item, |stage| stage.item).ok()?;
    let stage = path.stages.get(at)?;
    let id = target(page, *stage)?;
    let identity = site.catalog.page(id)?;
    let module = module(site, id)?;
    let time = minutes(site, site.pages.get(&id)?).map(|minutes| format!("{}.", words(minutes)));
    let about = Some(identity.description.to_string()).filter(|about| !about.is_empty());
    let said: Vec<String> = time.into_iter().chain(about).collect();
    Some(StageText { id: &identity.id, questions: module.questions.len(), words: said.join(" ") })
}

/// Writes minutes in hours and minutes.
pub(in crate::outputs::html) fn words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
