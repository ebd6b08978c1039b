//! Copies of a site that are read without a network: all of it or a part as a
//! folder of files, and pages of it as one file.
//!
//! A copy is made of the files of a site as they are published, so it looks
//! and works as the site does. `html/cut.rs` rewrites a page, `part.rs` takes a
//! part out of a site, `single/` makes one file of many pages. Packing is the
//! pipeline's. `worker.rs` lets browsers keep a site while they read it.

mod part;
mod single;
mod worker;

use std::collections::BTreeMap;

pub use single::{Single, single};
pub use worker::worker;

use crate::base::{Diagnosed, Sha256, SitePath};
use crate::model::extension::{RenderContext, Rendered, Subject};
use crate::model::part::Part;
use crate::model::sums::{Sum, Sums, file};
use crate::outputs::html::start;

/// The page that a copy begins with.
pub const START: &str = "START-HERE.html";

/// A site as it is published.
#[derive(Clone, Copy, Debug)]
pub struct Whole<'a> {
    /// Its files.
    pub files: &'a BTreeMap<SitePath, Vec<u8>>,
    /// What each shows.
    pub subjects: &'a BTreeMap<SitePath, Subject>,
}

/// A copy as files.
#[derive(Debug, Default)]
pub struct Copy {
    /// The files, with the list of their sums.
    pub files: BTreeMap<SitePath, Vec<u8>>,
    /// How many pages of the content it has.
    pub pages: usize,
}

/// Makes a copy of a site, or of a part of it that `words` name.
///
/// # Errors
/// The name of a file that no copy can have, or that a copy has itself.
pub fn copy(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    part: Option<(&Part, &[String])>,
) -> Result<Diagnosed<Copy>, String> {
    let mut files = match part {
        Some((part, _)) => part::cut_out(whole, part),
        None => whole.files.clone(),
    };
    // It is for servers, and its addresses begin at the root.
    files.remove(&SitePath::default().child("404.html"));
    let own = [START, Sums::NAME].map(|name| SitePath::default().child(name));
    let taken = files.keys().find(|path| own.contains(path) || file(path.as_str()).is_none());
    if let Some(taken) = taken {
        return Err(taken.to_string());
    }
    let [start_path, sums_path] = own;
    let pages = whole.subjects.iter().filter(|(path, subject)| {
        let is_page = matches!(subject, Subject::Page(_)) && path.extension() == "html";
        is_page && files.contains_key(*path)
    });
    let pages = pages.count();
    let shown = start::Shown { files: &files, words: part.map(|(_, words)| words), pages };
    let mut found = Vec::new();
    let rendered = start::render(ctx, &start_path, &shown).drain_into(&mut found);
    if let Rendered::Bytes(bytes) = rendered {
        let html = files.keys().filter(|path| path.extension() == "html").collect();
        let mut needed = std::collections::BTreeSet::new();
        let bytes = part::rewrite(&bytes, &start_path, whole, (&html, &mut needed));
        for path in needed {
            let bytes = whole.files.get(&path).cloned().unwrap_or_default();
            files.entry(path).or_insert(bytes);
        }
        files.insert(start_path, bytes);
    }
    let sum = |(path, bytes): (&SitePath, &Vec<u8>)| (path.clone(), Sum::Sha256(Sha256::of(bytes)));
    let sums = Sums { files: files.iter().map(sum).collect() };
    files.insert(sums_path, sums.write().into_bytes());
    Ok(Diagnosed::new(Copy { files, pages }, found))
}
