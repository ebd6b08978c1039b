//! A flow as HTML: a figure with its picture, and its steps as a table.

use super::super::figure::picture;
use super::Writer;
use crate::domain::diagram::graph::Graph;
use crate::model::figure;
use crate::model::flow::{Flow, FlowNode, FlowOrigin, FlowStep, Then};
use crate::model::graft::id_in_page;
use crate::model::page::Target;

impl<'a> Writer<'a> {
    /// Writes the figure of a flow.
    pub(super) fn flow(&mut self, index: u32) {
        let Some(flow) = self.part.document.flows.get(index as usize) else { return };
        // The list of which it is read says its steps already.
        let is_said = flow.origin == FlowOrigin::List;
        self.markup(if is_said {
            "<figure class=\"flow said\">"
        } else {
            "<figure class=\"flow\">"
        });
        self.flow_picture(flow, index);
        self.markup("<details><summary>Steps of the flow</summary>\n");
        self.flow_table(flow);
        self.markup("</details></figure>\n");
    }

    /// Writes both forms of the picture; the style sheet shows one of them.
    fn flow_picture(&mut self, flow: &'a Flow, index: u32) {
        let graph = self.flow_graph(flow);
        let at = self.part.at.map(|at| format!("{at}.")).unwrap_or_default();
        self.markup(&picture(self.ctx.drawings, &graph, &format!("flow:{at}{index}")));
    }

    fn flow_graph(&self, flow: &'a Flow) -> Graph {
        let title = self.ctx.site.catalog.page(self.page.id).map(|page| &*page.title);
        let site = self.ctx.site;
        let mut graph = figure::graph(site, flow, title.unwrap_or_default(), |number| {
            (self.target(number), self.address(number))
        });
        for (node, named) in graph.nodes.iter_mut().zip(&flow.nodes) {
            node.label = self.flow_words(named).into();
            node.id = id_in_page(self.part.ids, &node.id).to_string();
        }
        graph
    }

    fn flow_words(&self, node: &'a FlowNode) -> &'a str {
        figure::words(self.ctx.site, (self.part.document, self.part.targets), node)
    }

    fn flow_table(&mut self, flow: &'a Flow) {
        let has_lanes = !flow.lanes.is_empty();
        self.markup("<table class=\"stack\"><thead><tr>");
        if flow.has_numbers() {
            self.markup("<th scope=\"col\">No.</th>");
        }
        self.markup("<th scope=\"col\">Step</th>");
        if has_lanes {
            self.markup("<th scope=\"col\">");
            self.markup(flow.lane_word());
            self.markup("</th>");
        }
        self.markup("<th scope=\"col\">Then</th></tr></thead>\n<tbody>\n");
        for step in flow.steps() {
            self.flow_row(flow, &step, has_lanes);
        }
        self.markup("</tbody></table>\n");
    }

    fn flow_row(&mut self, flow: &'a Flow, step: &FlowStep<'a>, has_lanes: bool) {
        self.markup("<tr");
        self.id(&step.node.id);
        self.markup("><th scope=\"row\">");
        if flow.has_numbers() {
            self.text(step.node.number.as_deref().unwrap_or_default());
            self.markup("</th><td data-h=\"Step\">");
            self.flow_name(step.node);
            self.markup("</td>");
        } else {
            self.flow_name(step.node);
            self.markup("</th>");
        }
        if has_lanes {
            self.markup("<td data-h=\"");
            self.markup(flow.lane_word());
            self.markup("\">");
            if let Some(lane) = step.node.lane.and_then(|lane| flow.lanes.get(lane)) {
                match lane.reference {
                    Some(number) if !matches!(self.target(number), Target::Ignored) => {
                        self.anchor(number, &lane.name);
                    }
                    _ => self.text(&lane.name),
                }
            }
            self.markup("</td>");
        }
        self.markup("<td data-h=\"Then\">");
        for (at, then) in step.then.iter().enumerate() {
            if 0 < at {
                self.markup("; ");
            }
            self.flow_then(then);
        }
        self.markup("</td></tr>\n");
    }

    /// Writes the words of a node, as a link where it stands for a page.
    fn flow_name(&mut self, node: &'a FlowNode) {
        match node.reference {
            Some(number) if !matches!(self.target(number), Target::Ignored) => {
                self.anchor(number, self.flow_words(node));
            }
            _ => self.text(self.flow_words(node)),
        }
    }

    fn flow_then(&mut self, then: &Then<'a>) {
        if let Some(label) = &then.edge.label {
            self.text(label);
            self.markup(": ");
        }
        self.markup("<a href=\"#");
        let id = id_in_page(self.part.ids, &then.to.id).to_string();
        self.text(&id);
        self.markup("\">");
        self.text(then.to.number.as_deref().unwrap_or_else(|| self.flow_words(then.to)));
        self.markup("</a>");
        if let Some(most) = then.edge.at_most {
            let times = if most == 1 { "time" } else { "times" };
            self.text(&format!(" (at most {most} {times})"));
        }
    }
}
