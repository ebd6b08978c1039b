//! The items of a flow list in order: each follows the one before, and what
//! stands below an item is said of it.

use super::Walker;
use super::answer::Place;
use super::decision::Ask;
use super::draft::Tail;
use super::group::{self, Fan};
use super::item::{self, Line, What};
use super::names::key;
use super::position;
use super::pseudo;
use super::say::{Around, sentences};
use super::words::{Token, TokenKind, tokens};
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{Block, BlockKind, Inline, List};
use crate::model::flow::FlowNode;

impl Walker<'_, '_> {
    /// Reads a list whose first item follows `tails`; returns what the list's
    /// end leads on from.
    pub(super) fn list(&mut self, list: &List, tails: Vec<Tail>) -> Vec<Tail> {
        let is_fan_ahead = std::mem::take(&mut self.is_fan_ahead);
        let tails = self.items(list, tails, None);
        self.is_fan_ahead = is_fan_ahead;
        tails
    }

    /// Reads the items of a list; those of a fan all follow where it begins.
    pub(super) fn items(
        &mut self,
        list: &List,
        mut tails: Vec<Tail>,
        mut fan: Option<Fan>,
    ) -> Vec<Tail> {
        let start = u32::try_from(list.start.unwrap_or(1)).unwrap_or(1);
        let mut asked: Option<Ask> = None;
        let first = self.is_branch.then(|| tails.clone());
        let mut letters = Vec::with_capacity(list.items.len());
        for (number, item) in (start..).zip(&list.items) {
            self.path.push(number);
            let Some((content, rest)) = parts(&item.blocks) else {
                self.path.pop();
                continue;
            };
            let place = if asked.is_some() { Place::Behind } else { Place::Steps };
            let line = item::read(self.source, content, &self.known, place);
            let is_branch = matches!(line.what, What::Branch);
            if is_branch && fan.is_none() {
                fan = Some(Fan::titled(tails.clone()));
            } else if let Some(fan) = fan.take_if(|fan| fan.is_titled && !is_branch) {
                tails = fan.leave();
            }
            tails = self.line(line, rest, tails, &mut asked);
            letters.push(self.last);
            if let Some(first) = first.as_ref().filter(|_| !rest.is_empty() && self.joins(&tails)) {
                tails.clone_from(first);
            }
            self.path.pop();
            if let Some(fan) = &mut fan {
                tails = fan.next(tails);
                tails.truncate(self.spend(tails.len()));
            } else if std::mem::take(&mut self.is_fan_ahead) {
                fan = Some(Fan::from(tails.clone()));
            }
        }
        if let Some(fan) = fan {
            tails = fan.leave();
        }
        self.letters = letters;
        if let Some(ask) = &mut asked {
            tails = ask.leave(tails);
        }
        tails
    }

    /// Tells whether a branch is back among the items further out, so that what
    /// comes next in its list begins where the list does.
    fn joins(&self, tails: &[Tail]) -> bool {
        let is_outer = |tail: &Tail| {
            let node = self.draft.nodes.get(tail.node);
            node.is_some_and(|node| self.known.is_outer(&key(&node.label), self.path.len()))
        };
        !tails.is_empty() && tails.iter().all(is_outer)
    }

    /// Reads one item with what stands below it.
    pub(super) fn line(
        &mut self,
        line: Line,
        rest: &[Block],
        tails: Vec<Tail>,
        asked: &mut Option<Ask>,
    ) -> Vec<Tail> {
        self.last = None;
        match line.what {
            What::Nothing => self.body(rest, None, tails),
            What::Branch => self.body(rest, None, tails),
            What::Side(side) => self.group(rest, side, tails),
            What::Parallel => self.parallel(rest, tails),
            What::Sentence(tokens) if self.is_several(&tokens) => {
                self.several(&tokens, rest, tails)
            }
            What::Sentence(tokens) => {
                let before = tails.first().map(|tail| tail.node);
                self.sentence_item(&tokens, rest, before);
                tails
            }
            What::Answer(answer) => {
                let Some(ask) = asked.as_mut() else { return tails };
                self.answered(answer, rest, ask, tails)
            }
            What::Node(ref mention, kind) => {
                let tails = match asked {
                    Some(ask) => ask.leave(tails),
                    None => tails,
                };
                if asked.as_ref().is_some_and(Ask::is_done) {
                    *asked = None;
                }
                let node = self.item_node(mention, kind);
                let kept = self.arrive(&line, node, &tails);
                self.says(&line.says, node);
                if kind == NodeKind::Decision || self.has_cases(rest) {
                    let tails = self.question((node, kind), rest, asked);
                    self.last = Some(node);
                    return tails;
                }
                let mut after = match self.draft.nodes.get(node).map(|node| node.kind) {
                    Some(NodeKind::End) => self.body(rest, Some(node), Vec::new()),
                    _ => self.body(rest, Some(node), vec![Tail::of(node)]),
                };
                after.extend(kept);
                self.last = Some(node);
                after
            }
        }
    }

    /// Adds the edges to an item; returns the tails it leaves to the next.
    fn arrive(&mut self, line: &Line, node: usize, tails: &[Tail]) -> Vec<Tail> {
        let Some(source) = &line.source else {
            match line.is_hidden {
                true => self.draft.follow_hidden(tails, node),
                false => self.draft.follow(tails, node),
            }
            return Vec::new();
        };
        let from = self.nodes_of(source, Around::default());
        let sources: Vec<Tail> = from.iter().map(|from| Tail::of(*from)).collect();
        self.draft.follow(&sources, node);
        tails.iter().filter(|tail| !from.contains(&tail.node)).cloned().collect()
    }

    /// Returns the node of an item. A name in italics stands for a page, so
    /// the same name is the same node; plain words are a step of their own.
    pub(super) fn item_node(&mut self, mention: &super::clause::Mention, kind: NodeKind) -> usize {
        let number = (!self.path.is_empty()).then(|| position::write(&self.path).into());
        let name = key(&mention.label);
        let known = match kind {
            NodeKind::Start | NodeKind::End => self.draft.of_kind(kind),
            NodeKind::Decision => None,
            _ => self.draft.named(&name).first().copied(),
        };
        let is_same = |at: &usize| {
            let is_named = self.draft.is_marked.get(*at).copied().unwrap_or_default();
            let is_listed = self.draft.nodes.get(*at).is_some_and(|node| node.number.is_some());
            is_named
                || mention.is_marked
                || !is_listed
                || matches!(kind, NodeKind::Start | NodeKind::End)
        };
        if let Some(at) = known.filter(is_same) {
            // Its place is the outermost in which it is listed.
            let depth = self.path.len();
            let is_inner = |own: &str| depth < own.split('.').count();
            if let Some(node) = self.draft.nodes.get_mut(at)
                && self.is_listing
                && node.number.as_deref().is_none_or(is_inner)
            {
                (node.number, node.range, node.lane) = (number, mention.range, self.lane);
                node.label.clone_from(&mention.label);
            }
            self.draft.specify(at, Some(kind));
            return at;
        }
        let number = number.filter(|_| self.is_listing);
        let node = FlowNode {
            kind,
            label: mention.label.clone(),
            number,
            id: Box::default(),
            lane: self.lane,
            reference: mention.reference,
            side: None,
            range: mention.range,
        };
        self.draft.add(node, mention.is_marked)
    }

    /// Reads the clause of an item: `, which connects to *Y*`.
    pub(super) fn says(&mut self, tokens: &[Token], node: usize) {
        if tokens.is_empty() {
            return;
        }
        let begins = tokens.iter().take_while(|token| token.kind == TokenKind::Comma).count();
        let tokens: Vec<Token> = tokens.get(begins..).unwrap_or_default().to_vec();
        self.carry = None;
        for part in sentences(&tokens) {
            let sentence = self.understand(part);
            if sentence.relations.is_empty() && !super::say::is_relational(part) {
                self.not_understood(part);
            }
            self.say(&sentence, Around { enclosing: Some(node), following: None });
        }
    }

    /// Reads what stands below an item.
    pub(super) fn body(
        &mut self,
        blocks: &[Block],
        node: Option<usize>,
        mut tails: Vec<Tail>,
    ) -> Vec<Tail> {
        let outer = self.enclosing;
        self.enclosing = node.or(outer);
        let (mut at, mut lettered) = (0, 0);
        while let Some(block) = blocks.get(at) {
            at += 1;
            let rest = blocks.get(at..).unwrap_or_default();
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                    if let Some(lines) = pseudo::lines(self.source, content) {
                        tails = self.pseudo_list(&lines, lettered, tails);
                        lettered += lines.len();
                        continue;
                    }
                    let tokens = tokens(self.source, content);
                    match (sentences(&tokens).any(group::is_parallel), rest.first()) {
                        (true, Some(Block { kind: BlockKind::List(list), .. })) => {
                            tails = self.side_by_side(list, tails);
                            at += 1;
                        }
                        (true, _) => self.is_fan_ahead = true,
                        (false, _) => at += self.paragraph(&tokens, self.enclosing, rest),
                    }
                }
                BlockKind::List(list) => tails = self.list(list, tails),
                BlockKind::Labels(labels) => tails = self.labels(labels, node, tails),
                _ => {}
            }
        }
        self.enclosing = outer;
        tails
    }
}

/// Splits the blocks of an item into its first line and the rest.
pub(super) fn parts(blocks: &[Block]) -> Option<(&[Inline], &[Block])> {
    let (first, rest) = blocks.split_first()?;
    match &first.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => Some((content, rest)),
        _ => None,
    }
}
