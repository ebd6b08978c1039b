//! Ids that an earlier build published: which are missed, where that is told,
//! and what the file of the earlier build may hold.

use handover::host::MemoryFiles;
use handover::model::world::Files;

use crate::cli::Desk;
use crate::site::build;

/// A site of one runbook with this body.
fn site(body: &str) -> MemoryFiles {
    let page = format!("---\nkind: runbook\nowner: ops\n---\n\n# Job\n\n{body}");
    MemoryFiles::new().with("handover.toml", "").with("job.md", &page).with("ops.md", "# Ops\n")
}

fn json(files: &dyn Files) -> Vec<u8> {
    build(files).files.remove("site.json").expect("a site.json")
}

/// Reports what `after` loses of `before`.
fn lost(before: &MemoryFiles, after: MemoryFiles) -> String {
    let output = build(&after.with_earlier(&json(before)));
    let own = output.problems.iter().filter(|problem| problem.code == "id-changed");
    own.map(|problem| format!("{}:{} {}\n", problem.path, problem.place, problem.message)).collect()
}

const STEPS: &str = "## Steps\n\n1. **Hold the queue.**\n   - Expect: `held`\n\
                     2. **Wait.** One minute.\n3. **Start the job.** {#start}\n";

#[test]
fn what_stays_is_not_told() {
    let edited = STEPS.replace("`held`", "`held now`").replace("One minute", "Two minutes");
    let renamed = edited.replace("Start the job", "Start it");
    let longer = renamed.replace("2. **Wait", "2. **Look at it.**\n3. **Wait");
    let intro = format!("## Before\n\nText.\n\n{longer}");
    for after in [STEPS, &edited, &renamed, &longer, &intro] {
        assert_eq!(lost(&site(STEPS), site(after)), "", "{after}");
    }
}

#[test]
fn what_is_gone_is_told_at_what_took_its_place() {
    let after = STEPS.replace("Hold the queue", "Stop the queue");
    assert_eq!(
        lost(&site(STEPS), site(&after)),
        "job.md:10:4-10:23 the published id `hold-the-queue` of the step \"Hold the queue\" is gone\n"
    );
    let after = STEPS.replace("{#start}", "{#begin}");
    assert_eq!(
        lost(&site(STEPS), site(&after)),
        "job.md:13:4-13:22 the published id `start` of the step \"Start the job\" is gone\n"
    );
    // Nothing is in its place.
    let after = STEPS.replace("2. **Wait.** One minute.\n", "");
    assert_eq!(
        lost(&site(STEPS), site(&after)),
        "job.md:6:3-6:6 the published id `wait` of the step \"Wait\" is gone\n"
    );
    let after = STEPS.replace("## Steps", "## Procedure");
    assert_eq!(
        lost(&site(STEPS), site(&after)),
        "job.md:8:1-8:13 the published id `steps` of the heading \"Steps\" is gone\n"
    );
}

#[test]
fn what_went_to_another_step_is_told_at_the_step_it_belonged_to() {
    let after = STEPS.replace("2. **Wait", "2. **Wait.** For the others.\n3. **Wait");
    assert_eq!(
        lost(&site(STEPS), site(&after)),
        "job.md:13:4-13:25 the published id `wait` of the step \"Wait\" went to the step \"Wait\"\n"
    );
    let after = STEPS.replace(" {#start}", "\n4. **Look at it.** {#start}");
    assert_eq!(
        lost(&site(STEPS), site(&after)),
        "job.md:13:4-13:22 the published id `start` of the step \"Start the job\" went to the \
         step \"Look at it\"\n"
    );
}

#[test]
fn a_page_that_moved_keeps_its_address_by_an_alias() {
    let before = site(STEPS).with("old.md", "# Old\n\n## Part\n");
    let gone = lost(&before, site(STEPS));
    assert!(gone.starts_with("../site.json:"), "{gone}");
    assert!(gone.ends_with("the published page `old` is gone\n"), "{gone}");
    let page = "---\naliases: [/old/]\n---\n\n# New\n\n## Part\n";
    assert_eq!(lost(&before, site(STEPS).with("new.md", page)), "");
    let page = page.replace("## Part", "## Piece");
    assert_eq!(
        lost(&before, site(STEPS).with("new.md", &page)),
        "new.md:7:1-7:9 the published id `part` of the heading \"Part\" is gone\n"
    );
    // An id of its own, and no word of its old address.
    let page = "---\nid: old\n---\n\n# New\n\n## Part\n";
    assert_eq!(
        lost(&before, site(STEPS).with("new.md", page)),
        "new.md:5:3-5:6 nothing is at the published address `/old/` of this page\n"
    );
}

#[test]
fn ids_of_included_files_count() {
    let page = "# A\n\n[!INCLUDE [x](includes/x.md)]\n";
    let site = |part: &str| {
        let files = MemoryFiles::new().with("handover.toml", "").with("a.md", page);
        files.with("includes/x.md", part)
    };
    let lost = lost(&site("## Part\n"), site("## Piece\n"));
    assert_eq!(
        lost,
        "includes/x.md:1:1-1:9 the published id `part` of the heading \"Part\" is gone\n"
    );
}

#[test]
fn a_file_that_is_none_is_reported_and_nothing_else_changes() {
    let ids = |text: &str| format!(r#"{{"version":1,"pages":[{text}]}}"#);
    let deep = "[".repeat(100_000);
    for (text, message) in [
        ("{\"version\":1,\"pages\":[]}", "does not say on which day it was built"),
        ("", "this is no `site.json`"),
        ("[]", "this is no `site.json`"),
        ("{\"version\":1,\"pages\":7}", "this is no `site.json`"),
        ("{\"version\":2,\"pages\":[]}", "this version of `site.json`"),
        ("{\"version\":1,", "a list or object never ends"),
        (&deep, "nested too deeply"),
        (&ids("7"), "this is no page"),
        (&ids(r#"{"id":"a"}"#), "this is no page"),
        (&ids(r#"{"id":"a","address":"../../../etc/passwd"}"#), "this is no page"),
        (&ids(r#"{"id":"job","address":"job/index.html","ids":[7,{"id":8}]}"#), "no page in this"),
    ] {
        let output = build(&site(STEPS).with_earlier(text.as_bytes()));
        let own = output.problems.iter().filter(|problem| problem.path == "../site.json");
        let shown: String = own.map(|problem| problem.message.clone() + "\n").collect();
        let short: String = text.chars().take(60).collect();
        assert!(shown.contains(message), "{short}: {shown}");
    }
    let output = build(&site(STEPS).with_earlier(b"\xff\xfe{}"));
    assert!(output.problems.iter().any(|problem| problem.path == "../site.json"));
}

#[test]
fn the_command_reads_the_file_it_is_given() {
    let desk = Desk::new();
    let page = format!("---\nkind: runbook\nowner: ops\n---\n\n# Job\n\n{STEPS}");
    desk.write("site/handover.toml", "").write("site/ops.md", "# Ops\n");
    desk.write("site/job.md", &page);
    assert_eq!(desk.run(&["build", "site", "--out", "out"]).code(), 0);
    let since = ["check", "site", "--since", "out/site.json", "--deny", "warnings"];
    let ran = desk.run(&since);
    assert!(!ran.err().contains("id-changed"), "{}", ran.err());
    desk.write("site/job.md", &page.replace("Hold the queue", "Stop the queue"));
    let ran = desk.run(&since);
    assert_eq!(ran.code(), 1);
    assert!(ran.err().contains("`hold-the-queue`"), "{}", ran.err());
    assert!(ran.err().contains("job.md:10:4"), "{}", ran.err());
    assert_eq!(desk.run(&["check", "site", "--since", "nowhere.json"]).code(), 2);
}

/// A course drawn from a step, with who takes it.
const COURSE: &str = "---\nkind: module\nid: course\nowner: ops\n---\n\n# A course\n\n\
## Objectives\n\n- Know it. {#know}\n\n## Knowledge check\n\n### Which first?\n\n- [x] This\n\
- [ ] That\n\nFrom: [[job#hold]]\n\nObjective: [[#know]]\n";

/// Makes a folder with a site of a runbook, a course and a role, builds it into
/// `out` and changes a step.
fn changed() -> Desk {
    let desk = Desk::new();
    let page = "---\nkind: runbook\nid: job\nowner: ops\n---\n\n# Job\n\n## Steps\n\n\
                1. **Hold the queue.** {#hold}\n\n## Verification\n\nIt runs.\n";
    desk.write("site/handover.toml", "").write("site/course.md", COURSE);
    desk.write("site/data/roles.yml", "ops: {title: Operator}\n").write("site/job.md", page);
    assert_eq!(desk.run(&["build", "site", "--out", "out", "--date", "2026-11-02"]).code(), 0);
    desk.write("site/job.md", &page.replace("Hold the queue", "Stop the queue"));
    desk
}

#[test]
fn check_says_who_must_learn_again() {
    let desk = changed();
    let told = desk.run(&["check", "site", "--since", "out/site.json"]);
    let wanted = "To learn again since 2026-11-02: Operator\n  Job: A course (1 question)\n";
    assert!(told.err().contains(wanted), "{}", told.err());
    let json = desk.run(&["check", "site", "--since", "out/site.json", "--format", "json"]);
    let json = json.json();
    assert_eq!(json["learn_again"]["since"], "2026-11-02");
    assert_eq!(json["learn_again"]["roles"], serde_json::json!(["ops"]));
    assert_eq!(json["learn_again"]["changes"][0]["places"], serde_json::json!(["hold"]));
    let without = desk.run(&["check", "site", "--format", "json"]);
    assert!(!without.out().contains("learn_again"), "{}", without.out());
    assert_eq!(desk.run(&["build", "site", "--out", "out"]).code(), 0);
    let none = desk.run(&["check", "site", "--since", "out/site.json"]);
    assert!(none.err().contains("Nobody has to learn again since "), "{}", none.err());
}

#[test]
fn check_and_retrain_refuse_a_broken_file_in_one_way() {
    let desk = changed();
    let whole = desk.read("out/site.json");
    let cut = whole.get(..whole.len() - 20).expect("a boundary");
    let last = cut.lines().count();
    for (text, place) in [
        (cut.to_string(), format!("cut.json:{last}:")),
        ("{\"version\":1,\n \"pages\":7}".into(), "cut.json:1:1".into()),
        ("{\"version\":1,\n \"pages\": [}".into(), "cut.json:2:12".into()),
    ] {
        desk.write("cut.json", &text);
        let check = desk.run(&["check", "site", "--since", "cut.json"]);
        let retrain = desk.run(&["retrain", "site", "--since", "cut.json"]);
        assert_eq!((check.code(), retrain.code()), (1, 1), "{}", retrain.err());
        assert!(retrain.err().contains(&place), "{place}: {}", retrain.err());
        let told = retrain.err();
        let told = told.split_once(" help: ").map_or("", |(problem, _)| problem);
        assert!(!told.is_empty() && check.err().contains(told), "{told} in {}", check.err());
        assert_eq!(retrain.out(), "");
    }
    let good = desk.run(&["retrain", "site", "--since", "out/site.json"]);
    assert!(good.out().contains("To learn again since 2026-11-02: Operator"), "{}", good.out());
}
