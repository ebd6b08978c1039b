//! Questions and their answers.

use super::Walker;
use super::answer::{self, Answer, Place};
use super::draft::Tail;
use super::item::{self, What};
use super::lexicon::Lex;
use super::names::key;
use super::sentence;
use super::walk::parts;
use super::words::{Token, TokenKind};
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{Block, BlockKind, Inline, List};

/// Answers that lead on to the next step.
const ON: &[&str] = &["decision point", "next", "next step", "continue", "go on"];

/// A question whose answers are being read.
pub(super) struct Ask {
    node: usize,
    answers: usize,
    /// The ends of its branches.
    ends: Vec<Tail>,
}

impl Ask {
    fn new(node: usize) -> Ask {
        Ask { node, answers: 0, ends: Vec::new() }
    }

    /// Tells whether no answer can come any more.
    pub fn is_done(&self) -> bool {
        self.answers != 1
    }

    /// Returns what leads on to the item behind the answers.
    pub fn leave(&mut self, tails: Vec<Tail>) -> Vec<Tail> {
        let mut all = std::mem::take(&mut self.ends);
        all.extend(tails);
        all
    }
}

impl Walker<'_, '_> {
    /// Reads what stands below a question.
    pub(super) fn question(
        &mut self,
        (node, kind): (usize, NodeKind),
        rest: &[Block],
        asked: &mut Option<Ask>,
    ) -> Vec<Tail> {
        let mut ask = Ask::new(node);
        let mut tails = vec![Tail::of(node)];
        for block in rest {
            match &block.kind {
                BlockKind::List(list) if self.has_answers(list) => self.answers(list, &mut ask),
                BlockKind::Paragraph(content) if self.branches(content, &mut ask) => {}
                _ => tails = self.body(std::slice::from_ref(block), Some(node), tails),
            }
        }
        if ask.answers == 0 {
            *asked = Some(ask);
            return tails;
        }
        *asked = None;
        // A step with one case goes on in all others.
        let goes_on = kind != NodeKind::Decision && ask.answers == 1;
        let is_on = |tail: &Tail| goes_on || tail.node != node || tail.label.is_some();
        let others = tails.into_iter().filter(is_on);
        let others = others.collect();
        ask.leave(others)
    }

    /// Reads `The *Yes* branch connects to *X*.`
    fn branches(&mut self, content: &[Inline], ask: &mut Ask) -> bool {
        let tokens = super::words::tokens(self.source, content);
        let parts: Vec<Option<Answer>> = super::say::sentences(&tokens).map(branch).collect();
        let is_all = !parts.is_empty() && parts.iter().all(Option::is_some);
        for answer in parts.into_iter().flatten().filter(|_| is_all) {
            let ends = self.answered(answer, &[], ask, Vec::new());
            ask.ends.extend(ends);
        }
        is_all
    }

    /// Tells whether the first item of a list is an answer.
    fn has_answers(&self, list: &List) -> bool {
        let first = list.items.first().and_then(|item| parts(&item.blocks));
        first.is_some_and(|(content, _)| self.answer_of(content).is_some())
    }

    /// Reads an item below a question as an answer.
    fn answer_of(&self, content: &[Inline]) -> Option<Answer> {
        let tokens = super::words::tokens(self.source, content);
        if let Some(answer) = branch(&tokens) {
            return Some(answer);
        }
        match item::read(self.source, content, &self.known, Place::Answers).what {
            What::Answer(answer) => Some(answer),
            _ => None,
        }
    }

    /// Tells whether a list below a step says what is done in which case.
    pub(super) fn has_cases(&self, below: &[Block]) -> bool {
        let is_case = |content: &[Inline]| {
            answer::is_case(&item::without_asides(&super::words::tokens(self.source, content)))
        };
        let lists = below.iter().filter_map(|block| match &block.kind {
            BlockKind::List(list) => Some(list),
            _ => None,
        });
        let mut lists = lists.filter(|list| !list.items.is_empty());
        lists.any(|list| {
            let mut items = list.items.iter().map(|item| parts(&item.blocks));
            items.all(|item| item.is_some_and(|(content, _)| is_case(content)))
        })
    }

    fn answers(&mut self, list: &List, ask: &mut Ask) {
        for (number, item) in (1..).zip(&list.items) {
            let Some((content, rest)) = parts(&item.blocks) else { continue };
            self.path.push(number);
            match self.answer_of(content) {
                Some(answer) => {
                    let ends = self.answered(answer, rest, ask, Vec::new());
                    ask.ends.extend(ends);
                }
                None => {
                    let tokens = super::words::tokens(self.source, content);
                    self.not_an_answer(&tokens);
                }
            }
            self.path.pop();
        }
    }

    /// Reads an answer with its branch; returns where the branch leads on.
    pub(super) fn answered(
        &mut self,
        answer: Answer,
        below: &[Block],
        ask: &mut Ask,
        before: Vec<Tail>,
    ) -> Vec<Tail> {
        let is_own = |tail: &Tail| tail.node == ask.node && tail.label.is_none();
        ask.answers += 1;
        *self.draft.answers.entry(ask.node).or_default() += 1;
        ask.ends.extend(before.into_iter().filter(|tail| !is_own(tail)));
        let Answer { label, range, rest } = answer;
        let (rest, at_most) = bound(&rest);
        let first = Tail {
            node: ask.node,
            label: Some(label),
            range: Some(range),
            at_most,
            is_branch: false,
        };
        let mut tails = self.targets(rest, vec![first]);
        let node = tails.first().map(|tail| tail.node);
        if !below.is_empty() {
            tails = self.below_answer(below, node, tails);
        }
        let is_answer = |tail: &Tail| tail.node == ask.node;
        for tail in tails.iter_mut().filter(|tail| !is_answer(tail)) {
            tail.is_branch = true;
        }
        tails
    }

    /// Reads what stands below an answer: its steps, or the answers of the
    /// question it leads to.
    fn below_answer(
        &mut self,
        below: &[Block],
        node: Option<usize>,
        tails: Vec<Tail>,
    ) -> Vec<Tail> {
        let kind = node.and_then(|node| self.draft.nodes.get(node)).map(|node| node.kind);
        match (node, kind) {
            (Some(node), Some(NodeKind::Decision)) if tails.iter().all(|t| t.label.is_none()) => {
                self.question((node, NodeKind::Decision), below, &mut None)
            }
            _ => self.body(below, node, tails),
        }
    }

    /// Reads `X -> Y -> 3`, and `X, then go to step 3`.
    pub(super) fn targets(&mut self, rest: &[Token], mut tails: Vec<Tail>) -> Vec<Tail> {
        for way in answer::ways(rest) {
            tails = self.target(way, tails);
        }
        tails
    }

    /// Reads where an answer leads; returns what the branch goes on from.
    fn target(&mut self, part: &[Token], tails: Vec<Tail>) -> Vec<Tail> {
        let shown = item::without_asides(part);
        let ends = shown.iter().rev().take_while(|token| token.kind == TokenKind::Stop).count();
        let words = shown.get(..shown.len() - ends).unwrap_or_default();
        let begins = words.iter().take_while(|token| is_before(token)).count();
        let words = words.get(begins..).unwrap_or_default();
        let words = match words.split_last() {
            Some((last, before)) if last.text.eq_ignore_ascii_case("again") => before,
            _ => words,
        };
        let text: Vec<&str> = words.iter().map(|token| &*token.text).collect();
        let text = text.join(" ").to_lowercase();
        let Some(first) = words.first().filter(|_| !ON.contains(&&*text)) else { return tails };
        let is_place = matches!(first.kind, TokenKind::Position(_));
        if is_place || answer::is_jump(first) {
            self.jump(words, &tails);
            return Vec::new();
        }
        if text == "stop" {
            let end = self.end(first);
            self.draft.follow(&tails, end);
            return Vec::new();
        }
        self.step(words, tails)
    }

    /// Reads an answer that names a step, or is one.
    fn step(&mut self, words: &[Token], tails: Vec<Tail>) -> Vec<Tail> {
        let line = item::of_tokens(object(words), &self.known, Place::Steps);
        let What::Node(mention, kind) = line.what else {
            self.not_an_answer(words);
            return Vec::new();
        };
        let name = key(&mention.label);
        let is_awaited = self.draft.named(&name).first().is_some_and(|at| self.awaited.remove(at));
        let is_named = !self.draft.named(&name).is_empty() && !is_awaited;
        let is_elsewhere = is_named || self.known.is_item(&name);
        let kind = if name.starts_with("wait ") { NodeKind::Wait } else { kind };
        let node = match kind {
            NodeKind::End => self.draft.of_kind(kind),
            _ => None,
        };
        let node = node.unwrap_or_else(|| self.draft.mentioned(&mention, None, None));
        self.draft.specify(node, Some(kind));
        self.draft.follow(&tails, node);
        self.says(&line.says, node);
        match kind {
            NodeKind::End => Vec::new(),
            _ if is_elsewhere => Vec::new(),
            _ => vec![Tail::of(node)],
        }
    }

    /// Reads `go to step 3`, `Return to *X*`.
    fn jump(&mut self, words: &[Token], tails: &[Tail]) {
        let to = words.iter().position(|token| token.is(Lex::To));
        let begins = to.map_or(
            usize::from(!matches!(words.first().map(|t| &t.kind), Some(TokenKind::Position(_)))),
            |at| at + 1,
        );
        let rest = words.get(begins..).unwrap_or_default();
        let names = sentence::parser(rest, &self.known).names();
        let mut nodes = self.nodes_of(&names, super::say::Around::default());
        if nodes.is_empty()
            && let Some((mention, _)) = item::plain(rest).filter(|(m, _)| self.is_known(&m.label))
        {
            nodes.push(self.draft.mentioned(&mention, None, None));
        }
        if nodes.is_empty() {
            self.not_an_answer(words);
        }
        let has_no_place = |node: &&usize| {
            let node = self.draft.nodes.get(**node);
            node.is_some_and(|node| node.number.is_none() && !self.is_known(&node.label))
        };
        let awaited: Vec<usize> = nodes.iter().filter(has_no_place).copied().collect();
        self.awaited.extend(awaited);
        nodes.iter().for_each(|node| self.draft.follow(tails, *node));
    }

    fn is_known(&self, label: &str) -> bool {
        self.known.is_item(&key(label))
    }

    /// Returns the node where the flow ends.
    fn end(&mut self, token: &Token) -> usize {
        let found = self.draft.of_kind(NodeKind::End);
        let mention =
            super::clause::Mention { label: "End".into(), ..sentence::mention(token, None) };
        found.unwrap_or_else(|| self.draft.mentioned(&mention, None, None))
    }
}

/// Reads `the *Yes* branch connects to *X*` as an answer.
fn branch(tokens: &[Token]) -> Option<Answer> {
    let begins = tokens.iter().take_while(|token| token.is(Lex::Filler)).count();
    let (word, rest) = tokens.get(begins..)?.split_first()?;
    let is_answer = ["yes", "no"].iter().any(|own| word.text.eq_ignore_ascii_case(own));
    let (branch, rest) = rest.split_first().filter(|_| is_answer)?;
    let (verb, rest) = rest.split_first().filter(|_| branch.is(Lex::Branch))?;
    let is_more = |pair: &[Token]| matches!(pair, [one, next] if one.kind == TokenKind::Comma && !next.is(Lex::Which));
    let rest = rest.get(usize::from(rest.first().is_some_and(|token| token.is(Lex::To)))..)?;
    let is_whole = verb.is(Lex::Verb) && !rest.windows(2).any(is_more);
    is_whole.then(|| Answer { label: word.text.clone(), range: word.range, rest: rest.to_vec() })
}

/// Of `request *X*`, a word or two before a name, returns the name.
fn object(words: &[Token]) -> &[Token] {
    let is_word = |token: &Token| token.is(Lex::Other) || token.is(Lex::Filler);
    match words.split_last() {
        Some((last, before))
            if matches!(last.kind, TokenKind::Name(_))
                && before.len() <= 2
                && before.iter().all(is_word) =>
        {
            std::slice::from_ref(last)
        }
        _ => words,
    }
}

/// Tells whether a word stands before the name of a step: `leads to`,
/// `follow the`.
fn is_before(token: &Token) -> bool {
    let is_lead = token.is(Lex::Verb) && token.text.to_ascii_lowercase().starts_with("lead");
    is_lead
        || matches!(token.kind, TokenKind::Word(Lex::Then | Lex::To) | TokenKind::Comma)
        || token.text.eq_ignore_ascii_case("follow")
}

/// Takes `, at most 3 times` off the end.
pub(super) fn bound(rest: &[Token]) -> (&[Token], Option<u32>) {
    let is = |token: &Token, word: &str| token.text.eq_ignore_ascii_case(word);
    let at =
        rest.windows(2).rposition(|pair| matches!(pair, [a, b] if is(a, "at") && is(b, "most")));
    let count = at.and_then(|at| rest.get(at + 2)).and_then(|token| token.text.parse().ok());
    let Some((at, count)) = at.zip(count) else { return (rest, None) };
    let before = rest.get(..at).unwrap_or_default();
    let commas = before.iter().rev().take_while(|token| token.kind == TokenKind::Comma).count();
    (before.get(..before.len() - commas).unwrap_or_default(), Some(count))
}
