//! What a role must do, as a list: a bullet for each part it has.

use super::link::twin;
use super::writer::{Gap, Writer};
use crate::model::catalog::PageId;
use crate::model::work::{WorkItem, WorkLine, WorkRow};

impl Writer<'_> {
    /// Writes what the role with this page must do.
    pub(super) fn work(&mut self, role: PageId) {
        let rows = self
            .ctx
            .site
            .work
            .get(&role)
            .map(|work| work.rows(&self.ctx.site.reviews))
            .unwrap_or_default();
        for row in &rows {
            self.begin();
            self.mark("- ");
            self.within("  ", |writer| writer.work_row(row));
            self.next_after(Gap::Line);
        }
        if !rows.is_empty() {
            self.next_after(Gap::Empty);
            self.after_list = Some('-');
        }
    }

    /// Writes the same with a heading; nothing if there is nothing.
    pub(super) fn work_section(&mut self, role: PageId) {
        let rows = self.ctx.site.work.get(&role).map(|work| work.rows(&self.ctx.site.reviews));
        if rows.is_some_and(|rows| !rows.is_empty()) {
            self.block(|writer| writer.mark("## What you do"));
            self.work(role);
        }
    }

    fn work_row(&mut self, row: &WorkRow) {
        self.block(|writer| {
            writer.mark("**");
            writer.mark(row.label);
            writer.mark("**");
        });
        for line in &row.lines {
            self.next_after(Gap::Line);
            self.begin();
            self.mark("- ");
            self.within("  ", |writer| writer.block(|writer| writer.work_line(line)));
        }
        if 0 < row.more {
            self.next_after(Gap::Line);
            self.begin();
            let more = format!("and {} more", row.more);
            self.mark("- ");
            self.within("  ", |writer| writer.block(|writer| writer.mark(&more)));
        }
    }

    fn work_line(&mut self, line: &WorkLine) {
        if let Some(page) = line.page {
            self.work_item(&WorkItem { page, anchor: None, what: None });
            self.mark(" ");
        }
        for (at, item) in line.items.iter().enumerate() {
            if 0 < at {
                self.mark(" · ");
            }
            self.work_item(item);
        }
        if 0 < line.more {
            self.mark(&format!(" · and {} more", line.more));
        }
        if let Some(when) = line.when.as_deref().filter(|when| !when.is_empty()) {
            self.mark(" ");
            self.text(when);
        }
    }

    fn work_item(&mut self, item: &WorkItem) {
        let Some(page) = self.ctx.site.catalog.page(item.page) else { return };
        let anchor = item.anchor.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
        let href = format!("{}{anchor}", twin(self.folder, page));
        self.linked_text(item.what.as_deref().unwrap_or(&page.title), &href);
    }
}
