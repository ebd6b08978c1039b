//! Ids that are written down: what is changed, what is not, and that nothing
//! a link could mean is lost.

use std::path::Path;

use handover::base::SitePath;
use handover::edit::overlay::Overlay;
use handover::host::MemoryFiles;
use handover::model::extension::Mode;
use handover::model::world::World;
use handover::pipeline::pinning::{Pinning, plan};
use handover::pipeline::{Options, Session};

use crate::cli::Desk;
use crate::corpus::folder;
use crate::site::{Stopped, TODAY};

const PAGE: &str = "---\nkind: runbook\nowner: x\n---\n\n# A\n\n## Step 1: Look at it\n\n- Time: 1 min\n\n\
                    ## Rollback\n\n1. **Hold the queue**, so that it\n   rests. `a`\n2. Look at it.\r\n\
                    3. Look <!-- handover allow step-without-undo: it only reads -->\n\
                    4. **Kept.** {#kept}\n\n   ```sh\n   ls\n   ```\n5. ```sh\n   ls\n   ```\n";

fn planned(files: &dyn handover::model::world::Files, paths: &[&str]) -> Pinning {
    let world = World { files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let paths: Vec<SitePath> = paths.iter().filter_map(|path| SitePath::new(path)).collect();
    let planned = plan(&Session::new(), world, options, &paths).expect("no failure");
    planned.expect("pages")
}

#[test]
fn derived_ids_are_added_and_nothing_else_changes() {
    let files = MemoryFiles::new().with("handover.toml", "").with("a.md", PAGE);
    let pinning = planned(&files, &[]);
    assert!(pinning.refused.is_empty(), "{:?}", pinning.refused);
    let path = SitePath::new("a.md").expect("a path");
    let after = &pinning.change.texts[&path].after;
    let ids = pinning.ids.iter().map(|(_, item)| &*item.id).collect::<Vec<_>>();
    assert_eq!(ids, ["look-at-it", "hold-the-queue", "look-at-it-1", "look", "step"]);
    let expected = PAGE
        .replace("Step 1: Look at it", "Step 1: Look at it {#look-at-it}")
        .replace("so that it\n", "so that it {#hold-the-queue}\n")
        .replace("2. Look at it.", "2. Look at it. {#look-at-it-1}")
        .replace("3. Look <!", "3. Look {#look} <!");
    assert_eq!(&**after, expected);
    // Once written there is nothing left to write.
    let overlay = Overlay::new(&files, &pinning.change);
    let again = planned(&overlay, &["a.md"]);
    assert!(again.change.is_empty());
    assert_eq!(again.ids.len(), 1);
}

#[test]
fn pages_that_do_not_say_what_they_are_are_left_alone() {
    let page = "# A\n\n- [ ] One\n\n## Steps\n\n1. **Look.**\n\n## Verification\n\nIt runs.\n";
    let files = MemoryFiles::new().with("handover.toml", "").with("a.md", page);
    assert!(planned(&files, &[]).change.is_empty());
    let world = World { files: &files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let nowhere = [SitePath::new("b.md").expect("a path")];
    let planned = plan(&Session::new(), world, options, &nowhere).expect("no failure");
    assert_eq!(planned.err(), Some(nowhere[0].clone()));
}

#[test]
fn the_examples_keep_their_ids() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/design/examples");
    let Some(files) = folder(&path, "").filter(|_| path.is_dir()) else {
        return println!("skipped: no {}", path.display());
    };
    let files = files.with("handover.toml", "exclude = [\"wrong\"]\n");
    let pinning = planned(&files, &[]);
    assert!(pinning.refused.is_empty(), "{:?}", pinning.refused);
    assert_eq!(pinning.pinned, pinning.ids.len());
    println!("{} ids in {} pages", pinning.pinned, pinning.change.texts.len());
    let overlay = Overlay::new(&files, &pinning.change);
    assert!(planned(&overlay, &[]).change.is_empty());
}

#[test]
fn the_command_shows_lists_and_writes() {
    let desk = Desk::new();
    desk.write("docs/handover.toml", "");
    desk.write(
        "docs/a.md",
        "---\nkind: runbook\nowner: x\n---\n\n# A\n\n## Steps\n\n1. **Look.**\n",
    );
    let shown = desk.run(&["ids", "docs/a.md"]);
    assert_eq!(shown.code(), 1, "{}", shown.err());
    assert!(shown.out().contains("+1. **Look.** {#look}"), "{}", shown.out());
    assert!(shown.err().contains("Would write 1 id in 1 file"), "{}", shown.err());
    let listed = desk.run(&["ids", "--site", "docs", "--format", "text"]);
    assert_eq!(listed.out(), "a.md:10:4: step #look Look\n", "{}", listed.err());
    let data = desk.run(&["ids", "docs", "--format", "json"]).json();
    assert_eq!(data["ids"][0]["id"], "look");
    assert_eq!(data["ids"][0]["writable"], true);
    assert!(!desk.read("docs/a.md").contains("{#"));
    let written = desk.run(&["ids", "docs/a.md", "--write"]);
    assert_eq!(written.code(), 0, "{}", written.err());
    assert!(desk.read("docs/a.md").ends_with("1. **Look.** {#look}\n"));
    let again = desk.run(&["ids", "docs/a.md"]);
    assert_eq!((again.code(), &*again.err()), (0, "No id to write\n"));
    assert_eq!(desk.run(&["ids", "docs/none.md"]).code(), 2);
}
