//! A diagram with its coordinates as JSON, for programs.

use serde_json::{Value, json};

use crate::domain::diagram::drawing::{Drawing, Point, Rect};
use crate::domain::diagram::graph::Graph;

/// The version of the format.
const VERSION: u32 = 1;

/// Writes a graph with the places a drawing gives it, in whole pixels from
/// the upper left corner.
pub fn write(graph: &Graph, drawing: &Drawing) -> String {
    let lanes = graph.lanes.iter().enumerate().map(|(index, lane)| {
        let strip = drawing.lanes.get(index).map(rect);
        json!({"name": lane.name, "href": lane.href, "box": strip})
    });
    let nodes = graph.nodes.iter().enumerate().map(|(index, node)| {
        json!({
            "id": node.id,
            "kind": node.kind.name(),
            "label": node.label,
            "number": node.number,
            "lane": node.lane,
            "href": node.href,
            "planned": node.is_planned,
            "box": drawing.nodes.get(index).map(rect),
        })
    });
    let edges = graph.edges.iter().enumerate().map(|(index, edge)| {
        let line = drawing.edges.get(index);
        let points: Vec<Value> =
            line.into_iter().flat_map(|line| &line.points).map(point).collect();
        let id = |at: usize| graph.nodes.get(at).map(|node| node.id.as_str());
        json!({
            "from": id(edge.from),
            "to": id(edge.to),
            "kind": edge.kind.name(),
            "label": edge.label,
            "points": points,
            "label_box": line.and_then(|line| line.label.as_ref()).map(rect),
        })
    });
    let value = json!({
        "version": VERSION,
        "title": graph.title,
        "width": drawing.size.width,
        "height": drawing.size.height,
        "lanes": lanes.collect::<Vec<_>>(),
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn rect(rect: &Rect) -> Value {
    json!([rect.x, rect.y, rect.width, rect.height])
}

fn point(point: &Point) -> Value {
    json!([point.x, point.y])
}
