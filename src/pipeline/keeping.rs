//! Renders a site that browsers keep: the sums of its files are made while
//! these pass, for the service worker, which comes last.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::base::{Diagnosed, Sha256, SitePath};
use crate::model::artifact::Content;
use crate::model::extension::RenderContext;
use crate::model::world::{Failure, Files, Sink, World};
use crate::registry::{self, OUTPUTS};
use crate::stages::render::{plan, render as render_all};

/// Renders all files; a site that keeps nothing pays nothing for it.
pub(super) fn render(
    ctx: &RenderContext<'_>,
    (world, sink): (World<'_>, &dyn Sink),
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Diagnosed<usize>, Failure> {
    if ctx.site.config.offline.is_empty() {
        return render_all(ctx, OUTPUTS, sink, progress);
    }
    let summing = Summing { sink, files: world.files, sums: Mutex::default() };
    let mut rendered = render_all(ctx, OUTPUTS, &summing, progress)?;
    let sums = summing.sums.into_inner().unwrap_or_else(PoisonError::into_inner);
    let jobs = plan(ctx, OUTPUTS).into_iter();
    let subjects = jobs.map(|(job, _)| (job.path, job.subject)).collect();
    if let Some((path, bytes)) = registry::worker(ctx, &subjects, &sums) {
        sink.put(&path, Content::Bytes(&bytes))?;
        rendered.value += 1;
    }
    Ok(rendered)
}

/// A sink that makes the sums of what passes.
struct Summing<'a> {
    sink: &'a dyn Sink,
    files: &'a dyn Files,
    sums: Mutex<BTreeMap<SitePath, Sha256>>,
}

impl Sink for Summing<'_> {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        let sum = match content {
            Content::Bytes(bytes) => Some(Sha256::of(bytes)),
            Content::Copy(from) => self.files.read(from)?.map(|bytes| Sha256::of(&bytes)),
        };
        if let Some(sum) = sum {
            let mut sums = self.sums.lock().unwrap_or_else(PoisonError::into_inner);
            sums.insert(path.clone(), sum);
        }
        self.sink.put(path, content)
    }
}
