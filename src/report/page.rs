//! What a page is, in words: its kind and why, its fields with their places,
//! its sections, its relations and duties, and what its flows are read from.

use crate::base::{Span, TextRange};
use crate::model::catalog::PageId;
use crate::model::document::Document;
use crate::model::kind::{FieldData, Known, Need, Section, Shape};
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::source::Texts;
use crate::report::flow;
use crate::report::place::Lines;

/// Describes a page of a site; `None` for one that nobody wrote.
pub fn describe(site: &Site, texts: &Texts, id: PageId) -> Option<String> {
    let identity = site.catalog.page(id)?;
    let page = site.pages.get(&id)?;
    let document = &page.document;
    let mut text = format!("{}\n", identity.title);
    text.push_str(&format!("  file     {}\n", document.source.path));
    text.push_str(&format!("  address  {}\n", identity.output));
    text.push_str(&format!("  id       {}\n", identity.id));
    if let Some(known) = document.kind {
        text.push_str(&kind(known));
    }
    let mut lines = Lines::new(texts);
    text.push_str(&fields(site, page, &mut lines));
    if let Some(known) = document.kind {
        text.push_str(&sections(document, known));
    }
    text.push_str(&relations(site, page, &mut lines));
    text.push_str(&flow::describe(page, &mut lines));
    Some(text)
}

fn kind(known: Known) -> String {
    let Known { kind, because } = known;
    format!("\nThis is {}, because {}.\n{}\n", kind.article, because.words(), kind.about)
}

/// Lists what the page says of itself, each with its line.
fn fields(site: &Site, page: &Page, lines: &mut Lines<'_>) -> String {
    let document = &page.document;
    let front = &document.front;
    let mut rows: Vec<(&str, String, TextRange, Shape)> = Vec::new();
    for (name, value) in [
        ("title", &front.title),
        ("description", &front.description),
        ("code", &front.code),
        ("owner", &front.owner),
        ("backup", &front.backup),
    ] {
        let Some(value) = value else { continue };
        rows.push((name, value.text.to_string(), value.range, shape(document, value.range)));
    }
    for own in &front.fields {
        let (text, range) = value(&own.value);
        let level = front.level.filter(|_| own.field.name == "level");
        let range = level.map_or(range, |level| level.range);
        rows.push((own.field.name, text, range, own.shape));
    }
    let mut rows: Vec<(&str, String, String)> = rows
        .into_iter()
        .map(|(name, value, range, shape)| {
            let origin = match (range == TextRange::default(), shape) {
                (true, _) => "from the configuration".to_owned(),
                (false, Shape::Front) => format!("front matter, {}", line(document, range, lines)),
                (false, Shape::Head) => format!("in the text, {}", line(document, range, lines)),
            };
            (name, value, origin)
        })
        .collect();
    let level = site.areas.levels.get(&page.id);
    rows.extend(level.map(|own| ("level", own.value.to_string(), own.from.words().into())));
    let width = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    let written: String = rows
        .into_iter()
        .map(|(name, value, origin)| format!("  {name:width$}  {value}  ({origin})\n"))
        .collect();
    match written.is_empty() {
        true => written,
        false => format!("\nFields\n{written}"),
    }
}

/// A field that stands after the title stands in the head.
fn shape(document: &Document, range: TextRange) -> Shape {
    let title = document.heading.as_ref().map(|heading| heading.range.start);
    match title.is_some_and(|title| title < range.start) {
        true => Shape::Head,
        false => Shape::Front,
    }
}

fn line(document: &Document, range: TextRange, lines: &mut Lines<'_>) -> String {
    let place = lines.place(Span::new(document.source.file, range));
    format!("line {}", place.start.line)
}

fn value(data: &FieldData) -> (String, TextRange) {
    let nowhere = TextRange::default();
    match data {
        FieldData::Texts(texts) => {
            let all: Vec<&str> = texts.iter().map(|text| &*text.text).collect();
            (all.join(", "), texts.first().map_or(nowhere, |text| text.range))
        }
        FieldData::Number(number) => (number.to_string(), nowhere),
        FieldData::Flag(flag) => (flag.to_string(), nowhere),
        FieldData::Date(day) => (day.to_string(), nowhere),
        FieldData::Duration(time) => (time.to_string(), nowhere),
        FieldData::Node(node) => ("a record".into(), node.range),
    }
}

/// Lists the sections of the kind, and which of them the page has.
fn sections(document: &Document, known: Known) -> String {
    if known.kind.sections.is_empty() {
        return String::new();
    }
    let mut text = String::from("\nSections\n");
    for section in known.kind.sections {
        let there = heading(document, section);
        let line = match (there, section.need) {
            (Some(heading), _) => format!("  has    {}: \"{heading}\"\n", section.title),
            (None, Need::Required) => format!("  needs  {}: {}\n", section.title, section.holds),
            (None, Need::Optional) => format!("  may    {}: {}\n", section.title, section.holds),
        };
        text.push_str(&line);
    }
    text
}

fn heading<'a>(document: &'a Document, section: &Section) -> Option<&'a str> {
    let entry = document.outline.iter().find(|entry| section.is_named(&entry.text))?;
    Some(entry.text.trim())
}

/// Lists what the page says of other pages and of roles.
fn relations(site: &Site, page: &Page, lines: &mut Lines<'_>) -> String {
    let document = &page.document;
    let mut text = String::new();
    let mut add = |word: &str, number: u32, what: &str| {
        let at = number as usize;
        let Some(reference) = document.references.get(at) else { return };
        let name = match page.targets.get(at) {
            Some(Target::Page(id, _)) => site.catalog.page(*id).map(|page| page.title.to_string()),
            Some(Target::Planned(name)) => Some(format!("{name} (planned)")),
            Some(Target::Kind(kind)) => Some(kind.titles[1].to_string()),
            _ => Some(format!("{} (no page)", reference.destination)),
        };
        let place = line(document, reference.range, lines);
        text.push_str(&format!("  {word}  {}{what}  ({place})\n", name.unwrap_or_default()));
    };
    for relation in &document.relations {
        add(relation.kind.name(), relation.reference, "");
    }
    for duty in &document.duties {
        add("duty", duty.role, &format!(": {}", duty.what));
    }
    let parent = site.areas.parents.get(&page.id);
    if let Some((own, process)) = parent.and_then(|own| Some((own, site.catalog.page(own.page)?))) {
        text.push_str(&format!("  part_of  {}  ({})\n", process.title, own.from.words()));
    }
    match text.is_empty() {
        true => text,
        false => format!("\nRelations\n{text}"),
    }
}
