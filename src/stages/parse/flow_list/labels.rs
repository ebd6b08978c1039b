//! Labelled lines below an item: who does it, what comes next, in which case.

use super::Walker;
use super::draft::Tail;
use super::words::tokens;
use crate::model::catalog::loose;
use crate::model::document::plain_text;
use crate::model::flow::FlowLane;
use crate::model::label::{Label, Labelled};

impl Walker<'_, '_> {
    /// Reads the labels below an item.
    pub(super) fn labels(
        &mut self,
        labels: &[Labelled],
        node: Option<usize>,
        mut tails: Vec<Tail>,
    ) -> Vec<Tail> {
        let mut cases = Vec::new();
        for label in labels {
            match label.label {
                Label::Role => self.role(label, node),
                Label::Then => {
                    let value = tokens(self.source, &label.value);
                    tails = self.targets(&value, tails);
                }
                Label::If | Label::IfNot | Label::Otherwise => {
                    cases.extend(self.case(label, node));
                }
                _ => {}
            }
        }
        tails.extend(cases);
        tails
    }

    /// A role does what stands here and below, until another is named.
    fn role(&mut self, label: &Labelled, node: Option<usize>) {
        let text = plain_text(&label.value, self.source);
        let name = text.trim();
        if name.is_empty() {
            return;
        }
        let same = |lane: &FlowLane| loose(&lane.name) == loose(name);
        let lane = self.draft.lanes.iter().position(same).unwrap_or_else(|| {
            let range = super::super::builder::cover(&label.value);
            let reference = label.references().next();
            self.draft.lanes.push(FlowLane {
                name: name.into(),
                reference,
                is_listed: false,
                range,
            });
            self.draft.lanes.len() - 1
        });
        self.lane = Some(lane);
        if let Some(node) = node.and_then(|node| self.draft.nodes.get_mut(node)) {
            node.lane = Some(lane);
        }
    }

    /// `If the log says x: go to step 5`.
    fn case(&mut self, label: &Labelled, node: Option<usize>) -> Vec<Tail> {
        let Some(node) = node else { return Vec::new() };
        let word = label.word.of(self.source);
        let answer = word.strip_prefix("If ").filter(|_| label.label == Label::If);
        let tail = Tail {
            node,
            label: Some(answer.unwrap_or(word).trim().into()),
            range: Some(label.word),
            at_most: None,
            is_branch: false,
        };
        let value = tokens(self.source, &label.value);
        let (value, at_most) = super::decision::bound(&value);
        self.targets(value, vec![Tail { at_most, ..tail }])
    }
}
