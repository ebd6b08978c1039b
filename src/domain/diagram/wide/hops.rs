//! Where a line hops over another: at every crossing, on the level one.

use crate::domain::diagram::drawing::{Drawing, Point};
use crate::domain::diagram::segment::{Segment, segments};
use crate::domain::diagram::sketch::Sketch;

/// Marks the crossings of a drawing.
pub fn hops(sketch: &Sketch, drawing: &mut Drawing) {
    let lines: Vec<Vec<Segment>> =
        drawing.edges.iter().map(|line| segments(&line.points)).collect();
    let mut found = vec![Vec::new(); lines.len()];
    for (at, own) in lines.iter().enumerate() {
        for (other, line) in lines.iter().enumerate() {
            let is_related = match (sketch.edges.get(at), sketch.edges.get(other)) {
                (Some(a), Some(b)) => a.from == b.from || a.to == b.to,
                _ => true,
            };
            for segment in own.iter().filter(|segment| segment.from.y == segment.to.y) {
                let upright = line.iter().filter(|other| other.from.x == other.to.x);
                let meetings = upright.filter_map(|upright| segment.meets(upright));
                let strict = meetings.filter(|meeting| meeting.is_strict && !is_related);
                found[at].extend(strict.map(|meeting| meeting.at));
            }
        }
    }
    for (line, mut hops) in drawing.edges.iter_mut().zip(found) {
        hops.sort_by_key(|hop: &Point| (hop.y, hop.x));
        hops.dedup();
        line.hops = hops;
    }
}
