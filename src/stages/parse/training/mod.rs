//! Pages about learning, read as data: courses, paths and plans.
//!
//! The text is taken apart at its headings. `module.rs` reads the units of a
//! course, `question.rs` its questions, `stray.rs` finds those that stand
//! elsewhere, `objective.rs` reads what both are for,
//! `path.rs` a path; `table.rs` gives the tables of a plan to `plan.rs`, and
//! `when.rs` reads when a session is. What has a form is reported here;
//! whether it holds together is for the checks.

mod module;
mod objective;
mod path;
mod plan;
mod question;
mod stray;
mod table;
mod when;

use std::sync::Arc;

use super::builder::{Builder, cover};
use crate::base::nearest::nearest_within;
use crate::base::{Code, TextRange};
use crate::model::document::{Block, BlockKind, Heading, Inline};
use crate::model::front::{Front, Located};
use crate::model::kind::{FieldData, Kind, Known};
use crate::model::label::{Label, Labelled};
use crate::model::relation::RelationKind;
use crate::model::training::Training;
use crate::text::duration::Duration;

/// Reads what a page says of learning; `None` if it is no such page.
pub(super) fn read(
    builder: &mut Builder<'_>,
    known: Option<Known>,
    (front, body): (&Front, &[Block]),
) -> Option<Arc<Training>> {
    if may_be_unit(known, front) {
        return module::unit_page(builder, front, body).map(|unit| Arc::new(Training::Unit(unit)));
    }
    let kind = known.filter(|known| known.because.is_said())?.kind;
    if matches!(kind.name, "module" | "path" | "training-plan") {
        report_headings(builder, kind, body);
    }
    let training = match kind.name {
        "module" => {
            stray::report(builder, kind, body);
            Training::Module(module::read(builder, kind, (front, body)))
        }
        "path" => Training::Path(path::read(builder, kind, (front, body))),
        "training-plan" => Training::Plan(plan::read(builder, kind, (front, body))),
        _ => return None,
    };
    Some(Arc::new(training))
}

/// Tells whether a page can be a unit of a course: it is text that is part of
/// another page.
pub(super) fn may_be_unit(known: Option<Known>, front: &Front) -> bool {
    let said = known.filter(|known| known.because.is_said());
    let is_text = said.is_none_or(|known| known.kind.name == "article");
    is_text && front.relations.iter().any(|(kind, _)| *kind == RelationKind::PartOf)
}

/// A section of a page: a heading with what stands below it.
struct Section<'a> {
    heading: &'a Heading,
    /// What its kind calls it; empty for another section.
    title: &'static str,
    blocks: &'a [Block],
}

/// Takes blocks apart at the headings of a level.
fn sections<'a>(
    builder: &Builder<'_>,
    kind: &Kind,
    level: u8,
    body: &'a [Block],
) -> Vec<Section<'a>> {
    let heading = |block: &'a Block| match &block.kind {
        BlockKind::Heading(heading) => Some(&**heading),
        _ => None,
    };
    let begins = |block: &'a Block| heading(block).is_some_and(|own| own.level <= level);
    let mut sections = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.iter().position(begins) {
        let (first, below) = rest
            .split_at(at)
            .1
            .split_first()
            .map_or((None, &[][..]), |(first, below)| (Some(first), below));
        let end = below.iter().position(begins).unwrap_or(below.len());
        let (blocks, after) = below.split_at(end);
        rest = after;
        let Some(heading) = first.and_then(heading).filter(|own| own.level == level) else {
            continue;
        };
        let text = builder.plain(&heading.content);
        let known = kind.sections.iter().find(|own| own.is_named(&text));
        let title = known.map_or("", |own| own.title);
        sections.push(Section { heading, title, blocks });
    }
    sections
}

/// Reports headings that are nearly the name of a section which the page has
/// not: what stands below them is only shown.
fn report_headings(builder: &mut Builder<'_>, kind: &Kind, body: &[Block]) {
    const SHORTEST: usize = 5;
    let sections = sections(builder, kind, 2, body);
    let is_there = |title: &str| sections.iter().any(|own| own.title == title);
    let lacking: Vec<_> = kind.sections.iter().filter(|own| !is_there(own.title)).collect();
    for section in &sections {
        let is_unit = labels(section.blocks).next().is_some();
        let text = builder.plain(&section.heading.content);
        if is_unit || !section.title.is_empty() || text.chars().count() < SHORTEST {
            continue;
        }
        let names = lacking.iter().flat_map(|own| std::iter::once(&own.title).chain(own.synonyms));
        let Some(near) = nearest_within(&text, names.copied(), 2) else { continue };
        let message = format!("no section of this page is called `{text}`, so it is only shown");
        let help = format!("did you mean `{near}`?");
        builder.report(Code::MAYBE_MISSPELT, cover(&section.heading.content), message, help);
    }
}

/// Returns the labels that stand directly in some blocks.
fn labels(blocks: &[Block]) -> impl Iterator<Item = &Labelled> {
    let labels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Labels(labels) => Some(&**labels),
        _ => None,
    });
    labels.flatten()
}

/// Returns some text without markup and with its place; `None` if it is empty.
fn located(builder: &Builder<'_>, content: &[Inline]) -> Option<Located> {
    let text = builder.plain(content);
    let text = text.trim();
    (!text.is_empty()).then(|| Located { text: text.into(), range: cover(content) })
}

/// Returns the value of a label without markup.
fn value(builder: &Builder<'_>, label: &Labelled) -> Option<Box<str>> {
    located(builder, &label.value).map(|value| value.text)
}

/// Returns the value of a label with its place.
fn field(builder: &Builder<'_>, blocks: &[Block], label: Label) -> Option<Located> {
    let own = labels(blocks).find(|own| own.label == label)?;
    located(builder, &own.value)
}

/// Returns the minutes of a length of time; `None` where that depends on a
/// calendar.
fn minutes(duration: Duration) -> Option<u32> {
    let Duration { years, months, weeks, days, business_days, hours, minutes, seconds } = duration;
    let is_fixed = (years, months, weeks, days, business_days) == (0, 0, 0, 0, 0);
    let all = u64::from(hours) * 3_600 + u64::from(minutes) * 60 + u64::from(seconds);
    u32::try_from(all.div_ceil(60)).ok().filter(|_| is_fixed)
}

/// Returns a text of the front matter.
fn text<'a>(front: &'a Front, name: &str) -> Option<&'a Located> {
    let own = front.fields.iter().find(|own| own.field.name == name)?;
    match &own.value {
        FieldData::Texts(texts) => texts.first(),
        _ => None,
    }
}

/// Returns the place of all that stands in some blocks.
fn place(blocks: &[Block], after: TextRange) -> TextRange {
    let start = after.end;
    let end = blocks.last().map_or(start, |block| block.range.end);
    TextRange { start, end: end.max(start) }
}
