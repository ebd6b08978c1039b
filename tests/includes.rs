//! Files that include each other in ways no author means well.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use handover::base::SitePath;
use handover::host::MemoryFiles;
use handover::model::extension::Mode;
use handover::model::world::World;
use handover::pipeline::{self, Options, Session};

use crate::site::{Output, Stopped, TODAY, build};

/// So many fragments a graph has.
const FRAGMENTS: usize = 2_000;
/// No graph may take longer than this, on a busy machine too.
const LONGEST: Duration = Duration::from_secs(20);
/// So often a file is shown to see what one use costs.
const FEW: usize = 250;
/// So often it is timed anew before it counts as slow.
const TRIES: usize = 5;

fn site(fragments: impl Iterator<Item = (String, String)>, page: &str) -> Output {
    let files = files(fragments, page);
    let start = Instant::now();
    let output = build(&files);
    assert!(start.elapsed() < LONGEST, "{:?}", start.elapsed());
    output
}

fn files(fragments: impl Iterator<Item = (String, String)>, page: &str) -> MemoryFiles {
    let path = |text: &str| SitePath::new(text).expect("inside");
    let mut files = MemoryFiles::new();
    files.set(path("content/page.md"), format!("# Page\n\n{page}\n").as_bytes());
    for (name, text) in fragments {
        files.set(path(&format!("content/includes/{name}.md")), text.as_bytes());
    }
    files.set(path("handover.toml"), b"");
    files
}

fn codes(output: &Output) -> Vec<&str> {
    let of_includes = |code: &&str| code.contains("include");
    let mut codes: Vec<&str> = output.problems.iter().map(|problem| problem.code).collect();
    codes.retain(of_includes);
    codes
}

#[test]
fn a_page_may_include_two_thousand_fragments() {
    let fragments = (0..FRAGMENTS).map(|n| (n.to_string(), format!("Fragment number {n}.\n")));
    let mut page = String::new();
    for n in 0..FRAGMENTS {
        writeln!(page, "[!INCLUDE [x](includes/{n}.md)]\n").expect("written");
    }
    let output = site(fragments, &page);
    assert_eq!(codes(&output), [""; 0]);
    let html = output.text("page/index.html");
    assert!((0..FRAGMENTS).all(|n| html.contains(&format!("<p>Fragment number {n}.</p>"))));
}

#[test]
fn a_long_chain_ends() {
    let fragments = (0..FRAGMENTS)
        .map(|n| (n.to_string(), format!("Link {n}.\n\n[!INCLUDE [x]({}.md)]\n", n + 1)));
    let output = site(fragments, "[!INCLUDE [x](includes/0.md)]");
    assert!(codes(&output).contains(&"include-limit"));
    let html = output.text("page/index.html");
    assert!(html.contains("Link 10.") && !html.contains("Link 100."));
}

#[test]
fn doubling_is_bounded() {
    let fragments = (0..30).map(|n| {
        let next = n + 1;
        (n.to_string(), format!("[!INCLUDE [x]({next}.md)]\n\n[!INCLUDE [x]({next}.md)]\n"))
    });
    let last = ("30".to_string(), "Leaf.\n".to_string());
    let output = site(fragments.chain([last]), "[!INCLUDE [x](includes/0.md)]");
    assert!(codes(&output).contains(&"include-limit"));
    assert!(output.text("page/index.html").len() < 4 * 1024 * 1024);

    let wide = "Leaf.\n".repeat(1_000);
    let fragments = (0..4).map(|n| {
        let next = format!("[!INCLUDE [x]({}.md)]\n\n", n + 1);
        (n.to_string(), next.repeat(100))
    });
    let output = site(fragments.chain([("4".into(), wide)]), "[!INCLUDE [x](includes/0.md)]");
    assert!(codes(&output).iter().all(|code| *code == "include-limit"));
    assert!(codes(&output).contains(&"include-limit"));
    assert!(output.text("page/index.html").len() < 64 * 1024 * 1024);
}

#[test]
fn circles_of_every_size_are_named() {
    for size in [1, 2, 3, 12] {
        let fragments =
            (0..size).map(|n| (n.to_string(), format!("[!INCLUDE [x]({}.md)]\n", (n + 1) % size)));
        let output = site(fragments, "[!INCLUDE [x](includes/0.md)]");
        let circles = output.problems.iter().filter(|problem| problem.code == "include-cycle");
        let messages: Vec<&str> = circles.map(|problem| problem.message.as_str()).collect();
        assert!(!messages.is_empty(), "{size}");
        assert!(
            messages.iter().all(|message| match size {
                1 => message.ends_with("includes itself"),
                _ => message.matches(" > ").count() == size,
            }),
            "{messages:?}"
        );
    }
}

#[test]
fn nothing_outside_is_included() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("site");
    std::fs::create_dir_all(root.join("content/docs")).expect("made");
    std::fs::create_dir_all(place.path().join("site-secret")).expect("made");
    std::fs::write(root.join("handover.toml"), "").expect("written");
    for secret in ["secret.md", "site-secret/x.md", "secret.sh"] {
        std::fs::write(place.path().join(secret), "SECRET\n").expect("written");
    }
    std::os::unix::fs::symlink("../../../secret.md", root.join("content/docs/link.md"))
        .expect("linked");
    std::os::unix::fs::symlink("../../../secret.sh", root.join("content/docs/link.sh"))
        .expect("linked");
    let absolute = place.path().join("secret.md");
    let mut page = "# Page\n".to_string();
    for path in [
        "link.md",
        "link.sh",
        "../../../secret.md",
        "~/../../secret.md",
        "..\\..\\..\\secret.md",
        "%2e%2e/%2e%2e/%2e%2e/secret.md",
        "../../../site-secret/x.md",
        "file:///etc/passwd",
        "//host/share/x.md",
        "\\\\host\\share\\x.md",
        "C:\\secret.md",
        ".",
        "..",
        absolute.to_str().expect("text"),
    ] {
        write!(page, "\n[!INCLUDE [x]({path})]\n\n[!code-bash[x]({path})]\n").expect("written");
    }
    page += "\n{{#include ../secret.md}}\n\n--8<-- \"../../../secret.md\"\n\n![[../secret.md]]\n";
    std::fs::write(root.join("content/docs/page.md"), page).expect("written");
    let files = handover::host::DiskFiles::open(&root).expect("a site");
    let output = build(&files);
    for (path, bytes) in &output.files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("SECRET") && !text.contains("root:x:"), "{path}");
    }
    assert!(13 <= codes(&output).len(), "{:?}", codes(&output));
    assert!(output.text("docs/page/index.html").contains("Part missing"));
}

#[test]
fn a_site_is_bounded_too() {
    let path = |text: &str| SitePath::new(text).expect("inside");
    let mut files = MemoryFiles::new();
    for n in 0..13 {
        let text = format!("[!INCLUDE [x]({}.md)]\n\n[!INCLUDE [x]({}.md)]\n", n + 1, n + 1);
        files.set(path(&format!("content/includes/{n}.md")), text.as_bytes());
    }
    files.set(path("content/includes/13.md"), b"Leaf.\n");
    files.set(path("handover.toml"), b"[severity]\nmissing-title = \"off\"\n");
    for n in 0..600 {
        let text = b"# Page\n\n[!INCLUDE [x](includes/0.md)]\n";
        files.set(path(&format!("content/page-{n:03}.md")), text);
    }
    let world = World { files: &files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let site = pipeline::prepare(&Session::new(), world, options).expect("memory");
    let grafts: usize = site.site.pages.values().map(|page| page.grafts.len()).sum();
    assert!((500_000..3_000_000).contains(&grafts), "{grafts}");
    let late = site.found.iter().filter(|problem| problem.message.contains("this site"));
    assert!(0 < late.count());
}

/// A file with hundreds of headings and dead links, shown hundreds of times:
/// its ids and its problems cost no more than its text. Four times as many
/// uses take about four times as long; what looks at every other use takes
/// sixteen times. Both are timed in turn and the shortest times count, so a
/// busy machine makes no difference.
#[test]
fn what_is_shown_often_is_cheap() {
    let mut text = String::new();
    for n in 0..150 {
        writeln!(text, "## H{n}\n\n[x](gone-{n}.md)\n").expect("written");
    }
    let shown = |times: usize| {
        let fragments = [("0".to_string(), text.clone())].into_iter();
        let files = files(fragments, &"[!INCLUDE [x](includes/0.md)]\n\n".repeat(times));
        let start = Instant::now();
        let output = build(&files);
        let took = start.elapsed();
        let broken = output.problems.iter().filter(|problem| problem.code == "broken-link");
        assert_eq!(broken.count(), 150);
        let html = output.text("page/index.html");
        let last = format!("id=\"h149-{}\"", times - 1);
        assert!(html.contains("id=\"h149\"") && html.contains(&last), "{last}");
        took
    };
    let (mut few, mut many) = (Duration::MAX, Duration::MAX);
    for _ in 0..TRIES {
        few = few.min(shown(FEW));
        many = many.min(shown(4 * FEW));
        if many < few * 8 {
            return;
        }
    }
    panic!("{FEW} uses take {few:?}, four times as many take {many:?}");
}
