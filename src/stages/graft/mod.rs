//! Shows files inside pages: every `[!INCLUDE]` gets what it stands for.
//!
//! Files are parsed alone; here their trees are put together, shared and not
//! copied, each with its own places. What their references mean is decided by
//! `resolve`, page by page. Nothing outside the content folder is read, no
//! file includes itself, and one page cannot grow without bound.

mod code;
mod compose;
mod markdown;
mod outline;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use self::compose::{Composed, Composer};
use crate::base::{Code, Diagnosed, Diagnostic, SitePath, Span};
use crate::model::config::Config;
use crate::model::document::Document;
use crate::model::source::Role;
use crate::model::world::{Failure, Files};

/// Everything an include can mean.
struct Library<'a> {
    files: &'a dyn Files,
    config: &'a Config,
    /// Markdown by its path from the content folder.
    documents: HashMap<&'a SitePath, &'a Arc<Document>>,
    /// The same by its path in lower case.
    lower: HashMap<String, &'a Arc<Document>>,
    /// Other files, from the content folder, sorted.
    assets: &'a [SitePath],
}

/// Places that include a file which does not exist, by its path as written.
type Missing = BTreeMap<Box<str>, Vec<Span>>;

/// Returns the documents that are pages, each with the files it includes.
///
/// # Errors
/// A [`Failure`] if a file is there and cannot be read.
pub fn graft(
    files: &dyn Files,
    documents: Vec<Arc<Document>>,
    assets: &[SitePath],
    config: &Config,
) -> Result<Diagnosed<Vec<Arc<Document>>>, Failure> {
    let path = |document: &Arc<Document>| document.source.content_path.as_str().to_lowercase();
    let library = Library {
        files,
        config,
        documents: documents.iter().map(|one| (&one.source.content_path, one)).collect(),
        lower: documents.iter().map(|one| (path(one), one)).collect(),
        assets,
    };
    let all: Vec<&Arc<Document>> =
        documents.iter().filter(|document| document.source.role == Role::Page).collect();
    let mut found = Vec::new();
    let mut missing = Missing::new();
    let mut pages = Vec::with_capacity(all.len());
    let (mut taken, mut size) = (0, 0);
    // Some pages at a time, so that where a site is full does not depend on
    // how many are made at once.
    for some in all.chunks(AT_ONCE) {
        if MOST < taken || LARGEST < size {
            pages.extend(some.iter().map(|page| Arc::clone(page)));
            found.extend(some.iter().filter_map(|page| full(page)));
            continue;
        }
        for composed in compose(&library, some)? {
            taken += composed.page.grafts.len();
            size += composed.size;
            pages.push(composed.page);
            found.extend(composed.found);
            for (path, mut places) in composed.missing {
                missing.entry(path).or_default().append(&mut places);
            }
        }
    }
    found.extend(missing.into_iter().filter_map(report));
    Ok(Diagnosed::new(pages, found))
}

/// So many pages are put together at a time.
const AT_ONCE: usize = 32;
/// A site shows about so many files inside its pages, and no more.
const MOST: usize = 500_000;
/// A site shows about so many bytes of them.
const LARGEST: usize = 512 * 1024 * 1024;

fn compose(library: &Library<'_>, pages: &[&Arc<Document>]) -> Result<Vec<Composed>, Failure> {
    let compose = |page: &&Arc<Document>| match page.includes.is_empty() {
        true => Ok(Composed::plain(page)),
        false => Composer::new(library).compose(page),
    };
    pages.par_iter().map(compose).collect()
}

/// Reports that a page came too late.
fn full(page: &Document) -> Option<Diagnostic> {
    let include = page.includes.first()?;
    let reference = page.references.get(include.reference as usize)?;
    let span = Span::new(page.source.file, reference.range);
    let message = "this site includes too much; what this page includes is left out";
    let help =
        "a site shows about 500,000 files inside its pages, or 512 MB of them; include fewer";
    Some(Diagnostic::new(Code::INCLUDE_LIMIT, span, message).help(help))
}

/// Reports a file that does not exist once, with all its uses.
fn report((path, mut places): (Box<str>, Vec<Span>)) -> Option<Diagnostic> {
    places.sort_unstable();
    places.dedup();
    let (first, others) = places.split_first()?;
    let message = match others.len() {
        0 => format!("no file `{path}`"),
        1 => format!("no file `{path}`, here and in another place"),
        count => format!("no file `{path}`, here and in {count} other places"),
    };
    let help = "put the file there, or say under `includes` in `handover.toml` which folder \
                its path means";
    let diagnostic = Diagnostic::new(Code::MISSING_INCLUDE, *first, message).help(help);
    Some(others.iter().fold(diagnostic, |diagnostic, place| diagnostic.label(*place, "and here")))
}
