//! Lines beside each other through the middle of a column or a row.
//!
//! One line runs in the middle itself, where it meets nodes in the middle of
//! a side; others have slots left and right of it, above and below. A net is
//! what shares a slot.

use super::lattice::Lattice;
use super::nets::{Bundle, Pieces, bundles, net};
use super::tracks::{Net, crossings};
use crate::domain::diagram::sketch::Outline;

/// From slot to slot in a column.
pub const UPRIGHT: i32 = 16;
/// From slot to slot in a row.
pub const LEVEL: i32 = 10;
/// How many slots there are on each side of the middle where no node ends.
const MOST: i32 = 2;
/// From an end of a side to a line.
const CORNER: i32 = 7;
/// Lines of the lattice, where their place is not known yet.
pub const ROUGH: i32 = 100;

const CLASH: i64 = 10_000;
const CROSSING: i64 = 100;
const OFF_CORNER: i64 = 30;
const STRAIGHT: i64 = 12;
const OTHER: i64 = 6;

/// A net with the slots it may have.
struct Part {
    bundle: Bundle,
    net: Net,
    /// How many slots left and right of the middle it may have.
    reach: i32,
    /// What a slot beside the middle costs.
    price: i64,
    slot: Option<i32>,
}

/// The slot of each piece; 0 is the middle.
pub fn slots(lattice: &Lattice<'_>, pieces: &Pieces) -> Vec<i32> {
    let mut slots = vec![0; pieces.all.len()];
    let mut lines: std::collections::BTreeMap<(bool, usize), Vec<usize>> =
        std::collections::BTreeMap::new();
    for (at, piece) in pieces.all.iter().enumerate().filter(|(_, piece)| piece.line % 2 == 1) {
        lines.entry((piece.is_level, piece.line)).or_default().push(at);
    }
    for members in lines.values() {
        let mut parts = parts(lattice, pieces, members);
        if parts.len() < 2 {
            continue;
        }
        choose(lattice, &mut parts);
        for part in &parts {
            part.bundle.members.iter().for_each(|at| slots[*at] = part.slot.unwrap_or_default());
        }
    }
    slots
}

/// The nets along a line, the most important first.
fn parts(lattice: &Lattice<'_>, pieces: &Pieces, members: &[usize]) -> Vec<Part> {
    let place = |piece: usize| {
        let line = pieces.all[piece].line;
        (ROUGH * i32::try_from(line).unwrap_or(0), false)
    };
    let part = |bundle: Bundle| {
        let mut net = net(pieces, &bundle, &place);
        let turns = |line: usize| i32::from(turns_at(pieces, &bundle, line));
        let at = |line: usize| ROUGH * i32::try_from(line).unwrap_or(0);
        net.low = at(bundle.low) - turns(bundle.low) * ROUGH / 4;
        net.high = at(bundle.high) + turns(bundle.high) * ROUGH / 4;
        let (mut reach, mut price) = (MOST, OTHER);
        for &at in &bundle.members {
            let (own, price_of) = reach_of(lattice, pieces, at);
            reach = reach.min(own);
            price = price.max(price_of);
        }
        Part { bundle, net, reach, price, slot: None }
    };
    let mut parts: Vec<Part> =
        bundles(lattice.task, pieces, members).into_iter().map(part).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.price));
    parts
}

/// Whether a net ends with a corner in an empty cell, where another line may
/// turn too.
fn turns_at(pieces: &Pieces, bundle: &Bundle, line: usize) -> bool {
    line % 2 == 1
        && bundle.members.iter().any(|at| {
            let piece = &pieces.all[*at];
            let own = pieces.of(piece.edge);
            piece.start == line && own.start != *at || piece.end == line && own.end != at + 1
        })
}

/// Moves one of two pieces of a column that meet in a channel to a slot that
/// is free: the one above, or else the one below.
pub fn part_ways(lattice: &Lattice<'_>, pieces: &Pieces, pair: (usize, usize), slots: &mut [i32]) {
    let moved = [pair.0, pair.1].into_iter().find_map(|at| {
        let (reach, _) = reach_of(lattice, pieces, at);
        let mut free: Vec<i32> = (-reach..=reach).collect();
        free.sort_by_key(|slot| (slot.abs(), *slot < 0));
        free.retain(|slot| !is_taken(lattice, pieces, (at, *slot), slots));
        free.first().map(|slot| (at, *slot))
    });
    if let Some((at, slot)) = moved {
        slots[at] = slot;
    }
}

/// Whether another net of a column has a slot beside a piece.
fn is_taken(
    lattice: &Lattice<'_>,
    pieces: &Pieces,
    (at, slot): (usize, i32),
    slots: &[i32],
) -> bool {
    let own = &pieces.all[at];
    let edges = &lattice.task.edges;
    pieces.all.iter().enumerate().any(|(other, piece)| {
        let is_line = !piece.is_level && piece.line == own.line && slots[other] == slot;
        let is_near = piece.low() <= own.high() && own.low() <= piece.high();
        let is_own = piece.edge == own.edge || edges[piece.edge].is_related(&edges[own.edge]);
        is_line && is_near && (other == at || !is_own)
    })
}

/// How far from the middle a piece may run, and what that costs.
fn reach_of(lattice: &Lattice<'_>, pieces: &Pieces, at: usize) -> (i32, i64) {
    let piece = &pieces.all[at];
    let way = &lattice.task.edges[piece.edge];
    let own = pieces.of(piece.edge);
    let (is_first, is_last) = (own.start == at, own.end == at + 1);
    let (mut reach, mut price) = (MOST, if is_first && is_last { STRAIGHT } else { OTHER });
    for node in [is_first.then_some(way.from), is_last.then_some(way.to)].into_iter().flatten() {
        let cell = &lattice.task.nodes[node];
        let (size, pitch) = match piece.is_level {
            true => (cell.size.height, LEVEL),
            false => (cell.size.width, UPRIGHT),
        };
        let rounded = match (cell.outline, piece.is_level) {
            (Outline::Start | Outline::End, false) => cell.size.height / 2,
            (Outline::Diamond, _) => size / 4,
            (Outline::Bar, _) => continue,
            _ => CORNER,
        };
        reach = reach.min((size / 2 - rounded).max(0) / pitch);
        price = price.max(if cell.outline == Outline::Diamond { OFF_CORNER } else { price });
    }
    (reach, price)
}

/// Gives each net the best slot that is free, and again with all others known.
fn choose(lattice: &Lattice<'_>, parts: &mut [Part]) {
    for _ in 0..3 {
        let mut is_changed = false;
        for at in 0..parts.len() {
            let Some(part) = parts.get(at) else { continue };
            let reach = part.reach.max(0);
            let best = (-MOST..=MOST).min_by_key(|slot| {
                let far = i64::from((slot.abs() - reach).max(0)) * 2 * CLASH;
                (far + price(lattice, parts, at, *slot), slot.abs(), *slot)
            });
            is_changed |= part.slot != best;
            if let Some(part) = parts.get_mut(at) {
                part.slot = best;
            }
        }
        if !is_changed {
            break;
        }
    }
}

fn price(lattice: &Lattice<'_>, parts: &[Part], at: usize, slot: i32) -> i64 {
    let Some(part) = parts.get(at) else { return 0 };
    let is_related = |a: usize, b: usize| {
        let edges = &lattice.task.edges;
        edges[a].is_related(&edges[b])
    };
    let mut total = part.price * i64::from(slot.abs());
    let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
    for (_, with) in others {
        let Some(taken) = with.slot else { continue };
        let is_near = part.net.low < with.net.high && with.net.low < part.net.high;
        if !is_near {
            continue;
        }
        total += match taken.cmp(&slot) {
            std::cmp::Ordering::Equal => CLASH,
            std::cmp::Ordering::Less => {
                CROSSING * i64::from(crossings(&with.net, &part.net, &is_related))
            }
            std::cmp::Ordering::Greater => {
                CROSSING * i64::from(crossings(&part.net, &with.net, &is_related))
            }
        };
    }
    total
}
