//! Where a line hops over another one: a piece that leads to a track crosses
//! the tracks between it and the column.

use std::collections::{BTreeMap, BTreeSet};

use super::super::drawing::{Drawing, Point};
use super::super::sketch::Sketch;
use super::place::track_x;
use super::plan::{Plan, Rail, Way};
use super::side::Side;

/// Half of a hop, and some straight line on both sides of it.
const CLEAR: i32 = 6;

/// Adds the hops to the lines of a drawing.
pub fn add(sketch: &Sketch, plan: &Plan, drawing: &mut Drawing) {
    let buses = Buses::of(sketch, plan, drawing);
    let Some(column) = buses.column else { return };
    for (edge, link) in sketch.edges.iter().enumerate() {
        let (Some(Way::Rail(rail)), Some(line)) =
            (plan.ways.get(edge), drawing.edges.get_mut(edge))
        else {
            continue;
        };
        // The pieces before and after the one along the track.
        let at_track = |point: &&Point| point.x == track_x(plan, column, (rail.side, rail.track));
        let heights: Vec<i32> = line.points.iter().filter(at_track).map(|point| point.y).collect();
        let ends = [Joint::From(link.from), Joint::To(link.to)];
        for (y, joint) in heights.into_iter().zip(ends) {
            for track in 0..rail.track {
                if buses.crosses((rail.side, track), y, joint) {
                    let x = track_x(plan, column, (rail.side, track));
                    line.hops.push(Point { x, y });
                }
            }
        }
    }
}

/// Where the lines of a bus that touches another one come from or lead to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    From(usize),
    To(usize),
}

/// The vertical pieces along the tracks.
#[derive(Default)]
struct Buses {
    /// The left edge of the column.
    column: Option<i32>,
    /// On each track, from which height to which a bus runs, and which.
    along: BTreeMap<(Side, usize), BTreeMap<i32, (i32, usize)>>,
    /// The nodes that each bus has a line from or to.
    joints: BTreeSet<(usize, Joint)>,
}

impl Buses {
    fn of(sketch: &Sketch, plan: &Plan, drawing: &Drawing) -> Buses {
        let mut buses = Buses { column: column(plan, drawing), ..Buses::default() };
        let Some(column) = buses.column else { return buses };
        let mut spans: BTreeMap<usize, (Rail, i32, i32)> = BTreeMap::new();
        for ((link, way), line) in sketch.edges.iter().zip(&plan.ways).zip(&drawing.edges) {
            let Way::Rail(rail) = way else { continue };
            let x = track_x(plan, column, (rail.side, rail.track));
            let heights = || line.points.iter().filter(|point| point.x == x).map(|point| point.y);
            let (Some(top), Some(bottom)) = (heights().min(), heights().max()) else { continue };
            let span = spans.entry(rail.bus).or_insert((*rail, top, bottom));
            (span.1, span.2) = (span.1.min(top), span.2.max(bottom));
            buses.joints.insert((rail.bus, Joint::From(link.from)));
            buses.joints.insert((rail.bus, Joint::To(link.to)));
        }
        for (bus, (rail, top, bottom)) in spans {
            let track = buses.along.entry((rail.side, rail.track)).or_default();
            track.insert(top, (bottom, bus));
        }
        buses
    }

    /// Returns whether a line at a height crosses the bus on a track, and
    /// does not meet one of its own there.
    fn crosses(&self, track: (Side, usize), y: i32, joint: Joint) -> bool {
        let bus = self.along.get(&track).and_then(|along| along.range(..y).next_back());
        bus.is_some_and(|(top, (bottom, bus))| {
            top + CLEAR < y && y < bottom - CLEAR && !self.joints.contains(&(*bus, joint))
        })
    }
}

/// All rows have the same middle, so any of them tells where the column is.
fn column(plan: &Plan, drawing: &Drawing) -> Option<i32> {
    let node = drawing.nodes.get(*plan.rows.first()?)?;
    Some(node.x + node.width / 2 - super::super::size::COLUMN / 2)
}
