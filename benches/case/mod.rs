//! What is measured: one build in a process of its own, so that its memory
//! and processor time are its own.
//!
//! The parent starts this same program with the name of a case; the child
//! builds and prints what it took as lines `NAME VALUE`. Figures about the
//! process come from `/proc`, so this runs on Linux only.

mod floor;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use handover::base::SitePath;
use handover::host::disk::DiskFiles;
use handover::host::publish::Publication;
use handover::host::terminal::MonotonicClock;
use handover::model::artifact::Content;
use handover::model::chart::Charts;
use handover::model::document::Document;
use handover::model::extension::{Mode, RenderContext};
use handover::model::site::Site;
use handover::model::world::{Failure, Sink, World};
use handover::pipeline::{self, Options, Session};
use handover::{registry, stages};

/// What went wrong, in words.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a child measured, by name. Times are milliseconds, memory and output
/// are bytes.
pub type Figures = BTreeMap<String, f64>;

/// Names the first argument of a child.
pub const CHILD: &str = "--case";

/// Runs a case in a child process.
///
/// # Errors
/// If the child cannot be started, fails or says something else than figures.
pub fn run(case: &str, root: &Path) -> Outcome<Figures> {
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(CHILD).arg(case).arg(root).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8(output.stdout)?;
    let figures = text.lines().filter_map(|line| line.split_once(' '));
    figures.map(|(name, value)| Ok((name.to_string(), value.parse()?))).collect()
}

/// Is the child: measures a case and prints the figures.
///
/// # Errors
/// If the site cannot be built.
pub fn child(case: &str, root: &Path) -> Outcome<()> {
    let start = Instant::now();
    let mut figures = match case {
        "build" => build(root)?,
        "check" => check(root)?,
        "session" => session(root)?,
        "drawn" => made(root, Flows::Drawn)?,
        "undrawn" => made(root, Flows::TakenOut)?,
        "floor" => floor::build(&root.join("content"), &root.join("floor"))?,
        other => return Err(format!("no case `{other}`").into()),
    };
    figures.entry("wall".into()).or_insert(milliseconds(start));
    figures.insert("cpu".into(), processor_time()?);
    figures.insert("memory".into(), peak_memory()?);
    figures.iter().for_each(|(name, value)| println!("{name} {value}"));
    Ok(())
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

fn options() -> Options {
    Options { today: jiff::civil::date(2026, 11, 15), mode: Mode::Publish }
}

/// Builds as the command does, into the folder `public`.
fn build(root: &Path) -> Outcome<Figures> {
    let (files, clock) = (DiskFiles::open(root)?, MonotonicClock::new());
    let world = World { files: &files, clock: &clock };
    let publication = Publication::begin(&root.join("public"), &root.join("content"), root)?;
    let session = Session::new();
    let built = pipeline::build(&session, world, options(), &publication, &|_, _| {})?;
    let start = Instant::now();
    let published = publication.commit()?;
    let mut figures = Figures::from([("publish".into(), milliseconds(start))]);
    for (step, time) in &built.timings {
        figures.insert((*step).into(), time.as_secs_f64() * 1e3);
    }
    figures.insert("files".into(), built.files as f64);
    figures.insert("written".into(), published.written as f64);
    figures.insert("problems".into(), built.diagnostics.len() as f64);
    Ok(figures)
}

/// Makes every file and keeps none, as `handover check` does.
fn check(root: &Path) -> Outcome<Figures> {
    let (files, clock) = (DiskFiles::open(root)?, MonotonicClock::new());
    let world = World { files: &files, clock: &clock };
    pipeline::build(&Session::new(), world, options(), &Nowhere, &|_, _| {})?;
    Ok(Figures::new())
}

/// So often a site is made by one child: ticks of processor time are coarse.
pub const TIMES: u32 = 10;

/// What becomes of the flows of a site.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flows {
    Drawn,
    TakenOut,
}

/// Makes every file some times, each time as if for the first time, and keeps
/// none.
fn made(root: &Path, flows: Flows) -> Outcome<Figures> {
    let (files, clock) = (DiskFiles::open(root)?, MonotonicClock::new());
    let world = World { files: &files, clock: &clock };
    let (mut drawings, mut made) = (0, 0);
    for _ in 0..TIMES {
        let session = Session::new();
        let mut prepared = pipeline::prepare(&session, world, options())?;
        if flows == Flows::TakenOut {
            take_out_flows(&mut prepared.site);
        }
        drawings = prepared.site.pages.values().flat_map(|page| &page.document.flows).count();
        let ctx = RenderContext {
            site: &prepared.site,
            theme: &prepared.theme,
            highlighter: &session.highlighter,
            drawings: &session.drawings,
            mode: Mode::Publish,
        };
        let rendered = stages::render::render(&ctx, registry::OUTPUTS, &Nowhere, &|_, _| {})?;
        made = rendered.value;
    }
    Ok(Figures::from([("flows".into(), drawings as f64), ("files".into(), made as f64)]))
}

/// Takes out what is drawn: flows, and charts made of them.
fn take_out_flows(site: &mut Site) {
    site.charts = Charts::default();
    for page in site.pages.values_mut().filter(|page| !page.document.flows.is_empty()) {
        let flows = Default::default();
        page.document = Arc::new(Document { flows, ..(*page.document).clone() });
    }
}

/// Prepares a site twice in one session, the second time with one page
/// changed, and makes that page: what the preview server does after a save.
fn session(root: &Path) -> Outcome<Figures> {
    let (files, clock) = (DiskFiles::open(root)?, MonotonicClock::new());
    let world = World { files: &files, clock: &clock };
    let session = Session::new();
    let mut figures = Figures::new();
    drop(pipeline::prepare(&session, world, options())?);
    let start = Instant::now();
    drop(pipeline::prepare(&session, world, options())?);
    figures.insert("prepare".into(), milliseconds(start));
    touch(root)?;
    let start = Instant::now();
    let prepared = pipeline::prepare(&session, world, options())?;
    let ctx = RenderContext {
        site: &prepared.site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: Mode::Preview,
    };
    let jobs = stages::render::plan(&ctx, registry::OUTPUTS);
    let changed = jobs.iter().find(|(job, _)| job.path.as_str().contains("page-00000"));
    if let Some((job, output)) = changed {
        let rendered = stages::render::one(job, *output, &ctx);
        Nowhere.put(&job.path, rendered.value.content())?;
    }
    figures.insert("edit".into(), milliseconds(start));
    Ok(figures)
}

/// A sink that keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: &SitePath, _content: Content<'_>) -> Result<(), Failure> {
        Ok(())
    }
}

/// Adds a sentence to the first page.
///
/// # Errors
/// What the system says.
pub fn touch(root: &Path) -> Outcome<()> {
    let path = root.join("content/area-00000/topic-00000/page-00000.md");
    let text = std::fs::read_to_string(&path)?;
    Ok(std::fs::write(path, format!("{text}\nOne sentence more.\n"))?)
}

/// Returns user and system time of this process in milliseconds.
fn processor_time() -> Outcome<f64> {
    const TICK: f64 = 10.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name of the program, in brackets, may hold spaces.
    let (_, rest) = stat.rsplit_once(") ").ok_or("no times in /proc/self/stat")?;
    let ticks = rest.split(' ').skip(11).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? * TICK)
}

/// Returns the most memory this process has had, in bytes.
fn peak_memory() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = line.ok_or("no VmHWM")?.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024.0)
}

/// Returns all files below a folder with their sizes.
///
/// # Errors
/// What the system says.
pub fn sizes(folder: &Path) -> Outcome<BTreeMap<PathBuf, u64>> {
    let mut sizes = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder)?.to_path_buf();
            sizes.insert(path, entry.metadata()?.len());
        }
    }
    Ok(sizes)
}
