//! Pages that others wrote, beside the project in `../shared/corpora`.
//!
//! They are read where they are and never copied; where they are not there,
//! the tests say so and pass.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use handover::base::{Code, SitePath};
use handover::host::MemoryFiles;
use handover::model::page::Target;
use handover::model::sequence::EntryState;
use handover::model::site::Site;
use handover::pipeline::Prepared;

use crate::dom;
use crate::import::visible_marks;
use crate::invariants::violations;
use crate::site::{Output, Problem, build, prepare};

/// Reads a folder of a disk as `name` in memory; `None` if it is not there.
pub fn folder(path: &Path, name: &str) -> Option<MemoryFiles> {
    let mut files = MemoryFiles::new();
    path.is_dir().then(|| add(path, name, &mut files))?;
    Some(files)
}

fn add(path: &Path, name: &str, files: &mut MemoryFiles) {
    for entry in std::fs::read_dir(path).expect("a folder") {
        let path = entry.expect("an entry").path();
        let last = path.file_name().expect("a name").to_string_lossy().into_owned();
        let name = if name.is_empty() { last } else { format!("{name}/{last}") };
        if path.is_dir() {
            add(&path, &name, files);
        } else if let Some(site_path) = SitePath::new(&name) {
            files.set(site_path, &std::fs::read(&path).expect("a file"));
        }
    }
}

fn corpus(name: &str) -> Option<Output> {
    corpus_with(name, |files, _| files)
}

/// Builds a corpus; `prepare` adds to its files what lies around it.
fn corpus_with(name: &str, prepare: impl Fn(MemoryFiles, &Path) -> MemoryFiles) -> Option<Output> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let Some(files) = folder(&path, "") else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let output = build(&prepare(files, &path));
    let internal: Vec<_> = of(&output, "internal-error").map(Problem::show).collect();
    assert!(internal.is_empty(), "{internal:?}");
    let wrong = violations(&output.files);
    assert!(wrong.is_empty(), "{name}: {}\n{}", wrong.len(), head(&wrong));
    Some(output)
}

fn head(lines: &[String]) -> String {
    lines.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
}

fn of<'a>(output: &'a Output, code: &'a str) -> impl Iterator<Item = &'a Problem> {
    output.problems.iter().filter(move |problem| problem.code == code)
}

/// Counts problems by code.
fn counts(output: &Output) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for problem in &output.problems {
        *counts.entry(problem.code).or_default() += 1;
    }
    counts
}

#[test]
fn the_handbook() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = folder(&path, "content").expect("the handbook");
    files.set(SitePath::new("handover.toml").expect("a path"), b"title = \"Handbook\"\n");
    let output = build(&files);
    let wrong = violations(&output.files);
    assert!(wrong.is_empty(), "{}", head(&wrong));
    assert_eq!(of(&output, "internal-error").count(), 0);
}

/// All that is wrong with the seeds is that the pages around them are absent
/// and that three constructs of Microsoft Learn are not supported yet.
#[test]
fn the_seeds() {
    let Some(output) = corpus("seeds") else { return };
    let line = |problem: &Problem| format!("{}:{} {}\n", problem.path, problem.place, problem.code);
    let actual: String = output.problems.iter().map(line).collect();
    expect("seeds.txt", &actual);
    expect("seeds.json", &without_flows(&output.text("site.json")));
}

/// Takes out the flows of pages, whose steps are sentences of others and which
/// `flows.rs` knows, and the ids, which are named by headings of others.
fn without_flows(data: &str) -> String {
    let lines = data.lines().map(|line| without(&without(line, "flows"), "ids") + "\n");
    lines.collect()
}

/// Takes a key of a page out of its line.
fn without(line: &str, key: &str) -> String {
    let shorter = || {
        let (before, value) = line.split_once(&format!(",\"{key}\":"))?;
        let mut values = serde_json::Deserializer::from_str(value).into_iter::<serde_json::Value>();
        values.next()?.ok()?;
        Some(format!("{before}{}", value.get(values.byte_offset()..)?))
    };
    shorter().unwrap_or_else(|| line.into())
}

/// Compares with what a file in `tests/corpus` expects.
fn expect(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, actual).expect("written");
    }
    let expected = std::fs::read_to_string(&path).expect("what is expected");
    assert!(expected == actual, "{name}: UPDATE=1 writes what the build gives:\n{actual}");
}

/// The guidance is published by a gate, so that what is reported here has
/// been counted by hand: see the README of the corpora.
#[test]
fn guidance() {
    let above = |files: MemoryFiles, path: &Path| {
        let list = path.with_file_name(".openpublishing.redirection.json");
        let list = std::fs::read(list).expect("the publisher's redirects");
        files.named("guidance").with_redirections_above(&list)
    };
    let Some(output) = corpus_with("d365/guidance", above) else { return };
    for code in [
        "broken-link",
        "broken-anchor",
        "missing-asset",
        "ambiguous-reference",
        "duplicate-address",
        "link-outside",
        "wrong-type",
        "missing-title",
        "dead-redirect",
        "redirect-loop",
        "redirect-hides-page",
        "unsupported-page",
    ] {
        let found: Vec<String> = of(&output, code).map(Problem::show).collect();
        assert!(found.is_empty(), "{}", head(&found));
    }
    let counts = counts(&output);
    all_findings_of_the_guidance(&output, &counts);
    assert_eq!(visible_marks(&output), Vec::<String>::new());
    let codes =
        ["case-mismatch", "link-to-redirect", "not-in-nav", "redirect-chain", "unused-glob"];
    let line = |problem: &Problem| {
        let line = problem.place.split(':').next().unwrap_or_default();
        format!("{}:{line} {}\n", problem.path, problem.code)
    };
    let own = output.problems.iter().filter(|problem| codes.contains(&problem.code));
    expect("guidance.txt", &own.map(line).collect::<String>());
    let counted: Vec<Option<&usize>> = codes.iter().map(|code| counts.get(code)).collect();
    assert_eq!(counted, [Some(&5), Some(&20), Some(&20), Some(&2), Some(&1)]);
    the_pages_of_the_guidance(&output);
    // Lines `a.` and `ii.`, and tables that only Microsoft Learn reads.
    assert_eq!(counts.get("pseudo-list"), Some(&38));
    assert_eq!(counts.get("loose-table"), Some(&6));
    let pages = output.files.keys().filter(|path| path.ends_with(".html"));
    let pages: Vec<String> = pages.map(|path| output.text(path)).collect();
    let count = |mark: &str| pages.iter().map(|page| page.matches(mark).count()).sum::<usize>();
    let checklists = pages.iter().filter(|page| page.contains("<td class=\"box\">"));
    let boxes = "<td class=\"box\"><span class=\"tick\"><input type=\"checkbox\"";
    assert_eq!((checklists.count(), count("<table class=\"stack checks\">")), (17, 67));
    assert_eq!((count(boxes), count(">&check;"), count("checked>")), (278, 0, 0));
}

/// What the guidance says of its pages: the line "Applies to", hidden tags,
/// dates and people.
#[test]
fn guidance_as_data() {
    let Some(output) = corpus("d365/guidance") else { return };
    let text = output.text("site.json");
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let pages = data["pages"].as_array().expect("pages");
    let pages: Vec<_> = pages.iter().filter(|page| page["source"].is_string()).collect();
    let having = |key: &str| pages.iter().filter(|page| !page[key].is_null()).count();
    let values = |key: &str| -> usize {
        pages.iter().filter_map(|page| page[key].as_array()).map(Vec::len).sum()
    };
    let all = |key: &str| (having(key), values(key));
    // 594 pages of text, 10 of cards.
    assert_eq!(pages.len(), 604);
    // Every line "Applies to" that readers see; four more stand in comments.
    assert_eq!(all("applies_to"), (228, 820));
    assert_eq!(all("products"), (239, 974));
    assert_eq!(all("industries"), (110, 699));
    assert_eq!(all("stakeholders"), (160, 1246));
    assert_eq!((all("roles"), all("configuration_stage")), ((5, 17), (5, 5)));
    assert_eq!(all("contributors"), (129, 293));
    assert_eq!((having("reviewed"), having("review_due"), having("metadata")), (604, 142, 604));
    reviews_of_the_guidance(&output);
    let counts = counts(&output);
    assert_eq!(counts.get("metadata-disagrees"), Some(&65));
    assert_eq!(counts.get("tags-not-understood"), Some(&6));
    assert_eq!(counts.get("vocabulary-near-duplicate"), Some(&21));
    let topics = output.text("all-topics/index.html");
    assert_eq!(topics.matches("<li><a id=").count(), 230);
}

/// What is overdue on 22 November 2026 by `ms.date` and `ms.update-cycle`.
fn reviews_of_the_guidance(output: &Output) {
    let text = output.text("_handover/due.json");
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let pages = data["pages"].as_array().expect("pages");
    let having = |key: &str| pages.iter().filter(|page| !page[key].is_null()).count();
    assert_eq!((pages.len(), having("due")), (604, 142));
    let overdue = pages.iter().filter(|page| page["state"] == "overdue");
    let line = |page: &serde_json::Value| {
        let text = |key: &str| page[key].as_str().unwrap_or_default().to_string();
        let (source, reviewed, due) = (text("source"), text("reviewed"), text("due"));
        format!("{due} {reviewed} {} {source}\n", page["days"])
    };
    let overdue: Vec<String> = overdue.map(line).collect();
    assert_eq!(overdue.len(), 14);
    expect("guidance-overdue.txt", &overdue.concat());
    let listed = output.text("reviews-due/index.html");
    assert!(listed.contains("<a href=\"#overdue\">Overdue</a> (14)"));
    assert_eq!(output.text("_handover/due.ics").matches("BEGIN:VEVENT").count(), 142);
}

fn all_findings_of_the_guidance(output: &Output, counts: &BTreeMap<&str, usize>) {
    // All there is to find, and nothing else.
    let all = [
        ("case-mismatch", 5),
        ("comment-hides-text", 4),
        ("decision-with-one-answer", 2),
        ("flow-name-doubtful", 2),
        ("flow-not-understood", 16),
        ("invisible-character", 25),
        // Drawings beside flows; of those with text few say what the list says.
        ("flow-picture-disagrees", 49),
        ("link-to-redirect", 20),
        ("loose-table", 6),
        ("metadata-disagrees", 65),
        ("missing-include", 12),
        ("not-in-nav", 20),
        ("pseudo-list", 38),
        ("redirect-chain", 2),
        ("review-overdue", 14),
        ("sequence-differs", 10),
        ("tags-not-understood", 6),
        ("unclosed-comment", 36),
        ("unused-glob", 1),
        ("vocabulary-near-duplicate", 21),
    ];
    assert_eq!(*counts, BTreeMap::from(all));
    // Each file that is not there is reported once; 102 places include one.
    let uses = |problem: &Problem| match problem.message.rsplit_once("here and in ") {
        Some((_, "another place")) => 2,
        Some((_, others)) => 1 + others.split(' ').next().map_or(0, |n| n.parse().unwrap_or(0)),
        None => 1,
    };
    assert_eq!(of(output, "missing-include").map(uses).sum::<usize>(), 102);
}

/// All 594 pages and 10 landing pages are there, in the order of the menu,
/// and an old address leads on.
fn the_pages_of_the_guidance(output: &Output) {
    let sources = output.files.values().filter(|bytes| {
        let html = String::from_utf8_lossy(bytes);
        html.contains("<p><span>Source <code>")
    });
    assert_eq!(sources.count(), 604);
    let listing = output.text("all-pages/index.html");
    let order = ["Get started", "What is guidance?", "Copilot experiences in Dynamics 365"];
    let places: Vec<Option<usize>> = order.iter().map(|title| listing.find(title)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    let external = listing.matches("rel=\"external\"").count();
    // 35 in the menu, one above the front page.
    assert_eq!(external, 36);
    let crumbs = output.text("overview/index.html");
    let crumbs = dom::inner(&crumbs, "nav.crumbs").expect("a breadcrumb");
    assert!(crumbs.contains("https://learn.microsoft.com/dynamics365/"), "{crumbs}");
    assert!(crumbs.contains(">Guidance</a>"), "{crumbs}");
    let old = output.text("implementation-guide/prepare-go-live/index.html");
    assert!(old.is_empty() || old.contains("prepare-to-go-live"), "{old}");
    let redirects = output
        .files
        .values()
        .filter(|bytes| String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\""));
    assert_eq!(redirects.count(), 56);
}

/// The settings of MkDocs give the name, the folder and the menu.
#[test]
fn incidents() {
    let Some(output) = corpus("pagerduty-incident-response") else { return };
    // Large pictures were taken out of the corpus; boxes that enlarge them by
    // their labels are not safe HTML.
    let all =
        [("broken-anchor", 1), ("broken-link", 1), ("missing-asset", 89), ("removed-html", 89)];
    assert_eq!(counts(&output), BTreeMap::from(all));
    assert_eq!(visible_marks(&output), Vec::<String>::new());
    assert!(!output.files.contains_key("docs/index.html"));
    let home = output.text("index.html");
    assert!(home.contains("PagerDuty Incident Response Documentation"));
    let listing = output.text("all-pages/index.html");
    let listing = dom::inner(&listing, "div.all").expect("the tree");
    let order = ["Getting Started", "On-Call", "Who&#39;s On-Call?", "Anti-Patterns", "About"];
    let places: Vec<Option<usize>> =
        order.iter().map(|title| listing.find(&format!(">{title}</a>"))).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

/// Values to fill in are shown, though they look like HTML.
#[test]
fn alerts() {
    let Some(output) = corpus("openshift-runbooks") else { return };
    let html = output.text("example/index.html");
    let text = dom::text_of_page(&html).expect("the text of the page");
    assert!(text.contains("&lt;Insert site specific measures, for example to grow"), "{text}");
    assert_eq!(of(&output, "broken-link").count() + of(&output, "broken-anchor").count(), 0);
    assert_eq!(of(&output, "unknown-tag").count(), 7);
    // Pictures written without the `../` they need, and `link:` before an
    // address.
    assert_eq!(of(&output, "missing-asset").count(), 6);
    assert_eq!(of(&output, "unsafe-link").count(), 4);
}

#[test]
fn others() {
    let expected: &[(&str, &[(&str, usize)])] = &[
        // MkDocs makes other anchors; the pictures are not in the collection.
        ("pagerduty-incident-response", &[("broken-anchor", 1), ("broken-link", 1)]),
        ("prometheus-operator-runbooks", &[("broken-anchor", 0), ("broken-link", 0)]),
        ("cncf-glossary", &[("broken-anchor", 2), ("broken-link", 1)]),
    ];
    for (name, codes) in expected {
        let Some(output) = corpus(name) else { continue };
        for (code, count) in *codes {
            assert_eq!(of(&output, code).count(), *count, "{name}: {code}");
        }
    }
}

/// Builds the front half of a corpus.
pub fn prepared(name: &str, change: impl FnOnce(&mut MemoryFiles)) -> Option<Prepared> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let Some(mut files) = folder(&path, "") else {
        println!("skipped: no {}", path.display());
        return None;
    };
    change(&mut files);
    Some(prepare(&files))
}

/// Counts the entries of "Next steps" below `business-processes` by what
/// their authors wrote, and by what became of names in italics.
fn entries(site: &Site) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for page in site.pages.values() {
        let document = &page.document;
        if !document.source.content_path.as_str().starts_with("business-processes/") {
            continue;
        }
        for entry in document.sequences.iter().flat_map(|sequence| &sequence.entries) {
            let target = entry.reference().and_then(|at| page.targets.get(at as usize));
            let (state, became) = match (entry.state, target) {
                (EntryState::Linked(_), _) => ("linked", ""),
                (EntryState::Named(_), Some(Target::Page(..))) => ("named", "named: written"),
                (EntryState::Named(_), Some(Target::Planned(_))) => ("named", "named: planned"),
                (EntryState::Named(_), _) => ("named", "named: other"),
                (EntryState::Current, _) => ("current", ""),
                (EntryState::Plain, _) => ("plain", ""),
            };
            for word in [state, became].into_iter().filter(|word| !word.is_empty()) {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    counts
}

#[test]
fn next_steps_of_the_guidance() {
    let Some(prepared) = prepared("d365/guidance", |_| {}) else { return };
    let counts = entries(&prepared.site);
    let count = |word| counts.get(word).copied().unwrap_or_default();
    // What authors wrote, counted by another program (`dialect.md`) as well.
    let written = [count("linked"), count("named"), count("current"), count("plain")];
    assert_eq!(written, [606, 656, 82, 6]);
    // By title, by what the menu calls the page, or by the name other lists use.
    assert_eq!(count("named: written"), 13, "{counts:?}");
    assert_eq!(count("named: written") + count("named: planned"), 656);
    let Some((most, asked_by)) = prepared.site.planned.first() else { panic!("a planned page") };
    assert_eq!((&*most.title, asked_by.len()), ("Analyze HR programs", 14));
    let demand: Vec<usize> = prepared.site.planned.iter().map(|(_, by)| by.len()).collect();
    assert!(demand.is_sorted_by(|a, b| b <= a), "{demand:?}");
    let found = |code| prepared.found.iter().filter(move |problem| problem.code == code);
    for code in [Code::AMBIGUOUS_ENTRY, Code::MAYBE_MISSPELT, Code::NOT_ANNOUNCED] {
        let found: Vec<_> = found(code).collect();
        assert!(found.is_empty(), "{found:?}");
    }
}

/// Writing a page that fourteen ask for makes fourteen links.
#[test]
fn a_planned_page_of_the_guidance_is_written() {
    let path = SitePath::new("business-processes/analyze.md").expect("a path");
    let name = "# Analyze HR programs\n";
    let Some(prepared) =
        prepared("d365/guidance", |files| files.set(path.clone(), name.as_bytes()))
    else {
        return;
    };
    let site = &prepared.site;
    let page = site.catalog.by_path.get(&path).expect("the page");
    assert_eq!(site.backlinks.get(page.0 as usize).map(Vec::len), Some(14));
    let mut titles = site.planned.iter().map(|(planned, _)| &*planned.title);
    assert!(titles.all(|title| title != "Analyze HR programs"));
}

/// Of the processes whose areas list each other, two have lists that differ:
/// no two pages of one agree, and few of the other. The lists of the
/// processes of one area differ on two pages more. All others are the same
/// on every page.
#[test]
fn lists_of_the_guidance_that_differ() {
    let Some(output) = corpus("d365/guidance") else { return };
    let line =
        |problem: &Problem| format!("{}:{} {}\n", problem.path, problem.place, problem.message);
    let actual: String = of(&output, "sequence-differs").map(line).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/sequences.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &actual).expect("written");
    }
    let expected = std::fs::read_to_string(&path).expect("the expected problems");
    assert!(expected == actual, "UPDATE=1 writes what the build gives:\n{actual}");
}

/// Counts the records of sections "Stakeholders" below `business-processes`.
#[test]
fn stakeholders_of_the_guidance() {
    let Some(prepared) = prepared("d365/guidance", |_| {}) else { return };
    let pages = prepared.site.pages.values().map(|page| &page.document);
    let pages =
        pages.filter(|page| page.source.content_path.as_str().starts_with("business-processes/"));
    let groups: Vec<_> =
        pages.map(|page| &page.lifted.stakeholders).filter(|g| !g.is_empty()).collect();
    let sections = groups.len();
    let all: Vec<_> = groups.into_iter().flatten().collect();
    let with_roles = all.iter().filter(|group| !group.roles.is_empty()).count();
    let roles: usize = all.iter().map(|group| group.roles.len()).sum();
    assert_eq!((sections, all.len(), with_roles, roles), (84, 487, 161, 433));
}
