//! One defect for each rule: the example below "Wrong" on the page of a
//! problem has it, and the one below "Right" has not.
//!
//! A fence with `title="content/a.md"` is a file. Any other is the file that
//! the report on the page names: Markdown gets a title if it has none, YAML
//! of a page stands in its front matter. A few roles and pages are there
//! around every example. What cannot be shown so is in `BY_HAND`.

use std::fmt::Write as _;

use handover::base::Code;
use handover::host::MemoryFiles;
use handover::registry::explanation;

use crate::cases;
use crate::site::build;

/// What stands around every example.
const AROUND: &[(&str, &str)] = &[
    ("handover.toml", ""),
    ("content/index.md", "# Home\n"),
    (
        "content/data/roles.yml",
        "platform-operator: {title: Platform operator}\nsupport-lead: {title: Support lead}\n\
         service-owner: {title: Service owner}\n",
    ),
    ("content/data/calendars.yml", "portugal: {title: Portugal, days: {2027: [2027-01-01]}}\n"),
    ("content/runbooks/stop-jobs.md", "---\nkind: article\n---\n\n# Stop the jobs\n"),
    ("content/glossary/trainer.md", "# Trainer\n\nA shoe.\n"),
    ("content/roles/trainer.md", "# Trainer\n"),
];

/// Pages whose examples are no files that stand alone, by what they lack.
const BY_HAND: &[(&str, &[&str])] = &[
    (
        "needs other files, which the page tells of in words",
        &[
            "ambiguous-entry",
            "unknown-audience",
            "withheld-value",
            "area-listed-twice",
            "broken-anchor",
            "case-mismatch",
            "code-outside-parent",
            "include-cycle",
            "include-limit",
            "level-mismatch",
            "maybe-misspelt",
            "missing-asset",
            "picture-without-size",
            "planned-page-written",
            "sequence-differs",
            "unknown-column",
            "unknown-service",
            "unknown-team",
            "unknown-term",
            "unknown-variable",
            "unused-record",
            "vocabulary-near-duplicate",
            "wrong-kind",
        ],
    ),
    ("needs what an earlier build wrote", &["id-changed"]),
    (
        "needs the settings of another tool",
        &[
            "dead-redirect",
            "link-to-redirect",
            "not-in-nav",
            "redirect-chain",
            "redirect-hides-page",
            "redirect-loop",
            "unknown-xref",
            "unsupported-page",
            "unused-glob",
        ],
    ),
    (
        "is about names, bytes or sizes of files, or the program",
        &[
            "code-too-large",
            "duplicate-address",
            "file-too-large",
            "internal-error",
            "missing-title",
            "not-utf8",
            "picture-not-reduced",
            "skipped-link",
            "template-error",
            "two-section-pages",
            "unknown-code",
        ],
    ),
];

#[test]
fn the_page_of_a_problem_has_an_example_with_it_and_one_without() {
    let mut failures = String::new();
    let mut shown = 0;
    for code in Code::ALL {
        let wrong = found(*code, "Wrong");
        let right = found(*code, "Right");
        let holds = wrong.contains(&code.name()) && !right.contains(&code.name());
        let listed = BY_HAND.iter().any(|(_, codes)| codes.contains(&code.name()));
        shown += usize::from(holds);
        match (holds, listed) {
            (true, true) => writeln!(failures, "{code}: holds, take it from BY_HAND").unwrap(),
            (false, false) => {
                writeln!(failures, "{code}: wrong {wrong:?}, right {right:?}").unwrap();
            }
            _ => {}
        }
    }
    println!("{shown} of {} pages", Code::ALL.len());
    assert!(failures.is_empty(), "\n{failures}");
}

/// Builds the example below a heading, and lists the codes it is reported for.
fn found(code: Code, heading: &str) -> Vec<&'static str> {
    let text = explanation(code);
    let path = text.split_once("\n  --> ").map_or("", |(_, rest)| rest);
    let path = path.split(':').next().unwrap_or_default();
    let lines: Vec<String> = text.lines().map(str::to_string).collect();
    let mut files = MemoryFiles::new();
    for (path, content) in AROUND {
        files = files.with(path, content);
    }
    let cases = cases::split(&lines);
    for fence in cases.iter().filter(|case| case.title == heading).flat_map(|case| &case.fences) {
        let content = cases::content(fence, &lines);
        match cases::file_name(&fence.info) {
            Some(name) => files = files.with(name, &whole(name, &fence.info, &content)),
            None if fence.info == "text" || path.is_empty() => {}
            None => files = files.with(path, &whole(path, &fence.info, &content)),
        }
    }
    build(&files).problems.iter().map(|problem| problem.code).collect()
}

/// Makes a file of a part of one.
fn whole(path: &str, language: &str, content: &str) -> String {
    let is_page = path.ends_with(".md");
    match language.split(' ').next() {
        Some("yaml") if is_page => format!("---\n{content}---\n\n# Page\n"),
        Some("markdown") if !content.starts_with(['#', '-']) || content.starts_with("##") => {
            format!("# Page\n\n{content}")
        }
        _ => content.into(),
    }
}
