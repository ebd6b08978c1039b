//! The ways between the steps of a page: one after the other, into sub-steps
//! and out of them, and where branches lead.

use super::Read;
use crate::model::branch::{Branch, BranchKind, Goal, StepPlace};
use crate::model::procedure::{Purpose, Step};
use crate::model::ways::{To, Way, Ways};

/// Puts the ways of a page together.
pub(super) fn of(read: &[Read]) -> Ways {
    let mut graph = Ways::default();
    for section in read {
        graph.firsts.push(graph.count);
        graph.count += section.steps.len();
    }
    for (index, section) in read.iter().enumerate() {
        let first = graph.firsts.get(index).copied().unwrap_or_default();
        let next = next_section(read, index).and_then(|next| graph.firsts.get(next)).copied();
        let after = After::of(section, next.map(To::Step).unwrap_or(To::End), |place| {
            To::Step(graph.index(place))
        });
        let mut list = None;
        for (at, step) in section.steps.iter().enumerate() {
            let own = section.lists.get(at);
            if step.depth == 0 && list.is_none_or(|list| list != own) {
                graph.begins.push(first + at);
                list = Some(own);
            }
            leave(&mut graph, (first, at), step, &after);
        }
    }
    graph
}

/// Returns the section that follows; to undo the work is none of them, nor is
/// a procedure by itself.
fn next_section(read: &[Read], index: usize) -> Option<usize> {
    let is_apart = |section: &Read| section.is_alone || section.purpose == Purpose::Rollback;
    if read.get(index).is_none_or(is_apart) {
        return None;
    }
    let mut after = read.iter().enumerate().skip(index + 1);
    after.find(|(_, section)| !section.steps.is_empty() && !is_apart(section)).map(|(at, _)| at)
}

/// Adds the ways from a step.
fn leave(graph: &mut Ways, (first, at): (usize, usize), step: &Step, after: &After) {
    let from = first + at;
    let below = after.below.get(at).copied().flatten().map(|below| To::Step(first + below));
    let on = below.or_else(|| Some(after.to(first, at)));
    for (index, branch) in step.branches.iter().enumerate() {
        let to = match (branch.body, branch.goal) {
            (Some((body, _)), _) => Some(To::Step(first + body as usize)),
            (None, Goal::Next) => on,
            (None, Goal::Step(place)) => Some(To::Step(graph.index(place))),
            (None, Goal::Reference(number)) => Some(To::Reference(number)),
            (None, Goal::Stop) => Some(To::End),
            (None, Goal::Escalate) => Some(To::Escalate),
            (None, Goal::Nowhere) => None,
        };
        let branch = Some(index);
        graph.all.extend(to.map(|to| Way { from, to, branch }));
    }
    if goes_on(step) || below.is_some() {
        graph.all.extend(on.map(|to| Way { from, to, branch: None }));
    }
}

/// Tells whether the next step may follow a step beside what it says.
fn goes_on(step: &Step) -> bool {
    let mut branches = step.branches.iter();
    let is = |kind: BranchKind| move |branch: &Branch| branch.kind == kind;
    let leads = |branch: &Branch| branch.goal != Goal::Next || branch.body.is_some();
    if branches.clone().any(|branch| is(BranchKind::Then)(branch) && leads(branch)) {
        return false;
    }
    match step.is_decision {
        true => branches.filter(|branch| branch.kind.is_case()).count() < 2,
        false => !branches.any(is(BranchKind::Otherwise)),
    }
}

/// What follows each step of a section when it and all below it is done.
struct After {
    /// As indices in the section; `Err` for what lies outside.
    next: Vec<Result<usize, To>>,
    /// The first sub-step of each.
    below: Vec<Option<usize>>,
}

impl After {
    fn of(read: &Read, end: To, to: impl Fn(StepPlace) -> To) -> After {
        let count = read.steps.len();
        let mut after = After { next: vec![Err(end); count], below: vec![None; count] };
        let depth = |at: usize| read.steps.get(at).map_or(0, |step| step.depth);
        let body = |at: usize| read.bodies.get(at).copied().flatten();
        let ends = ends(read);
        let mut open: Vec<usize> = Vec::new();
        for at in 0..count {
            while open.last().is_some_and(|last| depth(at) <= depth(*last)) {
                open.pop();
            }
            let above = open.last().copied();
            open.push(at);
            let beside =
                ends.get(at).copied().filter(|end| *end < count && depth(*end) == depth(at));
            let said = body(at).and_then(|draft| read.goals.get(draft as usize)).copied();
            let next = match (beside.filter(|end| body(*end) == body(at)), said, above) {
                (Some(beside), ..) => Ok(beside),
                (None, Some(Goal::Step(place)), _) => Err(to(place)),
                (None, Some(Goal::Reference(number)), _) => Err(To::Reference(number)),
                (None, Some(Goal::Stop), _) => Err(To::End),
                (None, Some(Goal::Escalate), _) => Err(To::Escalate),
                (None, _, Some(above)) => after.next.get(above).copied().unwrap_or(Err(end)),
                (None, _, None) => Err(end),
            };
            if let Some(own) = after.next.get_mut(at) {
                *own = next;
            }
            let below = above.and_then(|above| after.below.get_mut(above));
            if let (Some(below), None) = (below, body(at)) {
                below.get_or_insert(at);
            }
        }
        after
    }

    fn to(&self, first: usize, at: usize) -> To {
        match self.next.get(at) {
            Some(Ok(next)) => To::Step(first + next),
            Some(Err(to)) => *to,
            None => To::End,
        }
    }
}

/// Returns for each step the first behind it that does not stand below it.
fn ends(read: &Read) -> Vec<usize> {
    let mut ends = vec![read.steps.len(); read.steps.len()];
    let mut open: Vec<(usize, u16)> = Vec::new();
    for (at, step) in read.steps.iter().enumerate() {
        while let Some((last, _)) = open.pop_if(|(_, depth)| step.depth <= *depth) {
            if let Some(end) = ends.get_mut(last) {
                *end = at;
            }
        }
        open.push((at, step.depth));
    }
    ends
}
