//! One item of a flow list: a node, a question, an answer, or a sentence.

use super::answer::{Answer, Place, answer, is_dash};
use super::clause::{Mention, Names};
use super::group;
use super::lexicon::Lex;
use super::names::Known;
use super::say::{is_relational, sentences};
use super::sentence::{self, mention};
use super::words::{Token, TokenKind, tokens};
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{Inline, InlineKind};
use crate::model::flow::Side;

/// An item as it is written.
pub(super) struct Line {
    /// What it is.
    pub what: What,
    /// What else it says: `, which connects to *Y*`.
    pub says: Vec<Token>,
    /// `(in a parallel branch from *X*)`: where it begins.
    pub source: Option<Names>,
    /// Whether the picture leaves the edge to it out.
    pub is_hidden: bool,
}

/// What an item is.
pub(super) enum What {
    /// A node with its name, and what it is said to be.
    Node(Mention, NodeKind),
    /// `Yes`, `If no`, `Approved`: an answer, and what follows it.
    Answer(Answer),
    /// `Upstream processes`: what stands below is on that side.
    Side(Side),
    /// `(First branch)`: what stands below is one way of several.
    Branch,
    /// `The following steps are parallel`: said of the list below.
    Parallel,
    /// A sentence about nodes.
    Sentence(Vec<Token>),
    /// No words.
    Nothing,
}

/// Reads the first line of an item.
pub(super) fn read(source: &str, content: &[Inline], known: &Known, place: Place) -> Line {
    let mut all = tokens(source, unwrapped(source, content));
    if all.len() != 1 && all.first().is_some_and(|t| matches!(t.kind, TokenKind::Position(_))) {
        all.remove(0);
    }
    of_tokens(&all, known, place)
}

/// Returns the content of an item that is in italics or bold as a whole, if
/// it is more than a name.
fn unwrapped<'i>(source: &str, content: &'i [Inline]) -> &'i [Inline] {
    let [Inline { kind: InlineKind::Emphasis(inner) | InlineKind::Strong(inner), .. }] = content
    else {
        return content;
    };
    let text = crate::model::document::plain_text(inner, source).to_lowercase();
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_more = matches!(first, "start" | "end" | "decision" | "if" | "yes" | "no");
    if is_more || text.trim_end().ends_with('?') { inner } else { content }
}

/// Reads an item of tokens.
pub(super) fn of_tokens(all: &[Token], known: &Known, place: Place) -> Line {
    let is_hidden = all.iter().any(|token| token.is(Lex::Hidden));
    let source = source(all, known);
    let shown = without_asides(all);
    let line = |what| Line { what, says: Vec::new(), source: None, is_hidden };
    if place != Place::Steps
        && let Some(answer) = answer(&shown, place)
    {
        return line(What::Answer(answer));
    }
    if group::is_branch(all) {
        return line(What::Branch);
    }
    let Some(first) = shown.first() else { return line(What::Nothing) };
    if let Some((mention, kind)) = terminal(&shown) {
        return line(What::Node(mention, kind));
    }
    if let Some(side) = group::side(&shown) {
        return line(What::Side(side));
    }
    if group::is_parallel(&shown) {
        return line(What::Parallel);
    }
    if let Some(mention) = question(&shown) {
        return line(What::Node(mention, NodeKind::Decision));
    }
    let is_name = |at: &usize| {
        let name = shown.get(..*at).unwrap_or_default();
        let says =
            |t: &Token| matches!(t.kind, TokenKind::Word(Lex::Branch | Lex::Under | Lex::Parallel));
        let has_names = name.iter().any(|token| matches!(token.kind, TokenKind::Name(_)));
        marked(name).is_some() || !has_names && !name.iter().any(says)
    };
    if let Some((mention, kind)) = lead(&shown) {
        return Line { what: What::Node(mention, kind), says: Vec::new(), source, is_hidden };
    }
    if let Some(((mention, kind), about)) = titled(&shown) {
        return Line { what: What::Node(mention, kind), says: about, source, is_hidden };
    }
    let begins = relative(&shown).filter(is_name).unwrap_or(shown.len());
    let (name, says) = shown.split_at_checked(begins).unwrap_or((&shown, &[]));
    if says.is_empty() && is_sentence(all, &shown, known) {
        return match sole_subject(&shown) {
            Some((mention, kind)) => {
                let (what, says) = (What::Node(mention, kind), all.to_vec());
                Line { what, says, source, is_hidden }
            }
            None => line(What::Sentence(all.to_vec())),
        };
    }
    let named = marked(name).or_else(|| plain(name));
    let (mention, kind) = named.unwrap_or_else(|| (mention(first, None), NodeKind::Step));
    Line { what: What::Node(mention, kind), says: says.to_vec(), source, is_hidden }
}

/// Words that begin, behind a comma, what is said of a step.
const ASIDES: &[&str] = &["where", "when", "while", "so", "because", "during"];

/// Reads `**Say so** to the owner` and `*Sort*, where letters are sorted`: a name with prose behind it, in which no
/// word leads on.
fn lead(shown: &[Token]) -> Option<(Mention, NodeKind)> {
    let (first, rest) = shown.split_first()?;
    let TokenKind::Name(reference) = first.kind else { return None };
    let next = rest.first()?;
    if is_dash(next) {
        return Some((mention(first, reference), NodeKind::Step));
    }
    let is_aside = next.kind == TokenKind::Comma
        && rest
            .get(1)
            .is_some_and(|token| ASIDES.iter().any(|word| token.text.eq_ignore_ascii_case(word)));
    let is_prose =
        is_aside || [Lex::To, Lex::For, Lex::From, Lex::Other].iter().any(|lex| next.is(*lex));
    let leads = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Name(_)
                | TokenKind::Position(_)
                | TokenKind::Word(Lex::Verb | Lex::Branch | Lex::Parallel)
        )
    };
    (is_prose && !rest.iter().any(leads)).then(|| (mention(first, reference), NodeKind::Step))
}

/// So many words behind a colon are a sentence about what stands before it.
const FEWEST_ABOUT: usize = 4;

/// Reads `*Collect the orders*: in this step, ...`: a name with sentences
/// behind it. Only those that name other nodes are kept.
fn titled(shown: &[Token]) -> Option<((Mention, NodeKind), Vec<Token>)> {
    let colon = shown.iter().position(|token| token.kind == TokenKind::Colon)?;
    let (name, about) = shown.split_at_checked(colon)?;
    let about = about.get(1..).filter(|about| !about.is_empty())?;
    let has_names = name.iter().any(|token| matches!(token.kind, TokenKind::Name(_)));
    let is_sentence = FEWEST_ABOUT <= about.len()
        && about.first().is_some_and(|token| token.text.starts_with(char::is_uppercase));
    let is_step = || 1 < name.len() && name.iter().all(|t| t.is(Lex::Other) || t.is(Lex::Filler));
    let named = match has_names {
        true => marked(name)?,
        false => plain(name).filter(|_| is_sentence && is_step())?,
    };
    let is_other =
        |token: &Token| matches!(token.kind, TokenKind::Name(_) | TokenKind::Position(_));
    let mut says = Vec::new();
    for part in sentences(about).filter(|part| is_relational(part) && part.iter().any(is_other)) {
        says.extend_from_slice(part);
        says.extend(about.iter().find(|token| token.kind == TokenKind::Stop).cloned());
    }
    Some((named, says))
}

/// Tells whether an item is about nodes, instead of being one.
fn is_sentence(all: &[Token], shown: &[Token], known: &Known) -> bool {
    let is_edge =
        |t: &Token| matches!(t.kind, TokenKind::Word(Lex::Branch | Lex::Parallel | Lex::Verb));
    if super::entry::announces(all) {
        return true;
    }
    if marked(shown).is_some() || known.longest(shown) == Some(shown.len()) {
        return false;
    }
    let read = sentence::read(all, known);
    let several =
        |names: &Names| 1 < names.mentions.len() && names.mentions.iter().all(|m| m.is_marked);
    let begins = shown.iter().find(|token| !token.is(Lex::Filler));
    let is_branch =
        begins.is_some_and(|t| t.is(Lex::Parallel) || t.is(Lex::Branch) || t.is(Lex::Under));
    read.is_whole && read.names.as_ref().is_none_or(several)
        || !read.relations.is_empty()
        || is_branch && shown.iter().any(is_edge)
}

/// Returns the single name that a sentence begins with: it is a node too.
fn sole_subject(shown: &[Token]) -> Option<(Mention, NodeKind)> {
    let [first, second, ..] = shown else { return None };
    let TokenKind::Name(reference) = first.kind else { return None };
    let is_verb = matches!(second.kind, TokenKind::Word(Lex::Verb | Lex::Be));
    is_verb.then(|| (mention(first, reference), NodeKind::Step))
}

/// Finds where `, which connects to` begins.
fn relative(shown: &[Token]) -> Option<usize> {
    let is_relative = |at: &usize| {
        let mut rest = shown.get(*at..).unwrap_or_default().iter();
        let is_comma = rest.next().is_some_and(|token| token.kind == TokenKind::Comma);
        let is_which = rest.next().is_some_and(|token| token.is(Lex::Which));
        let next = rest.find(|token| !token.is(Lex::Filler));
        let says = next.is_some_and(|t| t.is(Lex::Verb) || t.is(Lex::Be));
        let is_named = || marked(shown.get(..*at).unwrap_or_default()).is_some();
        is_comma && is_which && (says || is_named())
    };
    (1..shown.len()).find(is_relative)
}

/// Reads `Start`, `End`, `Start: the alert fires`.
fn terminal(shown: &[Token]) -> Option<(Mention, NodeKind)> {
    let (first, rest) = shown.split_first()?;
    let kind = match &*first.text.to_lowercase() {
        "start" => NodeKind::Start,
        "end" => NodeKind::End,
        _ => return None,
    };
    let ends = rest.iter().all(|token| token.kind == TokenKind::Stop);
    let is_titled = rest.first().is_some_and(|token| token.kind == TokenKind::Colon);
    match (ends, is_titled) {
        (true, _) => Some((mention(first, None), kind)),
        (false, true) => plain(rest.get(1..)?).map(|(mention, _)| (mention, kind)),
        _ => None,
    }
}

/// Reads `Is it well?` and `Decision point: is it well?`.
fn question(shown: &[Token]) -> Option<Mention> {
    let decision = shown.first().is_some_and(|t| t.text.eq_ignore_ascii_case("decision"));
    let colon = shown.iter().position(|token| token.kind == TokenKind::Colon);
    let begins = colon.filter(|_| decision).map_or(0, |at| at + 1);
    let words = shown.get(begins..)?;
    let is_question =
        |token: &Token| token.kind == TokenKind::Question || token.text.ends_with('?');
    let ends = words.iter().rposition(is_question).is_some_and(|at| at + 2 >= words.len());
    if !ends && begins == 0 {
        return None;
    }
    let (mut mention, _) = plain(words)?;
    if !mention.label.ends_with('?') {
        mention.label = format!("{}?", mention.label).into();
    }
    Some(mention)
}

/// Reads a name in italics, in bold or linked, with nothing beside it but
/// words that say what it is.
pub(super) fn marked(tokens: &[Token]) -> Option<(Mention, NodeKind)> {
    let is_beside = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Word(Lex::Filler | Lex::EndToEnd | Lex::Area)
                | TokenKind::Stop
                | TokenKind::Comma
                | TokenKind::Colon
        )
    };
    let mut names = tokens.iter().filter(|token| !is_beside(token));
    let name = names.next().filter(|_| names.next().is_none())?;
    let TokenKind::Name(reference) = name.kind else { return None };
    let mut kinds = tokens.iter().rev().filter_map(|token| match token.kind {
        TokenKind::Word(lex) => sentence::kind_of(lex),
        _ => None,
    });
    Some((mention(name, reference), kinds.next().unwrap_or(NodeKind::Step)))
}

/// Reads all words as a name.
pub(super) fn plain(tokens: &[Token]) -> Option<(Mention, NodeKind)> {
    let ends = |token: &&Token| {
        matches!(token.kind, TokenKind::Stop | TokenKind::Colon | TokenKind::Comma)
    };
    let trailing = tokens.iter().rev().take_while(ends).count();
    let mut words = tokens.get(..tokens.len() - trailing)?;
    let mut kind = NodeKind::Step;
    if let Some(length) = beside(words) {
        let (name, said) = words.split_at_checked(length)?;
        let mut kinds = said.iter().filter_map(|token| match token.kind {
            TokenKind::Word(lex) => sentence::kind_of(lex),
            _ => None,
        });
        kind = kinds.next().unwrap_or(NodeKind::Step);
        words = name;
    }
    let (first, last) = (words.first()?, words.last()?);
    let mut label = String::new();
    for token in words {
        let is_mark = matches!(
            token.kind,
            TokenKind::Comma | TokenKind::Colon | TokenKind::Stop | TokenKind::Question
        );
        if !label.is_empty() && !is_mark {
            label.push(' ');
        }
        label.push_str(&token.text);
    }
    let (label, range) = (label.into(), first.range.cover(last.range));
    let marked = words.iter().find_map(|token| match token.kind {
        TokenKind::Name(reference) if words.len() == 1 => Some(reference),
        _ => None,
    });
    let (reference, is_marked) = (marked.flatten(), marked.is_some());
    Some((Mention { label, range, is_marked, ..mention(first, reference) }, kind))
}

/// So many words before `business process` are a name.
const FEWEST_NAMED: usize = 3;

/// Finds where `end-to-end process`, `process area` or `business process` ends
/// a name.
fn beside(words: &[Token]) -> Option<usize> {
    let said = |token: &&Token| {
        matches!(token.kind, TokenKind::Word(Lex::Filler | Lex::EndToEnd | Lex::Area))
    };
    let trailing = words.iter().rev().take_while(said).count();
    let tail = words.get(words.len() - trailing..)?;
    let says = tail.iter().any(|token| token.is(Lex::EndToEnd) || token.is(Lex::Area));
    let is = |token: &Token, word: &str| token.text.eq_ignore_ascii_case(word);
    let is_process = matches!(tail, [one, other] if is(one, "business") && is(other, "process"));
    let is_named = || {
        let name = words.get(..words.len() - trailing).unwrap_or_default();
        let articles = ["a", "an", "the", "this"];
        let is_article = |token: &Token| articles.iter().any(|article| is(token, article));
        FEWEST_NAMED <= name.len() && !name.iter().any(is_article)
    };
    let ends = says || is_process && is_named();
    (ends && trailing < words.len()).then_some(words.len() - trailing)
}

/// Drops what stands in parentheses.
pub(super) fn without_asides(tokens: &[Token]) -> Vec<Token> {
    let mut depth = 0u32;
    let mut kept = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(token.clone()),
            _ => {}
        }
    }
    kept
}

/// Reads `(in a parallel branch from *X*)`.
fn source(tokens: &[Token], known: &Known) -> Option<Names> {
    let open = tokens.iter().position(|token| token.kind == TokenKind::Open)?;
    let rest = tokens.get(open + 1..)?;
    let close = rest.iter().position(|token| token.kind == TokenKind::Close)?;
    let inside = rest.get(..close)?;
    let branch = inside.iter().position(|token| token.is(Lex::Branch))?;
    let from = inside.get(branch + 1).filter(|token| token.is(Lex::From))?;
    let after = inside.iter().position(|token| token.range == from.range)? + 1;
    let mut parser = sentence::parser(inside.get(after..)?, known);
    Some(parser.names()).filter(|names| !names.mentions.is_empty())
}
