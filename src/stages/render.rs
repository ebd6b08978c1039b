//! Makes the files of a site and hands each to the sink as soon as it is
//! made, so that memory never holds the whole output.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::base::{Code, Diagnosed, Diagnostic, SitePath, Span};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::world::{Failure, Sink};

/// Lists the files of a site, each with its output, sorted by path.
pub fn plan<'a>(
    ctx: &RenderContext<'_>,
    outputs: &'a [&'a dyn Output],
) -> Vec<(Job, &'a dyn Output)> {
    let mut jobs: Vec<(Job, &dyn Output)> = Vec::new();
    for output in outputs {
        jobs.extend(output.jobs(ctx.site, ctx.theme).into_iter().map(|job| (job, *output)));
    }
    jobs.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
    jobs.dedup_by(|(later, _), (earlier, _)| later.path == earlier.path);
    jobs
}

/// Makes all files and gives them to `sink`; calls `progress` with the
/// number made so far.
///
/// # Errors
/// The first failure of the sink; what was made before stays with the sink.
pub fn render(
    ctx: &RenderContext<'_>,
    outputs: &[&dyn Output],
    sink: &dyn Sink,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Diagnosed<usize>, Failure> {
    let jobs = plan(ctx, outputs);
    for output in outputs {
        // A bug of ours in it shows again where it is needed.
        let _ = catch_unwind(AssertUnwindSafe(|| output.prepare(ctx)));
    }
    let made = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    jobs.par_iter().try_for_each(|(job, output)| {
        let rendered = one(job, *output, ctx);
        if !rendered.diagnostics.is_empty() {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.extend(rendered.diagnostics);
        }
        sink.put(&job.path, rendered.value.content())?;
        progress(made.fetch_add(1, Ordering::Relaxed) + 1, jobs.len());
        Ok(())
    })?;
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(Diagnosed::new(jobs.len(), found))
}

/// Makes one file. A bug of ours becomes a problem of that page, and the
/// other pages are made.
pub fn one(job: &Job, output: &dyn Output, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
    let made = catch_unwind(AssertUnwindSafe(|| output.render(job, ctx)));
    made.unwrap_or_else(|panic| {
        let span = Span::start_of(file_of(job, ctx));
        let message = format!("this page could not be made: {}", panic_message(&*panic));
        let diagnostic = Diagnostic::new(Code::INTERNAL_ERROR, span, message)
            .help("this is a mistake in Handover; please report it with the page's text");
        Diagnosed::new(Rendered::Bytes(Vec::new()), vec![diagnostic])
    })
}

fn file_of(job: &Job, ctx: &RenderContext<'_>) -> crate::base::FileId {
    let page = match &job.subject {
        Subject::Page(id) | Subject::Redirect(id) => ctx.site.pages.get(id),
        Subject::Answers(id)
        | Subject::Trainer(id)
        | Subject::Certificate(id)
        | Subject::Measures(id) => ctx.site.pages.get(id),
        Subject::Kind(_) | Subject::Vocabulary(_) | Subject::Topic(_) | Subject::Book(_) => None,
        Subject::Asset(_) | Subject::Special(_) | Subject::Record(..) => None,
    };
    let config = || crate::base::FileId::of(&SitePath::default().child("handover.toml"));
    page.map_or_else(config, |page| page.document.source.file)
}

/// Returns what a panic said.
pub fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_string());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
}
