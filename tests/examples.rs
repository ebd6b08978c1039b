//! The examples of the language: a part of a handbook in which nothing is
//! wrong, and small sites that each have the findings they are written for.
//!
//! Compared is all of a finding: file, place, severity, code, message and
//! help; and there is no error and no warning beside those stated. What needs
//! a part of the language that is not built is listed in `LATER`, and a line
//! of that list that comes true fails the test. Where what the program says
//! is better than the example, `examples-deviations.md` has both and why.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handover::base::Severity;
use handover::host::MemoryFiles;

use crate::cases::{self, Case};
use crate::corpus::folder;
use crate::site::build;

/// A chapter of the language that is not built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Audiences,
}

/// A case that waits for a part of the language.
struct Later {
    file: &'static str,
    case: &'static str,
    part: Part,
    /// Codes of findings it states that are not given as stated.
    lacks: &'static [&'static str],
    /// Codes of findings that are given until then.
    meanwhile: &'static [&'static str],
}

/// What waits. The list can only shrink: a line that is true no longer fails
/// the test.
const LATER: &[Later] = &[Later {
    file: "10-blocks.md",
    case: "Containers that never close, and unknown ones",
    part: Part::Audiences,
    lacks: &["unclosed-container"],
    meanwhile: &["unclosed-container", "unsupported-directive"],
}];

/// A note in a finding as it is written: advice may stand beside what is stated.
const NOTE: &str = " note ";

/// What the good examples are known to be reported for: file, code, reason.
const KNOWN: &[(&str, &str, &str)] = &[
    ("support/charter.md", "duty-without-training", "one course is written"),
    ("checklists/month-end.md", "duty-without-training", "one course is written"),
    ("runbooks/expiring-certificate.md", "duty-without-training", "one course is written"),
    ("runbooks/failed-batch-job.md", "duty-without-training", "one course is written"),
];

fn examples() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/design/examples");
    if !path.is_dir() {
        println!("skipped: no {}", path.display());
        return None;
    }
    Some(path)
}

/// One deviation: what the example states, and what the program says.
struct Deviation {
    title: String,
    stated: Vec<String>,
    given: Vec<String>,
}

#[test]
fn the_wrong_examples_have_the_findings_they_state_and_no_other() {
    let Some(path) = examples() else { return };
    let deviations = deviations();
    let mut used = Vec::new();
    let mut failures = String::new();
    let mut files = Vec::new();
    cases::find(&path.join("wrong"), &mut files);
    files.sort();
    let mut counts = (0, 0);
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a file of wrong examples");
        let lines: Vec<String> = text.lines().map(str::to_string).collect();
        for case in cases::split(&lines) {
            let title = format!("{name}: {}", case.title);
            let deviation = deviations.iter().filter(|deviation| deviation.title == title);
            let deviation: Vec<&Deviation> = deviation.collect();
            used.extend(deviation.iter().map(|deviation| deviation.title.clone()));
            let (stated, wrong) = compare(&case, &lines, (&name, &deviation));
            counts = (counts.0 + 1, counts.1 + stated);
            if !wrong.is_empty() {
                writeln!(failures, "{title}\n{wrong}").unwrap();
            }
        }
    }
    for deviation in deviations.iter().filter(|deviation| !used.contains(&deviation.title)) {
        writeln!(failures, "no such case: {}", deviation.title).unwrap();
    }
    let waiting = LATER.iter().filter(|later| !later.lacks.is_empty()).count();
    let parts = LATER.iter().map(|later| format!("{:?}", later.part)).collect::<BTreeSet<_>>();
    println!("{} cases, {} findings; {waiting} cases wait for {parts:?}", counts.0, counts.1);
    assert!(failures.is_empty(), "\n{failures}");
}

/// Compares a case; returns how many findings it states, and what differs.
fn compare(
    case: &Case,
    lines: &[String],
    (file, deviations): (&str, &[&Deviation]),
) -> (usize, String) {
    let mut files = MemoryFiles::new().with("handover.toml", "");
    let mut stated = Vec::new();
    for fence in &case.fences {
        let content = cases::content(fence, lines);
        match cases::file_name(&fence.info) {
            Some(name) => files = files.with(name, &content),
            None => stated = findings(&content),
        }
    }
    let count = stated.len();
    let problems = build(&files).problems;
    let mut given: Vec<String> = problems.iter().map(|problem| problem.show()).collect();
    let mut out = String::new();
    for deviation in deviations {
        for line in &deviation.stated {
            match stated.iter().position(|stated| stated == line) {
                Some(at) => drop(stated.remove(at)),
                None => write!(out, "  not stated, but listed as a deviation: {line}").unwrap(),
            }
            if given.iter().any(|given| is_stated(given, line)) {
                write!(out, "  given, but listed as a deviation: {line}").unwrap();
            }
        }
        stated.extend(deviation.given.iter().cloned());
    }
    let later = LATER.iter().filter(|later| later.file == file && later.case == case.title);
    let later: Vec<&Later> = later.collect();
    settle(&stated, &mut given, &later, &mut out);
    for given in given.iter().filter(|given| !given.contains(NOTE)) {
        write!(out, "  + {given}").unwrap();
    }
    (count, out)
}

/// Takes what is stated, and what is given meanwhile, from what is given, and
/// says what is lacking or is no longer so.
fn settle(stated: &[String], given: &mut Vec<String>, later: &[&Later], out: &mut String) {
    let lacks = |code: &str| later.iter().any(|later| later.lacks.contains(&code));
    let mut waits = Vec::new();
    for stated in stated {
        let code = code_of(stated);
        match given.iter().position(|given| is_stated(given, stated)) {
            Some(at) => drop(given.remove(at)),
            None if lacks(code) => waits.push(code),
            None => write!(out, "  - {stated}").unwrap(),
        }
    }
    for code in later.iter().flat_map(|later| later.lacks).filter(|code| !waits.contains(code)) {
        writeln!(out, "  take `{code}` from `lacks`").unwrap();
    }
    for code in later.iter().flat_map(|later| later.meanwhile) {
        let before = given.len();
        given.retain(|given| code_of(given) != *code);
        if given.len() == before {
            writeln!(out, "  take `{code}` from `meanwhile`").unwrap();
        }
    }
}

/// Tells whether a finding is one that is stated. An example without help
/// says nothing of the help.
fn is_stated(given: &str, stated: &str) -> bool {
    given == stated
        || !stated.contains("\n  help: ") && given.split_inclusive('\n').next() == Some(stated)
}

fn code_of(finding: &str) -> &str {
    let (before, _) = finding.split_once(": ").unwrap_or((finding, ""));
    before.rsplit(' ').next().unwrap_or_default()
}

/// Takes the findings of a case apart: each a line, with its help below.
fn findings(text: &str) -> Vec<String> {
    let mut findings: Vec<String> = Vec::new();
    for line in text.lines() {
        match findings.last_mut().filter(|_| line.starts_with(' ')) {
            Some(last) => last.push_str(&format!("{line}\n")),
            None => findings.push(format!("{line}\n")),
        }
    }
    findings
}

/// Reads where the program differs on purpose.
fn deviations() -> Vec<Deviation> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples-deviations.md");
    let text = std::fs::read_to_string(path).expect("the list of deviations");
    let lines: Vec<String> = text.lines().map(str::to_string).collect();
    let one = |case: Case| {
        let content = case.fences.iter().map(|fence| cases::content(fence, &lines));
        let content: String = content.collect();
        let of = |sign: char| {
            let lines = content.lines().filter_map(|line| line.strip_prefix(sign));
            findings(&lines.map(|line| format!("{line}\n")).collect::<String>())
        };
        Deviation { stated: of('-'), given: of('+'), title: case.title }
    };
    cases::split(&lines).into_iter().map(one).collect()
}

#[test]
fn the_examples_have_no_error_and_no_warning() {
    let Some(path) = examples() else { return };
    let files = folder(&path, "").expect("the folder of examples");
    let output = build(&files.with("handover.toml", "exclude = [\"wrong\"]\n"));
    let is_known = |path: &str, code: &str| {
        KNOWN.iter().any(|(known, other, _)| *known == path && *other == code)
    };
    let problems = output.problems.iter().filter(|problem| problem.severity != Severity::Note);
    let (known, new): (Vec<_>, Vec<_>) =
        problems.partition(|problem| is_known(&problem.path, problem.code));
    let new: String = new.iter().map(|problem| problem.show()).collect();
    assert!(new.is_empty(), "\n{new}");
    let unused = output.problems.iter().filter(|problem| problem.code == "unused-record");
    assert_eq!(unused.count(), 0, "a record of the examples is used nowhere");
    for (path, code, _) in KNOWN {
        let is_there = known.iter().any(|problem| problem.path == *path && problem.code == *code);
        assert!(is_there, "take it from KNOWN: {path} {code}");
    }
    let charter = output.text("support/charter/index.html");
    assert!(charter.contains("+351 21 555 01 99") && !charter.contains("{{var."));
    assert!(charter.contains("<dd><a href=\"../../roles/service-owner/index.html\">Service owner"));
    for role in ["vendor-support", "release-manager", "platform-operator"] {
        assert!(output.files.contains_key(&format!("roles/{role}/index.html")), "{role}");
    }
}
