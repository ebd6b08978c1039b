//! Sites of other generators, imported.
//!
//! The cases below `tests/import` are written as those of `tests/cases`: a
//! fence with `title="..."` is a file of the source. What an import gives is
//! in fences `made PATH`, `files` and `report`; the generator is the name of
//! the file. `UPDATE=1` writes what the import gives.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use handover::base::SitePath;
use handover::host::{DiskFiles, MemoryFiles};
use handover::import::report::Counts;
use handover::import::{Generator, Import, Made, import};
use handover::model::world::Files;

use crate::cases::{self, Case, Fence};
use crate::dom;
use crate::invariants::violations;
use crate::site::{Output, build};

fn generator(name: &str) -> Generator {
    match name {
        "hugo" => Generator::Hugo,
        "techdocs" => Generator::TechDocs,
        "docusaurus" => Generator::Docusaurus,
        "mdbook" => Generator::MdBook,
        other => panic!("no generator {other}"),
    }
}

#[test]
fn every_case_of_an_import_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files = Vec::new();
    cases::find(&folder, &mut files);
    files.sort();
    assert_eq!(files.len(), 4);
    let mut failures = String::new();
    for path in files {
        run_file(&path, &mut failures);
    }
    assert!(failures.is_empty(), "\n{failures}\nUPDATE=1 writes what the import gives; read it.");
}

fn run_file(path: &Path, failures: &mut String) {
    let text = std::fs::read_to_string(path).expect("a case file is text");
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
    let update = std::env::var_os("UPDATE").is_some();
    for case in cases::split(&lines).iter().rev() {
        let files = source(case, &lines);
        let result = import(generator(&name), &files);
        if let Ok(import) = &result {
            let output = build(&imported(import, &files));
            let mut seen = visible_marks(&output);
            // A list of pages shows their first sentences as plain text.
            seen.retain(|mark| !mark.starts_with("index.html"));
            assert!(seen.is_empty(), "{name}: {}: {seen:?}", case.title);
            let wrong = violations(&output.files);
            assert!(wrong.is_empty(), "{name}: {}: {wrong:?}", case.title);
        }
        let mut wanted: Vec<&Fence> = case.fences.iter().collect();
        wanted.retain(|fence| cases::file_name(&fence.info).is_none());
        assert!(!wanted.is_empty(), "{}: nothing is expected", case.title);
        for fence in wanted.into_iter().rev() {
            let actual = match &result {
                Ok(import) => expected(&fence.info, import),
                Err(failure) => format!("{failure}\n"),
            };
            let written = cases::content(fence, &lines);
            if written == actual {
                continue;
            }
            if update {
                cases::replace(&mut lines, case, Some(fence), &actual);
                continue;
            }
            let (line, title) = (fence.lines.start, &case.title);
            writeln!(failures, "tests/import/{name}.md:{line}: {title}: {}", fence.info).unwrap();
            cases::difference(&written, &actual, failures);
        }
    }
    let updated = lines.join("\n") + "\n";
    if update && updated != text {
        std::fs::write(path, updated).expect("a case file can be written");
    }
}

fn source(case: &Case, lines: &[String]) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    for fence in &case.fences {
        let Some(name) = cases::file_name(&fence.info) else { continue };
        let flags = fence.info.rsplit('"').next().unwrap_or_default();
        let mut bytes = cases::content(fence, lines).into_bytes();
        if flags.contains("crlf") {
            bytes = String::from_utf8_lossy(&bytes).replace('\n', "\r\n").into_bytes();
        }
        if flags.contains("bytes") {
            bytes = cases::unescape(&bytes);
        }
        files.set(SitePath::new(name).expect("a path inside the site"), &bytes);
    }
    files
}

fn expected(info: &str, import: &Import) -> String {
    match info.split_once(' ') {
        Some(("made", path)) => {
            match SitePath::new(path).and_then(|path| import.files.get(&path)) {
                Some(Made::Text(text)) => shown(text),
                Some(Made::Copy(from)) => format!("(copy of {from})\n"),
                None => "(no such file)\n".into(),
            }
        }
        _ if info == "files" => import.files.keys().map(|path| format!("{path}\n")).collect(),
        _ if info == "report" => import.report.human(),
        _ => format!("unknown fence `{info}`\n"),
    }
}

/// Shows Windows line ends, and adds a line end that is missing.
fn shown(text: &str) -> String {
    let text = text.replace("\r\n", "\\r\n");
    if text.ends_with('\n') || text.is_empty() { text } else { text + "\n" }
}

/// Puts the files of an import together with those they are copies of.
fn imported(import: &Import, source: &dyn Files) -> MemoryFiles {
    let mut files = MemoryFiles::new();
    for (path, made) in &import.files {
        match made {
            Made::Text(text) => files.set(path.clone(), text.as_bytes()),
            Made::Copy(from) => {
                let bytes = source.read(from).expect("readable").expect("there");
                files.set(path.clone(), &bytes);
            }
        }
    }
    files
}

fn corpus(name: &str) -> Option<DiskFiles> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    if !path.is_dir() {
        println!("skipped: no {}", path.display());
        return None;
    }
    Some(DiskFiles::open(&path).expect("a folder"))
}

/// Lists the marks of other generators that readers see outside code.
pub fn visible_marks(output: &Output) -> Vec<String> {
    let mut seen = Vec::new();
    for (path, bytes) in output.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        let Some(text) = dom::text_of_page(&html) else { continue };
        let mut text = text.to_string();
        for (open, close) in [("<pre", "</pre>"), ("<code", "</code>")] {
            while let Some(start) = text.find(open) {
                let length = text[start..].find(close).expect("closed") + close.len();
                text.replace_range(start..start + length, "");
            }
        }
        let text = text.replace("&lt;", "<");
        for mark in ["{{<", "{{%", ":::", "!!!", "<%=", "{% "] {
            if text.contains(mark) {
                seen.push(format!("{path}: {mark}"));
            }
        }
    }
    seen
}

fn counts(import: &Import, construct: &str) -> (usize, usize, usize) {
    let Counts { kept, changed, not_understood, .. } =
        import.report.constructs.get(construct).copied().unwrap_or_default();
    (kept, changed, not_understood)
}

/// The figures were counted in the files by other means: `grep -c '^weight:'`
/// and the like.
#[test]
fn alerts_written_for_hugo() {
    let Some(files) = corpus("prometheus-operator-runbooks") else { return };
    let import = import(Generator::Hugo, &files).expect("imported");
    assert!(import.report.is_complete(), "{}", import.report.human());
    assert_eq!(import.report.pages, 119);
    assert_eq!(counts(&import, "front matter yaml"), (111, 0, 0));
    assert_eq!(counts(&import, "key title"), (110, 0, 0));
    assert_eq!(counts(&import, "key weight"), (0, 108, 0));
    assert_eq!(counts(&import, "key aliases"), (0, 2, 0));
    assert_eq!(counts(&import, "shortcode param"), (0, 7, 0));
    assert_eq!(counts(&import, "shortcode ref"), (0, 7, 0));
    let output = build(&imported(&import, &files));
    assert_eq!(visible_marks(&output), Vec::<String>::new());
    let wrong: Vec<_> = output.problems.iter().filter(|p| p.severity.word() != "note").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The same files unchanged show what is gone now.
    let before = build(&files);
    assert!(!visible_marks(&before).is_empty());
}

#[test]
fn a_glossary_in_four_languages() {
    let Some(files) = corpus("cncf-glossary") else { return };
    let import = import(Generator::Hugo, &files).expect("imported");
    assert_eq!(import.report.pages, 213);
    assert_eq!(counts(&import, "shortcode sign-language-section"), (0, 0, 7));
    let by_language = ["de", "ja", "ur"].map(|lang| {
        let key = format!("\nlang: {lang}\n");
        let has = |made: &&Made| matches!(made, Made::Text(text) if text.replace('\r', "").contains(&key));
        import.files.values().filter(has).count()
    });
    assert_eq!(by_language, [23, 79, 16]);
    let mut constructs: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in import.report.unresolved() {
        *constructs.entry(&finding.construct).or_default() += 1;
    }
    // The pictures are not in the collection.
    let expected = [("link", 74), ("shortcode sign-language-section", 7)];
    assert_eq!(constructs.into_iter().collect::<Vec<_>>(), expected);
    let output = build(&imported(&import, &files));
    assert_eq!(visible_marks(&output), Vec::<String>::new());
    let broken = output.problems.iter().filter(|p| p.code == "broken-link").count();
    assert_eq!(broken, 0);
}

/// Links are never followed, neither to files nor to folders.
#[test]
fn links_on_a_disk_are_told_of() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let content = folder.path().join("content");
    std::fs::create_dir(&content).expect("made");
    std::fs::write(content.join("a.md"), "# A\n").expect("written");
    std::os::unix::fs::symlink("/etc/hosts", content.join("b.md")).expect("linked");
    std::os::unix::fs::symlink("..", content.join("up")).expect("linked");
    let files = DiskFiles::open(folder.path()).expect("opened");
    let import = import(Generator::Hugo, &files).expect("imported");
    let found: Vec<String> = import.report.unresolved().map(|f| f.file.to_string()).collect();
    assert_eq!(found, ["content/b.md", "content/up"]);
    assert_eq!(import.report.pages, 1);
}

#[test]
fn what_cannot_be_imported_is_a_failure() {
    for name in ["hugo", "techdocs", "docusaurus", "mdbook"] {
        assert!(import(generator(name), &MemoryFiles::new()).is_err(), "{name}");
    }
}

/// Pages written to take long end quickly, and build.
#[test]
fn hostile_sources_end_in_time() {
    let many = |text: &str, times: usize| text.repeat(times / 10);
    let line = "a".repeat(1_000_000);
    let hostile = [
        "{{< alert >}}\n".repeat(10_000) + &"{{< /alert >}}\n".repeat(10_000),
        many("{{< x >}}", 100_000),
        many("{{<", 300_000),
        many("{{< \"x", 100_000),
        many("{{< highlight >}}", 60_000),
        many("{{</* ", 100_000),
        many("{{% tabs %}}{{% tab %}}", 20_000),
        many("`", 1_000_000),
        (1..1_000).map(|n| "`".repeat(n) + " ").collect(),
        many("[a](", 200_000),
        many("](<", 200_000),
        many("<!-- ", 200_000),
        many("> ", 300_000),
        many("- ", 300_000),
        ":::note\n".repeat(10_000) + &":::\n".repeat(10_000),
        many("::::", 200_000),
        many("<Tabs><TabItem>", 20_000),
        many("<A b={", 100_000),
        many("{", 500_000),
        many("{\"", 300_000),
        many("import a from 'b'\n\n", 20_000),
        many("<%= ", 200_000),
        many("<%= partial \"x\" %>", 20_000),
        many("{{#include ", 100_000),
        many("{{#include ../../x}}", 50_000),
        many("\t\t\n", 300_000),
        format!("---\na: {}\n---\n", many("[", 60_000)),
        format!("+++\na = {}\n+++\n", many("[", 60_000)),
        many("{\"a\":", 100_000),
        line,
    ];
    for (name, path) in [
        ("hugo", "content/a.md"),
        ("techdocs", "source/a.html.md.erb"),
        ("docusaurus", "docs/a.mdx"),
        ("mdbook", "src/a.md"),
    ] {
        for text in &hostile {
            let files = MemoryFiles::new()
                .with(path, text)
                .with("src/SUMMARY.md", "[a](a.md)\n")
                .with("sidebars.js", &format!("module.exports = {{a: {text}}}"));
            let began = Instant::now();
            let import = import(generator(name), &files).expect("imported");
            assert!(import.report.pages <= 2);
            let head: String = text.chars().take(20).collect();
            assert!(began.elapsed() < Duration::from_secs(20), "{name}: {head:?}");
        }
    }
}

#[test]
fn deep_menus_end_in_time() {
    let mut summary = String::new();
    for depth in 0..2_500 {
        writeln!(summary, "{}- [x]()", " ".repeat(depth)).unwrap();
    }
    let files = MemoryFiles::new().with("src/SUMMARY.md", &summary).with("src/a.md", "# A\n");
    let import = import(Generator::MdBook, &files).expect("imported");
    assert_eq!(counts(&import, "draft chapter"), (0, 2_500, 0));
}
