//! Flows that authors write as a numbered list, with sentences for what is
//! not one after the other.
//!
//! `words.rs` takes text apart, `sentence.rs` and `noun.rs` read a sentence,
//! `item.rs` an item; `walk.rs` goes through the list, `announced.rs` through
//! what sentences bring, and `say.rs` looks names up. What is not understood is reported and draws nothing.

mod announced;
mod answer;
mod check;
mod clause;
mod decision;
mod draft;
mod entry;
mod group;
mod item;
mod labels;
mod lexicon;
mod names;
mod noun;
pub(super) mod places;
mod position;
mod pseudo;
mod relative;
mod report;
mod rest;
mod say;
mod sentence;
mod survey;
mod walk;
mod words;

pub(super) use rest::rest;

use std::collections::{BTreeMap, BTreeSet};

use self::draft::Draft;
use self::lexicon::Lex;
use self::names::Known;
use super::builder::Builder;
use super::lift::section;
use super::{flow, item_id};
use crate::base::TextRange;
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{Block, BlockKind, Blocks, Inline, Item, Reference, ReferenceKind};
use crate::model::flow::{Flow, FlowNode, Side};
use crate::model::kind::Known as Kind;

/// At most so many edges are read from the sentences of a flow.
const MOST_EDGES: usize = 100_000;

/// Reads the lists of a page that are flows, and puts the figure of each
/// behind its list. `flows` has those that are written otherwise.
pub(super) fn read(
    builder: &mut Builder<'_>,
    body: &mut Blocks,
    kind: Option<Kind>,
    flows: &mut Vec<Flow>,
) {
    let count = flows.len();
    sections(builder, body, (About::Anything, kind), flows);
    let found = flows.iter().enumerate().skip(count).filter(|(_, flow)| flow.is_drawn());
    let lists: BTreeMap<TextRange, usize> = found.map(|(at, flow)| (flow.range, at)).collect();
    if !lists.is_empty() {
        figures(body, &lists);
    }
    let is_own = |flow: &&Flow| builder.own_lists.contains(&flow.range.start) && flow.is_drawn();
    let own = flows.iter().skip(count).filter(is_own);
    // Where the members of a fork meet has the place of the fork.
    let nodes = own.flat_map(|flow| flow.nodes.iter().filter(|node| node.kind != NodeKind::Join));
    let mut places: BTreeMap<u32, Box<str>> =
        nodes.map(|node| (node.range.start, node.id.clone())).collect();
    if !places.is_empty() {
        places::give(body, &mut places);
    }
}

/// Puts figures behind the lists they are made from.
fn figures(blocks: &mut Blocks, lists: &BTreeMap<TextRange, usize>) {
    let mut out = Vec::with_capacity(blocks.len() + 1);
    for mut block in std::mem::take(blocks) {
        if let BlockKind::Group(group) = &mut block.kind {
            figures(&mut group.blocks, lists);
        }
        let is_list = matches!(block.kind, BlockKind::List(_));
        let number = lists.get(&block.range).filter(|_| is_list);
        let end = TextRange { start: block.range.end, end: block.range.end };
        out.push(block);
        if let Some(number) = number.and_then(|number| u32::try_from(*number).ok()) {
            out.push(Block { range: end, kind: BlockKind::Flow(number) });
        }
    }
    *blocks = out.into();
}

/// Reads what stands between headings, and in groups. The builder bounds how
/// deep groups are.
fn sections(
    builder: &mut Builder<'_>,
    blocks: &[Block],
    (above, kind): (About, Option<Kind>),
    flows: &mut Vec<Flow>,
) {
    let source = &*builder.source.text;
    let (mut about_it, mut rest) = (above, blocks);
    while !rest.is_empty() {
        if let Some((Block { kind: BlockKind::Heading(heading), .. }, after)) = rest.split_first() {
            about_it = about(&section::name(source, heading));
            rest = after;
        }
        let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
        let length = rest.iter().position(is_heading).unwrap_or(rest.len());
        let (run, next) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        for block in run {
            let BlockKind::Group(group) = &block.kind else { continue };
            let mark = block.range.of(source).trim_start_matches([':', ' ']);
            let is_process = mark.starts_with("process");
            let about = if is_process { About::Flow } else { about_it };
            sections(builder, &group.blocks, (about, kind), flows);
        }
        flows.extend(flow(builder, run, (about_it, kind)));
        rest = next;
    }
}

/// Reads the flow of a run of blocks, if one is there.
fn flow(
    builder: &mut Builder<'_>,
    run: &[Block],
    (about, kind): (About, Option<Kind>),
) -> Option<Flow> {
    let source = builder.source;
    let main = survey::main_list(&source.text, run, about)?;
    match own(builder, run, main, kind) {
        Own::Flow(flow) => return Some(*flow),
        Own::Unread => return None,
        Own::Other => {}
    }
    let known = survey::survey(&source.text, run, main);
    let mut walker = Walker::new(builder, &source.text, known);
    let mut range = TextRange::default();
    if let Some(Block { kind: BlockKind::List(list), range: own }) = run.get(main) {
        range = *own;
        walker.list(list, Vec::new());
    }
    walker.around(run, main);
    walker.near_misses();
    walker.finish(range)
}

/// A list as our own language of steps reads it.
enum Own {
    /// It says a flow.
    Flow(Box<Flow>),
    /// It says one that cannot be read: half of it would be a wrong picture.
    Unread,
    /// It is written in sentences.
    Other,
}

fn own(builder: &mut Builder<'_>, run: &[Block], main: usize, kind: Option<Kind>) -> Own {
    let source = &builder.source.text;
    let Some(Block { kind: BlockKind::List(list), range }) = run.get(main) else {
        return Own::Other;
    };
    let flow = match says_edges(source, run, main) {
        true => None,
        false => flow::list(builder, (list, *range), kind),
    };
    match flow {
        Some(mut flow) if !flow.edges.is_empty() => {
            let is_drawn = flow.is_drawn();
            name(builder, flow.nodes.iter_mut().filter(|node| node.id.is_empty()), is_drawn);
            builder.own_lists.insert(range.start);
            Own::Flow(Box::new(flow))
        }
        _ if has_jumps(range.of(source)) => Own::Unread,
        _ => Own::Other,
    }
}

/// Tells whether sentences around a list, or below its items, say edges.
fn says_edges(source: &str, run: &[Block], main: usize) -> bool {
    let says = |content: &[Inline], is_before: bool| {
        let tokens = words::tokens(source, content);
        let is_talk = is_before && !tokens.iter().any(|token| token.is(Lex::Branch));
        !is_talk && say::sentences(&tokens).any(say::is_relational)
    };
    let below = |item: &Item| {
        item.blocks.iter().skip(1).any(|block| match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => says(content, false),
            _ => false,
        })
    };
    run.iter().enumerate().any(|(at, block)| match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => says(content, at < main),
        BlockKind::List(list) => list.items.iter().any(below),
        _ => false,
    })
}

/// Gives ids to nodes that have none.
fn name<'n>(
    builder: &mut Builder<'_>,
    nodes: impl Iterator<Item = &'n mut FlowNode>,
    is_drawn: bool,
) {
    for (number, node) in (1..).zip(nodes) {
        node.id = match is_drawn {
            true => item_id::of_name(builder, &node.label, node.range),
            false => format!("node-{number}").into(),
        };
    }
}

/// Tells whether a list is written in our own language, which says "go to
/// step 3 (Hold the queue)".
fn has_jumps(text: &str) -> bool {
    let is_jump = |line: &str| {
        let line = line.to_ascii_lowercase();
        let after = line.split_once("go to step ").map(|(_, after)| after);
        let after = after.map(|after| after.trim_start_matches(|c: char| c.is_ascii_digit()));
        after.is_some_and(|after| after.starts_with(" ("))
            || line.trim_end().ends_with(". in parallel")
    };
    text.lines().any(is_jump)
}

/// Reads a flow list.
struct Walker<'b, 'a> {
    builder: &'b mut Builder<'a>,
    source: &'a str,
    known: Known,
    draft: Draft,
    /// The place of the item being read.
    path: Vec<u32>,
    /// Whether items are those of the flow itself, with numbers.
    is_listing: bool,
    /// What sentences stand below.
    enclosing: Option<usize>,
    /// What was named last: `these`.
    these: Vec<usize>,
    /// What the list brought that a sentence announced last.
    announced: Vec<usize>,
    /// All that the sentence before led to: `all three`.
    recent: Vec<usize>,
    /// What the sentence before a list says of the names in it.
    intro: Option<Side>,
    /// Whether it says that the picture leaves them out.
    is_hidden: bool,
    /// The nodes of the list read last, by their letters.
    letters: Vec<Option<usize>>,
    /// The node of the item read last.
    last: Option<usize>,
    /// The side a sentence of this paragraph has named.
    carry: Option<Side>,
    lane: Option<usize>,
    /// Whether items are those of a branch that a sentence begins.
    is_branch: bool,
    /// Whether a sentence said that the items behind this one are parallel.
    is_fan_ahead: bool,
    /// Whether what a list names leads into the flow: `Branches from Start`.
    is_before: bool,
    /// What an answer leads on to before it has a place: `No: continue to *X*`.
    awaited: BTreeSet<usize>,
    /// How many edges sentences may still add.
    budget: usize,
    /// How many sentences were not understood.
    missed: usize,
}

impl<'b, 'a> Walker<'b, 'a> {
    fn new(builder: &'b mut Builder<'a>, source: &'a str, known: Known) -> Walker<'b, 'a> {
        Walker {
            builder,
            source,
            known,
            draft: Draft::default(),
            path: Vec::new(),
            is_listing: true,
            enclosing: None,
            these: Vec::new(),
            announced: Vec::new(),
            recent: Vec::new(),
            intro: None,
            is_hidden: false,
            letters: Vec::new(),
            last: None,
            carry: None,
            lane: None,
            is_branch: false,
            is_fan_ahead: false,
            is_before: false,
            awaited: BTreeSet::new(),
            budget: MOST_EDGES,
            missed: 0,
        }
    }

    /// Reads what else stands in the section of a flow: sentences, the lists
    /// they announce, and lists that begin with the same start.
    fn around(&mut self, run: &[Block], main: usize) {
        self.is_listing = false;
        let mut at = 0;
        while let Some(block) = run.get(at) {
            at += 1;
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                    let tokens = words::tokens(self.source, content);
                    // Before the list, most sentences talk about the picture.
                    if at <= main && !tokens.iter().any(|token| token.is(Lex::Branch)) {
                        continue;
                    }
                    let rest = run.get(at..).filter(|_| at != main).unwrap_or_default();
                    at += self.paragraph(&tokens, None, rest);
                }
                BlockKind::List(list) if at != main + 1 && survey::begins(self.source, list) => {
                    self.list(list, Vec::new());
                }
                _ => {}
            }
        }
    }

    /// Makes the flow. Names in italics become references: they mean a page
    /// if one is called so.
    fn finish(self, range: TextRange) -> Option<Flow> {
        let Walker { builder, mut draft, missed, .. } = self;
        for (node, is_marked) in draft.nodes.iter_mut().zip(&draft.is_marked) {
            if !is_marked || node.reference.is_some() {
                continue;
            }
            node.reference = u32::try_from(builder.references.len()).ok();
            let (kind, destination) = (ReferenceKind::Bold, node.label.clone());
            builder.references.push(Reference {
                kind,
                destination,
                range: node.range,
                title: None,
            });
        }
        let (mut flow, answers) = draft.finish(range);
        if flow.edges.is_empty() {
            return None;
        }
        flow.is_whole = missed == 0;
        if flow.is_whole {
            check::report(builder, &flow, &answers);
        }
        let is_drawn = flow.is_drawn();
        name(builder, flow.nodes.iter_mut(), is_drawn);
        Some(flow)
    }
}

/// What the heading above a list says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// It is a flow.
    Flow,
    /// Nothing.
    Anything,
}

/// Tells what a section is about.
fn about(name: &str) -> About {
    match name.ends_with("process flow") || name.ends_with("process flows") {
        true => About::Flow,
        false => About::Anything,
    }
}
