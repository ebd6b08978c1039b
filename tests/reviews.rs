//! Reviews: when a page is due, what makes it stale, what attesting writes,
//! and that calendars are read by others.

use std::collections::BTreeMap;

use handover::base::SitePath;
use handover::edit::diff;
use handover::edit::overlay::Overlay;
use handover::host::{MemoryFiles, MemorySink};
use handover::model::extension::Mode;
use handover::model::world::{Files, World};
use handover::pipeline::attesting::{self, Attesting, Refusal, Request};
use handover::pipeline::{self, Options, Session};
use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};
use jiff::civil::{Date, date};

use crate::site::{Stopped, TODAY};

fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("inside")
}

fn plan(files: &dyn Files, paths: &[&str], by: &str) -> Result<Attesting, Refusal> {
    let request = Request { paths: paths.iter().map(|p| path(p)).collect(), by: by.into() };
    let world = World { files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    attesting::plan(&Session::new(), world, options, &request).expect("memory")
}

/// Shows what attesting a page or folder changes, and what is refused.
pub fn show_attested(files: &MemoryFiles, paths: &str, by: &str) -> String {
    match plan(files, &[paths], by) {
        Ok(attesting) => {
            let refused = attesting.refused.iter();
            let refused = refused.map(|(path, reason)| format!("refused {path}: {reason}\n"));
            diff::write(&attesting.change).replace('\r', "^M") + &refused.collect::<String>()
        }
        Err(refusal) => format!("refused: {refusal:?}\n"),
    }
}

/// Builds a site on a day.
fn build_on(today: Date, files: &dyn Files) -> BTreeMap<String, String> {
    let sink = MemorySink::new(files, SitePath::default());
    let world = World { files, clock: &Stopped };
    let options = Options { today, mode: Mode::Publish };
    pipeline::build(&Session::new(), world, options, &sink, &|_, _| {}).expect("memory");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    sink.into_files().into_iter().map(|(path, bytes)| (path.to_string(), text(bytes))).collect()
}

fn codes_on(today: Date, files: &dyn Files) -> Vec<String> {
    let world = World { files, clock: &Stopped };
    let options = Options { today, mode: Mode::Publish };
    let prepared = pipeline::prepare(&Session::new(), world, options).expect("memory");
    let found = pipeline::finish(prepared.found, &prepared.site.config, &prepared.texts);
    let shown = found.iter().filter_map(|problem| {
        let (path, text) = prepared.texts.get(problem.span.file)?;
        let at = problem.span.range.of(text);
        Some(format!("{path} {} {at}: {}", problem.code, problem.message))
    });
    shown.collect()
}

/// Returns the state of each page by the list for programs.
fn states(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let list: serde_json::Value = serde_json::from_str(&files["_handover/due.json"]).unwrap();
    let pages = list["pages"].as_array().expect("a list").iter();
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_string();
    pages.map(|page| (text(&page["source"]), text(&page["state"]))).collect()
}

#[test]
fn a_page_goes_due_and_overdue_on_the_right_day() {
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("a.md", "---\nreviewed: 2026-08-31\nreview_every: 6 months\n---\n# A\n");
    // Six months after the last of August is the last of February.
    for (today, state, words) in [
        (date(2027, 1, 28), "current", "next by 28 February 2027"),
        (date(2027, 1, 29), "due-soon", "Due in 30 days"),
        (date(2027, 2, 27), "due-soon", "Due in 1 day<"),
        (date(2027, 2, 28), "due-soon", "Due today"),
        (date(2027, 3, 1), "overdue", "Overdue by 1 day<"),
        (date(2027, 3, 2), "overdue", "Overdue by 2 days"),
    ] {
        let built = build_on(today, &files);
        assert_eq!(states(&built)["a.md"], state, "{today}");
        assert!(built["a/index.html"].contains(words), "{today}: {words}");
        let is_listed = built["reviews-due/index.html"].contains(">A</a>");
        assert!(is_listed, "{today}");
        let found = codes_on(today, &files);
        assert_eq!(!found.is_empty(), state == "overdue", "{today}: {found:?}");
    }
    let before = build_on(date(2026, 11, 29), &files);
    assert!(!before["reviews-due/index.html"].contains(">A</a>"), "91 days before");
    assert!(build_on(date(2026, 11, 30), &files)["reviews-due/index.html"].contains(">A</a>"));
    let found = codes_on(date(2027, 3, 1), &files);
    let wanted = "a.md review-overdue 2026-08-31: this page was to be reviewed by 2027-02-28, \
                  yesterday";
    assert_eq!(found, [wanted]);
}

fn with_fragment() -> MemoryFiles {
    let page = "---\nreview_every: 6 months\n---\n\n# A\n\n[!INCLUDE [c](includes/c.md)]\n";
    MemoryFiles::new()
        .with("handover.toml", "[severity]\nnever-reviewed = \"off\"\n")
        .with("includes/c.md", "---\ntitle: Contact\n---\nCall 1234.\n")
        .with("a.md", page)
        .with("b.md", &page.replace("# A", "# B"))
        .with("c.md", "# C\n\nAlone.\n")
        .with("d.md", "# D\n\n[!INCLUDE [c](includes/c.md)]\n")
}

fn after(files: &dyn Files, attesting: &Attesting) -> MemoryFiles {
    let overlay = Overlay::new(files, &attesting.change);
    let mut after = MemoryFiles::new();
    for entry in overlay.list(&path(""), &|_| false).expect("listed") {
        after.set(entry.path.clone(), &overlay.read(&entry.path).expect("read").expect("there"));
    }
    after
}

#[test]
fn a_changed_fragment_makes_its_dependents_stale() {
    let files = with_fragment();
    let attesting = plan(&files, &["a.md", "b.md", "c.md"], "Support lead").expect("planned");
    assert_eq!(attesting.change.texts.len(), 3, "{}", diff::write(&attesting.change));
    let mut files = after(&files, &attesting);
    assert_eq!(codes_on(TODAY, &files), Vec::<String>::new());
    let again = plan(&files, &["a.md", "b.md", "c.md"], "Support lead").expect("planned");
    assert!(again.change.is_empty() && again.kept == 3, "{}", diff::write(&again.change));
    // What readers see is the same.
    files.set(path("includes/c.md"), b"\xef\xbb\xbf---\r\ntitle: Call\r\n---\r\n\r\nCall\r\n1234.");
    assert_eq!(codes_on(TODAY, &files), Vec::<String>::new());
    files.set(path("includes/c.md"), b"Call 1235.\n");
    let found = codes_on(TODAY, &files);
    let words = "`includes/c.md`, which this page includes, changed since the review on 2026-11-22";
    let names: Vec<&str> = found.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["a.md", "b.md"], "{found:?}");
    assert!(found.iter().all(|line| line.ends_with(words)), "{found:?}");
    let built = build_on(TODAY, &files);
    let states = states(&built);
    assert_eq!((&*states["a.md"], &*states["c.md"]), ("changed", "current"));
    assert!(!states.contains_key("d.md"));
    assert!(built["a/index.html"].contains("Changed since its review on 22 November 2026"));
    assert!(built["reviews-due/index.html"].contains("includes/c.md"));
}

#[test]
fn what_is_written_stands_whatever_the_line_ends() {
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("a.md", "\u{feff}---\r\n# who\r\nowner: X # y\r\n---\r\n# A\r\n")
        .with("b.md", "# B\r\n\r\nText.\r\n")
        .with("sub/c.md", "---\nowner: X\n\n# Never closed\n")
        .with("sub/d.md", "---\nstatus: retired\n---\n# D\n");
    let attesting = plan(&files, &[""], "A: b # c").expect("planned");
    let names: Vec<&str> = attesting.change.texts.keys().map(SitePath::as_str).collect();
    assert_eq!(names, ["a.md", "b.md"]);
    let refused: Vec<&str> = attesting.refused.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(refused, ["sub/c.md"]);
    for text in attesting.change.texts.values() {
        assert_eq!(text.after.matches('\n').count(), text.after.matches("\r\n").count());
        assert!(text.after.contains("by: \"A: b # c\""), "{}", text.after);
    }
    let named = plan(&files, &["sub/d.md"], "X").expect("planned");
    assert_eq!(named.change.texts.len(), 1);
    assert_eq!(plan(&files, &["none.md"], "X").unwrap_err(), Refusal::NoPage(path("none.md")));
}

#[test]
fn a_role_must_be_known_where_any_is() {
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("data/roles.yml", "duty-officer: {title: Duty officer, aliases: [Officer]}\n")
        .with("roles/support.md", "---\nkind: role\naliases: [First line]\n---\n# Support lead\n")
        .with("a.md", "# A\n");
    for by in ["Support lead", "support-lead", "roles/support", "first line", "duty officer"] {
        assert!(plan(&files, &["a.md"], by).is_ok(), "{by}");
    }
    match plan(&files, &["a.md"], "Suport lead") {
        Err(Refusal::UnknownRole(Some(help))) => assert!(help.contains("Support lead"), "{help}"),
        other => panic!("{other:?}"),
    }
}

/// Another library reads the calendar, and finds the days of the list.
#[test]
fn calendars_are_read_by_others() {
    let mut files = MemoryFiles::new().with(
        "handover.toml",
        "title = \"Ours; theirs, and \\\\\"\nhost = \"https://example.com\"\nbase_path = \"h b\"\n",
    );
    for day in 1..=28 {
        let long = "Müller, a very long title; with marks ".repeat(day % 4 + 1);
        let text = format!(
            "---\ntitle: \"{long}{day}\"\nowner: Role {day}\nreviewed: 2026-02-{day:02}\n\
             review_every: {day} months\n---\n# T\n"
        );
        files = files.with(&format!("p/ü {day}.md"), &text);
    }
    files = files.with("never.md", "---\nreview_every: 1 year\n---\n# Never\n");
    let built = build_on(TODAY, &files);
    let text = &built["_handover/due.ics"];
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let calendar: Calendar = text.parse().expect("a calendar");
    let list: serde_json::Value = serde_json::from_str(&built["_handover/due.json"]).unwrap();
    let pages = list["pages"].as_array().expect("a list").iter();
    let pages = pages.filter(|page| page["due"].is_string());
    let wanted: Vec<(String, String, String)> = pages
        .map(|page| {
            let text = |key: &str| page[key].as_str().expect("text").to_string();
            let url = format!("https://example.com/h%20b/{}", text("address"));
            (text("due"), format!("Review: {}", text("title")), url)
        })
        .collect();
    let mut uids = std::collections::BTreeSet::new();
    let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let events: Vec<(String, String, String)> = events
        .map(|event| {
            assert!(uids.insert(event.get_uid().expect("a uid").to_string()));
            let Some(DatePerhapsTime::Date(day)) = event.get_start() else { panic!("no day") };
            let summary = event.get_summary().expect("a summary").to_string();
            (day.to_string(), summary, event.get_url().expect("a url").to_string())
        })
        .collect();
    assert_eq!(events.len(), 28);
    assert_eq!(events, wanted);
    let later = &build_on(date(2027, 6, 1), &files)["_handover/due.ics"];
    assert_eq!(&later.replace("DTSTAMP:20270601", "DTSTAMP:20261122"), text, "only the stamp");
}
