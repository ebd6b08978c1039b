//! A change of a few files, written down before it begins.
//!
//! The journal is prepared in the stage and renamed into the output folder:
//! that is the instant the new site is decided on. From then on, whoever
//! finds the journal finishes it; each step may be done twice.

use std::io::Read as _;
use std::path::Path;

use rustix::io::{Errno, Result};

use super::plan::{Plan, above, on_disk};
use super::stage::{Side, Stage};
use crate::base::{Hash, SitePath};
use crate::host::root::{Found, Root};
use crate::model::artifact::Manifest;

/// The name of the journal in the output folder.
pub const NAME: &str = ".handover-journal";
const HEAD: &str = "handover journal 1";
const MAX_JOURNAL: u64 = 1 << 30;

/// A change that was decided on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Journal {
    /// Where the new files wait.
    pub side: Side,
    /// What changes, beside the manifest.
    pub plan: Plan,
}

impl Journal {
    /// Writes one line for each file and a last one with the hash of the rest.
    pub fn write(&self) -> String {
        let side = match self.side {
            Side::Beside => "beside",
            Side::Inside => "inside",
        };
        let mut text = format!("{HEAD} {side}\n");
        let plan = &self.plan;
        let parts = [("!", &plan.cleared), ("+", &plan.added), ("=", &plan.replaced)];
        for (sign, paths) in parts.into_iter().chain([("-", &plan.removed)]) {
            for path in paths {
                text.push_str(&format!("{sign} {path}\n"));
            }
        }
        let hash = Hash::of(text.as_bytes());
        text.push_str(&format!("end {hash}\n"));
        text
    }

    /// Reads a whole journal; `None` if it is anything else.
    pub fn parse(text: &str) -> Option<Journal> {
        let (body, end) = text.split_at_checked(text.rfind("end ")?)?;
        let hash = Hash::parse(end.strip_prefix("end ")?.strip_suffix('\n')?)?;
        if hash != Hash::of(body.as_bytes()) {
            return None;
        }
        let mut lines = body.lines();
        let side = match lines.next()?.strip_prefix(HEAD)? {
            " beside" => Side::Beside,
            " inside" => Side::Inside,
            _ => return None,
        };
        let mut plan = Plan::default();
        for line in lines {
            let (sign, path) = line.split_once(' ')?;
            let path = SitePath::new(path).filter(|normal| normal.as_str() == path)?;
            match sign {
                "!" => plan.cleared.push(path),
                "+" => plan.added.push(path),
                "=" => plan.replaced.push(path),
                "-" => plan.removed.push(path),
                _ => return None,
            }
        }
        Some(Journal { side, plan })
    }

    /// Reads the journal in an output folder, if a whole one is there.
    pub fn read(out: &Root) -> std::io::Result<Option<Journal>> {
        let Some(Found::File(file, _)) = out.find(Path::new(NAME))? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(MAX_JOURNAL).read_to_end(&mut bytes)?;
        Ok(std::str::from_utf8(&bytes).ok().and_then(Journal::parse))
    }

    /// Decides on the change: what it needs is in the stage.
    pub fn commit(&self, stage: &Stage, out: &Root) -> std::io::Result<()> {
        stage.root.write(Path::new(NAME), self.write().as_bytes())?;
        // This also shows that files of the stage can be renamed to `out`.
        Ok(stage.root.rename(Path::new(NAME), out, Path::new(NAME))?)
    }

    /// Carries the change out, or the rest of it.
    ///
    /// New files come first, then changed ones, then those that go: at no
    /// time does a page link to one that is not there. `stage` is `None` if
    /// all files had left it.
    pub fn roll_forward(&self, stage: Option<&Stage>, out: &Root) -> Result<()> {
        for path in &self.plan.cleared {
            remove_with_folders(out, path)?;
        }
        if let Some(stage) = stage {
            for path in self.plan.added.iter().chain(&self.plan.replaced) {
                move_once(&stage.root, out, on_disk(path))?;
            }
            move_once(&stage.root, out, Path::new(Manifest::NAME))?;
        }
        for path in &self.plan.removed {
            remove_with_folders(out, path)?;
        }
        out.remove(Path::new(NAME))
    }
}

/// Moves a file of the stage to the site; if it is gone, it was moved before.
fn move_once(stage: &Root, out: &Root, path: &Path) -> Result<()> {
    let moved = match stage.rename(path, out, path) {
        Err(Errno::NOENT) if stage.find(path)?.is_some() => {
            out.make_parents(path)?;
            stage.rename(path, out, path)
        }
        moved => moved,
    };
    match moved {
        Err(Errno::NOENT) => Ok(()),
        moved => moved,
    }
}

/// Removes a file, and the folders it leaves empty.
pub fn remove_with_folders(out: &Root, path: &SitePath) -> Result<()> {
    match out.remove(on_disk(path)) {
        // A folder or link in its place is not ours.
        Err(Errno::ISDIR | Errno::LOOP | Errno::PERM) => return Ok(()),
        removed => removed?,
    }
    for folder in above(path) {
        match out.remove_folder(on_disk(&folder)) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(Errno::NOTEMPTY | Errno::EXIST | Errno::NOTDIR | Errno::LOOP) => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_less() {
        let path = |text| SitePath::new(text).expect("inside");
        let plan = Plan {
            cleared: vec![path("x")],
            added: vec![path("end of/it.html"), path("x/y z.html")],
            replaced: vec![path("index.html")],
            removed: vec![path("old/index.html")],
        };
        let journal = Journal { side: Side::Inside, plan };
        let text = journal.write();
        assert_eq!(Journal::parse(&text), Some(journal));
        for length in 0..text.len() {
            assert_eq!(text.get(..length).and_then(Journal::parse), None, "{length} bytes");
        }
        assert_eq!(Journal::parse(&text.replace("old/", "../")), None);
    }
}
