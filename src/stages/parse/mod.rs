//! Parses one file: bytes to a [`Document`].
//!
//! `front.rs` reads the front matter, `body.rs` turns Markdown events into
//! the tree, the others each know one construct. Only the file's own bytes
//! count here, so a document can be remembered by their hash; what a link
//! means is left to `resolve`.

mod allow;
mod attribute;
mod body;
mod builder;
mod callout;
mod charter;
mod checklist;
mod code;
mod comment;
mod container;
mod directive;
mod duty;
mod exercise;
mod field;
mod finish;
mod flow;
mod flow_list;
mod foreign;
mod frame;
mod front;
mod given;
mod given_twice;
mod head;
mod heading_id;
mod html;
mod id;
mod inline;
mod item_id;
mod kind;
mod label;
mod landing;
mod lift;
mod link;
mod marked_item;
mod mend;
mod mention;
mod message;
mod mkdocs;
mod parameter;
mod pseudo_list;
mod review;
mod schema;
mod sequence;
mod step;
mod table;
mod tabs;
mod training;

use std::sync::Arc;

use crate::base::{Diagnostic, TextRange};
use crate::model::config::Dialect;
use crate::model::document::{Block, BlockKind, Code, Document};
use crate::model::flow::Flow;
use crate::model::front::Front;
use crate::model::kind::Kind;
use crate::model::lifted::Lifted;
use crate::model::parameter::Parameters;
use crate::model::source::Source;
use crate::text::data::Node;
use crate::text::front_matter;

/// Parses a file. Never fails: what cannot be understood is reported and
/// shown as text.
pub fn parse(source: &Arc<Source>, dialect: &Dialect, kinds: &'static [&'static Kind]) -> Document {
    if matches!(source.path.extension().to_ascii_lowercase().as_str(), "yml" | "yaml") {
        return landing::read(source);
    }
    let mut found = Vec::new();
    let split = front_matter::split(&source.text);
    let node = front::node(source, &split, &dialect.audiences, &mut found);
    let head = Head { base: split.body as usize, node, kinds };
    body::read(source, head, dialect, found)
}

/// Returns the first text of the list a flow is read from that the lines of
/// its fence do not say; all of the list where no fence can stand.
pub fn rest_of_flow(document: &Document, flow: &Flow, fence: &str) -> Option<TextRange> {
    flow_list::rest(document, flow, fence)
}

/// What is known before the text is read.
struct Head {
    /// Where the text begins.
    base: usize,
    /// The front matter.
    node: Node,
    /// What a page can be.
    kinds: &'static [&'static Kind],
}

/// Makes a document that shows a file as its source, with the problem that
/// made it necessary.
pub fn as_text(source: &Arc<Source>, problem: Diagnostic) -> Document {
    let text = (&*source.text).into();
    let code = Code { language: "text".into(), text, ..Code::default() };
    let range = TextRange::new(0, source.text.len());
    Document {
        source: Arc::clone(source),
        kind: None,
        front: Front::default(),
        heading: None,
        body: Box::new([Block { range, kind: BlockKind::Code(Box::new(code)) }]),
        references: Box::default(),
        footnotes: Box::default(),
        outline: Box::default(),
        sequences: Box::default(),
        anchors: Box::default(),
        items: Box::default(),
        lifted: Lifted::default(),
        mentions: Box::default(),
        parameters: Parameters::default(),
        relations: Box::default(),
        duties: Box::default(),
        groups: Box::default(),
        procedure: Box::default(),
        ways: None,
        messages: Box::default(),
        charter: None,
        training: None,
        flows: Box::default(),
        summary: Box::default(),
        words: 0,
        includes: Box::default(),
        included: Box::default(),
        grafts: Box::default(),
        allows: Box::default(),
        diagnostics: Box::new([problem]),
    }
}
