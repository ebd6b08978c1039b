//! A preview without its network: what it serves before and after changes.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::*;
use crate::host::server::Preview as _;

struct Silent;

impl Terminal for Silent {
    fn serving(&self, _: &str) {}
    fn rebuilt(&self, _: Duration) {}
    fn found(&self, _: &Parted, _: &Texts, _: &Site) {}
    fn failed(&self, _: &Failure) {}
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn start(root: &Path) -> Arc<State> {
    let server = Server::bind(0).expect("a port");
    let options = ServeOptions {
        root: root.into(),
        port: 0,
        open: Open::Nothing,
        today: jiff::civil::date(2026, 1, 2),
        poll: None,
    };
    State::start(options, server.announcer(), Arc::new(Silent), Arc::default()).expect("a site")
}

fn page(state: &State, path: &str) -> Option<String> {
    let path = SitePath::new(path).expect("inside");
    let reply = state.get(&path).expect("no failure")?;
    Some(String::from_utf8_lossy(&reply.body).into_owned())
}

#[test]
fn a_change_is_served_and_problems_come_and_go() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path(), "handover.toml", "title = \"T\"\n");
    write(place.path(), "content/index.md", "# Front\n\nBefore.\n");
    let state = start(place.path());
    let first = state.status();
    assert!(page(&state, "index.html").is_some_and(|page| page.contains("Before.")));
    assert_eq!((first.errors, page(&state, "a/index.html")), (0, None));

    write(place.path(), "content/index.md", "# Front\n\nAfter, see [a](none.md).\n");
    write(place.path(), "content/a.md", "# A\n");
    state.rebuild().expect("rebuilt");
    let second = state.status();
    assert_eq!((second.generation, second.errors), (first.generation + 1, 1));
    assert_eq!(second.problems.first().map(|problem| problem.line), Some(3));
    assert!(page(&state, "index.html").is_some_and(|page| page.contains("After")));
    assert!(page(&state, "a/index.html").is_some_and(|page| page.contains("live.js")));

    write(place.path(), "content/index.md", "# Front\n\nAfter.\n");
    state.rebuild().expect("rebuilt");
    assert_eq!(state.status().errors, 0);
}

#[test]
fn a_failure_is_shown_and_the_last_site_stays() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path(), "content/index.md", "# Front\n\nBefore.\n");
    let state = start(place.path());
    let settings = place.path().join("handover.toml");
    symlink("content/index.md", &settings).expect("linked");
    let (sender, changes) = mpsc::channel();
    sender.send(()).expect("sent");
    drop(sender);
    rebuild_on(&changes, &state);
    let status = state.status();
    assert_eq!(status.errors, 1);
    assert!(status.failure.is_some_and(|failure| failure.contains("handover.toml")));
    assert!(page(&state, "index.html").is_some_and(|page| page.contains("Before.")));

    fs::remove_file(&settings).expect("removed");
    state.rebuild().expect("rebuilt");
    assert_eq!((state.status().errors, state.status().failure), (0, None));
}

#[test]
fn a_template_that_fails_is_found_on_pages_nobody_looks_at() {
    let place = tempfile::tempdir().expect("a folder");
    write(place.path(), "handover.toml", "title = \"T\"\n");
    write(place.path(), "content/index.md", "# Front\n");
    write(place.path(), "content/a.md", "# A\n");
    write(place.path(), "themes/default/templates/page.html", "{{ page.nothing.at_all }}");
    let state = start(place.path());
    let current = state.current();
    current.preview.made().for_each(|path| drop(current.render(path)));
    let status = state.status();
    let is_template = |problem: &server::Problem| problem.code == "template-error";
    assert!(status.problems.iter().any(is_template), "{status:?}");
    // The page is plain, and still learns of the next build.
    let plain = page(&state, "a/index.html").expect("a page");
    assert!(plain.contains("<h1>A</h1>") && plain.contains("live.js"), "{plain}");
    // The problem does not vanish with the next build, nor stay when it is gone.
    state.rebuild().expect("rebuilt");
    assert!(state.status().problems.iter().any(is_template));
    fs::remove_dir_all(place.path().join("themes")).expect("removed");
    state.rebuild().expect("rebuilt");
    assert_eq!(state.status().errors, 0);
}
