//! The page of measures of a training plan, and what its readings may be.

use handover::host::MemoryFiles;
use jsonschema::validator_for;
use serde_json::Value;

use crate::site::build;

const PLAN: &str = "---
kind: training-plan
id: plan
title: Plan
owner: ops
period: 2026-10-01 to 2026-12-31
---

# Plan

## Audiences

| Audience | Role | People |
|---|---|---|
| Night shift | Operator | 6 |
| Desk | Agent | 10 |

## Who learns what

| Subject | Night shift | Desk |
|---|---|---|
| [[A course]] | must | must |
| [[To come]] | must | may |

## Sessions

| Session | Audience | When |
|---|---|---|
| Queues | Night shift | 2026-11-20 10:00-11:30 UTC |
| Again | Operator | 2026-11-22 10:00-10:45 UTC |
| Tour | Desk, Night shift | 2026-12-01 to 2026-12-04 |

## Measures

| Measure | From | Target |
|---|---|---|
| Paths signed | sheets | at least 80 % |
| Calls | desk | at most 60 |
| Mood | walls | good |
";

const COURSE: &str = "---\nkind: module\nid: course\nowner: ops\nteaches: [job]\n---\n\n# A course\n\n\
## Objectives\n\n- Know it. {#know}\n\n## Knowledge check\n\n### Which first?\n\n- [x] This\n\
- [ ] That\n\nFrom: [[job#hold]]\n\nObjective: [[#know]]\n";

const JOB: &str = "---\nkind: runbook\nid: job\nowner: ops\n---\n\n# Job\n\n## Steps\n\n\
1. **Hold the queue.** {#hold}\n   - Role: Agent\n2. **Wait.**\n   - Role: Operator\n\n\
## Verification\n\nIt runs.\n";

fn site() -> MemoryFiles {
    MemoryFiles::new()
        .with("handover.toml", "")
        .with("data/roles.yml", "ops: {title: Operator}\nagent: {title: Agent}\n")
        .with("plan.md", PLAN)
        .with("course.md", COURSE)
        .with("job.md", JOB)
}

fn page(csv: &str) -> String {
    build(&site().with("data/adoption.csv", csv)).text("plan/measures.html")
}

#[test]
fn both_forms_and_all_marks_give_one_page() {
    let wide = page("date,Paths signed,Calls\n2026-10-31,71.5,84\n2026-11-20,82,\n");
    for csv in [
        "\u{feff}Date;paths signed;CALLS\r\n2026-10-31;71,5 %;84\r\n2026-11-20;82,0;-\r\n",
        "date\tPaths signed\tCalls\n2026-10-31\t\"71,5\"\t84\n\n2026-11-20\t82\n",
        "date,measure,value\n2026-10-31,Paths signed,71.5\n2026-10-31,Calls,84\n\
         2026-11-20,Paths signed,82\n2026-11-20,Calls,\n",
    ] {
        assert_eq!(page(csv), wide, "{csv}");
    }
    assert!(wide.contains("Latest: 82\u{a0}% on 20 November 2026."), "{wide}");
    assert!(wide.contains("Reached") && wide.contains("Above the target"), "{wide}");
    assert!(
        wide.contains(
            "<tr><th scope=\"row\">31 October 2026</th><td class=\"num\">71.5\u{a0}%</td>"
        )
    );
    assert!(wide.contains("<td class=\"num\">none</td>"), "a gap stands in the table");
    assert_eq!(wide.matches("role=\"img\"").count(), 4, "two measures, two forms each");
    assert!(wide.contains("No readings yet."), "{wide}");
    assert!(!wide.contains("style=") && !wide.contains("<script>"), "{wide}");
}

#[test]
fn people_sessions_and_holes_are_counted() {
    let page = page("date,Calls\n");
    let has = |part: &str| assert!(page.contains(part), "{part} in {page}");
    has("<dt>People</dt><dd>16</dd>");
    has("<dt>Sessions held</dt><dd>1</dd>");
    has("<dt>Sessions planned</dt><dd>2</dd>");
    has("<dt>Hours of sessions</dt><dd>2 h 15 min</dd>");
    has("2 h 15 min, 1 by whole days");
    has("<td>must</td><td class=\"hole\">must, <strong>on no path of the role</strong></td>");
    has("must, <strong>not written</strong></td><td>may</td>");
    has(
        ">Agent</a></th><td data-h=\"With\" class=\"num\">0</td><td data-h=\"Without\" class=\"num\">1</td>",
    );
    has(
        ">Operator</a></th><td data-h=\"With\" class=\"num\">1</td><td data-h=\"Without\" class=\"num\">0</td>",
    );
}

#[test]
fn the_plan_leads_to_it_and_a_draft_has_none() {
    let built = build(&site());
    assert!(built.text("plan/index.html").contains("<a href=\"measures.html\">Measures</a>"));
    let draft = PLAN.replace("owner: ops\n", "owner: ops\nstatus: draft\n");
    assert_eq!(build(&site().with("plan.md", &draft)).text("plan/measures.html"), "");
}

#[test]
fn all_mistakes_of_a_file_are_told_in_one_run() {
    let csv = "date;Calls;Cals\n2026-10-31;x;1\n31.11.2026;2;1\n2026-10-30;1,234;1\n";
    let shown = build(&site().with("data/adoption.csv", csv)).shown();
    for part in [
        "data/adoption.csv:1:12-1:16 error unknown-measure: no training plan has a measure `Cals`\n  help: write `Calls`",
        "data/adoption.csv:2:12-2:13 error bad-reading: `x` is no number",
        "data/adoption.csv:3:1-3:11 error bad-reading: `31.11.2026` is no day",
        "data/adoption.csv:4:12-4:17 error bad-reading: `1,234` can be read as 1234 and as 1.234",
        "data/adoption.csv:4:1-4:11 error bad-reading: 2026-10-30 stands below 2026-10-31",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let mut files = site();
    files.set(handover::base::SitePath::new("data/adoption.csv").unwrap(), b"date;Ca\xe9\n");
    assert!(build(&files).shown().contains("data/adoption.csv:1:1-1:1 error not-utf8"));
    let large = "a".repeat(1024 * 1024 + 1);
    let shown = build(&site().with("data/adoption.csv", &large)).shown();
    assert!(shown.contains("more than 1 MB"), "{}", &shown[..shown.len().min(500)]);
}

#[test]
fn odd_files_are_read_without_harm() {
    let long = format!("date;Calls\n{}", "2026-10-31;1\n".repeat(20_010));
    let wide = format!("date;{}\n2026-10-31{}", "x;".repeat(5_000), ";1".repeat(5_000));
    for csv in [
        "",
        "\n\n",
        "\"",
        "date",
        "date;\n;;;\n",
        "\u{feff}",
        ";;;\n;",
        "date;Calls\n\"\n\n",
        &long,
        &wide,
    ] {
        build(&site().with("data/adoption.csv", csv));
    }
}

#[test]
fn a_site_that_names_an_earlier_build_says_who_learns_again() {
    let before = build(&site()).text("site.json");
    let changed = JOB.replace("Hold the queue", "Stop the queue");
    let after = site()
        .with("handover.toml", "since = \"before/site.json\"\n")
        .with("before/site.json", &before)
        .with("job.md", &changed);
    let built = build(&after);
    let page = built.text("learn-again/index.html");
    let has = |part: &str| assert!(page.contains(part), "{part} in {page}");
    has("22 November 2026");
    has("<a href=\"../job/index.html#hold\">hold</a>");
    has("Question: <a href=\"../course/index.html#which-first\">Which first?</a>");
    has("Night shift: 6 (<a href=\"../plan/index.html\">Plan</a>)");
    let data: Value = serde_json::from_str(&built.text("_handover/again.json")).expect("JSON");
    let schema = include_str!("../content/reference/again-schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&data).map(|bad| bad.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(data["roles"], serde_json::json!(["ops"]));
    assert_eq!(data["people"][0]["people"], 6);
    assert!(!build(&site()).files.contains_key("learn-again/index.html"));
}

#[test]
fn a_setting_that_names_no_earlier_build_is_told_at_its_place() {
    for (setting, message) in [
        (
            "since = \"no.json\"\n",
            "handover.toml:1:9-1:18 error wrong-type: there is no file `no.json`",
        ),
        ("since = \"../a.json\"\n", "must lie below the folder"),
        ("since = \"/etc/passwd\"\n", "must lie below the folder"),
    ] {
        let built = build(&site().with("handover.toml", setting));
        assert!(built.shown().contains(message), "{message}: {}", built.shown());
        assert!(!built.files.contains_key("learn-again/index.html"));
    }
    let broken =
        site().with("handover.toml", "since = \"a.json\"\n").with("a.json", "{\"version\":1,");
    assert!(build(&broken).shown().contains("a.json:1:"), "{}", build(&broken).shown());
}
