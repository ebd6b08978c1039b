//! A flow as HTML: a figure with its picture, and its steps as a table.

use std::collections::BTreeSet;

use super::super::figure::{Forms, picture};
use super::Writer;
use crate::base::TextRange;
use crate::domain::diagram::graph::Graph;
use crate::model::document::{Block, BlockKind};
use crate::model::figure;
use crate::model::flow::{Flow, FlowLane, FlowNode, FlowOrigin, FlowStep, Then};
use crate::model::graft::id_in_page;
use crate::model::page::Target;
use crate::model::walk;

/// A figure in the text of a page that says in its way what stands beside it.
pub(in super::super) struct Pictured {
    /// The figure as it stands there.
    pub shown: String,
    /// Smaller ones in its place, each smaller than the one before.
    pub smaller: Vec<String>,
}

impl<'a> Writer<'a> {
    /// Writes the figure of a flow. That of a procedure can be left out, or be
    /// a smaller one, if the page is too large with it.
    pub(super) fn flow(&mut self, index: u32) {
        let Some(flow) = self.part.document.flows.get(index as usize) else { return };
        if flow.origin != FlowOrigin::Procedure {
            return self.flow_figure(flow, index, Forms::Both);
        }
        let forms = [Forms::Narrow, Forms::Plain].into_iter();
        let forms = forms.filter(|own| *own != Forms::Plain || !flow.lanes.is_empty());
        let before = std::mem::take(&mut self.out);
        let smaller = forms.map(|forms| {
            self.procedure_figure(flow, index, forms);
            std::mem::take(&mut self.out)
        });
        let smaller = smaller.collect();
        self.procedure_figure(flow, index, Forms::Both);
        let shown = std::mem::replace(&mut self.out, before);
        self.out.push_str(&shown);
        self.pictured.push(Pictured { shown, smaller });
    }

    /// Writes a picture that the page can do without.
    pub(super) fn pictured(&mut self, picture: &str) {
        self.markup(picture);
        self.pictured.push(Pictured { shown: picture.into(), smaller: Vec::new() });
    }

    fn procedure_figure(&mut self, flow: &'a Flow, index: u32, forms: Forms) {
        self.markup("<details class=\"pictured\"><summary>");
        self.markup("The procedure as a picture</summary>\n");
        self.flow_figure(flow, index, forms);
        self.markup("</details>\n");
    }

    fn flow_figure(&mut self, flow: &'a Flow, index: u32, forms: Forms) {
        // The list of which it is read says its steps already.
        let is_said = matches!(flow.origin, FlowOrigin::List | FlowOrigin::Procedure);
        self.markup(if is_said {
            "<figure class=\"flow said\">"
        } else {
            "<figure class=\"flow\">"
        });
        self.flow_picture(flow, index, forms);
        let items = self.items_of(flow);
        let has_item = |step: &FlowStep<'_>| items.contains(&*step.node.id);
        let mut steps = flow.steps();
        // Where each step is an item, only what stands on the way is told.
        let is_listed = |step: &FlowStep<'_>| step.node.number.is_none() || has_item(step);
        if is_said && steps.iter().all(is_listed) {
            steps.retain(|step| !has_item(step));
        }
        let parts = flow.parts();
        if !(steps.is_empty() && parts.is_empty()) {
            self.markup("<details><summary>Steps of the flow</summary>\n");
            if !steps.is_empty() {
                self.flow_table(flow, &steps, &items);
            }
            self.flow_roles(&parts);
            self.markup("</details>");
        }
        self.markup("</figure>\n");
    }

    /// Writes both forms of the picture; the style sheet shows one of them.
    fn flow_picture(&mut self, flow: &'a Flow, index: u32, forms: Forms) {
        let mut graph = self.flow_graph(flow);
        if forms == Forms::Plain {
            graph.lanes.clear();
            graph.nodes.iter_mut().for_each(|node| node.lane = None);
        }
        let at = self.part.at.map(|at| format!("{at}.")).unwrap_or_default();
        let name = format!("flow:{at}{index}");
        self.markup(&picture(self.ctx.drawings, &graph, (forms, &name)));
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

    fn flow_table(&mut self, flow: &'a Flow, steps: &[FlowStep<'a>], items: &BTreeSet<&str>) {
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
        for step in steps {
            self.markup("<tr");
            if !items.contains(&*step.node.id) {
                self.id(&step.node.id);
            }
            self.flow_row(flow, step, has_lanes);
        }
        self.markup("</tbody></table>\n");
    }

    /// Returns the ids that items of the list have of which a flow is read:
    /// links to its steps lead there.
    fn items_of(&self, flow: &Flow) -> BTreeSet<&'a str> {
        let mut ids = BTreeSet::new();
        if flow.origin == FlowOrigin::Procedure {
            let sections = self.part.document.procedure.iter();
            let steps = sections.flat_map(|section| &section.steps);
            return steps.filter_map(|step| step.id.as_deref()).collect();
        }
        let is_list = flow.origin == FlowOrigin::List;
        if let Some(list) = list_at(&self.part.document.body, flow.range).filter(|_| is_list) {
            walk::walk(std::slice::from_ref(list), &mut |block| {
                if let BlockKind::List(list) = &block.kind {
                    ids.extend(list.items.iter().filter_map(|item| item.id.as_deref()));
                }
            });
        }
        ids
    }

    /// Writes what each role does, where there are several.
    fn flow_roles(&mut self, parts: &[(&'a FlowLane, Vec<&'a FlowNode>)]) {
        for (at, (lane, nodes)) in parts.iter().enumerate() {
            self.markup(if at == 0 { "<p>What each does: " } else { "; " });
            self.text(&lane.name);
            for (at, node) in nodes.iter().enumerate() {
                self.markup(if at == 0 { " " } else { ", " });
                self.flow_link(node);
            }
        }
        self.markup(if parts.is_empty() { "" } else { "</p>\n" });
    }

    fn flow_lane(&mut self, lane: &'a FlowLane) {
        match lane.reference {
            Some(number) if !matches!(self.target(number), Target::Ignored) => {
                let name = figure::lane_name(self.ctx.site, lane, self.target(number));
                self.anchor(number, name);
            }
            _ => self.text(&lane.name),
        }
    }

    fn flow_row(&mut self, flow: &'a Flow, step: &FlowStep<'a>, has_lanes: bool) {
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
                self.flow_lane(lane);
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
        self.flow_link(then.to);
        if let Some(most) = then.edge.at_most {
            let times = if most == 1 { "time" } else { "times" };
            self.text(&format!(" (at most {most} {times})"));
        }
    }

    /// Writes a link to the place of a node: its number, or its words.
    fn flow_link(&mut self, node: &'a FlowNode) {
        self.markup("<a href=\"#");
        let id = id_in_page(self.part.ids, &node.id).to_string();
        self.text(&id);
        self.markup("\">");
        self.text(node.number.as_deref().unwrap_or_else(|| self.flow_words(node)));
        self.markup("</a>");
    }
}

/// Finds the list that stands here, on the page itself or in a group.
fn list_at(blocks: &[Block], range: TextRange) -> Option<&Block> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::List(_) if block.range == range => Some(block),
        BlockKind::Group(group) => list_at(&group.blocks, range),
        _ => None,
    })
}
