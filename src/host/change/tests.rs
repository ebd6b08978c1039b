use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::host::step::{Fault, Step};

type Files = BTreeMap<String, String>;

fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("inside")
}

/// A folder with a page that moves, a picture beside it, and two pages that
/// link to it.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(desk.path().join("a/deep")).expect("made");
    for (name, text) in [
        ("a/x.md", "old x"),
        ("a/deep/y.png", "picture"),
        ("a/.hidden", "hidden"),
        ("one.md", "to a/x.md"),
        ("two.md", "to a/x.md too"),
    ] {
        fs::write(desk.path().join(name), text).expect("written");
    }
    desk
}

fn change() -> Change {
    let text = |before: &str, after: &str| Rewritten { before: before.into(), after: after.into() };
    Change {
        moved: Some(Relocation { old: path("a"), new: path("b/c") }),
        files: vec![path("a/x.md"), path("a/deep/y.png")],
        texts: [
            (path("a/x.md"), text("old x", "new x")),
            (path("one.md"), text("to a/x.md", "to b/c/x.md")),
            (path("two.md"), text("to a/x.md too", "to b/c/x.md too")),
        ]
        .into(),
    }
}

fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(path).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("inside").display().to_string();
            found.insert(name, fs::read_to_string(path).expect("text"));
        }
    }
    found
}

fn moved() -> Files {
    [
        ("b/c/.hidden", "hidden"),
        ("b/c/deep/y.png", "picture"),
        ("b/c/x.md", "new x"),
        ("one.md", "to b/c/x.md"),
        ("two.md", "to b/c/x.md too"),
    ]
    .map(|(name, text)| (name.into(), text.into()))
    .into()
}

#[test]
fn moves_everything_and_leaves_nothing() {
    let desk = desk();
    carry_out(desk.path(), &change()).expect("carried out");
    assert_eq!(files(desk.path()), moved());
    assert!(!desk.path().join("a").exists());
}

#[test]
fn a_kill_anywhere_leaves_whole_files_and_links_that_lead_somewhere() {
    for after in 0.. {
        let desk = desk();
        let before = files(desk.path());
        let fault = Fault::new(Some(after), None);
        let result = carry_out_with(desk.path(), &change(), &Steps::failing(&fault));
        if fault.taken() <= after {
            result.expect("nothing failed");
            assert!(10 < after);
            return;
        }
        result.expect_err("it was killed");
        let now = files(desk.path());
        for (name, text) in &now {
            let is_whole = [&before, &moved()].iter().any(|all| all.get(name) == Some(text));
            assert!(is_whole || name.ends_with(".handover-new"), "{after}: {name}: {text}");
        }
        for name in ["one.md", "two.md"] {
            let target = now[name].split(' ').nth(1).expect("a link");
            assert!(now.contains_key(target), "killed after {after}: {name} leads nowhere");
        }
        // What is left over does not stand in the way of the next change.
        if now.contains_key("a/x.md") && !desk.path().join("b").exists() {
            carry_out(desk.path(), &change()).expect("carried out");
            assert_eq!(files(desk.path()), moved(), "{after}");
        }
    }
}

#[test]
fn a_failure_before_texts_are_exchanged_takes_everything_back() {
    for step in [Step::MakeFolder, Step::Create, Step::Write, Step::Link] {
        let desk = desk();
        let before = files(desk.path());
        let fault = Fault::new(None, Some((step, Errno::NOSPC, 1)));
        let failure = carry_out_with(desk.path(), &change(), &Steps::failing(&fault));
        let failure = failure.expect_err("no space");
        assert!(failure.reason.ends_with("nothing was changed"), "{failure}");
        assert_eq!(files(desk.path()), before, "{step:?}");
        assert!(!desk.path().join("b").exists(), "{step:?}");
    }
}

#[test]
fn a_file_system_without_second_names_gets_copies() {
    let desk = desk();
    let fault = Fault::new(None, Some((Step::Link, Errno::PERM, 9)));
    carry_out_with(desk.path(), &change(), &Steps::failing(&fault)).expect("carried out");
    assert_eq!(files(desk.path()), moved());
}

#[test]
fn nothing_happens_where_something_is_not_as_expected() {
    let refused = |prepare: &dyn Fn(&Path)| {
        let desk = desk();
        prepare(desk.path());
        let before = files(desk.path());
        let failure = carry_out(desk.path(), &change()).expect_err("refused");
        assert_eq!(files(desk.path()), before);
        failure.to_string()
    };
    let changed = refused(&|desk| fs::write(desk.join("two.md"), "edited").expect("written"));
    assert!(changed.contains("`two.md`: it has been changed in the meantime"), "{changed}");
    let taken = refused(&|desk| fs::create_dir_all(desk.join("b/c")).expect("made"));
    assert!(taken.contains("`b/c` is there already"), "{taken}");
    let gone = refused(&|desk| fs::rename(desk.join("a"), desk.join("z")).expect("renamed"));
    assert!(gone.contains("cannot move `a`: it is not there"), "{gone}");
}

#[cfg(unix)]
#[test]
fn links_are_not_moved_and_modes_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = desk();
    fs::set_permissions(desk.path().join("one.md"), fs::Permissions::from_mode(0o600))
        .expect("set");
    symlink("../one.md", desk.path().join("a/link.md")).expect("linked");
    let failure = carry_out(desk.path(), &change()).expect_err("refused").to_string();
    assert!(failure.contains("a/link.md"), "{failure}");
    fs::remove_file(desk.path().join("a/link.md")).expect("removed");
    carry_out(desk.path(), &change()).expect("carried out");
    let mode = fs::metadata(desk.path().join("one.md")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
