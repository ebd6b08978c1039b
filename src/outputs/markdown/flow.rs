//! A flow as Markdown: its steps as a table.

use super::writer::{Flow as Place, Writer};
use crate::model::figure;
use crate::model::flow::{Flow, FlowLane, FlowNode, FlowOrigin, FlowStep, Then};
use crate::model::page::Target;

impl<'a> Writer<'a> {
    /// Writes the steps of a flow.
    pub(super) fn flow_steps(&mut self, index: u32) {
        let Some(flow) = self.part.document.flows.get(index as usize) else { return };
        // A list says its steps itself, and so does a procedure.
        if matches!(flow.origin, FlowOrigin::List | FlowOrigin::Procedure) {
            return;
        }
        let has_lanes = !flow.lanes.is_empty();
        let mut head = vec!["No.", "Step", flow.lane_word(), "Then"];
        if !has_lanes {
            head.remove(2);
        }
        if !flow.has_numbers() {
            head.remove(0);
        }
        let columns = head.len();
        let mut rows = vec![head.into_iter().map(String::from).collect()];
        for step in flow.steps() {
            rows.push(self.flow_row(flow, &step, has_lanes));
        }
        self.label("Steps of the flow");
        self.block(|writer| writer.grid(columns, &rows, &vec!["---"; columns]));
        let parts = flow.parts();
        if !parts.is_empty() {
            self.block(|writer| writer.flow_parts(parts));
        }
    }

    /// Writes what each role does, as its page does.
    fn flow_parts(&mut self, parts: Vec<(&'a FlowLane, Vec<&'a FlowNode>)>) {
        for (at, (lane, nodes)) in parts.into_iter().enumerate() {
            self.mark(if at == 0 { "What each does: " } else { "; " });
            self.text(&lane.name);
            for (at, node) in nodes.into_iter().enumerate() {
                self.mark(if at == 0 { " " } else { ", " });
                self.text(node.number.as_deref().unwrap_or_else(|| self.flow_words(node)));
            }
        }
    }

    fn flow_row(&mut self, flow: &'a Flow, step: &FlowStep<'a>, has_lanes: bool) -> Vec<String> {
        let number = step.node.number.as_deref().unwrap_or_default();
        let mut cells = Vec::new();
        if flow.has_numbers() {
            cells.push(self.one_line(Place::Cell, |writer| writer.text(number)));
        }
        cells.push(self.one_line(Place::Cell, |writer| writer.flow_name(step.node)));
        if has_lanes {
            let lane = step.node.lane.and_then(|lane| flow.lanes.get(lane));
            cells.push(self.one_line(Place::Cell, |writer| {
                let Some(lane) = lane else { return };
                match lane.reference {
                    Some(number) if !matches!(writer.target(number), Target::Ignored) => {
                        writer.anchored(number, &lane.name);
                    }
                    _ => writer.text(&lane.name),
                }
            }));
        }
        cells.push(self.one_line(Place::Cell, |writer| {
            for (at, then) in step.then.iter().enumerate() {
                if 0 < at {
                    writer.mark("; ");
                }
                writer.flow_then(then);
            }
        }));
        cells
    }

    fn flow_name(&mut self, node: &'a FlowNode) {
        match node.reference {
            Some(number) if !matches!(self.target(number), Target::Ignored) => {
                self.anchored(number, self.flow_words(node));
            }
            _ => self.text(self.flow_words(node)),
        }
    }

    fn flow_words(&self, node: &'a FlowNode) -> &'a str {
        figure::words(self.ctx.site, (self.part.document, self.part.targets), node)
    }

    fn flow_then(&mut self, then: &Then<'a>) {
        if let Some(label) = &then.edge.label {
            self.text(label);
            self.mark(": ");
        }
        self.text(then.to.number.as_deref().unwrap_or_else(|| self.flow_words(then.to)));
        if let Some(most) = then.edge.at_most {
            let times = if most == 1 { "time" } else { "times" };
            self.text(&format!(" (at most {most} {times})"));
        }
    }
}
