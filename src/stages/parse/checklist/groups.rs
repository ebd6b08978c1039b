//! The groups and tasks of a page whose labels are read.

use super::sentences;
use crate::base::TextRange;
use crate::model::checklist::{Field, Group, Task, Title};
use crate::model::document::{Block, BlockKind, Item, List};
use crate::model::label::{Label, Labelled};
use crate::model::own_text;
use crate::model::table::{Checklist, Row, Table};
use crate::model::walk;
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::item_id;
use crate::stages::parse::label::{Holder, label};

/// Reads the groups of a page, in order; groups without tasks and fields are
/// left out.
pub(in crate::stages::parse) fn read(builder: &Builder<'_>, body: &[Block]) -> Vec<Group> {
    let mut reader = Reader { builder, groups: Vec::new(), open: Open::default() };
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) if heading.level <= 2 => {
                reader.close();
                let text = reader.builder.plain(&heading.content).trim().into();
                let range = cover(&heading.content);
                reader.open.heading = Some(Title { id: heading.id.clone(), text, range });
            }
            BlockKind::Labels(labels) => {
                let fields = labels.iter().map(|label| reader.field(label));
                let fields: Vec<Field> = fields.collect();
                reader.open.fields.extend(fields);
            }
            BlockKind::Paragraph(content) => {
                let text = reader.builder.plain(content);
                reader.open.fields.extend(sentences::read(&text, cover(content)));
            }
            _ => reader.block(block, 0),
        }
    }
    reader.close();
    reader.groups
}

#[derive(Default)]
struct Open {
    heading: Option<Title>,
    fields: Vec<Field>,
    tasks: Vec<Task>,
}

struct Reader<'b, 'a> {
    builder: &'b Builder<'a>,
    groups: Vec<Group>,
    open: Open,
}

impl Reader<'_, '_> {
    fn close(&mut self) {
        let Open { heading, fields, tasks } = std::mem::take(&mut self.open);
        if !fields.is_empty() || !tasks.is_empty() {
            self.groups.push(Group { heading, fields: fields.into(), tasks: tasks.into() });
        }
    }

    fn block(&mut self, block: &Block, depth: u16) {
        match &block.kind {
            BlockKind::List(list) => self.list(list, depth),
            BlockKind::Table(table) => self.table(table),
            _ => {
                for below in walk::children(block) {
                    below.iter().for_each(|block| self.block(block, depth));
                }
            }
        }
    }

    fn list(&mut self, list: &List, depth: u16) {
        for item in &list.items {
            let own = item.task.is_some();
            if own {
                let task = self.task(item, depth);
                self.open.tasks.push(task);
            }
            let depth = depth + u16::from(own);
            item.blocks.iter().for_each(|block| self.block(block, depth));
        }
    }

    fn task(&self, item: &Item, depth: u16) -> Task {
        let content = item_id::text(&item.blocks);
        let labels = item.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Labels(labels) => Some(labels),
            _ => None,
        });
        Task {
            id: item.id.clone(),
            hash: own_text::of_item(item, &self.builder.source.text),
            text: item_id::name(self.builder, content).into(),
            range: if content.is_empty() { item.range } else { cover(content) },
            depth,
            ticked: (item.task == Some(true)).then(|| self.tick(item.range)).flatten(),
            fields: labels
                .flat_map(|labels| labels.iter())
                .map(|label| self.field(label))
                .collect(),
        }
    }

    fn table(&mut self, table: &Table) {
        let Some(columns) = table.checklist else { return };
        let labels = table.head.iter().map(|cell| {
            let title = self.builder.plain(&cell.content);
            label(title.trim().trim_end_matches('?'), Holder::Task)
        });
        let labels: Vec<_> = labels.collect();
        for row in table.rows.iter().filter(|row| row.task.is_some()) {
            let Some(mut task) = self.row(row, columns) else { continue };
            let fields = row.cells.iter().zip(&labels).filter_map(|(cell, label)| {
                let text: Box<str> = self.builder.plain(&cell.content).trim().into();
                let label = (*label).filter(|_| !text.is_empty())?;
                let references = super::super::duty::references(&cell.content);
                let check = row.check.clone().filter(|_| label == Label::Check);
                Some(Field { label, text, range: cover(&cell.content), references, check })
            });
            task.fields = fields.collect();
            self.open.tasks.push(task);
        }
    }

    fn row(&self, row: &Row, columns: Checklist) -> Option<Task> {
        let cell = row.cells.get(columns.task)?;
        let done = row.cells.get(columns.done)?;
        Some(Task {
            id: row.id.clone(),
            hash: own_text::of(&[cover(&cell.content)], &self.builder.source.text),
            text: item_id::name(self.builder, &cell.content).into(),
            range: cover(&cell.content),
            depth: 0,
            ticked: (row.task == Some(true)).then(|| self.tick(done.range)).flatten(),
            fields: Box::default(),
        })
    }

    fn field(&self, labelled: &Labelled) -> Field {
        Field {
            label: labelled.label,
            text: self.builder.plain(&labelled.value).trim().into(),
            range: labelled.place(),
            references: labelled.references().collect(),
            check: labelled.check.clone(),
        }
    }

    /// Finds what an author ticked a box with.
    fn tick(&self, range: TextRange) -> Option<TextRange> {
        let text = self.builder.text(range);
        let at = ["[x]", "[X]"].iter().filter_map(|mark| text.find(mark)).min();
        let mark = match at {
            Some(at) => TextRange::new(at + 1, at + 2),
            None => {
                let (at, sign) =
                    text.char_indices().find(|(_, c)| matches!(c, '☑' | '☒' | '✅'))?;
                TextRange::new(at, at + sign.len_utf8())
            }
        };
        Some(mark.shifted(range.start))
    }
}
