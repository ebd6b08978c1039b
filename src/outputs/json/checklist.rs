//! How much there is to do on a checklist, as data: its gates with who signs
//! them and by when, and what the build has found true.

use serde::Serialize;

use crate::model::checklist::Group;
use crate::model::graph::{End, Graph, Part};
use crate::model::label::Label;
use crate::model::page::Page;
use crate::model::readiness::{Progress, Readiness};
use crate::model::site::Site;

/// A checklist.
#[derive(Serialize)]
pub(super) struct Checklist<'a> {
    tasks: usize,
    /// How many of them the build has found true.
    found_true: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gates: Vec<Gate<'a>>,
}

#[derive(Serialize)]
struct Gate<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    risk: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    tasks: usize,
    found_true: usize,
    /// The roles that sign.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signs: Vec<End<'a>>,
}

/// Returns how far a checklist is; other pages are none.
pub(super) fn of<'a>(site: &Site, graph: &Graph<'a>, page: &'a Page) -> Option<Checklist<'a>> {
    if !page.document.is_checklist() {
        return None;
    }
    let ready = Readiness::of(site, page);
    Some(Checklist {
        tasks: ready.groups.iter().map(|progress| progress.group.tasks.len()).sum(),
        found_true: ready.groups.iter().map(|progress| progress.done).sum(),
        gates: ready.gates().filter_map(|gate| self::gate(graph, page, gate)).collect(),
    })
}

fn gate<'a>(graph: &Graph<'a>, page: &'a Page, progress: &Progress<'a>) -> Option<Gate<'a>> {
    let group: &'a Group = progress.group;
    let heading = group.heading.as_ref()?;
    let said = |label| group.field(label).map(|field| &*field.text);
    let part = Part { page: page.id, document: &page.document, targets: &page.targets };
    let signs = group.field(Label::SignOff).map(|field| &*field.references);
    let signs = signs.unwrap_or_default().iter();
    Some(Gate {
        id: &heading.id,
        title: &heading.text,
        outcome: said(Label::Outcome),
        risk: said(Label::Risk),
        entry: said(Label::Entry),
        exit: said(Label::Exit),
        due: progress.due.map(|day| day.to_string()),
        tasks: group.tasks.len(),
        found_true: progress.done,
        signs: signs.filter_map(|number| graph.end(part, *number)).collect(),
    })
}
