//! Smaller variants of pictures: a browser chooses one by the room that a
//! picture has on its screen.
//!
//! `stages/reduce` makes them, the writer of pages names them, the output
//! `assets` publishes them.

use std::collections::BTreeMap;

use crate::base::SitePath;
use crate::model::extension::Rendered;

/// One variant of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// Its file, beside the picture's.
    pub path: SitePath,
    /// Its width in pixels, as it is shown.
    pub width: u32,
}

/// The variants of all pictures of a site.
#[derive(Clone, Debug, Default)]
pub struct Variants {
    pictures: BTreeMap<SitePath, Vec<Variant>>,
    files: BTreeMap<SitePath, Rendered>,
}

impl Variants {
    /// Adds a variant of a picture; they come from the narrowest to the widest.
    pub fn add(&mut self, picture: &SitePath, variant: Variant, content: Rendered) {
        self.files.insert(variant.path.clone(), content);
        self.pictures.entry(picture.clone()).or_default().push(variant);
    }

    /// Returns the variants of a picture, from the narrowest to the widest.
    pub fn of(&self, picture: &SitePath) -> &[Variant] {
        self.pictures.get(picture).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns what the file of a variant holds.
    pub fn content(&self, path: &SitePath) -> Option<&Rendered> {
        self.files.get(path)
    }

    /// Returns the files of all variants, in order.
    pub fn files(&self) -> impl Iterator<Item = &SitePath> {
        self.files.keys()
    }
}
