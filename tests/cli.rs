//! The commands as a shell sees them: exit codes, output, files.

use std::process::{Command, Output};

use tempfile::TempDir;

pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: TempDir::new().expect("a folder") }
    }

    pub fn write(&self, path: &str, text: &str) -> &Desk {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, text).expect("written");
        self
    }

    pub fn has(&self, path: &str) -> bool {
        self.folder.path().join(path).exists()
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).expect("readable")
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_handover"))
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .env("CI", "true")
            .output()
            .expect("the program runs");
        Ran(output)
    }
}

pub struct Ran(Output);

impl Ran {
    pub fn code(&self) -> i32 {
        self.0.status.code().unwrap_or(-1)
    }

    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out()).expect("one JSON document")
    }

    pub fn codes(&self) -> Vec<String> {
        let json = self.json();
        let problems = json["diagnostics"].as_array().expect("a list");
        problems.iter().filter_map(|p| p["code"].as_str()).map(str::to_string).collect()
    }
}

#[test]
fn exit_codes_tell_findings_from_failures() {
    let desk = Desk::new();
    desk.write("good/a.md", "# A\n").write("bad/a.md", "# A\n\n[b](b.md)\n");
    desk.write("doubtful/a.md", "# A\n\nThe <name> of it.\n");
    assert_eq!(desk.run(&["check", "good"]).code(), 0);
    assert_eq!(desk.run(&["check", "bad"]).code(), 1);
    assert_eq!(desk.run(&["check", "doubtful"]).code(), 0);
    assert_eq!(desk.run(&["check", "doubtful", "--deny", "warnings"]).code(), 1);
    let absent = desk.run(&["check", "absent"]);
    assert_eq!(absent.code(), 2);
    assert!(absent.err().contains("cannot open folder `absent`"), "{}", absent.err());
    assert_eq!(desk.run(&["chekc"]).code(), 2);
    assert_eq!(desk.run(&["--version"]).code(), 0);
}

#[test]
fn a_build_with_errors_still_writes_every_page() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n\n[b](b.md)\n").write("docs/c.md", "# C\n");
    let ran = desk.run(&["build", "docs", "--out", "site"]);
    assert_eq!(ran.code(), 1);
    assert!(desk.read("site/a/index.html").contains("class=\"broken\""));
    assert!(desk.has("site/c/index.html") && desk.has("site/404.html"));
    assert!(ran.err().contains("error[broken-link]: no file `b.md`"), "{}", ran.err());
    assert!(ran.err().contains("a.md:3:5"), "{}", ran.err());
    assert!(!ran.err().contains('\u{1b}'), "no colours without a terminal");
}

#[test]
fn json_is_one_document_with_paths_from_the_site() {
    let desk = Desk::new();
    desk.write("docs/x/a.md", "# A\n\nü [b](b.md)\n");
    let ran = desk.run(&["check", "docs", "--format", "json"]);
    let json = ran.json();
    let problem = &json["diagnostics"][0];
    assert_eq!(problem["code"], "broken-link");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["file"], "x/a.md");
    assert_eq!((&problem["line"], &problem["column"]), (&3.into(), &7.into()));
    assert_eq!((&problem["end_line"], &problem["end_column"]), (&3.into(), &11.into()));
    assert_eq!(json["summary"]["errors"], 1);
    assert_eq!(ran.err(), "");
}

#[test]
fn output_never_mixes_with_the_content_or_with_files_of_others() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n").write("mine/letter.txt", "dear");
    for (out, reason) in
        [("docs", "which the site is made from"), (".", "lies in it"), ("mine", "cannot")]
    {
        let ran = desk.run(&["build", "docs", "--out", out]);
        assert_eq!(ran.code(), 2, "{out}");
        assert!(ran.err().contains(reason), "{out}: {}", ran.err());
    }
    assert_eq!(desk.read("mine/letter.txt"), "dear");
    assert!(!desk.has("docs/index.html") && !desk.has("mine/index.html"));
}

/// Who tries it on a folder of pages, from within it, has a site in it.
#[test]
fn a_site_in_the_folder_of_its_pages_is_no_part_of_them() {
    let desk = Desk::new();
    desk.write("a.md", "# A\n").write("b/b.md", "# B\n\n[A](../a.md)\n");
    let args = ["build", "--date", "2026-11-22"];
    let first = desk.run(&args);
    assert_eq!(first.code(), 0, "{}", first.err());
    assert!(desk.has("public/a/index.html") && desk.has("public/a/index.md"));
    let again = desk.run(&args);
    assert!(again.err().contains("0 files written"), "{}", again.err());
    assert_eq!(desk.run(&["check"]).code(), 0);
    // Another place later, also deeper.
    let deeper = desk.run(&["build", "--date", "2026-11-22", "--out", "b/site"]);
    assert_eq!(deeper.code(), 0, "{}", deeper.err());
    assert_eq!(desk.read("b/site/.handover-manifest"), desk.read("public/.handover-manifest"));
    assert_eq!(desk.run(&["clean"]).code(), 0);
    assert!(!desk.has("public") && desk.has("a.md"));
}

#[test]
fn a_second_build_writes_nothing_and_a_third_only_what_changed() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n").write("docs/b.md", "# B\n");
    let args = ["build", "docs", "--out", "site", "--date", "2026-11-22"];
    assert!(desk.run(&args).err().contains("0 unchanged"));
    let again = desk.run(&args);
    assert!(again.err().contains("0 files written"), "{}", again.err());
    desk.write("docs/b.md", "# B\n\nMore.\n");
    let changed = desk.run(&args);
    assert!(changed.err().contains("0 removed"), "{}", changed.err());
    assert!(desk.read("site/b/index.html").contains("More."));
    std::fs::remove_file(desk.folder.path().join("docs/b.md")).expect("removed");
    let removed = desk.run(&args);
    // The page, its twin, and a file of the words that only it had.
    assert!(removed.err().contains("3 removed"), "{}", removed.err());
    assert!(!desk.has("site/b"));
}

#[test]
fn clean_removes_what_a_build_wrote_and_nothing_else() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n");
    desk.run(&["build", "docs", "--out", "site"]);
    desk.write("site/CNAME", "handbook.example");
    assert_eq!(desk.run(&["clean", "docs", "--out", "site"]).code(), 0);
    assert!(desk.has("site/CNAME") && !desk.has("site/index.html"));
    let ran = desk.run(&["clean", "docs", "--out", "docs"]);
    assert_eq!(ran.code(), 2);
    assert!(desk.has("docs/a.md"));
}

#[test]
fn a_new_site_is_in_order_and_nothing_is_overwritten() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["new", "site", "handbook"]).code(), 0);
    let ran = desk.run(&["check", "handbook", "--deny", "warnings"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    let page = "handbook/content/guides/move-a-queue.md";
    assert_eq!(desk.run(&["new", "page", page]).code(), 0);
    assert!(desk.read(page).contains("# Move a queue"));
    assert_eq!(desk.run(&["new", "page", page]).code(), 2);
    assert_eq!(desk.run(&["new", "site", "handbook"]).code(), 2);
    let ran = desk.run(&["check", "handbook", "--deny", "warnings"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
}

#[test]
fn explain_knows_every_problem_and_suggests_names() {
    let desk = Desk::new();
    let all = desk.run(&["explain"]).out();
    assert!(30 < all.lines().count());
    for line in all.lines() {
        let name = line.split_whitespace().next().expect("a name");
        let ran = desk.run(&["explain", name]);
        assert_eq!(ran.code(), 0, "{name}");
        assert!(ran.out().starts_with(&format!("# {name}\n")), "{name}");
    }
    let ran = desk.run(&["explain", "broken-lnik"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err().contains("did you mean `broken-link`?"), "{}", ran.err());
}

#[test]
fn config_prints_settings_that_read_back_the_same() {
    let desk = Desk::new();
    let toml = "title = \"A \\\"b\\\"\"\nlinks = \"pretty\"\nexclude = [\"x/**\"]\n\n\
                [severity]\nmissing-alt = \"off\"\n\n[[rules]]\nin = [\"x/**\"]\n\
                kind = \"runbook\"\nprofile = \"strict\"\nseverity = { bad-id = \"note\" }\n";
    desk.write("handover.toml", toml).write("content/index.md", "# A\n");
    let first = desk.run(&["config"]);
    assert_eq!(first.code(), 0, "{}", first.err());
    assert!(first.out().contains("links = \"pretty\""));
    assert!(first.out().contains("missing-alt = \"off\""));
    let rule = "[[rules]]\nin = [\"x/**\"]\nkind = [\"runbook\"]\nprofile = \"strict\"\n\
                severity = { bad-id = \"note\" }\n";
    assert!(first.out().contains(rule), "{}", first.out());
    desk.write("handover.toml", &first.out());
    let second = desk.run(&["config"]);
    assert_eq!(second.code(), 0, "{}", second.err());
    assert_eq!(second.out(), first.out());
}

#[test]
fn a_mistake_in_the_configuration_is_shown_at_its_place() {
    let desk = Desk::new();
    desk.write("handover.toml", "titel = \"A\"\nlinks = \"nice\"\n");
    desk.write("content/index.md", "# A\n");
    let ran = desk.run(&["check", "--format", "json"]);
    assert_eq!(ran.codes(), ["unknown-key", "wrong-type"]);
    let json = ran.json();
    assert_eq!(json["diagnostics"][0]["help"], "did you mean `title`?");
    assert_eq!(json["diagnostics"][1]["line"], 2);
    assert_eq!(json["diagnostics"][1]["column"], 9);
}

#[test]
fn the_day_is_an_input() {
    let desk = Desk::new();
    desk.write("docs/a.md", "---\nreviewed: 2026-01-10\nreview_every: 1 month\n---\n# A\n");
    desk.run(&["build", "docs", "--out", "one", "--date", "2026-02-01"]);
    desk.run(&["build", "docs", "--out", "two", "--date", "2026-02-12"]);
    assert!(!desk.read("one/a/index.html").contains("verdue by"));
    assert!(desk.read("two/a/index.html").contains("Overdue by 2 days"));
}

#[test]
fn attesting_shows_and_then_writes() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "");
    desk.write("docs/p/a.md", "# A\n");
    desk.write("docs/p/b.md", "---\nowner: X # who\n---\n# B\n");
    let attest = ["attest", "docs/p", "--by", "Lead", "--date", "2026-11-02"];
    let shown = desk.run(&attest);
    assert_eq!(shown.code(), 0, "{}", shown.err());
    assert!(
        shown.out().contains("+reviewed: {on: 2026-11-02, by: Lead, hash: "),
        "{}",
        shown.out()
    );
    assert!(shown.err().contains("Would attest 2 pages by Lead on 2026-11-02"), "{}", shown.err());
    assert_eq!(desk.read("docs/p/a.md"), "# A\n");
    let written = desk.run(&[&attest[..], &["--write"]].concat());
    assert!(written.err().contains("Attested 2 pages"), "{}", written.err());
    assert!(desk.read("docs/p/b.md").starts_with("---\nowner: X # who\nreviewed: {on: 2026-11-02"));
    let again = desk.run(&attest);
    assert!(again.err().contains("Nothing to attest\n2 pages attested before"), "{}", again.err());
    let checked = desk.run(&["check", "docs", "--date", "2026-11-02", "--deny", "warnings"]);
    assert_eq!(checked.code(), 0, "{}", checked.err());
    desk.write("docs/p/a.md", &desk.read("docs/p/a.md").replace("# A", "# Changed"));
    let checked = desk.run(&["check", "docs", "--date", "2026-11-02", "--deny", "warnings"]);
    assert!(checked.err().contains("changed-since-review"), "{}", checked.err());
    assert_eq!(checked.code(), 1);
    let nowhere = desk.run(&["attest", "docs/none.md", "--by", "Lead"]);
    assert_eq!(nowhere.code(), 2, "{}", nowhere.err());
}

#[test]
fn completions_and_timings_are_printed() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n");
    assert!(desk.run(&["completions", "bash"]).out().contains("handover"));
    let timings = desk.run(&["check", "docs", "--timings"]).err();
    for step in ["discover", "parse", "resolve", "render"] {
        assert!(timings.contains(step), "{timings}");
    }
}

#[test]
fn what_is_not_utf8_or_no_file_is_reported_and_the_rest_is_built() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n");
    std::fs::write(desk.folder.path().join("docs/b.md"), b"# \xff\n").expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", desk.folder.path().join("docs/c.md"))
        .expect("linked");
    let ran = desk.run(&["build", "docs", "--out", "site", "--format", "json"]);
    let has = |code: &str| ran.codes().iter().any(|found| found == code);
    assert!(has("not-utf8"), "{}", ran.out());
    assert!(!cfg!(unix) || has("skipped-link"), "{}", ran.out());
    assert!(desk.has("site/a/index.html") && !desk.has("site/c"));
}

#[test]
fn fix_shows_what_it_would_do_and_does_it_once() {
    let desk = Desk::new();
    let page = "\u{feff}---\r\nslack: #ops\r\nowner: [[Lead]]\r\n---\r\n# A\r\n\r\n\
                [b](Sub\\B.md?x=1#Part-One) <a title=\"sub/b.md\" href='/sub/B.md#part'>b</a> [old](moved.md#t)\r\n\
                [c] [[b#Part-one]] ![p](<sub/a Picture.png>) [x](sub/b.md#part-onne)\r\n\r\n\
                [c]: SUB/b.md \"title\"\r\n";
    desk.write("docs/a.md", page);
    desk.write("docs/sub/b.md", "# B\n\n## Part one\n").write("docs/sub/moved.md", "# M\n\n## T\n");
    desk.write("docs/sub/a picture.png", "png");
    let dry = desk.run(&["fix", "docs"]);
    assert_eq!(dry.code(), 1, "{}", dry.err());
    assert_eq!(desk.read("docs/a.md"), page);
    assert!(dry.out().contains("+[b](sub\\b.md?x=1#part-one)"), "{}", dry.out());
    let only = desk.run(&["fix", "docs", "--only", "broken-link,broken-anchor", "--write"]);
    assert_eq!(only.code(), 0, "{}", only.err());
    assert!(desk.read("docs/a.md").contains("[old](sub/moved.md#t)"));
    assert!(desk.read("docs/a.md").contains("slack: #ops"));
    let all = desk.run(&["fix", "docs", "--write"]);
    assert_eq!((all.code(), all.out().as_str()), (0, ""), "{}", all.err());
    let fixed = "\u{feff}---\r\nslack: \"#ops\"\r\nowner: Lead\r\n---\r\n# A\r\n\r\n\
                 [b](sub\\b.md?x=1#part-one) <a title=\"sub/b.md\" href='/sub/b.md#part'>b</a> [old](sub/moved.md#t)\r\n\
                 [c] [[b#part-one]] ![p](<sub/a picture.png>) [x](sub/b.md#part-one)\r\n\r\n\
                 [c]: sub/b.md \"title\"\r\n";
    assert_eq!(desk.read("docs/a.md"), fixed);
    let again = desk.run(&["fix", "docs", "--write"]);
    assert!(again.err().starts_with("Nothing to fix\nLeft:"), "{}", again.err());
    assert_eq!(desk.read("docs/a.md"), fixed);
    assert_eq!(desk.run(&["fix", "docs", "--only", "broken-lnik"]).code(), 2);
}

#[test]
fn json_says_what_fix_would_write() {
    let desk = Desk::new();
    desk.write("docs/a.md", "# A\n\nü [b](<B c.md#x>)\n").write("docs/b c.md", "# B\n\n## x\n");
    let json = desk.run(&["check", "docs", "--format", "json"]).json();
    let fix = &json["diagnostics"][0]["fix"];
    assert_eq!(fix["file"], "a.md");
    assert_eq!(fix["start"], serde_json::json!({"line": 3, "column": 8}));
    assert_eq!(fix["end"], serde_json::json!({"line": 3, "column": 14}));
    assert_eq!(fix["replacement"], "b c.md");
}

#[test]
fn mv_shows_what_it_would_do_and_does_it() {
    let desk = Desk::new();
    desk.write("site/handover.toml", "").write("site/content/a.md", "# A\n\n[b](sub/b.md#x)\n");
    desk.write("site/content/sub/b.md", "# B\n\n[a](../a.md) ![p](p.png)\n\n## x\n");
    desk.write("site/content/sub/p.png", "png").write("site/content/sub/.keep", "kept");
    let args = ["mv", "--site", "site", "site/content/sub", "site/content/far/off"];
    let dry = desk.run(&args);
    assert_eq!(dry.code(), 0, "{}", dry.err());
    assert!(dry.out().contains("+[b](far/off/b.md#x)"), "{}", dry.out());
    assert!(dry.err().contains("`--write` does it"), "{}", dry.err());
    assert!(desk.has("site/content/sub/b.md") && !desk.has("site/content/far"));
    let done = desk.run(&[&args[..], &["--write"]].concat());
    assert_eq!((done.code(), done.out().as_str()), (0, ""), "{}", done.err());
    assert!(done.err().contains("Moved `content/sub` to `content/far/off`"), "{}", done.err());
    assert!(!desk.has("site/content/sub") && desk.has("site/content/far/off/.keep"));
    assert_eq!(
        desk.read("site/content/far/off/b.md"),
        "---\naliases: [/sub/b/]\n---\n\n# B\n\n[a](../../a.md) ![p](p.png)\n\n## x\n"
    );
    desk.run(&["build", "site", "--out", "public"]);
    assert!(desk.read("public/sub/b/index.html").contains("../../far/off/b/index.html"));
    // An empty folder takes it in; the paths are seen from where one is.
    std::fs::create_dir(desk.folder.path().join("site/content/empty")).expect("made");
    let into = ["mv", "--site", "site", "./site/content/a.md", "site/content/empty", "--write"];
    assert_eq!(desk.run(&into).code(), 0);
    assert!(desk.has("site/content/empty/a.md"));
    // The whole site is found from a file deep in it.
    let deep = ["mv", "site/content/far/off/p.png", "site/content/q.png", "--write"];
    assert_eq!(desk.run(&deep).code(), 0);
    assert!(desk.read("site/content/far/off/b.md").contains("![p](../../q.png)"));
    let check = desk.run(&["check", "site"]);
    assert_eq!(check.code(), 0, "{}", check.err());
}

#[test]
fn mv_refuses_what_makes_no_sense_and_what_would_be_worse() {
    let desk = Desk::new();
    desk.write("handover.toml", "exclude = [\"x/**\"]\n").write("content/b.md", "# B\n");
    desk.write("content/a.md", "# A\n\n[b](b.md)\n").write("outside.md", "# O\n");
    for (old, new, reason) in [
        ("content/c.md", "content/d.md", "there is no page, file or folder `content/c.md`"),
        ("content/a.md", "content/b.md", "`content/b.md` is there already"),
        ("content/a.md", "../a.md", "`../a.md` is not in the content folder"),
        ("outside.md", "content/o.md", "`outside.md` is not in the content folder"),
    ] {
        let ran = desk.run(&["mv", old, new, "--write"]);
        assert_eq!(ran.code(), 2, "{old} {new}: {}", ran.err());
        assert!(ran.err().contains(reason), "{}", ran.err());
    }
    let worse = desk.run(&["mv", "content/b.md", "content/x/b.md", "--write"]);
    assert_eq!(worse.code(), 1);
    assert!(worse.err().contains("it would not be published there"), "{}", worse.err());
    assert!(worse.err().contains("error[broken-link]: no file `x/b.md`"), "{}", worse.err());
    assert!(desk.has("content/b.md") && !desk.has("content/x/b.md"));
    let forced = desk.run(&["mv", "content/b.md", "content/x/b.md", "--write", "--force"]);
    assert_eq!(forced.code(), 0, "{}", forced.err());
    assert!(desk.has("content/x/b.md"));
}

#[cfg(unix)]
#[test]
fn mv_follows_no_link_out_of_the_site() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.write("site/a.md", "# A\n").write("elsewhere/b.md", "# B\n");
    let at = |path: &str| desk.folder.path().join(path);
    symlink("../elsewhere", at("site/out")).expect("linked");
    symlink("a.md", at("site/l.md")).expect("linked");
    symlink("site", at("door")).expect("linked");
    let run = |old, new| desk.run(&["mv", "--site", "site", old, new, "--write"]);
    for (old, new, reason) in [
        ("site/a.md", "site/out/a.md", "is not in the content folder"),
        ("site/out/b.md", "site/b.md", "is not in the content folder"),
        ("site/l.md", "site/m.md", "`l.md` is a symbolic link"),
        ("site/a.md", "site/l.md", "`l.md` is there already"),
    ] {
        let ran = run(old, new);
        assert_eq!(ran.code(), 2, "{old} {new}");
        assert!(ran.err().contains(reason), "{}", ran.err());
    }
    assert!(desk.has("site/a.md") && desk.has("elsewhere/b.md"));
    // A link on the way to the site is only another name for it.
    assert_eq!(run("door/a.md", "door/c.md").code(), 0);
    assert!(desk.has("site/c.md"));
}

#[test]
fn an_import_writes_a_new_folder_whole_or_not_at_all() {
    let desk = Desk::new();
    desk.write("old/content/a.md", "+++\ntitle = \"A\"\n+++\n{{< note >}}x{{< /note >}}\n");
    let ran = desk.run(&["import", "hugo", "old", "new", "--report", "report.txt"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert_eq!(desk.read("new/content/a.md"), "---\ntitle: A\n---\n> [!NOTE]\n> x\n");
    assert!(desk.has("new/handover.toml") && desk.read("report.txt").contains("shortcode note"));
    assert!(ran.err().contains("Wrote new"), "{}", ran.err());
    assert_eq!(desk.run(&["check", "new"]).code(), 0);
    let again = desk.run(&["import", "hugo", "old", "new"]);
    assert_eq!(again.code(), 2);
    assert!(again.err().contains("the folder is not empty"), "{}", again.err());
    let report = desk.run(&["import", "hugo", "old", "newer", "--report", "report.txt"]);
    assert_eq!((report.code(), desk.has("newer")), (2, false));
    let inside = desk.run(&["import", "hugo", "old", "old/new"]);
    assert!(inside.code() == 2 && inside.err().contains("lies in the folder"), "{}", inside.err());
    assert_eq!(desk.run(&["import", "mdbook", "old", "book"]).code(), 2);
    assert!(!desk.has("book"));
    desk.write("odd/content/a.md", "{{< odd >}}\n");
    let odd = desk.run(&["import", "hugo", "odd", "odd-new", "--format", "json"]);
    assert_eq!(odd.code(), 1);
    let json = odd.json();
    assert_eq!(json["not_understood"][0]["construct"], "shortcode odd");
    assert_eq!(json["not_understood"][0]["line"], 1);
    assert_eq!(json["constructs"]["shortcode odd"]["not_understood"], 1);
}

#[test]
fn every_kind_of_page_can_be_begun_and_is_complete() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["new", "site", "handbook"]).code(), 0);
    for kind in handover::registry::KINDS {
        let page = format!("handbook/content/pages/a-{}.md", kind.name);
        let ran = desk.run(&["new", kind.name, &page, "--title", "What: we \"do\""]);
        assert_eq!(ran.code(), 0, "{}", ran.err());
        let text = desk.read(&page);
        assert!(!text.contains("{owner") && !text.contains("{title}"), "{text}");
        let told = desk.run(&["explain", &page]).out();
        assert!(told.contains(&format!("This is {}", kind.article)), "{told}");
        // An area has its place in the list of its process, which is the author's to choose.
        if kind.name == "area" {
            let process = desk.read("handbook/content/pages/a-process.md");
            let listed = process.replace("1. [[First area]]", "1. [[pages/a-area]]");
            desk.write("handbook/content/pages/a-process.md", &listed);
        }
        let ran = desk.run(&["check", "handbook", "--deny", "warnings"]);
        assert_eq!(ran.code(), 0, "{}: {}", kind.name, ran.err());
    }
}

#[test]
fn explain_says_what_a_page_is_and_why() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "");
    desk.write("docs/JobFailed.md", "# JobFailed\n\n**Severity:** P2\n\n## Meaning\n\n## Impact\n");
    let told = desk.run(&["explain", "docs/JobFailed.md"]).out();
    assert!(told.contains("This is a runbook, because it has the sections of one."), "{told}");
    assert!(told.contains("severity  P2  (in the text, line 3)"), "{told}");
    assert!(told.contains("alerts    JobFailed  (in the text, line 1)"), "{told}");
    assert!(told.contains("needs  Steps: a section with its steps"), "{told}");
    assert_eq!(desk.run(&["explain", "JobFailed", "--site", "docs"]).out(), told);
    assert_eq!(desk.run(&["explain", "JobFaild", "--site", "docs"]).code(), 2);
}

#[test]
fn explain_says_where_a_process_and_a_level_come_from() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "nav = \"nav.yml\"\n");
    desk.write("docs/nav.yml", "- title: Pay\n  pages: [p.md, a.md]\n");
    desk.write("docs/p.md", "---\nkind: process\n---\n\n# Pay\n");
    desk.write("docs/a.md", "---\nkind: area\n---\n\n# Audit\n");
    let told = desk.run(&["explain", "docs/a.md"]).out();
    assert!(told.contains("level  2  (one below its process)"), "{told}");
    assert!(told.contains("part_of  Pay  (from the menu)"), "{told}");
    let told = desk.run(&["explain", "docs/p.md"]).out();
    assert!(told.contains("level  1  (from the menu)"), "{told}");
    desk.write("docs/p.md", "---\nkind: process\nlevel: 1\n---\n\n# Pay\n");
    let told = desk.run(&["explain", "docs/p.md"]).out();
    assert!(told.contains("level  1  (front matter, line 3)"), "{told}");
}

#[test]
fn what_many_pages_lack_is_told_once() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "");
    for at in 10..22 {
        desk.write(&format!("docs/a{at}.md"), "---\nkind: runbook\n---\n\n# A job\n");
    }
    let ran = desk.run(&["check", "docs"]);
    let told = ran.err();
    assert_eq!(told.matches("a runbook needs `owner`").count(), 1, "{told}");
    let more = "the same in 11 more places: a11.md:2, a12.md:2, a13.md:2 and others";
    assert!(told.contains(more), "{told}");
    assert!(told.contains("under `[[defaults]]` of `handover.toml`"), "{told}");
    let json = desk.run(&["check", "docs", "--format", "json"]).out();
    assert_eq!(json.matches("a runbook needs `owner`").count(), 12, "{json}");
}

#[test]
fn schemas_are_written_and_wired() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["new", "site", "handbook"]).code(), 0);
    assert!(
        desk.read("handbook/handover.toml").starts_with("#:schema ./schemas/handover.schema.json")
    );
    assert!(desk.has("handbook/schemas/handover.schema.json"));
    desk.run(&["new", "policy", "handbook/content/policies/deep/access.md"]);
    let page = desk.read("handbook/content/policies/deep/access.md");
    let line =
        "---\n# yaml-language-server: $schema=../../../schemas/policy.schema.json\nkind: policy\n";
    assert!(page.starts_with(line), "{page}");
    assert!(desk.has("handbook/content/policies/deep/../../../schemas/policy.schema.json"));
    desk.write("handbook/schemas/policy.schema.json", "old");
    let ran = desk.run(&["schema", "handbook/schemas"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    let schema: serde_json::Value =
        serde_json::from_str(&desk.read("handbook/schemas/policy.schema.json")).expect("JSON");
    assert_eq!(schema["required"], serde_json::json!(["approved_by"]));
}

#[test]
fn graph_prints_where_flows_lead() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "planned = [\"Later\"]\n");
    desk.write(
        "docs/a.md",
        "# A\n\n```process\n1. [[B]]\n2. Look\n3. [[A]]\n4. End\n< [[C]] -> 2\n> 2 -> [[Later]]\n```\n",
    );
    desk.write("docs/b.md", "# B\n");
    desk.write("docs/c.md", "# C\n");
    let data = desk.run(&["graph", "docs", "--kind", "leads_to,comes_from"]).json();
    let expected = serde_json::json!([
        { "from": "a", "kind": "comes_from", "to": "c" },
        { "from": "a", "kind": "leads_to", "planned": "Later" },
        { "from": "a", "kind": "leads_to", "to": "b" },
    ]);
    assert_eq!(data["relations"], expected, "{data:#}");
}

#[test]
fn graph_prints_relations_for_other_programs() {
    let desk = Desk::new();
    desk.write(
        "docs/handover.toml",
        "title = \"A \\\"B\\\"\"\n[[planned]]\ntitle = \"Later\"\nkind = \"process\"\n",
    );
    desk.write("docs/data/roles.yml", "desk: {title: Desk, reports_to: chief}\nchief: Chief\n");
    let title = r#"A \"B\" \\N & <b>|x\\"#;
    desk.write(
        "docs/a.md",
        &format!("---\ntitle: \"{title}\"\nkind: runbook\nowner: desk\nbackup: nobody\nrequires: [b, Later]\npart_of: https://example.com/\"x\n---\n"),
    );
    desk.write("docs/b.md", "# Planned:\u{1b}[31m \u{85}b\n\n[a](a.md)\n");
    let json = desk.run(&["graph", "docs"]);
    assert_eq!((json.code(), json.err()), (0, String::new()));
    let data = json.json();
    let all = |list: &str, key: &str| -> Vec<String> {
        let list = data[list].as_array().expect("a list").iter();
        list.filter_map(|line| line[key].as_str().map(str::to_string)).collect()
    };
    assert_eq!(all("nodes", "id"), ["a", "b", "chief", "desk"]);
    assert_eq!(all("nodes", "kind"), ["runbook", "article", "role", "role", "process"]);
    let kinds = ["backup", "owner", "part_of", "requires", "requires", "reports_to"];
    assert_eq!(all("relations", "kind"), kinds);
    assert_eq!(desk.run(&["graph", "docs"]).out(), json.out());
    let dot = desk.run(&["graph", "docs", "--format", "dot"]).out();
    let expected = include_str!("graph.dot");
    assert_eq!(dot, expected, "{dot}");
    let few = desk.run(&["graph", "docs", "--kind", "owner,part_of", "--format", "dot"]).out();
    assert_eq!(few.matches(" -> ").count(), 2, "{few}");
    assert!(!few.contains("page:b") && !few.contains("nobody"), "{few}");
    let wrong = desk.run(&["graph", "docs", "--kind", "requries"]);
    assert!(wrong.code() == 2 && wrong.err().contains("'requires'"), "{}", wrong.err());
    desk.write("empty/a.md", "# A\n");
    let empty = desk.run(&["graph", "empty"]).json();
    assert_eq!(empty["relations"], serde_json::json!([]));
}

#[test]
fn a_file_of_bpmn_is_printed_as_a_fence() {
    let desk = Desk::new();
    desk.write("badge.bpmn", include_str!("bpmn/modeler.bpmn"))
        .write("broken.bpmn", "<a>\n<b></a>");
    let ran = desk.run(&["diagram", "badge.bpmn", "--format", "fence"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert!(ran.out().starts_with("```process title=\"Print a badge\"\n"), "{}", ran.out());
    assert!(ran.err().contains("note: the pool `Visitor` has no steps"), "{}", ran.err());
    assert!(ran.err().contains("  --> badge.bpmn:5:5\n"), "{}", ran.err());
    for (format, begins) in [("svg", "<svg"), ("dot", "digraph"), ("json", "{"), ("bpmn", "<?xml")]
    {
        let ran = desk.run(&["diagram", "badge.bpmn", "--format", format]);
        assert!(ran.code() == 0 && ran.out().contains(begins), "{format}: {}", ran.out());
    }
    for (args, says) in [
        (["badge.bpmn", "2"], "there is no flow 2: the file has one: leave out `--number`"),
        (["none.bpmn", "1"], "cannot read `none.bpmn`"),
        (["broken.bpmn", "1"], "(line 2, column 4)"),
    ] {
        let ran = desk.run(&["diagram", args[0], "--number", args[1]]);
        assert_eq!(ran.code(), 2);
        assert!(ran.err().contains(says) && ran.out().is_empty(), "{}", ran.err());
    }
}

#[test]
fn a_flow_that_a_page_has_not_is_named() {
    let desk = Desk::new();
    let fence = "```process\n1. Start\n2. Go\n3. End\n```\n";
    desk.write("handover.toml", "title = \"T\"\ncontent = \"content\"\n")
        .write("content/none.md", "# None\n")
        .write("content/two.md", &format!("# Two\n\n{fence}\n{fence}"));
    for (page, number, says) in [
        ("content/none.md", "1", "this page has no flow: write one as a fence `process`, or"),
        (
            "content/two.md",
            "3",
            "there is no flow 3: the page has 2: write `--number 1` to `--number 2`",
        ),
        ("content/two.md", "0", "there is no flow 0"),
        ("content/no.md", "1", "no page is called `content/no.md`"),
    ] {
        let ran = desk.run(&["diagram", page, "--number", number]);
        assert_eq!(ran.code(), 2);
        assert!(ran.err().contains(says) && ran.out().is_empty(), "{}", ran.err());
    }
    let ran = desk.run(&["diagram", "content/two.md", "--number", "2", "--format", "fence"]);
    assert_eq!(ran.out(), fence, "{}", ran.err());
}
