//! `handover new`: the beginning of a site or a page. Nothing that is there
//! is ever overwritten.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::New;
use crate::host::disk;
use crate::host::terminal::print_error;
use crate::model::world::Failure;

const CONFIG: &str = include_str!("new/handover.toml");
const FRONT_PAGE: &str = include_str!("new/index.md");
const FIRST_RUNBOOK: &str = include_str!("new/restore-a-backup.md");

pub(super) fn run(what: &New) -> Result<Exit, Failure> {
    match what {
        New::Site { dir } => site(dir),
        New::Page { path, title } => page(path, title.as_deref()),
    }
}

fn site(dir: &Path) -> Result<Exit, Failure> {
    let files: [(PathBuf, &str); 3] = [
        (dir.join("handover.toml"), CONFIG),
        (dir.join("content/index.md"), FRONT_PAGE),
        (dir.join("content/runbooks/restore-a-backup.md"), FIRST_RUNBOOK),
    ];
    for (path, _) in &files {
        if disk::exists(path) {
            return Err(Failure::new(
                format!("cannot begin a site in `{}`", dir.display()),
                format!("`{}` is there already", path.display()),
            ));
        }
    }
    for (path, text) in &files {
        disk::create(path, text)?;
        print_error(&format!("Wrote {}\n", path.display()));
    }
    print_error(&format!("Now run: handover serve {}\n", dir.display()));
    Ok(Exit::Clean)
}

fn page(path: &Path, title: Option<&str>) -> Result<Exit, Failure> {
    let path = match path.extension() {
        Some(_) => path.to_path_buf(),
        None => path.with_extension("md"),
    };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let title = match title {
        Some(title) => title.to_string(),
        None => words(&stem.unwrap_or_default()),
    };
    disk::create(&path, &page_text(&title))?;
    print_error(&format!("Wrote {}\n", path.display()));
    Ok(Exit::Clean)
}

fn page_text(title: &str) -> String {
    let quoted = serde_json::to_string(title).unwrap_or_default();
    format!(
        "---\n\
         title: {quoted}\n\
         # What the page is about, in one sentence; lists and search results show it.\n\
         description:\n\
         # The role that answers for the page.\n\
         owner:\n\
         # When it was last reviewed, and how often it must be.\n\
         reviewed:\n\
         review_every: 6 months\n\
         ---\n\n\
         # {title}\n\n"
    )
}

/// Writes `failed-batch-job` as "Failed batch job".
fn words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
