//! What `handover diagram` writes.

use clap::ValueEnum;

/// How `handover diagram` writes a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiagramFormat {
    /// A picture that needs no other file
    Svg,
    /// A Mermaid flowchart
    Mermaid,
    /// BPMN 2.0, with the places of the picture
    Bpmn,
    /// The language of Graphviz
    Dot,
    /// Everything with coordinates, for programs
    Json,
    /// A numbered list in Markdown, with roles and answers
    List,
    /// The steps as a table in Markdown
    Table,
    /// A fence `process`, to be put on a page
    Fence,
}
