//! The map of a process in the twin of its page: how much is written, and
//! below each area what is known of it, as on the page.

use super::link::twin;
use super::writer::{Gap, Writer};
use crate::model::areas::{AreaSource, AreaState};
use crate::model::document::{Item, List};
use crate::model::sequence::{Entry, Generated};
use crate::outputs::html::area::{Known, coverage};

/// At most so many areas are listed, as on the page.
const MOST: usize = 500;

impl<'a> Writer<'a> {
    /// Tells whether a list is the page's own list of areas.
    pub(super) fn is_map(&self, list: &List) -> bool {
        let first = list.items.first().filter(|_| self.part.at.is_none());
        first.and_then(|item| self.area(item)).is_some()
    }

    fn area(&self, item: &Item) -> Option<&'a Entry> {
        self.part.document.area(item.range.start)
    }

    /// Writes how much of the process is written.
    pub(super) fn covered(&mut self) {
        let process = self.ctx.site.areas.processes.get(&self.page.id);
        if let Some(sentence) = process.and_then(coverage) {
            self.block(|writer| writer.mark(&sentence));
        }
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
            self.block(|writer| writer.text(what));
        }
        if !known.has_facts() {
            return;
        }
        let owner = known.owner.as_ref();
        let owner = owner.map(|(name, page)| {
            let page = page.and_then(|page| self.ctx.site.catalog.page(page));
            (&**name, page.map(|page| twin(self.folder, page)))
        });
        self.block(|writer| {
            if let Some(code) = known.code {
                writer.text(code);
                writer.mark(" ");
            }
            match owner {
                Some((name, Some(href))) => writer.linked_text(name, &href),
                Some((name, None)) => writer.text(name),
                None => {}
            }
            if let Some(when) = &known.when {
                writer.mark(if known.owner.is_some() { " " } else { "" });
                writer.mark(when);
            }
        });
    }

    /// Lists the areas of the process, unless its author placed them.
    pub(super) fn map_below(&mut self) {
        let process = self.ctx.site.areas.processes.get(&self.page.id);
        let is_made = process.is_some_and(|process| process.source == AreaSource::PartOf);
        if is_made && !self.made.contains(&Generated::Sequence) {
            self.titled_line(2, "Areas", ("", String::new()));
            self.map();
        }
    }

    /// Writes the map of a process that keeps no list, if that is what the
    /// page is; tells whether it did.
    pub(super) fn map(&mut self) -> bool {
        let site = self.ctx.site;
        let process = site.areas.processes.get(&self.page.id);
        let process = process.filter(|process| process.source == AreaSource::PartOf);
        let Some(process) = process else { return false };
        self.covered();
        self.chart();
        let written = process.areas.iter().filter_map(|area| match area.state {
            AreaState::Written(id) => Some((id, site.catalog.page(id)?)),
            _ => None,
        });
        for (at, (id, page)) in written.take(MOST).enumerate() {
            self.begin();
            let mark = format!("{}. ", at + 1);
            self.mark(&mark);
            self.within(&" ".repeat(mark.len()), |writer| {
                let href = twin(writer.folder, page);
                writer.block(|writer| writer.linked_text(&page.title, &href));
                writer.known(&Known::of_page(site, id));
            });
        }
        self.next_after(Gap::Empty);
        self.after_list = Some('.');
        if MOST < process.areas.len() {
            let all = process.areas.len();
            self.block(|writer| writer.mark(&format!("{MOST} of {all} are shown.")));
        }
        true
    }
}
