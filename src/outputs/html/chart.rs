//! A chart as HTML: a figure of areas or processes, and the same as a table.

use super::figure::{Forms, picture};
use crate::domain::diagram::Drawings;
use crate::model::chart::figure::ChartFigure;
use crate::text::html::escape_into;

/// Writes the figure of a chart. `what` is the head of the first column.
pub(super) fn figure(drawings: &Drawings, chart: &ChartFigure, what: &str) -> String {
    let mut out = String::from("<figure class=\"flow chart\">");
    let drawn = chart.drawn();
    if let Some(graph) = &drawn {
        out.push_str(&picture(drawings, graph, (Forms::Both, "flow:map")));
        if graph.edges.len() < chart.graph.edges.len() {
            out.push_str("<figcaption>Ways that the flows of both ends name. ");
            out.push_str("All ways stand in the table.</figcaption>\n");
        }
    }
    out.push_str(if drawn.is_some() { "<details>" } else { "<details open>" });
    out.push_str(&format!("<summary>{}</summary>\n", ChartFigure::TITLE));
    out.push_str("<table class=\"stack\"><thead><tr><th scope=\"col\">");
    out.push_str(what);
    out.push_str("</th><th scope=\"col\">Then</th></tr></thead>\n<tbody>\n");
    for (at, node) in chart.graph.nodes.iter().enumerate().filter(|(at, _)| chart.has_row(*at)) {
        out.push_str("<tr id=\"");
        escape_into(&mut out, &node.id);
        out.push_str("\"><th scope=\"row\">");
        match &node.href {
            Some(href) => link(href, &node.label, &mut out),
            None if node.is_planned => planned(&node.label, &mut out),
            None => escape_into(&mut out, &node.label),
        }
        out.push_str("</th><td data-h=\"Then\">");
        then(chart, at, &mut out);
        out.push_str("</td></tr>\n");
    }
    out.push_str("</tbody></table>\n</details></figure>\n");
    out
}

fn planned(title: &str, out: &mut String) {
    out.push_str("<span class=\"planned\">");
    escape_into(out, title);
    out.push_str("<span class=\"hide\"> (planned)</span></span>");
}

/// Writes what follows a node: as links to the rows of the table, and to the
/// pages of what has none.
fn then(chart: &ChartFigure, at: usize, out: &mut String) {
    for (number, (edge, when)) in chart.leaving(at).enumerate() {
        let Some(to) = chart.graph.nodes.get(edge.to) else { continue };
        out.push_str(if 0 < number { "; " } else { "" });
        if let Some(when) = when {
            escape_into(out, when);
            out.push_str(": ");
        }
        match to.href.as_ref().filter(|_| !chart.has_row(edge.to)) {
            Some(href) => link(href, &to.label, out),
            None => link(&format!("#{}", to.id), &to.label, out),
        }
    }
}

fn link(href: &str, text: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape_into(out, href);
    out.push_str("\">");
    escape_into(out, text);
    out.push_str("</a>");
}
