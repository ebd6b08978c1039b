//! What a site costs: time, memory and size of its pages, as it grows.
//!
//! `cargo bench -p handover-benches --bench pipeline -- 1000 10000` builds generated sites of so
//! many pages, each case in a process of its own, and prints tables.
//! `-- --check` compares only ratios, which no machine changes, and fails if
//! a page costs more because the site is larger. Times of a shared machine
//! vary: compare within one run. `-- --twins 1000` says what the twins of
//! pages cost, `-- --search 1000` the search, `-- --drawings FOLDER` what the drawings of a site do, and
//! `-- --calendars 100 1000` what a role with a task and its calendars does.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a program of its own, which meets its environment itself"
)]

mod case;

use std::path::Path;
use std::process::ExitCode;

use case::{Figures, Outcome};
use handover_benches::Shape;

// The command uses the same allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The steps of a build, in order.
const STEPS: &[&str] =
    &["load", "discover", "parse", "collect", "resolve", "assemble", "check", "render", "publish"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|argument| *argument != "--bench").collect();
    let outcome = match arguments.as_slice() {
        [case::CHILD, case, root] => case::child(case, Path::new(root)).map(|()| true),
        ["--check"] => check(),
        ["--write", count, root] => write(count, Path::new(root)),
        ["--twins", count] => setting("twins", count),
        ["--search", count] => setting("search", count),
        ["--drawings", folders @ ..] => folders.iter().try_fold(true, |_, root| drawings(root)),
        ["--calendars", counts @ ..] => calendars(counts),
        [] => tables(&[1_000]),
        counts => counts
            .iter()
            .map(|count| Ok(count.parse()?))
            .collect::<Outcome<Vec<usize>>>()
            .and_then(|counts| tables(&counts)),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Writes a site and leaves it there, to be looked at or profiled.
fn write(count: &str, root: &Path) -> Outcome<bool> {
    Shape::of(count.parse()?).write(root)?;
    Ok(true)
}

/// What was measured of one shape.
struct Measured {
    shape: Shape,
    cold: Figures,
    floor: Figures,
    same: Figures,
    one: Figures,
    session: Figures,
    /// Bytes of all files.
    bytes: u64,
    /// Bytes of one page of the content, on average.
    page: f64,
}

fn tables(counts: &[usize]) -> Outcome<bool> {
    let mut shapes: Vec<Shape> = counts.iter().copied().map(Shape::of).collect();
    let smallest = counts.iter().copied().min().unwrap_or_default();
    shapes.push(Shape { folder: 200, ..Shape::of(smallest) });
    let measured: Vec<Measured> = shapes.into_iter().map(measure).collect::<Outcome<_>>()?;
    println!("cold build (ms a page is processor time)");
    let names = ["pages", "a folder", "wall ms", "cpu ms", "MB peak", "MB out", "files"];
    let more = ["ms a page", "floor", "x floor", "x wall", "html a page"];
    row(names.iter().chain(&more).map(|name| name.to_string()));
    for measured in &measured {
        row(cold_row(measured));
    }
    println!("\nsteps of the cold build, ms");
    row(["pages", "a folder"].iter().chain(STEPS).map(|name| name.to_string()));
    for Measured { shape, cold, .. } in &measured {
        let steps = STEPS.iter().map(|step| format!("{:.1}", figure(cold, step)));
        row([shape.pages.to_string(), shape.folder.to_string()].into_iter().chain(steps));
    }
    println!("\nbuilt again, ms (session: in one process, after a save)");
    let names = ["same wall", "same cpu", "written", "one wall", "one cpu", "written"];
    let more = ["prepare", "edit", "MB peak"];
    row(["pages", "a folder"].iter().chain(&names).chain(&more).map(|name| name.to_string()));
    for measured in &measured {
        row(again_row(measured));
    }
    Ok(true)
}

fn measure(shape: Shape) -> Outcome<Measured> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    shape.write(root)?;
    let floor = case::run("floor", root)?;
    let cold = case::run("build", root)?;
    let sizes = case::sizes(&root.join("public"))?;
    let same = case::run("build", root)?;
    case::touch(root)?;
    let one = case::run("build", root)?;
    let session = case::run("session", root)?;
    let bytes = sizes.values().sum();
    let page = page_bytes(shape, &sizes, shape.pages);
    Ok(Measured { shape, cold, floor, same, one, session, bytes, page })
}

/// Returns the average size of the first `count` pages of the content.
fn page_bytes(
    shape: Shape,
    sizes: &std::collections::BTreeMap<std::path::PathBuf, u64>,
    count: usize,
) -> f64 {
    let size = |page| {
        let path = shape.path(page).replace(".md", "/index.html");
        sizes.get(Path::new(&path)).copied().unwrap_or_default()
    };
    (0..count).map(size).sum::<u64>() as f64 / count as f64
}

fn cold_row(measured: &Measured) -> Vec<String> {
    let Measured { shape, cold, floor, bytes, page, .. } = measured;
    let pages = shape.pages as f64;
    let cpu = figure(cold, "cpu");
    vec![
        shape.pages.to_string(),
        shape.folder.to_string(),
        format!("{:.0}", figure(cold, "wall")),
        format!("{cpu:.0}"),
        format!("{:.1}", figure(cold, "memory") / 1e6),
        format!("{:.1}", *bytes as f64 / 1e6),
        format!("{:.0}", figure(cold, "files")),
        format!("{:.3}", cpu / pages),
        format!("{:.3}", figure(floor, "cpu") / pages),
        format!("{:.1}", cpu / figure(floor, "cpu")),
        format!("{:.1}", figure(cold, "wall") / figure(floor, "wall")),
        format!("{page:.0}"),
    ]
}

fn again_row(measured: &Measured) -> Vec<String> {
    let Measured { shape, same, one, session, .. } = measured;
    let mut cells = vec![shape.pages.to_string(), shape.folder.to_string()];
    for figures in [same, one] {
        let names = ["wall", "cpu", "written"];
        cells.extend(names.map(|name| format!("{:.0}", figure(figures, name))));
    }
    cells.push(format!("{:.1}", figure(session, "prepare")));
    cells.push(format!("{:.1}", figure(session, "edit")));
    cells.push(format!("{:.1}", figure(session, "memory") / 1e6));
    cells
}

fn figure(figures: &Figures, name: &str) -> f64 {
    figures.get(name).copied().unwrap_or(f64::NAN)
}

fn row(cells: impl IntoIterator<Item = String>) {
    let line: String = cells.into_iter().map(|cell| format!("{cell:>11} ")).collect();
    println!("{}", line.trim_end());
}

/// Demands that a page costs the same however large the site is.
fn check() -> Outcome<bool> {
    // Small folders, so that the header has all its tabs and the menu all
    // its sections even where there are few pages.
    let narrow = |pages| Shape { pages, folder: 5, area: 2 };
    let [few, many] = [check_bytes(narrow(100))?, check_bytes(narrow(2_000))?];
    let deep = Shape { folder: 200, ..Shape::of(2_000) };
    let [small, large, wide] = times([Shape::of(200), Shape::of(2_000), deep])?;
    let mut good = true;
    let mut demand = |what: &str, ratio: f64, most: f64| {
        println!("{what:<44}{ratio:>8.3}   at most {most}");
        good &= ratio <= most;
    };
    demand("html of a page, 100 to 2,000 pages", (many / few).max(few / many), 1.02);
    demand("time of a page, 200 to 2,000 pages", large / small, 1.5);
    demand("time of a page, 20 to 200 in a folder", wide / large, 1.5);
    let [few, many] = [calendar_time(200)?, calendar_time(1_000)?];
    let ratio = many / few;
    println!("{:<44}{ratio:>8.3}   at most 2", "time of a role with a task, 200 to 1,000");
    Ok(good && ratio <= 2.0)
}

/// Says what a role costs that has a task, with its page and its calendar.
fn calendars(counts: &[&str]) -> Outcome<bool> {
    for count in counts {
        let count = count.parse()?;
        let time = calendar_time(count)?;
        println!("{count:>6} roles: {:>7.0} ms, {time:.3} a role", time * count as f64);
    }
    Ok(true)
}

/// Returns the processor time that one of so many roles takes, in
/// milliseconds, nothing written: the least of some rounds.
fn calendar_time(count: usize) -> Outcome<f64> {
    let folder = tempfile::tempdir()?;
    handover_benches::write_roles(folder.path(), count)?;
    let mut least = f64::INFINITY;
    for _ in 0..4 {
        least = least.min(figure(&case::run("check", folder.path())?, "cpu"));
    }
    Ok(least / count as f64)
}

/// Returns the average bytes of the first hundred pages.
fn check_bytes(shape: Shape) -> Outcome<f64> {
    let folder = tempfile::tempdir()?;
    shape.write(folder.path())?;
    case::run("build", folder.path())?;
    Ok(page_bytes(shape, &case::sizes(&folder.path().join("public"))?, 100))
}

/// Returns the processor time of a page of each site in milliseconds, nothing
/// written: the least of some rounds, in which the sites take turns, so that
/// a busy machine meets them all.
fn times(shapes: [Shape; 3]) -> Outcome<[f64; 3]> {
    let folder = tempfile::tempdir()?;
    let root = |at: usize| folder.path().join(at.to_string());
    for (at, shape) in shapes.iter().enumerate() {
        shape.write(&root(at))?;
    }
    let mut least = [f64::INFINITY; 3];
    for _ in 0..4 {
        for (at, (least, shape)) in least.iter_mut().zip(shapes).enumerate() {
            let figures = case::run("check", &root(at))?;
            *least = least.min(figure(&figures, "cpu") / shape.pages as f64);
        }
    }
    Ok(least)
}

/// Says what a setting costs that can be turned off: the least processor time
/// of rounds in which a site with it and one without take turns, every file
/// made anew, the most memory, and how much larger the site is.
fn setting(name: &str, count: &str) -> Outcome<bool> {
    let shape = Shape::of(count.parse()?);
    let folder = tempfile::tempdir()?;
    let roots = [folder.path().join("with"), folder.path().join("without")];
    roots.iter().try_for_each(|root| shape.write(root))?;
    let settings = roots[1].join("handover.toml");
    let text = std::fs::read_to_string(&settings)?;
    std::fs::write(&settings, text + name + " = false\n")?;
    for case in ["check", "build"] {
        let mut least = [f64::INFINITY; 2];
        let (mut bytes, mut memory) = ([0; 2], [0.0_f64; 2]);
        for _ in 0..if shape.pages <= 2_000 { 5 } else { 1 } {
            for (at, root) in roots.iter().enumerate() {
                let public = root.join("public");
                if public.exists() {
                    std::fs::remove_dir_all(&public)?;
                }
                let figures = case::run(case, root)?;
                least[at] = least[at].min(figure(&figures, "cpu"));
                memory[at] = memory[at].max(figure(&figures, "memory"));
                if public.exists() {
                    bytes[at] = case::sizes(&public)?.values().sum();
                }
            }
        }
        let more = 100.0 * (least[0] / least[1] - 1.0);
        println!(
            "{case:<6} {:.0} ms with {name}, {:.0} without: {more:+.1} %, at most {:.0} and {:.0} MB \
             of memory ({:.1} and {:.1} MB written)",
            least[0],
            least[1],
            memory[0] / 1e6,
            memory[1] / 1e6,
            bytes[0] as f64 / 1e6,
            bytes[1] as f64 / 1e6,
        );
    }
    Ok(true)
}

/// Says what the drawings of a site cost: the least processor time of rounds
/// in which it is made with its flows and without, nothing written.
fn drawings(root: &str) -> Outcome<bool> {
    let mut least = [f64::INFINITY; 2];
    let mut flows = 0.0;
    for _ in 0..5 {
        for (least, case) in least.iter_mut().zip(["drawn", "undrawn"]) {
            let figures = case::run(case, Path::new(root))?;
            *least = least.min(figure(&figures, "cpu") / f64::from(case::TIMES));
            flows = figure(&figures, "flows").max(flows);
        }
    }
    let [drawn, undrawn] = least;
    println!(
        "{root}: {drawn:.0} ms with {flows:.0} flows, {undrawn:.0} without: drawings are {:.1} %",
        100.0 * (1.0 - undrawn / drawn),
    );
    Ok(true)
}
