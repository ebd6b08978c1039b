//! Runs the literate cases below `tests/cases`.
//!
//! A case is a heading of the second level, a paragraph of prose, the files
//! of a site, and what a build of it gives:
//!
//! - a fence with `title="content/a.md"` is a file; the word `crlf` gives it
//!   Windows line ends, `bytes` makes `\xNN` in it a byte. The site has an
//!   empty `handover.toml` unless the case writes one or marks its fence
//!   `absent`.
//! - `diagnostics`: all problems in order. Without it there must be none.
//! - `html a/index.html main`: what is in the first such element; `text` is
//!   what stands between a page's title and what the theme puts below.
//! - `data a.md`: what `site.json` says of the page of that file.
//! - `file a/index.md`: a file of the site as it is.
//! - `files`: the paths of all files but the theme's and those for programs:
//!   `site.json`, `alerts.json`, `llms.txt` and the twins of pages.
//! - `mv a.md b.md`: the difference that moving makes, and what would be
//!   worse then; `\040` is a space, `^M` a carriage return.
//! - `fix`: the difference that fixing makes.
//! - `attest a.md A role`: the difference that attesting makes, and what is
//!   refused.
//! - `due`, `calendar`: the list and the calendar of reviews.
//!
//! `UPDATE=1` writes what a build gives into the cases; read the difference
//! before you commit it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handover::base::SitePath;
use handover::host::MemoryFiles;

use crate::dom;
use crate::moving;
use crate::reviews;
use crate::site::{Output, build};

/// A fence of a case.
pub struct Fence {
    /// The lines of its content, from 0, end exclusive.
    pub lines: std::ops::Range<usize>,
    pub info: String,
    mark: String,
}

/// One case.
pub struct Case {
    pub title: String,
    /// The line of its heading, from 0.
    line: usize,
    /// One past its last line.
    end: usize,
    pub fences: Vec<Fence>,
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files = Vec::new();
    find(&folder, &mut files);
    files.sort();
    assert!(!files.is_empty(), "no cases in {}", folder.display());
    let mut failures = String::new();
    for path in files {
        run_file(&path, &folder, &mut failures);
    }
    assert!(failures.is_empty(), "\n{failures}\nUPDATE=1 writes what the build gives; read it.");
}

pub fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

fn run_file(path: &Path, folder: &Path, failures: &mut String) {
    let text = std::fs::read_to_string(path).expect("a case file is text");
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    let name = path.strip_prefix(folder).unwrap_or(path).display();
    let cases = split(&lines);
    if cases.is_empty() {
        writeln!(failures, "tests/cases/{name}: no case in this file").unwrap();
    }
    let update = std::env::var_os("UPDATE").is_some();
    // From the last to the first, so that line numbers stay true.
    for case in cases.iter().rev() {
        let files = site(case, &lines);
        let output = build(&files);
        let mut wanted: Vec<(Option<&Fence>, String, String)> = Vec::new();
        for fence in case.fences.iter().filter(|fence| file_name(&fence.info).is_none()) {
            let actual = expected(&fence.info, &files, &output);
            let actual = actual.unwrap_or_else(|problem| problem + "\n");
            wanted.push((Some(fence), content(fence, &lines), actual));
        }
        if !case.fences.iter().any(|fence| fence.info == "diagnostics") {
            wanted.push((None, String::new(), output.shown()));
        }
        for (fence, written, actual) in wanted.into_iter().rev() {
            if written == actual {
                continue;
            }
            if update {
                replace(&mut lines, case, fence, &actual);
                continue;
            }
            let line = fence.map_or(case.line, |fence| fence.lines.start) + 1;
            let what = fence.map_or("diagnostics", |fence| &fence.info);
            let title = &case.title;
            writeln!(failures, "tests/cases/{name}:{line}: {title}: {what}").unwrap();
            difference(&written, &actual, failures);
        }
    }
    let updated = lines.join("\n") + "\n";
    if update && updated != text {
        std::fs::write(path, updated).expect("a case file can be written");
    }
}

/// Cuts a file into cases.
pub fn split(lines: &[String]) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.into(), line: at, end: at + 1, fences: Vec::new() });
        }
        let run = line.len() - line.trim_start_matches('`').len();
        if 3 <= run {
            let mark = "`".repeat(run);
            let rest = lines.iter().skip(at + 1);
            let length = rest.take_while(|line| **line != mark).count();
            let info = line.trim_start_matches('`').to_string();
            if let Some(case) = cases.last_mut() {
                case.fences.push(Fence { lines: at + 1..at + 1 + length, info, mark });
            }
            at += length + 1;
        }
        at += 1;
        if let Some(case) = cases.last_mut() {
            case.end = at.min(lines.len());
        }
    }
    cases
}

pub fn content(fence: &Fence, lines: &[String]) -> String {
    let inside = lines.get(fence.lines.clone()).unwrap_or_default();
    inside.iter().fold(String::new(), |text, line| text + line + "\n")
}

/// Returns the file a fence stands for, if it stands for one.
pub fn file_name(info: &str) -> Option<&str> {
    info.split_once("title=\"")?.1.split_once('"').map(|(name, _)| name)
}

/// Makes the site of a case.
fn site(case: &Case, lines: &[String]) -> MemoryFiles {
    let mut files = MemoryFiles::new().with("handover.toml", "");
    for fence in &case.fences {
        let Some(name) = file_name(&fence.info) else { continue };
        let path = SitePath::new(name).expect("a path inside the site");
        let flags = fence.info.rsplit('"').next().unwrap_or_default();
        if flags.contains("absent") {
            files.remove(&path);
            continue;
        }
        let mut bytes = content(fence, lines).into_bytes();
        if flags.contains("crlf") {
            bytes = String::from_utf8_lossy(&bytes).replace('\n', "\r\n").into_bytes();
        }
        if flags.contains("bytes") {
            bytes = unescape(&bytes);
        }
        files.set(path, &bytes);
    }
    files
}

pub fn unescape(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let digits = rest.strip_prefix(b"\\x").and_then(|rest| rest.get(..2));
        let byte = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = rest.get(4..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

/// Returns what an expected fence must hold.
fn expected(info: &str, site: &MemoryFiles, output: &Output) -> Result<String, String> {
    let words: Vec<&str> = info.split(' ').collect();
    match words.as_slice() {
        ["diagnostics"] => Ok(output.shown()),
        ["files"] => {
            let is_twin = |path: &str| {
                let page = path.strip_suffix(".md").map(|page| format!("{page}.html"));
                page.is_some_and(|page| output.files.contains_key(&page))
            };
            let is_own = |path: &&String| {
                !path.starts_with("_handover/")
                    && !matches!(path.as_str(), "site.json" | "alerts.json" | "llms.txt")
                    && !is_twin(path)
            };
            let own = output.files.keys().filter(is_own);
            Ok(own.map(|path| format!("{path}\n")).collect())
        }
        ["data", source] => {
            let text = output.text("site.json");
            let data: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
            let pages = data["pages"].as_array().ok_or("no pages")?;
            let page = pages.iter().find(|page| page["source"] == **source);
            let page = page.ok_or_else(|| format!("no page of {source}"))?;
            Ok(serde_json::to_string_pretty(page).unwrap() + "\n")
        }
        ["file", path] if output.files.contains_key(*path) => Ok(output.text(path)),
        ["file", path] => Err(format!("no file {path}")),
        // `\040` stands for a space in a path.
        ["mv", old, new] => {
            let [old, new] = [old, new].map(|path| path.replace("\\040", " "));
            Ok(moving::show(site, &old, &new))
        }
        ["fix"] => Ok(moving::show_fixes(site)),
        ["attest", path, role @ ..] => Ok(reviews::show_attested(site, path, &role.join(" "))),
        ["due"] => Ok(output.text("_handover/due.json")),
        ["calendar"] => Ok(output.text("_handover/due.ics").replace("\r\n", "\n")),
        ["html", path, selector] if output.files.contains_key(*path) => {
            let html = output.text(path);
            let inner = match *selector {
                "text" => dom::text_of_page(&html),
                selector => dom::inner(&html, selector),
            };
            Ok(inner.map(dom::layout).unwrap_or_else(|| "(no such element)\n".into()))
        }
        ["html", path, _] => Err(format!("no file {path}")),
        _ => Err(format!("unknown fence `{info}`")),
    }
}

/// Writes what a build gives in place of what a case expects.
pub fn replace(lines: &mut Vec<String>, case: &Case, fence: Option<&Fence>, actual: &str) {
    let actual = actual.lines().map(str::to_string);
    match fence {
        Some(fence) => {
            assert!(!actual.clone().any(|line| line == fence.mark), "use a longer fence");
            lines.splice(fence.lines.clone(), actual);
        }
        None => {
            let mut at = case.end;
            while lines.get(at - 1).is_some_and(|line| line.is_empty()) {
                at -= 1;
            }
            let open = ["".to_string(), "```diagnostics".into()];
            lines.splice(at..at, open.into_iter().chain(actual).chain(["```".into()]));
        }
    }
}

/// Writes lines that are only in one text with `-` and `+`, and those in
/// both between them.
pub fn difference(written: &str, actual: &str, out: &mut String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (written.lines().collect(), actual.lines().collect());
    let same = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let head = same(&old, &new);
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let reversed = |lines: &[&str]| lines.iter().rev().map(|l| l.to_string()).collect::<Vec<_>>();
    let (old_back, new_back) = (reversed(old), reversed(new));
    let tail = old_back.iter().zip(&new_back).take_while(|(a, b)| a == b).count();
    old.iter().take(old.len() - tail).for_each(|line| writeln!(out, "    - {line}").unwrap());
    new.iter().take(new.len() - tail).for_each(|line| writeln!(out, "    + {line}").unwrap());
}
