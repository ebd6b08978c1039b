//! Defects of procedures, checklists and training: each is found with its code at the
//! smallest wrong text, and its good twin is clean.
//!
//! `tests/defects/*.md` has them: a heading `code: what is wrong` (or `code and
//! code: ...`, in the order of their places), the wrong
//! text, the good one. In the wrong text `⟦` and `⟧` stand around what is
//! reported, and are taken out before it is read; `\u{200B}` is that
//! character. The second word of a fence says what stands around the text: a
//! page of that kind, with an owner and a charter, `page` for nothing, or
//! `readings` for a plan beside a file of readings. A
//! runbook without *Verification* is given one, unless the fence says `bare`.
//! Notes on other things may stand beside a defect.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use handover::base::Severity;
use handover::host::MemoryFiles;

use crate::cases::{self, Fence};
use crate::site::{Problem, build};

/// At least so many defects are kept.
const FEWEST: usize = 80;

/// What stands around every page.
const AROUND: &[(&str, &str)] = &[
    ("handover.toml", ""),
    (
        "data/roles.yml",
        "platform-operator: {title: Platform operator}\nsupport-lead: {title: Support lead}\n\
         service-owner: {title: Service owner}\ndata-owner: {title: Data owner}\n\
         trainer: {title: Trainer, team: desk}\n",
    ),
    ("data/teams.yml", "desk: {title: Desk, zone: Europe/Lisbon, hours: Mon-Fri 08:00-18:00}\n"),
    (
        "support.md",
        "---\nkind: charter\nid: support-charter\nowner: support-lead\nzone: Europe/Lisbon\n---\n\n\
         # Support charter\n\n## Service levels\n\n| Priority | Respond | Restore |\n|---|---|---|\n\
         | P1 | 15 min | 1 h |\n| P2 | 1 h | 1 business day |\n",
    ),
    (
        "b.md",
        "---\nkind: runbook\nowner: platform-operator\ncharter: support-charter\n---\n\n# Other page\n\n\
         ## Steps\n\n1. **Hold the queue.**\n\n## Verification\n\nIt runs.\n",
    ),
];

/// What stands around readings: a plan that has these measures.
const READINGS: &str = "readings";
const PLAN: &str = "---\nkind: training-plan\nowner: trainer\n\
period: 2027-01-01 to 2027-06-30\n---\n\n# Plan\n\n## Measures\n\n\
| Measure | Target |\n|---|---|\n| Paths signed | 100 % |\n| Calls | at most 60 |\n";

#[test]
fn every_defect_is_found_where_it_is_and_its_twin_is_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/defects");
    let mut files = Vec::new();
    cases::find(&folder, &mut files);
    files.sort();
    let mut failures = String::new();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a file of defects");
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        for case in cases::split(&lines) {
            let (code, _) = case.title.split_once(": ").expect("`code: words`");
            for code in code.split(" and ") {
                *codes.entry(code.into()).or_default() += 1;
            }
            let [wrong, right] = &*case.fences else { panic!("two fences: {}", case.title) };
            let mut out = wrong_is_found(code, wrong, &lines);
            out.push_str(&right_is_clean(code, right, &lines));
            if !out.is_empty() {
                writeln!(failures, "{}\n{out}", case.title).unwrap();
            }
        }
    }
    let count: usize = codes.values().sum();
    println!("{count} defects of {} codes", codes.len());
    assert!(failures.is_empty(), "\n{failures}");
    assert!(FEWEST <= count, "{count} defects");
}

fn wrong_is_found(code: &str, fence: &Fence, lines: &[String]) -> String {
    let (text, marks) = unmarked(&page(fence, lines));
    let mut out = String::new();
    let mut places: Vec<String> = Vec::new();
    for problem in problems(fence, &text) {
        if code.split(" and ").any(|code| code == problem.code) {
            places.push(problem.place.clone());
        } else if problem.severity != Severity::Note {
            write!(out, "  beside it: {}", problem.show()).unwrap();
        }
    }
    if places != marks || marks.is_empty() {
        writeln!(out, "  found at {places:?}, not at {marks:?}").unwrap();
    }
    out
}

fn right_is_clean(code: &str, fence: &Fence, lines: &[String]) -> String {
    let (text, marks) = unmarked(&page(fence, lines));
    assert!(marks.is_empty(), "marks in a good text");
    let wrong = problems(fence, &text).into_iter();
    let wrong = wrong.filter(|own| code.contains(own.code) || own.severity != Severity::Note);
    wrong.map(|problem| format!("  in the good one: {}", problem.show())).collect()
}

fn problems(fence: &Fence, text: &str) -> Vec<Problem> {
    let is_csv = around(fence) == READINGS;
    let path = if is_csv { "data/adoption.csv" } else { "a.md" };
    let mut files = MemoryFiles::new().with(path, text);
    if is_csv {
        files = files.with("plan.md", PLAN);
    }
    let files = AROUND.iter().fold(files, |files, (path, text)| files.with(path, text));
    build(&files).problems.into_iter().filter(|problem| problem.path == path).collect()
}

/// Returns what stands around the text of a fence.
fn around(fence: &Fence) -> &str {
    fence.info.split(' ').nth(1).expect("what stands around it")
}

/// Returns the page that a fence stands for.
fn page(fence: &Fence, lines: &[String]) -> String {
    let text = cases::content(fence, lines);
    let mut words = fence.info.split(' ').skip(2);
    let kind = around(fence);
    if kind == "page" || kind == READINGS {
        return text;
    }
    if kind == "charter" {
        return whole_charter(&text);
    }
    let charter = if kind == "runbook" { "charter: support-charter\n" } else { "" };
    let head =
        format!("---\nkind: {kind}\nowner: platform-operator\n{charter}---\n\n# A\n\n{text}");
    match kind == "runbook" && !text.contains("## Verification") && words.next() != Some("bare") {
        true => head + "\n## Verification\n\nIt runs.\n",
        false => head,
    }
}

/// The sections that every charter needs, as one in which nothing is wrong has
/// them.
const CHARTER: &[&str] = &[
    "## Scope\n\n| Area | What | In detail | Who | When | How |\n|---|---|---|---|---|---|\n\
     | Jobs | Faults | All queues | Platform operator | Desk hours | Ticket |\n",
    "## Levels\n\n| Level | Role | Does | Hands to |\n|---|---|---|---|\n\
     | 1 | Platform operator | Answers | 2 |\n| 2 | Support lead | Decides | end |\n",
    "## Hours\n\n| Team | Zone | Languages | Hours |\n|---|---|---|---|\n\
     | Desk | Europe/Lisbon | en | 24x7 |\n",
    "## Out of hours\n\n| When | Who | Reached by | Answers within |\n|---|---|---|---|\n\
     | Outside desk hours | Support lead | phone | 5 minutes |\n",
    "## Priorities\n\n| Impact \\ Urgency | High | Low |\n|---|---|---|\n| A site | P1 | P2 |\n",
    "## Service levels\n\n| Priority | Respond | Restore | Clock |\n|---|---|---|---|\n\
     | P1 | 15 min | 4 h | Around the clock |\n| P2 | 1 h | 8 h | Desk hours |\n",
    "## Escalation\n\n### Nobody answers\n\n\
     | After | From | To | Channel | Alternate |\n|---|---|---|---|---|\n\
     | 5 min | Platform operator | Support lead | pager | Service owner |\n",
    "## Who does what\n\n| Task | Platform operator | Support lead |\n|---|---|---|\n\
     | Set the priority | R | A |\n",
    "## Tools\n\n| Tool | For | Owner |\n|---|---|---|\n\
     | Ticket desk | Every request | Support lead |\n",
    "## Access\n\n| Party | System | Data | On condition | Approver | In an emergency |\n\
     |---|---|---|---|---|---|\n| Vendor | test | none | a ticket | Support lead | - |\n",
];

/// Returns a charter with the sections of a text, and those that every charter
/// needs where the text has none.
fn whole_charter(text: &str) -> String {
    let mut page = format!(
        "---\nkind: charter\nowner: platform-operator\nzone: Europe/Lisbon\n---\n\n# A\n\n{text}"
    );
    for section in CHARTER {
        let heading = section.lines().next().unwrap_or_default();
        if !text.lines().any(|line| line == heading) {
            page.push('\n');
            page.push_str(section);
        }
    }
    page
}

/// Takes the marks out of a text, and returns the places between them.
fn unmarked(text: &str) -> (String, Vec<String>) {
    let mut out = String::new();
    let (mut line, mut column, mut start) = (1, 1, None);
    let mut marks = Vec::new();
    let text = text.replace("\\u{200B}", "\u{200b}").replace("\\u{202E}", "\u{202e}");
    let text = text.replace("\\u{A0}", "\u{a0}");
    for letter in text.chars() {
        match letter {
            '⟦' => start = Some((line, column)),
            '⟧' => {
                let (from, at) = start.take().expect("an open mark");
                marks.push(format!("{from}:{at}-{line}:{column}"));
            }
            _ => {
                out.push(letter);
                (line, column) = if letter == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
        }
    }
    (out, marks)
}
