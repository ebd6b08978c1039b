//! The pages of the handbook that say what may be written: what they name is
//! known to the program, and what is not stands below a mark that says so.
//!
//! A mark is for the rest of its section. A problem that is named below one
//! and is built by now fails the test, so that the mark is taken away.

use std::collections::BTreeSet;
use std::path::Path;

use handover::base::Code;
use handover::host::MemoryFiles;
use handover::model::kind::COMMON;
use handover::registry::KINDS;

use crate::site::{build, build_page};

/// How a part that is not built begins.
const MARK: &str = "> [!NOTE] Not built yet";

/// A line of a page that is no code.
struct Line {
    text: String,
    /// The heading it stands below.
    section: String,
    /// Whether what it says is marked as not built.
    is_later: bool,
}

/// Returns the pages by name, with their lines.
fn pages() -> Vec<(String, Vec<Line>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/reference/language");
    let files = std::fs::read_dir(folder).expect("the pages").map(|entry| entry.expect("a page"));
    let mut pages: Vec<(String, Vec<Line>)> = files
        .map(|file| {
            let text = std::fs::read_to_string(file.path()).expect("a page");
            (file.file_name().to_string_lossy().into_owned(), lines(&text))
        })
        .collect();
    pages.sort_by(|one, other| one.0.cmp(&other.0));
    pages
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut section, mut level, mut fence) = (String::new(), 0, None::<String>);
    let mut marked: Option<usize> = None;
    for line in text.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match &fence {
            Some(open) if line == open => fence = None,
            None if 3 <= ticks => fence = Some("`".repeat(ticks)),
            Some(_) => {}
            None => {
                let signs = line.len() - line.trim_start_matches('#').len();
                if 0 < signs {
                    (section, level) = (line.trim_start_matches(['#', ' ']).into(), signs);
                    marked = marked.filter(|above| *above < level);
                } else if line == MARK {
                    marked = marked.or(Some(level));
                }
                let (section, is_later) = (section.clone(), marked.is_some());
                lines.push(Line { text: line.into(), section, is_later });
            }
        }
    }
    lines
}

fn page(name: &str) -> Vec<Line> {
    pages().into_iter().find(|(page, _)| page == name).expect("a page").1
}

/// Returns the rows of the tables in a section, without their heads.
fn rows(lines: &[Line], section: &str) -> Vec<Vec<String>> {
    let inside = lines.iter().filter(|line| line.section == section);
    let rows = inside.filter(|line| line.text.starts_with("| ")).skip(1).map(|line| {
        let text = line.text.replace("\\|", "\u{1}");
        text.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    assert!(!rows.is_empty(), "a table below \"{section}\"");
    rows
}

/// Returns what stands as code in a text.
fn coded(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Returns the names of problems in a line that lists some: links to their
/// pages, and words in code.
fn problems(line: &str) -> Vec<&str> {
    let linked = line.split("](../diagnostics/").skip(1).filter_map(|rest| rest.split_once(".md)"));
    let is_name = |word: &&str| {
        let is_letter = |c: char| c.is_ascii_lowercase() || c == '-';
        word.contains('-') && word.chars().all(is_letter) && word.starts_with(|c| c != '-')
    };
    linked.map(|(name, _)| name).chain(coded(line).into_iter().filter(is_name)).collect()
}

#[test]
fn a_part_that_is_not_built_is_marked_in_one_form() {
    let mut marks = 0;
    for (name, lines) in pages() {
        for (at, line) in lines.iter().enumerate() {
            if line.text == MARK {
                marks += 1;
                let heading = &lines[at - 2].text;
                assert!(heading.starts_with('#'), "{name}: a mark stands below its heading");
                assert!(lines[at + 1].text.starts_with("> "), "{name}: a mark says what is so far");
            } else {
                let is_like = line.text.to_lowercase().contains("[!note] not");
                assert!(!is_like, "{name}: write `{MARK}`");
            }
        }
    }
    assert_ne!(marks, 0, "when all is built, this file goes");
}

#[test]
fn problems_are_known_or_stand_below_a_mark() {
    let mut known = 0;
    for (page, lines) in pages() {
        for line in &lines {
            let is_list = line.text.starts_with("Problems") || line.text.starts_with("| `");
            let is_told = line.text.starts_with("Problems") || line.section == "What is checked";
            for name in problems(&line.text).into_iter().filter(|_| is_list && is_told) {
                let is_linked = line.text.contains(&format!("/{name}.md)"));
                match (Code::parse(name), line.is_later) {
                    (Some(_), true) => {
                        assert!(is_linked, "{page}: `{name}` is built: take away the mark");
                    }
                    (Some(_), false) => known += 1,
                    (None, true) => {}
                    (None, false) => panic!("{page}: no problem is called `{name}`"),
                }
            }
        }
    }
    assert!(60 < known, "{known} problems are named");
}

#[test]
fn kinds_and_keys_are_those_of_the_program() {
    let lines = page("pages.md");
    let told: Vec<String> = rows(&lines, "Kinds")
        .iter()
        .map(|row| row.iter().flat_map(|cell| coded(cell)).collect::<Vec<_>>().join(" "))
        .filter(|row| !row.is_empty())
        .collect();
    let kinds = KINDS.iter().map(|kind| [&[kind.name], kind.synonyms].concat().join(" "));
    assert_eq!(told, kinds.collect::<Vec<_>>());
    for row in rows(&lines, "Front matter").iter() {
        let [key] = coded(&row[0])[..] else { panic!("a key: {row:?}") };
        assert!(COMMON.iter().any(|field| field.name == key), "no field is called `{key}`");
    }
}

#[test]
fn sections_of_charters_and_plans_are_those_of_their_kinds() {
    let told = |page_name: &str, section: &str| -> Vec<String> {
        let rows = rows(&page(page_name), section);
        rows.into_iter().map(|row| row[0].clone()).collect()
    };
    let sections = |name: &str| -> Vec<&str> {
        let kind = KINDS.iter().find(|kind| kind.name == name).expect("a kind");
        kind.sections.iter().map(|section| section.title).collect()
    };
    assert_eq!(told("charters.md", "Sections and columns"), sections("charter"));
    let plan = told("training.md", "Training plans");
    for section in sections("training-plan") {
        assert!(plan.iter().any(|told| told == section), "a plan has a section \"{section}\"");
    }
}

#[test]
fn containers_are_known() {
    for row in rows(&page("blocks.md"), "Containers").iter() {
        for name in coded(&row[0]) {
            let output = build_page(&format!("# A\n\n::: {name}\n\n## B\n\nText\n:::\n"));
            assert_eq!(output.shown(), "", "{name}");
        }
    }
}

#[test]
fn marks_make_lists_or_are_told_to_be_missing() {
    let lines = page("references.md");
    let is_mark = |word: &&str| word.starts_with("[[_");
    for line in lines.iter().filter(|line| line.section.ends_with("marks") || is_row(line)) {
        for mark in coded(&line.text).into_iter().filter(is_mark) {
            let output = build_page(&format!("# A\n\n{mark}\n"));
            let is_missing = output.problems.iter().any(|p| p.code == "unsupported-directive");
            assert_eq!(is_missing, line.is_later, "{mark}");
        }
    }
}

fn is_row(line: &Line) -> bool {
    line.section == "Lists that the site makes" && line.text.starts_with("| `")
}

#[test]
fn records_have_the_fields_that_are_told() {
    for row in rows(&page("data.md"), "Files").iter() {
        let [file] = coded(&row[0])[..] else { panic!("a file: {row:?}") };
        if matches!(file, "variables" | "vocabularies" | "planned") {
            continue;
        }
        let (fields, inner) = row[1].split_once(" with ").unwrap_or((&row[1], ""));
        let fields = fields.split_once(" (").map_or(fields.to_owned(), |(before, rest)| {
            format!("{before}{}", rest.split_once(')').map_or("", |(_, after)| after))
        });
        let field = |key: &&str| format!("  {key}:\n");
        let inside = |key: &&str| format!("    {key}: x\n");
        let fields: Vec<String> = coded(&fields).iter().map(field).collect();
        let inner: Vec<String> = coded(inner).iter().map(inside).collect();
        let record = fields.concat() + &inner.concat();
        let files = MemoryFiles::new()
            .with("handover.toml", "")
            .with("content/a.md", "# A\n")
            .with(&format!("content/data/{file}.yml"), &format!("one:\n{record}"));
        let found = build(&files).problems;
        let unknown: Vec<_> = found.iter().filter(|p| p.code == "unknown-key").collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
}

#[test]
fn the_first_page_leads_to_all() {
    let lines = page("index.md");
    let told: BTreeSet<String> = rows(&lines, "Where to find what")
        .iter()
        .filter_map(|row| Some(row[0].split_once("](")?.1.trim_end_matches(')').to_owned()))
        .collect();
    let written = pages().into_iter().map(|(name, _)| name).filter(|name| name != "index.md");
    assert_eq!(told, written.collect());
}
