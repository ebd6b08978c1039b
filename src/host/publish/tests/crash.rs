//! A build killed before every single change it makes on the disk.

use rustix::io::Errno;

use super::*;
use crate::host::publish::recover::recover_with;
use crate::host::step::{Fault, Refused, Step};

/// What a reader may see right after the kill.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Promise {
    /// The old site or the new one.
    OneSite,
    /// Files of both, each of them whole; never fewer than both have.
    WholeFiles,
}

/// A change to be interrupted everywhere.
struct Trial {
    old: Pages,
    new: Pages,
    refused: Option<Refused>,
    promise: Promise,
}

impl Trial {
    /// Kills the build before each change and returns how many there are.
    fn run(&self) -> usize {
        self.run_every(1)
    }

    /// As [`Trial::run`], before every `stride`-th change.
    fn run_every(&self, stride: usize) -> usize {
        for after in (0..).step_by(stride) {
            let desk = self.desk();
            let fault = Fault::new(Some(after), self.refused);
            let published = desk.publish_with(&self.new, &Steps::failing(&fault));
            if fault.taken() <= after {
                published.expect("nothing failed");
                assert_eq!(desk.site(), self.with_others(&self.new));
                assert_eq!(desk.names(), ["content", "site"]);
                return after;
            }
            self.look(&desk, after);
            self.recover_killed_too(&desk, after);
            self.go_on(&desk, after);
        }
        0
    }

    /// Returns a folder with the old site and files of somebody else.
    fn desk(&self) -> Desk {
        let desk = Desk::new();
        if !self.old.is_empty() {
            desk.publish(&self.old).expect("published");
            for (path, text) in others() {
                desk.write(&format!("site/{path}"), &text);
            }
        }
        desk
    }

    fn with_others(&self, site: &Pages) -> Pages {
        let others = if self.old.is_empty() { Pages::new() } else { others() };
        site.iter().chain(&others).map(|(path, text)| (path.clone(), text.clone())).collect()
    }

    fn is_one_site(&self, site: &Pages) -> bool {
        *site == self.with_others(&self.old) || *site == self.with_others(&self.new)
    }

    /// Looks as a reader does, before anything is repaired.
    fn look(&self, desk: &Desk, after: usize) {
        let site = desk.site();
        if self.promise == Promise::OneSite {
            assert!(self.is_one_site(&site), "killed after {after}: {site:?}");
            return;
        }
        let (old, new) = (self.with_others(&self.old), self.with_others(&self.new));
        for (path, text) in site.iter().filter(|(path, _)| !path.ends_with('/')) {
            let whole = [old.get(path), new.get(path)].contains(&Some(text));
            assert!(whole, "killed after {after}: {path} is {text:?}");
        }
        for path in old.keys().filter(|path| new.contains_key(*path)) {
            assert!(site.contains_key(path), "killed after {after}: {path} is missing");
        }
    }

    /// Kills the repair as well, at its first few changes.
    fn recover_killed_too(&self, desk: &Desk, after: usize) {
        for again in 0..3 {
            let fault = Fault::new(Some(again), None);
            let _ = recover_with(&desk.path("site"), &Steps::failing(&fault));
            self.look(desk, after);
        }
    }

    fn go_on(&self, desk: &Desk, after: usize) {
        recover(&desk.path("site")).expect("recovered");
        let site = desk.site();
        assert!(self.is_one_site(&site), "recovered after {after}: {site:?}");
        let left = desk.names().into_iter().any(|name| name.contains("handover"));
        assert!(!left, "killed after {after}: {:?}", desk.names());
        desk.publish(&self.new).unwrap_or_else(|failure| panic!("after {after}: {failure}"));
        assert_eq!(desk.site(), self.with_others(&self.new), "killed after {after}");
    }
}

fn others() -> Pages {
    pages(&[("CNAME", "example.org"), ("b/mine.txt", "mine")])
}

fn old() -> Pages {
    pages(&[("index.html", "old"), ("a/index.html", "a"), ("b/x/index.html", "b"), ("c.css", "c")])
}

fn new() -> Pages {
    pages(&[("index.html", "new"), ("a/index.html", "a"), ("n/m/index.html", "n"), ("c.css", "C")])
}

fn with_folder_for_file() -> Pages {
    pages(&[("index.html", "new"), ("a/index.html", "a"), ("c.css/index.html", "c")])
}

#[test]
fn a_first_build_is_there_or_not() {
    let (old, promise) = (Pages::new(), Promise::OneSite);
    assert!(10 < Trial { old, new: new(), refused: None, promise }.run());
}

#[test]
fn one_changed_file_is_one_rename() {
    let promise = Promise::OneSite;
    for new in [("c.css", "other"), ("b/x/added.html", "added")] {
        let mut site = old();
        site.extend(pages(&[new]));
        assert!(5 < Trial { old: old(), new: site, refused: None, promise }.run());
    }
}

#[test]
fn a_small_site_changes_at_once() {
    let promise = Promise::OneSite;
    assert!(20 < Trial { old: old(), new: new(), refused: None, promise }.run());
}

#[test]
fn a_large_change_happens_at_once() {
    let (old, new, promise) = (many(66, "old"), many(66, "new"), Promise::OneSite);
    assert!(300 < Trial { old, new, refused: None, promise }.run_every(37));
}

#[test]
fn a_change_of_shape_happens_at_once() {
    let (new, promise) = (with_folder_for_file(), Promise::OneSite);
    assert!(20 < Trial { old: old(), new, refused: None, promise }.run());
}

#[test]
fn a_few_files_of_a_large_site_keep_their_folder() {
    let desk = Desk::new();
    let mut site = many(CHEAP_TO_EXCHANGE + 1, "page");
    desk.publish(&site).expect("published");
    let inode = identity(&desk.path("site")).0;
    site.extend(pages(&[("p/7/index.html", "new"), ("q/index.html", "added")]));
    site.remove("p/9/index.html");
    let published = desk.publish(&site).expect("published");
    assert_eq!((published.written, published.removed), (2, 1));
    assert_eq!(identity(&desk.path("site")).0, inode);
    assert_eq!((desk.site(), desk.names()), (site, vec!["content".into(), "site".into()]));
}

#[test]
fn where_folders_cannot_be_exchanged_the_journal_serves() {
    let promise = Promise::WholeFiles;
    let shape = with_folder_for_file();
    for new in [&new(), &shape] {
        let refusals = [
            (Step::Exchange, Errno::XDEV, usize::MAX),
            (Step::Exchange, Errno::BUSY, usize::MAX),
            (Step::Link, Errno::PERM, usize::MAX),
            // The folder above is read-only: no stage can be made in it.
            (Step::MakeFolder, Errno::ACCESS, 1),
        ];
        for refused in refusals {
            let (old, new, refused) = (old(), new.clone(), Some(refused));
            assert!(20 < Trial { old, new, refused, promise }.run());
        }
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let desk = Desk::new();
    desk.publish(&old()).expect("published");
    let refused = Some((Step::Write, Errno::NOSPC, 1));
    let fault = Fault::new(None, refused);
    let failure = desk.publish_with(&new(), &Steps::failing(&fault)).expect_err("full");
    assert!(failure.attempt.contains("site/c.css"), "{failure}");
    assert!(failure.reason.contains("No space"), "{failure}");
    assert_eq!((desk.site(), desk.names()), (old(), vec!["content".into(), "site".into()]));
}
