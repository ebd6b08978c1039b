//! What cannot be followed in a procedure: steps nobody reaches, ways that go
//! round and round, questions that are none.

use super::super::builder::Builder;
use super::super::flow::cycle::circles;
use super::Read;
use crate::base::{Code, Diagnostic, Span};
use crate::model::branch::{Branch, BranchKind, Goal, StepPlace};
use crate::model::procedure::Step;
use crate::model::ways::{To, Way, Ways};

/// Reports what is wrong, in the order of the steps. `named` has the steps
/// that are named in a branch, so that somebody goes there.
pub(super) fn report(
    builder: &mut Builder<'_>,
    (read, graph): (&[Read], &Ways),
    named: &[StepPlace],
) {
    let steps: Vec<&Step> = read.iter().flat_map(|section| &section.steps).collect();
    if steps.iter().all(|step| step.branches.is_empty()) {
        return;
    }
    steps.iter().for_each(|step| answers(builder, step));
    unreachable(builder, (&steps, graph), named);
    loops(builder, &steps, graph);
}

/// A question with one answer that says something.
fn answers(builder: &mut Builder<'_>, step: &Step) {
    let mut cases = step.branches.iter().filter(|branch| branch.kind.is_case());
    let (Some(only), None) = (cases.next(), cases.next()) else { return };
    let answer = only.answer.to_lowercase();
    let is_answer = only.kind != BranchKind::Answer
        || only.goal != Goal::Next
        || matches!(&*answer, "yes" | "no");
    if step.is_decision && is_answer {
        let help = "add the other one, or `Otherwise:`";
        let code = Code::DECISION_WITH_ONE_ANSWER;
        builder.report(code, step.range, "this question has one answer", help);
    }
}

/// Steps to which no other leads. Of those that follow each other only the
/// first is named.
fn unreachable(builder: &mut Builder<'_>, (steps, graph): (&[&Step], &Ways), named: &[StepPlace]) {
    let mut leaving = vec![Vec::new(); graph.count];
    for way in &graph.all {
        if let (To::Step(to), Some(leaving)) = (way.to, leaving.get_mut(way.from)) {
            leaving.push(to);
        }
    }
    let mut reached = vec![false; graph.count];
    let named = named.iter().map(|place| {
        let first = graph.firsts.get(place.section as usize).copied().unwrap_or_default();
        first + place.step as usize
    });
    spread(&mut reached, graph.begins.iter().copied().chain(named).collect(), &leaving);
    for (index, step) in steps.iter().enumerate() {
        if reached.get(index) != Some(&false) {
            continue;
        }
        let span = Span::new(builder.source.file, step.range);
        builder.found.push(Diagnostic::new(Code::UNREACHABLE_STEP, span, "no step leads here"));
        spread(&mut reached, vec![index], &leaving);
    }
}

fn spread(reached: &mut [bool], mut open: Vec<usize>, leaving: &[Vec<usize>]) {
    while let Some(index) = open.pop() {
        match reached.get_mut(index) {
            Some(is_reached) if !*is_reached => *is_reached = true,
            _ => continue,
        }
        open.extend(leaving.get(index).into_iter().flatten());
    }
}

/// Jumps that go back on a circle without a bound anywhere.
fn loops(builder: &mut Builder<'_>, steps: &[&Step], graph: &Ways) {
    let branch = |way: &Way| -> Option<&Branch> { steps.get(way.from)?.branches.get(way.branch?) };
    let mut leaving = vec![Vec::new(); graph.count];
    for way in &graph.all {
        let is_bounded = branch(way).is_some_and(|branch| branch.at_most.is_some());
        if let (To::Step(to), Some(leaving), false) =
            (way.to, leaving.get_mut(way.from), is_bounded)
        {
            leaving.push(to);
        }
    }
    let circles = circles(&leaving);
    let first = |section: u32| graph.firsts.get(section as usize).copied().unwrap_or_default();
    let mut starts = graph.firsts.iter().copied().peekable();
    let mut start = 0;
    for (index, step) in steps.iter().enumerate() {
        // Indices of bodies count from the beginning of the section.
        while let Some(next) = starts.next_if(|next| *next <= index) {
            start = next;
        }
        for branch in &step.branches {
            let Goal::Step(place) = branch.goal else { continue };
            let to = first(place.section) + place.step as usize;
            let from = branch.body.map_or(index, |(body, _)| start + body as usize);
            if from < to || circles.get(to) != circles.get(from) || branch.at_most.is_some() {
                continue;
            }
            let range = branch.jump.unwrap_or(branch.range);
            let words = builder.text(range).split_whitespace().collect::<Vec<_>>().join(" ");
            let help = format!("add a bound: `{words}, at most 3 times`");
            let message = "this goes back and nothing ends it";
            builder.report(Code::UNBOUNDED_LOOP, range, message, help);
        }
    }
}
