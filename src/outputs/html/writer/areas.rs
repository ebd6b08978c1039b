//! The map of a process as HTML: its areas in order, each with its number in
//! the catalogue, what it is for, who answers for it, and whether it is
//! written.
//!
//! Where an author keeps a list of areas, that list is the map: what is known
//! of an area stands below what the author wrote.

use super::super::address;
use super::super::area::{Known, coverage};
use super::{Charted, Writer};
use crate::model::areas::{AreaSource, AreaState, Process};
use crate::model::catalog::{Identity, PageId};
use crate::model::chart;
use crate::model::document::{Item, List};
use crate::model::sequence::Entry;

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
        self.part.document.area(item.range.start)
    }

    /// Writes how much of the process is written: a bar and a sentence.
    pub(super) fn covered(&mut self) {
        let Some(process) = self.process() else { return };
        let Some(sentence) = coverage(process) else { return };
        self.markup("<p class=\"covered\">");
        if process.coverage().1 <= LONGEST_BAR {
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
        self.text(&sentence);
        self.markup("</p>\n");
    }

    /// Writes where the flows of the areas lead, once on a page.
    pub(super) fn chart(&mut self) {
        if self.chart != Charted::NotYet {
            return;
        }
        let site = self.ctx.site;
        let href = |page: &Identity| address::page(self.folder, &page.output, site.config.links);
        self.chart = match chart::figure::of_process(site, self.page.id, &href) {
            Some(chart) => {
                self.markup(&super::super::chart::figure(self.ctx.drawings, &chart, "Area"));
                Charted::Shown
            }
            None => Charted::Nothing,
        };
    }

    /// Writes what is known of the area that an item of the page's own list
    /// names.
    pub(super) fn known_of(&mut self, item: &Item) {
        let Some(entry) = self.area(item).filter(|_| self.part.at.is_none()) else { return };
        let Some(number) = entry.reference() else { return };
        let known = Known::of_item(self.ctx.site, entry, self.target(number), item);
        self.known(&known);
    }

    fn known(&mut self, known: &Known<'_>) {
        if let Some(what) = known.what {
            self.markup("<p class=\"what\">");
            self.text(what);
            self.markup("</p>\n");
        }
        if known.has_facts() {
            self.facts(known);
        }
    }

    fn facts(&mut self, known: &Known<'_>) {
        self.markup("<p class=\"facts\">");
        if let Some(code) = known.code {
            self.markup("<span>");
            self.text(code);
            self.markup("</span> ");
        }
        if let Some((name, page)) = &known.owner {
            self.owner(name, *page);
        }
        if let Some(when) = &known.when {
            self.markup(if known.is_late { "<span class=\"sev s3\">" } else { "<span>" });
            if known.is_late {
                self.symbol("s3");
            }
            self.text(when);
            self.markup("</span>");
        }
        self.markup("</p>\n");
    }

    fn owner(&mut self, name: &str, page: Option<PageId>) {
        match page.and_then(|page| self.ctx.site.catalog.page(page)) {
            Some(page) => {
                self.markup("<a");
                let href = address::page(self.folder, &page.output, self.ctx.site.config.links);
                self.attribute("href", &href);
                self.markup(">");
                self.text(name);
                self.markup("</a> ");
            }
            None => {
                self.markup("<span>");
                self.text(name);
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
        self.chart();
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
            self.known(&Known::of_page(self.ctx.site, id));
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
