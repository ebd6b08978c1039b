//! Drills: the sheet of an exercise, and records of runs that come back.

use std::collections::BTreeMap;

use handover::base::SitePath;
use handover::host::MemoryFiles;
use handover::model::extension::Mode;
use handover::model::world::World;
use handover::pipeline::exercising::{self, Exercising, Given, Outdated, Request};
use handover::pipeline::{self, Options, Session};
use handover::report::drill::{self, Form};

use crate::cli::Desk;
use crate::site::{Stopped, TODAY};

const PAGE: &str = "---
kind: runbook
id: hold
title: Hold the queue
owner: Platform operator
alerts: [QueueStalled]
severity: P2
time: 10 minutes
---

# Hold the queue

## Is this the right page?

- Invoices are from yesterday.
- If only one partner is missing: go to step 2 (Ask)

## Impact

Nothing is posted.

## Parameters

| Name | What it is | Type | Example | Where to find it |
|---|---|---|---|---|
| queue | Name of the queue | text | europe | In the alert |
| code | Code of the vault | secret | hunter2 | In the vault |

## Steps

1. **Hold it.** {#hold-it}

   ```bash
   queuectl hold {{queue}} --code {{code}}
   ```

   - Expect: `held: {{queue}}`
   - If not: ask the vendor
   - If the log says `full | over`: go to step 2 (Ask)
   - Danger: high, nothing is posted
   - Approval: Support lead
   - Undo: `queuectl release {{queue}}`
   - Time: 12 minutes

2. **Is it held?** {#ask}
   - Yes: stop
   - No: go to step 1 (Hold it), at most 2 times
";

fn options() -> Options {
    Options { today: TODAY, mode: Mode::Publish }
}

fn sheet(page: &str, form: Form) -> Option<String> {
    let files = MemoryFiles::new().with("handover.toml", "").with("runbooks/hold.md", page);
    let world = World { files: &files, clock: &Stopped };
    let prepared = pipeline::prepare(&Session::new(), world, options()).expect("memory");
    let id = prepared.site.pages.keys().next().copied().expect("a page");
    let other = pipeline::prepare(&Session::new(), world, options()).expect("memory");
    let sheet = drill::write(&prepared.site, id, form);
    assert_eq!(sheet, drill::write(&other.site, id, form), "the same page, the same sheet");
    sheet
}

/// The record of a run of the page, filled in.
fn record(page: &str, changes: &[(&str, &str)]) -> String {
    let open = sheet(page, Form::Json).expect("a record");
    let done = open
        .replace("\"state\": \"open\"", "\"state\": \"done\"")
        .replace("\"result\": \"open\"", "\"result\": \"passed\"")
        .replace("\"started\": null", "\"started\": \"2026-11-20T22:10:00Z\"")
        .replace("\"ended\": null", "\"ended\": \"2026-11-20T23:10:00Z\"");
    changes.iter().fold(done, |done, (from, to)| {
        assert!(done.contains(from), "{from}: {done}");
        done.replacen(from, to, 1)
    })
}

fn plan(files: &MemoryFiles, records: &[&str], outdated: Outdated) -> Exercising {
    let given = |text: &&str| {
        let (file, record) = ("run.json".to_string(), "CHG-1".to_string());
        Given { file, text: (*text).into(), record }
    };
    let records = records.iter().map(given).collect();
    let by = "Support lead".to_string();
    let request = Request { records, paths: Vec::new(), by, outdated };
    let world = World { files, clock: &Stopped };
    exercising::plan(&Session::new(), world, options(), &request).expect("memory").expect("a plan")
}

/// Attests a record of `before` on a page that is `after` now.
fn attested(before: &str, after: &str) -> (String, Vec<String>) {
    let files = MemoryFiles::new().with("handover.toml", "").with("runbooks/hold.md", after);
    let planned = plan(&files, &[&record(before, &[])], Outdated::Refused);
    let path = SitePath::new("runbooks/hold.md").expect("inside");
    let text = planned.change.texts.get(&path).map(|text| text.after.to_string());
    (text.unwrap_or_default(), refused(&planned))
}

fn refused(planned: &Exercising) -> Vec<String> {
    planned.refused.iter().map(|own| format!("{}: {}", own.place, own.message)).collect()
}

#[test]
fn a_sheet_has_what_an_exercise_needs() {
    let text = sheet(PAGE, Form::Markdown).expect("a sheet");
    for line in [
        "# Exercise: Hold the queue",
        "- The alert fires: QueueStalled",
        "- It counts as: P2",
        "- Invoices are from yesterday.",
        "- Impact: Nothing is posted.",
        "| Platform operator | does 1, 2 | |",
        "| Support lead | approves 1 | |",
        "| queue | Name of the queue | europe | In the alert | |",
        "| code | Code of the vault | secret: never written down | In the vault | |",
        "- The steps have 12 minutes by their own time boxes.",
        "- 1 step has no time box: the observer measures them.",
        "- The page promises 10 minutes: the time boxes are 2 minutes more.",
        "| 1 | Hold it. Danger: high, nothing is posted | held: europe | 12 minutes | | | | |",
        "| 1 (Hold it) | Say now that this is not seen: held: europe | ask the vendor | | |",
        "| 2 (Is it held) | Say now that the answer is: Yes | stop | | |",
        "| Owner of the page | | | |",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
    assert!(text.contains("| Say now that the log says full \\| over | go to step 2"), "{text}");
    assert!(!text.contains("partner"), "what leads elsewhere is no sign: {text}");
    for form in [Form::Text, Form::Html, Form::Json] {
        let sheet = sheet(PAGE, form).expect("a sheet");
        assert!(!sheet.contains("hunter2"), "no secret: {sheet}");
    }
    assert_eq!(sheet("# Nothing to do\n", Form::Text), None);
}

#[test]
fn a_sheet_shows_text_as_text() {
    let page = PAGE.replace("Invoices", "<script>x</script> \\*a\\* Invoices");
    let html = sheet(&page, Form::Html).expect("a sheet");
    assert!(!html.contains("<script") && !html.contains("style=\""), "{html}");
    let text = sheet(PAGE, Form::Text).expect("a sheet");
    assert!(text.lines().all(|line| line.chars().count() <= 90), "{text}");
}

#[test]
fn a_record_becomes_an_entry_of_its_page() {
    let entry = "{on: 2026-11-20, kind: drill, result: passed, by: Support lead, record: CHG-1}";
    let (text, refused) = attested(PAGE, PAGE);
    assert_eq!(refused, Vec::<String>::new());
    let wanted = PAGE.replacen("\n---\n\n#", &format!("\nexercised:\n  - {entry}\n---\n\n#"), 1);
    assert_eq!(text, wanted);
    let files = MemoryFiles::new().with("handover.toml", "").with("hold.md", &text);
    let again = plan(&files, &[&record(PAGE, &[])], Outdated::Refused);
    assert!(again.change.is_empty() && again.kept == 1);
}

#[test]
fn the_head_of_a_page_keeps_its_shape() {
    let (_, rest) = PAGE.split_once("---\n\n").expect("a page");
    let line = "2026-11-20, drill, passed, Support lead, CHG-1";
    for (head, wanted) in [
        (
            "**Owner:** Platform operator\n**Severity:** P2\n",
            "**Owner:** Platform operator\n**Severity:** P2\n**Exercised:** LINE\n",
        ),
        (
            "- Owner: Platform operator\n- Last tested: 2026-01-02, real, passed\n",
            "- Owner: Platform operator\n- Last tested: 2026-01-02, real, passed; LINE\n",
        ),
        (
            "| Field | Value |\n|---|---|\n| Owner | Platform operator |\n",
            "| Field | Value |\n|---|---|\n| Owner | Platform operator |\n| Exercised | LINE |\n",
        ),
        (
            "Exercised: 2026-02-01, drill; 2026-01-01, drill\n",
            "Exercised: LINE; 2026-02-01, drill; 2026-01-01, drill\n",
        ),
    ] {
        let page = rest.replacen("# Hold the queue\n", &format!("# Hold the queue\n\n{head}"), 1);
        let (text, refused) = attested(&page, &page);
        assert_eq!(refused, Vec::<String>::new(), "{head}");
        assert_eq!(text, page.replacen(head, &wanted.replace("LINE", line), 1));
    }
}

#[test]
fn steps_that_are_other_ones_now_are_named() {
    let now = PAGE
        .replace("queuectl hold", "queuectl  hold")
        .replace("ask the vendor", "ask the owner")
        .replace("{#ask}\n", "{#asked}\n   - Perhaps: stop\n");
    let place = "run.json:5:11: the steps of this page are other ones now: ";
    let what = "step 1 (Hold it) changed; step 2 (Is it held) is new; step `ask` is gone";
    assert_eq!(attested(PAGE, &now).1, [format!("{place}{what}")]);
    let moved = PAGE.replace("Nothing is posted.", "Nothing at all is posted.");
    let moved = moved.replace("{#ask}", "{#asked}");
    assert_eq!(attested(PAGE, &moved).1, Vec::<String>::new());
    let files = MemoryFiles::new().with("handover.toml", "").with("hold.md", &now);
    let taken = plan(&files, &[&record(PAGE, &[])], Outdated::Taken);
    assert_eq!((taken.added, refused(&taken)), (1, Vec::new()));
}

#[test]
fn what_is_no_record_of_this_site_is_refused() {
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("hold.md", PAGE)
        .with("text.md", "---\nid: text\n---\n# Text\n");
    for (from, to, wanted) in [
        ("\"id\": \"hold\"", "\"id\": \"hald\"", "5:11: no page of this site has the id `hald`"),
        ("\"id\": \"hold\"", "\"id\": \"text\"", "5:11: `text.md` is no runbook with steps"),
        (
            "2026-11-20T23:10:00Z",
            "2026-11-23T00:10:00Z",
            "15:12: this run ended on 2026-11-23, which has not been yet",
        ),
        ("\"result\": \"passed\"", "\"result\": \"open\"", "13:13: this run has not ended"),
        ("\"version\": 1", "\"version\": 9", "3:14: this record has another version"),
        ("{\n", "{\n\u{1b}", "2:1: a key in quotes is missing here"),
    ] {
        let planned = plan(&files, &[&record(PAGE, &[(from, to)])], Outdated::Taken);
        assert_eq!(refused(&planned), [format!("run.json:{wanted}")]);
        assert!(planned.change.is_empty());
    }
}

#[test]
fn a_page_before_the_record_must_be_its_page() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "").write("docs/hold.md", PAGE).write("docs/b.md", PAGE);
    desk.write("docs/b.md", &PAGE.replace("id: hold", "id: other"));
    desk.write("run.json", &record(PAGE, &[]));
    let attest = ["attest", "docs/hold.md", "--record", "run.json", "--by", "Lead"];
    let more = ["--date", "2026-11-22", "--as", "CHG-9"];
    let shown = desk.run(&[&attest[..], &more].concat());
    assert_eq!(shown.code(), 0, "{}", shown.err());
    let entry = "+  - {on: 2026-11-20, kind: drill, result: passed, by: Lead, record: CHG-9}";
    assert!(shown.out().contains(entry), "{}", shown.out());
    assert!(shown.err().contains("Would attest 1 exercise by Lead"), "{}", shown.err());
    assert_eq!(desk.read("docs/hold.md"), PAGE);
    let written = desk.run(&[&attest[..], &more, &["--write"]].concat());
    assert!(written.err().contains("Attested 1 exercise by Lead"), "{}", written.err());
    assert!(desk.read("docs/hold.md").contains("record: CHG-9}\n"));
    let attest = ["attest", "docs/b.md", "--record", "run.json", "--by", "Lead"];
    let other = desk.run(&[&attest[..], &more].concat());
    assert_eq!(other.code(), 1, "{}", other.err());
    let words = "run.json:5:11: not attested: this is the record of another page, `hold.md`";
    assert!(other.err().contains(words), "{}", other.err());
}

#[test]
fn a_sheet_is_printed_or_written_once() {
    let desk = Desk::new();
    desk.write("handover.toml", "").write("hold.md", PAGE).write("text.md", "# Text\n");
    let mut sheets = BTreeMap::new();
    for name in ["hold", "hold.md", "Hold the queue"] {
        let printed = desk.run(&["drill", name]);
        assert_eq!(printed.code(), 0, "{}", printed.err());
        sheets.insert(printed.out(), name);
    }
    assert_eq!(sheets.len(), 1);
    let to_file = ["drill", "hold", "--format", "html", "--out", "drill.html"];
    assert_eq!(desk.run(&to_file).code(), 0);
    assert!(desk.read("drill.html").starts_with("<!doctype html>"));
    assert_eq!(desk.run(&to_file).code(), 2, "nothing is overwritten");
    assert_eq!(desk.run(&["drill", "text.md"]).code(), 2);
    assert_eq!(desk.run(&["drill", "hald"]).code(), 2);
}
