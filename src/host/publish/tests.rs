//! What publishing does and refuses, on a real disk.

mod crash;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::*;
use crate::model::artifact::Content;
use crate::model::world::Sink as _;

/// Paths and texts of a site.
type Pages = BTreeMap<String, String>;

/// A folder with an output folder `site` and a source `content` in it.
struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("content")).expect("made");
        Desk { place }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.place.path().join(below)
    }

    fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn begin(&self, out: &str) -> Result<Publication, Failure> {
        Publication::begin(&self.path(out), &self.path("content"), &self.path("content"))
    }

    fn publish(&self, pages: &Pages) -> Result<Published, Failure> {
        self.publish_with(pages, &Steps::default())
    }

    fn publish_with(&self, pages: &Pages, steps: &Steps) -> Result<Published, Failure> {
        let (out, source) = (self.path("site"), self.path("content"));
        let files = DiskFiles::open(&source)?;
        let publication = Publication::begin_with(&out, &source, files, steps)?;
        for (path, text) in pages {
            publication.put(&site_path(path), Content::Bytes(text.as_bytes()))?;
        }
        publication.commit()
    }

    /// Reads the site as a reader sees it; empty folders end with `/`.
    fn site(&self) -> Pages {
        let mut pages = read(&self.path("site"));
        pages.retain(|path, _| !path.starts_with(".handover-"));
        pages
    }

    fn refusal(&self, out: &str) -> String {
        self.begin(out).err().expect("refused").to_string()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.place.path()).expect("read");
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry.expect("read").file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    }
}

fn read(folder: &Path) -> Pages {
    let mut pages = Pages::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).expect("below").display().to_string();
        if entry.file_type().is_file() {
            pages.insert(path, fs::read_to_string(entry.path()).expect("text"));
        } else if entry.file_type().is_symlink() {
            pages.insert(path, "link".into());
        } else if fs::read_dir(entry.path()).is_ok_and(|mut names| names.next().is_none()) {
            pages.insert(path + "/", String::new());
        }
    }
    pages
}

fn site_path(text: &str) -> SitePath {
    SitePath::new(text).expect("inside")
}

fn pages(pages: &[(&str, &str)]) -> Pages {
    pages.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// A site of `count` pages, all with `text`.
fn many(count: usize, text: &str) -> Pages {
    (0..count).map(|n| (format!("p/{n}/index.html"), format!("{text} {n}"))).collect()
}

fn identity(path: &Path) -> (u64, SystemTime, u32) {
    let found = fs::metadata(path).expect("there");
    (found.ino(), found.modified().expect("a time"), found.mode())
}

#[test]
fn publishes_keeps_and_removes() {
    let desk = Desk::new();
    let old = pages(&[("index.html", "one"), ("a/index.html", "a"), ("b/c/index.html", "c")]);
    let first = desk.publish(&old).expect("published");
    assert_eq!(first, Published { written: 3, kept: 0, removed: 0, bytes_written: 5 });
    assert_eq!(desk.site(), old);
    let kept = identity(&desk.path("site/a/index.html"));
    let new = pages(&[("index.html", "two!"), ("a/index.html", "a"), ("d/index.html", "d")]);
    let second = desk.publish(&new).expect("published");
    assert_eq!(second, Published { written: 2, kept: 1, removed: 1, bytes_written: 5 });
    assert_eq!(desk.site(), new);
    assert_eq!(identity(&desk.path("site/a/index.html")), kept);
    assert_eq!(kept.2 & 0o7133, 0);
    assert_eq!(desk.names(), ["content", "site"]);
    assert_eq!(fs::read_dir(desk.path("site")).expect("read").count(), 4);
}

#[test]
fn an_exchange_keeps_times_modes_and_what_is_not_ours() {
    let desk = Desk::new();
    let (mut old, mut new) = (many(70, "old"), many(70, "new"));
    old.extend(pages(&[("same/index.html", "same"), ("gone/index.html", "gone")]));
    new.extend(pages(&[("same/index.html", "same")]));
    desk.publish(&old).expect("published");
    desk.write("site/notes/deep/mine.txt", "mine");
    desk.write("site/.git/HEAD", "ref");
    fs::create_dir(desk.path("site/empty")).expect("made");
    symlink("/nowhere", desk.path("site/p/link")).expect("linked");
    let mode = fs::Permissions::from_mode(0o700);
    fs::set_permissions(desk.path("site/notes/deep"), mode.clone()).expect("set");
    fs::set_permissions(desk.path("site"), mode).expect("set");
    let inode = identity(&desk.path("site")).0;
    let files = ["site/same/index.html", "site/notes/deep/mine.txt"];
    let before = files.map(|file| identity(&desk.path(file)));
    desk.publish(&new).expect("published");
    assert_eq!(files.map(|file| identity(&desk.path(file))), before);
    let others = [("notes/deep/mine.txt", "mine"), (".git/HEAD", "ref"), ("p/link", "link")];
    new.extend(pages(&others));
    new.extend(pages(&[("empty/", "")]));
    assert_eq!(desk.site(), new);
    assert_ne!(identity(&desk.path("site")).0, inode, "exchanged");
    for folder in ["site", "site/notes/deep"] {
        assert_eq!(identity(&desk.path(folder)).2 & 0o7777, 0o700, "{folder}");
    }
    assert_eq!(desk.names(), ["content", "site"]);
}

#[test]
fn dropped_it_leaves_no_trace() {
    let desk = Desk::new();
    let put = |publication: &Publication| {
        publication.put(&site_path("x/y.html"), Content::Bytes(b"new")).expect("put");
    };
    put(&desk.begin("site").expect("begun"));
    assert_eq!(desk.names(), ["content"]);
    let old = pages(&[("x/y.html", "old")]);
    desk.publish(&old).expect("published");
    put(&desk.begin("site").expect("begun"));
    assert_eq!((desk.site(), desk.names()), (old, vec!["content".into(), "site".into()]));
}

#[test]
fn what_was_changed_by_hand_is_put_right() {
    let desk = Desk::new();
    let site = pages(&[("a/index.html", "a"), ("b.html", "b"), ("c.html", "c")]);
    desk.publish(&site).expect("published");
    fs::remove_dir_all(desk.path("site/a")).expect("removed");
    desk.write("site/b.html", "B");
    let published = desk.publish(&site).expect("published");
    assert_eq!((published.written, published.kept), (2, 1));
    assert_eq!(desk.site(), site);
    desk.write("site/.handover-manifest", "scribble");
    assert!(desk.refusal("site").contains("cannot be read"), "{}", desk.refusal("site"));
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let desk = Desk::new();
    let (file, folder) = (pages(&[("a", "file")]), pages(&[("a/b/index.html", "below")]));
    for site in [&file, &folder, &file] {
        desk.publish(site).expect("published");
        assert_eq!(&desk.site(), site);
    }
    desk.publish(&folder).expect("published");
    desk.write("site/a/mine", "mine");
    let failure = desk.publish(&file).expect_err("in the way");
    assert!(failure.to_string().contains("site/a`: something"), "{failure}");
}

#[test]
fn another_file_in_the_way_is_a_failure() {
    let desk = Desk::new();
    let old = pages(&[("index.html", "i"), ("gone/x.html", "x")]);
    desk.publish(&old).expect("published");
    desk.write("site/mine.html", "mine");
    symlink(desk.path("elsewhere"), desk.path("site/assets")).expect("linked");
    desk.write("elsewhere/x.html", "x");
    fs::create_dir(desk.path("site/folder")).expect("made");
    for taken in ["mine.html", "mine.html/x", "assets", "assets/new.css", "folder"] {
        let site = pages(&[("index.html", "new"), (taken, "ours")]);
        let failure = desk.publish(&site).expect_err(taken);
        assert!(failure.attempt.contains(taken), "{failure}");
    }
    // A folder of ours that somebody replaced by a link is not followed.
    fs::remove_dir_all(desk.path("site/gone")).expect("removed");
    symlink(desk.path("elsewhere"), desk.path("site/gone")).expect("linked");
    desk.publish(&pages(&[("index.html", "i")])).expect("published");
    assert_eq!(read(&desk.path("elsewhere")), pages(&[("x.html", "x")]));
    assert_eq!(desk.site().get("mine.html").map(String::as_str), Some("mine"));
}

#[test]
fn a_file_put_there_at_the_last_moment_is_saved() {
    let desk = Desk::new();
    desk.publish(&pages(&[("a/index.html", "a"), ("b.html", "b")])).expect("published");
    desk.write("site/late/mine.txt", "mine");
    fs::rename(desk.path("site"), desk.path(".site.handover-stage")).expect("moved");
    desk.write("site/.handover-manifest", "handover manifest 1\n");
    assert_eq!(recover(&desk.path("site")), Ok(Recovered::Discarded));
    assert_eq!(desk.site(), pages(&[("late/mine.txt", "mine")]));
    assert_eq!(desk.names(), ["content", "site"]);
    assert_eq!(recover(&desk.path("site")), Ok(Recovered::Nothing));
    assert_eq!(recover(&desk.path("none/site")), Ok(Recovered::Nothing));
}

#[test]
fn refuses_folders_that_are_not_for_it() {
    let desk = Desk::new();
    desk.write("content/page.md", "x");
    desk.write("content/chapter/page.md", "x");
    desk.write("full/mine.txt", "mine");
    desk.write("file", "x");
    symlink("content", desk.path("alias")).expect("linked");
    symlink("nowhere", desk.path("dangling")).expect("linked");
    let cases = [
        ("content", "made from"),
        ("content/../content", "made from"),
        ("alias", "made from"),
        ("content/chapter", "not made by Handover"),
        ("alias/chapter", "not made by Handover"),
        ("", "lies in it"),
        ("full/..", "lies in it"),
        ("full", "not made by Handover"),
        ("file", "it is a file"),
        ("dangling", "No such file"),
    ];
    for (out, reason) in cases {
        let refusal = desk.refusal(out);
        assert!(refusal.contains(reason), "{out}: {refusal}");
    }
    let outside = [(PathBuf::from("/"), "root"), (std::env::home_dir().expect("home"), "home")];
    for (out, reason) in outside {
        let content = desk.path("content");
        let refusal = Publication::begin(&out, &content, &content).err().expect("refused");
        assert!(refusal.reason.contains(reason), "{refusal}");
    }
    assert_eq!(desk.names(), ["alias", "content", "dangling", "file", "full"]);
    let content = pages(&[("chapter/page.md", "x"), ("page.md", "x")]);
    assert_eq!(read(&desk.path("content")), content);
}

#[test]
fn publishes_through_links_and_detours() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("deep/real")).expect("made");
    symlink("deep/real", desk.path("site")).expect("linked");
    for text in ["1", "2"] {
        let all = many(70, text);
        desk.publish(&all).expect("published");
        assert_eq!(read(&desk.path("deep/real")).len(), 71);
        assert!(desk.path("site").is_symlink());
    }
    let publication = desk.begin("new/x/../y/../../made/site").expect("begun");
    publication.put(&site_path("a"), Content::Bytes(b"a")).expect("put");
    publication.commit().expect("published");
    assert_eq!(read(&desk.path("made/site")).get("a").map(String::as_str), Some("a"));
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let desk = Desk::new();
    for _ in 0..2 {
        let first = desk.begin("site").expect("begun");
        assert!(desk.refusal("site").contains("another build"));
        assert!(recover(&desk.path("site")).is_err());
        first.put(&site_path("a"), Content::Bytes(b"a")).expect("put");
        first.commit().expect("published");
    }
}

#[test]
fn copies_from_the_source_and_only_from_there() {
    let desk = Desk::new();
    desk.write("content/img/a.png", "png");
    desk.write("secret", "s");
    symlink("../secret", desk.path("content/link.png")).expect("linked");
    let publication = desk.begin("site").expect("begun");
    let put = |to, from| publication.put(&site_path(to), Content::Copy(&site_path(from)));
    assert_eq!(put("a.png", "img/a.png"), Ok(()));
    assert!(put("b.png", "img/none.png").is_err_and(|f| f.attempt.contains("img/none.png")));
    assert!(put("c.png", "link.png").is_err_and(|f| f.reason.contains("not followed")));
    publication.commit().expect("published");
    assert_eq!(desk.site(), pages(&[("a.png", "png")]));
}

#[test]
fn refuses_names_that_cannot_be_published() {
    let desk = Desk::new();
    let publication = desk.begin("site").expect("begun");
    let put = |path: &SitePath| publication.put(path, Content::Bytes(b"x"));
    for name in ["a\nb", ".handover-journal", ".handover-stage/x", ""] {
        assert!(put(&site_path(name)).is_err(), "{name:?}");
    }
    for name in ["..", "../x", "a/../../x"] {
        assert!(put(&SitePath::default().child(name)).is_err(), "{name:?}");
    }
    assert_eq!(put(&site_path("a")), Ok(()));
    assert!(put(&site_path("a")).is_err(), "twice");
    drop(publication);
    // `b` stays as it is, so only the manifest shows that both are wanted.
    desk.publish(&pages(&[("b", "b")])).expect("published");
    let failure = desk.publish(&pages(&[("b", "b"), ("b/c", "c")])).expect_err("both");
    assert!(failure.reason.contains("`b` would be a file and a folder"), "{failure}");
}
