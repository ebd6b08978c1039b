//! A ladder of a charter: who is called after how long, as a line of knots,
//! and below it the table as its author wrote it.

use super::Writer;
use crate::model::charter::columns::ESCALATION;
use crate::model::kind::Field;
use crate::model::table::{Row, Table};
use crate::outputs::html::name;
use crate::outputs::html::runbook::Reach;
use crate::text::duration::Duration;

/// At most so many lines are drawn.
const MOST: usize = 30;

/// Where the columns of a ladder stand.
struct Columns {
    after: usize,
    to: usize,
    channel: Option<usize>,
    alternate: Option<usize>,
    when: Option<usize>,
}

impl Writer<'_> {
    /// Writes a ladder; tells whether the table is one.
    pub(super) fn ladder(&mut self, table: &Table, headers: &[String]) -> bool {
        let Some(columns) = columns(headers) else { return false };
        if MOST < table.rows.len() || table.rows.is_empty() {
            return false;
        }
        self.markup("<ol class=\"ladder\">\n");
        table.rows.iter().for_each(|row| self.rung(row, &columns));
        self.markup("</ol>\n");
        true
    }

    fn rung(&mut self, row: &Row, columns: &Columns) {
        let cell = |at: usize| row.cells.get(at).map(|cell| self.plain(&cell.content));
        let said = |at: Option<usize>| {
            let text = cell(at?)?.trim().to_string();
            (!text.is_empty() && text != "-").then_some(text)
        };
        let (after, to) = (said(Some(columns.after)), said(Some(columns.to)));
        let title = |name: String| name::titled(self.ctx.site, &name).0;
        let (to, when) = (to.map(title), said(columns.when));
        let (channel, alternate) = (said(columns.channel), said(columns.alternate));
        let alternate = alternate.map(title);
        let is_now = after.as_ref().and_then(|after| Duration::parse(after));
        let after = match is_now == Some(Duration::default()) {
            true => "now".into(),
            false => after.unwrap_or_default(),
        };
        let reach = to.as_ref().and_then(|to| Reach::of(self.ctx, to));
        self.markup("<li");
        self.attribute("data-no", &after);
        self.markup("><b>");
        self.text(to.as_deref().unwrap_or("Nobody"));
        self.markup("</b>");
        if let Some(alternate) = alternate {
            self.markup(", else ");
            self.text(&alternate);
        }
        self.reach(reach, channel);
        if let Some(when) = when {
            self.markup("<small>If ");
            self.text(&when);
            self.markup("</small>");
        }
        self.markup("</li>\n");
    }

    /// Writes how somebody is reached.
    fn reach(&mut self, reach: Option<Reach>, channel: Option<String>) {
        let Reach { phone, tel, channel: own } = reach.unwrap_or_default();
        let channel = channel.filter(|channel| Some(channel) != phone.as_ref());
        if phone.is_some() || channel.is_some() {
            self.markup("<br>");
        }
        match (&phone, &tel) {
            (Some(phone), Some(tel)) => {
                self.markup("<a class=\"tel\"");
                self.attribute("href", tel);
                self.markup(">");
                self.text(phone);
                self.markup("</a>");
            }
            (Some(phone), None) => self.text(phone),
            (None, _) => {}
        }
        let mut is_first = phone.is_none();
        let own = own.filter(|own| Some(own) != channel.as_ref() && phone.is_some());
        for words in channel.into_iter().chain(own) {
            self.markup(if std::mem::take(&mut is_first) { "" } else { ", " });
            self.text(&words);
        }
    }
}

fn columns(headers: &[String]) -> Option<Columns> {
    let field = |name: &str| ESCALATION.iter().find(|field| field.name == name);
    let place = |field: &Field| headers.iter().position(|header| field.is_named(header));
    let column = |name: &str| place(field(name)?);
    Some(Columns {
        after: column("after")?,
        to: column("to")?,
        channel: column("channel"),
        alternate: column("alternate"),
        when: column("when"),
    })
}
