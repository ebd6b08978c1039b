//! Writes flows that authors wrote as lists as fences: the front half of a
//! build, and a fence for each list of which a fence says all.

use std::sync::Arc;

use super::{Options, Session, prepare};
use crate::base::{Hash, Span, TextRange};
use crate::edit::text::{TextEdit, apply, compatible};
use crate::model::change::{Change, Rewritten};
use crate::model::config::Dialect;
use crate::model::document::{Document, ReferenceKind};
use crate::model::figure;
use crate::model::flow::{Flow, FlowOrigin, to_fence};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::{Source, Texts};
use crate::model::world::{Failure, World};
use crate::registry;
use crate::stages::parse;

/// Flows that are to be fences.
pub struct Fenced {
    /// The texts as they would be.
    pub change: Change,
    /// How many lists become fences.
    pub made: usize,
    /// The lists that stay, each with why: at what a fence would lose.
    pub kept: Vec<(Span, Why)>,
    /// The texts that these point into.
    pub texts: Texts,
}

/// Why a list is not written as a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not all of it is understood.
    NotUnderstood,
    /// Something stands in it that is no flow.
    More,
    /// A link leads to what is no page.
    Link,
    /// Sentences or lists around it belong to the flow.
    Around,
    /// A fence would say another flow.
    Other,
}

impl Why {
    /// Returns the reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Why::NotUnderstood => "a sentence of the list is not understood",
            Why::More => "a fence has no room for this",
            Why::Link => "this leads to what is no page of the site",
            Why::Around => "this belongs to the flow and stands outside of its list",
            Why::Other => "a fence would say another flow",
        }
    }
}

/// Finds the lists of flows that can be fences. Nothing is written.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn fences(session: &Session, world: World<'_>, options: Options) -> Result<Fenced, Failure> {
    let prepared = prepare(session, world, options)?;
    let mut fenced =
        Fenced { change: Change::default(), made: 0, kept: Vec::new(), texts: prepared.texts };
    let mut pages: Vec<&Page> = prepared.site.pages.values().collect();
    pages.sort_by(|one, other| one.document.source.path.cmp(&other.document.source.path));
    for page in pages {
        let source = &page.document.source;
        let mut edits = Vec::new();
        let lists = page.document.flows.iter().filter(|flow| flow.origin == FlowOrigin::List);
        for flow in lists {
            match fence(&prepared.site, page, flow) {
                Ok(edit) => edits.push(edit),
                Err((range, why)) => fenced.kept.push((Span::new(source.file, range), why)),
            }
        }
        let bytes = if edits.is_empty() { None } else { world.files.read(&source.path)? };
        // What is not UTF-8 was read with replacements and must not be
        // written back.
        if bytes.is_some_and(|bytes| std::str::from_utf8(&bytes).is_ok()) {
            let edits = compatible(edits);
            fenced.made += edits.len();
            let after = apply(&source.text, &edits).into();
            let text = Rewritten { before: Arc::clone(&source.text), after };
            fenced.change.texts.insert(source.path.clone(), text);
        }
    }
    Ok(fenced)
}

/// Makes the edit that puts a fence in place of a list, or says what stands
/// against it.
fn fence(site: &Site, page: &Page, flow: &Flow) -> Result<TextEdit, (TextRange, Why)> {
    let document = &page.document;
    if !flow.is_whole {
        return Err((flow.range, Why::NotUnderstood));
    }
    let name = |number: u32| figure::name(site, (document, &page.targets), number);
    let lost = |number: &u32| {
        let kind = document.references.get(*number as usize).map(|own| own.kind);
        kind != Some(ReferenceKind::Bold) && name(*number).is_none()
    };
    let node = flow.nodes.iter().find(|node| node.reference.as_ref().is_some_and(lost));
    if let Some(node) = node {
        return Err((node.range, Why::Link));
    }
    let places = flow.nodes.iter().map(|node| node.range);
    let places = places.chain(flow.edges.iter().map(|edge| edge.range));
    let is_outside = |own: &TextRange| own.start < flow.range.start || flow.range.end < own.end;
    if let Some(range) = places.filter(is_outside).min() {
        return Err((range, Why::Around));
    }
    let lines = to_fence(flow, &name);
    if let Some(range) = parse::rest_of_flow(document, flow, &lines) {
        return Err((range, Why::More));
    }
    let read = read(document, &lines);
    if !read.flows.first().is_some_and(|read| read.is_whole && read.says_the_same(flow)) {
        return Err((flow.range, Why::Other));
    }
    let own = flow.range.of(&document.source.text);
    let line_end = if own.contains("\r\n") { "\r\n" } else { "\n" };
    let range = TextRange { end: flow.range.start + own.trim_end().len() as u32, ..flow.range };
    let fence = format!("```process\n{lines}```").replace('\n', line_end);
    Ok(TextEdit::new(range, fence))
}

/// Reads the lines of a fence as a page would.
fn read(document: &Document, lines: &str) -> Document {
    let text: Arc<str> = format!("```process\n{lines}```\n").into();
    let hash = Hash::of(text.as_bytes());
    let source = Arc::new(Source { text, hash, ..(*document.source).clone() });
    parse::parse(&source, &Dialect::default(), registry::KINDS)
}
