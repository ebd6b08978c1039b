//! Which way each edge takes: straight down, along a rail beside the column,
//! or from a mark to a mark with the same letter.
//!
//! Edges that lead to the same node, or leave the same one, share a rail, as
//! a bus. Rails lie inside each other, short ones next to the column; what
//! finds none within the width is a jump.

use std::collections::BTreeMap;

use super::super::sketch::{Link, Outline, Sketch};
use super::rails::{Rails, Span};
use super::side::{Both, Side};
use super::{LABEL_BESIDE, LONGEST};

/// Which way an edge takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Its source or its target is not there.
    Nowhere,
    /// From a row to the next one.
    Straight,
    /// Along a rail.
    Rail(Rail),
    /// By marks: out at this side, below the source.
    Jump(Side),
}

/// Where an edge runs beside the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rail {
    /// On which side.
    pub side: Side,
    /// How far outside; 0 is next to the column.
    pub track: usize,
    /// Which bus it is part of.
    pub bus: usize,
    /// How it leaves its source.
    pub exit: Exit,
}

/// How an edge leaves its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// At its side.
    Side,
    /// From below it, in the gap.
    Gap,
}

/// The ways of all edges.
pub struct Plan {
    /// The node in each row.
    pub rows: Vec<usize>,
    /// The row of each node.
    pub row_of: Vec<usize>,
    /// The way of each edge.
    pub ways: Vec<Way>,
    /// What labels beside nodes take of the left and of the right.
    pub zones: Both<i32>,
    /// How many tracks there are on the left and on the right.
    pub tracks: Both<usize>,
    /// Whether each node is entered and left at its sides.
    pub ports: Vec<Ports>,
}

/// Where a node may be entered and left beside its top and bottom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ports {
    /// Edges may reach its sides.
    pub is_entered_aside: bool,
    /// Edges may leave its sides.
    pub is_left_aside: bool,
}

/// Plans the ways of the edges of a sketch whose rows are known.
pub fn plan(sketch: &Sketch, rows: Vec<usize>) -> Plan {
    let mut row_of = vec![0; sketch.nodes.len()];
    for (row, node) in rows.iter().enumerate() {
        if let Some(place) = row_of.get_mut(*node) {
            *place = row;
        }
    }
    let ports = ports(sketch);
    let (zones, tracks) = (Both::default(), Both::default());
    let mut plan = Plan { rows, row_of, ways: Vec::new(), zones, tracks, ports };
    let mut drafts = draft(sketch, &mut plan);
    let zone = drafts.iter().filter_map(|draft| beside(sketch, draft.edge)).max().unwrap_or(0);
    let buses = buses(sketch, &drafts);
    let mut rails = Rails::new(Both { left: zone, right: zone });
    for (at, members) in buses.iter().enumerate() {
        place_bus(at, members, &mut drafts, &mut rails);
    }
    plan.tracks = rails.counts();
    settle(sketch, &drafts, &mut plan);
    plan
}

fn ports(sketch: &Sketch) -> Vec<Ports> {
    let mut is_reached = vec![false; sketch.nodes.len()];
    let mut is_left = vec![false; sketch.nodes.len()];
    for link in &sketch.edges {
        is_left.get_mut(link.from).into_iter().for_each(|left| *left = true);
        is_reached.get_mut(link.to).into_iter().for_each(|reached| *reached = true);
    }
    let each = sketch.nodes.iter().zip(is_reached.iter().zip(&is_left));
    each.map(|(cell, (is_reached, is_left))| match cell.outline {
        Outline::Box => Ports { is_entered_aside: true, is_left_aside: true },
        // Corners are for answers alone.
        Outline::Diamond => Ports { is_entered_aside: false, is_left_aside: true },
        Outline::Bar => Ports::default(),
        // The one place at the side is for one of the two.
        Outline::Start => Ports { is_entered_aside: false, is_left_aside: !is_reached },
        Outline::End => Ports { is_entered_aside: !is_left, is_left_aside: false },
    })
    .collect()
}

/// An edge that is not straight, and what is known of its way so far.
struct Draft {
    edge: usize,
    span: Span,
    side: Side,
    /// Its track and its bus; nothing for a jump.
    rail: Option<(usize, usize)>,
}

/// Finds the straight edges, and the side that each of the others prefers.
fn draft(sketch: &Sketch, plan: &mut Plan) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut has_straight = vec![false; sketch.nodes.len()];
    // For each decision, which of its corners are promised.
    let mut corners = vec![Both::<bool>::default(); sketch.nodes.len()];
    for (edge, link) in sketch.edges.iter().enumerate() {
        let rows = (plan.row_of.get(link.from), plan.row_of.get(link.to));
        let (Some(from), Some(to), Some(taken), Some(corners)) =
            (rows.0, rows.1, has_straight.get_mut(link.from), corners.get_mut(link.from))
        else {
            plan.ways.push(Way::Nowhere);
            continue;
        };
        if *to == from + 1 && !*taken {
            *taken = true;
            plan.ways.push(Way::Straight);
            continue;
        }
        let mut side = if from < to { Side::Right } else { Side::Left };
        let is_decision =
            sketch.nodes.get(link.from).is_some_and(|cell| cell.outline == Outline::Diamond);
        if is_decision && *corners.of(side) && !*corners.of(side.other()) {
            side = side.other();
        }
        *corners.of_mut(side) = true;
        // Until it is settled.
        plan.ways.push(Way::Jump(side));
        drafts.push(Draft { edge, span: Span::between(*from, *to), side, rail: None });
    }
    drafts
}

/// Returns how much room a label takes beside a node, if it fits there.
fn beside(sketch: &Sketch, edge: usize) -> Option<i32> {
    let size = sketch.edges.get(edge)?.label?;
    (size.width <= LABEL_BESIDE.width && size.height <= LABEL_BESIDE.height)
        .then_some(size.width + 4)
}

/// Groups edges that may share a rail, the shortest group first. Long edges
/// are in none.
fn buses(sketch: &Sketch, drafts: &[Draft]) -> Vec<Vec<usize>> {
    let short: Vec<(usize, &Link)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.span.length() <= LONGEST)
        .filter_map(|(at, draft)| Some((at, sketch.edges.get(draft.edge)?)))
        .collect();
    let (mut leaving, mut reaching) = (BTreeMap::new(), BTreeMap::new());
    for (_, link) in &short {
        *leaving.entry(link.from).or_insert(0u32) += u32::from(link.label.is_none());
        *reaching.entry(link.to).or_insert(0u32) += 1;
    }
    let mut groups: BTreeMap<(Kind, usize), Vec<usize>> = BTreeMap::new();
    for (at, link) in short {
        // Answers that shared a rail could not be told apart.
        let is_out = link.label.is_none() && reaching.get(&link.to) < leaving.get(&link.from);
        let key = if is_out { (Kind::Leaving, link.from) } else { (Kind::Reaching, link.to) };
        groups.entry(key).or_default().push(at);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    let length = |group: &Vec<usize>| span(group, drafts).map_or(0, Span::length);
    groups.sort_by_key(|group| (length(group), group.first().copied()));
    groups
}

/// What the edges of a bus have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Reaching,
    Leaving,
}

fn span(group: &[usize], drafts: &[Draft]) -> Option<Span> {
    group.iter().filter_map(|at| drafts.get(*at)).map(|draft| draft.span).reduce(Span::with)
}

/// Finds a track for a bus: on the side most of it prefers, unless it would
/// cross much more there; if that side is full, on the other one.
fn place_bus(bus: usize, members: &[usize], drafts: &mut [Draft], rails: &mut Rails) {
    let Some(span) = span(members, drafts) else { return };
    let right = members.iter().filter_map(|at| drafts.get(*at));
    let right = right.filter(|draft| draft.side == Side::Right).count();
    let mut side = if members.len() <= 2 * right { Side::Right } else { Side::Left };
    let crossed = |side: Side| rails.beside(side, span) * members.len();
    if crossed(side.other()) + 1 < crossed(side) {
        side = side.other();
    }
    let found = [side, side.other()]
        .into_iter()
        .find_map(|side| rails.take(side, span).map(|track| (side, track)));
    let Some((side, track)) = found else { return };
    for at in members {
        if let Some(draft) = drafts.get_mut(*at) {
            (draft.side, draft.rail) = (side, Some((track, bus)));
        }
    }
}

/// Says how each edge leaves its source: at the side of a node there is room
/// for one label, or for edges without any.
fn settle(sketch: &Sketch, drafts: &[Draft], plan: &mut Plan) {
    let mut taken: BTreeMap<(usize, Side), Taken> = BTreeMap::new();
    for draft in drafts {
        let Some(link) = sketch.edges.get(draft.edge) else { continue };
        let Some((track, bus)) = draft.rail else {
            plan.ways.get_mut(draft.edge).into_iter().for_each(|w| *w = Way::Jump(draft.side));
            continue;
        };
        let is_aside = plan.ports.get(link.from).is_some_and(|ports| ports.is_left_aside);
        let is_decision =
            sketch.nodes.get(link.from).is_some_and(|cell| cell.outline == Outline::Diamond);
        let wants = match (link.label, beside(sketch, draft.edge)) {
            (Some(_), None) => None,
            (None, _) if !is_decision => Some((Taken::ByMany, 0)),
            (_, room) => Some((Taken::ByOne, room.unwrap_or(0))),
        };
        let key = (link.from, draft.side);
        let fits = |wanted: Taken| match taken.get(&key) {
            None => true,
            Some(taken) => *taken == Taken::ByMany && wanted == Taken::ByMany,
        };
        let exit = match wants.filter(|(wanted, _)| is_aside && fits(*wanted)) {
            Some((wanted, room)) => {
                taken.insert(key, wanted);
                let zone = plan.zones.of_mut(draft.side);
                *zone = room.max(*zone);
                Exit::Side
            }
            None => Exit::Gap,
        };
        let rail = Rail { side: draft.side, track, bus, exit };
        plan.ways.get_mut(draft.edge).into_iter().for_each(|way| *way = Way::Rail(rail));
    }
}

/// By whom a side of a node is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// By an edge whose answer stands beside it.
    ByOne,
    /// By edges without a label.
    ByMany,
}
