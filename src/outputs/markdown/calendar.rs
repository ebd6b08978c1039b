//! The tasks that come again as Markdown: a line for each, with the next day.

use super::link::{linked, twin};
use super::plain;
use super::writer::{Flow, Gap, Writer};
use crate::base::TextRange;
use crate::model::page::Target;
use crate::model::routine::{Agenda, Ask, Entry, Whose, routines};
use crate::model::sequence::Generated;
use crate::text::date::format_weekday;

/// A page has at most so many calendars.
const MOST: usize = 6;

impl Writer<'_> {
    /// Writes the tasks that a mark asks for.
    pub(super) fn calendar(&mut self, mark: TextRange) {
        if MOST <= self.made.iter().filter(|own| **own == Generated::Calendar).count() {
            return;
        }
        self.made.push(Generated::Calendar);
        let site = self.ctx.site;
        let ask = Ask::read(&self.part.document.source.text, mark);
        let routines = routines(site);
        let whose = Whose::of_mark(site, self.page, &ask);
        let agenda = Agenda::of(site, &routines, (&whose, ask.months));
        for (at, entry) in agenda.entries.iter().enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            let line = self.task_line(entry);
            self.mark(&line);
        }
        if !agenda.entries.is_empty() {
            self.next_after(Gap::Empty);
            self.after_list = Some('-');
        }
        if 0 < agenda.more {
            let more = format!("and {} more", agenda.more);
            self.block(|writer| writer.mark(&more));
        }
    }

    fn task_line(&self, entry: &Entry<'_>) -> String {
        let catalog = &self.ctx.site.catalog;
        let name = catalog.records.fill(entry.name);
        let number = entry.task.runbook.given().and_then(|name| name.reference);
        let target = number.and_then(|number| entry.page.targets.get(number as usize));
        let runbook = match target {
            Some(Target::Page(id, _)) => catalog.page(*id),
            _ => None,
        };
        let page = runbook.or_else(|| catalog.page(entry.page.id));
        let name = match page {
            Some(page) => linked(&name, &twin(self.folder, page), Flow::Lines),
            None => plain(&name, Flow::Lines),
        };
        let mut line =
            format!("- {name}: {}", plain(&catalog.records.fill(&entry.words), Flow::Lines));
        if let Some(next) = entry.next {
            line.push_str(&format!(", next {}", format_weekday(next.day)));
        }
        let roles = entry.roles.iter().map(|role| match catalog.page(role.page) {
            Some(page) => linked(&role.title, &twin(self.folder, page), Flow::Lines),
            None => plain(&role.title, Flow::Lines),
        });
        let roles: Vec<String> = roles.collect();
        if !roles.is_empty() {
            line.push_str(&format!("; {}", roles.join(", ")));
        }
        line
    }
}
