//! What lies between two rows, from above: lines that leave the upper node
//! for a side, each below its label; the label of the straight line; the mark
//! at which the lower node is reached; the line that comes from a rail.

use std::collections::BTreeMap;

use super::super::sketch::Sketch;
use super::MARK;
use super::plan::{Exit, Plan, Rail, Way};
use super::side::{Both, Side};

/// Between two nodes with nothing beside the line between them.
const LEAST: i32 = 24;
/// From a line that turns to the upper edge of a node, with room for a head.
const HEAD: i32 = 16;
/// Between two lines, and between a line and a node above it.
const APART: i32 = 12;

/// What has to find room in the gaps, by the row below.
pub struct Gaps {
    contents: Vec<Contents>,
}

#[derive(Default)]
struct Contents {
    /// What has a label or a mark, and so a height of its own.
    exits: Both<Vec<usize>>,
    /// What only turns to a rail.
    turns: Vec<usize>,
    straight: Option<usize>,
    letter: Option<u32>,
    has_rail: bool,
}

/// A gap with its heights.
#[derive(Default)]
pub struct Gap {
    /// The height of the line of each edge that leaves the node above.
    pub exits: BTreeMap<usize, i32>,
    /// The upper edge of the label of the straight line.
    pub label: i32,
    /// The letter and the height of the mark that leads to the node below.
    pub arrival: Option<(u32, i32)>,
    /// The height of the line that comes from a rail.
    pub rail: i32,
    /// Where the node below begins.
    pub bottom: i32,
}

impl Contents {
    /// Returns the edges that leave the node above, from above; those in one
    /// list share a height.
    fn exits(&self) -> Vec<Vec<usize>> {
        let (left, right) = (self.exits.of(Side::Left), self.exits.of(Side::Right));
        let pair = |at: usize| left.get(at).into_iter().chain(right.get(at)).copied().collect();
        let mut heights: Vec<Vec<usize>> = (0..left.len().max(right.len())).map(pair).collect();
        if !self.turns.is_empty() {
            heights.push(self.turns.clone());
        }
        heights
    }
}

impl Gaps {
    /// Finds what lies in each gap.
    pub fn of(sketch: &Sketch, plan: &Plan) -> Gaps {
        let mut contents = Vec::new();
        contents.resize_with(plan.rows.len() + 1, Contents::default);
        let mut gaps = Gaps { contents };
        for (edge, (link, way)) in sketch.edges.iter().zip(&plan.ways).enumerate() {
            let rows = (plan.row_of.get(link.from), plan.row_of.get(link.to));
            if let (Some(from), Some(to)) = rows {
                gaps.add((edge, link.label.is_some()), *way, (*from + 1, *to));
                if matches!(way, Way::Rail(_)) {
                    let is_aside = plan.ports.get(link.to).is_some_and(|to| to.is_entered_aside);
                    gaps.at(*to).into_iter().for_each(|gap| gap.has_rail |= !is_aside);
                }
            }
        }
        gaps.letter();
        gaps
    }

    fn at(&mut self, row: usize) -> Option<&mut Contents> {
        self.contents.get_mut(row)
    }

    fn add(&mut self, (edge, is_labelled): (usize, bool), way: Way, rows: (usize, usize)) {
        let (below, target) = rows;
        let Some(gap) = self.at(below) else { return };
        match way {
            Way::Straight => gap.straight = Some(edge),
            Way::Rail(Rail { exit: Exit::Gap, .. }) if !is_labelled => gap.turns.push(edge),
            Way::Rail(Rail { side, exit: Exit::Gap, .. }) => gap.exits.of_mut(side).push(edge),
            Way::Jump(side) => {
                gap.exits.of_mut(side).push(edge);
                // Which one is known when all are.
                self.at(target).into_iter().for_each(|gap| gap.letter = Some(0));
            }
            Way::Rail(_) | Way::Nowhere => {}
        }
    }

    /// Gives each node that is reached by jumps a letter, from the top.
    fn letter(&mut self) {
        let lettered = self.contents.iter_mut().filter_map(|gap| gap.letter.as_mut());
        for (at, letter) in lettered.enumerate() {
            *letter = u32::try_from(at).unwrap_or(u32::MAX);
        }
    }

    /// Measures the gap above a row, from the lower edge of the node above.
    pub fn measure(&self, row: usize, top: i32, sketch: &Sketch) -> Gap {
        let mut gap = Gap { label: top + 4, ..Gap::default() };
        let Some(contents) = self.contents.get(row) else { return gap };
        let mut end = measure_exits(contents, top, sketch, &mut gap);
        let mut least = if row == 0 { top } else { top + LEAST };
        if !gap.exits.is_empty() {
            least = least.max(end + APART);
        }
        let straight = contents.straight.and_then(|edge| sketch.edges.get(edge)?.label);
        if let Some(size) = straight {
            gap.label = end + 4;
            end = gap.label + size.height;
            least = least.max(end + 8);
        }
        if let Some(letter) = contents.letter {
            let y = end + 4 + MARK;
            gap.arrival = Some((letter, y));
            end = y + 2;
            least = least.max(y + HEAD);
        }
        if contents.has_rail {
            gap.rail = end + APART;
            least = least.max(gap.rail + HEAD);
        }
        gap.bottom = least + least % 2;
        gap
    }
}

/// Places what leaves the node above; one to the left and one to the right
/// share a height. Returns where the last of it ends.
fn measure_exits(contents: &Contents, top: i32, sketch: &Sketch, gap: &mut Gap) -> i32 {
    let mut end = top;
    for together in contents.exits() {
        let height = |edge: &usize| sketch.edges.get(*edge)?.label.map(|size| size.height);
        let label = together.iter().filter_map(height).max();
        // A mark is as high above its line as below it.
        let y = end + label.map_or(MARK + 6, |height| height + MARK + 4);
        together.into_iter().for_each(|edge| {
            gap.exits.insert(edge, y);
        });
        end = y + MARK;
    }
    end
}
