//! What words do in the sentences of a flow list.

use crate::model::flow::Side;

/// What a word does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lex {
    /// `connects`, `leads`: an edge, with `to`.
    Verb,
    /// `to`, `into`.
    To,
    /// `from`.
    From,
    /// `for`, `of`.
    For,
    /// `is`, `has`.
    Be,
    /// `includes`.
    Include,
    /// `branch`, `connection`: an edge, as a noun.
    Branch,
    /// `parallel`.
    Parallel,
    /// `which`, `that`.
    Which,
    /// `and`, `or`, `but`.
    And,
    /// `then`.
    Then,
    /// `these`, `this`: what was named last.
    These,
    /// `following`: what a list or a colon brings.
    Following,
    /// `under`, `below`: a place, no edge.
    Under,
    /// `shown`: a place, no edge.
    Shown,
    /// `left`, `downstream`.
    Side(Side),
    /// `sequentially`: one after the other.
    Sequentially,
    /// `end-to-end`: what is named is a process from end to end.
    EndToEnd,
    /// `area`: what is named is a process area.
    Area,
    /// `unshown`, `pictured`: the picture leaves the edge out.
    Hidden,
    /// Says nothing of its own.
    Filler,
    /// Any other word: part of a name, or not understood.
    Other,
}

const WORDS: &[(Lex, &[&str])] = &[
    (
        Lex::Verb,
        &[
            "connects",
            "connect",
            "connecting",
            "connected",
            "links",
            "link",
            "linked",
            "leads",
            "lead",
            "leading",
            "flows",
            "goes",
            "go",
            "continues",
            "continue",
            "returns",
            "return",
            "proceeds",
            "proceed",
        ],
    ),
    (Lex::To, &["to", "into", "onto"]),
    (Lex::From, &["from"]),
    (Lex::For, &["for", "of"]),
    (Lex::Be, &["is", "are", "has", "have", "there"]),
    (Lex::Include, &["includes", "include", "including"]),
    (
        Lex::Branch,
        &[
            "branch",
            "branches",
            "subbranch",
            "subbranches",
            "sub-branch",
            "sub-branches",
            "connection",
            "connections",
        ],
    ),
    (Lex::Parallel, &["parallel"]),
    (Lex::Which, &["which", "that"]),
    (Lex::And, &["and", "or", "but"]),
    (Lex::Then, &["then"]),
    (Lex::These, &["these", "this", "those", "they", "it"]),
    (Lex::Following, &["following"]),
    (Lex::Under, &["under", "below", "beneath"]),
    (Lex::Shown, &["shown", "depicted", "illustrated", "displayed"]),
    (Lex::Side(Side::Upstream), &["left", "upstream"]),
    (Lex::Side(Side::Downstream), &["right", "downstream"]),
    (Lex::Sequentially, &["sequentially"]),
    (Lex::EndToEnd, &["end-to-end"]),
    (Lex::Area, &["area", "areas"]),
    (
        Lex::Hidden,
        &[
            "unshown",
            "pictured",
            "not",
            "isn't",
            "aren't",
            "doesn't",
            "don't",
            "illustrate",
            "show",
        ],
    ),
    (
        Lex::Filler,
        &[
            "a",
            "an",
            "the",
            "also",
            "directly",
            "additionally",
            "all",
            "each",
            "both",
            "two",
            "three",
            "four",
            "five",
            "several",
            "business",
            "process",
            "processes",
            "subprocess",
            "subprocesses",
            "box",
            "boxes",
            "scenario",
            "scenarios",
            "step",
            "steps",
            "graphic",
            "diagram",
            "figure",
            "picture",
            "side",
            "on",
            "in",
            "additional",
            "other",
            "same",
            "their",
            "its",
        ],
    ),
];

/// Returns what a word does.
pub(super) fn look(word: &str) -> Lex {
    let word = word.replace('\u{2019}', "'");
    let is_word = |known: &&str| known.eq_ignore_ascii_case(&word);
    let known = WORDS.iter().find(|(_, words)| words.iter().any(is_word));
    known.map_or(Lex::Other, |(lex, _)| *lex)
}
