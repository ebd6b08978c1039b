//! A checked site whose files are made one by one, as they are asked for.

use std::sync::Arc;

use super::findings::{Reach, finish};
use super::{Prepared, Session};
use crate::base::{Diagnosed, Diagnostic, SitePath};
use crate::model::baseline::Parted;
use crate::model::extension::{Job, Mode, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::source::Texts;
use crate::registry;
use crate::stages;

/// A site for an author who looks at a few of its pages.
pub struct Preview {
    session: Arc<Session>,
    prepared: Prepared,
    /// All files, sorted by path.
    jobs: Vec<(Job, &'static dyn Output)>,
}

impl Preview {
    /// Lists the files of a site; none is made.
    pub fn new(session: Arc<Session>, prepared: Prepared) -> Preview {
        let jobs = stages::render::plan(&context(&session, &prepared), registry::OUTPUTS);
        Preview { session, prepared, jobs }
    }

    /// Tells whether the site has a file at `path`.
    pub fn has(&self, path: &SitePath) -> bool {
        self.job(path).is_some()
    }

    /// Makes the file at `path`; `None` if the site has none.
    pub fn render(&self, path: &SitePath) -> Option<Diagnosed<Rendered>> {
        let (job, output) = self.job(path)?;
        Some(stages::render::one(job, *output, &context(&self.session, &self.prepared)))
    }

    /// Returns the paths of all files that are made and not copied.
    pub fn made(&self) -> impl Iterator<Item = &SitePath> {
        let is_made = |job: &Job| !matches!(job.subject, Subject::Asset(_));
        self.jobs.iter().map(|(job, _)| job).filter(move |job| is_made(job)).map(|job| &job.path)
    }

    /// Returns the site's problems together with those found while its files
    /// were made, as [`finish`] gives them, told apart by the baseline.
    pub fn diagnostics<'a>(&self, rendered: impl IntoIterator<Item = &'a Diagnostic>) -> Parted {
        let mut found = self.prepared.found.clone();
        found.extend(rendered.into_iter().cloned());
        let diagnostics = finish(found, &self.prepared.ground(Reach::Checked));
        self.prepared.baseline.part(diagnostics, &self.prepared.texts)
    }

    /// Returns the site.
    pub fn site(&self) -> &Site {
        &self.prepared.site
    }

    /// Returns the texts that problems point into.
    pub fn texts(&self) -> &Texts {
        &self.prepared.texts
    }

    fn job(&self, path: &SitePath) -> Option<&(Job, &'static dyn Output)> {
        let at = self.jobs.binary_search_by(|(job, _)| job.path.cmp(path)).ok()?;
        self.jobs.get(at)
    }
}

fn context<'a>(session: &'a Session, prepared: &'a Prepared) -> RenderContext<'a> {
    RenderContext {
        site: &prepared.site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: Mode::Preview,
    }
}
