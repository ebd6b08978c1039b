//! Files of a built site, and the list of them that the next build compares
//! with.

use std::collections::BTreeMap;

use crate::base::{Hash, SitePath};

/// The bytes of one file to publish.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// Made by the build.
    Bytes(&'a [u8]),
    /// The file at this path from the site's root, as it is.
    Copy(&'a SitePath),
}

/// What a build published: each file with the hash of its bytes.
///
/// It lies in the output folder under [`Manifest::NAME`]. A folder that has
/// one is ours to change, and only the files in it are ever removed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Manifest {
    /// Files by path.
    pub files: BTreeMap<SitePath, Hash>,
}

impl Manifest {
    /// The name of the manifest's file in the output folder.
    pub const NAME: &'static str = ".handover-manifest";

    const HEAD: &'static str = "handover manifest 1";

    /// Reads a manifest as [`Manifest::write`] writes it; `None` if it is
    /// anything else.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.lines();
        if lines.next()? != Manifest::HEAD {
            return None;
        }
        let file = |line: &str| {
            let (hash, path) = line.split_once(' ')?;
            let path = SitePath::new(path).filter(|normal| normal.as_str() == path)?;
            Some((path, Hash::parse(hash)?))
        };
        Some(Manifest { files: lines.map(file).collect::<Option<_>>()? })
    }

    /// Writes one line for each file, sorted by path.
    pub fn write(&self) -> String {
        let mut text = format!("{}\n", Manifest::HEAD);
        for (path, hash) in &self.files {
            text.push_str(&format!("{hash} {path}\n"));
        }
        text
    }

    /// Returns the files of this manifest that `newer` does not have.
    pub fn gone_in<'a>(&'a self, newer: &'a Manifest) -> impl Iterator<Item = &'a SitePath> {
        self.files.keys().filter(|path| !newer.files.contains_key(*path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let path = |text| SitePath::new(text).expect("inside");
        let files = [(path("a b/ü.html"), Hash::of(b"x")), (path("index.html"), Hash::of(b"y"))];
        let manifest = Manifest { files: files.into() };
        assert_eq!(Manifest::parse(&manifest.write()), Some(manifest.clone()));
        assert_eq!(Manifest::parse(&manifest.write().replace("index", "../index")), None);
        assert_eq!(Manifest::parse("something else"), None);
        assert_eq!(manifest.gone_in(&Manifest::default()).count(), 2);
    }
}
