//! `flow-picture-disagrees`: a picture beside a flow names other steps than
//! the flow.
//!
//! The texts of an SVG are compared with the names of the flow's steps. A
//! picture that has too few of them in common shows something else, and
//! nothing is said of it. What is no name of a step, titles, lanes, answers,
//! numbers, does not count, and neither does what the text of the section
//! says in other words than steps.

mod compare;
mod words;

use crate::base::{Code, Diagnostic, SitePath, Span, TextRange};
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{BlockKind, Document, ReferenceKind};
use crate::model::extension::Check;
use crate::model::figure;
use crate::model::flow::{Flow, FlowNode, FlowOrigin};
use crate::model::page::Target;
use crate::model::site::Site;
use crate::text::svg::Text;
use compare::{Compared, Step, compare};
use words::Words;

/// So many steps are shown where they stand.
const SHOWN: usize = 6;
/// So many pictures of a page are compared, and so many of its flows have a
/// section: more is no page that anybody reads.
const COMPARED: usize = 100;
/// Flows with more nodes than these have no picture.
const NODES: usize = 1_000;
/// So many bytes of a section are asked for what a picture says.
const READ: usize = 200_000;

/// The check `flow-picture-disagrees`.
pub struct FlowPictureDisagrees;

impl Check for FlowPictureDisagrees {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let title = site.catalog.page(page.id).map_or("", |page| &*page.title);
            for (document, targets) in page.parts() {
                let pictures = pictures(site, document, targets);
                if pictures.is_empty() {
                    continue;
                }
                for section in sections(document) {
                    let place = Place { site, document, targets, title, section };
                    found.extend(pictures.iter().filter_map(|picture| place.problem_of(picture)));
                }
            }
        }
    }
}

/// A picture with text: its file, where it is named, what it says.
struct Picture<'s> {
    path: &'s SitePath,
    range: TextRange,
    texts: &'s [Text],
}

/// Returns the pictures of a page with flows that say something.
fn pictures<'s>(site: &'s Site, document: &Document, targets: &'s [Target]) -> Vec<Picture<'s>> {
    // The picture of a procedure is not beside its steps.
    if document.flows.iter().all(|flow| flow.origin == FlowOrigin::Procedure) {
        return Vec::new();
    }
    let references = document.references.iter().zip(targets);
    let images = references.filter(|(reference, _)| reference.kind == ReferenceKind::Image);
    let pictures = images.filter_map(|(reference, target)| match target {
        Target::Asset(path, _) => {
            let texts = site.picture_texts.get(path)?;
            Some(Picture { path, range: reference.range, texts })
        }
        _ => None,
    });
    let mut pictures: Vec<Picture<'_>> = pictures.take(COMPARED).collect();
    // A picture may be named twice in a row, once for its large form.
    pictures.dedup_by(|next, before| next.path == before.path);
    pictures
}

/// Returns the sections that have flows, each once.
fn sections(document: &Document) -> Vec<TextRange> {
    // Headings of this file: the outline also has those of files it includes.
    let headings = document.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some((heading.range.start, heading.level)),
        _ => None,
    });
    let headings: Vec<(u32, u8)> = headings.collect();
    let end = u32::try_from(document.source.text.len()).unwrap_or(u32::MAX);
    let mut sections: Vec<TextRange> = Vec::new();
    let is_written = |flow: &&Flow| flow.origin != FlowOrigin::Procedure;
    for flow in document.flows.iter().filter(is_written).take(COMPARED) {
        let before = headings.partition_point(|(at, _)| *at <= flow.range.start);
        let heading = before.checked_sub(1).and_then(|at| headings.get(at));
        let (start, level) = heading.copied().unwrap_or((0, 0));
        let mut after = headings.iter().skip(before);
        let next = after.find(|(_, other)| *other <= level || level == 0);
        let section = TextRange { start, end: next.map_or(end, |(at, _)| *at) };
        if sections.last() != Some(&section) {
            sections.push(section);
        }
    }
    sections
}

/// A section with flows, and what is known around it.
struct Place<'s> {
    site: &'s Site,
    document: &'s Document,
    targets: &'s [Target],
    title: &'s str,
    section: TextRange,
}

impl<'s> Place<'s> {
    fn problem_of(&self, picture: &Picture<'_>) -> Option<Diagnostic> {
        let is_here =
            self.section.start <= picture.range.start && picture.range.end <= self.section.end;
        let nodes: usize = self.flows().map(|flow| flow.nodes.len()).sum();
        if !is_here || NODES < nodes {
            return None;
        }
        let compared = compare(&self.steps(), picture.texts, &self.known())
            .map(|compared| self.problem(picture.range, &compared));
        compared.flatten()
    }

    fn flows(&self) -> impl Iterator<Item = &'s Flow> {
        let section = self.section;
        let is_here = move |flow: &&Flow| {
            let is_in = section.start <= flow.range.start && flow.range.start < section.end;
            is_in && flow.origin != FlowOrigin::Procedure
        };
        self.document.flows.iter().filter(is_here)
    }

    /// The steps that a picture of the flows has boxes for.
    fn steps(&self) -> Vec<Step<'s>> {
        let mut steps = Vec::new();
        for flow in self.flows() {
            let mut is_hidden = vec![false; flow.nodes.len()];
            for shown in [false, true] {
                // What only ways lead to that are not drawn is not drawn.
                for edge in flow.edges.iter().filter(|edge| edge.is_shown == shown) {
                    for node in [edge.from, edge.to] {
                        is_hidden.get_mut(node).into_iter().for_each(|hidden| *hidden = !shown);
                    }
                }
            }
            let nodes = flow.nodes.iter().zip(is_hidden);
            steps.extend(nodes.map(|(node, is_hidden)| {
                let is_box = !is_hidden
                    && matches!(
                        node.kind,
                        NodeKind::Step | NodeKind::Area | NodeKind::Process | NodeKind::Connector
                    );
                let label = figure::words(self.site, (self.document, self.targets), node);
                Step { node, label, words: Words::of(label), is_box }
            }));
        }
        steps
    }

    /// What else a picture may say: titles, lanes, answers, and everything
    /// that the section says.
    fn known(&self) -> Vec<Words> {
        let lanes = self.flows().flat_map(|flow| flow.lanes.iter().map(|lane| &*lane.name));
        let answers =
            self.flows().flat_map(|flow| &flow.edges).filter_map(|edge| edge.label.as_deref());
        let headings = self.document.outline.iter().map(|entry| &*entry.text);
        let section = self.section.of(&self.document.source.text);
        let end = section.floor_char_boundary(READ);
        let section = section.get(..end).unwrap_or_default();
        let all = lanes.chain(answers).chain(headings).chain([self.title, section]);
        all.map(Words::of).collect()
    }

    fn problem(&self, picture: TextRange, compared: &Compared<'_>) -> Option<Diagnostic> {
        let file = self.document.source.file;
        let message = message(compared)?;
        let mut problem =
            Diagnostic::new(Code::FLOW_PICTURE_DISAGREES, Span::new(file, picture), message);
        let at = |node: &FlowNode| Span::new(file, node.range);
        for (step, text) in compared.renamed.iter().take(SHOWN) {
            problem = problem.label(at(step.node), format!("the picture says \"{text}\""));
        }
        let left = SHOWN.saturating_sub(compared.renamed.len());
        for step in compared.missing.iter().take(left) {
            problem = problem.label(at(step.node), "the picture has no such step");
        }
        let more = compared.more.iter().take(SHOWN).map(|text| format!("\"{text}\""));
        let more = more.collect::<Vec<_>>().join(", ");
        Some(problem.help(match more.is_empty() {
            true => {
                "name the steps alike in both, or leave the picture out: the flow is drawn".into()
            }
            false => format!(
                "name the steps alike in both, or leave the picture out: the flow is drawn; \
                 only the picture has {more}"
            ),
        }))
    }
}

fn message(compared: &Compared<'_>) -> Option<String> {
    let (renamed, missing, more) = (&compared.renamed, compared.missing.len(), compared.more.len());
    let steps = |count: usize| if count == 1 { "1 step".into() } else { format!("{count} steps") };
    let mut parts = Vec::new();
    match renamed.as_slice() {
        [] => {}
        [(step, text)] => parts.push(format!("calls \"{}\" \"{text}\"", step.label)),
        _ => parts.push(format!("calls {} by other names", steps(renamed.len()))),
    }
    if 0 < missing {
        parts.push(format!("lacks {} of the flow", steps(missing)));
    }
    if 0 < more {
        parts.push(format!("has {} that the flow lacks", steps(more)));
    }
    let (last, first) = parts.split_last()?;
    Some(match first.is_empty() {
        true => format!("the picture {last}"),
        false => format!("the picture {} and {last}", first.join(", ")),
    })
}
