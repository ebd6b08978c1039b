//! A chart as a graph: which boxes there are, in which order, and what each
//! is called.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chart, Charts, Known, Passage, Stop};
use crate::domain::diagram::graph::{Edge, EdgeKind, Graph, Node, NodeKind};
use crate::model::areas::{AreaSource, AreaState, Process};
use crate::model::catalog::{Identity, PageId, loose};
use crate::model::site::Site;

/// A larger chart has no picture.
const MOST_NODES: usize = 60;
/// One with more ways for each node cannot be followed by eye.
const MOST_WAYS: usize = 2;
/// A larger chart is not shown at all.
const MOST_ROWS: usize = 500;
const MOST_EDGES: usize = 2_000;

/// A chart that a page shows.
#[derive(Clone, Debug)]
pub struct ChartFigure {
    /// What is drawn. Ids are those of the rows of its table.
    pub graph: Graph,
    /// What is known of each edge.
    pub known: Vec<Known>,
    /// The page of each node that has one.
    pub pages: Vec<Option<PageId>>,
}

impl ChartFigure {
    /// What its table is called.
    pub const TITLE: &str = "Where the flows lead";

    /// Returns what can be followed by eye: all of it; else what flows of both
    /// ends say, if that is about half of it; else nothing.
    pub fn drawn(&self) -> Option<Graph> {
        let fits = |graph: &Graph| {
            graph.nodes.len() <= MOST_NODES && graph.edges.len() <= MOST_WAYS * graph.nodes.len()
        };
        if fits(&self.graph) {
            return Some(self.graph.clone());
        }
        let agreed = self.graph.edges.iter().zip(&self.known);
        let agreed = agreed.filter(|(_, known)| known.is_agreed()).map(|(edge, _)| edge.clone());
        let graph = without_strangers(&self.graph, agreed.collect());
        let is_enough = self.graph.nodes.len() <= 2 * graph.nodes.len();
        (fits(&graph) && is_enough).then_some(graph)
    }

    /// Tells whether the table has a row for a node: something follows it, or
    /// it has no page.
    pub fn has_row(&self, at: usize) -> bool {
        self.leaving(at).next().is_some()
            || self.graph.nodes.get(at).is_some_and(|node| node.href.is_none())
    }

    /// Returns the edges that leave a node.
    pub fn leaving(&self, node: usize) -> impl Iterator<Item = (&Edge, Option<&str>)> {
        let edges = self.graph.edges.iter().zip(&self.known);
        let own = edges.filter(move |(edge, _)| edge.from == node);
        own.map(|(edge, known)| (edge, known.when.as_deref()))
    }
}

/// Returns a graph with these edges alone, and the nodes they join.
fn without_strangers(graph: &Graph, mut edges: Vec<Edge>) -> Graph {
    let mut places = vec![None; graph.nodes.len()];
    for end in edges.iter().flat_map(|edge| [edge.from, edge.to]) {
        places.get_mut(end).into_iter().for_each(|place| *place = Some(0));
    }
    let is_there = places.iter_mut().filter_map(Option::as_mut);
    is_there.zip(0..).for_each(|(place, at)| *place = at);
    let place = |at: usize| places.get(at).copied().flatten();
    edges.retain_mut(|edge| match place(edge.from).zip(place(edge.to)) {
        Some((from, to)) => {
            (edge.from, edge.to) = (from, to);
            true
        }
        None => false,
    });
    let nodes = graph.nodes.iter().zip(&places).filter(|(_, place)| place.is_some());
    let nodes = nodes.map(|(node, _)| node.clone()).collect();
    Graph { title: graph.title.clone(), lanes: Vec::new(), nodes, edges }
}

/// Returns the chart of a process; nothing where it would say no more than
/// the list of its areas. `href` is asked for addresses.
pub fn of_process(
    site: &Site,
    id: PageId,
    href: &dyn Fn(&Identity) -> String,
) -> Option<ChartFigure> {
    let page = site.pages.get(&id)?;
    // An author who drew the process has said it better.
    if page.flows().any(|shown| shown.flow.is_drawn()) {
        return None;
    }
    let (chart, process) = (site.charts.processes.get(&id)?, site.areas.processes.get(&id)?);
    let areas: Vec<Stop> = stops(site, process);
    let whole = Stop::Page(id);
    // What an area says need not be said of the process.
    let chart = &without_whole(chart, &whole);
    let own = std::iter::once(&whole).chain(&areas);
    let places: BTreeMap<&Stop, usize> = own.clone().zip(0..).collect();
    let place = |stop: &Stop| places.get(stop).copied();
    let is_next = |(from, to): (&Stop, &Stop)| {
        place(from).zip(place(to)).is_some_and(|(from, to)| from + 1 == to)
    };
    let mut ways = chart.passages.keys().map(|passage| (&passage.from, &passage.to));
    if chart.passages.len() < 2 || ways.all(is_next) {
        return None;
    }
    let mut drawing = Drawing::new(site, href, name(site, id)?);
    drawing.beside(chart, &places, Side::Before);
    let tied: BTreeSet<&Stop> = chart.passages.keys().flat_map(Passage::ends).collect();
    own.filter(|stop| tied.contains(stop)).for_each(|stop| drawing.node(stop, Side::Within));
    drawing.beside(chart, &places, Side::After);
    let mut figure = drawing.finish(chart, |stop, other| match place(stop) {
        Some(_) => Side::Within,
        None => other,
    })?;
    // The page itself is no link.
    let here = figure.pages.iter().position(|page| *page == Some(id));
    let here = here.and_then(|at| figure.graph.nodes.get_mut(at));
    here.into_iter().for_each(|node| node.href = None);
    Some(figure)
}

/// Leaves out what is said of the process as a whole where one of its areas
/// says the same.
fn without_whole(chart: &Chart, whole: &Stop) -> Chart {
    let of_areas = || chart.passages.keys().filter(|way| !way.ends().contains(&whole));
    let from: BTreeSet<&Stop> = of_areas().map(|way| &way.from).collect();
    let to: BTreeSet<&Stop> = of_areas().map(|way| &way.to).collect();
    let is_new = |way: &Passage| match (way.from == *whole, way.to == *whole) {
        (true, _) => !to.contains(&way.to),
        (_, true) => !from.contains(&way.from),
        _ => true,
    };
    let ways = chart.passages.iter().filter(|(way, _)| is_new(way));
    Chart { passages: ways.map(|(way, known)| (way.clone(), known.clone())).collect() }
}

/// Returns the chart of all processes of a site; nothing where only one is
/// written.
pub fn of_site(site: &Site, href: &dyn Fn(&Identity) -> String) -> Option<ChartFigure> {
    let chart = &site.charts.site;
    let ends = chart.passages.keys().flat_map(Passage::ends);
    let written: BTreeSet<&Stop> = ends.filter(|stop| matches!(stop, Stop::Page(_))).collect();
    if chart.passages.len() < 2 || written.len() < 2 {
        return None;
    }
    let mut drawing = Drawing::new(site, href, "Processes".into());
    for passage in chart.passages.keys() {
        drawing.node(&passage.from, Side::Within);
        drawing.node(&passage.to, Side::Within);
    }
    drawing.finish(chart, |_, _| Side::Within)
}

/// Lists the areas of a process that have pages or will.
fn stops(site: &Site, process: &Process) -> Vec<Stop> {
    let stops = process.areas.iter().filter_map(|area| match &area.state {
        AreaState::Written(id) => Some(Stop::Page(*id)),
        AreaState::Planned(name) => Some(Stop::Planned(planned_title(site, name).into())),
        AreaState::Other => None,
    });
    stops.collect()
}

/// Returns the title a planned page is announced with.
pub fn planned_title<'a>(site: &'a Site, name: &'a str) -> &'a str {
    let catalog = &site.catalog;
    let known = catalog.planned_by_name.get(&loose(name));
    let known = known.and_then(|id| catalog.planned.get(id.0 as usize));
    known.map_or(name, |planned| &planned.title)
}

/// Returns what a page is called in a chart: a process as its group of the
/// menu, an area as the list of its process calls it, else as menus do.
fn name(site: &Site, id: PageId) -> Option<Box<str>> {
    let Charts { names, .. } = &site.charts;
    if let Some(name) = names.get(&id) {
        return Some(name.clone());
    }
    let page = site.catalog.page(id)?;
    let place = site.areas.place(id).filter(|(_, process)| process.source == AreaSource::List);
    let listed = place.and_then(|(place, process)| process.areas.get(place.at));
    Some(listed.map_or_else(|| page.nav_title.clone(), |area| area.name.clone()))
}

/// On which side of the areas of a process something stands. What a process
/// both comes from and leads to stands on both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Side {
    Before,
    Within,
    After,
}

/// A chart being drawn.
struct Drawing<'a> {
    site: &'a Site,
    href: &'a dyn Fn(&Identity) -> String,
    places: BTreeMap<(Stop, Side), usize>,
    figure: ChartFigure,
}

impl<'a> Drawing<'a> {
    fn new(site: &'a Site, href: &'a dyn Fn(&Identity) -> String, title: Box<str>) -> Self {
        let graph = Graph { title: title.into(), ..Graph::default() };
        let figure = ChartFigure { graph, known: Vec::new(), pages: Vec::new() };
        Drawing { site, href, places: BTreeMap::new(), figure }
    }

    /// Adds the processes on a side of the areas.
    fn beside(&mut self, chart: &Chart, areas: &BTreeMap<&Stop, usize>, side: Side) {
        for passage in chart.passages.keys() {
            let stop = if side == Side::Before { &passage.from } else { &passage.to };
            if !areas.contains_key(stop) {
                self.node(stop, side);
            }
        }
    }

    fn node(&mut self, stop: &Stop, side: Side) {
        let at = self.figure.graph.nodes.len();
        if self.places.contains_key(&(stop.clone(), side)) {
            return;
        }
        let (id, page) = match stop {
            Stop::Page(id) => (Some(*id), self.site.catalog.page(*id)),
            Stop::Planned(_) => (None, None),
        };
        let label: Box<str> = match stop {
            Stop::Page(id) => name(self.site, *id).unwrap_or_default(),
            Stop::Planned(title) => title.clone(),
        };
        let is_area = match page {
            Some(page) => page.is_of("area"),
            // Unless it is announced as one, a name alone is no whole process.
            None => side == Side::Within || !self.is_announced_process(&label),
        };
        self.figure.graph.nodes.push(Node {
            id: format!("site:map-{}", at + 1),
            kind: if is_area { NodeKind::Area } else { NodeKind::Process },
            label: label.into(),
            number: None,
            lane: None,
            href: page.map(|page| (self.href)(page)),
            is_planned: page.is_none(),
        });
        self.figure.pages.push(id);
        self.places.insert((stop.clone(), side), at);
    }

    /// Tells whether a page not written yet is announced as a process.
    fn is_announced_process(&self, title: &str) -> bool {
        let catalog = &self.site.catalog;
        let known = catalog.planned_by_name.get(&loose(title));
        let planned = known.and_then(|id| catalog.planned.get(id.0 as usize));
        planned.is_some_and(|planned| planned.kind.as_deref() == Some("process"))
    }

    /// Adds the ways between the nodes; `side` says on which side an end
    /// stands, if it is none of the areas.
    fn finish(mut self, chart: &Chart, side: impl Fn(&Stop, Side) -> Side) -> Option<ChartFigure> {
        for (passage, known) in &chart.passages {
            let end =
                |stop: &Stop, other| self.places.get(&(stop.clone(), side(stop, other))).copied();
            let ends = end(&passage.from, Side::Before).zip(end(&passage.to, Side::After));
            let Some((from, to)) = ends else { continue };
            let kind = EdgeKind::Sequence;
            self.figure.graph.edges.push(Edge { from, to, kind, label: None });
            self.figure.known.push(known.clone());
        }
        let Graph { nodes, edges, .. } = &self.figure.graph;
        (nodes.len() <= MOST_ROWS && edges.len() <= MOST_EDGES).then_some(self.figure)
    }
}
