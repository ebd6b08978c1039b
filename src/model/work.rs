//! What a role owns, does and must know, gathered from all pages.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::relation::{Duty, DutySource, Part, RelationKind};
use crate::model::review::{Attention, Reviews, Standing};

/// At most so many pages or lines stand in a row, and so many duties in a
/// line.
const MOST_PAGES: usize = 40;
/// At most so many reviews that are due: they stand before all else.
const MOST_REVIEWS: usize = 8;
const MOST_DUTIES: usize = 12;

/// What the row of tasks that come again is called.
pub const ROUTINE: &str = "Again and again";

/// What the row of sessions of training is called. It stands where a role has
/// no tasks that come again, beside which they are found.
pub const SESSIONS: &str = "Sessions";

/// What a role's part is called, in the order readers see it.
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
    (RelationKind::Backup, "Backup for"),
    (RelationKind::ApprovedBy, "You approved"),
    (RelationKind::ReviewedBy, "You reviewed"),
    (RelationKind::AppliesTo, "Rules that bind you"),
    (RelationKind::Learners, "You learn"),
    (RelationKind::Alternate, "You stand in for"),
    (RelationKind::ReportsTo, "Who answers to you"),
];

/// The work of one role. Pages are in the order of their ids, each once.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// What it does, with the page that says so, in the order of pages.
    pub duties: Vec<(PageId, Duty)>,
    /// Pages that name it, by what they say.
    pub named: Vec<(RelationKind, PageId)>,
    /// Pages that it names itself, by what it says of them.
    pub names: Vec<(RelationKind, PageId)>,
    /// Runbooks it owns or has a step in.
    pub runbooks: Vec<PageId>,
}

impl Work {
    /// Returns the pages that name the role in this way.
    pub fn named(&self, kind: RelationKind) -> impl Iterator<Item = PageId> {
        let named = self.named.iter().filter(move |(own, _)| *own == kind);
        named.map(|(_, page)| *page)
    }

    /// Returns the pages the role names in this way.
    pub fn names(&self, kind: RelationKind) -> impl Iterator<Item = PageId> {
        let names = self.names.iter().filter(move |(own, _)| *own == kind);
        names.map(|(_, page)| *page)
    }

    /// Returns what the role must do as a reader sees it: what is due and
    /// what comes again, then a row for each part it has, a line for each
    /// page in it.
    pub fn rows(&self, reviews: &Reviews) -> Vec<WorkRow> {
        let mut rows = vec![self.due(reviews), self.routine()];
        for (part, label) in PARTS {
            let duties = self
                .duties
                .iter()
                .filter(|(_, duty)| duty.part == *part && duty.source != DutySource::Routine);
            rows.push(by_page(label, duties));
        }
        rows.push(pages("You may run", self.runbooks.iter().copied()));
        rows.push(pages("You must know", self.names(RelationKind::Training)));
        for (kind, label) in NAMED {
            rows.push(pages(label, self.named(*kind)));
        }
        rows.retain(|row| !row.lines.is_empty());
        rows
    }

    /// Reviews of the pages it owns, most urgent first.
    fn due(&self, reviews: &Reviews) -> WorkRow {
        let owned = self.named(RelationKind::Owner);
        let mut due: Vec<(Attention, PageId, &Standing)> = owned
            .filter_map(|page| {
                let standing = reviews.standings.get(&page)?;
                Some((standing.attention()?, page, standing))
            })
            .collect();
        due.sort_by_key(|(attention, page, standing)| (*attention, standing.due, *page));
        let lines = due.iter().take(MOST_REVIEWS).map(|(_, page, standing)| {
            let items = vec![WorkItem { page: *page, anchor: None, what: None }];
            WorkLine { page: None, items, when: standing.words().map(Into::into), more: 0 }
        });
        let more = due.len().saturating_sub(MOST_REVIEWS);
        WorkRow { label: "Reviews due", lines: lines.collect(), more, is_timed: true }
    }

    /// Tasks that come again, each with its time.
    fn routine(&self) -> WorkRow {
        let is_routine = |duty: &&(PageId, Duty)| duty.1.source == DutySource::Routine;
        let mut routine: Vec<&(PageId, Duty)> = self.duties.iter().filter(is_routine).collect();
        routine.sort_by_key(|(page, duty)| (duty.part, *page, duty.range));
        let lines = routine.iter().map(|(page, duty)| {
            let when = duty.when.clone();
            WorkLine { page: None, items: vec![WorkItem::duty(*page, duty)], when, more: 0 }
        });
        WorkRow { is_timed: true, ..row(ROUTINE, lines.collect()) }
    }
}

/// Part of what a role must do.
#[derive(Clone, Debug)]
pub struct WorkRow {
    /// The role's part: "You do".
    pub label: &'static str,
    /// What it has this part in.
    pub lines: Vec<WorkLine>,
    /// How many lines there are beyond these.
    pub more: usize,
    /// Whether its lines say when, so that a reader must see them first.
    pub is_timed: bool,
}

impl WorkRow {
    /// Returns how many places and pages it has.
    pub fn count(&self) -> usize {
        self.lines.iter().map(|line| line.items.len() + line.more).sum::<usize>() + self.more
    }
}

/// One line of a row.
#[derive(Clone, Debug)]
pub struct WorkLine {
    /// The page that says so, if the line begins with it.
    pub page: Option<PageId>,
    /// Places and pages.
    pub items: Vec<WorkItem>,
    /// When it is due.
    pub when: Option<Box<str>>,
    /// How many items there are beyond these.
    pub more: usize,
}

/// A place or a page.
#[derive(Clone, Debug)]
pub struct WorkItem {
    /// The page.
    pub page: PageId,
    /// The place in it.
    pub anchor: Option<Box<str>>,
    /// What is to be done there; else the title of the page says it.
    pub what: Option<Box<str>>,
}

impl WorkItem {
    fn duty(page: PageId, duty: &Duty) -> WorkItem {
        WorkItem { page, anchor: duty.anchor.clone(), what: Some(duty.what.clone()) }
    }
}

/// Duties of one part, a line for each page.
fn by_page<'a>(label: &'static str, duties: impl Iterator<Item = &'a (PageId, Duty)>) -> WorkRow {
    let mut pages: BTreeMap<PageId, Vec<&Duty>> = BTreeMap::new();
    for (page, duty) in duties {
        pages.entry(*page).or_default().push(duty);
    }
    let line = |(page, duties): (PageId, Vec<&Duty>)| {
        let shown = duties.iter().take(MOST_DUTIES);
        let items = shown.map(|duty| WorkItem::duty(page, duty)).collect();
        let more = duties.len().saturating_sub(MOST_DUTIES);
        WorkLine { page: Some(page), items, when: None, more }
    };
    row(label, pages.into_iter().map(line).collect())
}

/// Pages in one line.
fn pages(label: &'static str, pages: impl Iterator<Item = PageId>) -> WorkRow {
    let item = |page| WorkItem { page, anchor: None, what: None };
    let mut items: Vec<WorkItem> = pages.map(item).collect();
    let more = items.len().saturating_sub(MOST_PAGES);
    items.truncate(MOST_PAGES);
    let line = WorkLine { page: None, items, when: None, more };
    row(label, if line.items.is_empty() { Vec::new() } else { vec![line] })
}

fn row(label: &'static str, mut lines: Vec<WorkLine>) -> WorkRow {
    let more = lines.len().saturating_sub(MOST_PAGES);
    lines.truncate(MOST_PAGES);
    WorkRow { label, lines, more, is_timed: false }
}
