//! The map of a process as HTML: its areas in order, each with its number in
//! the catalogue, what it is for, who answers for it, and whether it is
//! written.
//!
//! Where an author keeps a list of areas, that list is the map: what is known
//! of an area stands below what the author wrote.

use super::super::address;
use super::super::page::person;
use super::Writer;
use crate::model::areas::{AreaSource, AreaState, Process};
use crate::model::catalog::{Identity, PageId, Planned, loose};
use crate::model::document::{Block, BlockKind, Item, List};
use crate::model::page::Target;
use crate::model::sequence::{Entry, EntryState, SequenceKind};
use crate::text::date::format_day;

/// At most so many areas are shown in the bar above a map.
const LONGEST_BAR: usize = 60;
/// At most so many areas are shown in a map the site makes.
const MOST: usize = 500;

impl<'a> Writer<'a> {
    /// Returns the process the page is about.
    fn process(&self) -> Option<&'a Process> {
        self.ctx.site.areas.processes.get(&self.page.id)
    }

    /// Tells whether a list is the page's own list of areas.
    pub(super) fn is_map(&self, list: &List) -> bool {
        let first = list.items.first().filter(|_| self.part.at.is_none());
        first.and_then(|item| self.area(item)).is_some()
    }

    fn area(&self, item: &Item) -> Option<&'a Entry> {
        let (sequence, entry) = self.part.document.entry(item.range.start)?;
        (sequence.kind == SequenceKind::Areas && entry.depth == 0).then_some(entry)
    }

    /// Writes how much of the process is written: a bar and a sentence.
    pub(super) fn covered(&mut self) {
        let Some(process) = self.process() else { return };
        let (written, all) = process.coverage();
        if all == 0 {
            return;
        }
        self.markup("<p class=\"covered\">");
        if all <= LONGEST_BAR {
            self.markup("<span aria-hidden=\"true\">");
            for area in &process.areas {
                match area.state {
                    AreaState::Written(_) => self.markup("<i></i>"),
                    AreaState::Planned(_) => self.markup("<i class=\"plan\"></i>"),
                    AreaState::Other => {}
                }
            }
            self.markup("</span> ");
        }
        let sentence = match all {
            1 => format!("{written} of 1 area is written."),
            _ => format!("{written} of {all} areas are written."),
        };
        self.text(&sentence);
        self.markup("</p>\n");
    }

    /// Writes what is known of the area that an item of the page's own list
    /// names.
    pub(super) fn known_of(&mut self, item: &Item) {
        let Some(entry) = self.area(item).filter(|_| self.part.at.is_none()) else { return };
        let target = entry.reference().map(|number| self.target(number).clone());
        match target {
            _ if entry.state == EntryState::Current => {}
            Some(Target::Page(id, _)) => {
                let is_name = says_no_more(item);
                self.known_page(id, |page| Some(&*page.description).filter(|_| is_name));
            }
            Some(Target::Planned(name)) => self.known_planned(&name),
            _ => {}
        }
    }

    fn known_page(&mut self, id: PageId, what: impl Fn(&'a Identity) -> Option<&'a str>) {
        let Some(page) = self.ctx.site.catalog.page(id) else { return };
        if let Some(what) = what(page).filter(|what| !what.is_empty()) {
            self.markup("<p class=\"what\">");
            self.text(what);
            self.markup("</p>\n");
        }
        let front = page.document.as_ref().map(|document| &document.front);
        let code = front.and_then(|front| Some(&*front.code.as_ref()?.text));
        let owner = front.and_then(|front| Some(&*front.owner.as_ref()?.text));
        self.facts(code, owner, None);
    }

    fn known_planned(&mut self, name: &str) {
        let catalog = &self.ctx.site.catalog;
        let known = catalog.planned_by_name.get(&loose(name));
        let known = known.and_then(|id| catalog.planned.get(id.0 as usize));
        let code = known.and_then(|planned| planned.code.as_deref());
        let owner = known.and_then(|planned| planned.owner.as_deref());
        self.facts(code, owner, Some(known));
    }

    /// Writes a line of facts; `planned` is what is announced of an area that
    /// is not written.
    fn facts(
        &mut self,
        code: Option<&str>,
        owner: Option<&str>,
        planned: Option<Option<&Planned>>,
    ) {
        if code.is_none() && owner.is_none() && planned.is_none() {
            return;
        }
        self.markup("<p class=\"facts\">");
        if let Some(code) = code {
            self.markup("<span>");
            self.text(code);
            self.markup("</span> ");
        }
        if let Some(owner) = owner {
            self.owner(owner);
        }
        match planned.map(|planned| planned.and_then(|planned| planned.due)) {
            None => {}
            Some(None) => self.markup("<span>planned, no date yet</span>"),
            Some(Some(due)) if due < self.ctx.site.config.today => {
                self.markup("<span class=\"sev s3\">");
                self.symbol("s3");
                self.text(&format!("was due {}", format_day(due)));
                self.markup("</span>");
            }
            Some(Some(due)) => {
                self.markup("<span>");
                self.text(&format!("planned for {}", format_day(due)));
                self.markup("</span>");
            }
        }
        self.markup("</p>\n");
    }

    fn owner(&mut self, owner: &str) {
        let (name, href) = person(self.ctx, owner, self.folder);
        match href {
            Some(href) => {
                self.markup("<a");
                self.attribute("href", &href);
                self.markup(">");
                self.text(&name);
                self.markup("</a> ");
            }
            None => {
                self.markup("<span>");
                self.text(&name);
                self.markup("</span> ");
            }
        }
    }

    /// Writes the map of a process whose author placed it nowhere.
    pub(super) fn map_below(&mut self) {
        if self.process().is_some_and(|process| process.source == AreaSource::PartOf) {
            self.markup("<h2 id=\"site:areas\">Areas</h2>\n");
            self.map();
        }
    }

    /// Writes the map of a process that keeps no list, if that is what the
    /// page is; tells whether it did.
    pub(super) fn map(&mut self) -> bool {
        let process = self.process().filter(|process| process.source == AreaSource::PartOf);
        let Some(process) = process else { return false };
        self.covered();
        self.markup("<ol class=\"sequence areas\">\n");
        let pages = process.areas.iter().filter_map(|area| match area.state {
            AreaState::Written(id) => Some((id, self.ctx.site.catalog.page(id)?)),
            _ => None,
        });
        let pages: Vec<(PageId, &'a Identity)> = pages.take(MOST).collect();
        for (id, page) in pages {
            self.markup("<li><a");
            let href = address::page(self.folder, &page.output, self.ctx.site.config.links);
            self.attribute("href", &href);
            self.markup(">");
            self.text(&page.title);
            self.markup("</a>\n");
            self.known_page(id, |page| Some(&page.description));
            self.markup("</li>\n");
        }
        self.markup("</ol>\n");
        if MOST < process.areas.len() {
            let (shown, all) = (MOST, process.areas.len());
            self.markup(&format!("<p>{shown} of {all} are shown.</p>\n"));
        }
        true
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
