//! Reads the elements of a file into a draft, and notes what is left out.

use std::collections::{BTreeMap, HashMap};

use super::draft::{Draft, Gateway, Node, Pool, Way, What, Why, range};
use super::note::Note;
use super::{DIAGRAM, MODEL, OURS, event, lanes};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::text::xml::Element;

/// Reads a file from its first element.
pub(super) fn gather(root: Element<'_>) -> Result<Draft, Note> {
    let is_ordered = root.attribute("exporter") == Some("Handover");
    let draft = Draft { is_ordered, ..Draft::default() };
    let mut gatherer =
        Gatherer { draft, shapes: shapes(root), flows: Vec::new(), borders: Vec::new() };
    let collaborations: Vec<Element<'_>> = named(root, "collaboration").collect();
    let mut owners: HashMap<&str, Element<'_>> = HashMap::new();
    for participant in collaborations.iter().flat_map(|all| named(*all, "participant")) {
        match participant.attribute("processRef") {
            Some(process) => drop(owners.entry(local(process)).or_insert(participant)),
            None => gatherer.empty_pool(participant),
        }
    }
    for process in named(root, "process") {
        gatherer.process(process, owners.get(process.attribute("id").unwrap_or_default()))?;
    }
    gatherer.borders();
    gatherer.flows()?;
    for collaboration in collaborations {
        gatherer.messages(collaboration)?;
    }
    for other in root.children().filter(|child| child.space() == MODEL) {
        if matches!(other.name(), "choreography" | "globalConversation" | "conversation") {
            gatherer.left_out(other, &format!("a {} is", other.name()));
        }
    }
    lanes::spread(&mut gatherer.draft);
    Ok(gatherer.draft)
}

fn named<'t>(element: Element<'t>, name: &'static str) -> impl Iterator<Item = Element<'t>> {
    element.children().filter(move |child| child.name() == name && child.space() == MODEL)
}

/// Returns a name of the file without the prefix of a namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Returns whether each element that has a shape is drawn open.
fn shapes(root: Element<'_>) -> BTreeMap<&str, bool> {
    let is_place = |element: &Element<'_>| element.space() == DIAGRAM;
    let planes = root.children().filter(is_place).flat_map(Element::children);
    let shapes = planes.filter(is_place).flat_map(Element::children);
    let shapes = shapes.filter(|shape| shape.name() == "BPMNShape");
    let opened = shapes.filter_map(|shape| {
        let of = local(shape.attribute("bpmnElement")?);
        Some((of, shape.attribute("isExpanded") == Some("true")))
    });
    opened.collect()
}

/// What stands around an element.
#[derive(Clone, Copy)]
struct Around<'a> {
    pool: usize,
    inside: Option<usize>,
    places: &'a lanes::Places,
}

struct Gatherer<'t> {
    draft: Draft,
    shapes: BTreeMap<&'t str, bool>,
    /// Sequence flows, read when all nodes are known.
    flows: Vec<Element<'t>>,
    /// Events on borders, with what they stand on.
    borders: Vec<(usize, Element<'t>)>,
}

impl<'t> Gatherer<'t> {
    fn empty_pool(&mut self, participant: Element<'_>) {
        let name = participant.attribute("name").unwrap_or_default();
        self.left_out(participant, &format!("the pool `{name}` has no steps and is"));
    }

    fn left_out(&mut self, element: Element<'_>, what: &str) {
        self.draft.notes.add(element.at(), format!("{what} left out"));
    }

    fn process(
        &mut self,
        process: Element<'t>,
        participant: Option<&Element<'t>>,
    ) -> Result<(), Note> {
        let name = |element: &Element<'_>| element.attribute("name").map(|name| name.trim().into());
        let pool = self.draft.pools.len();
        let named = participant.and_then(name).or_else(|| name(&process)).unwrap_or_default();
        let at = participant.unwrap_or(&process).at();
        self.draft.pools.push(Pool { name: named, is_drawn: participant.is_some(), at });
        let places = lanes::read(&mut self.draft, process, pool);
        self.inner(process, Around { pool, inside: None, places: &places })
    }

    fn inner(&mut self, scope: Element<'t>, around: Around<'_>) -> Result<(), Note> {
        for child in scope.children().filter(|child| child.space() == MODEL) {
            match child.name() {
                "sequenceFlow" => self.flows.push(child),
                name if is_node(name) => self.node(child, around)?,
                _ => self.beside(child),
            }
        }
        Ok(())
    }

    /// Notes what stands beside the flow.
    fn beside(&mut self, element: Element<'_>) {
        let name = element.attribute("name").unwrap_or_default();
        match element.name() {
            "dataObjectReference" => self.left_out(element, &format!("the data `{name}` is")),
            "dataStoreReference" => self.left_out(element, &format!("the store `{name}` is")),
            "textAnnotation" => {
                let text = element.children().map(Element::text).collect::<String>();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let text: String = text.chars().take(60).collect();
                self.left_out(element, &format!("the annotation \"{text}\" is"));
            }
            "group" => self.left_out(element, "a group is"),
            "documentation" => self.documentation(element),
            "extensionElements" => self.settings(element),
            _ => {}
        }
    }

    fn documentation(&mut self, element: Element<'_>) {
        if !element.text().trim().is_empty() {
            let message = "a description is left out: a page of the step has room for it";
            self.draft.notes.count(element.at(), message);
        }
    }

    fn settings(&mut self, element: Element<'_>) {
        if element.children().next().is_some() {
            let message = "settings of another tool are left out";
            self.draft.notes.count(element.at(), message);
        }
    }

    fn node(&mut self, element: Element<'t>, around: Around<'_>) -> Result<(), Note> {
        let id = element.attribute("id").unwrap_or_default().to_string();
        let Some(what) = self.what(element) else { return Ok(()) };
        let label = self.label(element, what);
        let index = self.draft.node(Node {
            lane: around.places.get(&id).copied(),
            label,
            number: element.attribute_in(OURS, "number").map(Into::into),
            what,
            pool: around.pool,
            inside: around.inside,
            host: None,
            default: element.attribute("default").map(|id| local(id).into()),
            is_gone: false,
            range: range(element),
            id,
        })?;
        let is_certain = matches!(what, What::Certain(_));
        match (element.name(), event::kind(element)) {
            ("boundaryEvent", _) => self.borders.push((index, element)),
            (_, "" | "timer" | "link") => {}
            _ if is_certain => {}
            _ => {
                let message =
                    "what an event gives or waits for (message, signal, error) is not shown";
                self.draft.notes.count(element.at(), message);
            }
        }
        element.children().for_each(|child| match child.name() {
            "documentation" => self.documentation(child),
            "extensionElements" => self.settings(child),
            "multiInstanceLoopCharacteristics" | "standardLoopCharacteristics" => {
                let message = "that a step is done several times is left out";
                self.draft.notes.count(child.at(), message);
            }
            _ => {}
        });
        match what {
            What::Open => self.inner(element, Around { inside: Some(index), ..around }),
            _ => Ok(()),
        }
    }

    /// Tells what an element becomes; `None` if it is left out.
    fn what(&mut self, element: Element<'_>) -> Option<What> {
        if let Some(kind) = element.attribute_in(OURS, "kind").and_then(NodeKind::parse) {
            return Some(What::Certain(kind));
        }
        let notes = &mut self.draft.notes;
        Some(match element.name() {
            "startEvent" => What::Node(NodeKind::Start),
            "endEvent" => What::Node(NodeKind::End),
            "boundaryEvent" => What::Pass,
            "intermediateCatchEvent" | "intermediateThrowEvent" => match event::kind(element) {
                "timer" => What::Node(NodeKind::Wait),
                "link" => What::Node(NodeKind::Connector),
                _ => What::Node(NodeKind::Step),
            },
            "exclusiveGateway" => What::Gateway(Gateway::Choice),
            "inclusiveGateway" | "complexGateway" => {
                let message = "a gateway that may take several ways is drawn as a question";
                notes.count(element.at(), message);
                What::Gateway(Gateway::Choice)
            }
            "eventBasedGateway" => What::Gateway(Gateway::Event),
            "parallelGateway" => What::Gateway(Gateway::Parallel),
            "callActivity" => What::Node(NodeKind::Area),
            "subProcess" | "transaction" | "adHocSubProcess" => return self.subprocess(element),
            "task" => What::Node(NodeKind::Step),
            _ => {
                let message = "the kind of a task (user, service, script) is not shown";
                notes.count(element.at(), message);
                What::Node(NodeKind::Step)
            }
        })
    }

    fn subprocess(&mut self, element: Element<'_>) -> Option<What> {
        let name = element.attribute("name").unwrap_or_default();
        if element.attribute("triggeredByEvent") == Some("true") {
            self.left_out(element, &format!("`{name}`, which begins with an event, is"));
            return None;
        }
        let has_steps = element.children().any(|child| is_node(child.name()));
        let shape = self.shapes.get(element.attribute("id").unwrap_or_default());
        match (has_steps, shape.copied().unwrap_or(true)) {
            (false, _) => Some(What::Node(NodeKind::Area)),
            (true, true) => {
                let message = format!("the steps of `{name}` stand among the others");
                self.draft.notes.add(element.at(), message);
                Some(What::Open)
            }
            (true, false) => {
                let what = format!("`{name}` is drawn closed: what is in it is");
                self.left_out(element, &what);
                Some(What::Node(NodeKind::Area))
            }
        }
    }

    /// Returns the words of a node.
    fn label(&mut self, element: Element<'_>, what: What) -> String {
        let name = element.attribute("name").unwrap_or_default();
        let label = match (element.attribute_in(OURS, "number"), what) {
            (Some(number), _) => name
                .strip_prefix(number)
                .map_or(name, |rest| rest.strip_prefix(' ').unwrap_or(rest)),
            (None, What::Certain(_)) => name,
            (None, _) => name.trim(),
        };
        let time = event::time(element);
        match what {
            What::Certain(NodeKind::Fork) => "In parallel".into(),
            What::Certain(NodeKind::Join) => "Join".into(),
            What::Node(NodeKind::Wait) => {
                let words = event::wait(label, time.as_deref());
                if let Some(time) = time.filter(|time| !words.contains(time.as_str())) {
                    self.left_out(element, &format!("the time `{time}` of \"{words}\" is"));
                }
                words
            }
            What::Node(NodeKind::Connector) if label.is_empty() => {
                let link = event::definition(element).and_then(|link| link.attribute("name"));
                link.unwrap_or_default().into()
            }
            _ => label.into(),
        }
    }

    /// Leads from what an event stands on to the event.
    fn borders(&mut self) {
        for (index, element) in std::mem::take(&mut self.borders) {
            let host = element.attribute("attachedToRef").map(local);
            let host = host.and_then(|id| self.draft.ids.get(id)).copied();
            let Some(node) = self.draft.nodes.get_mut(index) else { continue };
            let Some(host) = host.filter(|host| *host != index) else {
                node.is_gone = true;
                self.left_out(element, "an event that stands on nothing is");
                continue;
            };
            node.host = Some(host);
            let label = match (std::mem::take(&mut node.label), event::time(element)) {
                (name, _) if !name.is_empty() => name,
                (_, Some(time)) => format!("After {time}"),
                _ => match event::kind(element) {
                    "" => "Interrupted".into(),
                    kind => format!("On {kind}"),
                },
            };
            let message = "an event on the border of a step is written as an answer";
            self.draft.notes.count(element.at(), message);
            self.draft.ways.push(Way {
                from: host,
                to: index,
                label: Some(label),
                why: Why::Event,
                kind: None,
                is_gone: false,
                range: range(element),
            });
        }
    }

    fn flows(&mut self) -> Result<(), Note> {
        for flow in std::mem::take(&mut self.flows) {
            let Some((from, to)) = self.ends(flow) else { continue };
            let name = flow.attribute("name").unwrap_or_default();
            let condition = named(flow, "conditionExpression").next();
            let condition = condition.map(|condition| condition.text().trim().to_string());
            let id = flow.attribute("id").unwrap_or_default();
            let default = self.draft.nodes.get(from).and_then(|node| node.default.as_deref());
            let is_default = !id.is_empty() && default == Some(id);
            let label = match (name, &condition) {
                ("", Some(condition)) if !condition.is_empty() => Some(condition.clone()),
                ("", _) => None,
                (name, _) => Some(name.into()),
            };
            if let Some(condition) = condition.as_ref().filter(|text| !text.is_empty())
                && Some(condition) != label.as_ref()
            {
                let message = "the expression of a condition is left out: its name is shown";
                self.draft.notes.count(flow.at(), message);
            }
            let why = match (is_default, condition) {
                (true, _) => Why::Default,
                (false, Some(_)) => Why::Condition,
                (false, None) => Why::Next,
            };
            let kind = flow.attribute_in(OURS, "kind").and_then(EdgeKind::parse);
            let (is_gone, range) = (false, range(flow));
            self.draft.way(Way { from, to, label, why, kind, is_gone, range })?;
        }
        Ok(())
    }

    /// Returns the nodes that a flow leads from and to; notes one that ends
    /// nowhere.
    fn ends(&mut self, flow: Element<'_>) -> Option<(usize, usize)> {
        let end = |name: &str| {
            let id = local(flow.attribute(name)?);
            let node = *self.draft.ids.get(id)?;
            self.draft.nodes.get(node).is_some_and(|node| !node.is_gone).then_some(node)
        };
        let ends = end("sourceRef").zip(end("targetRef"));
        if ends.is_none() {
            let name = flow.attribute("name").or(flow.attribute("id")).unwrap_or_default();
            let kind = if flow.name() == "messageFlow" { "message" } else { "flow" };
            let what = format!("the {kind} `{name}` leads from or to nothing that is shown and is");
            self.left_out(flow, &what);
        }
        ends
    }

    fn messages(&mut self, collaboration: Element<'_>) -> Result<(), Note> {
        for message in named(collaboration, "messageFlow") {
            if let Some((from, to)) = self.ends(message) {
                let label = message.attribute("name").filter(|name| !name.is_empty());
                self.draft.way(Way {
                    from,
                    to,
                    label: label.map(Into::into),
                    why: Why::Message,
                    kind: None,
                    is_gone: false,
                    range: range(message),
                })?;
            }
        }
        collaboration.children().for_each(|child| self.beside(child));
        Ok(())
    }
}

/// Tells whether an element is a node of a flow.
fn is_node(name: &str) -> bool {
    let ends = ["Event", "Gateway", "Task"];
    let others = ["task", "callActivity", "subProcess", "transaction", "adHocSubProcess"];
    ends.iter().any(|end| name.ends_with(end)) || others.contains(&name)
}
