//! Known findings: written down once, hidden from then on, and never in the
//! way of a new one.

use std::path::{Path, PathBuf};

use crate::cli::Desk;

/// A site with three known findings, two of them equal.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("site/handover.toml", "");
    desk.write("site/a.md", "# A\n\n[x](x.md)\n\n[x](x.md)\n\n![](p.svg)\n")
        .write("site/p.svg", "<svg viewBox=\"0 0 8 8\"/>");
    let ran = desk.run(&["check", "site", "--write-baseline"]);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert!(ran.err().contains("3 known findings, 3 of them new, 0 gone"), "{}", ran.err());
    desk
}

const STRICT: &[&str] = &["check", "site", "--deny", "warnings"];

/// Asserts that a check of the site finds exactly these codes.
fn finds(desk: &Desk, codes: &[&str]) {
    let ran = desk.run(&[STRICT, &["--format", "json"]].concat());
    assert_eq!(ran.codes(), codes);
    assert_eq!(ran.code(), i32::from(!codes.is_empty()));
}

#[test]
fn known_findings_are_hidden_and_counted() {
    let desk = desk();
    let ran = desk.run(STRICT);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert!(ran.err().contains("no problems, 3 known findings"), "{}", ran.err());
    assert!(!ran.err().contains("broken-link"), "{}", ran.err());
    let built = desk.run(&["build", "site", "--out", "out", "--deny", "warnings"]);
    assert_eq!(built.code(), 0, "{}", built.err());
    assert!(!desk.has("out/handover-baseline.json"));
}

#[test]
fn the_file_has_one_finding_on_a_line_in_order() {
    let text = desk().read("site/handover-baseline.json");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["{", "  \"version\": 1,", "  \"findings\": ["]);
    assert!(lines[3].starts_with("    {\"file\":\"a.md\",\"code\":\"broken-link\",\"hash\":\""));
    assert!(lines[3].ends_with("\"count\":2,\"message\":\"no file `x.md`\"},"), "{}", lines[3]);
    assert!(lines[4].contains("\"code\":\"missing-alt\""), "{}", lines[4]);
    assert_eq!(lines[5..], ["  ]", "}"]);
    let parsed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(parsed["findings"].as_array().expect("a list").len(), 2);
}

#[test]
fn only_what_is_new_is_told() {
    let desk = desk();
    // A line above changes nothing.
    desk.write("site/a.md", "# A\n\nNew.\n\n[x](x.md)\n\n[x](x.md)\n\n![](p.svg)\n");
    finds(&desk, &[]);
    // One more that is equal to known ones is new, and so is another.
    desk.write("site/a.md", "# A\n\n[x](x.md)\n\n[x](x.md)\n\n![](p.svg)\n\n[x](x.md)\n");
    finds(&desk, &["broken-link"]);
    desk.write("site/a.md", "# A\n\n[y](y.md)\n\n[x](x.md)\n\n[x](x.md)\n\n![](p.svg)\n");
    finds(&desk, &["broken-link"]);
    let json = desk.run(&["check", "site", "--all", "--format", "json"]).json();
    let known = |at: usize| json["diagnostics"][at]["known"].as_bool();
    assert_eq!([0, 1, 2, 3].map(known), [Some(false), Some(true), Some(true), Some(true)]);
    let summary = &json["summary"];
    assert_eq!([&summary["errors"], &summary["known"], &summary["gone"]], [1, 3, 0]);
    let all = desk.run(&["check", "site", "--all"]).err();
    assert!(all.contains("These are 3 known findings"), "{all}");
    assert_eq!(all.matches("[broken-link]").count(), 3, "{all}");
}

#[test]
fn what_is_gone_is_told_and_removed_when_written_again() {
    let desk = desk();
    desk.write("site/a.md", "# A\n\n[x](x.md)\n");
    let ran = desk.run(STRICT);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    let told = "2 findings of `handover-baseline.json` are gone: run `handover check --write-";
    assert!(ran.err().contains(told), "{}", ran.err());
    let written = desk.run(&["check", "site", "--write-baseline"]);
    assert!(written.err().contains("1 known finding, 0 of them new, 2 gone"), "{}", written.err());
    assert!(!desk.run(STRICT).err().contains("gone"));
    desk.write("site/a.md", "# A\n");
    desk.run(&["check", "site", "--write-baseline"]);
    let empty = "{\n  \"version\": 1,\n  \"findings\": []\n}\n";
    assert_eq!(desk.read("site/handover-baseline.json"), empty);
}

#[test]
fn a_lower_severity_makes_nothing_gone_and_a_higher_one_nothing_new() {
    let desk = desk();
    desk.write(
        "site/handover.toml",
        "[severity]\nbroken-link = \"note\"\nmissing-alt = \"error\"\n",
    );
    let ran = desk.run(STRICT);
    assert_eq!(ran.code(), 0, "{}", ran.err());
    assert!(ran.err().contains("3 known findings") && !ran.err().contains("gone"));
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem_and_is_written_anew() {
    for (text, code) in [
        ("{\"version\": 1, \"findings\": [", "data-syntax"),
        ("{\"version\": 2, \"findings\": []}", "wrong-type"),
        ("{\"version\": 1, \"findings\": 3}", "wrong-type"),
        ("[]", "wrong-type"),
        ("{\"version\": 1, \"findings\": [{\"file\": \"../x\"}]}", "wrong-type"),
        (
            "{\"version\": 1, \"findings\": [{\"file\": \"a\", \"code\": \"b\", \"hash\": \"\u{fc}\"}]}",
            "wrong-type",
        ),
    ] {
        let desk = desk();
        desk.write("site/handover-baseline.json", text);
        let codes = desk.run(&["check", "site", "--format", "json"]).codes();
        assert!(codes.contains(&code.to_string()), "{text}: {codes:?}");
        assert!(codes.contains(&"broken-link".to_string()), "{text}: {codes:?}");
        let ran = desk.run(&["check", "site", "--write-baseline"]);
        assert_eq!(ran.code(), 0, "{text}: {}", ran.err());
        finds(&desk, &[]);
    }
    let desk = desk();
    std::fs::remove_file(desk.folder.path().join("site/handover-baseline.json")).expect("there");
    desk.write("site/handover-baseline.json/x", "");
    assert_eq!(desk.run(&["check", "site", "--write-baseline"]).code(), 2);
    assert!(desk.has("site/handover-baseline.json/x"));
}

#[test]
fn a_move_takes_known_findings_along() {
    let desk = desk();
    desk.write("site/b.md", "# B\n\n[a](a.md)\n");
    let moved = desk.run(&["mv", "site/a.md", "site/sub/c.md", "--write"]);
    assert_eq!(moved.code(), 0, "{}", moved.err());
    finds(&desk, &[]);
    assert!(!desk.run(STRICT).err().contains("gone"));
    assert!(desk.read("site/handover-baseline.json").contains("\"file\":\"sub/c.md\""));
    // Without `mv` the findings of a moved file are new.
    let text = desk.read("site/sub/c.md");
    std::fs::remove_file(desk.folder.path().join("site/sub/c.md")).expect("there");
    desk.write("site/sub/d.md", &text).write("site/b.md", "# B\n");
    finds(&desk, &["broken-link", "broken-link", "missing-alt"]);
}

#[test]
fn a_fix_mends_known_findings_too() {
    let desk = Desk::new();
    desk.write("site/handover.toml", "").write("site/b.md", "# B\n");
    desk.write("site/a.md", "# A\n\n[b](B.md)\n");
    desk.run(&["check", "site", "--write-baseline"]);
    finds(&desk, &[]);
    desk.run(&["fix", "site", "--write"]);
    assert!(desk.read("site/a.md").contains("[b](b.md)"));
}

#[test]
fn a_collection_of_others_is_clean_but_for_what_is_new() {
    let corpus =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/openshift-runbooks");
    if !corpus.is_dir() {
        println!("skipped: no {}", corpus.display());
        return;
    }
    let desk = Desk::new();
    copy(&corpus, &desk.folder.path().join("site"));
    desk.write("site/handover.toml", "content = \".\"\nprofile = \"strict\"\n");
    let before = desk.run(STRICT);
    assert_eq!(before.code(), 1, "there is something to know");
    assert_eq!(desk.run(&["check", "site", "--write-baseline"]).code(), 0);
    finds(&desk, &[]);
    let known = desk.run(&["check", "site", "--format", "json"]).json()["summary"]["known"].clone();
    println!("openshift-runbooks: {known} known findings");
    assert!(known.as_u64() > Some(10), "{known}");
    // One new defect in one page, above all that is known of it.
    let page = first_page(&desk.folder.path().join("site/alerts"));
    let text = std::fs::read_to_string(&page).expect("a page");
    let (title, rest) = text.split_once('\n').expect("a line");
    let broken = format!("{title}\n\n[There](no-such-page.md).\n{rest}");
    std::fs::write(&page, broken).expect("written");
    finds(&desk, &["broken-link"]);
    std::fs::write(&page, text).expect("written");
    finds(&desk, &[]);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        match entry.file_type().expect("a kind") {
            kind if kind.is_dir() => copy(&entry.path(), &to),
            kind if kind.is_file() => drop(std::fs::copy(entry.path(), &to).expect("copied")),
            _ => {}
        }
    }
}

/// Returns the first page below a folder that begins with its title.
fn first_page(folder: &Path) -> PathBuf {
    let mut waiting = vec![folder.to_path_buf()];
    let mut pages = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => waiting.push(path),
                false if path.extension().is_some_and(|ext| ext == "md") => pages.push(path),
                false => {}
            }
        }
    }
    pages.sort();
    let titled = |path: &PathBuf| std::fs::read_to_string(path).is_ok_and(|t| t.starts_with("# "));
    pages.into_iter().find(titled).expect("a page")
}
