//! The watcher on a real folder. Nothing here sleeps: a test waits for the
//! change it made, or makes another one to show that the first did not count.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::Watcher;

const PATIENCE: Duration = Duration::from_secs(10);

fn watched(root: &Path, poll: Option<Duration>) -> (Watcher, Receiver<()>) {
    let (sender, changes) = mpsc::channel();
    let ignore = |path: &Path| path.starts_with("public");
    let tell = move || {
        let _ = sender.send(());
    };
    (Watcher::new(root, poll, ignore, tell).expect("watched"), changes)
}

fn write(root: &Path, path: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, "text").expect("written");
}

fn wait(changes: &Receiver<()>) {
    changes.recv_timeout(PATIENCE).expect("a change");
    // What the first call came too early for.
    while changes.recv_timeout(Duration::from_millis(60)).is_ok() {}
}

#[test]
fn a_saved_page_is_a_change() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path(), "content/a/b.md");
    let (_watcher, changes) = watched(place.path(), None);
    write(place.path(), "content/a/b.md");
    wait(&changes);
    // As many editors save: beside it, then over it.
    write(place.path(), "handover.toml.new");
    wait(&changes);
    fs::rename(place.path().join("handover.toml.new"), place.path().join("handover.toml"))
        .expect("renamed");
    wait(&changes);
    fs::remove_file(place.path().join("content/a/b.md")).expect("removed");
    wait(&changes);
}

#[test]
fn folders_come_and_go() {
    let place = tempfile::tempdir().expect("a folder");
    let (_watcher, changes) = watched(place.path(), None);
    for _ in 0..2 {
        write(place.path(), "themes/own/templates/page.html");
        wait(&changes);
        write(place.path(), "themes/own/templates/page.html");
        wait(&changes);
        fs::remove_dir_all(place.path().join("themes")).expect("removed");
        wait(&changes);
    }
}

#[test]
fn reading_and_the_output_do_not_count() {
    let place = tempfile::tempdir().expect("a folder");
    for file in ["content/a.md", "public/a.html", ".git/index"] {
        write(place.path(), file);
    }
    let (watcher, changes) = watched(place.path(), None);
    let looked_at = fs::read(place.path().join("content/a.md")).expect("read");
    assert_eq!(looked_at, b"text");
    for file in ["public/a.html", "public/b/c.html", ".git/index", "content/.a.md.swp"] {
        write(place.path(), file);
    }
    assert!(changes.recv_timeout(Duration::from_millis(100)).is_err());
    // The watcher is awake all the same.
    write(place.path(), "content/a.md");
    wait(&changes);
    drop(watcher);
    assert!(changes.recv().is_err(), "nothing watches any more");
}

#[test]
fn polling_sees_two_changes_within_a_second() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path(), "content/a.md");
    let (_watcher, changes) = watched(place.path(), Some(Duration::from_millis(10)));
    for text in ["one", "two"] {
        fs::write(place.path().join("content/a.md"), text).expect("written");
        wait(&changes);
    }
    write(place.path(), "public/x.html");
    assert!(changes.recv_timeout(Duration::from_millis(50)).is_err());
}

#[test]
fn a_folder_that_is_not_there_is_a_failure() {
    let place = tempfile::tempdir().expect("a folder");
    let watcher = Watcher::new(&place.path().join("none"), None, |_| false, || {});
    assert!(watcher.is_err());
}
