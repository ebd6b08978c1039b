//! The mark of a calendar: `[[_CALENDAR_]]`, and `[[_CALENDAR_|production]]`
//! for the tasks of somebody or something alone.

use super::Writer;
use crate::base::TextRange;
use crate::model::routine::{Agenda, Ask, Scope, Whose, find};
use crate::model::sequence::Generated;
use crate::outputs::html::calendar::{self, Place};

/// A page has at most so many calendars.
const MOST: usize = 6;

impl Writer<'_> {
    /// Writes the calendar that a mark asks for.
    pub(super) fn calendar(&mut self, mark: TextRange) {
        let number = 1 + self.made.iter().filter(|own| **own == Generated::Calendar).count();
        if MOST < number {
            return;
        }
        self.made.push(Generated::Calendar);
        let site = self.ctx.site;
        let ask = Ask::read(&self.part.document.source.text, mark);
        let whose = Whose::of_mark(site, self.page, &ask);
        let agenda = Agenda::of(site, &whose, ask.months);
        let file = match (ask.names.as_slice(), &whose) {
            ([(name, _)], _) => find(site, name),
            ([], Whose::Scopes(_)) => site.catalog.roles.of_page(self.page.id).map(Scope::of_role),
            _ => None,
        };
        let known = file.and_then(|own| site.task_scope(own.kind, &own.id));
        let place = Place { ctx: self.ctx, folder: self.folder, number };
        let file = known.map_or_else(calendar::whole, Scope::file);
        let written = calendar::write(place, &agenda, &file);
        self.markup(&written);
    }
}
