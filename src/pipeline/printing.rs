//! Makes the files that some pages need to be printed: the pages, the styles,
//! the pictures on them. The rest of the site is not made.

use std::collections::BTreeSet;

use crate::base::{Diagnostic, SitePath};
use crate::model::artifact::Content;
use crate::model::catalog::PageId;
use crate::model::extension::{Job, RenderContext, Subject};
use crate::model::page::Target;
use crate::model::site::Site;
use crate::model::world::{Failure, Sink};
use crate::registry;
use crate::stages;

use super::{Options, Prepared, Session};

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Printed {
    /// A page.
    Page(PageId),
    /// A volume of a book, by its place among those of the site.
    Volume(usize),
}

impl Printed {
    /// Returns the file it is published as.
    pub fn output(self, site: &Site) -> Option<SitePath> {
        match self {
            Printed::Page(id) => Some(site.catalog.page(id)?.output.clone()),
            Printed::Volume(at) => Some(site.books.volumes.get(at)?.output()),
        }
    }

    fn pages(self, site: &Site) -> Vec<PageId> {
        match self {
            Printed::Page(id) => vec![id],
            Printed::Volume(at) => {
                site.books.volumes.get(at).map(|volume| volume.pages.clone()).unwrap_or_default()
            }
        }
    }
}

/// Hands the files to `sink` one by one; returns what was found while they
/// were made.
///
/// # Errors
/// The first failure of the sink.
pub fn print(
    session: &Session,
    options: Options,
    prepared: &Prepared,
    (printed, sink): (&[Printed], &dyn Sink),
) -> Result<Vec<Diagnostic>, Failure> {
    let site = &prepared.site;
    let ctx = RenderContext {
        site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: options.mode,
    };
    let outputs: BTreeSet<SitePath> =
        printed.iter().filter_map(|printed| printed.output(site)).collect();
    let pages = printed.iter().flat_map(|printed| printed.pages(site));
    let pictures: BTreeSet<&SitePath> = pages.flat_map(|id| assets(site, id)).collect();
    let is_needed = |job: &Job| match &job.subject {
        Subject::Asset(path) => pictures.contains(path),
        Subject::Special("theme") => true,
        _ => outputs.contains(&job.path),
    };
    let mut found = Vec::new();
    for (job, output) in stages::render::plan(&ctx, registry::OUTPUTS) {
        if is_needed(&job) {
            let rendered = stages::render::one(&job, output, &ctx).drain_into(&mut found);
            sink.put(&job.path, rendered.content())?;
        }
    }
    Ok(found)
}

/// Returns the files that a page refers to.
fn assets(site: &Site, id: PageId) -> impl Iterator<Item = &SitePath> {
    let references = site.pages.get(&id).into_iter().flat_map(|page| page.references());
    references.filter_map(|(_, _, target)| match target {
        Target::Asset(path, _) => Some(path),
        _ => None,
    })
}

/// A sink that changes what goes through it for paper: styles say how large
/// the sheets are, and there are no scripts.
pub struct OnPaper<'a> {
    /// Where the files go.
    pub sink: &'a dyn Sink,
    /// The rule that is added.
    pub rule: &'a str,
}

impl Sink for OnPaper<'_> {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        match content {
            Content::Bytes(bytes) if path.extension() == "css" => {
                let bytes = [bytes, b"\n", self.rule.as_bytes()].concat();
                self.sink.put(path, Content::Bytes(&bytes))
            }
            Content::Bytes(_) if path.extension() == "js" => Ok(()),
            content => self.sink.put(path, content),
        }
    }
}
