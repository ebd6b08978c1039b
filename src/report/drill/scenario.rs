//! What is given out at the beginning of an exercise: what people see and
//! what fires, as the page says it.

use crate::model::document::{Block, BlockKind, Document, plain_text};
use crate::model::kind::{FieldData, section_name};

/// A sheet gives out no more signs than this.
const MOST: usize = 20;
/// The name of the section with the signs.
const SIGNS: &str = "Is this the right page";

/// Lists what is given out.
pub(super) fn of(document: &Document) -> Vec<String> {
    let mut scenario = Vec::new();
    for (field, words) in [
        ("alerts", "The alert fires: "),
        ("symptoms", "People report: "),
        ("service", "It is about: "),
        ("environments", "It is played in: "),
        ("severity", "It counts as: "),
    ] {
        let texts = texts(document, field);
        scenario.extend((!texts.is_empty()).then(|| format!("{words}{}", texts.join(", "))));
    }
    scenario.extend(signs(document));
    scenario.extend(impact(document).map(|impact| format!("Impact: {impact}")));
    scenario.truncate(MOST);
    scenario
}

fn texts<'a>(document: &'a Document, name: &str) -> Vec<&'a str> {
    let own = document.front.fields.iter().find(|own| own.field.name == name);
    match own.map(|own| &own.value) {
        Some(FieldData::Texts(texts)) => texts.iter().map(|text| &*text.text).collect(),
        _ => Vec::new(),
    }
}

/// Lists the signs by which the page is known to be the right one. What leads
/// to another page is no sign of this one.
fn signs(document: &Document) -> Vec<String> {
    let Some(known) = document.kind else { return Vec::new() };
    let section = known.kind.sections.iter().find(|section| section.title == SIGNS);
    let Some(section) = section else { return Vec::new() };
    let blocks = below(document, &|heading| section.is_named(heading));
    let mut signs = Vec::new();
    for block in blocks {
        if let BlockKind::List(list) = &block.kind {
            let items = list.items.iter().filter_map(|item| words(document, &item.blocks));
            signs.extend(items.filter(|sign| !sign.to_lowercase().starts_with("if ")));
        }
    }
    signs
}

fn impact(document: &Document) -> Option<String> {
    words(document, below(document, &|heading| section_name(heading) == "impact"))
}

/// Returns the blocks below the first heading that fits, up to the next one.
fn below<'a>(document: &'a Document, fits: &dyn Fn(&str) -> bool) -> &'a [Block] {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let at = document.body.iter().position(|block| match &block.kind {
        BlockKind::Heading(heading) => fits(&plain_text(&heading.content, &document.source.text)),
        _ => false,
    });
    let rest = at.and_then(|at| document.body.get(at + 1..)).unwrap_or_default();
    let end = rest.iter().position(is_heading).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// Returns the text of the first paragraph.
fn words(document: &Document, blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => {
            let text = plain_text(content, &document.source.text);
            (!text.trim().is_empty()).then(|| text.trim().to_string())
        }
        _ => None,
    })
}
