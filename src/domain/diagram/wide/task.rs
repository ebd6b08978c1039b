//! A sketch made safe to work with: only edges between nodes that exist, a
//! lane for every node, and which edges lead back.

use crate::domain::diagram::drawing::Size;
use crate::domain::diagram::sketch::{Cell, Outline, Sketch};

/// What the steps of the layout work on. Indices of nodes are those of the
/// sketch, indices of edges are into [`Task::edges`].
#[derive(Debug, Clone)]
pub struct Task {
    /// As in the sketch.
    pub nodes: Vec<Cell>,
    /// For each node; 0 where there are no lanes.
    pub lane: Vec<usize>,
    /// How many strips there are, at least one.
    pub strips: usize,
    /// Whether the strips are lanes.
    pub has_lanes: bool,
    /// Edges that can be drawn.
    pub edges: Vec<Way>,
    /// Edges that lead out of each node, as they are said.
    pub out: Vec<Vec<usize>>,
    /// Edges that lead into each node, as they are said.
    pub into: Vec<Vec<usize>>,
}

/// An edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Its place in the sketch.
    pub origin: usize,
    /// Index of a node.
    pub from: usize,
    /// Index of a node.
    pub to: usize,
    /// Size of its label.
    pub label: Option<Size>,
    /// It leads back to something earlier.
    pub is_back: bool,
    /// It leaves a question, from a place of its own.
    pub is_answer: bool,
}

impl Way {
    /// Whether both may share a line: they end together, or begin together and
    /// are no answers.
    pub fn is_related(&self, other: &Way) -> bool {
        self.to == other.to || self.from == other.from && !self.is_answer
    }
}

impl Task {
    /// Whether a node is a bar, which may be as wide as what it divides.
    pub fn is_bar(&self, node: usize) -> bool {
        self.nodes[node].outline == Outline::Bar
    }

    /// The task with answers that leave a question together, as other lines
    /// do: there is room for any number of them.
    pub fn with_shared_answers(&self) -> Task {
        let mut task = self.clone();
        task.edges.iter_mut().for_each(|way| way.is_answer = false);
        task
    }

    /// Whether a node is a question.
    pub fn is_question(&self, node: usize) -> bool {
        self.nodes[node].outline == Outline::Diamond
    }
}

/// Reads a sketch.
pub fn task(sketch: &Sketch) -> Task {
    let count = sketch.nodes.len();
    let mut edges = Vec::with_capacity(sketch.edges.len());
    for (origin, link) in sketch.edges.iter().enumerate() {
        if link.from < count && link.to < count {
            let is_back = link.from == link.to;
            let (from, to, label) = (link.from, link.to, link.label);
            let is_answer = sketch.nodes[from].outline == Outline::Diamond;
            edges.push(Way { origin, from, to, label, is_back, is_answer });
        }
    }
    let mut task = Task {
        nodes: sketch.nodes.clone(),
        lane: vec![0; count],
        strips: sketch.lanes.max(1),
        has_lanes: 0 < sketch.lanes,
        out: vec![Vec::new(); count],
        into: vec![Vec::new(); count],
        edges,
    };
    for (at, way) in task.edges.iter().enumerate() {
        task.out[way.from].push(at);
        task.into[way.to].push(at);
    }
    find_lanes(&mut task);
    find_ways_back(&mut task);
    task
}

/// A node without a lane stands in the lane of a neighbour.
fn find_lanes(task: &mut Task) {
    let own = |task: &Task, node: usize| task.nodes[node].lane.filter(|lane| *lane < task.strips);
    for node in 0..task.nodes.len() {
        let after = task.out[node].iter().map(|edge| task.edges[*edge].to);
        let before = task.into[node].iter().map(|edge| task.edges[*edge].from);
        let near = after.chain(before).find_map(|other| own(task, other));
        task.lane[node] = own(task, node).or(near).unwrap_or_default();
    }
}

/// Walks the edges in the author's order, first from where the process
/// begins. An edge to something on the way that led here leads back.
fn find_ways_back(task: &mut Task) {
    let is_first = |node: &usize| task.nodes[*node].outline == Outline::Start;
    let is_source = |node: &usize| task.into[*node].is_empty();
    let all = 0..task.nodes.len();
    let mut roots: Vec<usize> = all.clone().filter(is_first).collect();
    roots.extend(all.clone().filter(is_source));
    roots.extend(all);
    let mut state = vec![State::New; task.nodes.len()];
    for root in roots {
        if state[root] != State::New {
            continue;
        }
        state[root] = State::OnTheWay;
        let mut stack = vec![(root, 0)];
        while let Some((node, next)) = stack.last_mut() {
            let node = *node;
            let Some(&edge) = task.out[node].get(*next) else {
                state[node] = State::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            let to = task.edges[edge].to;
            match state[to] {
                State::New => {
                    state[to] = State::OnTheWay;
                    stack.push((to, 0));
                }
                State::OnTheWay => task.edges[edge].is_back = true,
                State::Done => {}
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}
