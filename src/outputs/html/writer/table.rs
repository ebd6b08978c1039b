//! Tables as HTML: on a phone the rows of most become blocks, and very wide
//! ones scroll.

use super::Writer;
use super::charter::{Look, says_when};
use super::ladder::Said;
use crate::base::TextRange;
use crate::model::document::Inline;
use crate::model::own_text;
use crate::model::table::{Alignment, Cell, Checklist, Row, Table};

/// A row of a checklist.
struct Task {
    id: String,
    hash: u32,
    ticked: bool,
    /// Whether the build looked and found it done.
    is_true: bool,
    /// Whether text before any list names it.
    is_named: bool,
    columns: Checklist,
}

/// What the rows of a table have in common.
struct Shape<'t> {
    table: &'t Table,
    /// What its columns are called.
    headers: Vec<String>,
    /// Whether its rows become blocks on a phone.
    stacks: bool,
    look: Option<Look>,
}

/// A table with more columns than this may need to scroll on a narrow screen.
const FITS: usize = 3;
/// The rows of a table with at most so many columns become blocks on a phone,
/// so that none of them is out of sight.
const STACKED: usize = 6;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let headers: Vec<String> =
            table.head.iter().map(|cell| self.plain(&cell.content).trim().to_string()).collect();
        let Some(look) = self.charter_look() else { return self.rows(table, headers, None) };
        let figure = self.charter_figure(look, table);
        self.markup(if figure.is_some() { "<div class=\"drawn\">\n" } else { "" });
        let said = match look {
            Look::Ladder => self.ladder(table, &headers),
            _ => Said::Nothing,
        };
        match said {
            Said::All => {}
            Said::Nothing => self.rows(table, headers, Some(look)),
            Said::Part => {
                self.markup("<details><summary>The same as a table</summary>\n");
                self.rows(table, headers, Some(look));
                self.markup("</details>\n");
            }
        }
        if let Some(figure) = figure {
            self.pictured(&figure);
            self.markup("</div>\n");
        }
    }

    fn rows(&mut self, table: &Table, headers: Vec<String>, look: Option<Look>) {
        // All of a charter is in sight on a phone: it is read there at night.
        let stacks = table.alignments.len() <= STACKED || look.is_some();
        // Who ticks a task needs all of it in sight.
        let wide = if table.checklist.is_some() { !stacks } else { FITS < table.alignments.len() };
        if wide {
            let name = headers.iter().find(|header| !header.is_empty());
            let label = name.map_or_else(|| "Table".into(), |name| format!("Table: {name}"));
            self.markup("<div class=\"wide\" role=\"group\"");
            self.attribute("aria-label", &label);
            self.markup(" tabindex=\"0\">");
        }
        let class = match (stacks, table.checklist.is_some()) {
            (false, true) => "pin checks",
            (false, false) => "pin",
            (true, true) => "stack checks",
            (true, false) => "stack",
        };
        let before = table.checklist.map(|_| self.room.begin());
        self.markup(&format!("<table class=\"{class}"));
        self.markup(look.map_or("", Look::class));
        self.markup("\">\n");
        self.markup(look.map_or("", Look::caption));
        if headers.iter().any(|header| !header.is_empty()) {
            self.table_head(table);
        }
        self.markup("<tbody>\n");
        let shape = Shape { table, headers, stacks, look };
        for row in &table.rows {
            self.table_row(row, &shape);
        }
        self.markup(if wide { "</tbody></table></div>\n" } else { "</tbody></table>\n" });
        if let Some(before) = before {
            self.end_tasks(before);
        }
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

    fn table_row(&mut self, row: &Row, shape: &Shape<'_>) {
        let Shape { table, headers, stacks, look } = shape;
        self.markup("<tr");
        let names_row = 1 < table.alignments.len();
        let task = table.checklist.and_then(|columns| self.row_task(row, columns));
        match (&task, &row.id) {
            (Some(task), _) => {
                self.attribute("id", &task.id);
                self.markup(" class=\"task\"");
                self.hash(task.hash);
            }
            (None, Some(id)) => self.id(id),
            (None, None) => {}
        }
        self.markup(">");
        let is_check = |at| table.checklist.is_some_and(|columns| columns.check == Some(at));
        for (at, cell) in row.cells.iter().enumerate() {
            if let Some(task) = &task
                && self.task_cell(at, cell, task)
            {
                continue;
            }
            let header = headers.get(at).map(String::as_str).unwrap_or_default();
            let tag = match at {
                0 if names_row && !cell.content.is_empty() => "th",
                _ => "td",
            };
            self.markup("<");
            self.markup(tag);
            if tag == "th" {
                self.markup(" scope=\"row\"");
            } else if *stacks && !header.is_empty() {
                self.attribute("data-h", header);
            }
            self.aligned(table.alignments.get(at).copied());
            self.markup(">");
            match (table.checklist.is_some_and(|columns| columns.due == Some(at)), look) {
                (true, _) => self.due(&cell.content),
                (false, Some(look)) => self.charter_cell(*look, at, &cell.content),
                (false, None) => self.inlines(&cell.content),
            }
            if *look == Some(Look::Tasks) && says_when(header) {
                self.next_day(cell);
            }
            if let Some(check) = row.check.as_ref().filter(|_| is_check(at)) {
                self.verdict_of(check);
            }
            self.markup(&format!("</{tag}>"));
        }
        self.markup("</tr>\n");
    }

    /// Names the task of a row; `None` if it has none.
    fn row_task(&mut self, row: &Row, columns: Checklist) -> Option<Task> {
        let ticked = row.task?;
        let cell = row.cells.get(columns.task)?;
        let named = cell.content.get(..self.label_length(&cell.content)).unwrap_or_default();
        let is_named = !self.plain(named).trim().is_empty();
        let id = self.task_id(row.id.as_deref(), if is_named { named } else { &cell.content });
        let is_true = row.check.as_ref().is_some_and(|check| self.is_found_true(check));
        let place = cell.content.iter().map(|inline| inline.range).reduce(TextRange::cover);
        let hash = own_text::of(place.as_slice(), &self.part.document.source.text);
        Some(Task { id, hash, ticked, is_true, is_named, columns })
    }

    /// Writes the box of a task, or its text as the name of the box; tells
    /// whether the cell is one of these.
    fn task_cell(&mut self, at: usize, cell: &Cell, task: &Task) -> bool {
        if at == task.columns.done {
            self.markup("<td class=\"box\"><span class=\"tick\"><input type=\"checkbox\"");
            self.attribute("id", &format!("{}:done", task.id));
            if !task.is_named {
                self.attribute("aria-labelledby", &format!("{}:text", task.id));
            }
            self.markup(match (task.is_true, task.ticked) {
                (true, _) => " checked disabled></span></td>",
                (false, true) => " checked></span></td>",
                (false, false) => "></span></td>",
            });
            return true;
        }
        if at != task.columns.task {
            return false;
        }
        self.markup("<td class=\"task\"");
        if !task.is_named {
            self.attribute("id", &format!("{}:text", task.id));
            self.markup(">");
            self.inlines(&cell.content);
            self.markup("</td>");
            return true;
        }
        let (label, rest) = cell.content.split_at(self.label_length(&cell.content));
        self.markup("><label");
        self.attribute("for", &format!("{}:done", task.id));
        self.markup(">");
        self.inlines(label);
        self.markup("</label>");
        self.inlines(rest);
        self.markup("</td>");
        true
    }

    /// Returns how many inlines of a task name its box: a label holds no list.
    fn label_length(&self, content: &[Inline]) -> usize {
        let is_list = |inline: &Inline| self.holds_block(std::slice::from_ref(inline));
        content.iter().position(is_list).unwrap_or(content.len())
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
