//! The flow of a page as Markdown: a list, a table, the lines of a fence; and
//! what it is read from.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::base::{Span, TextRange};
use crate::model::catalog::PageId;
use crate::model::figure;
use crate::model::flow::{Flow, FlowEdge, FlowNode, FlowOrigin, Then, to_fence, to_list};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::report::place::{Lines, Place};

/// At most so many lines are named.
const LINES: usize = 20;

/// How a flow is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A numbered list in our own language of lists.
    List,
    /// Its steps, with roles and what comes then.
    Table,
    /// A fence `process`.
    Fence,
}

/// Returns how many flows a page has.
pub fn count(site: &Site, id: PageId) -> usize {
    site.pages.get(&id).map_or(0, |page| page.document.flows.len())
}

/// Writes a flow of a page, which counts from 0.
pub fn write(site: &Site, (id, number): (PageId, usize), form: Form) -> Option<String> {
    let page = site.pages.get(&id)?;
    let flow = page.document.flows.get(number)?;
    let name = |number| figure::name(site, (&page.document, &page.targets), number);
    Some(match form {
        Form::List => to_list(flow, &name),
        Form::Fence => fenced(flow.title.as_deref(), &to_fence(flow, &name)),
        Form::Table => {
            table(flow, &|node| figure::words(site, (&page.document, &page.targets), node))
        }
    })
}

/// Puts the marks of a fence around its lines.
pub fn fenced(title: Option<&str>, lines: &str) -> String {
    let title = title.map(|title| {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        format!(" title=\"{}\"", title.replace(['"', '`'], "'"))
    });
    format!("```process{}\n{lines}```\n", title.unwrap_or_default())
}

/// Writes the steps of a flow that is on no page.
pub fn table_of(flow: &Flow) -> String {
    table(flow, &|node| &node.label)
}

/// Says of each flow of a page what it is read from and what it came to;
/// empty if there is none.
pub fn describe(page: &Page, lines: &mut Lines<'_>) -> String {
    let document = &page.document;
    let mut text = String::new();
    for flow in &document.flows {
        let mut line = |range: TextRange| lines.place(Span::new(document.source.file, range));
        let own = flow.range.of(&document.source.text).trim_end().len();
        let whole = line(TextRange::new(0, own).shifted(flow.range.start));
        let form = match flow.origin {
            FlowOrigin::Fence => "a fence `process`",
            FlowOrigin::Field => "the field `flow`",
            FlowOrigin::List => "a list",
            FlowOrigin::Mermaid => "a fence `mermaid`",
            FlowOrigin::File => "a file",
            FlowOrigin::Procedure => "the steps of the page",
        };
        let counts = [
            (flow.nodes.iter().filter(|node| node.is_done()).count(), "steps"),
            (flow.edges.len(), "ways"),
            (flow.lanes.len(), "roles"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| 0 < *count);
        let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        let (first, last) = (whole.start.line, whole.end.line.max(whole.start.line));
        let counts = counts.join(", ");
        let _ = writeln!(text, "  {form}, lines {first} to {last}: {counts}");
        if flow.origin == FlowOrigin::List {
            text.push_str(&inferred(flow, &mut line));
        }
        if !flow.is_whole {
            text.push_str("    not all of it is understood, so it has no figure\n");
        }
    }
    match text.is_empty() {
        true => text,
        false => format!("\nFlows\n{text}"),
    }
}

/// Says which ways of a list are only its order, and on which lines the
/// others stand.
fn inferred(flow: &Flow, line: &mut dyn FnMut(TextRange) -> Place) -> String {
    let is_order =
        |edge: &&FlowEdge| flow.nodes.get(edge.to).is_some_and(|node| node.range == edge.range);
    let order = flow.edges.iter().filter(is_order).count();
    let said = flow.edges.iter().filter(|edge| !is_order(edge));
    let said: BTreeSet<_> = said.map(|edge| line(edge.range).start.line).collect();
    let mut text = format!("    {order} ways are its order\n");
    if !said.is_empty() {
        let more = said.len().saturating_sub(LINES);
        let said: Vec<String> = said.iter().take(LINES).map(ToString::to_string).collect();
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let _ = writeln!(text, "    others are said in lines {}{more}", said.join(", "));
    }
    text
}

fn table<'a>(flow: &'a Flow, words: &dyn Fn(&'a FlowNode) -> &'a str) -> String {
    let words = |node: &'a FlowNode| words(node).replace('|', "\\|");
    let mut text = String::from("| No. | Step | Role | Then | If |\n|---|---|---|---|---|\n");
    for step in flow.steps() {
        let number = step.node.number.as_deref().unwrap_or_default();
        let lane = step.node.lane.and_then(|lane| flow.lanes.get(lane));
        let role = lane.map(|lane| lane.name.replace('|', "\\|")).unwrap_or_default();
        let to = |then: &Then<'a>| {
            let to = then.to.number.as_deref().map_or_else(|| words(then.to), Into::into);
            match then.edge.at_most {
                Some(1) => format!("{to} (at most 1 time)"),
                Some(most) => format!("{to} (at most {most} times)"),
                None => to,
            }
        };
        let is_answer = |then: &&Then<'a>| then.edge.label.is_some();
        let on = step.then.iter().filter(|then| !is_answer(then)).map(to);
        let on: Vec<String> = on.collect();
        let answers = step.then.iter().filter(is_answer).map(|then| {
            let label = then.edge.label.as_deref().unwrap_or_default().replace('|', "\\|");
            format!("{label}: {}", to(then))
        });
        let answers: Vec<String> = answers.collect();
        let (name, on, answers) = (words(step.node), on.join("; "), answers.join("; "));
        let _ = writeln!(text, "| {number} | {name} | {role} | {on} | {answers} |");
    }
    text
}
