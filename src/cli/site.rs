//! From arguments to a site: where it is, where it goes, which day it is.

use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use super::args::SiteArgs;
use crate::host::clock;
use crate::host::disk::{self, DiskFiles};
use crate::host::terminal::MonotonicClock;
use crate::model::config::Config;
use crate::model::extension::Mode;
use crate::model::world::{Failure, World};
use crate::pipeline::Options;

/// A site on disk.
pub(super) struct SiteFolder {
    /// Its root: the folder of `handover.toml`.
    pub root: PathBuf,
    pub files: DiskFiles,
    pub clock: MonotonicClock,
    pub options: Options,
}

impl SiteFolder {
    /// Opens the site that the arguments name.
    ///
    /// # Errors
    /// A [`Failure`] if there is no such folder or no such day.
    pub fn open(args: &SiteArgs, mode: Mode) -> Result<SiteFolder, Failure> {
        let clock = MonotonicClock::new();
        let today = today(args)?;
        let files = DiskFiles::open(&args.dir)?;
        let options = Options { today, mode };
        Ok(SiteFolder { root: args.dir.clone(), files, clock, options })
    }

    /// Returns what a build may see of the world.
    pub fn world(&self) -> World<'_> {
        World { files: &self.files, clock: &self.clock }
    }

    /// Returns the folder of pages.
    pub fn content(&self, config: &Config) -> PathBuf {
        self.root.join(config.content.as_str())
    }

    /// Returns the folder the site is written to.
    pub fn out(&self, config: &Config, out: Option<&Path>) -> PathBuf {
        match (out, &config.out) {
            (Some(out), _) => out.to_path_buf(),
            (None, Some(out)) => self.root.join(&**out),
            // Beside the configuration; without one, where the command runs.
            (None, None) if config.configured => self.root.join("public"),
            (None, None) => PathBuf::from("public"),
        }
    }
}

/// Returns the day to build for.
///
/// # Errors
/// A [`Failure`] if `SOURCE_DATE_EPOCH` is set and is no time.
pub(super) fn today(args: &SiteArgs) -> Result<Date, Failure> {
    match args.date {
        Some(date) => Ok(date),
        None => clock::today(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref()),
    }
}

/// Finds the site that a file belongs to: a part of a site must not be taken
/// for the whole, or links from the rest would break unseen.
pub(super) fn site_of(old: &Path) -> Result<PathBuf, Failure> {
    let path = real(&here()?.join(old));
    let has = |names: &[&str]| {
        let mut above = path.ancestors().skip(1);
        above.find(|folder| names.iter().any(|name| disk::exists(&folder.join(name))))
    };
    let site = has(&["handover.toml"]).or_else(|| has(&["docfx.json", "mkdocs.yml"]));
    Ok(site.map_or_else(|| ".".into(), Path::to_path_buf))
}

pub(super) fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::new("cannot look at `.`", error))
}

/// Follows the links on the way to a path, but not one at its end; what is
/// not there is taken as written.
pub(super) fn real(path: &Path) -> PathBuf {
    let name = match path.components().next_back() {
        Some(Component::Normal(name)) => name,
        _ => return std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()),
    };
    let parent = path.parent().unwrap_or(Path::new("/"));
    match std::fs::canonicalize(parent) {
        Ok(parent) => parent.join(name),
        Err(_) => real(parent).join(name),
    }
}
