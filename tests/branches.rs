//! Branches of runbooks that others wrote: what is reported of them is true,
//! and the pictures of procedures can be read.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use handover::base::Code;
use handover::host::MemoryFiles;
use handover::model::branch::Goal;
use handover::model::flow::FlowOrigin;

use crate::corpus::folder;
use crate::maps::{faultless, graphs_of};
use crate::site::{build_page, prepare};

const CODES: &[Code] = &[
    Code::JUMP_TO_NOWHERE,
    Code::STEP_NAME_MISMATCH,
    Code::JUMP_NOT_UNDERSTOOD,
    Code::UNREACHABLE_STEP,
    Code::UNBOUNDED_LOOP,
    Code::DECISION_WITH_ONE_ANSWER,
];

/// Builds runbooks of others as runbooks; what is reported of their branches.
fn reported(name: &str) -> Option<BTreeMap<&'static str, usize>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let Some(files) = folder(&path, "") else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let settings = "[[defaults]]\nin = \"**\"\nkind = \"runbook\"\n";
    let prepared = prepare(&files.with("handover.toml", settings));
    let mut counts = BTreeMap::new();
    for problem in prepared.found.iter().filter(|found| CODES.contains(&found.code)) {
        println!("{name}: {} {:?} {}", problem.code, problem.span, problem.message);
        *counts.entry(problem.code.name()).or_default() += 1;
    }
    let steps = prepared.site.pages.values().flat_map(|page| &page.document.procedure);
    let steps: Vec<_> = steps.flat_map(|section| &section.steps).collect();
    let branches = steps.iter().flat_map(|step| &step.branches);
    let leading = branches.clone().filter(|branch| branch.goal != Goal::Next).count();
    let flows = prepared.site.pages.values().flat_map(|page| &page.document.flows);
    let figures = flows.filter(|flow| flow.origin == FlowOrigin::Procedure).count();
    println!(
        "{name}: {} steps, {} branches, {leading} lead elsewhere, {figures} figures",
        steps.len(),
        branches.count()
    );
    graphs_of(&prepared.site).iter().for_each(faultless);
    Some(counts)
}

#[test]
fn nothing_is_reported_of_the_branches_of_others_that_is_not_so() {
    for name in
        ["openshift-runbooks", "prometheus-operator-runbooks", "pagerduty-incident-response"]
    {
        let Some(counts) = reported(name) else { continue };
        assert!(counts.is_empty(), "{name}: {counts:?}");
    }
}

/// A runbook of so many steps, of which each leads somewhere.
fn long(steps: usize) -> String {
    let mut text = String::from("---\nkind: runbook\n---\n# A\n\n## Steps\n\n");
    for step in 1..=steps {
        let (back, on) = (steps - step + 1, step % steps + 1);
        text.push_str(&format!(
            "1. **Is it {step}?**\n   - Yes: go to step {back}\n   - No: go to step {on} (Is it {step}?)\n   - Maybe: see step 1\n"
        ));
    }
    text
}

#[test]
fn many_steps_take_no_time() {
    let start = Instant::now();
    let output = build_page(&long(10_000));
    let took = start.elapsed();
    assert!(output.text("a/index.html").contains("data-branch"));
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[test]
fn deep_and_hostile_branches_are_safe() {
    let head = "---\nkind: runbook\n---\n# A\n\n## Steps\n\n";
    let mut deep = String::from(head);
    for depth in 0..60 {
        let indent = "   ".repeat(depth * 2);
        deep.push_str(&format!("{indent}1. Why?\n{indent}   - Yes: do it\n"));
    }
    for text in [
        deep,
        format!("{head}1. A?\n   - Yes: {}\n", "go to step 1 (".repeat(20_000)),
        format!("{head}1. A?\n   - Yes: {}\n", "step 1 and then ".repeat(20_000)),
        format!("{head}1. A?\n{}", "   - x: go to step 9\n".repeat(10_000)),
        format!("{head}1. A\n   - If `: go to step 1\n   - If ``a`: b\n   - If **: c -> d\n"),
        format!("{head}{}", "## Steps\n\n1. A?\n   - Yes: go to step 2\n".repeat(4_000)),
    ] {
        let start = Instant::now();
        build_page(&text);
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    }
}

#[test]
fn a_procedure_without_branches_has_no_figure() {
    let page = |steps: &str| {
        let text = format!("---\nkind: runbook\n---\n# A\n\n## Steps\n\n{steps}");
        let files = MemoryFiles::new().with("handover.toml", "").with("a.md", &text);
        let site = prepare(&files).site;
        let flows = site.pages.values().map(|page| page.document.flows.len());
        flows.sum::<usize>()
    };
    assert_eq!(page("1. Hold\n2. Restart\n   - If not: ask the desk\n"), 0);
    assert_eq!(page("1. Hold\n2. Restart\n   - If not: stop\n"), 1);
    let many: String = (1..=81).map(|step| format!("{step}. Do {step}\n")).collect();
    assert_eq!(page(&format!("{many}82. Look\n    - If not: stop\n")), 0);
}

#[test]
fn roles_of_steps_are_lanes_of_the_figure() {
    let page = |owner: &str, role: &str| {
        format!(
            "---\nkind: runbook\nowner: {owner}\n---\n# A\n\n## Steps\n\n1. **Hold the queue.**\n\
             2. **Is it held?**\n   - Role: {role}\n   - Yes: go to step 3\n   - No: stop\n\
             3. **Start it.**\n   1. **Look.**\n"
        )
    };
    let lanes = |owner: &str, role: &str| {
        let files = MemoryFiles::new()
            .with("handover.toml", "")
            .with(
                "data/roles.yml",
                "platform-operator: {title: Platform operator}\nlead: {title: Desk lead}\n",
            )
            .with("a.md", &page(owner, role));
        let output = crate::site::build(&files);
        let json: serde_json::Value =
            serde_json::from_str(&output.text("site.json")).expect("JSON");
        let pages = json["pages"].as_array().expect("pages");
        let flow =
            pages.iter().find(|page| page["id"] == "a").expect("the page")["flows"][0].clone();
        let nodes = flow["nodes"].as_array().expect("nodes").iter();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_string();
        let nodes = nodes.map(|node| format!("{}: {}", text(&node["text"]), text(&node["role"])));
        nodes.collect::<Vec<_>>()
    };
    let expected = [
        "Hold the queue: Platform operator",
        "Is it held?: Desk lead",
        "Start it: Platform operator",
        "Look: Platform operator",
        "End: Desk lead",
    ];
    assert_eq!(lanes("platform-operator", "Desk lead"), expected);
    // One role does all of it.
    assert!(lanes("platform-operator", "Platform operator").iter().all(|own| own.ends_with(": -")));
}
