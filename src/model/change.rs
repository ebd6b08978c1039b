//! A change to the files that authors wrote, as a value: what moves, and
//! which texts are written anew. `edit` makes it, `host` carries it out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::SitePath;

/// One file or folder that moves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relocation {
    /// Where it is.
    pub old: SitePath,
    /// Where it will be.
    pub new: SitePath,
}

impl Relocation {
    /// Returns where a path is afterwards.
    pub fn apply(&self, path: &SitePath) -> SitePath {
        swap(path, &self.old, &self.new)
    }

    /// Returns where a path was before.
    pub fn undo(&self, path: &SitePath) -> SitePath {
        swap(path, &self.new, &self.old)
    }

    /// Tells whether a path moves.
    pub fn moves(&self, path: &SitePath) -> bool {
        path.is_within(&self.old)
    }
}

fn swap(path: &SitePath, from: &SitePath, to: &SitePath) -> SitePath {
    match path.below(from) {
        Some(rest) => rest.parts().fold(to.clone(), |path, part| path.child(part)),
        None => path.clone(),
    }
}

/// A text before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rewritten {
    /// As it was read.
    pub before: Arc<str>,
    /// As it is to be.
    pub after: Arc<str>,
}

/// A change to the files of a site. Paths are from the site's root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// What moves, if anything.
    pub moved: Option<Relocation>,
    /// Files that move, also those whose text stays, by the path they have
    /// before.
    pub files: Vec<SitePath>,
    /// Texts written anew, by the path they have before.
    pub texts: BTreeMap<SitePath, Rewritten>,
}

impl Change {
    /// Returns where a file is afterwards.
    pub fn place(&self, path: &SitePath) -> SitePath {
        self.moved.as_ref().map_or_else(|| path.clone(), |moved| moved.apply(path))
    }

    /// Tells whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.moved.is_none() && self.texts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_move_with_what_is_in_them() {
        let path = |text: &str| SitePath::new(text).expect("inside");
        let moved = Relocation { old: path("a"), new: path("b/c") };
        assert_eq!(moved.apply(&path("a/x.md")), path("b/c/x.md"));
        assert_eq!(moved.apply(&path("a")), path("b/c"));
        assert_eq!(moved.apply(&path("ab/x.md")), path("ab/x.md"));
        assert_eq!(moved.undo(&path("b/c/x.md")), path("a/x.md"));
        assert!(moved.moves(&path("a/x.md")) && !moved.moves(&path("ab")));
    }
}
