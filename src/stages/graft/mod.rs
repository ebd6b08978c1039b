//! Shows files inside pages: every `[!INCLUDE]` gets what it stands for.
//!
//! Files are parsed alone; here their trees are put together, shared and not
//! copied, each with its own places. What their references mean is decided by
//! `resolve`, page by page. Nothing outside the content folder is read, no
//! file includes itself, and one page cannot grow without bound.

mod code;
mod compose;
mod outline;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use self::compose::Composer;
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
    let pages = documents.par_iter().filter(|document| document.source.role == Role::Page);
    let composed: Vec<_> = pages
        .map(|page| match page.includes.is_empty() {
            true => Ok((Arc::clone(page), Missing::new(), Vec::new())),
            false => Composer::new(&library).compose(page),
        })
        .collect::<Result<_, Failure>>()?;
    let mut found = Vec::new();
    let mut missing = Missing::new();
    let mut pages = Vec::with_capacity(composed.len());
    for (page, lacks, problems) in composed {
        pages.push(page);
        found.extend(problems);
        for (path, mut places) in lacks {
            missing.entry(path).or_default().append(&mut places);
        }
    }
    found.extend(missing.into_iter().filter_map(report));
    Ok(Diagnosed::new(pages, found))
}

/// Reports a file that does not exist once, with all its uses.
fn report((path, mut places): (Box<str>, Vec<Span>)) -> Option<Diagnostic> {
    places.sort_unstable();
    places.dedup();
    let (first, others) = places.split_first()?;
    let message = match others.len() {
        0 => format!("no file `{path}` to include"),
        1 => format!("no file `{path}` to include, here and in another place"),
        count => format!("no file `{path}` to include, here and in {count} other places"),
    };
    let help = "put the file there, or say under `includes` in `handover.toml` which folder \
                its path means";
    let diagnostic = Diagnostic::new(Code::MISSING_INCLUDE, *first, message).help(help);
    Some(others.iter().fold(diagnostic, |diagnostic, place| diagnostic.label(*place, "and here")))
}
