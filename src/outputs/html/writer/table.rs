//! Tables as HTML: narrow ones stack on a phone, wide ones scroll.

use super::Writer;
use crate::model::document::{Alignment, Cell, Row, Table};

/// A table with more columns scrolls; one with fewer becomes blocks.
const STACKED: usize = 3;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let headers: Vec<String> =
            table.head.iter().map(|cell| self.plain(&cell.content).trim().to_string()).collect();
        let wide = STACKED < table.alignments.len();
        if wide {
            let name = headers.iter().find(|header| !header.is_empty());
            let label = name.map_or_else(|| "Table".into(), |name| format!("Table: {name}"));
            self.markup("<div class=\"wide\" role=\"group\"");
            self.attribute("aria-label", &label);
            self.markup(" tabindex=\"0\">");
        }
        self.markup(if wide { "<table class=\"pin\">\n" } else { "<table class=\"stack\">\n" });
        if headers.iter().any(|header| !header.is_empty()) {
            self.table_head(table);
        }
        self.markup("<tbody>\n");
        for row in &table.rows {
            self.table_row(row, table, &headers);
        }
        self.markup(if wide { "</tbody></table></div>\n" } else { "</tbody></table>\n" });
    }

    fn table_head(&mut self, table: &Table) {
        self.markup("<thead><tr>");
        for (at, cell) in table.head.iter().enumerate() {
            // An empty corner is no header.
            let tag = if cell.content.is_empty() { "td" } else { "th" };
            self.markup("<");
            self.markup(tag);
            if tag == "th" {
                self.markup(" scope=\"col\"");
            }
            self.aligned(table.alignments.get(at).copied());
            self.cell_end(tag, cell);
        }
        self.markup("</tr></thead>\n");
    }

    fn table_row(&mut self, row: &Row, table: &Table, headers: &[String]) {
        self.markup("<tr");
        if let Some(id) = &row.id {
            self.id(id);
        }
        self.markup(">");
        let names_row = 1 < table.alignments.len();
        for (at, cell) in row.cells.iter().enumerate() {
            let header = headers.get(at).map(String::as_str).unwrap_or_default();
            let tag = match at {
                0 if names_row && !cell.content.is_empty() => "th",
                _ => "td",
            };
            self.markup("<");
            self.markup(tag);
            if tag == "th" {
                self.markup(" scope=\"row\"");
            } else if !header.is_empty() {
                self.attribute("data-h", header);
            }
            self.aligned(table.alignments.get(at).copied());
            self.cell_end(tag, cell);
        }
        self.markup("</tr>\n");
    }

    fn aligned(&mut self, alignment: Option<Alignment>) {
        match alignment {
            Some(Alignment::End) => self.markup(" class=\"num\""),
            Some(Alignment::Center) => self.markup(" class=\"mid\""),
            Some(Alignment::Start) | None => {}
        }
    }

    fn cell_end(&mut self, tag: &str, cell: &Cell) {
        self.markup(">");
        self.inlines(&cell.content);
        self.markup("</");
        self.markup(tag);
        self.markup(">");
    }
}
