//! Books: pages gathered to be printed as one, and what a build makes of
//! them.

use std::collections::BTreeSet;

use handover::host::MemoryFiles;
use handover::text::html::{PieceKind, pieces};

use crate::cli::Desk;
use crate::site::{Output, build};

/// A site with a folder, two roles and procedures of theirs.
fn orchard(settings: &str) -> MemoryFiles {
    let runbook = |title: &str, role: &str, link: &str| {
        format!(
            "---\nkind: runbook\nowner: {role}\n---\n\n# {title}\n\n## Before you start\n\n\
             - You are there\n\n## Steps\n\n1. Do it with `{title}`.\n   - Expect: done\n\n{link}\n"
        )
    };
    MemoryFiles::new()
        .with("handover.toml", settings)
        .with("content/index.md", "# Orchard\n")
        .with("content/data/roles.yml", "grower: {title: Grower}\nkeeper: {title: Keeper}\n")
        .with("content/shed/index.md", "# Shed\n\n[Rake](rake.md#steps)\n")
        .with("content/shed/rake.md", &runbook("Rake", "grower", "[Back](index.md) to [[Dig]]"))
        .with("content/shed/dig.md", &runbook("Dig", "grower", "[Home](../index.md)"))
        .with("content/weed.md", &runbook("Weed", "keeper", ""))
}

fn books(output: &Output) -> Vec<&str> {
    let paths = output.files.keys().map(String::as_str);
    paths.filter(|path| path.starts_with("print/")).collect()
}

/// Returns the values of an attribute of all elements.
fn values(html: &str, name: &str) -> Vec<String> {
    let mut values = Vec::new();
    for piece in pieces(html) {
        let PieceKind::Open { attributes, .. } = piece.kind else { continue };
        values
            .extend(attributes.into_iter().filter(|(own, _)| own == name).map(|(_, value)| value));
    }
    values
}

#[test]
fn a_role_with_several_procedures_has_a_book_where_nothing_is_said() {
    let output = build(&orchard(""));
    assert_eq!(books(&output), ["print/role-grower/index.html"]);
    let text = |path: &str| output.text(path);
    let link = "<a href=\"../../print/role-grower/index.html\">";
    assert!(text("roles/grower/index.html").contains(link), "its page leads there");
    assert!(!text("roles/keeper/index.html").contains("/print/"));
    for path in output.files.keys().filter(|path| !path.starts_with("roles/")) {
        if !path.starts_with("print/") && path.ends_with(".html") {
            assert!(!text(path).contains("print/role-grower"), "{path} has it in a list");
        }
    }
    for path in ["site.json", "llms.txt"] {
        assert!(!text(path).contains("print/role-grower"), "{path} has it");
    }
}

#[test]
fn settings_say_which_books_there_are() {
    for (settings, expected) in [
        ("books = []", &[][..]),
        ("[[books]]\nall = true", &["print/all/index.html"]),
        ("[[books]]\nsection = \"shed\"", &["print/shed/index.html"]),
        (
            "[[books]]\nsection = \"shed/\"\nname = \"Tools & all\"",
            &["print/tools--all/index.html"],
        ),
        ("[[books]]\nkind = \"runbook\"", &["print/runbooks/index.html"]),
        (
            "[[books]]\nrole = \"*\"",
            &["print/role-grower/index.html", "print/role-keeper/index.html"],
        ),
        (
            "[[books]]\nsection = \"shed\"\n[[books]]\nkind = \"runbook\"\nname = \"shed\"",
            &["print/shed-2/index.html", "print/shed/index.html"],
        ),
    ] {
        let output = build(&orchard(settings));
        assert_eq!(books(&output), expected, "{settings}");
        assert!(!output.shown().contains("error"), "{settings}: {}", output.shown());
    }
}

#[test]
fn a_page_keeps_its_address_and_the_book_takes_another() {
    let files = orchard("[[books]]\nsection = \"shed\"").with("content/print/shed.md", "# Own\n");
    let output = build(&files);
    assert_eq!(
        books(&output),
        [
            "print/index.html",
            "print/index.md",
            "print/shed-2/index.html",
            "print/shed/index.html",
            "print/shed/index.md"
        ]
    );
    assert!(output.text("print/shed/index.html").contains("<h1 id=\"own\">Own</h1>"));
}

#[test]
fn ids_are_unique_and_every_jump_has_its_place() {
    let output = build(&orchard("[[books]]\nall = true"));
    let html = output.text("print/all/index.html");
    let ids = values(&html, "id");
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    let links = values(&html, "href");
    let jumps = links.iter().filter_map(|href| href.strip_prefix('#'));
    let lost: Vec<&str> = jumps.filter(|id| !known.contains(id)).collect();
    assert_eq!(lost, Vec::<&str>::new());
    for name in ["for", "aria-labelledby", "headers"] {
        let names = values(&html, name);
        let ids = names.iter().flat_map(|ids| ids.split_whitespace());
        let lost: Vec<&str> = ids.filter(|id| !known.contains(id)).collect();
        assert_eq!(lost, Vec::<&str>::new(), "{name}");
    }
    assert!(html.contains("href=\"#shed/rake:steps\""), "a place in another chapter");
    assert!(html.contains("href=\"#p:/\""), "the front page is a chapter");
    assert_eq!(html.matches("<h1").count(), 1, "chapters begin with a second heading");
    assert_eq!(html.matches("<article ").count(), 8, "pages, and those of roles");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!html.contains("<script"), "nothing runs in it");
    // What is opened is closed.
    let mut open = Vec::new();
    for piece in pieces(&html) {
        match piece.kind {
            PieceKind::Open { name, .. } if name == "article" => open.push(name),
            PieceKind::Close(name) if name == "article" => assert!(open.pop().is_some()),
            _ => {}
        }
    }
    assert!(open.is_empty());
}

#[test]
fn a_large_book_is_cut_into_volumes() {
    let mut files = MemoryFiles::new().with("handover.toml", "[[books]]\nall = true");
    files = files.with("content/index.md", "# All\n");
    for number in 0..600 {
        files = files.with(&format!("content/p{number:03}.md"), &format!("# Page {number}\n"));
    }
    let output = build(&files);
    let expected = ["print/all-2/index.html", "print/all-3/index.html", "print/all/index.html"];
    assert_eq!(books(&output), expected);
    let count = |path: &str| output.text(path).matches("<article ").count();
    assert_eq!(count("print/all/index.html") + count("print/all-2/index.html"), 500);
    assert_eq!(count("print/all-3/index.html"), 101);
    let second = output.text("print/all-2/index.html");
    assert!(second.contains("Volume 2 of 3"));
    assert!(
        second
            .contains("<a href=\"../all/index.html\">1</a> <a href=\"../all-3/index.html\">3</a>")
    );
}

#[test]
fn a_theme_that_knows_no_chapters_gives_the_main_part() {
    let base = "<!doctype html><title>{% block title %}{% endblock %}</title>{% block extra %}{% endblock %}\
        <body class=\"{% block class %}{% endblock %}\"><header>Top</header>{% block top %}{% endblock %}\
        {% block bar %}{% endblock %}<div class=\"{% block columns %}{% endblock %}\">\
        {% block tree %}{% endblock %}<main id=\"m\">{% block main %}{% endblock %}</main>\
        {% block aside %}{% endblock %}</div>{% block base %}{% endblock %}";
    let files =
        orchard("[[books]]\nsection = \"shed\"").with("themes/default/templates/base.html", base);
    let html = build(&files).text("print/shed/index.html");
    assert!(html.contains("href=\"#shed/rake:steps\""), "{html}");
    assert_eq!(html.matches("Top").count(), 1, "the frame of the book alone");
}

/// A program that stands in the place of Chromium.
fn stand_in(desk: &Desk, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    desk.write("chromium", &format!("#!/bin/sh\n{text}\n"));
    let path = desk.folder.path().join("chromium");
    let mode = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(&path, mode).expect("a program");
    path.display().to_string()
}

/// Prints the pages that it is given as files, into the file it is told.
const PRINTER: &str = "for argument; do\ncase \"$argument\" in\n\
    --print-to-pdf=*) out=\"${argument#--print-to-pdf=}\";;\nfile://*) page=\"${argument#file://}\";;\n\
    esac\ndone\n{ printf '%%PDF-1.4\\n'; cat \"$page\" \"${page%/*}/../../_handover/book.css\"; printf '%%%%EOF\\n'; } > \"$out\"";

fn printable(settings: &str) -> Desk {
    let desk = Desk::new();
    desk.write("handover.toml", settings)
        .write("content/index.md", "# Orchard\n")
        .write("content/shed/index.md", "# Shed\n\n![A rake](rake.png)\n")
        .write("content/shed/rake.png", "no picture")
        .write("content/shed/rake.md", "# Rake\n");
    desk
}

#[test]
fn a_pdf_is_what_the_browser_made_of_the_pages() {
    let desk = printable("[[books]]\nsection = \"shed\"\nname = \"tools\"");
    let chromium = stand_in(&desk, PRINTER);
    let pdf = |args: &[&str]| {
        let all = [&["pdf", "--chromium", &chromium], args].concat();
        desk.run(&all)
    };
    assert_eq!(pdf(&["--book", "tools", "--out", "a.pdf"]).code(), 0);
    let book = desk.read("a.pdf");
    assert!(book.starts_with("%PDF-") && book.contains("id=\"p:shed/rake\""));
    assert!(book.contains("@page{size:A4}"), "the paper");
    assert_eq!(pdf(&["--section", "shed", "--paper", "letter", "--out", "a.pdf"]).code(), 0);
    assert!(desk.read("a.pdf").contains("@page{size:Letter}"), "in the place of the other");
    assert_eq!(pdf(&["--page", "Shed", "content/shed/rake.md", "--out", "sheets"]).code(), 0);
    assert!(desk.read("sheets/shed.pdf").contains("rake.png") && desk.has("sheets/shed-rake.pdf"));
    let left = std::fs::read_dir(desk.folder.path()).expect("listed").flatten();
    let left = left.filter(|entry| entry.file_name().to_string_lossy().contains(".new-"));
    assert_eq!(left.count(), 0);
    assert!(!desk.has("public"), "the site is not written");
}

#[test]
fn what_cannot_be_printed_leaves_nothing_behind() {
    let desk = printable("");
    let chromium = stand_in(&desk, "kill -9 $$");
    let failed = |args: &[&str], said: &str| {
        let all = [&["pdf"], args].concat();
        let ran = desk.run(&all);
        assert_eq!(ran.code(), 2, "{args:?}");
        assert!(ran.err().contains(said), "{}", ran.err());
        assert!(!desk.has("a.pdf"));
    };
    failed(&["--chromium", &chromium, "--out", "a.pdf"], "signal: 9");
    failed(&["--chromium", "none/at/all", "--out", "a.pdf"], "there is no such file");
    failed(&["--chromium", "handover.toml", "--out", "a.pdf"], "it is no program");
    let usual = ["--chromium", &chromium, "--out", "a.pdf"];
    let with = |args: &[&'static str]| [args, &usual].concat();
    failed(&with(&["--book", "toools"]), "no book is called `toools`");
    failed(&with(&["--page", "Sheed"]), "did you mean");
    failed(&with(&["--section", "barn"]), "it has no page");
    failed(&with(&["--page", "Shed", "Rake"]), "name a folder");
    desk.write("a.txt", "mine");
    let printer = stand_in(&desk, PRINTER);
    let ran = desk.run(&["pdf", "--chromium", &printer, "--section", "shed", "--out", "a.txt"]);
    assert_eq!(ran.code(), 2);
    assert!(ran.err().contains("another file is there"), "{}", ran.err());
    assert_eq!(desk.read("a.txt"), "mine");
    let slow = stand_in(&desk, "sleep 600");
    failed(&["--chromium", &slow, "--timeout", "1", "--out", "a.pdf"], "longer than 1 seconds");
}

/// Waits for something that takes a moment, for ten seconds.
fn in_time(mut is_so: impl FnMut() -> bool) -> bool {
    (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        is_so()
    })
}

#[test]
fn who_stops_the_printing_finds_nothing_left() {
    use std::os::unix::process::ExitStatusExt as _;
    for signal in [1, 2, 15] {
        let desk = printable("");
        let mark = desk.folder.path().join("started");
        // A browser that has started another program, and both take long.
        let text = format!("sleep 600 & echo $! > {0}.new; mv {0}.new {0}; wait", mark.display());
        let chromium = stand_in(&desk, &text);
        let room = desk.folder.path().join("room");
        std::fs::create_dir(&room).expect("made");
        let mut ran = std::process::Command::new(env!("CARGO_BIN_EXE_handover"))
            .args(["pdf", "--chromium", &chromium, "--page", "Shed", "--out", "a.pdf"])
            .current_dir(desk.folder.path())
            .env("TMPDIR", &room)
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs");
        assert!(in_time(|| mark.exists()), "the browser runs");
        let kill = ["-s".into(), signal.to_string(), ran.id().to_string()];
        assert!(std::process::Command::new("kill").args(kill).status().expect("sent").success());
        let ended = ran.wait().expect("ended");
        assert_eq!(ended.signal(), Some(signal), "its caller learns why");
        assert_eq!(std::fs::read_dir(&room).expect("listed").count(), 0, "signal {signal}");
        assert!(!desk.has("a.pdf"));
        let started = desk.read("started");
        let stat = || std::fs::read_to_string(format!("/proc/{}/stat", started.trim()));
        assert!(in_time(|| stat().map_or(true, |stat| stat.contains(") Z"))), "nothing runs on");
    }
}
