//! The first pass over the lines of a flow: they become nodes. What these lead
//! to is read by [`super::edges`], when all nodes are known.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::line::{Line, Way, Words};
use super::piece::Piece;
use super::words::{key, kind_of, label};
use crate::base::{Code, TextRange};
use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::loose;
use crate::model::document::{Anchor, Reference, ReferenceKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin};
use crate::stages::parse::builder::Builder;

/// What a numbered line has become.
#[derive(Clone, Copy)]
pub(super) struct Listed {
    pub(super) node: usize,
    /// What the line after it follows: the join of a fork, else the node.
    pub(super) end: usize,
}

/// A flow as far as it is read.
pub(super) struct Reader<'b, 'a> {
    pub(super) builder: &'b mut Builder<'a>,
    lanes: Vec<FlowLane>,
    /// Lanes by their names as names are compared.
    lane_names: HashMap<String, usize>,
    pub(super) nodes: Vec<FlowNode>,
    pub(super) edges: Vec<FlowEdge>,
    /// The numbered lines, in order.
    pub(super) listed: Vec<Listed>,
    /// Nodes by number, by id, by words as these are compared, and by where
    /// they stand.
    numbers: HashMap<String, usize>,
    ids: HashMap<String, usize>,
    words: HashMap<String, usize>,
    places: HashMap<u32, usize>,
    /// Whether the last node is a member of the last numbered line.
    has_members: bool,
    /// The line that comes next, where edges are read.
    pub(super) next: Option<usize>,
    /// What a list says of its words beside their text.
    given: Given,
    pub(super) is_whole: bool,
}

/// What a list says beside its lines, by where the words begin: it is
/// Markdown, in which links and ids are read already.
#[derive(Default)]
pub(super) struct Given {
    /// The references of the list.
    pub(super) references: BTreeMap<u32, u32>,
    /// What words in italics, or linked, refer to; `None` for a page that is
    /// called so, if there is one.
    pub(super) marked: HashMap<u32, Option<u32>>,
    /// The ids of items.
    pub(super) ids: HashMap<u32, Box<str>>,
}

/// What numbered lines and members are called: targets may mean them before
/// they are read.
struct Named {
    words: HashSet<String>,
    ids: HashSet<String>,
}

impl Named {
    fn of(lines: &[Line<'_>]) -> Named {
        let all = || {
            lines.iter().filter_map(|line| match line {
                Line::Node(_, words) | Line::Member(words) => Some(words),
                _ => None,
            })
        };
        Named {
            words: all().map(|words| key(words.text.text)).collect(),
            ids: all().filter_map(|words| Some(words.id?.text.to_string())).collect(),
        }
    }

    fn has(&self, target: Piece<'_>) -> bool {
        self.ids.contains(target.text) || self.words.contains(&key(target.text))
    }
}

/// Tells whether all numbers are 1, as lazy lists are numbered.
fn is_lazy(lines: &[Line<'_>]) -> bool {
    let numbers = lines.iter().filter_map(|line| match line {
        Line::Node(number, _) => Some(number.text),
        _ => None,
    });
    numbers.clone().all(|number| number == "1") && 1 < numbers.count()
}

impl<'b, 'a> Reader<'b, 'a> {
    pub(super) fn new(builder: &'b mut Builder<'a>, given: Given) -> Reader<'b, 'a> {
        Reader {
            builder,
            lanes: Vec::new(),
            lane_names: HashMap::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            listed: Vec::new(),
            numbers: HashMap::new(),
            ids: HashMap::new(),
            words: HashMap::new(),
            places: HashMap::new(),
            has_members: false,
            next: None,
            given,
            is_whole: true,
        }
    }

    pub(super) fn finish(self, origin: FlowOrigin, range: TextRange) -> Flow {
        Flow {
            origin,
            title: None,
            range,
            is_whole: self.is_whole,
            lanes: self.lanes.into(),
            nodes: self.nodes.into(),
            edges: self.edges.into(),
        }
    }

    /// Adds every node that a line names, in order.
    pub(super) fn nodes(&mut self, lines: &[Line<'_>]) {
        let named = Named::of(lines);
        let is_lazy = is_lazy(lines);
        let mut lane = None;
        for line in lines {
            match line {
                Line::Lanes(names) => self.list_lanes(names),
                Line::Node(number, words) => {
                    self.close_fork();
                    lane = self.lane_of(words, lane);
                    let written = match is_lazy {
                        true => (self.listed.len() + 1).to_string(),
                        false => number.text.to_string(),
                    };
                    self.numbered(*number, written, words, lane);
                }
                Line::Member(words) => {
                    lane = self.lane_of(words, lane);
                    self.node(words, lane);
                    self.has_members = true;
                }
                Line::Answer(_, way) | Line::Case(_, way) | Line::Follow(way) => {
                    self.on_the_way(way, &named, lane);
                }
                Line::In(page, way) => {
                    self.connector(*page, &named);
                    self.on_the_way(way, &named, lane);
                }
                Line::Out(_, way) => {
                    way.targets.iter().for_each(|page| self.connector(*page, &named));
                }
                Line::Unknown(..) => {}
            }
        }
        self.close_fork();
        self.spread_lanes();
    }

    fn list_lanes(&mut self, names: &[Piece<'_>]) {
        for name in names {
            let lane = self.lane(*name);
            if let Some(lane) = self.lanes.get_mut(lane) {
                lane.is_listed = true;
            }
        }
    }

    fn lane_of(&mut self, words: &Words<'_>, lane: Option<usize>) -> Option<usize> {
        words.lane.map(|name| self.lane(name)).or(lane)
    }

    /// Returns a lane by its name, and makes it if it is new.
    fn lane(&mut self, name: Piece<'_>) -> usize {
        let key = loose(name.text);
        if let Some(index) = self.lane_names.get(&key) {
            return *index;
        }
        let reference = self.reference(ReferenceKind::Mention, name);
        self.lane_names.insert(key, self.lanes.len());
        self.lanes.push(FlowLane {
            name: label(name).text.into(),
            reference,
            is_listed: false,
            range: name.range,
        });
        self.lanes.len() - 1
    }

    /// Returns the reference that stands here, and makes it if it is new.
    fn reference(&mut self, kind: ReferenceKind, name: Piece<'_>) -> Option<u32> {
        let first = name.range.start.saturating_sub(2);
        if let Some((_, number)) = self.given.references.range(first..name.range.end).next() {
            return Some(*number);
        }
        let number = u32::try_from(self.builder.references.len()).ok()?;
        let destination = name.text.into();
        let range = name.range;
        self.builder.references.push(Reference { kind, destination, range, title: None });
        Some(number)
    }

    fn numbered(
        &mut self,
        place: Piece<'_>,
        number: String,
        words: &Words<'_>,
        lane: Option<usize>,
    ) {
        let index = self.node(words, lane);
        self.listed.push(Listed { node: index, end: index });
        if let Some(node) = self.nodes.get_mut(index) {
            node.number = Some(number.as_str().into());
        }
        if self.numbers.contains_key(&number) {
            let message = format!("two lines have the number {number}");
            let help = "number the lines 1, 2, 3, and change the targets that mean this one";
            self.is_whole = false;
            self.builder.report(Code::FLOW_SYNTAX, place.range, message, help);
            return;
        }
        self.numbers.insert(number, index);
    }

    /// Adds a node that a line is about.
    fn node(&mut self, words: &Words<'_>, lane: Option<usize>) -> usize {
        let index = self.add_named(words.text, kind_of(words.text), lane);
        if let Some(id) = self.given.ids.get(&words.text.range.start).cloned() {
            self.ids.insert(id.to_string(), index);
            if let Some(node) = self.nodes.get_mut(index) {
                node.id = id;
            }
        }
        let Some(piece) = words.id else { return index };
        let Some(id) = self.builder.written_id(piece.text, piece.range) else { return index };
        self.builder.anchors.push(Anchor { id: id.clone(), range: piece.range });
        self.ids.insert(id.to_string(), index);
        if let Some(node) = self.nodes.get_mut(index) {
            node.id = id;
        }
        index
    }

    /// Adds a node that its words can mean further down.
    fn add_named(&mut self, piece: Piece<'_>, kind: NodeKind, lane: Option<usize>) -> usize {
        let index = self.add(piece, kind, lane);
        self.words.entry(key(piece.text)).or_insert(index);
        index
    }

    /// Adds a node that stands here.
    fn add(&mut self, piece: Piece<'_>, kind: NodeKind, lane: Option<usize>) -> usize {
        let label = label(piece);
        let reference = match (label.name, self.given.marked.get(&piece.range.start).copied()) {
            (Some(name), _) => self.reference(ReferenceKind::Name, name),
            (None, Some(given)) => given.or_else(|| self.reference(ReferenceKind::Bold, piece)),
            (None, None) => None,
        };
        let index = self.nodes.len();
        self.places.insert(piece.range.start, index);
        self.nodes.push(FlowNode {
            kind,
            label: label.text.into(),
            number: None,
            id: Box::default(),
            lane,
            reference,
            side: None,
            range: piece.range,
        });
        index
    }

    fn connector(&mut self, page: Piece<'_>, named: &Named) {
        if !page.is_number() && !named.has(page) && self.find(page).is_none() {
            self.add_named(page, NodeKind::Connector, None);
        }
    }

    /// Adds nodes that only a way names: pages, waits, and what is done on
    /// the way to something else. Two ways through one page are two nodes,
    /// else one would lead to where the other goes.
    fn on_the_way(&mut self, way: &Way<'_>, named: &Named, lane: Option<usize>) {
        let last = way.targets.len().saturating_sub(1);
        for (index, target) in way.targets.iter().enumerate() {
            let is_last = index == last && !way.goes_on;
            // Each pause is its own.
            let is_pause = kind_of(*target) == NodeKind::Wait;
            let is_known =
                !is_pause && (named.has(*target) || (is_last && self.find(*target).is_some()));
            if is_known || target.is_number() {
                continue;
            }
            let is_name = target.text.starts_with("[[");
            let kind = match kind_of(*target) {
                NodeKind::Step if target.text.eq_ignore_ascii_case("escalate") => NodeKind::End,
                NodeKind::Step if is_last && is_name => NodeKind::Connector,
                // It is reported where it leads nowhere.
                NodeKind::Step if is_last => continue,
                kind => kind,
            };
            match is_last {
                true => self.add_named(*target, kind, lane),
                false => self.add(*target, kind, lane),
            };
        }
    }

    /// Adds the join of a fork whose last member was read.
    fn close_fork(&mut self) {
        let has_members = std::mem::take(&mut self.has_members);
        let Some(listed) = self.listed.last_mut() else { return };
        let fork = self.nodes.get(listed.node).filter(|node| node.kind == NodeKind::Fork);
        let Some(fork) = fork.cloned() else { return };
        if !has_members {
            let help = "write each way below it: `- Call`, `- [[Page]]`";
            let message = "nothing stands below this";
            self.is_whole = false;
            self.builder.report(Code::FLOW_SYNTAX, fork.range, message, help);
            return;
        }
        listed.end = self.nodes.len();
        self.nodes.push(FlowNode {
            kind: NodeKind::Join,
            label: "Join".into(),
            number: None,
            id: Box::default(),
            ..fork
        });
    }

    /// What stands before the first lane belongs to it: a start.
    fn spread_lanes(&mut self) {
        let first = self.nodes.iter().find_map(|node| node.lane);
        for node in self.nodes.iter_mut().filter(|node| node.kind != NodeKind::Connector) {
            node.lane = node.lane.or(first);
        }
    }

    /// Finds the node that stands here, or that these words mean.
    pub(super) fn find(&self, target: Piece<'_>) -> Option<usize> {
        let by_place = self.places.get(&target.range.start);
        let by_number = || self.numbers.get(target.text);
        let by_id = || self.ids.get(target.text);
        let by_words = || self.words.get(&key(target.text));
        by_place.or_else(by_number).or_else(by_id).or_else(by_words).copied()
    }

    /// Returns the number of the last line.
    pub(super) fn last_number(&self) -> Option<&str> {
        self.nodes.iter().rev().find_map(|node| node.number.as_deref())
    }
}
