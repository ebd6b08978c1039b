//! The tracks beside the column, and which rows they are free in.

use std::collections::BTreeMap;

use super::super::size::COLUMN;
use super::side::{Both, Side};
use super::{FIRST_TRACK, MARGIN, MOST_TRACKS, PITCH, WIDEST};

/// Rows from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The upper one.
    pub top: usize,
    /// The lower one.
    pub bottom: usize,
}

impl Span {
    /// Returns the rows between two, in whichever order.
    pub fn between(a: usize, b: usize) -> Span {
        Span { top: a.min(b), bottom: a.max(b) }
    }

    /// Returns the rows from the upper to the lower end of both.
    pub fn with(self, other: Span) -> Span {
        Span { top: self.top.min(other.top), bottom: self.bottom.max(other.bottom) }
    }

    /// Returns how many rows further down it ends.
    pub fn length(self) -> usize {
        self.bottom - self.top
    }
}

/// The tracks of both sides, the innermost first; in each, what is taken, by
/// upper row.
pub struct Rails {
    tracks: Both<Vec<BTreeMap<usize, usize>>>,
    /// What labels may take between the column and the first track.
    zones: Both<i32>,
}

impl Rails {
    /// Makes rails that keep `zones` free beside the column.
    pub fn new(zones: Both<i32>) -> Rails {
        Rails { tracks: Both::default(), zones }
    }

    /// Takes the innermost track of a side that is free in these rows; opens
    /// another one while the drawing stays narrow enough.
    pub fn take(&mut self, side: Side, span: Span) -> Option<usize> {
        let tracks = self.tracks.of(side);
        let free = tracks.iter().position(|taken| is_free(taken, span));
        let track = match free {
            Some(track) => track,
            None if self.may_open(side) => tracks.len(),
            None => return None,
        };
        let tracks = self.tracks.of_mut(side);
        if track == tracks.len() {
            tracks.push(BTreeMap::new());
        }
        tracks.get_mut(track)?.insert(span.top, span.bottom);
        Some(track)
    }

    /// Returns how many tracks of a side are taken in some of these rows.
    pub fn beside(&self, side: Side, span: Span) -> usize {
        self.tracks.of(side).iter().filter(|taken| !is_free(taken, span)).count()
    }

    /// Returns how many tracks each side has.
    pub fn counts(&self) -> Both<usize> {
        Both { left: self.tracks.left.len(), right: self.tracks.right.len() }
    }

    fn may_open(&self, side: Side) -> bool {
        let mut counts = self.counts();
        *counts.of_mut(side) += 1;
        let beside = width(counts.left, self.zones.left) + width(counts.right, self.zones.right);
        *counts.of(side) <= MOST_TRACKS && beside + COLUMN + 2 * MARGIN <= WIDEST
    }
}

/// Returns how much a side takes with this many tracks and this zone.
pub fn width(tracks: usize, zone: i32) -> i32 {
    match i32::try_from(tracks) {
        Ok(tracks) if 0 < tracks => first(zone) + PITCH * (tracks - 1),
        _ => zone,
    }
}

/// Returns how far the first track is from the column.
pub fn first(zone: i32) -> i32 {
    if zone == 0 { FIRST_TRACK } else { zone + PITCH - 2 }
}

fn is_free(taken: &BTreeMap<usize, usize>, span: Span) -> bool {
    // Spans do not overlap, so only the last one that begins above counts.
    taken.range(..=span.bottom).next_back().is_none_or(|(_, bottom)| *bottom < span.top)
}
