//! The sheet of a path as data, `sign-off.json` beside its page: what was to
//! be learnt in which version, who signs, how long it holds, and blanks for
//! what only people know.

use serde::Serialize;

use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::material::{Material, TextHash};
use crate::model::page::{Page, Target};
use crate::model::role::owner;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{LearningPath, PlacedUnit, Stage, Training, minutes, units};
use crate::outputs::html::address;

/// The output of sheets as data.
pub struct SignOff;

/// What such a file is called, as a record of the output.
const KIND: &str = "sign-off";

impl Output for SignOff {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let jobs = site.pages.values().filter_map(|page| {
            let identity = site.catalog.page(page.id)?;
            let path = path(page)?.sign_off(site, &identity.output)?;
            Some(Job { path, subject: Subject::Record(KIND, identity.id.clone()) })
        });
        jobs.collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let Subject::Record(_, id) = &job.subject else {
            return Diagnosed::clean(Rendered::Bytes(Vec::new()));
        };
        let sheet = ctx.site.catalog.by_id.get(id).and_then(|id| sheet(ctx.site, *id));
        let mut text = sheet.and_then(|sheet| serde_json::to_string_pretty(&sheet).ok());
        text.iter_mut().for_each(|text| text.push('\n'));
        Diagnosed::clean(Rendered::Bytes(text.unwrap_or_default().into_bytes()))
    }
}

fn path(page: &Page) -> Option<&LearningPath> {
    page.document.training.as_deref().and_then(Training::path)
}

/// The sheet. Its blanks are empty texts.
#[derive(Serialize)]
struct Sheet<'a> {
    handover: &'static str,
    format: u8,
    built: String,
    path: Learnt<'a>,
    /// How much of each knowledge check must be right, in percent.
    pass: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    then: Option<&'a str>,
    learner: Learner,
    modules: Vec<Module<'a>>,
    signatures: Vec<Signature<'a>>,
}

/// A page that was learnt from.
#[derive(Serialize)]
struct Learnt<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(flatten)]
    version: Option<Version>,
}

/// What was learnt said this; nothing is told of what is not written.
#[derive(Serialize)]
struct Version {
    /// What sheets on paper show of the hash.
    version: String,
    hash: String,
}

impl Version {
    fn of(hash: TextHash) -> Version {
        Version { version: hash.short(), hash: hash.to_string() }
    }
}

#[derive(Serialize, Default)]
struct Learner {
    name: &'static str,
    team: &'static str,
    began: &'static str,
}

#[derive(Serialize)]
struct Module<'a> {
    #[serde(flatten)]
    page: Learnt<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    questions: usize,
    units: Vec<Part<'a>>,
    score: &'static str,
    /// The role that answers for the course: it trains, or says who does.
    #[serde(skip_serializing_if = "Option::is_none")]
    trainer_role: Option<Named<'a>>,
    #[serde(flatten)]
    learnt: Blanks,
}

/// When somebody learnt something, and from whom: to be filled in.
#[derive(Serialize, Clone, Copy)]
struct Blanks {
    date: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<&'static str>,
    trainer: &'static str,
}

#[derive(Serialize)]
struct Named<'a> {
    role: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    #[serde(flatten)]
    version: Option<Version>,
    #[serde(flatten)]
    learnt: Blanks,
}

/// Who signs.
#[derive(Serialize)]
struct Signature<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    title: &'a str,
    name: &'static str,
    date: &'static str,
}

fn sheet(site: &Site, id: PageId) -> Option<Sheet<'_>> {
    let (page, identity) = (site.pages.get(&id)?, site.catalog.page(id)?);
    let path = path(page)?;
    let role = |number: &u32| {
        let role = page.targets.get(*number as usize);
        let role = match role? {
            Target::Page(id, _) => site.catalog.page(*id)?,
            _ => return None,
        };
        Some(Signature { role: Some(&role.id), title: &role.title, name: "", date: "" })
    };
    let valid_until = path.valid_for.map(|_| "");
    let blanks = Blanks { date: "", valid_until, trainer: "" };
    let learner = Signature { role: None, title: "Learner", name: "", date: "" };
    Some(Sheet {
        handover: KIND,
        format: 1,
        built: site.config.today.to_string(),
        path: learnt(site, page, identity),
        pass: path.finish.percent(),
        valid_for: path.valid_for.map(|time| time.to_string()),
        then: path.finish.then.as_ref().map(|then| &*then.text),
        learner: Learner::default(),
        modules: path.stages.iter().map(|stage| module(site, (page, blanks), *stage)).collect(),
        signatures: path.finish.signs.iter().filter_map(role).chain([learner]).collect(),
    })
}

fn learnt<'a>(site: &Site, page: &Page, identity: &'a Identity) -> Learnt<'a> {
    let own = || address::page(&SitePath::default(), &identity.output, site.config.links);
    Learnt {
        id: Some(&identity.id),
        title: &identity.title,
        address: Some(address::whole(&site.config, &identity.output).unwrap_or_else(own)),
        version: Material::of(&page.document).map(|material| Version::of(material.whole)),
    }
}

fn module<'a>(site: &'a Site, (path, learnt): (&'a Page, Blanks), stage: Stage) -> Module<'a> {
    let blank = |page| Module {
        page,
        minutes: None,
        questions: 0,
        units: Vec::new(),
        score: "",
        trainer_role: None,
        learnt,
    };
    let page = stage.page(&path.targets);
    let page = page.and_then(|id| Some((site.pages.get(&id)?, site.catalog.page(id)?)));
    let Some((page, identity)) = page else {
        let reference = path.document.references.get(stage.reference as usize);
        let title = reference.map_or("", |own| &*own.destination);
        return blank(Learnt { id: None, title, address: None, version: None });
    };
    let blank = blank(self::learnt(site, page, identity));
    let Some(module) = page.document.training.as_deref().and_then(Training::module) else {
        return blank;
    };
    Module {
        minutes: minutes(site, page),
        questions: module.questions.len(),
        units: units(site, page).into_iter().map(|own| part(site, learnt, own)).collect(),
        trainer_role: owner(site, page).map(|role| Named { role: &role.id, title: &role.title }),
        ..blank
    }
}

fn part<'a>(site: &'a Site, learnt: Blanks, own: PlacedUnit<'a>) -> Part<'a> {
    let version = own.origin().hash(site).map(Version::of);
    let (id, title) = (own.id(site), own.title(site));
    Part { id, title, minutes: own.unit.minutes, version, learnt }
}
