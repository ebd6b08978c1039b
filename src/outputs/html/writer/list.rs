//! Lists as HTML: items, answers, and tasks that can be ticked.

use super::{LabelHolder, Writer};
use crate::base::Hash;
use crate::model::branch::Branch;
use crate::model::document::{Block, BlockKind, Inline, Item, List};
use crate::model::graft::id_in_page;
use crate::model::own_text;

impl Writer<'_> {
    pub(super) fn list(&mut self, list: &List) {
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        let is_map = self.is_map(list);
        if is_map {
            self.covered();
            self.chart();
        }
        let is_checks = list.items.iter().any(|item| item.task.is_some());
        let before = is_checks.then(|| self.room.begin());
        let is_steps = list.items.iter().any(|item| self.step_at(item.range.start).is_some());
        if is_steps && !is_checks {
            self.controls();
        }
        self.markup("<");
        self.markup(tag);
        if is_checks {
            self.markup(" class=\"checks\"");
        } else if is_steps {
            self.markup(" class=\"thread steps\"");
        } else if is_map {
            self.markup(" class=\"sequence areas\"");
        } else if list.items.iter().any(|item| self.stage(item).is_some()) {
            self.markup(" class=\"path-thread\"");
        } else if self.is_sequence(list) {
            self.markup(" class=\"sequence\"");
        }
        if let Some(start) = list.start.filter(|start| *start != 1) {
            self.attribute("start", &start.to_string());
        }
        self.markup(">\n");
        for item in &list.items {
            self.item(item);
        }
        self.markup("</");
        self.markup(tag);
        self.markup(">\n");
        if let Some(before) = before {
            self.end_tasks(before);
        }
    }

    fn item(&mut self, item: &Item) {
        if let (Some(found), None) = (self.step_at(item.range.start), item.task) {
            return self.step_item(item, found);
        }
        self.markup("<li");
        match item.task {
            Some(ticked) => self.task(item, ticked),
            None => {
                if let Some(id) = &item.id {
                    self.id(id);
                }
                if let Some(stage) = self.stage(item) {
                    return self.stage_item(item, &stage);
                }
                self.markup(self.standing(item).class());
                match self.branch_at(item.range.start) {
                    Some(branch) => self.answer(item, branch),
                    None => {
                        self.markup(">");
                        self.entry(item);
                        self.known_of(item);
                    }
                }
            }
        }
        self.markup("</li>\n");
    }

    /// An answer of a question, with what is done then.
    fn answer(&mut self, item: &Item, branch: &Branch) {
        self.branch(branch);
        self.markup(">");
        let Some((first, rest)) = item.blocks.split_first() else { return };
        match &first.kind {
            BlockKind::Plain(content) => self.branch_words(content, branch),
            BlockKind::Paragraph(content) => {
                self.markup("<p>");
                self.branch_words(content, branch);
                self.markup("</p>\n");
            }
            _ => self.block(first),
        }
        self.blocks(rest);
    }

    /// A task: a box that can be ticked, named by its own text.
    fn task(&mut self, item: &Item, ticked: bool) {
        let (label, rest) = match item.blocks.split_first() {
            Some((
                Block { kind: BlockKind::Plain(label) | BlockKind::Paragraph(label), .. },
                rest,
            )) => (&**label, rest),
            _ => (&[][..], &*item.blocks),
        };
        let id = self.task_id(item.id.as_deref(), label);
        self.attribute("id", &id);
        self.markup(" class=\"task\"");
        self.hash(own_text::of_item(item, &self.part.document.source.text));
        self.markup("><label class=\"tick\"><input type=\"checkbox\"");
        self.attribute("id", &format!("{id}:done"));
        // What the build has looked at is not the reader's to tick.
        match self.is_true(rest) {
            true => self.markup(" checked disabled"),
            false if ticked => self.markup(" checked"),
            false => {}
        }
        self.markup("><span>");
        self.inlines(label);
        self.markup("</span></label>");
        let outside = std::mem::replace(&mut self.holder, LabelHolder::Other);
        self.blocks(rest);
        self.holder = outside;
    }

    /// Writes the hash of a step or a task, by which a browser sees whether it
    /// changed.
    pub(super) fn hash(&mut self, hash: u32) {
        self.attribute("data-hash", &format!("{hash:08x}"));
    }

    /// Names a task by its id, else by its text, so that a tick survives
    /// edits elsewhere on the page.
    pub(super) fn task_id(&mut self, id: Option<&str>, label: &[Inline]) -> String {
        let name = match id {
            Some(id) => id_in_page(self.part.ids, id).to_string(),
            None => format!("task:{:08x}", Hash::of(self.plain(label).as_bytes()).low() >> 32),
        };
        let count = self.tasks.entry(name.clone()).or_default();
        *count += 1;
        self.room.count();
        match *count {
            1 => name,
            count => format!("{name}-{count}"),
        }
    }
}
