//! Impact and benefits that front matter gives, as the sections of the page
//! that they would be. Readers see them there, and they are read as data from
//! there, like those an author wrote below headings.

use super::builder::{Builder, cover};
use super::given_twice;
use super::lift::is_benefits;
use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::model::catalog::loose;
use crate::model::document::{
    Anchor, Block, BlockKind, Blocks, Heading, Inline, InlineKind, Inlines, OutlineEntry,
};
use crate::model::front::{Front, Located};
use crate::model::kind::{FieldData, FieldValue, Kind};
use crate::model::table::{Alignment, Cell, Row, Table};
use crate::text::data::Node;
use crate::text::fields::Fields;

/// Fields that are sections.
const FIELDS: [&str; 2] = ["impact", "benefits"];
/// The columns of a table of measures.
const COLUMNS: [&str; 3] = ["KPI", "Meaning", "Target"];

/// A benefit as front matter gives it.
struct Benefit {
    title: Located,
    text: Option<Located>,
    kpis: Vec<[Option<Located>; 3]>,
}

/// Takes the fields out of front matter and puts them into the text as
/// sections, unless the text has these: then the text counts.
pub(super) fn place(
    builder: &mut Builder<'_>,
    kind: Option<&Kind>,
    front: &mut Front,
    body: &mut Blocks,
) {
    let Some(kind) = kind else { return };
    let is_section = |own: &FieldValue| FIELDS.contains(&own.field.name);
    if !front.fields.iter().any(is_section) {
        return;
    }
    let fields = std::mem::take(&mut front.fields).into_vec();
    let (given, others): (Vec<_>, Vec<_>) = fields.into_iter().partition(is_section);
    front.fields = others.into();
    let mut blocks = std::mem::take(body).into_vec();
    for own in given {
        if given_twice::place(builder.source, own.field, (kind, &blocks)).is_some() {
            continue;
        }
        match own.value {
            FieldData::Texts(texts) => impact(builder, &texts, &mut blocks),
            FieldData::Node(node) => benefits(builder, &node, &mut blocks),
            _ => {}
        }
    }
    *body = blocks.into();
}

/// Adds the section "Impact" before all others, or below its own heading.
fn impact(builder: &mut Builder<'_>, texts: &[Located], blocks: &mut Vec<Block>) {
    let Some(text) = texts.first() else { return };
    let mut section = Vec::new();
    let own = |heading: &Heading, name: &str| heading.level <= 2 && name == "impact";
    let at = match find(builder, blocks, own) {
        Some((at, _)) => at + 1,
        None => {
            let is_section = |heading: &Heading, _: &str| heading.level <= 2;
            let at = find(builder, blocks, is_section).map_or(blocks.len(), |(at, _)| at);
            add_heading(builder, (2, &title("Impact", text.range)), entry_at(builder, blocks, at))
                .into_iter()
                .for_each(|block| section.push(block));
            at
        }
    };
    section.push(paragraph(builder, text));
    blocks.splice(at..at, section);
}

/// Adds benefits to the end of their section, which may have to be made.
fn benefits(builder: &mut Builder<'_>, node: &Node, blocks: &mut Vec<Block>) {
    let file = builder.source.file;
    let benefits = read(file, node, &mut builder.found);
    let Some(first) = benefits.first() else { return };
    let mut section = Vec::new();
    let is_own = |_: &Heading, name: &str| is_benefits(name);
    let (at, level) = match find(builder, blocks, is_own) {
        Some((at, level)) => {
            let rest = blocks.get(at + 1..).unwrap_or_default();
            let ends = |block: &Block| matches!(&block.kind, BlockKind::Heading(next) if next.level <= level);
            let length = rest.iter().position(ends).unwrap_or(rest.len());
            (at + 1 + length, level)
        }
        None => {
            let heading = title("Benefits", first.title.range);
            let place = builder.outline.len();
            section.extend(add_heading(builder, (2, &heading), place));
            (blocks.len(), 2)
        }
    };
    let place = match section.is_empty() {
        true => entry_at(builder, blocks, at),
        false => builder.outline.len(),
    };
    for (place, benefit) in (place..).zip(&benefits) {
        section.extend(add_heading(builder, ((level + 1).min(6), &benefit.title), place));
        section.extend(benefit.text.as_ref().map(|text| paragraph(builder, text)));
        section.extend(table(builder, &benefit.kpis));
    }
    blocks.splice(at..at, section);
}

/// Finds the first heading that fits, with its level.
pub(super) fn find(
    builder: &Builder<'_>,
    blocks: &[Block],
    fits: impl Fn(&Heading, &str) -> bool,
) -> Option<(usize, u8)> {
    blocks.iter().enumerate().find_map(|(at, block)| {
        let BlockKind::Heading(heading) = &block.kind else { return None };
        let name = loose(builder.plain(&heading.content).trim());
        fits(heading, &name).then_some((at, heading.level))
    })
}

/// Returns the place in the outline of the first heading from a block on.
pub(super) fn entry_at(builder: &Builder<'_>, blocks: &[Block], at: usize) -> usize {
    let mut rest = blocks.iter().skip(at);
    let next = rest.find_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(&heading.id),
        _ => None,
    });
    let known = next.and_then(|id| builder.outline.iter().position(|own| own.id == *id));
    known.unwrap_or(builder.outline.len())
}

/// Makes the title of a section of what is written somewhere.
fn title(text: &str, range: TextRange) -> Located {
    Located { text: text.into(), range }
}

/// Makes a heading and adds it to the outline, at a place of it.
pub(super) fn add_heading(
    builder: &mut Builder<'_>,
    (level, title): (u8, &Located),
    place: usize,
) -> Option<Block> {
    let range = title.range;
    let content = words(builder, title);
    let id = builder.derived_id(&title.text);
    builder.anchors.push(Anchor { id: id.clone(), range });
    let entry = OutlineEntry { level, id: id.clone(), text: title.text.clone() };
    builder.outline.insert(place.min(builder.outline.len()), entry);
    let heading = Heading { level, id, other_id: None, content, range };
    Some(Block { range, kind: BlockKind::Heading(Box::new(heading)) })
}

fn paragraph(builder: &mut Builder<'_>, text: &Located) -> Block {
    Block { range: text.range, kind: BlockKind::Paragraph(words(builder, text)) }
}

/// Makes inlines of a text: where it stands in the file as it is meant, its
/// bytes there, so that values it mentions are known by their places.
pub(super) fn words(builder: &mut Builder<'_>, text: &Located) -> Inlines {
    let written = builder.text(text.range);
    let plain = text.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(at) = written.find(&plain) else {
        return Box::new([Inline { range: text.range, kind: InlineKind::Decoded(plain.into()) }]);
    };
    let mut inlines = Vec::new();
    let range = TextRange::new(at, at + plain.len()).shifted(text.range.start);
    builder.split_text_at_mentions(range, &mut inlines);
    inlines.into()
}

/// Makes a table of measures; a column that says nothing is left out, unless
/// each such table has it.
fn table(builder: &mut Builder<'_>, kpis: &[[Option<Located>; 3]]) -> Option<Block> {
    let place = kpis.iter().flatten().flatten().map(|cell| cell.range).reduce(TextRange::cover)?;
    let is_said = |kpi: &[Option<Located>; 3]| kpi.get(1).is_some_and(Option::is_some);
    let has_meaning = kpis.iter().any(is_said);
    let columns = || [0, 1, 2].into_iter().filter(|at| *at != 1 || has_meaning);
    let start = TextRange { end: place.start, ..place };
    let head = columns().filter_map(|at| COLUMNS.get(at)).map(|name| {
        let kind = InlineKind::Decoded((*name).into());
        Cell { range: start, content: Box::new([Inline { range: start, kind }]) }
    });
    let head: Box<[Cell]> = head.collect();
    let mut rows = Vec::with_capacity(kpis.len());
    for kpi in kpis {
        let cells = columns().map(|at| match kpi.get(at).and_then(Option::as_ref) {
            Some(text) => {
                let content = words(builder, text);
                Cell { range: cover(&content), content }
            }
            None => Cell { range: start, content: Box::default() },
        });
        rows.push(Row { id: None, task: None, check: None, cells: cells.collect() });
    }
    let alignments = head.iter().map(|_| Alignment::Start).collect();
    let table = Table { alignments, head, rows: rows.into(), checklist: None };
    Some(Block { range: place, kind: BlockKind::Table(Box::new(table)) })
}

/// Reads benefits: titles, or records with a `title`.
fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<Benefit> {
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    nodes.iter().filter_map(|node| read_one(file, node, found)).collect()
}

fn read_one(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Option<Benefit> {
    if let Some(title) = text_of(node) {
        return Some(Benefit { title, text: None, kpis: Vec::new() });
    }
    let mut fields = Fields::new(file, "a benefit", node, found);
    let title = Located::from_field(fields.text("title"));
    let text = Located::from_field(fields.text("text"));
    fields.synonyms("kpis", &["kpi", "measures"]);
    let kpis = fields.node("kpis");
    fields.finish(&|_| false);
    let nodes = kpis.map(|kpis| kpis.as_list().unwrap_or(std::slice::from_ref(kpis)));
    let nodes = nodes.unwrap_or_default().iter();
    let kpis = nodes.filter_map(|node| read_kpi(file, node, found)).collect();
    if title.is_none() {
        lacks(file, node, ("a benefit needs a `title`", "write `title: What gets better`"), found);
    }
    Some(Benefit { title: title?, text, kpis })
}

/// Reads a measure: its name, or a record with a `kpi`.
fn read_kpi(
    file: FileId,
    node: &Node,
    found: &mut Vec<Diagnostic>,
) -> Option<[Option<Located>; 3]> {
    if let Some(name) = text_of(node) {
        return Some([Some(name), None, None]);
    }
    let mut fields = Fields::new(file, "a measure", node, found);
    fields.synonyms("kpi", &["name", "measure", "metric"]);
    let kpi = ["kpi", "meaning", "target"].map(|key| Located::from_field(fields.text(key)));
    fields.finish(&|_| false);
    let has_name = kpi.first().is_some_and(Option::is_some);
    if !has_name {
        lacks(file, node, ("a measure needs a `kpi`", "write `kpi: What is counted`"), found);
    }
    has_name.then_some(kpi)
}

fn text_of(node: &Node) -> Option<Located> {
    let text = node.as_text()?.trim();
    (!text.is_empty()).then(|| Located { text: text.into(), range: node.range })
}

/// Reports a record that does not say what it is of.
fn lacks(file: FileId, node: &Node, (what, help): (&str, &str), found: &mut Vec<Diagnostic>) {
    if node.as_map().is_some() {
        let span = Span::new(file, node.range);
        found.push(Diagnostic::new(Code::WRONG_TYPE, span, what).help(help));
    }
}
