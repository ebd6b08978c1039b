//! The field `flow`: a process flow as data, for programs that write pages.

use super::{Field, Takes};

/// The field `flow` of kinds of pages that have one.
pub const FLOW: Field = Field::new(
    "flow",
    Takes::Records(&[
        Field::new("lanes", Takes::Texts, "who acts, in the order of the figure")
            .like("[Service desk agent]"),
        Field::new("nodes", Takes::Records(NODE), "its steps, in order"),
        Field::new("edges", Takes::Records(EDGE), "what follows what"),
    ]),
    "its flow as data: `{lanes, nodes, edges}`",
)
.like(
    "{nodes: [{id: begin, kind: start}, {id: over, kind: end}], edges: [{from: begin, to: over}]}",
);

/// What a step may be; `step` where nothing is said.
pub const NODE_KINDS: &[&str] = &[
    "start",
    "end",
    "step",
    "area",
    "process",
    "decision",
    "fork",
    "join",
    "wait",
    "document",
    "connector",
];

/// The fields of a step.
const NODE: &[Field] = &[
    Field::new("id", Takes::Text, "what edges call it").like("restart").required(),
    Field::new("kind", Takes::Choice(NODE_KINDS), "what it is").like("decision"),
    Field::new("text", Takes::Text, "its words").like("Did it end well?"),
    Field::new("page", Takes::Text, "the page it stands for").like("restart-failed-job"),
    Field::new("role", Takes::Text, "who does it").like("Platform operator"),
];

/// The fields of what follows what.
const EDGE: &[Field] = &[
    Field::new("from", Takes::Text, "the id of a step").like("restart").required(),
    Field::new("to", Takes::Text, "the id of a step").like("over").required(),
    Field::new("text", Takes::Text, "the answer, or what is said of it").like("Yes"),
    Field::new("at_most", Takes::Number, "how often a way back is taken").like("2"),
];
