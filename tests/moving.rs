//! Moves and fixes: what they change, and that nothing is worse afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use handover::base::SitePath;
use handover::edit::diff;
use handover::edit::moves::doubt::Doubt;
use handover::edit::moves::request::{Aim, Refusal, Request};
use handover::edit::overlay::Overlay;
use handover::host::MemoryFiles;
use handover::model::change::Change;
use handover::model::extension::Mode;
use handover::model::world::{Files, World};
use handover::pipeline::fixing;
use handover::pipeline::moving::{self, Moving};
use handover::pipeline::{Options, Session};
use proptest::prelude::*;

use crate::corpus::folder;
use crate::site::{Output, Stopped, TODAY, build};

const OPTIONS: Options = Options { today: TODAY, mode: Mode::Publish };

fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("inside")
}

fn plan(files: &dyn Files, old: &str, new: &str) -> Result<Moving, Refusal> {
    let aim = if new.ends_with('/') { Aim::Into } else { Aim::Itself };
    let request = Request { old: path(old), new: path(new), aim };
    let world = World { files, clock: &Stopped };
    moving::plan(&Session::new(), world, OPTIONS, &request).expect("memory")
}

/// Returns the files after a change.
fn changed(files: &dyn Files, change: &Change) -> MemoryFiles {
    let overlay = Overlay::new(files, change);
    let mut after = MemoryFiles::new();
    for entry in overlay.list(&path(""), &|_| false).expect("listed") {
        let bytes = overlay.read(&entry.path).expect("read").expect("there");
        after.set(entry.path, &bytes);
    }
    for name in [".openpublishing.redirection.json"] {
        if let Some(bytes) = overlay.read(&path(name)).expect("read") {
            after.set(path(name), &bytes);
        }
    }
    let after = overlay.name().iter().fold(after, |after, name| after.named(name));
    match overlay.redirections_above().expect("read") {
        Some(bytes) => after.with_redirections_above(&bytes),
        None => after,
    }
}

/// Moves something that nothing speaks against.
fn moved(files: &dyn Files, old: &str, new: &str) -> MemoryFiles {
    let moving = plan(files, old, new).expect("not refused");
    assert_eq!(doubts(&moving), "", "{old} -> {new}\n{}", diff::write(&moving.change));
    changed(files, &moving.change)
}

fn doubts(moving: &Moving) -> String {
    let line = |doubt: &Doubt| match doubt {
        Doubt::Problem(problem) => format!("worse: {}: {}\n", problem.code, problem.message),
        Doubt::Turned { written, meaning, .. } => format!("turned: {written} from {meaning}\n"),
        Doubt::Lost(page) => format!("lost: {page}\n"),
        Doubt::Unreachable { page, address } => format!("unreachable: {page} from {address}\n"),
    };
    moving.doubts.iter().map(line).collect()
}

/// Writes what a move does, for a case.
pub fn show(files: &MemoryFiles, old: &str, new: &str) -> String {
    match plan(files, old, new) {
        Ok(moving) => {
            let gone = moving.gone.iter().map(|path| format!("gone: {path}\n"));
            let text = doubts(&moving) + &gone.collect::<String>() + &diff::write(&moving.change);
            text.replace('\r', "^M")
        }
        Err(refusal) => format!("refused: {refusal}\n"),
    }
}

/// Writes what fixing does, for a case.
pub fn show_fixes(files: &MemoryFiles) -> String {
    let world = World { files, clock: &Stopped };
    let fixed = fixing::fix(&Session::new(), world, OPTIONS, &[]).expect("memory");
    diff::write(&fixed.change)
}

/// Counts problems by code.
fn counts(output: &Output) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for problem in &output.problems {
        *counts.entry(problem.code).or_default() += 1;
    }
    counts
}

fn guidance() -> Option<MemoryFiles> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/d365/guidance");
    let files = folder(&place, "");
    if files.is_none() {
        println!("skipped: no {}", place.display());
    }
    let list = place.with_file_name(".openpublishing.redirection.json");
    Some(files?.named("guidance").with_redirections_above(&std::fs::read(list).expect("redirects")))
}

/// Every link through a redirect is mended, and a second run finds nothing.
#[test]
fn fixes_of_the_guidance() {
    let Some(files) = guidance() else { return };
    let world = World { files: &files, clock: &Stopped };
    let fixed = fixing::fix(&Session::new(), world, OPTIONS, &[]).expect("memory");
    let before = build(&files);
    let mut expected = counts(&before);
    for code in ["case-mismatch", "link-to-redirect", "loose-table"] {
        expected.remove(code).expect("found before");
    }
    let after = changed(&files, &fixed.change);
    assert_eq!(counts(&build(&after)), expected);
    let world = World { files: &after, clock: &Stopped };
    let again = fixing::fix(&Session::new(), world, OPTIONS, &[]).expect("memory");
    assert_eq!(diff::write(&again.change), "");
}

/// A page that about sixty others link to.
#[test]
fn a_page_of_the_guidance_with_many_links_moves() {
    let Some(files) = guidance() else { return };
    let before = build(&files);
    let (old, new) = ("business-processes/about.md", "guide/all-about.md");
    let moving = plan(&files, old, new).expect("not refused");
    assert_eq!(doubts(&moving), "");
    let links: usize = moving
        .change
        .texts
        .values()
        .map(|text| {
            let pairs = text.before.lines().zip(text.after.lines());
            pairs
                .filter(|(before, after)| before != after && after.contains("guide/all-about"))
                .count()
        })
        .sum();
    assert!(50 < links, "{links}");
    let after = build(&changed(&files, &moving.change));
    assert_eq!(counts(&before), counts(&after));
    let address = "business-processes/about/index.html";
    assert!(after.text(address).contains("../../guide/all-about/index.html"));
}

/// A page with hundreds of links, then the folder it was in: the findings
/// stay, and every old address leads to where the page is.
#[test]
fn guidance_is_the_same_after_moves() {
    let Some(files) = guidance() else { return };
    let before = build(&files);
    let one = moved(&files, "business-processes/glossary.md", "reference/terms.md");
    let two = moved(&one, "business-processes", "processes/all");
    let after = build(&two);
    // A link through a redirect that must be written anew leads to the end.
    let [mut left, mut right] = [counts(&before), counts(&after)];
    assert!(right.remove("link-to-redirect") <= left.remove("link-to-redirect"));
    assert_eq!(left, right);
    let old = "business-processes/glossary/index.html";
    assert!(after.text(old).contains("../../reference/terms/index.html"), "{}", after.text(old));
    let addresses = before.files.keys().filter(|path| path.ends_with("/index.html"));
    let gone: Vec<&String> = addresses.filter(|path| !after.files.contains_key(*path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn guidance_moves_back_without_a_trace_but_addresses() {
    let Some(files) = guidance() else { return };
    let away = moved(&files, "implementation-guide", "guide");
    let back = moved(&away, "guide", "implementation-guide");
    for entry in files.list(&path(""), &|_| false).expect("listed") {
        let read = |files: &MemoryFiles| -> Vec<String> {
            let bytes = files.read(&entry.path).expect("read").expect("there");
            // What is written anew has no `//` between its parts.
            let text = String::from_utf8_lossy(&bytes).replace("..//", "../");
            let lines = text.lines().filter(|line| !line.starts_with("aliases: [/guide/"));
            lines.map(str::to_string).collect()
        };
        for (old, new) in read(&files).iter().zip(read(&back)) {
            assert_eq!(*old, new, "{}", entry.path);
        }
    }
}

#[test]
fn moves_that_make_no_sense_are_refused() {
    let files = MemoryFiles::new()
        .with("handover.toml", "nav = \"nav.yml\"\n")
        .with("nav.yml", "- a.md\n")
        .with("content/a.md", "# A\n")
        .with("content/b/c.md", "# C\n")
        .with("content/b/d.png", "png")
        .with("content/Big Page.md", "# Big\n");
    let refused = |old: &str, new: &str| plan(&files, old, new).err().map(|r| r.to_string());
    for (old, new, reason) in [
        ("content/x.md", "content/y.md", "there is no page, file or folder `content/x.md`"),
        ("nav.yml", "menu.yml", "`nav.yml` is not in the content folder"),
        ("content/a.md", "a.md", "`a.md` is not in the content folder"),
        ("content", "content/x", "this is the content folder itself"),
        ("content/a.md", "content/b/c.md", "`content/b/c.md` is there already"),
        ("content/a.md", "content/a.md", "`content/a.md` is there already"),
        (
            "content/a.md",
            "content/.a.md",
            "names that begin with a dot are not shown: `content/.a.md`",
        ),
        ("content/b", "content/b/e", "`content/b` cannot be moved into itself"),
        ("content/b", "content/b", "`content/b` cannot be moved into itself"),
        (
            "content/b/d.png",
            "content/d.md",
            "the name of a page ends in `.md`, and no other file's does: `content/d.md`",
        ),
        (
            "content/a.md",
            "content/big-page.md",
            "the address that `content/big-page.md` would have belongs to another page",
        ),
    ] {
        assert_eq!(refused(old, new).as_deref(), Some(reason), "{old} {new}");
    }
    let into = plan(&files, "content/a.md", "content/b").expect("moved");
    assert!(into.change.files == [path("content/a.md")]);
    assert_eq!(into.change.place(&path("content/a.md")), path("content/b/a.md"));
    let ending = plan(&files, "content/a.md", "content/z").expect("moved");
    assert_eq!(ending.change.place(&path("content/a.md")), path("content/z.md"));
}

/// Folders and files of generated sites.
const FOLDERS: &[&str] = &["", "a", "a/b", "c d", "ü"];
const NAMES: &[&str] = &["index.md", "p.md", "q r.md", "100%#?.md", "é(1).md", "pic.png"];

/// Ways to lead to a file; `T` is its path from the page, `R` from the root.
const WAYS: &[&str] = &[
    "[x](<T>)",
    "[x](</R>)",
    "[x](<~/R>)",
    "![x](<T> 'title')",
    "<a href=\"T\">x</a>",
    "[x][r]\n\n[r]: <T> \"title\"",
    "- [x](<./T#x>)",
];

fn files_of_site() -> Vec<SitePath> {
    let join = |folder: &&str, name: &&str| path(folder).child(name);
    FOLDERS.iter().flat_map(|folder| NAMES.iter().map(move |name| join(folder, name))).collect()
}

/// Makes a site in which every page leads to some files.
fn generated(links: &[(usize, usize, usize)]) -> MemoryFiles {
    let all = files_of_site();
    let mut texts: BTreeMap<&SitePath, String> = all
        .iter()
        .map(|file| (file, format!("# {}\n\n## x\n", file.as_str().replace(['#', '%'], ""))))
        .collect();
    for (from, to, way) in links {
        let (from, to) = (&all[from % all.len()], &all[to % all.len()]);
        let way = WAYS[way % WAYS.len()];
        // A picture is no page, and a page no picture.
        if from.extension() == "png" || (way.starts_with('!') != (to.extension() == "png")) {
            continue;
        }
        let written = |path: &str| path.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
        let relative = to.relative_from(&from.parent());
        let link = way.replace('T', &written(&relative)).replace('R', &written(to.as_str()));
        let text = texts.get_mut(from).expect("a page");
        if !(link.contains("[r]") && text.contains("[r]")) {
            text.push_str(&format!("\n{link}\n"));
        }
    }
    let mut files = MemoryFiles::new().with("handover.toml", "");
    for (file, text) in texts {
        files.set(file.clone(), text.as_bytes());
    }
    files
}

/// What may be moved to where: files and folders, in and out of each other.
const PLACES: &[&str] = &["a", "a/b", "ü", "new/deep", "c d", "z & y", "new"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is moved, no link breaks, no problem appears, and every
    /// address a page ever had answers.
    #[test]
    fn no_sequence_of_moves_breaks_a_link(
        links in prop::collection::vec((0usize..99, 0usize..99, 0usize..99), 20..60),
        moves in prop::collection::vec((0usize..99, 0usize..99, any::<bool>()), 1..6),
    ) {
        let mut files = generated(&links);
        let first = build(&files);
        let broken = first.problems.iter().filter(|p| p.code.starts_with("broken") || p.code == "missing-asset");
        prop_assert_eq!(broken.count(), 0, "{}", first.shown());
        let mut addresses: BTreeSet<String> = pages(&first).collect();
        let mut problems = first.problems.len();
        for (what, place, whole) in moves {
            let listed = files.list(&path(""), &|_| false).expect("listed");
            let entry = &listed[what % listed.len()].path;
            let old = match whole && !entry.parent().is_root() {
                true => entry.parent(),
                false => entry.clone(),
            };
            let new = format!("{}/", PLACES[place % PLACES.len()]);
            let Ok(moving) = plan(&files, old.as_str(), &new) else { continue };
            // An old address that another page would take over is a refusal.
            let takes_over = |doubt: &Doubt| match doubt {
                Doubt::Problem(problem) => problem.code.name() == "duplicate-address",
                doubt => matches!(doubt, Doubt::Unreachable { .. }),
            };
            if !moving.doubts.is_empty() && moving.doubts.iter().all(takes_over) {
                continue;
            }
            prop_assert_eq!(doubts(&moving), "", "{} -> {}\n{}", old, new, diff::write(&moving.change));
            let gone: BTreeSet<String> =
                moving.gone.iter().map(|folder| format!("{folder}/index.html")).collect();
            files = changed(&files, &moving.change);
            let output = build(&files);
            prop_assert!(output.problems.len() <= problems, "{}", output.shown());
            problems = output.problems.len();
            addresses.retain(|address| !gone.contains(address));
            for address in &addresses {
                prop_assert!(output.files.contains_key(address), "{} -> {}: {} is lost", old, new, address);
            }
            addresses.extend(pages(&output));
        }
    }
}

fn pages(output: &Output) -> impl Iterator<Item = String> {
    output.files.keys().filter(|path| path.ends_with("/index.html")).cloned()
}
