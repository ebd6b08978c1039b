//! A fence `process` as a whole: lines become nodes, what they lead to
//! becomes edges.

use std::collections::{HashMap, HashSet};

use super::line::{self, Line, Takes, Way, Why, Words};
use super::piece::Piece;
use crate::base::nearest::nearest;
use crate::base::{Code, TextRange};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::catalog::loose;
use crate::model::document::{Reference, ReferenceKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin};
use crate::stages::parse::builder::Builder;
use crate::text::duration::Duration;

/// Reads the fence that stands here.
pub(super) fn fence(builder: &mut Builder<'_>, range: TextRange) -> Flow {
    let lines = lines(builder.text(range), range.start as usize);
    let mut reader = Reader::new(builder);
    reader.nodes(&lines);
    reader.edges(&lines);
    reader.report_unknown(&lines);
    reader.flow(range)
}

/// Returns the lines between the marks of a fence that say something.
fn lines(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut takes = Takes::Nothing;
    let mut at = start;
    // A fence in a quotation has the mark of it on each line, the last too.
    let mut below = text.lines().skip(1).map(str::trim_start).peekable();
    let is_quoted = below.peek().is_some() && below.all(|line| line.starts_with('>'));
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let piece = Piece::new(line, at);
        at += line.len();
        let piece = piece.trim();
        let piece = piece.after(">").filter(|_| is_quoted).map_or(piece, Piece::trim);
        let is_mark = piece.text.starts_with("```") || piece.text.starts_with("~~~");
        if index == 0 || is_mark || piece.is_empty() || piece.text.starts_with("//") {
            continue;
        }
        let line = line::read(piece, takes);
        if let Line::Node(_, words) = &line {
            takes = match kind_of(words.text.text) {
                NodeKind::Fork => Takes::Members,
                NodeKind::Decision => Takes::Answers,
                _ => Takes::Nothing,
            };
        }
        lines.push(line);
    }
    lines
}

/// Tells what the words of a node make it.
pub(super) fn kind_of(text: &str) -> NodeKind {
    let lower = text.to_lowercase();
    let begins = |word: &str| {
        lower.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    let waits = |rest: &str| Duration::parse(rest.trim()).is_some();
    match lower.as_str() {
        _ if begins("start") => NodeKind::Start,
        _ if begins("end") => NodeKind::End,
        "in parallel" => NodeKind::Fork,
        text if text.ends_with('?') => NodeKind::Decision,
        text if text.strip_prefix("wait ").is_some_and(waits) => NodeKind::Wait,
        _ => NodeKind::Step,
    }
}

/// What a numbered line has become.
#[derive(Clone, Copy)]
struct Listed {
    node: usize,
    /// What the line after it follows: the join of a fork, else the node.
    end: usize,
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder<'a>,
    lanes: Vec<FlowLane>,
    nodes: Vec<FlowNode>,
    edges: Vec<FlowEdge>,
    /// The numbered lines, in order.
    listed: Vec<Listed>,
    /// Nodes by number, by id, and by words as names are compared.
    numbers: HashMap<String, usize>,
    ids: HashMap<String, usize>,
    words: HashMap<String, usize>,
    is_whole: bool,
}

impl<'b, 'a> Reader<'b, 'a> {
    fn new(builder: &'b mut Builder<'a>) -> Reader<'b, 'a> {
        Reader {
            builder,
            lanes: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            listed: Vec::new(),
            numbers: HashMap::new(),
            ids: HashMap::new(),
            words: HashMap::new(),
            is_whole: true,
        }
    }

    /// First pass: every node that a line names, in order.
    fn nodes(&mut self, lines: &[Line<'_>]) {
        let all = lines.iter().filter_map(|line| match line {
            Line::Node(_, words) | Line::Member(words) => Some(words.text.text),
            _ => None,
        });
        let named: HashSet<String> = all.map(key).collect();
        let numbers = lines.iter().filter_map(|line| match line {
            Line::Node(number, _) => Some(number.text),
            _ => None,
        });
        // "1." on each line is how lazy lists are numbered.
        let is_lazy = numbers.clone().all(|number| number == "1") && 1 < numbers.count();
        let mut lane = None;
        for (index, line) in lines.iter().enumerate() {
            match line {
                Line::Lanes(names) => names.iter().for_each(|name| {
                    let lane = self.lane(*name);
                    if let Some(lane) = self.lanes.get_mut(lane) {
                        lane.is_listed = true;
                    }
                }),
                Line::Node(number, words) => {
                    self.close_fork(lines, index);
                    lane = self.lane_of(words, lane);
                    let number = match is_lazy {
                        true => (self.listed.len() + 1).to_string(),
                        false => number.text.to_string(),
                    };
                    self.numbered(number, words, lane);
                }
                Line::Member(words) => {
                    lane = self.lane_of(words, lane);
                    self.node(words, None, lane);
                }
                Line::Answer(_, way) | Line::Follow(way) => {
                    self.middle(way, &named, lane);
                }
                Line::In(page, _) => {
                    self.connector(*page);
                }
                Line::Out(_, way) => way.targets.iter().for_each(|page| {
                    self.connector(*page);
                }),
                Line::Unknown(..) => {}
            }
        }
        self.close_fork(lines, lines.len());
        self.spread_lanes();
    }

    fn lane_of(&mut self, words: &Words<'_>, lane: Option<usize>) -> Option<usize> {
        words.lane.map(|name| self.lane(name)).or(lane)
    }

    /// Returns a lane by its name, and makes it if it is new.
    fn lane(&mut self, name: Piece<'_>) -> usize {
        let same = |lane: &FlowLane| loose(&lane.name) == loose(name.text);
        if let Some(index) = self.lanes.iter().position(same) {
            return index;
        }
        let reference = self.reference(ReferenceKind::Mention, name.text, name.range);
        self.lanes.push(FlowLane {
            name: name.text.into(),
            reference,
            is_listed: false,
            range: name.range,
        });
        self.lanes.len() - 1
    }

    fn reference(&mut self, kind: ReferenceKind, name: &str, range: TextRange) -> Option<u32> {
        let number = u32::try_from(self.builder.references.len()).ok()?;
        let destination = name.into();
        self.builder.references.push(Reference { kind, destination, range, title: None });
        Some(number)
    }

    fn numbered(&mut self, number: String, words: &Words<'_>, lane: Option<usize>) {
        let node = self.node(words, Some(&number), lane);
        self.listed.push(Listed { node, end: node });
        if self.numbers.contains_key(&number) {
            let message = format!("two lines have the number {number}");
            let help = "number the lines 1, 2, 3, and change the targets that mean this one";
            self.builder.report(Code::FLOW_SYNTAX, words.text.range, message, help);
            return;
        }
        self.numbers.insert(number, node);
    }

    /// Adds a node that a line is about.
    fn node(&mut self, words: &Words<'_>, number: Option<&str>, lane: Option<usize>) -> usize {
        let id = words.id.and_then(|id| self.builder.written_id(id.text, id.range));
        if let (Some(id), Some(piece)) = (&id, words.id) {
            let anchor = crate::model::document::Anchor { id: id.clone(), range: piece.range };
            self.builder.anchors.push(anchor);
            self.ids.insert(id.to_string(), self.nodes.len());
        }
        let kind = kind_of(words.text.text);
        let index = self.add(words.text, kind, lane);
        if let Some(node) = self.nodes.get_mut(index) {
            node.id = id.unwrap_or_default();
            node.number = number.map(Into::into);
        }
        index
    }

    /// Adds a node that stands here.
    fn add(&mut self, text: Piece<'_>, kind: NodeKind, lane: Option<usize>) -> usize {
        let (label, name) = label(text);
        let reference =
            name.and_then(|(name, range)| self.reference(ReferenceKind::Name, name, range));
        let index = self.nodes.len();
        self.words.entry(key(text.text)).or_insert(index);
        self.nodes.push(FlowNode {
            kind,
            label: label.into(),
            number: None,
            id: Box::default(),
            lane,
            reference,
            side: None,
            range: text.range,
        });
        index
    }

    fn connector(&mut self, page: Piece<'_>) -> usize {
        match self.find(page) {
            Some(index) => index,
            None => self.add(page, NodeKind::Connector, None),
        }
    }

    /// Adds nodes that only a way names: pages, waits, and what is done on
    /// the way to something else.
    fn middle(&mut self, way: &Way<'_>, named: &HashSet<String>, lane: Option<usize>) {
        let last = way.targets.len().saturating_sub(1);
        for (index, target) in way.targets.iter().enumerate() {
            let is_known = named.contains(&key(target.text)) || self.find(*target).is_some();
            let is_number = target.text.bytes().all(|byte| byte.is_ascii_digit());
            if is_known || is_number {
                continue;
            }
            let is_name = target.text.starts_with("[[");
            let kind = match kind_of(target.text) {
                NodeKind::Step if target.text.eq_ignore_ascii_case("escalate") => NodeKind::End,
                NodeKind::Step if index == last && is_name => NodeKind::Connector,
                // It may be the id of a line further down.
                NodeKind::Step if index == last => continue,
                kind => kind,
            };
            self.add(*target, kind, lane);
        }
    }

    /// Adds the join of the fork that ends before a line.
    fn close_fork(&mut self, lines: &[Line<'_>], before: usize) {
        let Some(listed) = self.listed.last_mut() else { return };
        let Some(fork) = self.nodes.get(listed.node) else { return };
        let has_members = matches!(
            lines
                .get(..before)
                .unwrap_or_default()
                .iter()
                .rev()
                .find(|line| { matches!(line, Line::Member(_) | Line::Node(..)) }),
            Some(Line::Member(_))
        );
        if fork.kind != NodeKind::Fork || listed.end != listed.node || !has_members {
            return;
        }
        let join = FlowNode {
            kind: NodeKind::Join,
            label: "Join".into(),
            number: None,
            id: Box::default(),
            reference: None,
            side: None,
            ..fork.clone()
        };
        listed.end = self.nodes.len();
        self.nodes.push(join);
    }

    /// What stands before the first lane belongs to it: a start.
    fn spread_lanes(&mut self) {
        let first = self.nodes.iter().find_map(|node| node.lane);
        for node in &mut self.nodes {
            if node.lane.is_some() || node.kind == NodeKind::Connector {
                continue;
            }
            node.lane = first;
        }
        // A connector stands in the lane of what it is joined to.
    }

    /// Second pass: the edges.
    fn edges(&mut self, lines: &[Line<'_>]) {
        let mut current: Option<usize> = None;
        for (index, line) in lines.iter().enumerate() {
            match line {
                Line::Node(..) => {
                    current = Some(current.map_or(0, |current| current + 1));
                    self.go_on(lines, index, current);
                }
                Line::Answer(answer, way) => {
                    let Some(from) = current.and_then(|at| self.listed.get(at)) else { continue };
                    let kind = match answer.text.to_lowercase().as_str() {
                        "otherwise" | "else" | "default" => EdgeKind::Default,
                        _ => EdgeKind::Conditional,
                    };
                    self.way(from.node, way, kind, Some(answer.text));
                }
                Line::Member(words) => self.member(current, words),
                Line::Follow(way) => {
                    let Some(from) = current.and_then(|at| self.listed.get(at)) else { continue };
                    self.way(from.end, way, EdgeKind::Sequence, None);
                }
                Line::In(page, way) => {
                    if let Some(from) = self.find(*page) {
                        self.way(from, way, EdgeKind::Sequence, None);
                    }
                }
                Line::Out(from, way) => {
                    if let Some(from) = self.target(*from) {
                        let from = self.end_of(from);
                        self.way(from, way, EdgeKind::Parallel, None);
                    }
                }
                Line::Lanes(_) | Line::Unknown(..) => {}
            }
        }
        self.lanes_of_connectors();
    }

    /// Leads a numbered line to the next one, unless it says otherwise.
    fn go_on(&mut self, lines: &[Line<'_>], index: usize, current: Option<usize>) {
        let below = lines.get(index + 1..).unwrap_or_default().iter();
        let mut below = below.take_while(|line| !matches!(line, Line::Node(..)));
        let leads = |line: &Line<'_>| {
            matches!(line, Line::Answer(..) | Line::Follow(_))
                || matches!(line, Line::Unknown(_, Why::NoArrow | Why::NoTarget | Why::NoBound))
        };
        if below.any(leads) {
            return;
        }
        let Some(at) = current else { return };
        let (Some(from), Some(to)) = (self.listed.get(at), self.listed.get(at + 1)) else { return };
        let (from, to) = (from.end, to.node);
        let kind = self.nodes.get(from).map(|node| node.kind);
        if kind == Some(NodeKind::End) {
            return;
        }
        let range = self.nodes.get(to).map(|node| node.range).unwrap_or_default();
        self.edge(from, to, EdgeKind::Sequence, range);
    }

    fn member(&mut self, current: Option<usize>, words: &Words<'_>) {
        let Some(fork) = current.and_then(|at| self.listed.get(at)).copied() else { return };
        let is_it = |node: &FlowNode| node.range == words.text.range;
        let Some(member) = self.nodes.iter().position(is_it) else { return };
        self.edge(fork.node, member, EdgeKind::Parallel, words.text.range);
        self.edge(member, fork.end, EdgeKind::Sequence, words.text.range);
    }

    fn edge(&mut self, from: usize, to: usize, kind: EdgeKind, range: TextRange) {
        let kind = if to <= from { EdgeKind::Loop } else { kind };
        self.edges.push(FlowEdge {
            from,
            to,
            kind,
            label: None,
            at_most: None,
            is_shown: true,
            range,
        });
    }

    /// Leads from a node through all targets of a way.
    fn way(&mut self, from: usize, way: &Way<'_>, kind: EdgeKind, answer: Option<&str>) {
        let mut from = from;
        for (index, target) in way.targets.iter().enumerate() {
            let Some(to) = self.target(*target) else { return };
            let kind = if index == 0 { kind } else { EdgeKind::Sequence };
            self.edge(from, to, kind, target.range);
            if let Some(edge) = self.edges.last_mut() {
                edge.label = answer.filter(|_| index == 0).map(Into::into);
                edge.at_most = way.at_most.filter(|_| index + 1 == way.targets.len());
            }
            from = to;
        }
    }

    /// Finds a target, and reports one that is nowhere.
    fn target(&mut self, target: Piece<'_>) -> Option<usize> {
        if let Some(index) = self.find(target) {
            return Some(index);
        }
        let is_number = target.text.bytes().all(|byte| byte.is_ascii_digit());
        let (message, help) = match is_number {
            true => {
                let last = self.numbers.keys().filter_map(|key| key.parse::<u64>().ok()).max();
                let help = last.map(|last| format!("the last line is {last}"));
                (format!("there is no line {}", target.text), help.unwrap_or_default())
            }
            false => {
                let names = self.nodes.iter().flat_map(|node| [&*node.label, &*node.id]);
                let help = match nearest(target.text, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the number of a line, its id or its words, or `[[Page]]`".into(),
                };
                (format!("there is no line \"{}\"", target.text), help)
            }
        };
        self.is_whole = false;
        self.builder.report(Code::JUMP_TO_NOWHERE, target.range, message, help);
        None
    }

    /// What a line ends with: the join of a fork, else its node.
    fn end_of(&self, node: usize) -> usize {
        let listed = self.listed.iter().find(|listed| listed.node == node);
        listed.map_or(node, |listed| listed.end)
    }

    fn find(&self, target: Piece<'_>) -> Option<usize> {
        let by_number = self.numbers.get(target.text);
        let by_id = || self.ids.get(target.text);
        by_number.or_else(by_id).or_else(|| self.words.get(&key(target.text))).copied()
    }

    fn lanes_of_connectors(&mut self) {
        for edge in &self.edges {
            for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                let lane = self.nodes.get(other).and_then(|node| node.lane);
                if let Some(node) = self.nodes.get_mut(one)
                    && node.kind == NodeKind::Connector
                    && node.lane.is_none()
                {
                    node.lane = lane;
                }
            }
        }
    }

    fn report_unknown(&mut self, lines: &[Line<'_>]) {
        for (index, line) in lines.iter().enumerate() {
            let Line::Unknown(piece, why) = line else { continue };
            self.is_whole = false;
            let next =
                lines.get(index + 1..).unwrap_or_default().iter().find_map(|line| match line {
                    Line::Node(number, words) => Some((number.text, label(words.text).0)),
                    _ => None,
                });
            let next = next.unwrap_or(("4", "Call".to_string()));
            let (message, help) = explain(*piece, *why, next);
            self.builder.report(Code::FLOW_SYNTAX, piece.range, message, help);
        }
    }

    fn flow(self, range: TextRange) -> Flow {
        Flow {
            origin: FlowOrigin::Fence,
            title: None,
            range,
            is_whole: self.is_whole,
            lanes: self.lanes.into(),
            nodes: self.nodes.into(),
            edges: self.edges.into(),
        }
    }
}

/// Says what is wrong with a line, and the nearest valid forms.
fn explain(piece: Piece<'_>, why: Why, next: (&str, String)) -> (&'static str, String) {
    let (number, label) = next;
    let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, ' ' | ',' | '\''));
    let answer = piece.text.split(is_end).next().unwrap_or_default().trim();
    let answer = if answer.is_empty() { "Yes" } else { answer };
    let answers =
        || format!("`- {answer} -> {number}`, `- {answer} -> {label}`, `- {answer} -> [[Page]]`");
    match why {
        Why::NoArrow if piece.text.starts_with(['<', '>']) => (
            "a connector leads on with `->`",
            format!("`< [[Page]] -> {number}`, `> {number} -> [[Page]]`"),
        ),
        Why::NoArrow => ("an answer leads on with `->`", answers()),
        Why::NoOwner => (
            "this stands below neither a question nor \"In parallel\"",
            "end the line above with `?`, make it `In parallel`, or number this line".into(),
        ),
        Why::NoTarget => {
            ("this arrow leads nowhere", format!("`-> {number}`, `-> {label}`, `-> [[Page]]`"))
        }
        Why::NoBound => ("a bound is a number of times", format!("`-> {number}, at most 3 times`")),
        Why::NoWords => ("this line has no words", format!("`{number}. {label}`")),
        Why::NoForm => (
            "this is no line of a flow",
            format!("`{number}. {label}`, `- Yes -> {number}`, `-> {number}`"),
        ),
    }
}

/// Returns the words of a node without marks, and the page it names.
fn label<'a>(piece: Piece<'a>) -> (String, Option<(&'a str, TextRange)>) {
    let plain = |text: &str| text.replace("**", "").replace('`', "");
    let text = piece.text;
    let (Some(open), Some(close)) = (text.find("[["), text.find("]]")) else {
        return (plain(text), None);
    };
    let inner = piece.part(open + 2, close).trim();
    if close < open || inner.is_empty() {
        return (plain(text), None);
    }
    let name = match inner.text.find('|') {
        Some(at) => inner.part(0, at).trim(),
        None => inner,
    };
    let shown = match inner.text.find('|') {
        Some(at) => inner.part(at + 1, inner.text.len()).trim().text,
        None => name.text,
    };
    let before = text.get(..open).unwrap_or_default();
    let after = text.get(close + 2..).unwrap_or_default();
    (plain(&format!("{before}{shown}{after}")), Some((name.text, name.range)))
}

/// Words as targets are compared: without brackets, loosely.
fn key(text: &str) -> String {
    loose(&label(Piece::new(text, 0)).0)
}
