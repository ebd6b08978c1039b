//! The same site gives the same bytes: on one thread and on several, from
//! memory and from two places on a disk.

use std::path::Path;

use handover::base::SitePath;
use handover::host::{DiskFiles, MemoryFiles};

use crate::corpus::folder;
use crate::site::{Output, build};

/// The handbook, with a configuration and some mistakes.
fn files() -> MemoryFiles {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = folder(&root.join("content"), "content").expect("the handbook");
    for (path, text) in [
        ("handover.toml", "title = \"Handbook\"\n"),
        ("content/x.md", "[[Nobody]] [x](gone.md) <tag> <script>\n\n```nosuch\nx\n```\n"),
        ("content/y.md", "# X\n\n[[X]] ![](gone.png)\n"),
        ("content/z.md", "---\nid: index\n---\n# X\n"),
    ] {
        files.set(SitePath::new(path).expect("a path"), text.as_bytes());
    }
    files
}

fn on_threads(threads: usize) -> Output {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| build(&files()))
}

#[test]
fn threads_do_not_matter() {
    let one = on_threads(1);
    assert!(one.problems.len() > 5 && one.files.len() > 40);
    for threads in [2, 2, 4] {
        let more = on_threads(threads);
        assert!(one.problems == more.problems, "{}\n{}", one.shown(), more.shown());
        assert!(one.files == more.files);
    }
}

#[test]
fn the_place_on_the_disk_does_not_matter() {
    let memory = build(&files());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for name in ["one", "a longer name"] {
        let place = tempfile::tempdir().expect("a folder");
        let site = place.path().join(name);
        copy(&root, &site.join("content"));
        for extra in ["handover.toml", "content/x.md", "content/y.md", "content/z.md"] {
            use handover::model::world::Files;
            let bytes = files().read(&SitePath::new(extra).expect("a path")).expect("read");
            std::fs::write(site.join(extra), bytes.expect("there")).expect("written");
        }
        let disk = build(&DiskFiles::open(&site).expect("a folder"));
        assert!(memory.problems == disk.problems, "{}\n{}", memory.shown(), disk.shown());
        assert!(memory.files == disk.files);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}
