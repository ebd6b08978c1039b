//! What a sentence of a flow list says, before its names are looked up.

use super::words::Token;
use crate::base::TextRange;
use crate::domain::diagram::graph::NodeKind;
use crate::model::flow::Side;

/// A sentence as far as it is understood.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// The edges it says, in order.
    pub relations: Vec<Relation>,
    /// The names it lists, where it says no edge.
    pub names: Option<Names>,
    /// Whether all of it is understood.
    pub is_whole: bool,
    /// Whether the picture is said to leave its edges out.
    pub is_hidden: bool,
    /// Its words.
    pub tokens: Vec<Token>,
}

/// Edges from each of some nodes to each of others.
#[derive(Debug)]
pub(super) struct Relation {
    /// Where they begin.
    pub from: From,
    /// Where they end.
    pub to: To,
    /// The words that say it.
    pub range: TextRange,
    /// Whether it is a branch beside others.
    pub is_branch: bool,
}

/// Where edges begin.
#[derive(Debug)]
pub(super) enum From {
    /// At what the sentence stands below.
    Enclosing,
    /// At what the relation before ends at: `which connects to`.
    Targets,
    /// Where the relation before begins: `and also connects to`.
    Same,
    /// At names.
    Names(Names),
}

/// Where edges end.
#[derive(Debug)]
pub(super) enum To {
    /// At names.
    Names(Names),
    /// Each of the last targets leads to the next.
    Chain,
}

/// A list of names, as a sentence has it.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// In order.
    pub mentions: Vec<Mention>,
    /// Where they are said to stand.
    pub side: Option<Side>,
    /// `, which is shown there`: `and connects` goes on from them.
    pub is_clause: bool,
    /// What they are said to be.
    pub kind: Option<NodeKind>,
    /// `each of the following`: a list or a colon brings them.
    pub is_following: bool,
    /// `each of these`: they were named last.
    pub is_these: bool,
    /// `all three`: so many as were named last.
    pub count: Option<usize>,
    /// `A`, `a-j`: items by their letters.
    pub letters: Vec<(u32, u32)>,
    /// `the downstream process`: where the names that come next stand.
    pub ahead: Option<Side>,
}

impl Names {
    /// Says of the names from the given one on where they stand.
    pub fn put_side(&mut self, from: usize) {
        let side = self.ahead;
        let named = self.mentions.get_mut(from..).unwrap_or_default();
        named.iter_mut().for_each(|mention| mention.side = side);
    }

    /// Tells whether it names nothing.
    pub fn is_empty(&self) -> bool {
        self.mentions.is_empty()
            && self.letters.is_empty()
            && !self.is_following
            && !self.is_these
            && self.count.is_none()
    }
}

/// A name in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// As written; empty if only a place is said.
    pub label: Box<str>,
    /// The place that is said with it: `4.b.`.
    pub place: Option<Box<[u32]>>,
    /// The reference of a link, if it is one.
    pub reference: Option<u32>,
    /// Whether it is in italics, in bold or linked.
    pub is_marked: bool,
    /// Where it is said to stand.
    pub side: Option<Side>,
    /// Its bytes.
    pub range: TextRange,
}

/// Puts the names after a colon where a sentence says `the following`.
pub(super) fn fill(from: &mut From, to: &mut Names, listed: Names) {
    let fill = |names: &mut Names| {
        names.is_following = false;
        names.mentions.extend(listed.mentions.iter().cloned());
        names.kind = names.kind.or(listed.kind);
        names.side = names.side.or(listed.side);
    };
    match from {
        From::Names(names) if names.is_following => fill(names),
        _ if to.is_following => fill(to),
        _ => {}
    }
}

pub(super) fn with_side(from: From, side: Option<Side>) -> From {
    match from {
        From::Names(mut names) => {
            names.side = names.side.or(side);
            From::Names(names)
        }
        from => from,
    }
}
