//! What the site makes in a page and readers see beside its text: the steps of
//! a drawn flow, the words of drawings, tasks that come again, hours that
//! nobody covers, who is on duty, whom to call.
//!
//! Lists of other pages are left out: those pages are better answers.

use crate::domain::search::Unit;
use crate::model::charter::{Parties, Roster, rows};
use crate::model::document::Document;
use crate::model::extension::RenderContext;
use crate::model::figure;
use crate::model::flow::FlowOrigin;
use crate::model::page::{Page, Target};
use crate::model::routine::{Agenda, Ask, Whose};
use crate::model::sequence::Generated;
use crate::outputs::html::name;
use crate::text::language;

/// Returns the steps of a flow with the names of its lanes; nothing where the
/// text of the page says them already.
pub(super) fn flow(
    ctx: &RenderContext<'_>,
    (document, targets): (&Document, &[Target]),
    index: u32,
) -> String {
    let Some(flow) = document.flows.get(index as usize) else { return String::new() };
    if matches!(flow.origin, FlowOrigin::List | FlowOrigin::Procedure) {
        return String::new();
    }
    let lanes = flow.lanes.iter().map(|lane| &*lane.name);
    let steps = flow.steps().into_iter();
    let words = steps.map(|step| figure::words(ctx.site, (document, targets), step.node));
    let cases = flow.edges.iter().filter_map(|edge| edge.label.as_deref());
    words.chain(cases).chain(lanes).collect::<Vec<_>>().join(". ")
}

/// Returns the words of a drawing.
pub(super) fn drawing(ctx: &RenderContext<'_>, target: Option<&Target>) -> String {
    let Some(Target::Asset(path, _)) = target else { return String::new() };
    let texts = ctx.site.picture_texts.get(path).map(Vec::as_slice).unwrap_or_default();
    texts.iter().map(|text| &*text.words).collect::<Vec<_>>().join(" ")
}

/// Returns what stands where an author placed a mark such as `[[_CALENDAR_]]`.
pub(super) fn generated(
    ctx: &RenderContext<'_>,
    page: &Page,
    made: Generated,
    ask: &Ask,
) -> String {
    match made {
        Generated::Calendar => calendar(ctx, page, ask),
        Generated::Coverage => ctx.site.roster(page.id).map(coverage).unwrap_or_default(),
        _ => String::new(),
    }
}

fn calendar(ctx: &RenderContext<'_>, page: &Page, ask: &Ask) -> String {
    let agenda = Agenda::of(ctx.site, &Whose::of_mark(ctx.site, page, ask), ask.months);
    let lines = agenda.entries.iter().map(|entry| {
        let fill = |text: &str| ctx.site.catalog.records.fill(text).into_owned();
        let roles = entry.roles.iter().map(|role| role.title.to_string());
        let words = [fill(entry.name), fill(&entry.words)].into_iter().chain(roles);
        words.collect::<Vec<_>>().join(", ")
    });
    lines.collect::<Vec<_>>().join(". ")
}

fn coverage(roster: &Roster) -> String {
    let kept = roster.kept();
    let gaps = kept.gaps.iter().map(|(promise, words)| format!("{promise}, {words}."));
    gaps.chain([kept.sentences()]).collect::<Vec<_>>().join(" ")
}

/// Returns the bar at the head of a charter that says who is on duty, and who
/// is reached else. It has no id: it stands where the page begins.
pub(super) fn on_duty(ctx: &RenderContext<'_>, page: &Page) -> Option<Unit> {
    let charter = page.document.charter.as_deref()?;
    let roster = ctx.site.roster(page.id)?;
    let teams = roster.answering().map(|team| {
        let speaks = team.languages.iter().map(|tag| language::name(tag));
        let words = std::iter::once(team.name.to_string()).chain(speaks);
        words.collect::<Vec<_>>().join(", ")
    });
    let ladder = rows(&charter.ladders).first().map(|ladder| &*ladder.rungs).unwrap_or_default();
    let called = ladder.iter().filter_map(|rung| parties(ctx, &rung.to));
    let text = [
        teams.collect::<Vec<_>>().join("; "),
        format!("Out of hours: {}", roster.reached.join("; ")),
        format!("If nobody answers: {}", called.collect::<Vec<_>>().join(", ")),
    ];
    Some(Unit { title: "On duty now".into(), text: text.join(". "), ..Unit::default() })
}

/// Names those whom a cell names as their own pages and records do.
fn parties(ctx: &RenderContext<'_>, parties: &Parties) -> Option<String> {
    let all = parties.given()?.iter().map(|party| name::titled(ctx.site, &party.name.text).0);
    Some(all.collect::<Vec<_>>().join(", "))
}

/// Returns whom the button of a runbook calls: who answers for it, and who
/// stands in.
pub(super) fn to_call(ctx: &RenderContext<'_>, page: &Page) -> String {
    let front = &page.document.front;
    let names = [&front.owner, &front.backup].into_iter().flatten();
    let names: Vec<String> = names.map(|own| name::titled(ctx.site, &own.text).0).collect();
    match page.document.kind_name() == "runbook" && !names.is_empty() {
        true => format!(" Call {}.", names.join(", ")),
        false => String::new(),
    }
}
