//! BPMN 2.0 (OMG formal/2011-01-03) read as flows, so that a file of an
//! editor of BPMN becomes a fence `process`.
//!
//! [`read`] takes the text of a file and gives its flows and a note for
//! everything that a flow has no place for. `gather` reads elements into a
//! `draft::Draft`, `lanes` the pools; `dissolve` takes away what only BPMN
//! needs, a subprocess that is drawn open, gateways where ways only meet;
//! `order` puts steps in the order of the process; `flow` makes the flows.
//! Places in the picture are not read: a flow is laid out anew.

mod dissolve;
mod draft;
mod event;
mod flow;
mod gather;
mod ids;
mod lanes;
mod note;
mod order;

use crate::domain::diagram::graph::NodeKind;
use crate::model::flow::{Flow, to_fence};
use crate::text::xml;

pub use note::Note;

/// The most bytes of a file that is read.
pub const LARGEST: usize = xml::LARGEST;

/// Namespace of the elements that are read.
const MODEL: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// Namespace of their places.
const DIAGRAM: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
/// Namespace of what our own files say in addition.
const OURS: &str = "urn:handover:flow";

/// What a file of BPMN says.
#[derive(Debug, Default)]
pub struct Bpmn {
    /// Its flows: one for each process, or one for several that send messages
    /// to each other.
    pub flows: Vec<BpmnFlow>,
    /// What was left out or is said in another way, by place.
    pub notes: Vec<Note>,
}

/// A flow of a file.
#[derive(Debug)]
pub struct BpmnFlow {
    /// The flow. Its ranges are those of elements in the file.
    pub flow: Flow,
    /// The names that references of the flow stand for.
    pub names: Vec<Box<str>>,
}

/// Returns the text of a file; `None` if it is not UTF-8, or UTF-16 with its
/// mark.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    xml::decoded(bytes)
}

/// Reads a file of BPMN.
///
/// # Errors
/// A [`Note`] with the place, where the text is no BPMN or too large.
pub fn read(text: &str) -> Result<Bpmn, Note> {
    let tree = xml::read(text).map_err(|error| Note { at: error.at, message: error.message })?;
    let Some(root) = tree.root() else { return Ok(Bpmn::default()) };
    if root.name() != "definitions" || root.space() != MODEL {
        let message = format!("this is no BPMN 2.0: it begins with `{}`", root.name());
        return Err(Note { at: root.at(), message });
    }
    let mut draft = gather::gather(root)?;
    dissolve::subprocesses(&mut draft)?;
    dissolve::gateways(&mut draft);
    dissolve::passes(&mut draft);
    let flows = flow::flows(&mut draft);
    Ok(Bpmn { flows, notes: draft.notes.finish() })
}

impl BpmnFlow {
    /// Returns the lines of a fence `process`, and what it has no words for.
    pub fn fence(&self) -> (String, Vec<Note>) {
        let (flow, mut notes) = flow::for_fence(&self.flow);
        let name = |number: u32| Some(self.names.get(number as usize)?.to_string());
        let lines = to_fence(&flow, &name);
        let said = lines.lines().filter(|line| line.contains(". In parallel")).count();
        let mut joins = flow.nodes.iter().filter(|node| node.kind == NodeKind::Join).skip(said);
        if let Some(join) = joins.next() {
            let message = "ways in parallel that are longer than one step are several arrows, and \
                           where they meet is a step";
            notes.push(Note { at: join.range.start as usize, message: message.into() });
        }
        (lines, notes)
    }
}
