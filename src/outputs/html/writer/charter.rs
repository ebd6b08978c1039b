//! The tables of a charter: what each section's look adds to a table, and
//! how its values look.
//!
//! A table belongs to the nearest heading above it that names a section.

use jiff::civil::Date;

use super::Writer;
use crate::base::TextRange;
use crate::model::charter::columns::TASKS;
use crate::model::charter::{Rung, figure, rows, words};
use crate::model::document::{Block, BlockKind, Heading, Inline, InlineKind};
use crate::model::page::Page;
use crate::model::routine::{self, Routine};
use crate::model::sequence::Generated;
use crate::model::site::Site;
use crate::model::table::{Cell, Table};
use crate::outputs::html::figure::column;
use crate::outputs::html::runbook::tel;
use crate::outputs::html::{charter, name};
use crate::text::date::format_weekday;

/// The sections of a charter whose tables have a look of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    /// The page is no charter.
    None,
    /// One without a look of its own, or the text before the first.
    Plain,
    /// Who hands on to whom.
    Levels,
    /// When somebody is there.
    Hours,
    /// Impact, urgency and the priority they give.
    Priorities,
    /// How fast, by priority.
    Promises,
    /// Who is called next.
    Escalation,
    /// Tasks and roles.
    Raci,
    /// What is done again and again.
    Tasks,
}

/// How a table of a charter looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Look {
    Plain,
    Levels,
    /// Cells are priorities.
    Matrix,
    /// Rows are priorities.
    Promises,
    Ladder,
    Raci,
    /// Rows have a day on which they are done next.
    Tasks,
}

impl Look {
    /// Returns what a class of a table adds.
    pub(super) fn class(self) -> &'static str {
        match self {
            Look::Plain | Look::Levels | Look::Ladder | Look::Tasks => "",
            Look::Matrix => " matrix",
            Look::Promises => " sla",
            Look::Raci => " raci",
        }
    }

    /// Returns what stands above a table.
    pub(super) fn caption(self) -> &'static str {
        match self {
            Look::Raci => {
                "<caption>R does it, A answers for it, C is asked first, I is told.</caption>\n"
            }
            _ => "",
        }
    }
}

impl Writer<'_> {
    /// Takes note of a heading of a charter.
    pub(super) fn begin_section(&mut self, heading: &Heading) {
        let document = self.part.document;
        let Some(known) = document.kind.filter(|known| known.kind.name == "charter") else {
            return;
        };
        let around = self.section;
        self.end_section();
        let text = self.plain(&heading.content);
        let title = words::section(known.kind.sections, &text).map(|section| section.title);
        self.section = match (&*heading.id, title) {
            ("levels", _) | (_, Some("Levels")) => Section::Levels,
            ("teams", _) | (_, Some("Hours")) => Section::Hours,
            ("priorities", _) | (_, Some("Priorities")) => Section::Priorities,
            ("sla", _) | (_, Some("Service levels")) => Section::Promises,
            ("escalation", _) | (_, Some("Escalation")) => Section::Escalation,
            ("tasks", _) | (_, Some("Routine tasks")) => Section::Tasks,
            ("raci", _) | (_, Some("Who does what")) => Section::Raci,
            (_, None) if 2 < heading.level && around != Section::None => around,
            _ => Section::Plain,
        };
    }

    /// Ends the text below a heading of a charter: that of its hours with who
    /// is there, unless its author placed that elsewhere.
    pub(super) fn end_section(&mut self) {
        let body = &*self.page.document.body;
        let is_mark =
            |block: &Block| matches!(block.kind, BlockKind::Generated(Generated::Coverage));
        let is_own = self.section == Section::Hours && !body.iter().any(is_mark);
        if is_own {
            self.section = Section::Plain;
            self.generated(Generated::Coverage);
        }
    }

    /// Writes who is there when.
    pub(super) fn coverage(&mut self) {
        if let Some(roster) = self.roster {
            charter::write(roster, &mut self.out);
        }
    }

    /// Returns how a table looks that stands here; `None` outside a charter.
    pub(super) fn charter_look(&self) -> Option<Look> {
        match self.section {
            Section::None => None,
            Section::Plain | Section::Hours => Some(Look::Plain),
            Section::Levels => Some(Look::Levels),
            Section::Priorities => Some(Look::Matrix),
            Section::Promises => Some(Look::Promises),
            Section::Escalation => Some(Look::Ladder),
            Section::Raci => Some(Look::Raci),
            Section::Tasks => Some(Look::Tasks),
        }
    }

    /// Returns the picture of a table: of levels, who hands on to whom; of a
    /// ladder, who calls whom.
    pub(super) fn charter_figure(&self, look: Look, table: &Table) -> Option<String> {
        let charter = self.part.document.charter.as_deref()?;
        let first = table.rows.first()?.cells.first()?.range.start;
        let say = |text: &str| {
            let text = self.ctx.site.catalog.records.fill(text);
            name::titled(self.ctx.site, text.trim()).0
        };
        let graph = match look {
            Look::Levels => {
                let levels = rows(&charter.levels);
                levels.first().filter(|level| level.range.start == first)?;
                figure::levels(levels, &say)
            }
            Look::Ladder => {
                let is_own = |rung: &Rung| rung.range.start == first;
                let mut ladders = rows(&charter.ladders).iter();
                figure::ladder(ladders.find(|own| own.rungs.first().is_some_and(is_own))?, &say)
            }
            _ => None,
        };
        Some(column(self.ctx.drawings, &graph?))
    }

    /// Writes a cell of a table of a charter.
    pub(super) fn charter_cell(&mut self, look: Look, at: usize, content: &[Inline]) {
        let text = self.plain(content);
        match (look, at) {
            (Look::Matrix, 1..) | (Look::Promises, 0) => self.priority(&text, content),
            (Look::Raci, 1..) => self.letters(&text, content),
            _ => self.callable(&text, content),
        }
    }

    /// Writes words; a number that stands between commas is called by a link.
    pub(super) fn callable(&mut self, text: &str, content: &[Inline]) {
        let is_text =
            |inline: &Inline| matches!(inline.kind, InlineKind::Text | InlineKind::Decoded(_));
        let number = |piece: &str| tel(piece).filter(|tel| tel.starts_with("tel:+"));
        let pieces = text.trim().split(", ").map(|piece| (piece, number(piece)));
        if !content.iter().all(is_text) || pieces.clone().all(|(_, tel)| tel.is_none()) {
            return self.inlines(content);
        }
        let mut joint = "";
        for (piece, tel) in pieces {
            self.markup(std::mem::replace(&mut joint, ", "));
            match tel {
                Some(tel) => self.telephone(piece, &tel),
                None => self.text(piece),
            }
        }
    }

    /// Writes a number as a link that calls it.
    pub(super) fn telephone(&mut self, number: &str, tel: &str) {
        self.markup("<a class=\"tel\"");
        self.attribute("href", tel);
        self.markup(">");
        self.text(number);
        self.markup("</a>");
    }

    /// Writes on which day a task is done next, behind when it is done.
    pub(super) fn next_day(&mut self, cell: &Cell) {
        let is_own =
            |line: &TextRange| line.start <= cell.range.start && cell.range.end <= line.end;
        let next = self.routines.iter().find(|(line, _)| is_own(line)).map(|(_, day)| *day);
        if let Some(day) = next {
            let words = format_weekday(day);
            self.markup(&format!(" <small>next {words}</small>"));
        }
    }

    /// Writes a priority: its word, and the colour that its number has
    /// everywhere.
    fn priority(&mut self, text: &str, content: &[Inline]) {
        match severity(text) {
            Some(class) => {
                self.markup(&format!("<span class=\"sev {class}\">"));
                self.inlines(content);
                self.markup("</span>");
            }
            None => self.inlines(content),
        }
    }

    /// Writes what a role has to do with a task. Who does it and who answers
    /// for it stand out.
    fn letters(&mut self, text: &str, content: &[Inline]) {
        let letters: Vec<&str> = text.split('/').map(str::trim).collect();
        if !letters.iter().all(|letter| matches!(*letter, "R" | "A" | "C" | "I")) {
            return self.inlines(content);
        }
        for letter in letters {
            match letter {
                "A" => self.markup("<b class=\"a\">A</b>"),
                "R" => self.markup("<b>R</b>"),
                other => self.markup(other),
            }
        }
    }
}

/// Tells whether a column of a table of tasks says when they are done.
pub(super) fn says_when(header: &str) -> bool {
    words::column(TASKS, header).is_some_and(|field| field.name == "when")
}

/// Returns the lines of the tasks of a charter, each with the next day on
/// which it is done.
pub(super) fn routines(site: &Site, page: &Page) -> Vec<(TextRange, Date)> {
    let today = site.config.today;
    let next = |own: &Routine<'_>| {
        let days = own
            .turns
            .iter()
            .filter_map(|turn| own.next(turn, today, 1).first().map(|next| next.day));
        Some((own.task.range, days.min()?))
    };
    routine::of_page(site, page).iter().filter_map(next).collect()
}

/// Returns the class of a priority: its number, `P1` to `P4` and what lies
/// beyond, or its place among names as they are used.
pub(crate) fn severity(priority: &str) -> Option<&'static str> {
    let word = priority.split([' ', ',', ':', '(']).next().unwrap_or_default();
    match word.to_ascii_lowercase().as_str() {
        "p0" | "p1" | "s1" | "sev1" | "sev-1" | "1" | "critical" | "disaster" => Some("s1"),
        "p2" | "s2" | "sev2" | "sev-2" | "2" | "high" | "major" | "severe" => Some("s2"),
        "p3" | "s3" | "sev3" | "sev-3" | "3" | "medium" | "moderate" | "warning" => Some("s3"),
        "p4" | "p5" | "s4" | "sev4" | "sev-4" | "4" | "5" | "low" | "minor" => Some("s4"),
        _ => None,
    }
}
