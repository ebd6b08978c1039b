//! What the frame of a page says of processes: where an area stands, what
//! comes before and after it, and the facts of the catalogue.

use super::nav::Viewpoint;
use super::view::{Fact, Link, Neighbour, PlaceView};
use crate::model::areas::{Area, AreaState};
use crate::model::catalog::{PageId, loose};
use crate::model::document::BlockKind;
use crate::model::page::{Page, Target};
use crate::model::sequence::{Entry, EntryState, Sequence, SequenceKind};
use crate::model::site::Site;

/// Returns where a page stands in its process; else in its own list of next
/// steps, if that shows it.
pub(super) fn place<'a>(viewpoint: &Viewpoint<'a>, page: &'a Page) -> Option<PlaceView<'a>> {
    in_process(viewpoint, page.id).or_else(|| in_next_steps(viewpoint, page))
}

fn in_process<'a>(viewpoint: &Viewpoint<'a>, page: PageId) -> Option<PlaceView<'a>> {
    let (place, process) = viewpoint.site.areas.place(page)?;
    let Link { title, href } = viewpoint.link(place.process)?;
    let near = |at: Option<usize>| {
        let area = process.areas.get(at?)?;
        let link = match &area.state {
            AreaState::Written(id) => viewpoint.link(*id),
            _ => None,
        };
        Some(match link {
            Some(Link { title, href }) => Neighbour { title, href: Some(href) },
            None => Neighbour { title: planned_title(viewpoint.site, area), href: None },
        })
    };
    let (previous, next) = (near(place.at.checked_sub(1)), near(Some(place.at + 1)));
    Some(PlaceView { at: place.at + 1, of: process.areas.len(), title, href, previous, next })
}

/// Returns what an area that is not written will be called.
fn planned_title<'a>(site: &'a Site, area: &'a Area) -> &'a str {
    let AreaState::Planned(name) = &area.state else { return &area.name };
    let known = site.catalog.planned_by_name.get(&loose(name));
    let known = known.and_then(|id| site.catalog.planned.get(id.0 as usize));
    known.map_or(&*area.name, |planned| &*planned.title)
}

/// Returns the areas before and after a page that are written.
pub(super) fn neighbours<'a>(
    viewpoint: &Viewpoint<'a>,
    page: PageId,
) -> Option<(Option<Link<'a>>, Option<Link<'a>>)> {
    let (place, process) = viewpoint.site.areas.place(page)?;
    let written = |area: &Area| match area.state {
        AreaState::Written(id) if id != page => Some(id),
        _ => None,
    };
    let (before, after) = process.areas.split_at_checked(place.at)?;
    let previous = before.iter().rev().find_map(written).unwrap_or(place.process);
    let next = after.iter().find_map(written);
    Some((viewpoint.link(previous), next.and_then(|next| viewpoint.link(next))))
}

fn in_next_steps<'a>(viewpoint: &Viewpoint<'a>, page: &'a Page) -> Option<PlaceView<'a>> {
    let sequences = page.document.sequences.iter();
    let mut marked = sequences.filter(|own| own.marked && own.kind == SequenceKind::NextSteps);
    let target = |entry: &Entry| page.targets.get(entry.reference()? as usize);
    let is_here = |entry: &Entry| {
        entry.state == EntryState::Current
            || matches!(target(entry), Some(Target::Page(id, None)) if *id == page.id)
    };
    let (sequence, own) = marked.find_map(|sequence| {
        let own = sequence.entries.iter().position(is_here)?;
        Some((sequence, own))
    })?;
    let beside = beside(sequence, own);
    let at = beside.iter().position(|entry| is_here(entry))?;
    let near = |at: Option<usize>| {
        let entry = *beside.get(at?)?;
        let link = match target(entry) {
            Some(Target::Page(id, _)) => viewpoint.link(*id),
            _ => None,
        };
        Some(Neighbour { title: &entry.name, href: link.map(|link| link.href) })
    };
    let title = sequence.heading.of(&page.document.source.text);
    let mut headings = page.document.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading),
        _ => None,
    });
    let heading =
        headings.find(|heading| heading.range.cover(sequence.heading) == heading.range)?;
    let (previous, next) = (near(at.checked_sub(1)), near(Some(at + 1)));
    let href = format!("#{}", heading.id);
    (1 < beside.len()).then_some(PlaceView {
        at: at + 1,
        of: beside.len(),
        title,
        href,
        previous,
        next,
    })
}

/// Lists the entries that stand beside one: of its depth, below the same.
fn beside(sequence: &Sequence, own: usize) -> Vec<&Entry> {
    let depth = sequence.entries.get(own).map_or(0, |entry| entry.depth);
    let (before, after) = sequence.entries.split_at_checked(own).unwrap_or_default();
    let is_beside = |entry: &&Entry| entry.depth == depth;
    let is_near = |entry: &&Entry| depth <= entry.depth;
    let before = before.iter().rev().take_while(is_near).filter(is_beside);
    let mut entries: Vec<&Entry> = before.collect();
    entries.reverse();
    entries.extend(after.iter().take_while(is_near).filter(is_beside));
    entries
}

/// Returns the facts of the catalogue: code, the level where the page does not
/// say it, and how many areas are written.
pub(super) fn facts(site: &Site, page: &Page) -> Vec<Fact> {
    let mut facts = Vec::new();
    let code = page.document.front.code.as_ref();
    facts.extend(code.map(|code| Fact::new("Code", code.text.to_string())));
    let level = site.areas.levels.get(&page.id);
    facts.extend(level.map(|level| Fact::new("Level", level.value.to_string())));
    if let Some(process) = site.areas.processes.get(&page.id) {
        let (written, all) = process.coverage();
        facts.push(Fact::new("Written", format!("{written} of {all} areas")));
    }
    facts
}
