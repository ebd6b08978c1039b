//! `handover diagram`: the flow of a page for other tools, and the flow of a
//! file of BPMN for a page.
//!
//! It prints and writes no file: a shell puts the text where it belongs, and
//! notes go to standard error.

use std::path::Path;

use super::Exit;
use super::args::DiagramFormat;
use super::explain::{find, opened};
use crate::base::nearest::did_you_mean;
use crate::host::file;
use crate::host::terminal::{print, print_error};
use crate::import::bpmn::{self, BpmnFlow, Note};
use crate::model::figure;
use crate::model::flow::to_list;
use crate::model::world::Failure;
use crate::report::diagram::{self, Notation};
use crate::report::flow::{self as text, Form};

/// Prints the flow of a page or of a file: its first one, or the one with
/// this number.
pub(super) fn run(
    name: &str,
    site: Option<&Path>,
    format: DiagramFormat,
    number: usize,
) -> Result<Exit, Failure> {
    match is_bpmn(name) {
        true => of_file(name, format, number),
        false => of_page((name, site), format, number),
    }
}

/// Tells whether a name is that of a file of BPMN.
fn is_bpmn(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.ends_with(".bpmn") || lower.ends_with(".bpmn2") || lower.ends_with(".bpmn20.xml")
}

fn of_page(
    (name, site): (&str, Option<&Path>),
    format: DiagramFormat,
    number: usize,
) -> Result<Exit, Failure> {
    let prepared = opened(name, site)?;
    let catalog = &prepared.site.catalog;
    let Some(id) = find(catalog, name) else {
        let names = catalog.ids().map(|(_, page)| &*page.title);
        let help = did_you_mean(name, names).unwrap_or_else(|| {
            "name a page by its file, its id or its title, or a file that ends in `.bpmn`".into()
        });
        return Err(Failure::new(format!("no page is called `{name}`"), help));
    };
    let at = chosen("page", text::count(&prepared.site, id), number)?;
    let text = match format.of_graph() {
        Written::Drawn(notation) => {
            let graphs = diagram::graphs(&prepared.site, id);
            graphs.get(at).map(|graph| diagram::write(graph, notation))
        }
        Written::Said(form) => text::write(&prepared.site, (id, at), form),
    };
    print(&text.unwrap_or_default())?;
    Ok(Exit::Clean)
}

/// Returns which flow is meant, from 0.
fn chosen(what: &str, count: usize, number: usize) -> Result<usize, Failure> {
    if let Some(at) = number.checked_sub(1).filter(|at| *at < count) {
        return Ok(at);
    }
    let (message, help) = match (what, count) {
        ("file", 0) => (
            "this file has no steps".to_string(),
            "a flow has events, tasks or gateways in a `process`".to_string(),
        ),
        (_, 0) => (
            format!("this {what} has no flow"),
            "write one as a fence `process`, or `mermaid` with a flowchart".into(),
        ),
        (_, 1) => (
            format!("there is no flow {number}: the {what} has one"),
            "leave out `--number`".into(),
        ),
        _ => (
            format!("there is no flow {number}: the {what} has {count}"),
            format!("write `--number 1` to `--number {count}`"),
        ),
    };
    Err(Failure::new(message, help))
}

/// How a flow is written.
enum Written {
    /// As its graph.
    Drawn(Notation),
    /// As the text it is.
    Said(Form),
}

impl DiagramFormat {
    fn of_graph(self) -> Written {
        match self {
            DiagramFormat::Svg => Written::Drawn(Notation::Svg),
            DiagramFormat::Mermaid => Written::Drawn(Notation::Mermaid),
            DiagramFormat::Bpmn => Written::Drawn(Notation::Bpmn),
            DiagramFormat::Dot => Written::Drawn(Notation::Dot),
            DiagramFormat::Json => Written::Drawn(Notation::Json),
            DiagramFormat::List => Written::Said(Form::List),
            DiagramFormat::Table => Written::Said(Form::Table),
            DiagramFormat::Fence => Written::Said(Form::Fence),
        }
    }
}

/// Prints a flow of a file, and says what it has no place for.
fn of_file(name: &str, format: DiagramFormat, number: usize) -> Result<Exit, Failure> {
    let bytes = file::read(Path::new(name), bpmn::LARGEST)?;
    let cannot = |reason: String| Failure::new(format!("cannot read `{name}` as BPMN"), reason);
    let text = bpmn::decoded(&bytes).ok_or_else(|| cannot("it is not UTF-8: save it so".into()))?;
    let read = bpmn::read(&text).map_err(|note| {
        let (line, column) = note.place(&text);
        cannot(format!("{} (line {line}, column {column})", note.message))
    })?;
    let at = chosen("file", read.flows.len(), number)?;
    let Some(flow) = read.flows.get(at) else { return Ok(Exit::Clean) };
    let mut notes = read.notes;
    if let (1, count @ 2..) = (number, read.flows.len()) {
        let message = format!("the file has {count} flows: `--number 2` prints the next one");
        notes.push(Note { at: flow.flow.range.start as usize, message });
    }
    let (text_of_flow, more) = written(flow, format, name);
    notes.extend(more);
    notes.sort();
    for note in notes {
        let (line, column) = note.place(&text);
        print_error(&format!("note: {}\n  --> {name}:{line}:{column}\n", shown(&note.message)));
    }
    print(&text_of_flow)?;
    Ok(Exit::Clean)
}

/// A text of a file without what a terminal obeys.
fn shown(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}

fn written(flow: &BpmnFlow, format: DiagramFormat, name: &str) -> (String, Vec<Note>) {
    match format.of_graph() {
        Written::Drawn(notation) => {
            let title = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
            let graph = figure::graph_alone(&flow.flow, &title);
            (diagram::write(&graph, notation), Vec::new())
        }
        Written::Said(Form::Fence) => {
            let (lines, notes) = flow.fence();
            (text::fenced(flow.flow.title.as_deref(), &lines), notes)
        }
        Written::Said(Form::List) => (to_list(&flow.flow, &|_| None), Vec::new()),
        Written::Said(Form::Table) => (text::table_of(&flow.flow), Vec::new()),
    }
}
