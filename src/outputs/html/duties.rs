//! What a role must do, in one table, so that the answer fits on a screen:
//! what has a time is seen first, and a long row is folded.

use super::address;
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::routine::{self, ScopeKind};
use crate::model::work::{ROUTINE, SESSIONS, WorkItem, WorkLine, WorkRow};
use crate::text::date::format_weekday;
use crate::text::html::escape;

/// Writes what the role with this page must do; empty if nothing says so.
pub(super) fn write(ctx: &RenderContext<'_>, role: PageId, folder: &SitePath) -> String {
    let rows =
        ctx.site.work.get(&role).map(|work| work.rows(&ctx.site.reviews)).unwrap_or_default();
    let table = Table { ctx, folder, role };
    let mut cells: String = rows.iter().map(|row| table.row(row)).collect();
    if !rows.iter().any(|row| row.label == ROUTINE) {
        cells.push_str(&table.sessions().unwrap_or_default());
    }
    if cells.is_empty() {
        return String::new();
    }
    format!("<table class=\"work\">\n<tbody>\n{cells}</tbody></table>\n")
}

/// A row with more places and pages is folded; if they say when, what is more
/// than that.
const FEW: usize = 3;
/// So many pages are named where a row is folded.
const NAMED: usize = 6;

struct Table<'a> {
    ctx: &'a RenderContext<'a>,
    folder: &'a SitePath,
    /// The page of the role.
    role: PageId,
}

impl Table<'_> {
    fn row(&self, row: &WorkRow) -> String {
        let mut lines: Vec<String> = row.lines.iter().map(|line| self.line(line)).collect();
        if 0 < row.more {
            lines.push(format!("<li>and {} more</li>\n", row.more));
        }
        let list = |lines: &[String]| format!("<ul>\n{}</ul>", lines.concat());
        let cell = match lines.split_at_checked(FEW) {
            Some((first, rest)) if row.is_timed && 1 < rest.len() => {
                let summary = format!("<summary>{} more</summary>", rest.len());
                format!("{}<details>{summary}{}</details>", list(first), list(rest))
            }
            _ if !row.is_timed && FEW < row.count() => {
                format!("<details>{}{}</details>", self.summary(row), list(&lines))
            }
            _ => list(&lines),
        };
        let calendar = (row.label == ROUTINE).then(|| self.calendar()).flatten();
        let label = format!("{}{}", row.label, calendar.unwrap_or_default());
        format!("<tr><th scope=\"row\">{label}</th><td>{cell}</td></tr>\n")
    }

    /// Says where the sessions are that the role learns or teaches in.
    fn sessions(&self) -> Option<String> {
        let count = self.ctx.site.sessions_of_role(self.role);
        let calendar = self.calendar().filter(|_| 0 < count)?;
        let label = format!("{SESSIONS}{calendar}");
        Some(format!("<tr><th scope=\"row\">{label}</th><td>{count} to come</td></tr>\n"))
    }

    /// Says where what the role has in its calendar stands by month.
    fn calendar(&self) -> Option<String> {
        let site = self.ctx.site;
        let role = site.catalog.roles.of_page(self.role)?;
        let own = site.task_scope(ScopeKind::Role, &role.id)?;
        let page = escape(&address::page(self.folder, &own.page(), site.config.links));
        let file = escape(&address::file(self.folder, &own.file()));
        let links = format!("<a href=\"{page}\">By month</a> · <a href=\"{file}\">Subscribe</a>");
        Some(format!(" <span>{links}</span>"))
    }

    /// Says how much is folded, and which pages it is about.
    fn summary(&self, row: &WorkRow) -> String {
        let of_line = |line: &WorkLine| match line.page {
            Some(page) => vec![page],
            None => line.items.iter().map(|item| item.page).collect(),
        };
        let pages: Vec<PageId> = row.lines.iter().flat_map(of_line).collect();
        let catalog = &self.ctx.site.catalog;
        let names = pages.iter().take(NAMED).filter_map(|id| catalog.page(*id));
        let mut names: Vec<String> = names.map(|page| escape(&page.title)).collect();
        if NAMED < pages.len() {
            names.push("…".into());
        }
        let (count, names) = (row.count(), names.join(", "));
        let what = if row.lines.iter().any(|line| line.page.is_some()) { "tasks" } else { "pages" };
        format!("<summary>{count} {what} <span>{names}</span></summary>")
    }

    fn line(&self, line: &WorkLine) -> String {
        let mut items: Vec<String> = line.items.iter().map(|item| self.item(item)).collect();
        if 0 < line.more {
            items.push(format!("and {} more", line.more));
        }
        let items = items.join(" · ");
        let when = line.when.as_deref().filter(|when| !when.is_empty());
        let when = when.map(|when| self.ctx.site.catalog.records.fill(when));
        let next = self.next(line).unwrap_or_default();
        let when = when.map(|when| format!(" <small>{}{next}</small>", escape(&when)));
        match line.page {
            Some(page) => {
                let page = WorkItem { page, anchor: None, what: None };
                format!("<li>{} <span>{items}</span></li>\n", self.item(&page))
            }
            None => format!("<li>{items}{}</li>\n", when.unwrap_or_default()),
        }
    }

    /// Says when a task that comes again is done next.
    fn next(&self, line: &WorkLine) -> Option<String> {
        let [item] = line.items.as_slice() else { return None };
        // A page that is only named is no task.
        item.what.as_ref()?;
        let place = (item.page, item.anchor.as_deref());
        let day = routine::next_day(self.ctx.site, place, self.role)?;
        Some(format!(", next <time datetime=\"{day}\">{}</time>", format_weekday(day)))
    }

    fn item(&self, item: &WorkItem) -> String {
        let Some(page) = self.ctx.site.catalog.page(item.page) else { return String::new() };
        let address = address::page(self.folder, &page.output, self.ctx.site.config.links);
        let anchor = item.anchor.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
        let text = item.what.as_deref().unwrap_or(&page.title);
        let text = self.ctx.site.catalog.records.fill(text);
        format!("<a href=\"{}{}\">{}</a>", escape(&address), escape(&anchor), escape(&text))
    }
}
