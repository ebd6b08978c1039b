//! What must be learnt again: a question is told of a change of what it is
//! drawn from, and of no other.

use std::collections::BTreeSet;

use handover::base::{Code, SitePath};
use handover::edit::diff;
use handover::edit::overlay::Overlay;
use handover::host::MemoryFiles;
use handover::model::extension::Mode;
use handover::model::training::{self, AgainList};
use handover::model::world::{Files, World};
use handover::pipeline::attesting::{self, Request};
use handover::pipeline::{Options, Session};
use handover::report::again;

use crate::site::{Stopped, TODAY, build, prepare};

const RUNBOOK: &str = "---\nkind: runbook\nid: restart\nowner: operator\n---\n\n# Restart a job\n\n\
## Steps\n\n\
1. **Hold the queue.** {#hold}\n\n   ```sh\n   jobs hold nightly\n   ```\n\n   Expect: `held`\n\n\
2. **Read the state.** Wait *5 minutes* first. {#read}\n\
3. **Reload.** {#reload}\n   1. Call the desk. {#call}\n   2. Close the ticket. {#close}\n\n\
## Verification\n\n[!INCLUDE [seen](seen.md)]\n\n\
## Contacts\n\n| Who | Number |\n|---|---|\n| Desk {#desk} | 1234 |\n| Vendor | 5678 |\n";

/// A question for each place.
const PLACES: &[&str] = &[
    "restart",
    "restart#steps",
    "restart#hold",
    "restart#read",
    "restart#reload",
    "restart#close",
    "restart#verification",
    "restart#desk",
    "#here",
];

fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("inside")
}

fn course() -> String {
    let mut text = String::from(
        "---\nkind: module\nid: course\nowner: trainer\n---\n\n# A course\n\n## Objectives\n\n\
         - Know it. {#know}\n\n## Here\n\n- Time: 5 minutes\n- Objective: [[#know]]\n- From: [[restart#call]]\n\n\
         Read it.\n\n## Knowledge check\n",
    );
    for place in PLACES {
        let question = format!(
            "\n### What of {}?\n\n- [x] This\n- [ ] That\n\nFrom: [[{place}]]\n\nObjective: [[#know]]\n",
            place.replace('#', " at ")
        );
        text.push_str(&question);
    }
    text
}

fn site() -> MemoryFiles {
    MemoryFiles::new()
        .with("handover.toml", "")
        .with("data/roles.yml", "operator: {title: Operator}\ntrainer: {title: Trainer}\n")
        .with("restart.md", RUNBOOK)
        .with("seen.md", "It runs.\n")
        .with("course.md", &course())
        .with(
            "path.md",
            "---\nkind: path\nid: way\nowner: trainer\nroles: [operator]\n---\n\n# Become one\n\n\
             ## Outcomes\n\n- Work alone. {#alone}\n\n## Modules\n\n1. [[A course]]\n",
        )
}

/// Writes down that the course was reviewed.
fn attested(files: &dyn Files) -> MemoryFiles {
    let request = Request { paths: vec![path("course.md")], by: "Trainer".into() };
    let world = World { files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let planned = attesting::plan(&Session::new(), world, options, &request).expect("memory");
    let attesting = planned.expect("planned");
    assert!(attesting.refused.is_empty(), "{:?}", attesting.refused);
    assert_eq!(attesting.change.texts.len(), 1, "{}", diff::write(&attesting.change));
    let overlay = Overlay::new(files, &attesting.change);
    let mut after = MemoryFiles::new();
    for entry in overlay.list(&path(""), &|_| false).expect("listed") {
        after.set(entry.path.clone(), &overlay.read(&entry.path).expect("read").expect("there"));
    }
    after
}

/// Returns the places of which questions are told that they changed.
fn outdated(files: &MemoryFiles) -> BTreeSet<String> {
    let text =
        String::from_utf8(files.read(&path("course.md")).unwrap().unwrap().to_vec()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let problems = build(files).problems.into_iter().filter(|own| own.code == "question-outdated");
    let place = |place: &str| {
        let line: usize = place.split(':').next().unwrap().parse().unwrap();
        lines[line - 1].trim_start_matches("From: [[").trim_end_matches("]]").to_string()
    };
    problems.map(|problem| place(&problem.place)).collect()
}

/// Edits a file of the reviewed site and returns what is outdated then.
fn after(file: &str, old: &str, new: &str) -> BTreeSet<String> {
    let mut files = attested(&site());
    let text = String::from_utf8(files.read(&path(file)).unwrap().unwrap().to_vec()).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old}");
    files.set(path(file), text.replace(old, new).as_bytes());
    outdated(&files)
}

fn set(places: &[&str]) -> BTreeSet<String> {
    places.iter().map(ToString::to_string).collect()
}

#[test]
fn one_step_outdates_the_questions_drawn_from_it_and_no_other() {
    assert_eq!(outdated(&site()), set(&[]), "nobody reviewed it");
    assert_eq!(outdated(&attested(&site())), set(&[]));
    let steps = ["restart", "restart#steps"];
    let with = |own: &[&'static str]| set(&[&steps, own].concat());
    assert_eq!(after("restart.md", "5 minutes", "15 minutes"), with(&["restart#read"]));
    assert_eq!(after("restart.md", "hold nightly", "hold all"), with(&["restart#hold"]));
    assert_eq!(after("restart.md", "`held`", "`holding`"), with(&["restart#hold"]));
    let close = after("restart.md", "Close the ticket.", "Leave the ticket open.");
    assert_eq!(close, with(&["restart#reload", "restart#close"]));
    assert_eq!(after("restart.md", "Call the desk", "Tell the desk"), with(&["restart#reload"]));
    let seen = after("seen.md", "It runs.", "It is done.");
    assert_eq!(seen, set(&["restart", "restart#verification"]));
    assert_eq!(after("restart.md", "1234", "1235"), set(&["restart", "restart#desk"]));
    assert_eq!(after("restart.md", "5678", "5679"), set(&["restart"]));
    assert_eq!(after("course.md", "Read it.", "Read it twice."), set(&["#here"]));
    let more = after("restart.md", "2. **Read", "2. Stop. {#stop}\n3. **Read");
    assert_eq!(more, set(&steps), "a new step is no change of those behind it");
}

#[test]
fn form_outdates_nothing() {
    for (old, new) in [
        ("**Hold the queue.** {#hold}", "__Hold\n   the   queue.__ {#hold}"),
        ("1. **Hold", "1) **Hold"),
        ("2. **Read", "7. **Read"),
        ("*5 minutes*", "**5\n   minutes**"),
        ("Call the desk. {#call}", "Call the desk. <!-- why --> {#call}"),
        ("   ```sh\n   jobs hold nightly\n   ```", "   ~~~sh\n   jobs hold nightly  \n   ~~~"),
        ("|---|---|", "|:--|--:|"),
        ("| Vendor | 5678 |", "| Vendor   |  5678 |"),
        ("## Verification", "## Verification {#verification}"),
        ("owner: operator\n", "owner: operator\nbackup: trainer\n"),
    ] {
        assert_eq!(after("restart.md", old, new), set(&[]), "{old} as {new}");
    }
    let mut files = attested(&site());
    let text = RUNBOOK.replace("seen.md", "../seen.md").replace('\n', "\r\n");
    files.set(path("run/again.md"), text.as_bytes());
    files.remove(&path("restart.md"));
    assert_eq!(outdated(&files), set(&[]), "a moved page says what it said");
}

/// Returns what says who must learn again since a build of `before`.
fn since(before: &MemoryFiles, after: &MemoryFiles) -> (String, serde_json::Value) {
    let published = build(before).text("site.json");
    let prepared = prepare(&after.clone().with_earlier(published.as_bytes()));
    let earlier = prepared.site.published.as_ref().expect("a site.json");
    let changes = training::since(&prepared.site, earlier);
    let json = AgainList::of(&prepared.site, &changes, Some(&earlier.built)).json();
    let words = again::words(&prepared.site, &changes, &earlier.built);
    (words, serde_json::from_str(&json).expect("JSON"))
}

#[test]
fn between_two_builds_a_step_leads_to_its_roles() {
    let (words, json) = since(&site(), &site());
    assert_eq!(words, "Nothing that courses are drawn from changed since 2026-11-22\n");
    assert_eq!(json["changes"], serde_json::json!([]));
    let mut after = site();
    after.set(path("restart.md"), RUNBOOK.replace("Call the desk", "Tell it").as_bytes());
    let (words, json) = since(&site(), &after);
    let wanted = serde_json::json!([{
        "page": "restart",
        "title": "Restart a job",
        "places": ["call", "reload", "steps"],
        "courses": [{
            "page": "course",
            "questions": ["what-of-restart", "what-of-restart-at-steps", "what-of-restart-at-reload"],
            "units": ["here"],
            "teaches": false,
        }],
        "paths": ["way"],
        "roles": ["operator", "trainer"],
    }]);
    assert_eq!(json["changes"], wanted, "{words}");
    assert!(words.starts_with(
        "Restart a job: call, reload, steps\n  course  A course: 3 questions, 1 unit\n"
    ));
    assert!(words.ends_with("To learn again since 2026-11-22: Operator, Trainer\n"), "{words}");
    after.set(path("restart.md"), RUNBOOK.replace("1. Call", "1) __Call__").as_bytes());
    assert!(since(&site(), &after).0.starts_with("Nothing"));
}

#[test]
fn the_report_of_reviews_says_it() {
    let mut files = attested(&site());
    assert!(!build(&files).text("_handover/due.json").contains("learn_again"));
    files.set(path("restart.md"), RUNBOOK.replace("5 minutes", "1 hour").as_bytes());
    let built = build(&files);
    let list: serde_json::Value = serde_json::from_str(&built.text("_handover/due.json")).unwrap();
    assert_eq!(list["learn_again"][0]["places"], serde_json::json!(["read", "steps"]));
    assert_eq!(list["learn_again"][0]["roles"], serde_json::json!(["operator", "trainer"]));
    let page = built.text("reviews-due/index.html");
    assert!(page.contains("<a href=\"../restart/index.html#read\">read</a>"), "{page}");
    assert!(page.contains(">Become one</a>") && page.contains(">Operator</a>"), "{page}");
}

/// A plan of audiences that have these roles.
const PLAN: &str = "---\nkind: training-plan\nid: plan\nowner: trainer\n\
period: 2026-10-01 to 2026-12-31\n---\n\n# Plan\n\n## Audiences\n\n\
| Audience | Role | People |\n|---|---|---|\n| Night shift | Operator | 6 |\n\
| Guests | Guest | 9 |\n\n## Sessions\n\n| Session | Audience | When |\n|---|---|---|\n\
| Queues | Night shift | 2026-10-05 |\n| Tour | Guests | 2026-10-06 |\n";

#[test]
fn people_are_counted_by_the_plans_that_have_not_ended() {
    let before = site().with("plan.md", PLAN);
    let mut after = before.clone();
    after.set(path("restart.md"), RUNBOOK.replace("Call the desk", "Tell it").as_bytes());
    let (words, json) = since(&before, &after);
    let wanted = serde_json::json!([
        {"plan": "plan", "audience": "Night shift", "role": "operator", "people": 6}
    ]);
    assert_eq!(json["people"], wanted);
    assert!(words.ends_with("2026-11-22: Operator (Night shift: 6), Trainer\n"), "{words}");
    after.set(path("plan.md"), PLAN.replace("2026-12-31", "2026-11-21").as_bytes());
    assert_eq!(since(&before, &after).1["people"], serde_json::json!([]));
}

#[test]
fn a_new_review_ends_it() {
    let mut files = attested(&site());
    files.set(path("restart.md"), RUNBOOK.replace("5 minutes", "1 hour").as_bytes());
    assert_eq!(outdated(&files).len(), 3);
    assert_eq!(outdated(&attested(&files)), set(&[]));
}

/// The handbook as it stands, with the reviews its courses have.
#[test]
fn a_step_of_the_handbook_leads_to_its_question_and_form_to_none() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let handbook = crate::corpus::folder(&folder, "content").expect("the handbook");
    let page = path("content/runbooks/restore-deleted-records.md");
    let text = handbook.read(&page).unwrap().expect("the page").to_vec();
    let text = String::from_utf8(text).expect("text");
    let found = |old: &str, new: &str| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        let mut files = handbook.clone();
        files.set(path("handover.toml"), b"title = \"Handbook\"\n");
        files.set(page.clone(), text.replace(old, new).as_bytes());
        let prepared = prepare(&files);
        let own = prepared.found.iter().filter(|own| own.code == Code::QUESTION_OUTDATED);
        let own: Vec<String> = own.map(|own| own.message.clone()).collect();
        let changes = training::since_reviews(&prepared.site);
        let title = |id| prepared.site.catalog.page(id).map(|page| page.title.to_string());
        let roles = changes.iter().flat_map(|own| &own.roles).filter_map(|id| title(*id));
        (own, roles.collect::<BTreeSet<String>>())
    };
    let step = "1. **Find the moment.**\n\n";
    assert_eq!(found(step, step), (Vec::new(), BTreeSet::new()), "attest the courses anew");
    assert_eq!(found(step, "1) __Find\n   the moment.__\n\n"), (Vec::new(), BTreeSet::new()));
    let (problems, roles) = found(step, "1. **Find the moment.** Ask who saw it.\n\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("`find-the-moment` of "), "{problems:?}");
    assert!(roles.contains("Platform operator") && roles.contains("Trainer"), "{roles:?}");
}
