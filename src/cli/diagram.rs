//! `handover diagram`: the flow of a page for other tools.

use std::path::Path;

use super::Exit;
use super::args::DiagramFormat;
use super::explain::{find, opened};
use crate::base::nearest::did_you_mean;
use crate::host::terminal::print;
use crate::model::world::Failure;
use crate::report::diagram::{self, Notation};
use crate::report::flow::{self as text, Form};

/// Prints the flow of a page: its first one, or the one with this number.
pub(super) fn run(
    name: &str,
    site: Option<&Path>,
    format: DiagramFormat,
    number: usize,
) -> Result<Exit, Failure> {
    let prepared = opened(name, site)?;
    let catalog = &prepared.site.catalog;
    let Some(id) = find(catalog, name) else {
        let names = catalog.ids().map(|(_, page)| &*page.title);
        let help = did_you_mean(name, names)
            .unwrap_or_else(|| "name a page by its file, its id or its title".into());
        return Err(Failure::new(format!("no page is called `{name}`"), help));
    };
    let count = text::count(&prepared.site, id);
    let Some(at) = number.checked_sub(1).filter(|at| *at < count) else {
        let (message, help) = match count {
            0 => (
                "this page has no flow".to_string(),
                "a flow is a fence `process`, or `mermaid` with a flowchart",
            ),
            1 => (format!("there is no flow {number}: the page has one"), "leave out `--number`"),
            count => {
                (format!("there is no flow {number}: the page has {count}"), "they count from 1")
            }
        };
        return Err(Failure::new(message, help));
    };
    let notation = match format {
        DiagramFormat::Svg => Notation::Svg,
        DiagramFormat::Mermaid => Notation::Mermaid,
        DiagramFormat::Bpmn => Notation::Bpmn,
        DiagramFormat::Dot => Notation::Dot,
        DiagramFormat::Json => Notation::Json,
        DiagramFormat::List => return said(text::write(&prepared.site, (id, at), Form::List)),
        DiagramFormat::Table => return said(text::write(&prepared.site, (id, at), Form::Table)),
        DiagramFormat::Fence => return said(text::write(&prepared.site, (id, at), Form::Fence)),
    };
    let graphs = diagram::graphs(&prepared.site, id);
    said(graphs.get(at).map(|graph| diagram::write(graph, notation)))
}

fn said(text: Option<String>) -> Result<Exit, Failure> {
    print(&text.unwrap_or_default())?;
    Ok(Exit::Clean)
}
