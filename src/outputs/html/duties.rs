//! What a role must do, in one table: what comes again and again, what it
//! does, signs and answers for, what it owns, and what it must know.
//!
//! One row for each part it has, one line for each page in it, so that the
//! answer fits on a screen.

use std::collections::BTreeMap;

use super::address;
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::relation::{Duty, DutySource, Part, RelationKind};
use crate::model::work::Work;
use crate::text::html::escape;

/// At most so many pages stand in a row, and so many duties in a line.
const MOST_PAGES: usize = 40;
const MOST_DUTIES: usize = 12;

/// What a role's part is called, in the order of the table.
const PARTS: &[(Part, &str)] = &[
    (Part::Does, "You do"),
    (Part::Signs, "You sign"),
    (Part::Approves, "You approve"),
    (Part::Accountable, "You answer for"),
    (Part::Consulted, "You are asked"),
    (Part::Informed, "You are told"),
];

/// What pages that name a role are to it.
const NAMED: &[(RelationKind, &str)] = &[
    (RelationKind::Owner, "You own"),
    (RelationKind::Backup, "You stand in as owner"),
    (RelationKind::ApprovedBy, "You approved"),
    (RelationKind::AppliesTo, "Rules that bind you"),
    (RelationKind::Learners, "You learn"),
    (RelationKind::Alternate, "You stand in for"),
    (RelationKind::ReportsTo, "Who answers to you"),
];

/// Writes what the role with this page must do; empty if nothing says so.
pub(super) fn write(ctx: &RenderContext<'_>, role: PageId, folder: &SitePath) -> String {
    let Some(work) = ctx.site.work.get(&role) else { return String::new() };
    let table = Table { ctx, folder };
    let mut rows = String::new();
    rows.push_str(&table.routine(work));
    for (part, label) in PARTS {
        let duties = work
            .duties
            .iter()
            .filter(|(_, duty)| duty.part == *part && duty.source != DutySource::Routine);
        rows.push_str(&table.duties(label, duties));
    }
    rows.push_str(&table.pages("You must know", work.names(RelationKind::Training)));
    for (kind, label) in NAMED {
        rows.push_str(&table.pages(label, work.named(*kind)));
    }
    match rows.is_empty() {
        true => String::new(),
        false => format!("<table class=\"work\">\n<tbody>\n{rows}</tbody></table>\n"),
    }
}

struct Table<'a> {
    ctx: &'a RenderContext<'a>,
    folder: &'a SitePath,
}

impl Table<'_> {
    /// Tasks that come again, each with its time.
    fn routine(&self, work: &Work) -> String {
        let mut routine: Vec<&(PageId, Duty)> =
            work.duties.iter().filter(|(_, duty)| duty.source == DutySource::Routine).collect();
        // A role that does a task is not told of it a second time.
        routine.sort_by_key(|(page, duty)| (duty.part, *page, duty.range));
        let lines: Vec<String> = routine
            .iter()
            .map(|(page, duty)| {
                let when = duty.when.as_deref().unwrap_or_default();
                let when = match when {
                    "" => String::new(),
                    when => format!("<small>{}</small>", escape(when)),
                };
                format!("<li>{}{when}</li>\n", self.duty(*page, duty))
            })
            .collect();
        self.row("Again and again", &lines)
    }

    /// Duties of one part, a line for each page.
    fn duties<'b>(&self, label: &str, duties: impl Iterator<Item = &'b (PageId, Duty)>) -> String {
        let mut by_page: BTreeMap<PageId, Vec<&Duty>> = BTreeMap::new();
        for (page, duty) in duties {
            by_page.entry(*page).or_default().push(duty);
        }
        let line = |(page, duties): (&PageId, &Vec<&Duty>)| {
            let shown = duties.iter().take(MOST_DUTIES);
            let shown: Vec<String> = shown.map(|duty| self.duty(*page, duty)).collect();
            let more = duties.len().saturating_sub(MOST_DUTIES);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            let page = self.page(*page)?;
            Some(format!("<li>{page}<span>{}{more}</span></li>\n", shown.join(" · ")))
        };
        let lines: Vec<String> = by_page.iter().filter_map(line).collect();
        self.row(label, &lines)
    }

    /// Pages in a row.
    fn pages(&self, label: &str, pages: impl Iterator<Item = PageId>) -> String {
        let all: Vec<PageId> = pages.collect();
        let shown = all.iter().take(MOST_PAGES).filter_map(|page| self.page(*page));
        let mut shown: Vec<String> = shown.collect();
        if MOST_PAGES < all.len() {
            shown.push(format!("and {} more", all.len() - MOST_PAGES));
        }
        match shown.is_empty() {
            true => String::new(),
            false => self.row(label, &[format!("<li>{}</li>\n", shown.join(" · "))]),
        }
    }

    fn row(&self, label: &str, lines: &[String]) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let shown = lines.iter().take(MOST_PAGES).map(String::as_str).collect::<String>();
        let more = lines.len().saturating_sub(MOST_PAGES);
        let more = if more == 0 { String::new() } else { format!("<li>and {more} more</li>\n") };
        format!("<tr><th scope=\"row\">{label}</th><td><ul>\n{shown}{more}</ul></td></tr>\n")
    }

    /// A duty, as a link to its place.
    fn duty(&self, page: PageId, duty: &Duty) -> String {
        let what = escape(&duty.what);
        let Some(identity) = self.ctx.site.catalog.page(page) else { return what };
        let address = address::page(self.folder, &identity.output, self.ctx.site.config.links);
        let anchor = duty.anchor.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
        format!("<a href=\"{}{}\">{what}</a>", escape(&address), escape(&anchor))
    }

    fn page(&self, page: PageId) -> Option<String> {
        let identity = self.ctx.site.catalog.page(page)?;
        let address = address::page(self.folder, &identity.output, self.ctx.site.config.links);
        Some(format!("<a href=\"{}\">{}</a>", escape(&address), escape(&identity.title)))
    }
}
