//! Where a step goes on, as HTML: the place that is named is a link, and how
//! often, after how long and whether it ends stand as data for the script.

use std::collections::BTreeMap;

use super::Writer;
use crate::base::{TextRange, url};
use crate::model::branch::{Branch, Goal, StepPlace};
use crate::model::document::{Document, Inline, InlineKind};
use crate::model::graft::id_in_page;
use crate::model::procedure::Step;

/// The branches of a document by where their lines begin.
pub(super) type Branches<'a> = BTreeMap<u32, &'a Branch>;

/// Lists the branches of a document.
pub(super) fn branches(document: &Document) -> Branches<'_> {
    let steps = document.procedure.iter().flat_map(|section| &section.steps);
    steps.flat_map(|step| &step.branches).map(|branch| (branch.at, branch)).collect()
}

impl<'a> Writer<'a> {
    /// Returns the branch whose line begins at a byte of the page.
    pub(super) fn branch_at(&self, at: u32) -> Option<&'a Branch> {
        self.branches.get(&at).copied().filter(|_| self.part.at.is_none())
    }

    /// Writes the attributes of what is a branch.
    pub(super) fn branch(&mut self, branch: &Branch) {
        self.markup(" data-branch");
        if let Some(most) = branch.at_most {
            self.attribute("data-max", &most.to_string());
        }
        if let Some(wait) = branch.wait.and_then(|wait| wait.iso()) {
            self.attribute("data-wait", &wait);
        }
        match branch.goal {
            Goal::Stop => self.attribute("data-end", "stop"),
            Goal::Escalate => self.attribute("data-end", "escalate"),
            _ => {}
        }
    }

    /// Writes the words of a branch, in which the step it leads to is a link.
    pub(super) fn branch_words(&mut self, words: &[Inline], branch: &Branch) {
        let id = match branch.goal {
            Goal::Step(place) => self.step(place).and_then(|step| step.id.as_deref()),
            _ => None,
        };
        let (Some(id), Some(place)) = (id, branch.place) else { return self.inlines(words) };
        let (before, rest) = split(words, place.start);
        let (inside, after) = split(&rest, place.end);
        if inside.is_empty() || inside.iter().any(is_link) {
            return self.inlines(words);
        }
        let id = id_in_page(self.part.ids, id).to_string();
        self.inlines(&before);
        self.markup("<a");
        self.attribute("href", &format!("#{}", url::encode_fragment(&id)));
        self.markup(">");
        self.inlines(&inside);
        self.markup("</a>");
        self.inlines(&after);
    }

    /// Writes the words before a colon; code among them is code.
    pub(super) fn label_words(&mut self, word: TextRange) {
        let mut rest = self.source(word);
        while let Some(open) = rest.find('`') {
            let (before, marked) = rest.split_at_checked(open).unwrap_or((rest, ""));
            let code = marked.trim_start_matches('`');
            let mark = marked.get(..marked.len() - code.len()).unwrap_or_default();
            let Some((code, after)) = code.split_once(mark) else { break };
            self.text(&before.replace("**", ""));
            self.markup("<code>");
            self.text(code.trim());
            self.markup("</code>");
            rest = after;
        }
        self.text(&rest.replace("**", ""));
    }

    fn step(&self, place: StepPlace) -> Option<&'a Step> {
        let section = self.part.document.procedure.get(place.section as usize)?;
        section.steps.get(place.step as usize)
    }
}

/// Tells whether an inline is a link or holds one: none may stand in another.
fn is_link(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Link(..) | InlineKind::Name(..) | InlineKind::Footnote(_) => true,
        InlineKind::Strong(inner)
        | InlineKind::Emphasis(inner)
        | InlineKind::Strikethrough(inner) => inner.iter().any(is_link),
        _ => false,
    }
}

/// Splits inlines at a byte of the source; a text may be cut there.
fn split(inlines: &[Inline], at: u32) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for inline in inlines {
        let TextRange { start, end } = inline.range;
        match inline.kind {
            InlineKind::Text if start < at && at < end => {
                let part = |range| Inline { range, kind: InlineKind::Text };
                before.push(part(TextRange { start, end: at }));
                after.push(part(TextRange { start: at, end }));
            }
            _ if start < at => before.push(inline.clone()),
            _ => after.push(inline.clone()),
        }
    }
    (before, after)
}
