//! What pages say of processes, as data: who is concerned, what it is good
//! for, which areas there are and where a page stands among them.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::areas::{Area, AreaState};
use crate::model::benefit::{Benefit, Impact, Kpi};
use crate::model::catalog::{PageId, loose};
use crate::model::front::Front;
use crate::model::page::{Page, Target};
use crate::model::sequence::{Entry, EntryState, SequenceKind};
use crate::model::site::Site;
use crate::model::stakeholder::{NamedRole, Stakeholder};

/// What a page says of a process; nothing for most pages.
#[derive(Serialize, Default)]
pub(super) struct ProcessView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    impact: Option<ImpactView<'a>>,
    /// The groups of the section "Stakeholders"; `stakeholders` are terms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stakeholder_groups: Vec<GroupView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    benefits: Vec<BenefitView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    areas: Vec<AreaView<'a>>,
    /// The list of next steps, where it shows where the page stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    next_steps: Vec<AreaView<'a>>,
}

/// The place of an area in its process.
#[derive(Serialize)]
struct PlaceView<'a> {
    /// The id of the process.
    process: &'a str,
    /// From 1.
    at: usize,
    of: usize,
}

#[derive(Serialize)]
struct ImpactView<'a> {
    anchor: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct GroupView<'a> {
    group: &'a str,
    /// The id of the page of a role that is called so.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<RoleView<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    does: &'a str,
}

#[derive(Serialize)]
struct RoleView<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
}

#[derive(Serialize)]
struct BenefitView<'a> {
    title: Cow<'a, str>,
    anchor: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kpis: Vec<KpiView<'a>>,
}

#[derive(Serialize)]
struct KpiView<'a> {
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Cow<'a, str>>,
}

/// An area, or an entry of a list of next steps.
#[derive(Serialize, Default)]
struct AreaView<'a> {
    title: &'a str,
    /// `written`, `planned`, `missing` where a link leads nowhere, `text`, or
    /// `here` for the page itself.
    state: &'static str,
    /// How many entries it is nested in.
    #[serde(skip_serializing_if = "is_zero")]
    depth: u16,
    /// The id of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(depth: &u16) -> bool {
    *depth == 0
}

impl<'a> ProcessView<'a> {
    pub fn of(site: &'a Site, page: &'a Page) -> ProcessView<'a> {
        let front = &page.document.front;
        let lifted = &page.document.lifted;
        let areas = site.areas.processes.get(&page.id).map(|process| &*process.areas);
        let (groups, benefits) = (lifted.stakeholders.iter(), lifted.benefits.iter());
        ProcessView {
            code: code(front),
            level: level(site, page.id, front),
            place: place(site, page.id),
            impact: lifted.impact.as_ref().map(|impact| ImpactView::of(site, impact)),
            stakeholder_groups: groups.map(|group| GroupView::of(site, page, group)).collect(),
            benefits: benefits.map(|benefit| BenefitView::of(site, benefit)).collect(),
            areas: areas.unwrap_or_default().iter().map(|area| AreaView::of(site, area)).collect(),
            next_steps: next_steps(site, page),
        }
    }
}

fn code(front: &Front) -> Option<&str> {
    front.code.as_ref().map(|code| &*code.text)
}

/// Returns the level a page says, or else the one it must have.
fn level(site: &Site, page: PageId, front: &Front) -> Option<i64> {
    let own = front.level.map(|level| level.value);
    own.or_else(|| Some(site.areas.levels.get(&page)?.value))
}

fn place(site: &Site, page: PageId) -> Option<PlaceView<'_>> {
    let (place, process) = site.areas.place(page)?;
    let id = &site.catalog.page(place.process)?.id;
    Some(PlaceView { process: id, at: place.at + 1, of: process.areas.len() })
}

/// Returns the id of the page that a reference means.
fn meant<'a>(site: &'a Site, page: &Page, reference: u32) -> Option<&'a str> {
    match page.targets.get(reference as usize)? {
        Target::Page(id, _) => Some(&site.catalog.page(*id)?.id),
        _ => None,
    }
}

impl<'a> ImpactView<'a> {
    fn of(site: &Site, impact: &'a Impact) -> ImpactView<'a> {
        ImpactView { anchor: &impact.anchor, text: site.catalog.records.fill(&impact.text) }
    }
}

impl<'a> GroupView<'a> {
    fn of(site: &'a Site, page: &Page, stakeholder: &'a Stakeholder) -> GroupView<'a> {
        let role = |role: &'a NamedRole| RoleView {
            name: &role.name.text,
            page: meant(site, page, role.reference),
        };
        GroupView {
            group: &stakeholder.group.text,
            page: stakeholder.reference.and_then(|reference| meant(site, page, reference)),
            roles: stakeholder.roles.iter().map(role).collect(),
            does: &stakeholder.does,
        }
    }
}

impl<'a> BenefitView<'a> {
    fn of(site: &Site, benefit: &'a Benefit) -> BenefitView<'a> {
        let fill = |text: &'a str| site.catalog.records.fill(text);
        let kpi = |kpi: &'a Kpi| KpiView {
            name: fill(&kpi.name.text),
            meaning: kpi.meaning.as_deref().map(fill),
            target: kpi.target.as_deref().map(fill),
        };
        BenefitView {
            title: fill(&benefit.title.text),
            anchor: &benefit.anchor,
            text: fill(&benefit.text),
            kpis: benefit.kpis.iter().map(kpi).collect(),
        }
    }
}

impl<'a> AreaView<'a> {
    fn of(site: &'a Site, area: &'a Area) -> AreaView<'a> {
        let view = AreaView { title: &area.name, state: "text", ..AreaView::default() };
        match &area.state {
            AreaState::Written(id) => view.written(site, *id),
            AreaState::Planned(name) => view.planned(site, name),
            AreaState::Other => view,
        }
    }

    /// Adds what is known of a page.
    fn written(self, site: &'a Site, id: PageId) -> AreaView<'a> {
        let Some(identity) = site.catalog.page(id) else { return self };
        let front = identity.document.as_ref().map(|document| &document.front);
        AreaView {
            title: &identity.title,
            state: "written",
            page: Some(&identity.id),
            code: front.and_then(code),
            level: front.and_then(|front| level(site, id, front)),
            owner: front.and_then(|front| Some(&*front.owner.as_ref()?.text)),
            ..self
        }
    }

    /// Adds what is announced of a page.
    fn planned(self, site: &'a Site, name: &str) -> AreaView<'a> {
        let known = site.catalog.planned_by_name.get(&loose(name));
        let known = known.and_then(|id| site.catalog.planned.get(id.0 as usize));
        AreaView {
            title: known.map_or(self.title, |planned| &planned.title),
            state: "planned",
            code: known.and_then(|planned| planned.code.as_deref()),
            owner: known.and_then(|planned| planned.owner.as_deref()),
            due: known.and_then(|planned| planned.due).map(|day| day.to_string()),
            ..self
        }
    }
}

/// Lists the entries of lists of next steps that show where the page stands.
fn next_steps<'a>(site: &'a Site, page: &'a Page) -> Vec<AreaView<'a>> {
    let sequences = page.document.sequences.iter();
    let marked = sequences.filter(|own| own.marked && own.kind == SequenceKind::NextSteps);
    marked.flat_map(|own| &own.entries).map(|entry| step(site, page, entry)).collect()
}

fn step<'a>(site: &'a Site, page: &'a Page, entry: &'a Entry) -> AreaView<'a> {
    let (title, depth) = (&*entry.name, entry.depth);
    let view = |state| AreaView { title, state, depth, ..AreaView::default() };
    let target = entry.reference().and_then(|number| page.targets.get(number as usize));
    match target {
        _ if entry.state == EntryState::Current => view("here"),
        Some(Target::Page(id, _)) if *id == page.id => view("here"),
        Some(Target::Page(id, _)) => AreaView { title, ..view("written").written(site, *id) },
        Some(Target::Planned(name)) => view("planned").planned(site, name),
        Some(Target::External(_)) => view("written"),
        Some(Target::Broken) => view("missing"),
        _ => view("text"),
    }
}
