//! Settings of other tools that are made to harm: nothing crashes, nothing
//! takes long, nothing outside the site is read, and a session that remembers
//! gives what a new one gives.

use std::fmt::Write as _;
use std::time::Duration;

use handover::base::SitePath;
use handover::host::MemoryFiles;
use handover::pipeline::Session;

use crate::invariants::violations;
use crate::site::{Output, build, build_in, prepare};
use crate::time::timed;

const DOCFX: &str = r#"{ "build": { "content": [{ "files": ["**/*.{md,yml}"] }] } }"#;

fn site() -> MemoryFiles {
    MemoryFiles::new().with("docfx.json", DOCFX).with("index.md", "# Home\n")
}

/// Builds a site that is expected to be fast, whole and safe.
fn check(files: &MemoryFiles, what: &str) -> Output {
    let longest = Duration::from_secs(5);
    let (taken, output) = timed(longest, || build(files));
    assert!(taken <= longest, "{what}: {taken:?}");
    let wrong = violations(&output.files);
    assert!(wrong.is_empty(), "{what}: {wrong:?}");
    let internal = output.problems.iter().filter(|problem| problem.code == "internal-error");
    assert_eq!(internal.count(), 0, "{what}");
    output
}

#[test]
fn odd_settings_are_safe() {
    let texts = [
        "",
        "[]",
        "null",
        "12",
        "\u{feff}",
        "{\"build\": []}",
        "{\"build\": {\"content\": 3, \"fileMetadata\": [1], \"globalMetadata\": \"x\"}}",
        "{\"build\": {\"content\": [{\"files\": {\"a\": 1}, \"src\": [], \"dest\": \"../..\"}]}}",
        "{\"build\": {\"content\": [null, [[\"**\"]], {\"files\": \"/**\"}]}}",
        "{\"redirections\": {\"source_path\": 1}}",
        "{\"redirections\": [[], 1, null, {\"source_path\": [], \"redirect_url\": {}}]}",
        "items: {a: b}",
        "- name: [a]\n  href: {b: c}\n  items: x\n- 3\n- name: \u{0}\n",
        "- name: A\n  href: ../../../../etc/passwd\n- href: //\n- href: '#'\n- href: '?'\n- href: ~/..\n",
        "### YamlMime:Hub\n- a\n",
        "### YamlMime:Landing\nlandingContent:\n  a: b\ntitle: [1]\nmetadata: x\n",
        "nav: {a: b}\nplugins: [redirects: {redirect_maps: [a]}, {x: {y: z}}]\ndocs_dir: /etc\n",
        "nav:\n  - [[a]]\n  - null\n  - a: {b: c}\nplugins: x\ndocs_dir: ../..\n",
    ];
    let names = [
        "docfx.json",
        "TOC.yml",
        "toc.md",
        "breadcrumb/toc.yml",
        ".openpublishing.redirection.json",
        ".openpublishing.publish.config.json",
        "hub.yml",
        "mkdocs.yml",
    ];
    for name in names {
        for text in texts {
            let mut files = site().with("docs/a.md", "# A\n");
            if name == "mkdocs.yml" {
                files.remove(&SitePath::new("docfx.json").expect("a path"));
            }
            check(&files.with(name, text), &format!("{name} {text:?}"));
        }
    }
}

#[test]
fn large_settings_take_no_time() {
    let mut menu = String::new();
    let mut files = site();
    for number in 0..3_000 {
        writeln!(menu, "- name: Group\n  items:\n  - name: Page\n    href: p/{number}.md").unwrap();
        writeln!(menu, "  - name: Gone\n    href: p/none-{number}.md").unwrap();
        let path = SitePath::new(&format!("p/{number}.md")).expect("a path");
        files.set(path, format!("# Page {number}\n\n<xref:none-{number}>\n").as_bytes());
    }
    let files = files.with("TOC.yml", &menu);
    let longest = Duration::from_secs(4);
    let (taken, prepared) = timed(longest, || prepare(&files));
    assert!(taken <= longest, "a large menu: {taken:?}");
    let found = prepared.found.len();
    assert!(6_000 <= found, "{found}");
    let chain = |count: usize| {
        (0..count).fold(String::from("{\"redirections\": ["), |mut text, at| {
            let next = (at + 1) % count;
            let entry =
                format!("{{\"source_path\": \"r{at}.md\", \"redirect_url\": \"r{next}.md\"}},");
            text.push_str(&entry);
            text
        }) + "]}"
    };
    let list = chain(10_000);
    check(&site().with(".openpublishing.redirection.json", &list), "a long circle");
    let open = list.replace("\"r0.md\"}", "\"index.md\"}");
    check(&site().with(".openpublishing.redirection.json", &open), "a long chain");
    let mut nested = site();
    for level in 0..40 {
        let two = format!(
            "- name: A\n  href: ../m{0}/toc.yml\n- name: B\n  href: ../m{0}/toc.yml\n",
            level + 1
        );
        nested = nested.with(&format!("m{level}/toc.yml"), &two);
    }
    check(&nested.with("toc.yml", "- name: All\n  href: m0/toc.yml\n"), "menus in menus");
}

/// What the settings say of a page is part of what is remembered of it.
#[test]
fn a_session_notices_new_settings() {
    let session = Session::new();
    let page = "# A\n\nText.\n";
    let with = |owner: &str, pattern: &str| {
        let docfx = format!(
            r#"{{"build": {{"content": ["{pattern}"], "globalMetadata": {{"owner": "{owner}"}}}}}}"#
        );
        MemoryFiles::new().with("docfx.json", &docfx).with("index.md", "# H\n").with("a.md", page)
    };
    for (owner, pattern) in
        [("One", "**.md"), ("Two", "**.md"), ("Two", "index.md"), ("One", "*.md")]
    {
        let files = with(owner, pattern);
        let (kept, new) = (build_in(&session, &files), build(&files));
        assert!(kept == new, "{owner} {pattern}");
        let is_page = pattern != "index.md";
        assert_eq!(new.files.contains_key("a/index.html"), is_page);
        assert_eq!(new.text("a/index.html").contains(owner), is_page);
    }
}
