//! Diagrams in the notations of other tools.
//!
//! Mermaid and DOT take the graph and draw it themselves; BPMN and JSON also
//! take the places, so that a diagram opens there as it is on the site.

pub mod bpmn;
pub mod dot;
pub mod json;
pub mod mermaid;
mod place;
