//! A numbered list in our own language of steps as the lines of a fence: what
//! a fence says with `@`, `->` and `<`, a list says with labels, answers and
//! jumps. So both are read by one reader, and mean the same.
//!
//! A list of sentences is none of these; `flow_list` reads it.

use std::collections::{BTreeMap, HashMap};

use super::line::{Line, Way, Words, lane_name};
use super::list_way::Values;
use super::nodes::{Given, Reader};
use super::piece::{Piece, outside};
use super::words::{key, kind_of, label};
use super::{check, read};
use crate::base::{Code, TextRange};
use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Inline, InlineKind, Item, List};
use crate::model::flow::{Flow, FlowOrigin, jump};
use crate::model::kind::Known;
use crate::model::label::{Label, Labelled};
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::label::{Holder, label as label_of};

/// Reads a list; `None` if it is none of ours. Its nodes have no ids yet but
/// those that are written.
pub(in crate::stages::parse) fn list(
    builder: &mut Builder<'_>,
    (list, range): (&List, TextRange),
    kind: Option<Known>,
) -> Option<Flow> {
    let source = &*builder.source.text;
    let first = list.start?;
    let numbers: Vec<String> =
        (0..list.items.len() as u64).map(|at| first.saturating_add(at).to_string()).collect();
    let mut taker = Taker::new(source, list)?;
    for (number, item) in numbers.iter().zip(&list.items) {
        taker.item(number, item)?;
    }
    if !taker.is_ours() {
        return None;
    }
    let Taker { lanes: mut all, lines, ends, ids, values, is_said, .. } = taker;
    all.extend(lines.into_iter().chain(ends));
    let given = given(builder, range, (ids, &values));
    let mut reader = Reader::new(builder, given);
    read::lines(&mut reader, &all);
    names(&mut reader, &values.places);
    let flow = reader.finish(FlowOrigin::List, range);
    if flow.is_whole && (is_said || values.has_jump) {
        check::report(builder, kind, &flow);
    }
    Some(flow)
}

/// Returns what the list says beside its lines.
fn given(
    builder: &Builder<'_>,
    list: TextRange,
    (ids, values): (HashMap<u32, Box<str>>, &Values<'_>),
) -> Given {
    let references: BTreeMap<u32, u32> = (0..)
        .zip(&builder.references)
        .filter(|(_, own)| list.start <= own.range.start && own.range.end <= list.end)
        .map(|(number, own)| (own.range.start, number))
        .collect();
    let reference = |link: &Option<TextRange>| {
        let link = (*link)?;
        references.range(link.start..link.end.max(link.start)).next().map(|(_, number)| *number)
    };
    let marked = values.marked.iter().map(|(start, link)| (*start, reference(link))).collect();
    Given { references, marked, ids }
}

/// Reports names beside numbers that are not those of the steps.
fn names(reader: &mut Reader<'_, '_>, places: &[(Piece<'_>, Piece<'_>)]) {
    for (number, name) in places {
        let node = reader.find(*number).and_then(|node| reader.nodes.get(node));
        let there = node.map(|node| node.label.to_string());
        let own = label(*name).text;
        let Some(there) = there.filter(|there| !is_called(there, &own)) else { continue };
        let message = format!("`step {}` is not \"{own}\"", number.text);
        let help = format!("write the number of \"{own}\", or `step {} ({there})`", number.text);
        reader.builder.report(Code::FLOW_NAME_DOUBTFUL, name.range, message, help);
    }
}

/// Tells whether words name a step: they are its own, or what these begin
/// with before a colon, as in `End: people can do the work`.
fn is_called(step: &str, words: &str) -> bool {
    let (step, words) = (loose(step), loose(words));
    let after = step.strip_prefix(&words);
    after.is_some_and(|after| after.is_empty() || after.starts_with(':'))
}

/// Takes a list apart.
struct Taker<'t> {
    source: &'t str,
    lanes: Vec<Line<'t>>,
    lines: Vec<Line<'t>>,
    /// What leads to the flows of other pages.
    ends: Vec<Line<'t>>,
    ids: HashMap<u32, Box<str>>,
    values: Values<'t>,
    /// Whether something stands in it that only lists of ours say.
    is_said: bool,
    /// Whether questions stand in it that may be answered in sentences.
    has_question: bool,
}

/// What lines stand below: its kind, and where its number or name stands.
type Owner<'t> = (NodeKind, Piece<'t>);

/// What stands below an item.
#[derive(Default)]
struct Below<'t> {
    role: Option<Piece<'t>>,
    lines: Vec<Line<'t>>,
}

impl<'t> Taker<'t> {
    fn new(source: &'t str, list: &List) -> Option<Taker<'t>> {
        let mut taker = Taker {
            source,
            lanes: Vec::new(),
            lines: Vec::new(),
            ends: Vec::new(),
            ids: HashMap::new(),
            values: Values::default(),
            is_said: false,
            has_question: false,
        };
        for item in &list.items {
            let name = taker.name(item)?;
            taker.values.names.insert(key(name.text));
            let is_fork = kind_of(name) == NodeKind::Fork;
            for block in item.blocks.iter().skip(1).filter(|_| is_fork) {
                let BlockKind::List(below) = &block.kind else { continue };
                for item in &below.items {
                    let name = taker.name(item)?;
                    taker.values.names.insert(key(name.text));
                }
            }
        }
        Some(taker)
    }

    /// Tells whether only our own language says a list so: what has neither
    /// jumps nor questions nor names of pages says the same in both.
    fn is_ours(&self) -> bool {
        let is_plain = self.values.marked.is_empty() && !self.has_question;
        self.is_said || self.values.has_jump || is_plain
    }

    fn piece(&self, range: TextRange) -> Piece<'t> {
        Piece::new(range.of(self.source), range.start as usize).trim()
    }

    /// Returns the name of an item: the words in bold it begins with, else
    /// its first line.
    fn name(&mut self, item: &Item) -> Option<Piece<'t>> {
        let content = content(item).filter(|_| item.task.is_none())?;
        let is_marked =
            |inline: &Inline| matches!(inline.kind, InlineKind::Emphasis(_) | InlineKind::Link(..));
        match content {
            [Inline { kind: InlineKind::Strong(bold), .. }, ..] => {
                Some(without_stop(self.piece(cover(bold))))
            }
            [only] if is_marked(only) => Some(self.values.unwrapped(self.piece(only.range))),
            _ if content.iter().any(is_marked) => None,
            _ => Some(without_stop(self.piece(cover(content)))).filter(|name| !name.is_empty()),
        }
    }

    /// Reads an item with what stands below it; `None` if it is none of ours.
    fn item(&mut self, number: &'t str, item: &Item) -> Option<()> {
        let name = self.name(item)?;
        let place = Piece::new(number, item.range.start as usize);
        let kind = kind_of(name);
        let first = name.text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_answer = ["yes", "no", "if"].iter().any(|word| first.eq_ignore_ascii_case(word));
        self.has_question |= is_answer;
        self.is_said |= kind == NodeKind::Fork || label(name).is_said();
        let mut below = Below::default();
        self.below(item, (kind, place), &mut below)?;
        self.ids.extend(item.id.clone().map(|id| (name.range.start, id)));
        self.lines.push(Line::Node(place, Words { text: name, id: None, lane: below.role }));
        self.lines.append(&mut below.lines);
        Some(())
    }

    /// Reads what stands below the first line of an item. Sub-steps are not
    /// read: a list that has some is none of ours.
    fn below(&mut self, item: &Item, owner: Owner<'t>, below: &mut Below<'t>) -> Option<()> {
        for block in item.blocks.iter().skip(1) {
            match &block.kind {
                BlockKind::List(list) if list.start.is_some() => return None,
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.bullet(item, owner, below)?;
                    }
                }
                BlockKind::Labels(labels) => {
                    for label in labels {
                        self.labelled(label, owner, below)?;
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn labelled(
        &mut self,
        labelled: &Labelled,
        owner: Owner<'t>,
        below: &mut Below<'t>,
    ) -> Option<()> {
        let is_list = |block: &Block| matches!(block.kind, BlockKind::List(_));
        let is_way =
            matches!(labelled.label, Label::Then | Label::If | Label::IfNot | Label::Otherwise);
        if is_way && labelled.blocks.iter().any(is_list) {
            return None;
        }
        let (word, value) = (self.piece(labelled.word), self.piece(cover(&labelled.value)));
        self.said((word, value), owner, below);
        Some(())
    }

    /// Reads a bullet: a label, an answer, something done at the same time,
    /// or prose.
    fn bullet(&mut self, item: &Item, owner: Owner<'t>, below: &mut Below<'t>) -> Option<()> {
        let text = self.piece(cover(content(item)?));
        let parts = split(text);
        if let Some((word, value)) = parts
            && self.said((word, value), owner, below)
        {
            return Some(());
        }
        match (owner.0, parts.or_else(|| arrow(text))) {
            (NodeKind::Fork, _) => return self.member(item, below),
            (NodeKind::Decision, Some((answer, value))) => {
                let is_list = |block: &Block| matches!(&block.kind, BlockKind::List(list) if list.start.is_some());
                if item.blocks.iter().any(is_list) {
                    return None;
                }
                self.way(answer, value, below, Line::Answer);
            }
            _ => {}
        }
        Some(())
    }

    /// Reads an item below "In parallel".
    fn member(&mut self, item: &Item, below: &mut Below<'t>) -> Option<()> {
        let name = self.name(item)?;
        let mut own = Below::default();
        self.below(item, (NodeKind::Step, name), &mut own)?;
        self.ids.extend(item.id.clone().map(|id| (name.range.start, id)));
        below.lines.push(Line::Member(Words { text: name, id: None, lane: own.role }));
        Some(())
    }

    /// Reads a label; tells whether it is one.
    fn said(
        &mut self,
        (word, value): (Piece<'t>, Piece<'t>),
        owner: Owner<'t>,
        below: &mut Below<'t>,
    ) -> bool {
        let is_question = owner.0 == NodeKind::Decision;
        let is = |own: &str| loose(word.text) == loose(own);
        match label_of(word.text, Holder::Step) {
            Some(Label::Role) => {
                below.role = Some(lane_name(value)).filter(|role| !role.is_empty());
            }
            Some(Label::Then) => self.then(value, below),
            Some(Label::If | Label::IfNot | Label::Otherwise) if is_question => {
                self.way(word, value, below, Line::Answer);
            }
            Some(Label::If) => {
                let condition = word.part("if ".len(), word.text.len()).trim();
                self.case(condition, value, below);
            }
            Some(Label::IfNot | Label::Otherwise) => self.case(word, value, below),
            Some(_) => {}
            None if is(jump::LANES) => {
                let lanes = value.split("|").into_iter().filter(|lane| !lane.is_empty());
                self.lanes.push(Line::Lanes(lanes.map(lane_name).collect()));
                self.is_said = true;
            }
            None if is(jump::COMES_FROM) || is(jump::LEADS_ALSO_TO) => {
                let page = self.values.unwrapped(value);
                let line = match is(jump::COMES_FROM) {
                    true => Line::In(page, Way::to(owner.1)),
                    false => Line::Out(owner.1, Way::to(page)),
                };
                self.ends.extend(Some(line).filter(|_| !page.is_empty()));
                self.is_said = true;
            }
            None => return false,
        }
        true
    }

    fn way(
        &mut self,
        answer: Piece<'t>,
        value: Piece<'t>,
        below: &mut Below<'t>,
        make: fn(Piece<'t>, Way<'t>) -> Line<'t>,
    ) {
        self.has_question = true;
        below.lines.push(match self.values.read(value) {
            Ok(read) => make(answer, read.way),
            Err(why) => Line::Unknown(value, why),
        });
    }

    /// Reads what is done in one case; prose leads nowhere.
    fn case(&mut self, condition: Piece<'t>, value: Piece<'t>, below: &mut Below<'t>) {
        match self.values.read(value) {
            Ok(read) if !read.leads => {}
            Ok(read) => below.lines.push(Line::Case(condition, read.way)),
            Err(why) => below.lines.push(Line::Unknown(value, why)),
        }
    }

    /// Reads what comes then; several are parted by `;`.
    fn then(&mut self, value: Piece<'t>, below: &mut Below<'t>) {
        for part in value.split(";") {
            match self.values.read(part) {
                Ok(read) if !read.leads => {}
                Ok(read) => below.lines.push(Line::Follow(read.way)),
                Err(why) => below.lines.push(Line::Unknown(part, why)),
            }
        }
    }
}

/// Returns the first line of an item.
fn content(item: &Item) -> Option<&[Inline]> {
    match &item.blocks.first()?.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => Some(content),
        _ => None,
    }
}

/// Takes the full stop off the end of words.
fn without_stop(piece: Piece<'_>) -> Piece<'_> {
    match piece.text.strip_suffix('.') {
        Some(text) if !text.ends_with(['.', '\\']) => piece.part(0, text.len()).trim(),
        _ => piece,
    }
}

/// Splits `answer: value` at the first colon before white space, outside of
/// names.
fn split(piece: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let ends = |at: &usize| {
        let after = piece.text.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with(char::is_whitespace)
    };
    let at = outside(piece.text, ":").find(ends)?;
    let (word, value) = piece.split_at(at, 1);
    let has_arrow = outside(word.text, "->").next().is_some();
    (!word.trim().is_empty() && !has_arrow).then(|| (word.trim(), value.trim()))
}

/// Splits `answer -> value`.
fn arrow(piece: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let mark = ["->", "→"].into_iter().find(|mark| outside(piece.text, mark).next().is_some())?;
    let (answer, value) = piece.split_at(outside(piece.text, mark).next()?, mark.len());
    (!answer.trim().is_empty()).then(|| (answer.trim(), value.trim()))
}
