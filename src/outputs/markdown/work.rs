//! What a role must do, as a list: a bullet for each part it has. It is made
//! of lines, so that the twin of a role without a document has it as well.

use super::link::{linked, twin};
use super::writer::{Flow, Gap, Writer};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::routine;
use crate::model::site::Site;
use crate::model::work::{ROUTINE, SESSIONS, WorkItem, WorkLine, WorkRow};
use crate::text::date::format_weekday;

/// The heading above it.
pub(super) const TITLE: &str = "## What you do";

impl Writer<'_> {
    /// Writes what the role with this page must do.
    pub(super) fn work(&mut self, role: PageId) {
        let lines = lines(self.ctx.site, role, self.folder);
        for (at, line) in lines.iter().enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            self.mark(line);
        }
        if !lines.is_empty() {
            self.next_after(Gap::Empty);
            self.after_list = Some('-');
        }
    }

    /// Writes the same with a heading; nothing if there is nothing.
    pub(super) fn work_section(&mut self, role: PageId) {
        if !lines(self.ctx.site, role, self.folder).is_empty() {
            self.block(|writer| writer.mark(TITLE));
            self.work(role);
        }
    }
}

/// Returns what the role with this page must do, as lines of a list; none if
/// nothing says so.
pub(super) fn lines(site: &Site, role: PageId, folder: &SitePath) -> Vec<String> {
    let rows = site.work.get(&role).map(|work| work.rows(&site.reviews)).unwrap_or_default();
    let mut lines: Vec<String> =
        rows.iter().flat_map(|row| Row { site, folder, role }.lines(row)).collect();
    let sessions = site.sessions_of_role(role);
    if 0 < sessions && !rows.iter().any(|row| row.label == ROUTINE) {
        lines.extend([format!("- **{SESSIONS}**"), format!("  - {sessions} to come")]);
    }
    lines
}

struct Row<'a> {
    site: &'a Site,
    folder: &'a SitePath,
    /// The page of the role.
    role: PageId,
}

impl Row<'_> {
    fn lines(&self, row: &WorkRow) -> Vec<String> {
        let mut lines = vec![format!("- **{}**", row.label)];
        lines.extend(row.lines.iter().map(|line| format!("  - {}", self.line(line))));
        if 0 < row.more {
            lines.push(format!("  - and {} more", row.more));
        }
        lines
    }

    fn line(&self, line: &WorkLine) -> String {
        let mut items: Vec<String> = line.items.iter().map(|item| self.item(item)).collect();
        if 0 < line.more {
            items.push(format!("and {} more", line.more));
        }
        let page = line.page.map(|page| self.item(&WorkItem { page, anchor: None, what: None }));
        let when = line.when.as_deref().filter(|when| !when.is_empty());
        let when = when.map(|when| self.site.catalog.records.fill(when));
        let next = self.next(line).unwrap_or_default();
        let when = when.map(|when| super::plain(&when, Flow::Lines) + &next);
        let parts = page.into_iter().chain([items.join(" · ")]).chain(when);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// Says when a task that comes again is done next.
    fn next(&self, line: &WorkLine) -> Option<String> {
        let [item] = line.items.as_slice() else { return None };
        // A page that is only named is no task.
        item.what.as_ref()?;
        let place = (item.page, item.anchor.as_deref());
        let day = routine::next_day(self.site, place, self.role)?;
        Some(format!(", next {}", format_weekday(day)))
    }

    fn item(&self, item: &WorkItem) -> String {
        let Some(page) = self.site.catalog.page(item.page) else { return String::new() };
        let anchor = item.anchor.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
        let href = format!("{}{anchor}", twin(self.folder, page));
        let text = item.what.as_deref().unwrap_or(&page.title);
        linked(&self.site.catalog.records.fill(text), &href, Flow::Lines)
    }
}
