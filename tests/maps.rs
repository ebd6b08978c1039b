//! Maps that are put together from flows: a change of one flow changes the
//! map of its process, many flows cost what they are long, and those of real
//! pages can be followed.

use std::path::Path;

use handover::base::SitePath;
use handover::domain::diagram::graph::Graph;
use handover::domain::diagram::size::{Form, typeset};
use handover::domain::diagram::{measure, narrow, wide};
use handover::host::MemoryFiles;
use handover::model::chart::figure::{ChartFigure, of_process, of_site};
use handover::model::site::Site;
use handover::pipeline::Session;
use handover::report::diagram::graphs;

use crate::corpus::folder;
use crate::site::{build, build_in, prepare};

/// A process with three areas, of which the first says `flow`.
fn site(flow: &str) -> MemoryFiles {
    let area = |name: &str, flow: &str| {
        format!("---\nkind: area\npart_of: run\n---\n# {name}\n\n```process\n{flow}\n```\n")
    };
    MemoryFiles::new()
        .with("handover.toml", "")
        .with(
            "run.md",
            "---\nkind: process\n---\n# Run\n\n## Areas\n\n1. [[A]]\n2. [[B]]\n3. [[C]]\n",
        )
        .with("a.md", &area("A", flow))
        .with("b.md", &area("B", "1. Do it\n2. End\n> 1 -> [[C]]"))
        .with("c.md", &area("C", "1. Do it\n2. End"))
}

#[test]
fn a_map_follows_the_flows_of_other_pages() {
    let session = Session::new();
    let to_c = build_in(&session, &site("1. Do it\n2. End\n> 1 -> [[C]]"));
    let page = |output: &crate::site::Output| output.text("run/index.html");
    assert!(page(&to_c).contains("A. Process area. Next: C."), "{}", page(&to_c));
    let both = build_in(&session, &site("1. Do it\n2. End\n> 1 -> [[C]]\n> 1 -> [[B]]"));
    assert!(page(&both).contains("A. Process area. Next: B and C."), "{}", page(&both));
    // In a row as they are listed there is nothing to draw.
    let row = build_in(&session, &site("1. Do it\n2. End\n> 1 -> [[B]]"));
    assert!(!page(&row).contains("<figure"), "{}", page(&row));
    for (again, flow) in
        [(&to_c, "1. Do it\n2. End\n> 1 -> [[C]]"), (&row, "1. Do it\n2. End\n> 1 -> [[B]]")]
    {
        assert!(*again == build(&site(flow)), "a new session builds the same");
    }
}

/// Many areas that all name each other, far more than a reader can follow.
#[test]
fn a_crowd_is_no_picture() {
    let name = |at: usize| format!("Area {at}");
    let areas = 400;
    let mut files = MemoryFiles::new().with("handover.toml", "");
    let list: String = (0..areas).map(|at| format!("1. [[{}]]\n", name(at))).collect();
    files = files.with("run.md", &format!("---\nkind: process\n---\n# Run\n\n## Areas\n\n{list}"));
    for at in 0..areas {
        let others = (1..60).map(|step| format!("> 1 -> [[{}]]\n", name((at + 7 * step) % areas)));
        let text = format!(
            "---\nkind: area\npart_of: run\n---\n# {}\n\n```process\n1. Do it\n2. End\n{}```\n",
            name(at),
            others.collect::<String>()
        );
        files = files.with(&format!("a{at}.md"), &text);
    }
    let prepared = prepare(&files);
    let run = prepared.site.catalog.by_id.get("run").expect("the process");
    assert_eq!(prepared.site.charts.processes[run].passages.len(), 400 * 59);
    assert!(of_process(&prepared.site, *run, &|page| page.output.to_string()).is_none());
}

fn guidance() -> Option<Site> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/d365/guidance");
    let files = folder(&path, "");
    if files.is_none() {
        println!("skipped: no {}", path.display());
    }
    Some(prepare(&files?).site)
}

#[test]
fn the_processes_of_the_guidance_have_maps() {
    let Some(site) = guidance() else { return };
    let href = |page: &handover::model::catalog::Identity| page.output.to_string();
    let charts = site.charts.processes.keys();
    let charts: Vec<ChartFigure> = charts.filter_map(|id| of_process(&site, *id, &href)).collect();
    let all = of_site(&site, &href).expect("a map of processes");
    println!(
        "{} maps; {} processes with {} ways",
        charts.len(),
        all.graph.nodes.len(),
        all.graph.edges.len()
    );
    assert!(8 <= charts.len(), "{} maps", charts.len());
    assert!(13 <= all.graph.nodes.len() && all.drawn().is_none(), "too many ways to be followed");
    charts.iter().for_each(|chart| faultless(&chart.drawn().expect("a picture")));
}

/// Draws a graph in both forms, without a fault.
pub fn faultless(graph: &Graph) {
    for form in [Form::Wide, Form::Narrow] {
        let sketch = typeset(graph, form).sketch;
        let drawing = match form {
            Form::Wide => wide(&sketch),
            Form::Narrow => narrow::lay_out(&sketch),
        };
        let measures = measure(&sketch, &drawing);
        assert_eq!(measures.hard_faults(), 0, "{}: {form:?} {measures:?}", graph.title);
    }
}

pub fn graphs_of(site: &Site) -> Vec<Graph> {
    let drawn = |graph: &Graph| graph.nodes.len() <= 80 && graph.edges.len() <= 160;
    let pages = site.pages.keys().flat_map(|id| graphs(site, *id));
    pages.filter(drawn).collect()
}

#[test]
fn every_figure_of_the_handbook_is_drawn_without_a_fault() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = folder(&path, "content").expect("the handbook");
    files.set(SitePath::new("handover.toml").expect("a path"), b"title = \"Handbook\"\n");
    let graphs = graphs_of(&prepare(&files).site);
    println!("{} figures", graphs.len());
    assert!(10 <= graphs.len());
    graphs.iter().for_each(faultless);
}

#[test]
fn every_figure_of_the_guidance_is_drawn_without_a_fault() {
    let Some(site) = guidance() else { return };
    let graphs = graphs_of(&site);
    println!("{} figures", graphs.len());
    graphs.iter().for_each(faultless);
}
