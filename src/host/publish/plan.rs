//! What a build changes in the output folder.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::SitePath;
use crate::model::artifact::Manifest;

/// The changes from one site to the next.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// Files that stand in the way of new ones, as a file `a` does for
    /// `a/index.html`, and go first.
    pub cleared: Vec<SitePath>,
    /// Files that are new.
    pub added: Vec<SitePath>,
    /// Files that have other bytes.
    pub replaced: Vec<SitePath>,
    /// Files that are no longer in the site.
    pub removed: Vec<SitePath>,
}

impl Plan {
    /// Makes the plan that leads from `old` to `new`.
    pub fn new(
        old: &Manifest,
        new: &Manifest,
        mut added: Vec<SitePath>,
        mut replaced: Vec<SitePath>,
    ) -> Plan {
        // Put from many threads; the order of changes should not vary.
        added.sort_unstable();
        replaced.sort_unstable();
        let files: BTreeSet<&SitePath> = added.iter().collect();
        let folders: BTreeSet<SitePath> = added.iter().flat_map(above).collect();
        let is_in_the_way = |path: &SitePath| {
            folders.contains(path) || above(path).any(|folder| files.contains(&folder))
        };
        let (cleared, removed) = old.gone_in(new).cloned().partition(is_in_the_way);
        Plan { cleared, added, replaced, removed }
    }

    /// Returns how many files change.
    pub fn len(&self) -> usize {
        self.cleared.len() + self.added.len() + self.replaced.len() + self.removed.len()
    }

    /// Returns the only file that changes, if it is one that is written.
    pub fn only_write(&self) -> Option<&SitePath> {
        self.added.iter().chain(&self.replaced).next().filter(|_| self.len() == 1)
    }
}

/// Returns a site's path as one of the disk's, below some root.
pub fn on_disk(path: &SitePath) -> &Path {
    Path::new(path.as_str())
}

/// Returns the folders a path lies in, from the inside, without the root.
pub fn above(path: &SitePath) -> impl Iterator<Item = SitePath> {
    path.ancestors()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Hash;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("inside")
    }

    fn manifest(paths: &[&str]) -> Manifest {
        let file = |text: &&str| (path(text), Hash::of(text.as_bytes()));
        Manifest { files: paths.iter().map(file).collect() }
    }

    #[test]
    fn what_stands_in_the_way_goes_first() {
        let old = manifest(&["a", "b/x", "b/y", "c", "d/index.html"]);
        let new = manifest(&["a/index.html", "b", "d/index.html"]);
        let added = vec![path("b"), path("a/index.html")];
        let plan = Plan::new(&old, &new, added, vec![path("d/index.html")]);
        assert_eq!(plan.cleared, [path("a"), path("b/x"), path("b/y")]);
        assert_eq!(plan.added, [path("a/index.html"), path("b")]);
        assert_eq!(plan.removed, [path("c")]);
        assert_eq!((plan.len(), plan.only_write()), (7, None));
    }

    #[test]
    fn one_write_is_one_write() {
        let site = manifest(&["a"]);
        let plan = Plan::new(&site, &site, Vec::new(), vec![path("a")]);
        assert_eq!(plan.only_write(), Some(&path("a")));
        let plan = Plan::new(&site, &manifest(&[]), Vec::new(), Vec::new());
        assert_eq!(plan.only_write(), None);
    }
}
