//! From routes to coordinates: how wide every column and corridor is, how
//! high every row and channel, and where every line runs in them.

use super::grid::Grid;
use super::lattice::Lattice;
use super::nets::{Bundle, Pieces, bundles, net, pieces};
use super::slots::{self, ROUGH};
use super::task::Task;
use super::tracks::{Side, Tracks, tracks};
use crate::domain::diagram::drawing::{Drawing, Line, Point, Rect, Size};
use crate::domain::diagram::size::HEADER;
use crate::domain::diagram::sketch::Outline;

/// From line to line.
const PITCH: i32 = 12;
/// From a node to the first line beside it.
const BESIDE: i32 = 16;
/// From a node to the first line above or below it.
const ABOVE: i32 = 16;
/// From a node to the border of its lane, and on to the first line.
const BORDER: i32 = 12;
/// How often lines of a channel move aside.
const ATTEMPTS: usize = 8;
/// Around everything.
const MARGIN: i32 = 16;

/// Where the lines of the lattice lie.
#[derive(Debug, Default)]
struct Frame {
    /// The middle of each column; before and after it the corridors.
    columns: Vec<i32>,
    /// The first track of each corridor.
    corridors: Vec<i32>,
    /// The middle of each row.
    rows: Vec<i32>,
    /// The first track of each channel.
    channels: Vec<i32>,
    /// Of each piece, in its corridor or channel.
    track: Vec<usize>,
    /// Of each piece in the middle of a column or a row.
    slot: Vec<i32>,
    /// For labels, in every corridor and channel.
    room: Size,
    size: Size,
    /// Where strips begin and end.
    borders: Vec<i32>,
}

/// How much room there is between lines and nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// As much as is needed where labels commonly stand.
    Close,
    /// Enough for any label in every channel and corridor.
    Loose,
}

/// Draws routes; labels have no place yet.
pub fn place(
    lattice: &Lattice<'_>,
    routes: &[Vec<usize>],
    count: usize,
    spacing: Spacing,
) -> Drawing {
    let (task, grid) = (lattice.task, lattice.grid);
    let pieces = pieces(lattice, routes);
    let mut frame = Frame {
        room: room(task, spacing),
        track: vec![0; pieces.all.len()],
        slot: slots::slots(lattice, &pieces),
        ..Frame::default()
    };
    let corridors = lines(&pieces, Direction::Upright, lattice.width);
    let upright: Vec<usize> = corridors
        .iter()
        .map(|members| {
            let bundles = bundles(task, &pieces, members);
            let place = |piece: usize| {
                let line = pieces.all[piece].line;
                let at = ROUGH * i32::try_from(line).unwrap_or(0);
                (at + frame.slot[piece] * slots::LEVEL, line % 2 == 1)
            };
            let found = assign(task, &pieces, &bundles, &place, (ROUGH / 2, &mut frame.track));
            found.count
        })
        .collect();
    set_columns(task, grid, &pieces, &upright, &mut frame);
    let channels = lines(&pieces, Direction::Level, lattice.height);
    let mut level = Vec::new();
    for members in &channels {
        level.push(channel(lattice, &pieces, members, &mut frame));
    }
    set_rows(task, grid, &pieces, &level, &mut frame);
    draw(lattice, &pieces, &frame, count)
}

/// What labels need at most.
fn room(task: &Task, spacing: Spacing) -> Size {
    let mut room = Size::default();
    if spacing == Spacing::Loose {
        for label in task.edges.iter().filter_map(|way| way.label) {
            room.width = room.width.max(label.width + 10);
            room.height = room.height.max(label.height + 6);
        }
    }
    room
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Level,
    Upright,
}

/// The pieces in each corridor or channel.
fn lines(pieces: &Pieces, direction: Direction, count: usize) -> Vec<Vec<usize>> {
    let mut lines = vec![Vec::new(); count.div_ceil(2)];
    for (at, piece) in pieces.all.iter().enumerate() {
        if piece.is_level == (direction == Direction::Level) && piece.line % 2 == 0 {
            lines[piece.line / 2].push(at);
        }
    }
    lines
}

fn assign(
    task: &Task,
    pieces: &Pieces,
    bundles: &[Bundle],
    place: &dyn Fn(usize) -> (i32, bool),
    (gap, track): (i32, &mut [usize]),
) -> Tracks {
    let nets: Vec<_> = bundles.iter().map(|bundle| net(pieces, bundle, place)).collect();
    let found = tracks(&nets, gap, &|a, b| task.edges[a].is_related(&task.edges[b]));
    for (bundle, at) in bundles.iter().zip(&found.track) {
        for member in &bundle.members {
            track[*member] = *at;
        }
    }
    found
}

/// Orders the lines of a channel. Where two would lie on each other whatever
/// their order, one of them moves aside.
fn channel(lattice: &Lattice<'_>, pieces: &Pieces, members: &[usize], frame: &mut Frame) -> usize {
    let task = lattice.task;
    let bundles = bundles(task, pieces, members);
    let mut count = 0;
    for _ in 0..ATTEMPTS {
        let mut track = std::mem::take(&mut frame.track);
        let before = track.clone();
        let place = |piece: usize| (x(pieces, frame, &before, piece), true);
        let found = assign(task, pieces, &bundles, &place, (PITCH, &mut track));
        frame.track = track;
        count = found.count;
        if found.clashes.is_empty() {
            break;
        }
        for (before, after) in &found.clashes {
            slide(lattice, pieces, (members, (before.edge, after.edge)), frame);
        }
    }
    count
}

/// Moves the piece that comes from above aside, or the one that goes below.
fn slide(
    lattice: &Lattice<'_>,
    pieces: &Pieces,
    (members, edges): (&[usize], (usize, usize)),
    frame: &mut Frame,
) {
    let line = members.first().map(|member| pieces.all[*member].line).unwrap_or_default();
    let across = |edge: usize, side: Side| {
        pieces.of(edge).find(|at| {
            let piece = &pieces.all[*at];
            let far = match (piece.start == line, piece.end == line) {
                (true, _) => piece.end,
                (_, true) => piece.start,
                _ => return false,
            };
            let is_side = (far < line) == (side == Side::Before);
            !piece.is_level && piece.line % 2 == 1 && is_side
        })
    };
    let (before, after) = (across(edges.0, Side::Before), across(edges.1, Side::After));
    if let (Some(before), Some(after)) = (before, after) {
        slots::part_ways(lattice, pieces, (before, after), &mut frame.slot);
    }
}

/// Where an upright piece lies.
fn x(pieces: &Pieces, frame: &Frame, track: &[usize], piece: usize) -> i32 {
    let line = pieces.all[piece].line;
    let half = line / 2;
    if line % 2 == 1 {
        return frame.columns.get(half).copied().unwrap_or_default()
            + slots::UPRIGHT * frame.slot[piece];
    }
    let track = i32::try_from(track[piece]).unwrap_or_default();
    frame.corridors.get(half).copied().unwrap_or_default() + PITCH * track
}

/// Where a level piece lies.
fn y(pieces: &Pieces, frame: &Frame, piece: usize) -> i32 {
    let line = pieces.all[piece].line;
    let half = line / 2;
    if line % 2 == 1 {
        return frame.rows.get(half).copied().unwrap_or_default()
            + slots::LEVEL * frame.slot[piece];
    }
    let track = i32::try_from(frame.track[piece]).unwrap_or_default();
    frame.channels.get(half).copied().unwrap_or_default() + PITCH * track
}

fn set_columns(task: &Task, grid: &Grid, pieces: &Pieces, tracks: &[usize], frame: &mut Frame) {
    let columns = grid.columns();
    let mut half = vec![24; columns];
    for (node, cell) in task.nodes.iter().enumerate() {
        let column = grid.column[node];
        half[column] = half[column].max((cell.size.width + 1) / 2);
    }
    // Room for labels: beside lines that leave downwards, and above lines
    // that leave to a side.
    let beside = BESIDE + frame.room.width;
    let mut room = vec![(beside, beside); columns + 1];
    for (edge, way) in task.edges.iter().enumerate() {
        let Some(label) = way.label else { continue };
        let Some(first) = pieces.all.get(pieces.of(edge).start) else { continue };
        let column = grid.column[way.from];
        if !first.is_level {
            half[column] = half[column].max(label.width + 8);
        } else if first.start < first.end {
            let right = &mut room[column + 1].0;
            *right = (*right).max(label.width + 12);
        } else {
            let left = &mut room[column].1;
            *left = (*left).max(label.width + 12);
        }
    }
    let mut at = MARGIN;
    frame.borders.clear();
    for corridor in 0..=columns {
        let count = tracks.get(corridor).copied().unwrap_or_default();
        let (mut before, after) = room[corridor];
        let is_outside = corridor == 0 || corridor == columns;
        let is_border = task.has_lanes && grid.starts.contains(&corridor);
        let lines = i32::try_from(count).unwrap_or_default();
        let start = at;
        // The border of a lane is no line of an edge.
        before += if is_border && !is_outside && 0 < count { BORDER } else { 0 };
        frame.corridors.push(at + if corridor == 0 && !is_border { 0 } else { before });
        at += match (count, is_outside) {
            (0, true) => {
                if is_border {
                    BESIDE
                } else {
                    0
                }
            }
            (0, false) => (before + after).max(40),
            (_, true) if !is_border => lines * PITCH + BESIDE,
            _ => before + after + (lines - 1) * PITCH,
        };
        if is_border {
            frame.borders.push(match corridor {
                0 => start,
                _ if corridor == columns => at,
                _ if 0 < count => start + BORDER,
                _ => (start + at) / 2,
            });
        }
        if corridor < columns {
            frame.columns.push(at + half[corridor]);
            at += 2 * half[corridor];
        }
    }
    frame.size.width = at + MARGIN;
}

fn set_rows(task: &Task, grid: &Grid, pieces: &Pieces, tracks: &[usize], frame: &mut Frame) {
    let mut height = vec![0; grid.rows];
    for (node, cell) in task.nodes.iter().enumerate() {
        let row = grid.row[node];
        height[row] = height[row].max((cell.size.height + 1) / 2);
    }
    let mut room = vec![frame.room.height; grid.rows + 1];
    for (edge, way) in task.edges.iter().enumerate() {
        let Some(label) = way.label else { continue };
        let first = pieces.all.get(pieces.of(edge).start);
        if first.is_some_and(|first| !first.is_level) {
            let below = &mut room[grid.row[way.from] + 1];
            *below = (*below).max(label.height + 2);
        }
    }
    let mut at = MARGIN + if task.has_lanes { HEADER } else { 0 };
    for channel in 0..=grid.rows {
        let count = tracks.get(channel).copied().unwrap_or_default();
        let is_outside = channel == 0 || channel == grid.rows;
        let lines = i32::try_from(count).unwrap_or_default();
        frame.channels.push(at + if channel == 0 { 0 } else { ABOVE + room[channel] });
        at += match (count, is_outside) {
            (0, true) => 0,
            (0, false) => 2 * ABOVE + room[channel],
            (_, true) => lines * PITCH + ABOVE,
            _ => 2 * ABOVE + room[channel] + (lines - 1) * PITCH,
        };
        if channel < grid.rows {
            frame.rows.push(at + height[channel]);
            at += 2 * height[channel];
        }
    }
    // Nothing touches the lower end of a lane.
    at += if task.has_lanes { BORDER } else { 0 };
    frame.size.height = at + MARGIN;
}

fn draw(lattice: &Lattice<'_>, pieces: &Pieces, frame: &Frame, count: usize) -> Drawing {
    let (task, grid) = (lattice.task, lattice.grid);
    let mut drawing = Drawing { edges: vec![Line::default(); count], ..Drawing::default() };
    for (node, cell) in task.nodes.iter().enumerate() {
        let Size { width, height } = cell.size;
        let (first, last) = grid.span[node];
        let x = frame.columns[first] - width / 2;
        let y = frame.rows[grid.row[node]] - height / 2;
        let width = width + frame.columns[last] - frame.columns[first];
        drawing.nodes.push(Rect { x, y, width, height });
    }
    for (edge, way) in task.edges.iter().enumerate() {
        let points = line(task, pieces, frame, edge, &drawing.nodes);
        if let Some(line) = drawing.edges.get_mut(way.origin) {
            line.points = points;
        }
    }
    if task.has_lanes {
        for pair in frame.borders.windows(2) {
            let [left, right] = pair else { continue };
            let height = frame.size.height - 2 * MARGIN;
            drawing.lanes.push(Rect { x: *left, y: MARGIN, width: right - left, height });
        }
    }
    drawing.size = frame.size;
    drawing
}

fn line(task: &Task, pieces: &Pieces, frame: &Frame, edge: usize, nodes: &[Rect]) -> Vec<Point> {
    let own = pieces.of(edge);
    let way = &task.edges[edge];
    let corner = |piece: usize, other: usize| {
        let (level, upright) =
            if pieces.all[piece].is_level { (piece, other) } else { (other, piece) };
        Point { x: x(pieces, frame, &frame.track, upright), y: y(pieces, frame, level) }
    };
    let (Some(first), Some(last)) = (own.clone().next(), own.clone().last()) else {
        return Vec::new();
    };
    let mut points = vec![end(task, pieces, frame, (way.from, nodes[way.from], first, true))];
    points.extend(own.skip(1).map(|piece| corner(piece, piece - 1)));
    points.push(end(task, pieces, frame, (way.to, nodes[way.to], last, false)));
    points
}

/// Where the first or the last piece of an edge meets the outline of a node.
fn end(
    task: &Task,
    pieces: &Pieces,
    frame: &Frame,
    (node, rect, at, is_source): (usize, Rect, usize, bool),
) -> Point {
    let piece = &pieces.all[at];
    // At the right or lower side of the node.
    let is_far = (piece.start < piece.end) == is_source;
    let is_diamond = task.nodes[node].outline == Outline::Diamond && 0 < rect.width;
    if piece.is_level {
        let y = y(pieces, frame, at);
        let aside = (y - rect.y - rect.height / 2).abs();
        let inset = if is_diamond { aside * rect.width / rect.height.max(1) } else { 0 };
        return Point { x: if is_far { rect.x + rect.width - inset } else { rect.x + inset }, y };
    }
    let x = x(pieces, frame, &frame.track, at);
    let aside = (x - rect.x - rect.width / 2).abs();
    let inset = if is_diamond { aside * rect.height / rect.width } else { 0 };
    Point { x, y: if is_far { rect.y + rect.height - inset } else { rect.y + inset } }
}
