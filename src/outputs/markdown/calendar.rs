//! The tasks that come again and the sessions of training as Markdown: a line
//! for each, with the next day.

use super::link::{linked, twin};
use super::plain;
use super::writer::{Flow, Gap, Writer};
use crate::base::TextRange;
use crate::model::role::Role;
use crate::model::routine::{Agenda, Ask, Entry, Whose};
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
        let whose = Whose::of_mark(site, self.page, &ask);
        let agenda = Agenda::of(site, &whose, ask.months);
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
        let runbook = entry.runbook.and_then(|(page, _)| catalog.page(page));
        let page = runbook.or_else(|| catalog.page(entry.page.id));
        let name = match page {
            Some(page) => linked(&name, &twin(self.folder, page), Flow::Lines),
            None => plain(&name, Flow::Lines),
        };
        let kind = if entry.session.is_some() { "Session: " } else { "" };
        let words = plain(&catalog.records.fill(&entry.words), Flow::Lines);
        let mut line = format!("- {kind}{name}: {words}");
        if let Some(next) = entry.next {
            line.push_str(&format!(", next {}", format_weekday(next.day)));
        }
        let named = |role: &Role| match catalog.page(role.page) {
            Some(page) => linked(&role.title, &twin(self.folder, page), Flow::Lines),
            None => plain(&role.title, Flow::Lines),
        };
        let audience = entry.audience().map(|name| plain(name, Flow::Lines));
        let roles: Vec<String> =
            entry.roles.iter().map(|role| named(role)).chain(audience).collect();
        if !roles.is_empty() {
            line.push_str(&format!("; {}", roles.join(", ")));
        }
        if let Some((name, role)) = entry.trainer() {
            let trainer = role.map_or_else(|| plain(name, Flow::Lines), named);
            line.push_str(&format!("; trainer: {trainer}"));
        }
        line
    }
}
