//! A session that has built before builds what a new one builds: any edits,
//! the same bytes, the same problems.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use handover::base::{Hash, SitePath};
use handover::host::MemoryFiles;
use handover::model::world::{Entry, Failure, Files};
use handover::pipeline::Session;
use proptest::prelude::*;

use crate::site::{build, build_in};

/// Where pages can be.
const PATHS: &[&str] =
    &["index.md", "a.md", "b.md", "sub/index.md", "sub/c.md", "sub/d.md", "includes/f.md"];

/// What pages can say.
const BODIES: &[&str] = &[
    "Text.\n",
    "[[Page a.md]] and [[Nobody]] and [c](c.md#part)\n\n## Part\n",
    "[b](b.md) [up](../a.md) ![p](p.png) <b>x\n",
    "- [ ] task {#t}\n\n[[#t]] [x](javascript:y)\n",
    "```bash\necho hi\n```\n\n> [!NOTE]\n> [[renamed 1]]\n",
    "<!-- never closed\n",
    "| a | b |\n|---|---|\n| [[Planned one]] | <tag> |\n",
    "[!INCLUDE [b](b.md)]\n\n[!INCLUDE [x](~/a.md#part)] [!INCLUDE [f](~/includes/f.md)]\n",
    "::: tabs\n## One\n[c](c.md)\n:::\n\n:::image source=\"p.png\" alt-text=\"P\":::\n\n!!! note\n    x\n",
    "```process\n1. Do it\n2. [[Page sub/c.md]]\n3. End\n> 1 -> [[Page b.md]]\n< [[Nobody]] -> 1\n```\n",
];

/// What front matter can hold.
const FRONTS: &[&str] = &[
    "",
    "---\nstatus: draft\n---\n",
    "---\nstatus: planned\n---\n",
    "---\nid: x\naliases: [/old, Other]\norder: 1\n---\n",
    "---\nplanned: [Nobody]\ntitel: y\nrelated: [Page b.md]\n---\n",
    "---\nhidden: yes\nnav_title: N\nowner: Page a.md\nreviewed: 2026-01-01\nreview_every: 1 month\n---\n",
    "---\nkind: process\n---\n",
    "---\nkind: area\npart_of: Page sub/index.md\n---\n",
];

const CONFIGS: &[&str] = &[
    "",
    "title = \"T\"\nlinks = \"pretty\"\n",
    "raw_html = \"trust\"\nprofile = \"strict\"\n",
    "profile = \"adopt\"\nplanned = [\"Planned one\"]\n[severity]\nbroken-link = \"off\"\n",
    "nav = \"nav.yml\"\nexclude = [\"sub/d.md\"]\nlang = \"de\"\n",
    "title = [\n",
    "dialect = \"mkdocs\"\n[includes]\nmissing = \"drop\"\nmap = { \"~/\" = \"sub\" }\n",
];

const NAVS: &[&str] = &["- a.md\n- sub\n", "- Group:\n    - b.md\n    - a.md\n- a.md\n", "x: y\n"];

const TEMPLATES: &[&str] = &["<main>{{ page.title }}</main>", "{{ page.nosuch.x }}", "{% if %}"];

#[derive(Clone, Debug)]
enum Edit {
    Write { path: usize, front: usize, title: usize, body: usize },
    Delete(usize),
    Rename(usize, usize),
    Config(Option<usize>),
    Nav(usize),
    Template(Option<usize>),
    Picture(bool),
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = || 0..PATHS.len();
    prop_oneof![
        6 => (path(), 0..FRONTS.len(), 0..3usize, 0..BODIES.len())
            .prop_map(|(path, front, title, body)| Edit::Write { path, front, title, body }),
        1 => path().prop_map(Edit::Delete),
        1 => (path(), path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => proptest::option::of(0..CONFIGS.len()).prop_map(Edit::Config),
        1 => (0..NAVS.len()).prop_map(Edit::Nav),
        1 => proptest::option::of(0..TEMPLATES.len()).prop_map(Edit::Template),
        1 => any::<bool>().prop_map(Edit::Picture),
    ]
}

fn apply(site: &mut BTreeMap<String, String>, edit: &Edit) {
    let mut set = |path: &str, text: Option<&str>| match text {
        Some(text) => {
            site.insert(path.into(), text.into());
        }
        None => {
            site.remove(path);
        }
    };
    match *edit {
        Edit::Write { path, front, title, body } => {
            let path = PATHS[path];
            let title = match title {
                0 => format!("# Page {path}\n\n"),
                1 => "# Renamed 1\n\n".into(),
                _ => String::new(),
            };
            set(path, Some(&format!("{}{title}{}", FRONTS[front], BODIES[body])));
        }
        Edit::Delete(path) => set(PATHS[path], None),
        Edit::Rename(from, to) => {
            if let Some(text) = site.remove(PATHS[from]) {
                site.insert(PATHS[to].into(), text);
            }
        }
        Edit::Config(config) => set("handover.toml", config.map(|at| CONFIGS[at])),
        Edit::Nav(nav) => set("nav.yml", Some(NAVS[nav])),
        Edit::Template(template) => {
            set("themes/default/templates/page.html", template.map(|at| TEMPLATES[at]));
        }
        Edit::Picture(there) => set("p.png", there.then_some("png")),
    }
}

fn files(site: &BTreeMap<String, String>) -> MemoryFiles {
    site.iter().fold(MemoryFiles::new(), |files, (path, text)| {
        let mut files = files;
        files.set(SitePath::new(path).expect("a path"), text.as_bytes());
        files
    })
}

/// Files that can be told apart without reading them, and counts of reads.
struct Stamped {
    files: MemoryFiles,
    pages_read: AtomicUsize,
}

impl Stamped {
    fn new(files: MemoryFiles) -> Stamped {
        Stamped { files, pages_read: AtomicUsize::new(0) }
    }
}

impl Files for Stamped {
    fn name(&self) -> Option<String> {
        self.files.name()
    }

    fn list(
        &self,
        folder: &SitePath,
        except: &dyn Fn(&SitePath) -> bool,
    ) -> Result<Vec<Entry>, Failure> {
        let mut entries = self.files.list(folder, except)?;
        for entry in &mut entries {
            let bytes = self.files.read(&entry.path)?;
            entry.stamp = bytes.map(|bytes| Hash::of(&bytes));
        }
        Ok(entries)
    }

    fn redirections_above(&self) -> Result<Option<Arc<[u8]>>, Failure> {
        self.files.redirections_above()
    }

    fn read(&self, path: &SitePath) -> Result<Option<Arc<[u8]>>, Failure> {
        if path.extension() == "md" {
            self.pages_read.fetch_add(1, Ordering::Relaxed);
        }
        self.files.read(path)
    }
}

#[test]
fn a_file_that_has_not_changed_is_not_read_again() {
    let session = Session::new();
    let files = Stamped::new(MemoryFiles::new().with("a.md", "# A\n").with("b.md", "# B\n"));
    let first = build_in(&session, &files);
    assert_eq!(files.pages_read.swap(0, Ordering::Relaxed), 2);
    let again = build_in(&session, &files);
    assert_eq!(files.pages_read.swap(0, Ordering::Relaxed), 0);
    assert!(first == again);
    let mut changed = files;
    changed.files = changed.files.with("b.md", "# C\n");
    assert!(build_in(&session, &changed).text("b/index.html").contains(">C</h1>"));
    assert_eq!(changed.pages_read.load(Ordering::Relaxed), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_changes_nothing(edits in proptest::collection::vec(edit(), 1..14)) {
        let session = Session::new();
        let mut site = BTreeMap::new();
        apply(&mut site, &Edit::Write { path: 1, front: 0, title: 0, body: 1 });
        apply(&mut site, &Edit::Write { path: 4, front: 0, title: 0, body: 2 });
        build_in(&session, &Stamped::new(files(&site)));
        for edit in &edits {
            apply(&mut site, edit);
            let files = files(&site);
            let (again, fresh) = (build_in(&session, &Stamped::new(files.clone())), build(&files));
            prop_assert_eq!(again.shown(), fresh.shown());
            prop_assert!(again.files == fresh.files, "files differ after {:?}", edit);
            let internal = fresh.problems.iter().find(|problem| problem.code == "internal-error");
            prop_assert!(internal.is_none(), "{:?}", internal);
        }
    }
}

#[test]
fn a_remembered_page_follows_the_content_folder() {
    let session = Session::new();
    let files = |settings: &str| {
        MemoryFiles::new().with("handover.toml", settings).with("docs/sub/a.md", "# A")
    };
    let deep = build_in(&session, &files("content = \"docs\""));
    assert!(deep.files.contains_key("sub/a/index.html"));
    let flat = build_in(&session, &files("content = \"docs/sub\""));
    assert!(flat.files.contains_key("a/index.html"));
}

/// A drawing beside a flow is read anew in every build.
#[test]
fn a_drawing_that_changed_is_compared_again() {
    let page = "# A\n\n![P](p.svg)\n\n```process\n1. Start\n2. Pack the box\n3. Load the van\n4. Drive home\n5. End\n```\n";
    let drawing = |last: &str| {
        format!(
            "<svg><text>Pack the box</text><rect/><text>Load the van</text><rect/><text>{last}</text></svg>"
        )
    };
    let session = Session::new();
    for (last, count) in [("Drive home", 0), ("Drive home early", 1), ("Drive home", 0)] {
        let mut files = MemoryFiles::new();
        let path = |name: &str| SitePath::new(name).expect("a path");
        files.set(path("content/a.md"), page.as_bytes());
        files.set(path("content/p.svg"), drawing(last).as_bytes());
        let output = build_in(&session, &files);
        let of = |code: &str| output.problems.iter().filter(|problem| problem.code == code).count();
        assert_eq!(of("flow-picture-disagrees"), count, "{last}");
    }
}
