//! The source being read and the new site being gathered from it.
//!
//! Everything of the source that becomes part of the new site passes here, so
//! that in the end it is known what did not.

use std::collections::{BTreeMap, BTreeSet};

use super::report::Report;
use super::text::Text;
use super::{Import, Made};
use crate::base::SitePath;
use crate::model::world::{EntryKind, Failure, Files};

/// Folders that other tools fill and nobody writes.
const FOREIGN: &[&str] = &["node_modules", "public", "target", "vendor", "__pycache__"];

/// A page larger than this is taken for a file that strayed in, as in a
/// build.
const LARGEST: u64 = 8 * 1024 * 1024;

/// The source, and what is made of it so far.
pub(super) struct Gather<'a> {
    files: &'a dyn Files,
    entries: BTreeMap<SitePath, (EntryKind, u64)>,
    used: BTreeSet<SitePath>,
    made: BTreeMap<SitePath, Made>,
    /// What is told of it.
    pub report: Report,
}

impl<'a> Gather<'a> {
    /// Lists the source.
    ///
    /// # Errors
    /// A [`Failure`] if a folder cannot be read.
    pub fn new(files: &'a dyn Files) -> Result<Gather<'a>, Failure> {
        let is_foreign = |folder: &SitePath| FOREIGN.contains(&folder.name());
        let mut listed = Vec::new();
        for entry in files.list(&SitePath::default(), &is_foreign)? {
            if !entry.path.ancestors().any(|folder| is_foreign(&folder)) {
                listed.push((entry.path, (entry.kind, entry.size)));
            }
        }
        let mut gather = Gather {
            files,
            entries: listed.into_iter().collect(),
            used: BTreeSet::new(),
            made: BTreeMap::new(),
            report: Report::default(),
        };
        gather.report_links();
        Ok(gather)
    }

    fn report_links(&mut self) {
        for (path, (kind, _)) in &self.entries {
            let reason = match kind {
                EntryKind::File => continue,
                EntryKind::Link => {
                    "a symbolic link is not followed, because it could lead anywhere"
                }
                EntryKind::Special => "this is not a regular file and is not read",
            };
            self.report.not_understood((path, 1), "file", reason);
            self.used.insert(path.clone());
        }
    }

    /// Tells whether the source has a regular file at `path`.
    pub fn has(&self, path: &SitePath) -> bool {
        self.entries.get(path).is_some_and(|(kind, _)| *kind == EntryKind::File)
    }

    /// Lists the regular files below a folder, sorted.
    pub fn below(&self, folder: &SitePath) -> Vec<SitePath> {
        let paths = self.entries.keys().filter(|path| path.is_within(folder) && *path != folder);
        paths.filter(|path| self.has(path)).cloned().collect()
    }

    /// Reads a file as text and counts it as used; `None` if there is none.
    /// One that is no text is reported.
    ///
    /// # Errors
    /// A [`Failure`] if it is there and cannot be read.
    pub fn read(&mut self, path: &SitePath) -> Result<Option<Text>, Failure> {
        let Some((EntryKind::File, size)) = self.entries.get(path).copied() else {
            return Ok(None);
        };
        self.used.insert(path.clone());
        if LARGEST < size {
            let reason = "the file is too large to be a page and is not read";
            self.report.not_understood((path, 1), "file", reason);
            return Ok(None);
        }
        let Some(bytes) = self.files.read(path)? else { return Ok(None) };
        match Text::read(path, &bytes) {
            Ok(text) => Ok(Some(text)),
            Err(line) => {
                let reason = "not UTF-8 text; the file is copied as it is";
                self.report.not_understood((path, line), "file", reason);
                Ok(None)
            }
        }
    }

    /// Returns the first of several names that the source has a file for.
    pub fn first_of(&self, names: &[&str]) -> Option<SitePath> {
        let paths = names.iter().filter_map(|name| SitePath::new(name));
        paths.into_iter().find(|path| self.has(path))
    }

    /// Lets a file of the source be part of the new site as it is. Returns
    /// false if another file is there already.
    pub fn copy(&mut self, from: &SitePath, to: &SitePath) -> bool {
        let copy = Made::Copy(from.clone());
        match self.made.get(to) {
            Some(known) => *known == copy,
            None => {
                self.used.insert(from.clone());
                self.report.assets += 1;
                self.made.insert(to.clone(), copy);
                true
            }
        }
    }

    /// Adds a file to the new site. Returns false if one is there already.
    pub fn write(&mut self, to: &SitePath, text: String) -> bool {
        let is_free = !self.made.contains_key(to);
        if is_free {
            self.made.insert(to.clone(), Made::Text(text));
        }
        is_free
    }

    /// Ends: counts what of the source is not part of the new site.
    pub fn finish(mut self) -> Import {
        for (path, _) in self.entries.iter().filter(|(path, _)| !self.used.contains(*path)) {
            let folder = match path.parts().count() {
                1 => path.as_str().to_string(),
                2 => format!("{}/", path.parent()),
                _ => {
                    let parts: Vec<&str> = path.parts().take(2).collect();
                    format!("{}/", parts.join("/"))
                }
            };
            *self.report.unused.entry(folder).or_default() += 1;
        }
        self.report.sort();
        Import { files: self.made, report: self.report }
    }
}
