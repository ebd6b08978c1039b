//! From a graph with words to a sketch with sizes.
//!
//! Words are divided into lines here, so that a layout sees sizes only, and
//! what writes the drawing knows which lines it has to write.

use super::drawing::Size;
use super::graph::{Graph, Node, NodeKind};
use super::sketch::{Cell, Link, Outline, Sketch};
use super::text::{Lines, NOTE, NUMBER, WORDS, break_lines, clean, longest_part};

/// For which layout sizes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Lanes beside each other.
    Wide,
    /// One column, for phones.
    Narrow,
}

/// The width of a box of the wide form.
pub const BOX: i32 = 168;
/// The width of the one column of the narrow form.
pub const COLUMN: i32 = 208;
/// How high a bar is.
pub const BAR: i32 = 8;
/// Between the outline of a box and its words.
pub const PADDING: i32 = 10;
/// How far the slanted sides of a decision of the narrow form reach inwards.
pub const SLANT: i32 = 16;
/// How high the names of lanes are above their strips, in the wide form.
pub const HEADER: i32 = 36;
/// How wide the stripe is that shows the lane in the narrow form.
pub const STRIPE: i32 = 6;

/// How many lines of words a shape usually has at most.
const USUAL_LINES: usize = 4;
/// More lines of words are cut; the whole text is in the name of the node.
const MOST_LINES: usize = 8;
/// More lines beside an edge are cut; the whole text is in the table of steps.
const MOST_LABEL_LINES: usize = 5;
/// A text that takes more of its room, in percent, has its length fixed.
pub const FITTED_FROM: i32 = 92;
/// A longer number is cut, as words are.
const NUMBER_AT_MOST: i32 = 48;
/// Above and below the words of a box together.
const LEADING: i32 = 24;

/// A graph with its words as lines, and the sizes that follow from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Typeset {
    /// What a layout takes.
    pub sketch: Sketch,
    /// What is written in each node.
    pub nodes: Vec<Words>,
    /// What is written beside each edge.
    pub labels: Vec<Lines>,
}

/// What is written in a node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Words {
    /// Its number, as drawn.
    pub number: Option<String>,
    /// Its words.
    pub label: Lines,
    /// Who does it, where no strip of a lane says so.
    pub lane: Lines,
}

impl Words {
    /// Returns how much of the width the number takes, with the space after it.
    pub fn indent(&self) -> i32 {
        self.number.as_ref().map_or(0, |number| NUMBER.width(number) + 8)
    }

    /// Returns how high the lines are together.
    pub fn height(&self) -> i32 {
        stacked(&self.label, WORDS.line_height()) + stacked(&self.lane, NOTE.line_height())
    }
}

/// Divides the words of a graph into lines and says how large each part is.
pub fn typeset(graph: &Graph, form: Form) -> Typeset {
    let lanes: Vec<String> = graph.lanes.iter().map(|lane| clean(&lane.name)).collect();
    let mut typeset = Typeset::default();
    typeset.sketch.lanes = graph.lanes.len();
    for node in &graph.nodes {
        let lane = node.lane.filter(|lane| *lane < graph.lanes.len());
        let shown = lane.filter(|_| form == Form::Narrow && takes_lane(node.kind));
        let shown = shown.and_then(|lane| lanes.get(lane)).map_or("", String::as_str);
        let (words, size) = set(node, form, shown);
        typeset.sketch.nodes.push(Cell { outline: outline(node.kind), size, lane });
        typeset.nodes.push(words);
    }
    for edge in &graph.edges {
        let lines = label_lines(edge.label.as_deref().unwrap_or_default(), form);
        let label = (!lines.lines.is_empty()).then(|| label_size(&lines));
        typeset.sketch.edges.push(Link { from: edge.from, to: edge.to, label });
        typeset.labels.push(lines);
    }
    typeset
}

fn outline(kind: NodeKind) -> Outline {
    match kind {
        NodeKind::Start => Outline::Start,
        NodeKind::End => Outline::End,
        NodeKind::Decision => Outline::Diamond,
        NodeKind::Fork | NodeKind::Join => Outline::Bar,
        NodeKind::Step
        | NodeKind::Area
        | NodeKind::Process
        | NodeKind::Wait
        | NodeKind::Document
        | NodeKind::Connector => Outline::Box,
    }
}

/// Returns whether it is said in the box who does it.
fn takes_lane(kind: NodeKind) -> bool {
    !matches!(kind, NodeKind::Start | NodeKind::End | NodeKind::Fork | NodeKind::Join)
}

fn label_lines(label: &str, form: Form) -> Lines {
    let width = match form {
        Form::Wide => 120,
        Form::Narrow => 84,
    };
    break_lines(&clean(label), NOTE, width, MOST_LABEL_LINES)
}

/// Leaves a part of the width empty, so that the text need not be fitted.
fn label_size(lines: &Lines) -> Size {
    let width = lines.width + (lines.width / 8).max(6);
    Size { width: even(width), height: even(stacked(lines, NOTE.line_height())) }
}

fn set(node: &Node, form: Form, lane: &str) -> (Words, Size) {
    let number = node.number.as_deref().and_then(|number| {
        break_lines(&clean(number), NUMBER, NUMBER_AT_MOST, 1).lines.into_iter().next()
    });
    let label = clean(&node.label);
    let mut words = Words { number, ..Words::default() };
    let size = match (node.kind, form) {
        (NodeKind::Fork | NodeKind::Join, _) => {
            return (Words::default(), Size { width: bar_width(form), height: BAR });
        }
        (NodeKind::Start | NodeKind::End, _) => set_terminal(&label, form, &mut words),
        (NodeKind::Decision, Form::Wide) => set_diamond(&label, &mut words),
        _ => set_box((node.kind, form), &label, lane, &mut words),
    };
    (words, size)
}

fn bar_width(form: Form) -> i32 {
    match form {
        Form::Wide => BOX,
        Form::Narrow => COLUMN,
    }
}

fn set_terminal(label: &str, form: Form, words: &mut Words) -> Size {
    words.number = None;
    words.label = break_lines(label, WORDS, roomy(bar_width(form) - 28), MOST_LINES);
    let width = even((words.label.width + 40).max(88));
    Size { width, height: even((words.height() + 14).max(36)) }
}

fn set_box((kind, form): (NodeKind, Form), label: &str, lane: &str, words: &mut Words) -> Size {
    let (left, right) = insets(kind, form);
    let width = bar_width(form);
    let whole = width - left - right - words.indent();
    // A word is fitted rather than divided.
    let is_tight = (roomy(whole) + 1..=whole).contains(&longest_part(label, WORDS));
    let room = if is_tight { whole } else { roomy(whole) };
    words.label = break_lines(label, WORDS, room, MOST_LINES);
    words.lane = break_lines(lane, NOTE, roomy(whole), 2);
    let extra = if kind == NodeKind::Document { 8 } else { 0 };
    Size { width, height: even((words.height() + LEADING + extra).max(48)) }
}

/// Returns what the outline of a kind takes of the width, left and right.
pub fn insets(kind: NodeKind, form: Form) -> (i32, i32) {
    let stripe = if form == Form::Narrow { STRIPE } else { 0 };
    match kind {
        NodeKind::Area | NodeKind::Process => (PADDING + 4 + stripe / 2, PADDING + 2),
        NodeKind::Wait | NodeKind::Connector => (PADDING + stripe, PADDING + SLANT),
        NodeKind::Decision => (PADDING + SLANT, PADDING + SLANT),
        _ => (PADDING + stripe, PADDING),
    }
}

/// The widths and the height that a diamond may have.
struct Frame {
    lines: usize,
    room: i32,
    width: i32,
    height: i32,
}

/// What most questions fit into, and what is left to a long one.
const FRAMES: [Frame; 2] = [
    Frame { lines: USUAL_LINES, room: 128, width: 190, height: 160 },
    Frame { lines: MOST_LINES, room: 188, width: 260, height: 260 },
];

fn set_diamond(label: &str, words: &mut Words) -> Size {
    let text = numbered(words, label);
    let mut size = Size { width: 120, height: 64 };
    for frame in &FRAMES {
        let Some((lines, fitting)) = smallest_diamond(&text, frame) else { continue };
        size = fitting;
        words.label = lines;
        if !words.label.is_cut {
            break;
        }
    }
    size
}

/// Finds the smallest diamond that holds its words: at every corner of the
/// block of lines, x / width + y / height is at most one half.
fn smallest_diamond(text: &str, frame: &Frame) -> Option<(Lines, Size)> {
    let least = longest_part(text, WORDS).clamp(56, frame.room);
    let mut best: Option<(i32, Lines, Size)> = None;
    for room in (least..=frame.room).step_by(6) {
        let lines = break_lines(text, WORDS, room, frame.lines);
        let block = stacked(&lines, WORDS.line_height());
        for width in (120..=frame.width).step_by(10) {
            let free = width - lines.width - 12;
            let height = if free <= 0 { i32::MAX } else { even((block * width / free).max(64)) };
            if frame.height < height {
                continue;
            }
            // Neither flat nor tall, and no text is cut for a smaller one.
            let cost = width * height
                + 40 * (2 * height - width).abs()
                + if lines.is_cut { 100_000 } else { 0 };
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, lines.clone(), Size { width, height }));
            }
        }
    }
    best.map(|(_, lines, size)| (lines, size))
}

/// In a diamond the number is the first word.
fn numbered(words: &Words, label: &str) -> String {
    match &words.number {
        Some(number) => format!("{number}\u{A0}{label}"),
        None => label.to_string(),
    }
}

fn stacked(lines: &Lines, line_height: i32) -> i32 {
    i32::try_from(lines.lines.len()).unwrap_or(0) * line_height
}

/// Returns the part of a width that words may take so that they need not be
/// fitted: a font wider than those of the table finds room in the rest.
fn roomy(width: i32) -> i32 {
    width * FITTED_FROM / 100
}

fn even(length: i32) -> i32 {
    length + length % 2
}
