//! The chart of a process in the twin of its page: as a table, as on the
//! page.

use super::link::twin;
use super::writer::{Flow, Writer};
use crate::model::chart::figure::{ChartFigure, of_process};
use crate::model::extension::RenderContext;

impl<'a> Writer<'a> {
    /// Writes where the flows of the areas lead, once on a page.
    pub(super) fn chart(&mut self) {
        let ctx: &RenderContext<'a> = self.ctx;
        let folder = self.folder;
        if std::mem::replace(&mut self.is_charted, true) {
            return;
        }
        let chart = of_process(ctx.site, self.page.id, &|page| twin(folder, page));
        let Some(chart) = chart else { return };
        let mut rows = vec![vec!["Area".to_string(), "Then".to_string()]];
        let count = chart.graph.nodes.len();
        rows.extend(
            (0..count).filter(|at| chart.has_row(*at)).map(|at| self.chart_row(&chart, at)),
        );
        self.label(ChartFigure::TITLE);
        self.grid(2, &rows, &["---"; 2]);
    }

    fn chart_row(&mut self, chart: &ChartFigure, at: usize) -> Vec<String> {
        let Some(node) = chart.graph.nodes.get(at) else { return Vec::new() };
        let name = self.one_line(Flow::Cell, |writer| match &node.href {
            Some(href) => writer.linked_text(&node.label, href),
            None if node.is_planned => writer.planned(|writer| writer.text(&node.label)),
            None => writer.text(&node.label),
        });
        let then = self.one_line(Flow::Cell, |writer| {
            for (number, (edge, when)) in chart.leaving(at).enumerate() {
                writer.mark(if 0 < number { "; " } else { "" });
                if let Some(when) = when {
                    writer.text(when);
                    writer.mark(": ");
                }
                if let Some(to) = chart.graph.nodes.get(edge.to) {
                    writer.text(&to.label);
                }
            }
        });
        vec![name, then]
    }
}
