//! Reads the text of a page in units: sections, steps, rows and other items
//! with an id. Answers of questions and notes for trainers are not read:
//! whoever learns does not see them.

use super::made;
use crate::domain::search::Unit;
use crate::model::card::Card;
use crate::model::document::{
    Block, BlockKind, Code, Definition, Document, Heading, Inline, InlineKind, Item, List,
};
use crate::model::extension::RenderContext;
use crate::model::graft::{Graft, Grafted, id_in_page};
use crate::model::page::{Page, Target};
use crate::model::procedure::step_at;
use crate::model::routine::Ask;
use crate::model::source::Role;
use crate::model::table::Table;
use crate::model::training::Training;
use crate::outputs::html::name;

/// A longer text of a unit is cut off, in bytes.
const LONGEST: usize = 20_000;
/// A longer command is cut off.
const LONGEST_COMMAND: usize = 200;

/// Adds the units of a page behind its own.
pub(super) fn read(ctx: &RenderContext<'_>, page: &Page, units: &mut Vec<Unit>) {
    let part = Part { document: &page.document, targets: &page.targets, ids: &[] };
    let mut reader = Reader { ctx, page, part, units, current: 0, depth: 0 };
    reader.blocks(&page.document.body);
    for note in &page.document.footnotes {
        reader.blocks(&note.blocks);
    }
}

#[derive(Clone, Copy)]
struct Part<'a> {
    document: &'a Document,
    targets: &'a [Target],
    ids: &'a [(Box<str>, Box<str>)],
}

struct Reader<'a, 'u> {
    ctx: &'a RenderContext<'a>,
    page: &'a Page,
    part: Part<'a>,
    units: &'u mut Vec<Unit>,
    /// The unit that text belongs to.
    current: usize,
    /// How many files that include each other are open.
    depth: usize,
}

impl<'a> Reader<'a, '_> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.line(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List(list) if !self.is_answer(block) => self.list(list),
            BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Callout(callout) => {
                self.line(&callout.title);
                self.blocks(&callout.blocks);
            }
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Element(element) => self.blocks(&element.content),
            BlockKind::Tabs(tabs) => tabs.iter().for_each(|tab| {
                self.line(&tab.title);
                self.blocks(&tab.blocks);
            }),
            BlockKind::Columns(columns) => {
                columns.iter().for_each(|column| self.blocks(&column.blocks));
            }
            BlockKind::Details(details) if !self.part.document.is_for_trainer(details) => {
                self.line(&details.title);
                self.blocks(&details.blocks);
            }
            BlockKind::Group(group) => self.blocks(&group.blocks),
            BlockKind::Include(number) => self.include(*number),
            BlockKind::Cards(cards) => cards.iter().for_each(|card| self.card(card)),
            BlockKind::Labels(labels) if !self.is_answer(block) => {
                for label in labels {
                    self.text(label.word.of(&self.part.document.source.text));
                    self.line(&label.value);
                    self.blocks(&label.blocks);
                }
            }
            BlockKind::Flow(index) => {
                let part = (self.part.document, self.part.targets);
                self.text(&made::flow(self.ctx, part, *index));
            }
            BlockKind::Generated(mark) => {
                let ask = Ask::read(&self.part.document.source.text, block.range);
                self.text(&made::generated(self.ctx, self.page, *mark, &ask));
            }
            _ => {}
        }
    }

    /// Tells whether a list or a list of labels belongs to a question: what can
    /// be chosen, or what gives the answer away.
    fn is_answer(&self, block: &Block) -> bool {
        let training = self.part.document.training.as_deref();
        let module = training.and_then(Training::module);
        module.and_then(|module| module.question(block.range.start)).is_some()
    }

    fn heading(&mut self, heading: &'a Heading) {
        let mut title = String::new();
        self.inlines(&heading.content, &mut title);
        self.begin(Some(&heading.id), title, heading.range.start);
    }

    /// Begins a unit. Of a step, the label is its number, and the title its
    /// name.
    fn begin(&mut self, id: Option<&str>, title: String, at: u32) {
        let document = self.part.document;
        let step = step_at(&document.procedure, at).map(|(_, step)| step);
        let records = &self.ctx.site.catalog.records;
        // What is guarded is copied where its warning is ticked, in the page.
        let open = step.filter(|step| step.danger().is_none());
        let command = open.and_then(|step| step.commands.first()).map(|command| {
            let lines = command.lines.iter().map(|(line, _)| &**line);
            let text = lines.collect::<Vec<_>>().join("\n");
            cut(&records.fill(&text), LONGEST_COMMAND).to_string()
        });
        self.current = self.units.len();
        self.units.push(Unit {
            id: id.map(|id| id_in_page(self.part.ids, id).to_string()).unwrap_or_default(),
            label: step.map(|step| format!("Step {}", step.number)).unwrap_or_default(),
            title: step.map_or(title, |step| records.fill(&step.name).into_owned()),
            text: String::new(),
            command: command.unwrap_or_default(),
        });
    }

    fn list(&mut self, list: &'a List) {
        list.items.iter().for_each(|item| self.item(item));
    }

    fn item(&mut self, item: &'a Item) {
        let around = self.current;
        if let Some(id) = &item.id {
            let name = self.part.document.item(id).map(|item| item.name.to_string());
            self.begin(Some(id), name.unwrap_or_default(), item.range.start);
        }
        self.blocks(&item.blocks);
        self.current = around;
    }

    fn table(&mut self, table: &'a Table) {
        table.head.iter().for_each(|cell| self.line(&cell.content));
        for row in &table.rows {
            let around = self.current;
            if let Some(id) = &row.id {
                let mut title = String::new();
                if let Some(cell) = row.cells.first() {
                    self.inlines(&cell.content, &mut title);
                }
                let start = row.cells.first().map_or(u32::MAX, |cell| cell.range.start);
                self.begin(Some(id), title, start);
            }
            row.cells.iter().for_each(|cell| self.line(&cell.content));
            self.current = around;
        }
    }

    fn definitions(&mut self, definitions: &'a [Definition]) {
        for definition in definitions {
            match definition {
                Definition::Term(content) => self.line(content),
                Definition::Meaning(blocks) => self.blocks(blocks),
            }
        }
    }

    fn card(&mut self, card: &'a Card) {
        for text in [&card.title, &card.summary] {
            self.text(text);
        }
        for link in card.lists.iter().flat_map(|list| &list.links) {
            self.text(&link.text);
        }
    }

    fn code(&mut self, code: &Code) {
        let text = match code.literal {
            true => code.text.to_string(),
            false => self.ctx.site.catalog.records.fill(&code.text).into_owned(),
        };
        self.text(&text);
    }

    /// Another file in this place, unless files include each other too deep.
    fn include(&mut self, number: u32) {
        let Some((graft, targets)) = self.graft(number) else { return };
        let (blocks, title): (&'a [Block], Option<&'a Heading>) = match &graft.content {
            Grafted::Code(code) => return self.code(code),
            Grafted::Part(_, blocks) => (blocks, None),
            Grafted::Whole(document) => {
                let title = document.heading.as_ref();
                (&document.body, title.filter(|_| document.source.role == Role::Fragment))
            }
        };
        let (Some(document), true) = (graft.document(), self.depth < 16) else { return };
        let part = Part { document, targets, ids: &graft.ids };
        let outside = std::mem::replace(&mut self.part, part);
        self.depth += 1;
        title.into_iter().for_each(|title| self.heading(title));
        self.blocks(blocks);
        self.depth -= 1;
        self.part = outside;
    }

    fn graft(&self, number: u32) -> Option<(&'a Graft, &'a [Target])> {
        let Some(Target::Graft(at)) = self.part.targets.get(number as usize) else { return None };
        let graft = self.page.document.grafts.get(*at as usize)?;
        let targets = self.page.grafts.get(*at as usize).map(|targets| &**targets);
        Some((graft, targets.unwrap_or_default()))
    }

    /// Adds inlines as text of their own.
    fn line(&mut self, content: &'a [Inline]) {
        let mut text = String::new();
        self.inlines(content, &mut text);
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        if let Some(unit) = self.units.get_mut(self.current)
            && !text.trim().is_empty()
            && unit.text.len() < LONGEST
        {
            if !unit.text.is_empty() {
                unit.text.push(' ');
            }
            unit.text.push_str(cut(text.trim(), LONGEST));
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline], out: &mut String) {
        for inline in inlines {
            let written = inline.range.of(&self.part.document.source.text);
            match &inline.kind {
                InlineKind::Text | InlineKind::UnknownTag => out.push_str(written),
                InlineKind::Variable => {
                    out.push_str(&self.ctx.site.catalog.records.fill(written));
                }
                InlineKind::Decoded(text) => out.push_str(text),
                InlineKind::Code(text) => {
                    out.push_str(&self.ctx.site.catalog.records.fill(text));
                }
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link(_, content)
                | InlineKind::Name(_, Some(content)) => self.inlines(content, out),
                InlineKind::Image(number, content) => {
                    self.inlines(content, out);
                    self.drawing(*number, out);
                }
                InlineKind::Name(number, None) => self.name(*number, out),
                InlineKind::Element(element) => self.inlines(&element.content, out),
                InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
                InlineKind::Picture(picture) => {
                    out.push_str(&picture.alt);
                    self.drawing(picture.source, out);
                }
                InlineKind::Include(number) => self.include(*number),
                _ => {}
            }
        }
    }

    fn drawing(&self, number: u32, out: &mut String) {
        out.push(' ');
        out.push_str(&made::drawing(self.ctx, self.part.targets.get(number as usize)));
    }

    /// Writes what a name says that has no text of its own.
    fn name(&self, number: u32, out: &mut String) {
        let reference = self.part.document.references.get(number as usize);
        if let Some(target) = self.part.targets.get(number as usize) {
            out.push_str(&name::text(self.ctx.site, self.page, reference, target));
        }
    }
}

/// Returns the beginning of a text, at most so many bytes.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
