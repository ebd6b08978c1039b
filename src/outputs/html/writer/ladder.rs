//! A ladder of a charter: who is called after how long, by whom and how, as a
//! line of knots. It says all of the table that its author wrote; what has
//! more to say is shown as a table below it as well.

use super::Writer;
use crate::model::charter::columns::ESCALATION;
use crate::model::charter::words;
use crate::model::document::{Inline, InlineKind};
use crate::model::table::{Cell, Row, Table};
use crate::outputs::html::name;
use crate::outputs::html::runbook::Reach;
use crate::text::duration::Duration;

/// At most so many lines are drawn.
const MOST: usize = 30;

/// How much of a table a ladder says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The table is none.
    Nothing,
    /// What a ladder has. The table has more.
    Part,
    /// Everything.
    All,
}

/// Where the columns of a ladder stand.
struct Columns {
    step: Option<usize>,
    after: usize,
    from: Option<usize>,
    to: usize,
    channel: Option<usize>,
    alternate: Option<usize>,
    when: Option<usize>,
}

impl Writer<'_> {
    /// Writes a table as a ladder, if it is one; returns how much of it that
    /// says.
    pub(super) fn ladder(&mut self, table: &Table, headers: &[String]) -> Said {
        let Some(columns) = columns(headers) else { return Said::Nothing };
        if MOST < table.rows.len() || table.rows.is_empty() {
            return Said::Nothing;
        }
        self.markup("<ol class=\"rungs\">\n");
        table.rows.iter().for_each(|row| self.rung(row, &columns));
        self.markup("</ol>\n");
        let is_known = |header: &String| words::column(ESCALATION, header).is_some();
        match headers.iter().all(is_known) && self.are_counted(table, columns.step) {
            true => Said::All,
            false => Said::Part,
        }
    }

    /// Tells whether the steps of a ladder are 1, 2, 3, which their order says.
    fn are_counted(&self, table: &Table, step: Option<usize>) -> bool {
        let Some(step) = step else { return true };
        let is_own = |(at, row): (usize, &Row)| {
            let written = row.cells.get(step).map(|cell| self.plain(&cell.content));
            written.is_none_or(|written| {
                let written = written.trim().trim_end_matches('.');
                written.is_empty() || written.parse() == Ok(at + 1)
            })
        };
        table.rows.iter().enumerate().all(is_own)
    }

    fn rung(&mut self, row: &Row, columns: &Columns) {
        let said = |at: Option<usize>| {
            let cell = row.cells.get(at?)?;
            let text = self.plain(&cell.content).trim().to_string();
            (!text.is_empty() && text != "-").then_some((text, cell))
        };
        let (after, to) = (said(Some(columns.after)), said(Some(columns.to)));
        let (channel, alternate) = (said(columns.channel), said(columns.alternate));
        let (from, when) = (said(columns.from), said(columns.when));
        let is_now = after.as_ref().and_then(|(after, _)| Duration::parse(after));
        let reach = to.as_ref().and_then(|(to, _)| Reach::of(self.ctx, &self.titles(to)));
        self.markup("<li");
        row.id.iter().for_each(|id| self.id(id));
        self.markup("><span>");
        match after {
            _ if is_now == Some(Duration::default()) => self.markup("now"),
            Some((_, cell)) => self.inlines(&cell.content),
            None => {}
        }
        self.markup("</span> <b>");
        match &to {
            Some(to) => self.named(to),
            None => self.markup("Nobody"),
        }
        self.markup("</b>");
        if let Some(alternate) = &alternate {
            self.markup(", else ");
            self.named(alternate);
        }
        self.reach(reach, channel);
        self.why(from, when);
        self.markup("</li>\n");
    }

    /// Writes who calls, and in which case.
    fn why(&mut self, from: Option<(String, &Cell)>, when: Option<(String, &Cell)>) {
        if from.is_none() && when.is_none() {
            return;
        }
        self.markup("<small>");
        if let Some(from) = &from {
            self.markup("Called by ");
            self.named(from);
        }
        if let Some((_, when)) = when {
            self.markup(if from.is_some() { ", if " } else { "If " });
            self.inlines(&when.content);
        }
        self.markup("</small>");
    }

    /// Writes those whom a cell names as their own pages do; links stay links.
    fn named(&mut self, (text, cell): &(String, &Cell)) {
        let is_text =
            |inline: &Inline| matches!(inline.kind, InlineKind::Text | InlineKind::Decoded(_));
        match cell.content.iter().all(is_text) {
            true => self.text(&self.titles(text)),
            false => self.inlines(&cell.content),
        }
    }

    /// Returns names as the pages of those call them who are named.
    fn titles(&self, names: &str) -> String {
        let title = |name: &str| name::titled(self.ctx.site, name.trim()).0;
        names.split(',').map(title).collect::<Vec<_>>().join(", ")
    }

    /// Writes how somebody is reached.
    fn reach(&mut self, reach: Option<Reach>, channel: Option<(String, &Cell)>) {
        let Reach { phone, tel, channel: own } = reach.unwrap_or_default();
        let channel = channel.filter(|(channel, _)| Some(channel) != phone.as_ref());
        if phone.is_some() || channel.is_some() {
            self.markup("<br>");
        }
        match (&phone, &tel) {
            (Some(phone), Some(tel)) => self.telephone(phone, tel),
            (Some(phone), None) => self.text(phone),
            (None, _) => {}
        }
        let is_own = |own: &String| channel.as_ref().is_none_or(|(channel, _)| channel != own);
        let own = own.filter(|own| is_own(own) && phone.is_some());
        if let Some((channel, cell)) = channel {
            self.markup(if phone.is_some() { ", " } else { "" });
            self.callable(&channel, &cell.content);
        }
        if let Some(own) = own {
            self.markup(", ");
            self.text(&own);
        }
    }
}

fn columns(headers: &[String]) -> Option<Columns> {
    let is_it = |header: &String, name: &str| {
        words::column(ESCALATION, header).is_some_and(|own| own.name == name)
    };
    let column = |name: &str| headers.iter().position(|header| is_it(header, name));
    Some(Columns {
        step: column("step"),
        after: column("after")?,
        from: column("from"),
        to: column("to")?,
        channel: column("channel"),
        alternate: column("alternate"),
        when: column("when"),
    })
}
