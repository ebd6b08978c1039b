//! Copies of a site that are read without a network: all of it or a part as a
//! folder of files, and pages of it as one file.
//!
//! A copy is made of the files of a site as they are published, so it looks
//! and works as the site does. `html/cut.rs` rewrites a page, `part.rs` takes a
//! part out of a site, `single/` makes one file of many pages, `shelf.rs` keeps
//! the files until they are written. Writing is the pipeline's. `worker.rs`
//! lets browsers keep a site while they read it.

mod part;
mod shelf;
mod single;
mod worker;

use std::collections::BTreeMap;

pub use shelf::{Parcel, Shelf, Shelving};
pub use single::{Single, single};
pub use worker::worker;

use crate::base::{Diagnosed, Sha256, SitePath};
use crate::model::extension::{RenderContext, Rendered, Subject};
use crate::model::part::Part;
use crate::model::sums::{Sum, Sums, file};
use crate::model::world::Failure;
use crate::outputs::html::start;

/// The page that a copy begins with.
pub const START: &str = "START-HERE.html";

/// A site as it is published.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// Its files.
    pub files: &'a Shelf<'a>,
    /// What each shows.
    pub subjects: &'a BTreeMap<SitePath, Subject>,
}

/// A file of a copy.
#[derive(Clone, Debug)]
pub enum Copied {
    /// As it is in the site.
    AsIs,
    /// In other words, or the copy's alone.
    Own(Parcel),
}

/// A copy as files.
#[derive(Debug)]
pub struct Copy {
    /// The files, with the list of their sums.
    pub files: BTreeMap<SitePath, Copied>,
    /// How many pages of the content it has.
    pub pages: usize,
    /// The sum of the list of sums.
    pub sum: Sha256,
}

/// Makes a copy of a site, or of a part of it that `words` name.
///
/// # Errors
/// A [`Failure`] if a file has a name that no copy can have, or that a copy has
/// itself, or cannot be packed.
pub fn copy(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    part: Option<(&Part, &[String])>,
) -> Result<Diagnosed<Copy>, Failure> {
    let mut files = match part {
        Some((part, _)) => part::cut_out(whole, part)?,
        None => whole.files.paths().map(|path| (path.clone(), Copied::AsIs)).collect(),
    };
    // It is for servers, and its addresses begin at the root.
    files.remove(&SitePath::default().child("404.html"));
    let own = [START, Sums::NAME].map(|name| SitePath::default().child(name));
    let taken = files.keys().find(|path| own.contains(path) || file(path.as_str()).is_none());
    if let Some(taken) = taken {
        let help = "a copy has a file of that name itself, or it is no name on other systems";
        return Err(Failure::new(format!("cannot put `{taken}` into a copy"), help));
    }
    let [start_path, sums_path] = own;
    let pages = whole.subjects.iter().filter(|(path, subject)| {
        let is_page = matches!(subject, Subject::Page(_)) && path.extension() == "html";
        is_page && files.contains_key(*path)
    });
    let pages = pages.count();
    let is_there = |path: &SitePath| files.contains_key(path);
    let shown = start::Shown { is_there: &is_there, words: part.map(|(_, words)| words), pages };
    let mut found = Vec::new();
    let rendered = start::render(ctx, &start_path, &shown).drain_into(&mut found);
    if let Rendered::Bytes(bytes) = rendered {
        let html = files.keys().filter(|path| path.extension() == "html").collect();
        let mut needed = std::collections::BTreeSet::new();
        let bytes = part::rewrite(&bytes, &start_path, whole, (&html, &mut needed));
        for path in needed {
            files.entry(path).or_insert(Copied::AsIs);
        }
        let parcel = Parcel::of(&start_path, &bytes)?;
        files.insert(start_path, Copied::Own(parcel));
    }
    let sum = |(path, copied): (&SitePath, &Copied)| {
        let sum = match copied {
            Copied::AsIs => whole.files.sum(path)?,
            Copied::Own(parcel) => parcel.sum,
        };
        Some((path.clone(), Sum::Sha256(sum)))
    };
    let sums = Sums { files: files.iter().filter_map(sum).collect() };
    let list = Parcel::of(&sums_path, sums.write().as_bytes())?;
    let sum = list.sum;
    files.insert(sums_path, Copied::Own(list));
    Ok(Diagnosed::new(Copy { files, pages, sum }, found))
}
