//! Who learns what as Markdown: a line for each course, and for each page that
//! no course teaches to somebody.

use super::link::{linked, twin};
use super::writer::{Flow, Gap, Writer};
use crate::model::catalog::PageId;
use crate::model::training::{Matrix, MatrixCell, MatrixRow};

impl Writer<'_> {
    /// Writes the matrix of roles and what they learn.
    pub(super) fn matrix(&mut self) {
        let matrix = Matrix::of(self.ctx.site);
        for (at, row) in matrix.rows.iter().enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            let line = self.matrix_line(&matrix.roles, row);
            self.mark(&line);
        }
        if !matrix.rows.is_empty() {
            self.next_after(Gap::Empty);
            self.after_list = Some('-');
        }
    }

    fn matrix_line(&self, roles: &[PageId], row: &MatrixRow) -> String {
        let named = |own: MatrixCell| {
            let cells = roles.iter().zip(&row.cells).filter(|(_, cell)| **cell == own);
            let roles = cells.map(|(role, _)| self.matrix_name(*role));
            roles.collect::<Vec<_>>().join(", ")
        };
        let (takes, lacks) = (named(MatrixCell::Takes), named(MatrixCell::Hole));
        let mut line = format!("- {}:", self.matrix_name(row.page));
        if !takes.is_empty() {
            line.push_str(&format!(" {takes}"));
        }
        if !lacks.is_empty() {
            line.push_str(&format!(" no course for {lacks}"));
        }
        line
    }

    fn matrix_name(&self, id: PageId) -> String {
        let Some(page) = self.ctx.site.catalog.page(id) else { return String::new() };
        linked(&page.title, &twin(self.folder, page), Flow::Lines)
    }
}
