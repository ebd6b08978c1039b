//! A Mermaid flowchart as it is written: nodes by their ids, arrows, groups.
//!
//! Statements are read one after the other. One that is not understood is a
//! problem at its words, and reading goes on with the next line.

use std::collections::{HashMap, HashSet};

use super::arrow::Arrow;
use super::data;
use super::scan::{Part, Scan, Shape, bare};

/// A chart with more is shown as its source: nobody could read the picture.
pub(super) const MOST_NODES: usize = 80;
pub(super) const MOST_EDGES: usize = 160;
/// Of one chart so many problems are told.
const MOST_PROBLEMS: usize = 10;

/// A chart as written.
pub(super) struct Chart<'a> {
    pub(super) scan: Scan<'a>,
    pub(super) nodes: Vec<Node>,
    by_id: HashMap<&'a str, usize>,
    pub(super) edges: Vec<Edge>,
    pub(super) groups: Vec<Group>,
    /// Groups that have begun and not ended.
    open: Vec<usize>,
    pub(super) clicks: Vec<Click>,
    /// Names of arrows, which only looks need.
    arrows: HashSet<&'a str>,
    pub(super) title: Option<Part>,
    pub(super) description: Option<Part>,
    pub(super) problems: Vec<Problem>,
    pub(super) is_too_large: bool,
}

pub(super) struct Node {
    pub(super) id: Part,
    pub(super) shape: Shape,
    pub(super) words: Option<Part>,
    /// Its words as they are read, when the chart is whole.
    pub(super) label: String,
    pub(super) group: Option<usize>,
}

pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) arrow: Arrow,
    /// The id of the node it leads to.
    pub(super) range: Part,
}

pub(super) struct Group {
    pub(super) id: Part,
    pub(super) title: Part,
    pub(super) parent: Option<usize>,
    /// The nodes that are named in it.
    named: Vec<usize>,
}

/// `click A "page.md"`.
pub(super) struct Click {
    pub(super) id: Part,
    pub(super) address: Part,
}

/// Something that is not understood.
pub(super) struct Problem {
    pub(super) part: Part,
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

const FORMS: &str = "write `A[Words]`, `A --> B` or `A -->|words| B`";

impl<'a> Chart<'a> {
    /// Reads the statements of a chart whose first line ends here.
    pub(super) fn read(scan: Scan<'a>) -> Chart<'a> {
        let mut chart = Chart {
            scan,
            nodes: Vec::new(),
            by_id: HashMap::new(),
            edges: Vec::new(),
            groups: Vec::new(),
            open: Vec::new(),
            clicks: Vec::new(),
            arrows: HashSet::new(),
            title: None,
            description: None,
            problems: Vec::new(),
            is_too_large: false,
        };
        // What is not understood is shown as its source: ten reasons will do.
        let is_done = |chart: &Chart<'_>| {
            chart.is_too_large
                || MOST_PROBLEMS <= chart.problems.len()
                || chart.scan.rest().is_empty()
        };
        while !is_done(&chart) {
            chart.statement();
        }
        for group in std::mem::take(&mut chart.open) {
            let title = chart.groups.get(group).map(|group| group.title.clone());
            chart.problem(title.unwrap_or_default(), "this group never ends", "end it with `end`");
        }
        chart
    }

    /// Returns the node with an id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn problem(&mut self, part: Part, message: &'static str, help: &'static str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { part, message, help });
        }
    }

    /// Reports the rest of the line, and goes on behind it.
    fn give_up(&mut self, message: &'static str, help: &'static str) {
        self.scan.skip_blank();
        let line = self.scan.line();
        self.problem(line, message, help);
    }

    fn statement(&mut self) {
        self.scan.skip_space();
        if self.scan.rest().is_empty() || self.scan.eat(";") {
            return;
        }
        if self.scan.rest().starts_with("%%") {
            return self.scan.comment();
        }
        let word = self.scan.word();
        let after = self.scan.rest().get(word.len()..).unwrap_or_default();
        let is_alone = after.is_empty() || after.starts_with(char::is_whitespace);
        match word {
            "subgraph" if is_alone => self.group(),
            "end" if is_alone || after.starts_with([';', '%']) => self.end(),
            "direction" | "classDef" | "class" | "style" | "linkStyle" if is_alone => {
                self.scan.line();
            }
            "click" if is_alone => self.click(),
            "accTitle" | "accDescr" if after.trim_start().starts_with([':', '{']) => self.about(),
            _ => self.chain(),
        }
    }

    /// Ends a statement: with a line end, `;` or a comment.
    fn finish(&mut self) {
        self.scan.skip_blank();
        let rest = self.scan.rest();
        if !(rest.is_empty() || rest.starts_with(['\n', ';', '%'])) {
            let (message, help) = match rest.starts_with(['[', '(', '{', '>']) {
                true => ("these words stand alone", "write them behind an id: `A[Words]`"),
                false => ("this is not understood", FORMS),
            };
            self.give_up(message, help);
        }
    }

    /// `subgraph id [Title]`, `subgraph Title`.
    fn group(&mut self) {
        self.scan.at += "subgraph".len();
        self.scan.skip_blank();
        let line = self.scan.line();
        let text = self.scan.part(&line);
        let text = text.trim_end_matches([';', ' ']);
        let (id, title) = match text.strip_suffix(']').and_then(|inner| inner.find('[')) {
            Some(at) => (text.get(..at).unwrap_or_default(), at + 1..text.len() - 1),
            None => (text, 0..text.len()),
        };
        let (id, title) = (
            bare(self.scan.text, line.start..line.start + id.len()),
            bare(self.scan.text, line.start + title.start..line.start + title.end),
        );
        let parent = self.open.last().copied();
        self.open.push(self.groups.len());
        self.groups.push(Group { id, title, parent, named: Vec::new() });
        self.is_too_large |= MOST_NODES < self.groups.len();
    }

    /// Ends a group. A node that two groups name stays in the one that ends
    /// first.
    fn end(&mut self) {
        let Some(at) = self.open.pop() else {
            return self.give_up("no group has begun here", "take this `end` out");
        };
        self.scan.at += "end".len();
        let named = self.groups.get_mut(at).map(|group| std::mem::take(&mut group.named));
        for node in named.unwrap_or_default() {
            if let Some(node) = self.nodes.get_mut(node) {
                node.group.get_or_insert(at);
            }
        }
        self.finish();
    }

    /// `click A "page.md"`, `click A href "page.md"`. What else a click may
    /// do needs a program in the page.
    fn click(&mut self) {
        self.scan.at += "click".len();
        self.scan.skip_blank();
        let id = self.scan.id();
        self.scan.skip_blank();
        self.scan.eat("href");
        self.scan.skip_blank();
        if let (Some(id), Some(address)) = (id, self.scan.quoted()) {
            self.clicks.push(Click { id, address });
        }
        self.is_too_large |= MOST_NODES < self.clicks.len();
        self.scan.line();
    }

    /// `accTitle: ...`, `accDescr: ...`, `accDescr { ... }`.
    fn about(&mut self) {
        let is_title = self.scan.word() == "accTitle";
        self.scan.at += "accTitle".len();
        self.scan.skip_space();
        let text = match self.scan.eat("{") {
            true => {
                let start = self.scan.at;
                let rest = self.scan.rest();
                let end = start + rest.find('}').unwrap_or(rest.len());
                self.scan.at = (end + 1).min(self.scan.text.len());
                start..end
            }
            false => {
                self.scan.eat(":");
                self.scan.skip_blank();
                self.scan.line()
            }
        };
        match is_title {
            true => self.title = Some(text),
            false => self.description = Some(text),
        }
    }

    /// `A --> B & C -- words --> D`.
    fn chain(&mut self) {
        let Some(mut from) = self.list() else { return };
        loop {
            let before = self.scan.at;
            let is_same_line = self.skip_to_arrow();
            // At the start of a line `x--` is a node.
            if !is_same_line && self.scan.rest().starts_with(['x', 'o']) {
                self.scan.at = before;
                break;
            }
            match self.scan.arrow() {
                Ok(Some(arrow)) => {
                    self.scan.skip_space();
                    if !self.begins_node() {
                        return self.give_up("this arrow leads nowhere", "write `A --> B`");
                    }
                    let Some(to) = self.list() else { return };
                    if !self.join(&from, &to, &arrow) {
                        return;
                    }
                    from = to;
                }
                Ok(None) => {
                    self.scan.at = before;
                    break;
                }
                Err(()) => {
                    let help = "write `A -- words --> B` or `A -->|words| B`";
                    return self.give_up("this arrow has no end", help);
                }
            }
        }
        self.finish();
    }

    /// Moves to where an arrow may begin, over its name, `e1@`; tells whether
    /// that is in the same line.
    fn skip_to_arrow(&mut self) -> bool {
        let before = self.scan.at;
        self.scan.skip_space();
        let start = self.scan.at;
        let is_same_line = !self.scan.part(&(before..start)).contains('\n');
        if let Some(id) = self.scan.id()
            && self.scan.eat("@")
            && self.scan.rest().starts_with(['-', '=', '<', 'x', 'o', '~'])
        {
            self.arrows.insert(self.scan.part(&id));
            return true;
        }
        self.scan.at = start;
        is_same_line
    }

    fn begins_node(&self) -> bool {
        Scan { text: self.scan.text, at: self.scan.at }.id().is_some()
    }

    /// Joins all nodes of one list with all of another; false if these are
    /// too many.
    fn join(&mut self, from: &[(usize, Part)], to: &[(usize, Part)], arrow: &Arrow) -> bool {
        if arrow.is_hidden {
            return true;
        }
        if MOST_EDGES < self.edges.len() + from.len() * to.len() {
            self.is_too_large = true;
            return false;
        }
        for (from, back) in from {
            for (to, range) in to {
                let (from, to, range) = (*from, *to, range.clone());
                self.edges.push(Edge { from, to, arrow: arrow.clone(), range });
                if arrow.is_double {
                    let arrow = Arrow { label: None, ..arrow.clone() };
                    self.edges.push(Edge { from: to, to: from, arrow, range: back.clone() });
                }
            }
        }
        true
    }

    /// `A`, `A & B`. Each with its id as it is written here.
    fn list(&mut self) -> Option<Vec<(usize, Part)>> {
        let mut list = Vec::new();
        loop {
            let Some(id) = self.scan.id() else {
                self.give_up("this is no line of a flowchart", FORMS);
                return None;
            };
            list.push((self.node(&id)?, id));
            let before = self.scan.at;
            self.scan.skip_space();
            if !self.scan.eat("&") {
                self.scan.at = before;
                return Some(list);
            }
            self.scan.skip_space();
        }
    }

    /// Reads what stands behind an id: its shape with its words, and a class.
    fn node(&mut self, id: &Part) -> Option<usize> {
        let name = self.scan.part(id);
        if self.arrows.contains(name) && data::read(&mut self.scan).is_some() {
            self.finish();
            return None;
        }
        let at = *self.by_id.entry(name).or_insert(self.nodes.len());
        if at == self.nodes.len() {
            let (id, shape) = (id.clone(), Shape::Box);
            self.nodes.push(Node { id, shape, words: None, label: String::new(), group: None });
        }
        if MOST_NODES < self.nodes.len() {
            self.is_too_large = true;
            return None;
        }
        match self.shape_or_data(at) {
            Ok(()) => {}
            Err(()) => {
                self.give_up("these words have no end", "put them in quotes: `A[\"Words\"]`");
                return None;
            }
        }
        if self.scan.eat(":::") {
            self.scan.id();
        }
        if let Some(group) = self.open.last().and_then(|group| self.groups.get_mut(*group)) {
            group.named.push(at);
        }
        Some(at)
    }

    fn shape_or_data(&mut self, at: usize) -> Result<(), ()> {
        let (shape, words) = match self.scan.rest().starts_with("@{") {
            true => data::read(&mut self.scan).ok_or(())?,
            false => match self.scan.shape()? {
                Some(shaped) => (Some(shaped.shape), Some(shaped.words)),
                None => (None, None),
            },
        };
        if let Some(node) = self.nodes.get_mut(at) {
            node.shape = shape.unwrap_or(node.shape);
            node.words = words.or(node.words.take());
        }
        Ok(())
    }
}
