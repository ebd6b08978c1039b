//! The table of ARCHITECTURE.md holds: no folder of `src` imports one that
//! its line does not name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn folders_import_only_what_the_table_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let architecture = std::fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the table");
    let table = table(&architecture);
    let mut files = Vec::new();
    find(&root.join("src"), &mut files);
    files.sort();
    let mut wrong = Vec::new();
    for path in &files {
        let text = std::fs::read_to_string(path).expect("a source file");
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        let parts: Vec<&str> = name.trim_end_matches(".rs").split('/').skip(1).collect();
        // `lib.rs` names the modules, `main.rs` starts the command.
        if matches!(parts.as_slice(), ["lib" | "main"]) {
            continue;
        }
        wrong.extend(check(&text, &parts, &table).into_iter().map(|w| format!("{name}:{w}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(50 < files.len(), "the sources were found");
}

/// The rule itself can fail.
#[test]
fn a_forbidden_import_is_named() {
    let table = table("```layers\nbase:\nkinds: base\nstages: base\noutputs: base\n```\n");
    let source = "use crate::base::Span;\nuse crate::stages::load;\n";
    assert_eq!(check(source, &["kinds", "mod"], &table), ["2: kinds imports stages"]);
    let source = "//! [`crate::kinds`]\nuse crate::stages::{collect, parse::x};\n";
    let wrong = check(source, &["stages", "parse", "body"], &table);
    assert_eq!(wrong, ["2: stages::parse imports stages::collect"]);
    let source = "use crate::outputs::html::address;\nuse crate::outputs::html::{template, nav};\n";
    let wrong = check(source, &["outputs", "redirects"], &table);
    assert_eq!(wrong, ["2: outputs::redirects imports outputs::html::nav"]);
    assert_eq!(check("", &["nowhere"], &table), ["1: `nowhere` is not in the table"]);
    let source = "fn f() {\n    crate::{base::x(), kinds::y()}\n}";
    assert_eq!(check(source, &["stages", "load"], &table), ["2: stages imports kinds"]);
}

fn table(architecture: &str) -> BTreeMap<&str, Vec<&str>> {
    let block = architecture.split_once("```layers\n").and_then(|(_, rest)| rest.split_once("```"));
    let (block, _) = block.expect("a block `layers`");
    let line = |line: &'_ str| -> Option<(usize, usize)> { line.find(':').map(|at| (at, at + 1)) };
    block
        .lines()
        .map(|text| {
            let (end, rest) = line(text).expect("folder: folders");
            (&text[..end], text[rest..].split_whitespace().collect())
        })
        .collect()
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Returns what is wrong in a source file whose module path is `parts`, as
/// `line: folder imports folder`.
fn check(source: &str, parts: &[&str], table: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let own = parts.first().copied().unwrap_or_default();
    let Some(allowed) = table.get(own) else {
        return vec![format!("1: `{own}` is not in the table")];
    };
    let mut wrong = Vec::new();
    for (at, line) in source.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        for path in imports(line) {
            let mut names = path.split("::");
            let to = names.next().unwrap_or_default();
            let is_module = to.starts_with(|c: char| c.is_ascii_lowercase()) && to != "main";
            if is_module && to != own && !allowed.contains(&to) {
                wrong.push(format!("{}: {own} imports {to}", at + 1));
            }
            let (Some(unit), Some(mine)) = (names.next(), parts.get(1)) else { continue };
            let shared = [
                "address",
                "area",
                "cut",
                "name",
                "packaged",
                "readiness",
                "runbook",
                "start",
                "template",
                "writer",
            ];
            let open = own == "outputs"
                && unit == "html"
                && names.next().is_none_or(|name| shared.contains(&name));
            let apart = ["stages", "checks", "outputs"].contains(&own);
            if to == own && apart && *mine != "mod" && unit != *mine && !open {
                wrong.push(format!("{}: {own}::{mine} imports {path}", at + 1));
            }
        }
    }
    wrong
}

/// Lists the paths a line names behind `crate::` and `handover::`, with
/// braces taken apart.
fn imports(line: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for start in ["crate::", "handover::"] {
        for (at, _) in line.match_indices(start) {
            let before = line[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            expand("", &line[at + start.len()..], &mut paths);
        }
    }
    paths
}

/// Reads one path of a `use`, and those in its braces, to the end.
fn expand(before: &str, rest: &str, paths: &mut Vec<String>) {
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let (head, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let path = format!("{before}{head}");
    let Some(inside) = rest.strip_prefix('{').filter(|_| path.is_empty() || path.ends_with("::"))
    else {
        return paths.push(path.trim_end_matches(':').to_string());
    };
    let mut depth = 0usize;
    let mut start = 0;
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return expand(&path, inside[start..at].trim(), paths),
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&path, inside[start..at].trim(), paths);
                start = at + 1;
            }
            _ => {}
        }
    }
    expand(&path, inside[start..].trim(), paths);
}
