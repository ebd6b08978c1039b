//! The matrix of roles and what they learn as HTML.

use super::Writer;
use crate::model::catalog::PageId;
use crate::model::training::{Matrix, MatrixCell};
use crate::outputs::html::address;

impl Writer<'_> {
    /// Writes who learns what, with its holes.
    pub(super) fn matrix(&mut self) {
        let matrix = Matrix::of(self.ctx.site);
        if matrix.rows.is_empty() {
            return;
        }
        self.markup(
            "<div class=\"wide\" role=\"group\" aria-label=\"Who learns what\" tabindex=\"0\">",
        );
        self.markup("<table class=\"matrix\">\n<thead><tr><th scope=\"col\">Subject</th>");
        for role in &matrix.roles {
            self.markup("<th scope=\"col\">");
            self.page_link(*role);
            self.markup("</th>");
        }
        self.markup("</tr></thead>\n<tbody>\n");
        for row in &matrix.rows {
            self.markup("<tr><th scope=\"row\">");
            self.page_link(row.page);
            self.markup("</th>");
            for cell in &row.cells {
                self.markup(match cell {
                    MatrixCell::Empty => "<td></td>",
                    MatrixCell::Takes => "<td>learns</td>",
                    MatrixCell::Owns => "<td>answers for it</td>",
                    MatrixCell::Hole => "<td class=\"hole\"><strong>no course</strong></td>",
                });
            }
            self.markup("</tr>\n");
        }
        self.markup("</tbody></table></div>\n");
        if 0 < matrix.more {
            self.markup(&format!("<p>and {} more</p>\n", matrix.more));
        }
    }

    fn page_link(&mut self, id: PageId) {
        let Some(page) = self.ctx.site.catalog.page(id) else { return };
        let href = address::page(self.folder, &page.output, self.ctx.site.config.links);
        self.markup("<a");
        self.attribute("href", &href);
        self.markup(">");
        self.text(&page.title);
        self.markup("</a>");
    }
}
