//! How far gates are, in the twin of a page: the table its page has.

use super::writer::{Flow, Gap, Writer};
use crate::outputs::html::readiness::{Row, below, has_days, rows};

impl Writer<'_> {
    /// Writes the gates of the checklists that belong to the page.
    pub(super) fn gates(&mut self) {
        let rows = rows(self.ctx, self.page, self.folder);
        self.gate_table(&rows);
    }

    /// Writes the gates of the checklists below the page.
    pub(super) fn gates_below(&mut self) {
        let rows = below(self.ctx, self.page, self.folder);
        if !rows.is_empty() {
            self.titled_line(2, "Gates", ("", String::new()));
            self.gate_table(&rows);
        }
    }

    fn gate_table(&mut self, rows: &[Row]) {
        if rows.is_empty() || self.flow != Flow::Lines {
            return;
        }
        self.begin();
        let due = has_days(rows);
        self.mark(if due {
            "| Gate | Open | Due | Signed by |"
        } else {
            "| Gate | Open | Signed by |"
        });
        self.next_after(Gap::Line);
        self.begin();
        self.mark(if due { "| --- | --- | --- | --- |" } else { "| --- | --- | --- |" });
        for row in rows {
            let mut line = self.gate_line(row);
            if due {
                line.push_str(&day(row));
            }
            line.push_str(&self.signers(row));
            self.next_after(Gap::Line);
            self.begin();
            self.mark(&line);
        }
        self.next_after(Gap::Empty);
    }

    fn gate_line(&mut self, row: &Row) -> String {
        let name = self.one_line(Flow::Cell, |writer| match &row.gate {
            Some((gate, href)) => {
                writer.linked_text(gate, &as_twin(href));
                writer.mark(" ");
                writer.text(&row.list);
            }
            None => writer.linked_text(&row.list, &as_twin(&row.href)),
        });
        format!("| {name} | {} of {} | ", row.open.0, row.open.1)
    }

    fn signers(&mut self, row: &Row) -> String {
        let signs = self.one_line(Flow::Cell, |writer| writer.text(&row.signs));
        format!("{signs} |")
    }
}

fn day(row: &Row) -> String {
    let urgency = row.urgency.map(|urgency| format!(" {}", urgency.words()));
    format!("{}{} | ", row.due.as_deref().unwrap_or_default(), urgency.unwrap_or_default())
}

/// Returns the address of a place in a twin, by that in the page.
fn as_twin(href: &str) -> String {
    match href.split_once('#') {
        Some((page, place)) => format!("{}#{place}", super::container::as_twin(page)),
        None => super::container::as_twin(href),
    }
}
