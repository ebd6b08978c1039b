//! A build killed at any instant leaves one whole site, old or new.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// Pages of the site; enough that a build takes a while to write.
const PAGES: usize = 400;
/// How often a build is killed.
const KILLS: u64 = 24;

type Site = BTreeMap<PathBuf, Vec<u8>>;

fn write_pages(folder: &Path, word: &str) {
    for number in 0..PAGES {
        let path = folder.join(format!("part-{}/page-{number}.md", number % 20));
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        let text = format!("# Page {number}\n\nThis is the {word} text.\n");
        std::fs::write(path, text).expect("written");
    }
}

fn build(content: &Path, out: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_handover"))
        .arg("build")
        .arg(content)
        .arg("--out")
        .arg(out)
        .args(["--date", "2026-11-22"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

fn read(folder: &Path) -> Site {
    let mut site = Site::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("below").to_path_buf();
                site.insert(below, std::fs::read(&path).expect("readable"));
            }
        }
    }
    site
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let desk = TempDir::new().expect("a folder");
    // Both versions have the same name, for a site is called after its folder.
    let (old, new) = (desk.path().join("a/docs"), desk.path().join("b/docs"));
    write_pages(&old, "old");
    write_pages(&new, "new");
    std::fs::remove_file(new.join("part-3/page-3.md")).expect("removed");
    std::fs::write(new.join("extra.md"), "# Extra\n").expect("written");
    let whole = |content: &Path, name: &str| {
        let out = desk.path().join(name);
        assert!(build(content, &out).wait().expect("ended").success());
        read(&out)
    };
    let (old_site, new_site) = (whole(&old, "old-site"), whole(&new, "new-site"));
    assert_ne!(old_site, new_site);
    let out = desk.path().join("site");
    for round in 0..KILLS {
        assert!(build(&old, &out).wait().expect("ended").success(), "round {round}");
        assert!(read(&out) == old_site, "the build after a kill is whole, round {round}");
        let mut child = build(&new, &out);
        std::thread::sleep(Duration::from_millis(4 + round * 9));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let left = read(&out);
        let is_whole = left == old_site || left == new_site;
        assert!(is_whole, "round {round}: neither the old site nor the new one");
    }
}
