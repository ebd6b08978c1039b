//! Makes the package of a path for a learning system: the front half of a
//! build, the files of one form of package, and these as one archive.

use crate::base::{Diagnostic, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{Mode, Packing, RenderContext, Rendered};
use crate::model::world::{Failure, World};
use crate::text::zip::zip;

use super::{Prepared, Session};

/// A package as an archive, and what is in it.
#[derive(Debug)]
pub struct Packaged {
    /// The archive.
    pub archive: Vec<u8>,
    /// How many files it has.
    pub files: usize,
    /// How many courses, each a unit of its own.
    pub courses: usize,
    /// How many questions these ask.
    pub questions: usize,
    /// Courses of the path that are not written.
    pub left_out: Vec<String>,
    /// What was found while its pages were made.
    pub found: Vec<Diagnostic>,
}

/// Makes the package of a path; `None` if the page is no path with a course
/// that is written.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or the archive would be too large.
pub fn package(
    session: &Session,
    world: World<'_>,
    prepared: &Prepared,
    (path, packing): (PageId, &dyn Packing),
) -> Result<Option<Packaged>, Failure> {
    let ctx = RenderContext {
        site: &prepared.site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: Mode::Package,
    };
    let Some(made) = packing.pack(&ctx, path) else { return Ok(None) };
    let (package, found) = (made.value, made.diagnostics);
    let mut files: Vec<(&SitePath, Vec<u8>)> = Vec::with_capacity(package.files.len());
    for (name, file) in &package.files {
        files.push(match file {
            Rendered::Bytes(bytes) => (name, bytes.clone()),
            Rendered::Copy(source) => match world.files.read(source)? {
                Some(bytes) => (name, bytes.to_vec()),
                None => return Err(Failure::new(format!("cannot read `{source}`"), "it is gone")),
            },
        });
    }
    let entries = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let archive = zip(entries).ok_or_else(|| {
        Failure::new("cannot make the package", "it is larger than an archive may be")
    })?;
    Ok(Some(Packaged {
        archive,
        files: files.len(),
        courses: package.courses,
        questions: package.questions,
        left_out: package.left_out,
        found,
    }))
}
