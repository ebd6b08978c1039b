//! The diagram of a page in the notations of other tools.

use crate::domain::diagram::description::Reading;
use crate::domain::diagram::graph::Graph;
use crate::domain::diagram::notation::{bpmn, dot, json, mermaid};
use crate::domain::diagram::size::{Form, typeset};
use crate::domain::diagram::svg::{self, Picture, Place};
use crate::domain::diagram::wide::wide;
use crate::model::catalog::PageId;
use crate::model::chart::figure::of_process;
use crate::model::figure;
use crate::model::flow::Flow;
use crate::model::page::Target;
use crate::model::site::Site;

/// How a diagram is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notation {
    /// A picture.
    Svg,
    /// A Mermaid flowchart.
    Mermaid,
    /// BPMN 2.0 with places.
    Bpmn,
    /// The language of Graphviz.
    Dot,
    /// Everything, with coordinates.
    Json,
}

/// Returns the graphs of the flows of a page, in order; of a process without
/// one, how its areas lead to each other. Addresses are those of the files of
/// the site, from its root.
pub fn graphs(site: &Site, id: PageId) -> Vec<Graph> {
    let Some(page) = site.pages.get(&id) else { return Vec::new() };
    if page.document.flows.is_empty() {
        let chart = of_process(site, id, &|page| page.output.to_string());
        return chart.map(|chart| in_file(chart.graph)).into_iter().collect();
    }
    let title = site.catalog.page(id).map_or("", |page| &*page.title);
    let graph = |flow: &Flow| {
        let mut graph = figure::graph(site, flow, title, |number| {
            let target = page.targets.get(number as usize).unwrap_or(&Target::Ignored);
            let href = match target {
                Target::Page(id, _) => site.catalog.page(*id).map(|page| page.output.to_string()),
                Target::External(address) => Some(address.to_string()),
                _ => None,
            };
            (target, href)
        });
        for (node, named) in graph.nodes.iter_mut().zip(&flow.nodes) {
            node.label = figure::words(site, (&page.document, &page.targets), named).into();
        }
        graph
    };
    page.document.flows.iter().map(graph).collect()
}

/// Gives the nodes of a chart ids of their own: there are no rows in a file.
fn in_file(mut graph: Graph) -> Graph {
    for (at, node) in graph.nodes.iter_mut().enumerate() {
        node.id = format!("n{}", at + 1);
    }
    graph
}

/// Writes a graph in a notation.
pub fn write(graph: &Graph, notation: Notation) -> String {
    match notation {
        Notation::Mermaid => return mermaid::write(graph),
        Notation::Dot => return dot::write(graph),
        Notation::Svg | Notation::Bpmn | Notation::Json => {}
    }
    let (form, place, figure) = (Form::Wide, Place::File, "flow");
    let typeset = &typeset(graph, form);
    let drawing = &wide(&typeset.sketch);
    match notation {
        Notation::Bpmn => bpmn::write(graph, drawing),
        Notation::Json => json::write(graph, drawing),
        _ => {
            let reading = &Reading::of(graph);
            svg::standalone(&Picture { graph, reading, typeset, drawing, form, place, figure })
        }
    }
}
