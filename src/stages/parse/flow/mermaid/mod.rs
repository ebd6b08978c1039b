//! Flowcharts of Mermaid, as flows.
//!
//! `scan` reads ids and shapes, `arrow` arrows, `chart` the statements,
//! `flow` makes a flow of them. Looks are passed over: directions, classes,
//! styles, settings. A chart of which anything else is not understood is
//! shown as its source, as every other diagram of Mermaid is.

mod arrow;
mod chart;
mod data;
mod flow;
mod order;
mod scan;
mod source;
mod words;

use self::chart::{Chart, MOST_EDGES, MOST_NODES};
use self::scan::{Part, Scan, bare};
use self::source::Source;
use crate::base::{Code as ProblemCode, TextRange};
use crate::model::document::{BlockKind, Code, Inline, InlineKind};
use crate::model::flow::Flow;
use crate::stages::parse::builder::Builder;

/// Diagrams that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Diagram {
    Flowchart,
    Swimlane,
}

/// A chart that was understood.
struct Read {
    flow: Flow,
    /// What it says of itself.
    description: Option<(String, TextRange)>,
}

impl Builder<'_> {
    /// Adds the figure of a flowchart with its description, or the fence
    /// itself.
    pub(in crate::stages::parse) fn add_mermaid(&mut self, code: Code, range: TextRange) {
        let Some(Read { mut flow, description }) = read(self, &code, range) else {
            self.find_in_block(&code, range);
            return self.add_block(BlockKind::Code(Box::new(code)), range);
        };
        flow.title = code.title.or(flow.title);
        let number = u32::try_from(self.flows.len()).unwrap_or(u32::MAX);
        self.flows.push(flow);
        self.add_block(BlockKind::Flow(number), range);
        if let Some((text, range)) = description {
            let inline = Inline { range, kind: InlineKind::Decoded(text.into()) };
            self.add_block(BlockKind::Paragraph(Box::new([inline])), range);
        }
    }
}

/// Reads a flowchart; `None` if it is none, or not understood.
fn read(builder: &mut Builder<'_>, code: &Code, range: TextRange) -> Option<Read> {
    let mut scan = Scan { text: &code.text, at: 0 };
    let title = front_matter(&mut scan);
    let diagram = diagram(&mut scan)?;
    let source = Source::new(&code.text, builder.text(range), range.start);
    let mut chart = Chart::read(scan);
    if chart.is_too_large {
        too_large(builder, range);
        return None;
    }
    chart.title = chart.title.or(title);
    let read = flow::read(builder, (&mut chart, diagram), &source);
    for problem in &chart.problems {
        let place = source.place(&problem.part);
        let code = ProblemCode::MERMAID_NOT_UNDERSTOOD;
        builder.report(code, place, problem.message, problem.help);
    }
    let is_understood = chart.problems.is_empty() && !chart.nodes.is_empty();
    let mut flow = read.filter(|_| is_understood)?;
    flow.range = range;
    let text = |part: &Part| words::words(chart.scan.part(part));
    flow.title = chart.title.as_ref().map(text).filter(|title| !title.is_empty()).map(Into::into);
    let description = chart.description.as_ref().map(|part| (text(part), source.place(part)));
    let description = description.filter(|(text, _)| !text.is_empty());
    Some(Read { flow, description })
}

/// Passes over the settings in front matter, `---`, and returns the title.
fn front_matter(scan: &mut Scan<'_>) -> Option<Part> {
    scan.skip_space();
    let before = scan.at;
    let first = scan.line();
    if scan.part(&first) != "---" {
        scan.at = before;
        return None;
    }
    let mut title = None;
    loop {
        scan.at += usize::from(scan.rest().starts_with('\n'));
        let line = scan.line();
        match scan.part(&line) {
            "---" => return title,
            text if text.starts_with("title:") => {
                let value = line.start + "title:".len()..line.end;
                title = Some(bare(scan.text, value));
            }
            _ if scan.rest().is_empty() => return title,
            _ => {}
        }
    }
}

/// Reads the first line of a diagram; `None` if it is none that is read.
fn diagram(scan: &mut Scan<'_>) -> Option<Diagram> {
    scan.skip_space();
    while scan.rest().starts_with("%%") {
        scan.comment();
        scan.skip_space();
    }
    let word = scan.word();
    let diagram = match word {
        "flowchart" | "graph" | "flowchart-elk" => Diagram::Flowchart,
        "swimlane-beta" | "swimlane" => Diagram::Swimlane,
        _ => return None,
    };
    scan.at += word.len();
    scan.skip_blank();
    let direction = scan.word();
    if matches!(direction, "TB" | "TD" | "BT" | "LR" | "RL" | "BR") {
        scan.at += direction.len();
    } else if scan.rest().starts_with(['<', '>', '^']) {
        scan.at += 1;
    }
    Some(diagram)
}

fn too_large(builder: &mut Builder<'_>, range: TextRange) {
    let first = builder.text(range).lines().next().map_or(0, |line| line.trim_end().len());
    let place = TextRange { end: range.start + first as u32, ..range };
    let message = format!("this chart has more than {MOST_NODES} steps or {MOST_EDGES} ways on");
    let help = "divide it into several, each with a page or a section of its own";
    builder.report(ProblemCode::MERMAID_NOT_UNDERSTOOD, place, message, help);
}
