//! A mistake of ours on one page is a problem of that page.

use handover::base::{Code, Diagnosed, SitePath};
use handover::host::terminal::MonotonicClock;
use handover::host::{MemoryFiles, MemorySink};
use handover::model::extension::{Job, Mode, Output, RenderContext, Rendered, Subject};
use handover::model::site::Site;
use handover::model::theme::Theme;
use handover::model::world::World;
use handover::outputs::html::Html;
use handover::pipeline::{self, Options, Session};
use handover::stages::render::render;

use crate::site::TODAY;

/// An output that fails on the page "B".
struct Faulty;

impl Output for Faulty {
    fn jobs(&self, site: &Site, theme: &Theme) -> Vec<Job> {
        Html.jobs(site, theme)
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        if let Subject::Page(id) = job.subject
            && ctx.site.catalog.page(id).is_some_and(|page| &*page.title == "B")
        {
            panic!("a mistake of ours");
        }
        Html.render(job, ctx)
    }
}

#[test]
fn a_panic_on_one_page_is_a_problem_of_that_page() {
    let files =
        MemoryFiles::new().with("a.md", "# A\n").with("b.md", "# B\n").with("c.md", "# C\n");
    let session = Session::new();
    let world = World { files: &files, clock: &MonotonicClock::new() };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let prepared = pipeline::prepare(&session, world, options).expect("memory");
    let ctx = RenderContext {
        site: &prepared.site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: Mode::Publish,
    };
    let sink = MemorySink::new(&files, SitePath::default());
    let rendered = render(&ctx, &[&Faulty], &sink, &|_, _| {}).expect("memory");
    let [problem] = rendered.diagnostics.as_slice() else { panic!("one problem") };
    assert_eq!(problem.code, Code::INTERNAL_ERROR);
    assert!(problem.message.contains("a mistake of ours"), "{}", problem.message);
    let (path, _) = prepared.texts.get(problem.span.file).expect("a file");
    assert_eq!(path.as_str(), "b.md");
    let files = sink.into_files();
    let has_title = |path: &str, title: &str| {
        let path = SitePath::new(path).expect("a path");
        let page = files.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        page.is_some_and(|page| page.contains(&format!(">{title}</h1>")))
    };
    assert!(has_title("a/index.html", "A") && has_title("c/index.html", "C"));
}
