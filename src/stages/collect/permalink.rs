//! Where pages are published.

use std::collections::HashSet;

use crate::base::SitePath;
use crate::model::catalog::RESERVED;
use crate::text::slug::segment;

/// The addresses given away so far.
pub(super) struct Permalinks {
    taken: HashSet<SitePath>,
}

impl Permalinks {
    pub fn new() -> Permalinks {
        Permalinks { taken: HashSet::new() }
    }

    /// Gives `folder` (parts as they are called in the source) an address.
    /// If it is taken, or the site's own, the answer has a number added and
    /// `false` beside it.
    pub fn claim(&mut self, folder: &SitePath) -> (SitePath, bool) {
        let mut parts: Vec<String> = folder.parts().map(segment).collect();
        let mut is_reserved = false;
        for (at, part) in parts.iter_mut().enumerate() {
            // A folder of this name would stand where a page's file stands, or
            // its twin.
            if part == "index.html"
                || part == "index.md"
                || (at == 0 && RESERVED.contains(&part.as_str()))
            {
                part.push_str("-2");
                is_reserved = true;
            }
        }
        let wanted = parts.iter().fold(SitePath::default(), |path, part| path.child(part));
        let file = wanted.child("index.html");
        if self.taken.insert(file.clone()) {
            return (file, !is_reserved);
        }
        let mut number = 2u32;
        loop {
            let name = format!("{}-{number}", wanted.name());
            let file = wanted.parent().child(&name).child("index.html");
            if self.taken.insert(file.clone()) {
                return (file, false);
            }
            number += 1;
        }
    }
}
