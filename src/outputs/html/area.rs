//! What is known of an area beside its name, as the map of its process says
//! it: on the page of the process and in its twin.

use super::name;
use crate::model::areas::Process;
use crate::model::catalog::{PageId, Planned, loose};
use crate::model::document::{Block, BlockKind, Item};
use crate::model::page::Target;
use crate::model::sequence::{Entry, EntryState};
use crate::model::site::Site;
use crate::text::date::format_day;

/// What is known of an area.
#[derive(Default)]
pub(crate) struct Known<'a> {
    /// What it is for.
    pub what: Option<&'a str>,
    /// Its number in the catalogue.
    pub code: Option<&'a str>,
    /// Who answers for it, and the page of that role.
    pub owner: Option<(String, Option<PageId>)>,
    /// For one that is not written: when it will be, in words.
    pub when: Option<String>,
    /// Whether it should be written by now.
    pub is_late: bool,
}

impl<'a> Known<'a> {
    /// Returns what is known of the area that an item of the page's own list
    /// names. What its page is for is said where the item is a name alone.
    pub fn of_item(site: &'a Site, entry: &Entry, target: &Target, item: &Item) -> Known<'a> {
        match target {
            _ if entry.state == EntryState::Current => Known::default(),
            Target::Page(id, _) => {
                let known = Known::of_page(site, *id);
                Known { what: known.what.filter(|_| says_no_more(item)), ..known }
            }
            Target::Planned(name) => Known::of_planned(site, name),
            _ => Known::default(),
        }
    }

    /// Returns what the page of an area says.
    pub fn of_page(site: &'a Site, id: PageId) -> Known<'a> {
        let Some(page) = site.catalog.page(id) else { return Known::default() };
        let front = page.document.as_ref().map(|document| &document.front);
        let owner = front.and_then(|front| Some(&*front.owner.as_ref()?.text));
        Known {
            what: Some(&*page.description).filter(|what| !what.is_empty()),
            code: front.and_then(|front| Some(&*front.code.as_ref()?.text)),
            owner: owner.map(|owner| name::titled(site, owner)),
            ..Known::default()
        }
    }

    /// Returns what is announced of an area that is not written.
    fn of_planned(site: &'a Site, name: &str) -> Known<'a> {
        let known = site.catalog.planned_by_name.get(&loose(name));
        let known: Option<&Planned> = known.and_then(|id| site.catalog.planned.get(id.0 as usize));
        let due = known.and_then(|planned| planned.due);
        let is_late = due.is_some_and(|due| due < site.config.today);
        let owner = known.and_then(|planned| planned.owner.as_deref());
        Known {
            what: None,
            code: known.and_then(|planned| planned.code.as_deref()),
            owner: owner.map(|owner| name::titled(site, owner)),
            when: Some(match due {
                None => "planned, no date yet".into(),
                Some(due) if is_late => format!("was due {}", format_day(due)),
                Some(due) => format!("planned for {}", format_day(due)),
            }),
            is_late,
        }
    }

    /// Tells whether anything but what it is for is known.
    pub fn has_facts(&self) -> bool {
        self.code.is_some() || self.owner.is_some() || self.when.is_some()
    }
}

/// Says how much of a process is written; nothing of one without areas.
pub(crate) fn coverage(process: &Process) -> Option<String> {
    match process.coverage() {
        (_, 0) => None,
        (written, 1) => Some(format!("{written} of 1 area is written.")),
        (written, all) => Some(format!("{written} of {all} areas are written.")),
    }
}

/// Tells whether an item is a name and nothing else.
fn says_no_more(item: &Item) -> bool {
    match &*item.blocks {
        [Block { kind: BlockKind::Plain(content) | BlockKind::Paragraph(content), .. }] => {
            content.len() == 1
        }
        _ => false,
    }
}
