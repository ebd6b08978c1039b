//! What the page of a runbook shows besides its text: how bad it is, whom to
//! call, its steps as a list, and how to take all of it back.
//!
//! `view.rs` is what the template sees, `ladder.rs` reads the charter,
//! `contact.rs` finds out how somebody is reached.

mod contact;
mod ladder;
mod view;

use std::ops::Range;

pub(crate) use self::contact::Reach;
pub(super) use self::contact::tel;
pub(super) use self::view::RunbookView;
use self::view::{CallView, StepLink, UndoView};
pub(crate) use self::view::{LadderView, LaddersView, RungView};
use super::page::person;
use super::view::{Fact, FactTerm, StateView};
use super::writer::{self, Undo, Written};
use crate::base::SitePath;
use crate::model::extension::RenderContext;
use crate::model::kind::{FieldData, FieldValue};
use crate::model::page::Page;
use crate::model::procedure::{Purpose, Step, StepSection};

/// At most so many steps are listed beside the text.
const LISTED: usize = 30;
/// At most so many alerts and so many symptoms are shown above the text.
const SIGNS: usize = 12;
/// Fields that have a place of their own on the page.
const PLACED: &[&str] = &["alerts", "symptoms", "service", "severity", "time", "exercised", "code"];

/// Returns what the page of a runbook shows; `None` if the page is none.
pub(super) fn view(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
    written: &Written<'_>,
) -> Option<RunbookView> {
    let document = &page.document;
    if document.kind_name() != "runbook" {
        return None;
    }
    let [lead, values, rest] = parts(written);
    let own = document.front.owner.as_ref().map(|owner| person(ctx, &owner.text, folder));
    let ladders = ladder::of_page(ctx, page, folder);
    let has_own_ladder = escalation(page).is_some();
    let steps = document.procedure.iter().flat_map(|section| &section.steps);
    let has_signs = written.cuts.iter().any(|(_, title)| *title == Some("Is this the right page"));
    let signs = |name| if has_signs { Vec::new() } else { texts(ctx, page, name) };
    Some(RunbookView {
        severity: severity(ctx, page),
        service: services(ctx, page),
        owner: own.map(|(text, href)| FactTerm { text, href }),
        call: call(ctx, page, &ladders),
        code: document.front.code.as_ref().map(|code| code.text.to_string()),
        time: field(page, "time").and_then(|time| match &time.value {
            FieldData::Duration(time) => Some(time.to_string()),
            _ => None,
        }),
        steps: steps.clone().count(),
        first: steps.clone().find_map(|step| step.id.as_deref().map(str::to_string)),
        alerts: signs("alerts"),
        symptoms: signs("symptoms"),
        lead,
        values,
        rest,
        index: index(&document.procedure),
        undo: rollback(&document.procedure, &written.undos),
        ladders: if has_own_ladder { None } else { ladders },
    })
}

/// Returns who is called after whom, where no section of the page says it.
pub(crate) fn ladders(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
) -> Option<LaddersView> {
    let has_own = escalation(page).is_some();
    if has_own { None } else { ladder::of_page(ctx, page, folder) }
}

/// Returns the text in the order in which a reader needs it: up to the first
/// step, where the signs come first; values to fill in; the rest.
fn parts(written: &Written<'_>) -> [String; 3] {
    let is_work = |title: Option<&str>| {
        title.is_some_and(|title| matches!(title, "Steps" | "Verification" | "Clean-up"))
    };
    let ends = written.cuts.iter().skip(1).map(|(at, _)| *at).chain([written.body.len()]);
    let cuts: Vec<(Range<usize>, Option<&str>)> =
        written.cuts.iter().zip(ends).map(|((from, title), to)| (*from..to, *title)).collect();
    let begin = cuts.first().map_or(written.body.len(), |(range, _)| range.start);
    let work = cuts.iter().position(|(_, title)| is_work(*title)).unwrap_or(cuts.len());
    let text = |range: &Range<usize>| written.body.get(range.clone()).unwrap_or_default();
    let mut lead = text(&(0..begin)).to_string();
    let (mut before, mut values, mut rest) = (String::new(), String::new(), String::new());
    for (at, (range, title)) in cuts.iter().enumerate() {
        match title {
            Some("Is this the right page") => lead.push_str(text(range)),
            Some("Parameters") => values.push_str(text(range)),
            _ if at < work => before.push_str(text(range)),
            _ => rest.push_str(text(range)),
        }
    }
    lead.push_str(&before);
    [lead, values, rest]
}

fn field<'p>(page: &'p Page, name: &str) -> Option<&'p FieldValue> {
    page.document.front.fields.iter().find(|own| own.field.name == name)
}

/// Returns the texts of a field, with the values they mention.
fn texts(ctx: &RenderContext<'_>, page: &Page, name: &str) -> Vec<String> {
    let Some(FieldData::Texts(texts)) = field(page, name).map(|own| &own.value) else {
        return Vec::new();
    };
    let fill = |text: &str| ctx.site.catalog.records.fill(text).into_owned();
    texts.iter().take(SIGNS).map(|text| fill(&text.text)).collect()
}

/// Returns the facts that have no place of their own on the page.
pub(super) fn other_facts(page: &Page, facts: Vec<Fact>) -> Vec<Fact> {
    if page.document.kind_name() != "runbook" {
        return facts;
    }
    let is_placed = |fact: &Fact| PLACED.iter().any(|name| fact.label.eq_ignore_ascii_case(name));
    facts.into_iter().filter(|fact| !is_placed(fact)).collect()
}

fn services(ctx: &RenderContext<'_>, page: &Page) -> Option<String> {
    let records = &ctx.site.catalog.records;
    let titles = texts(ctx, page, "service").into_iter().map(|name| {
        records.services.find(&name).map_or(name, |service| service.head.title.to_string())
    });
    let titles: Vec<String> = titles.collect();
    (!titles.is_empty()).then(|| titles.join(", "))
}

/// Returns how bad it is: the word of the author, and its symbol and colour.
pub(super) fn severity(ctx: &RenderContext<'_>, page: &Page) -> Option<StateView> {
    let text = texts(ctx, page, "severity").into_iter().next()?;
    let symbol = writer::severity(&text).unwrap_or("s4");
    Some(StateView { text, symbol })
}

/// Returns whom a button calls: the next of the charter's ladder who is not
/// the owner, else who stands in for the owner, else the owner.
fn call(
    ctx: &RenderContext<'_>,
    page: &Page,
    ladders: &Option<view::LaddersView>,
) -> Option<CallView> {
    let front = &page.document.front;
    let owner = front.owner.as_ref().map(|owner| person(ctx, &owner.text, &SitePath::default()).0);
    let rungs = ladders.iter().flat_map(|ladders| ladders.all.first()).flat_map(|all| &all.rungs);
    let next = rungs.map(|rung| &rung.to.text).find(|to| Some(*to) != owner.as_ref());
    let names = [&front.backup, &front.owner].into_iter().flatten();
    let names = next.map(String::as_str).into_iter().chain(names.map(|name| &*name.text));
    let called = names.into_iter().find_map(|name| {
        let title = person(ctx, name, &SitePath::default()).0;
        Some((Some(title), Reach::of(ctx, name)?))
    });
    let anchor = escalation(page).or_else(|| ladders.as_ref().map(|_| "site:escalate".into()));
    // Without a number the button leads to who is next.
    let (name, reach) = match (called, &anchor) {
        (Some(called), _) => called,
        (None, Some(_)) => (next.cloned(), Reach::default()),
        (None, None) => return None,
    };
    Some(CallView { name, reach, anchor })
}

/// Returns the id of the page's own section about escalation.
fn escalation(page: &Page) -> Option<String> {
    let mut outline = page.document.outline.iter();
    let own = outline.find(|entry| entry.text.to_lowercase().starts_with("escalat"))?;
    Some(own.id.to_string())
}

/// Returns the steps and sections that are listed beside the text.
fn index(procedure: &[StepSection]) -> Vec<StepLink> {
    let mut links = Vec::new();
    for section in procedure {
        let has_steps = matches!(section.purpose, Purpose::Work | Purpose::Diagnosis);
        let top = section.steps.iter().filter(|step| step.depth == 0);
        if has_steps && !section.steps.is_empty() {
            links.extend(top.filter_map(|step| {
                let text = format!("{} {}", step.number, step.name);
                Some(StepLink { anchor: step.id.as_deref()?.to_string(), text })
            }));
        } else if let Some(heading) = &section.heading {
            let (anchor, text) = (heading.id.to_string(), heading.text.to_string());
            links.push(StepLink { anchor, text });
        }
    }
    links.truncate(LISTED);
    links
}

/// Returns how the steps are undone, the last one first, where no section
/// says it.
fn rollback(procedure: &[StepSection], undos: &[Undo]) -> Vec<UndoView> {
    if procedure.iter().any(|section| section.purpose == Purpose::Rollback) {
        return Vec::new();
    }
    let does = |step: &Step| Some(!step.undo()?.to_lowercase().starts_with("nothing"));
    let steps = procedure.iter().flat_map(|section| &section.steps);
    let done: Vec<&Step> = steps.filter(|step| does(step) == Some(true)).collect();
    let found = done.iter().rev().filter_map(|step| {
        let undo = undos.iter().find(|undo| undo.at == step.at)?;
        Some(UndoView {
            anchor: undo.id.clone(),
            number: step.number.to_string(),
            name: step.name.to_string(),
            html: undo.html.clone(),
        })
    });
    found.collect()
}
