//! Faults of a drawing, counted from its coordinates alone.
//!
//! Hard faults are what makes a drawing wrong: a line that runs through a
//! box, two lines that cannot be told apart, a label on top of something.
//! The rest says how good it is. The numbers are defined so that any drawing
//! can be measured, whoever made it.

use super::drawing::{Drawing, Line, Point, Rect};
use super::segment::{Segment, overlap, segments, simplify};
use super::sketch::{Cell, Link, Outline, Sketch};

/// Lines this close to each other cannot be told apart on a phone.
const TIGHT: i64 = 6;

/// What is wrong with a drawing, and how good it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measures {
    /// Edges without a line.
    pub missing_edges: u32,
    /// Pairs of nodes that overlap.
    pub node_overlaps: u32,
    /// Pairs of an edge and a node it passes through.
    pub edges_through_nodes: u32,
    /// Ends of edges that are not at their node.
    pub loose_ends: u32,
    /// Ends of edges beside the corners of a diamond.
    pub ends_off_outline: u32,
    /// Labels without a place.
    pub labels_missing: u32,
    /// Pairs of a label and a node or another label that overlap.
    pub label_overlaps: u32,
    /// Pairs of a label and a foreign edge that passes through it.
    pub edges_through_labels: u32,
    /// Pairs of lanes whose nodes do not keep to strips of their own.
    pub lane_overlaps: u32,
    /// For how many pixels edges that have no end in common lie on each other.
    pub ambiguous: i64,
    /// For how many pixels such edges run side by side, less than 6 apart.
    pub tight: i64,
    /// Pairs of edges at a place where they cross. A trunk that edges with
    /// the same source or the same target share is none.
    pub crossings: u32,
    /// Corners of lines.
    pub bends: u32,
    /// Corners of the line that has most of them.
    pub bends_max: u32,
    /// Pieces between two corners that are shorter than 8 pixels.
    pub jogs: u32,
    /// Pieces that run neither along x nor along y.
    pub slanted: u32,
    /// Length of all lines.
    pub length: i64,
    /// Edges that are one straight piece, in percent.
    pub straight: i64,
    /// Edges that lead downwards, in percent.
    pub flow: i64,
    /// From the leftmost to the rightmost thing drawn.
    pub width: i64,
    /// From the topmost to the lowest thing drawn.
    pub height: i64,
    /// How much of that nodes cover, in percent.
    pub ink: i64,
    /// Least distance between an edge and a node that is not its end, rounded
    /// down; none where there is no such pair.
    pub gap: Option<i64>,
}

impl Measures {
    /// How many things make the drawing wrong.
    pub fn hard_faults(&self) -> u32 {
        self.missing_edges
            + self.node_overlaps
            + self.edges_through_nodes
            + self.loose_ends
            + self.ends_off_outline
            + self.labels_missing
            + self.label_overlaps
            + self.edges_through_labels
            + self.lane_overlaps
            + u32::from(4 < self.ambiguous)
            + u32::from(12 < self.tight)
    }
}

/// Measures a drawing of a sketch.
pub fn measure(sketch: &Sketch, drawing: &Drawing) -> Measures {
    let nodes: Vec<Node<'_>> =
        sketch.nodes.iter().zip(&drawing.nodes).map(|(cell, rect)| Node { cell, rect }).collect();
    let edges: Vec<Edge<'_>> = sketch.edges.iter().zip(&drawing.edges).map(edge).collect();
    let mut measures = Measures::default();
    let without_line = sketch.edges.len().saturating_sub(drawing.edges.len());
    measures.missing_edges = u32::try_from(without_line).unwrap_or(u32::MAX);
    count_nodes(&nodes, &mut measures);
    count_ends(&nodes, &edges, &mut measures);
    count_labels(&nodes, &edges, &mut measures);
    count_pairs(&edges, &mut measures);
    count_lines(&edges, &mut measures);
    count_area(&nodes, &edges, &mut measures);
    if !drawing.lanes.is_empty() {
        measures.lane_overlaps = lane_overlaps(sketch.lanes, &nodes);
    }
    measures
}

struct Node<'a> {
    cell: &'a Cell,
    rect: &'a Rect,
}

struct Edge<'a> {
    link: &'a Link,
    points: Vec<Point>,
    segments: Vec<Segment>,
    /// Where it reaches its target, after its jump if it has one.
    end: Option<Point>,
    label: Option<&'a Rect>,
    /// Everything its line touches.
    hull: Rect,
}

fn edge<'a>((link, line): (&'a Link, &'a Line)) -> Edge<'a> {
    let points = simplify(&line.points);
    let mut segments = segments(&points);
    let mut touched = points.clone();
    if let Some(jump) = &line.jump {
        let after = simplify(&jump.points);
        segments.extend(super::segment::segments(&after));
        touched.extend(after);
    }
    let (end, hull) = (touched.last().copied(), hull(&touched));
    Edge { link, segments, end, label: line.label.as_ref(), hull, points }
}

fn hull(points: &[Point]) -> Rect {
    let Some(first) = points.first() else { return Rect::default() };
    let (mut low, mut high) = (*first, *first);
    for point in points {
        low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
        high = Point { x: high.x.max(point.x), y: high.y.max(point.y) };
    }
    let (width, height) = (high.x.saturating_sub(low.x), high.y.saturating_sub(low.y));
    Rect { x: low.x, y: low.y, width, height }
}

fn count_nodes(nodes: &[Node<'_>], measures: &mut Measures) {
    for (at, a) in nodes.iter().enumerate() {
        let later = nodes.iter().skip(at + 1);
        measures.node_overlaps += count(later.filter(|b| 1 < overlap(a.rect, b.rect)));
    }
}

/// What concerns an edge and the nodes: its two own ones, and all others.
fn count_ends(nodes: &[Node<'_>], edges: &[Edge<'_>], measures: &mut Measures) {
    let mut nearest: Option<i64> = None;
    for edge in edges {
        let Link { from, to, .. } = *edge.link;
        if edge.points.len() < 2 {
            measures.missing_edges += u32::from(from != to);
            continue;
        }
        for (at, node) in nodes.iter().enumerate() {
            let is_own = at == from || at == to;
            let enters = |segment: &Segment| match node.cell.outline {
                Outline::Diamond => segment.enters_diamond(node.rect, if is_own { 6 } else { 2 }),
                _ => segment.enters_box(node.rect, if is_own { 6 } else { 2 }),
            };
            // Within reach only: this is asked for every edge and node.
            let near = -1 <= overlap(&edge.hull, node.rect);
            if near && edge.segments.iter().any(enters) {
                measures.edges_through_nodes += 1;
            }
            if !is_own {
                let gap = edge.segments.iter().map(|segment| square(segment, node.rect)).min();
                nearest = nearest.into_iter().chain(gap).min();
            }
        }
        for (end, node) in [(edge.points.first(), from), (edge.end.as_ref(), to)] {
            if let (Some(end), Some(node)) = (end, nodes.get(node)) {
                measures.loose_ends += u32::from(is_loose(*end, node.rect));
                measures.ends_off_outline += u32::from(is_off_outline(*end, node));
            }
        }
    }
    measures.gap = nearest.map(i64::isqrt);
}

/// The square of the distance.
fn square(segment: &Segment, rect: &Rect) -> i64 {
    let (dx, dy) = segment.gap(rect);
    dx * dx + dy * dy
}

fn is_loose(end: Point, rect: &Rect) -> bool {
    let reach = Segment { from: end, to: end }.gap(rect);
    7 < reach.0 || 7 < reach.1
}

fn is_off_outline(end: Point, node: &Node<'_>) -> bool {
    if node.cell.outline != Outline::Diamond {
        return false;
    }
    let (width, height) = (i64::from(node.rect.width), i64::from(node.rect.height));
    let across = (2 * (i64::from(end.x) - i64::from(node.rect.x)) - width).abs();
    let down = (2 * (i64::from(end.y) - i64::from(node.rect.y)) - height).abs();
    // An arrow may stop a little before the outline.
    116 * width * height < 100 * (across * height + down * width)
}

fn count_labels(nodes: &[Node<'_>], edges: &[Edge<'_>], measures: &mut Measures) {
    for (at, edge) in edges.iter().enumerate() {
        let Some(label) = edge.label else {
            measures.labels_missing += u32::from(edge.link.label.is_some());
            continue;
        };
        let on_node = nodes.iter().filter(|node| 2 < overlap(label, node.rect));
        let later = edges.iter().skip(at + 1).filter_map(|other| other.label);
        let on_label = later.filter(|other| 1 < overlap(label, other));
        measures.label_overlaps += count(on_node) + count(on_label);
        let crossed = edges.iter().enumerate().filter(|(other, edge)| {
            *other != at && edge.segments.iter().any(|segment| segment.enters_box(label, 2))
        });
        measures.edges_through_labels += count(crossed);
    }
}

fn count_pairs(edges: &[Edge<'_>], measures: &mut Measures) {
    for (at, a) in edges.iter().enumerate() {
        for b in edges.iter().skip(at + 1) {
            if overlap(&a.hull, &b.hull) < -TIGHT {
                continue;
            }
            measures.crossings += crossings(a, b);
            if a.link.from == b.link.from || a.link.to == b.link.to {
                continue;
            }
            for (s, t) in a.segments.iter().flat_map(|s| b.segments.iter().map(move |t| (s, t))) {
                let Some((length, apart)) = s.beside(t) else { continue };
                measures.ambiguous += if apart == 0 { length } else { 0 };
                measures.tight += if apart < TIGHT && 8 < length { length } else { 0 };
            }
        }
    }
}

/// Proper crossings of two edges: not at an end of one of them, and not where
/// one only touches the trunk it shares with the other.
fn crossings(a: &Edge<'_>, b: &Edge<'_>) -> u32 {
    let is_shared = a.link.from == b.link.from || a.link.to == b.link.to;
    let mut seen: Vec<Point> = Vec::new();
    for (s, t) in a.segments.iter().flat_map(|s| b.segments.iter().map(move |t| (s, t))) {
        let Some(meeting) = s.meets(t) else { continue };
        let close = |point: &Point| Segment { from: *point, to: meeting.at }.length() < 2;
        let ends = [a.points.first(), a.points.last(), b.points.first(), b.points.last()];
        let is_end = ends.into_iter().flatten().any(close);
        if is_end || (is_shared && !meeting.is_strict) || seen.iter().any(close) {
            continue;
        }
        seen.push(meeting.at);
    }
    count(seen.iter())
}

fn count_lines(edges: &[Edge<'_>], measures: &mut Measures) {
    let mut straight = 0;
    for edge in edges {
        let bends = count(edge.points.iter()).saturating_sub(2);
        measures.bends += bends;
        measures.bends_max = measures.bends_max.max(bends);
        measures.slanted += count(edge.segments.iter().filter(|s| !s.is_straight()));
        measures.length += edge.segments.iter().map(Segment::length).sum::<i64>();
        if let [_, inner @ .., _] = edge.segments.as_slice() {
            measures.jogs += count(inner.iter().filter(|s| s.length() < 8));
        }
        straight += i64::from(matches!(edge.segments.as_slice(), [only] if only.is_straight()));
    }
    measures.straight = percent(straight, edges.len());
}

fn count_area(nodes: &[Node<'_>], edges: &[Edge<'_>], measures: &mut Measures) {
    let rects = nodes.iter().map(|node| *node.rect).chain(edges.iter().map(|edge| edge.hull));
    let labels = edges.iter().filter_map(|edge| edge.label.copied());
    let (mut low, mut high) = ((i64::MAX, i64::MAX), (i64::MIN, i64::MIN));
    for rect in rects.chain(labels) {
        let (x, y) = (i64::from(rect.x), i64::from(rect.y));
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x + i64::from(rect.width)), high.1.max(y + i64::from(rect.height)));
    }
    measures.width = high.0.saturating_sub(low.0).max(0);
    measures.height = high.1.saturating_sub(low.1).max(0);
    let area = |rect: &Rect| i64::from(rect.width) * i64::from(rect.height);
    let covered: i64 = nodes.iter().map(|node| area(node.rect)).sum();
    let whole = measures.width * measures.height;
    measures.ink = if whole == 0 { 0 } else { (200 * covered + whole) / (2 * whole) };
    let middle = |node: &Node<'_>| 2 * i64::from(node.rect.y) + i64::from(node.rect.height);
    let downwards = edges.iter().filter(|edge| {
        let ends = (nodes.get(edge.link.from), nodes.get(edge.link.to));
        matches!(ends, (Some(from), Some(to)) if middle(from) + 2 < middle(to))
    });
    measures.flow = percent(i64::from(count(downwards)), edges.len());
}

fn lane_overlaps(lanes: usize, nodes: &[Node<'_>]) -> u32 {
    let strip = |lane: usize| {
        let own = || nodes.iter().filter(move |node| node.cell.lane == Some(lane));
        let start = own().map(|node| i64::from(node.rect.x)).min()?;
        let end = own().map(|node| i64::from(node.rect.x) + i64::from(node.rect.width)).max()?;
        Some((start, end))
    };
    let strips: Vec<(i64, i64)> = (0..lanes).filter_map(strip).collect();
    let mut overlaps = 0;
    for (at, a) in strips.iter().enumerate() {
        let later = strips.iter().skip(at + 1);
        overlaps += count(later.filter(|b| 1 < a.1.min(b.1) - a.0.max(b.0)));
    }
    overlaps
}

fn percent(part: i64, whole: usize) -> i64 {
    let whole = i64::try_from(whole).unwrap_or(i64::MAX);
    if whole == 0 { 0 } else { (200 * part + whole) / (2 * whole) }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
