//! The pages beside a course: the answers to its questions, and the course as a
//! trainer holds it.

use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{Job, Mode, RenderContext, Rendered, Subject};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::{Module, Training, units};
use crate::outputs::html::page::frame;
use crate::outputs::html::view::View;
use crate::outputs::html::writer;
use crate::outputs::html::{address, template};
use crate::text::html::escape;

/// A page beside a course.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::outputs::html) enum Beside {
    /// What is right, and why.
    Answers,
    /// All of the course with notes, times and answers.
    Trainer,
}

impl Beside {
    const ALL: [Beside; 2] = [Beside::Answers, Beside::Trainer];

    fn file(self) -> &'static str {
        match self {
            Beside::Answers => "answers.html",
            Beside::Trainer => "trainer.html",
        }
    }

    fn about(self, course: &str) -> String {
        match self {
            Beside::Answers => format!("The answers to the questions of {course}."),
            Beside::Trainer => format!("{course} as a trainer holds it: notes, times and answers."),
        }
    }

    fn title(self) -> &'static str {
        match self {
            Beside::Answers => "Answers",
            Beside::Trainer => "For the trainer",
        }
    }

    /// Tells whether there is something to say in it.
    fn is_for(self, site: &Site, page: &Page, module: &Module) -> bool {
        let asks = !module.questions.is_empty();
        asks || self == Beside::Trainer && !units(site, page).is_empty()
    }

    /// Returns its file; `None` if it would say nothing, or an author took the
    /// address.
    fn of(self, site: &Site, id: PageId) -> Option<SitePath> {
        let page = site.pages.get(&id)?;
        module(site, id).filter(|module| self.is_for(site, page, module))?;
        let file = site.catalog.page(id)?.output.parent().child(self.file());
        let is_taken = site.assets.contains(&file) || site.catalog.redirects.contains_key(&file);
        (!is_taken).then_some(file)
    }
}

/// Returns the file beside a course, where it is shown: a package has none.
pub(in crate::outputs::html) fn beside(
    ctx: &RenderContext<'_>,
    id: PageId,
    beside: Beside,
) -> Option<SitePath> {
    beside.of(ctx.site, id).filter(|_| ctx.mode != Mode::Package)
}

/// Lists the pages beside courses.
pub(in crate::outputs::html) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    let all = site.pages.keys().flat_map(|id| Beside::ALL.map(|own| (*id, own)));
    all.filter_map(|(id, own)| {
        let subject = match own {
            Beside::Answers => Subject::Answers(id),
            Beside::Trainer => Subject::Trainer(id),
        };
        Some(Job { path: own.of(site, id)?, subject })
    })
}

/// Renders a page beside a course.
pub(in crate::outputs::html) fn render(
    ctx: &RenderContext<'_>,
    (id, beside): (PageId, Beside),
    path: &SitePath,
) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let nothing = || Diagnosed::clean(Rendered::Bytes(Vec::new()));
    let (Some(page), Some(module)) = (ctx.site.pages.get(&id), module(ctx.site, id)) else {
        return nothing();
    };
    let Some(identity) = ctx.site.catalog.page(id) else { return nothing() };
    let about = beside.about(&identity.title);
    let mut view: View<'_> = frame(ctx, &folder, Some(id), beside.title());
    view.page.description = Some(&about);
    let course = address::page(&folder, &identity.output, ctx.site.config.links);
    view.page.kind = "answers";
    let (text, symbols) = match beside {
        Beside::Answers => (writer::answers(ctx, (page, module), &folder), Default::default()),
        Beside::Trainer => writer::for_trainer(ctx, (page, module), &folder),
    };
    view.page.body =
        format!("<p><a href=\"{}\">{}</a></p>\n{text}", escape(&course), escape(&identity.title),);
    view.symbols.extend(symbols);
    (view.previous, view.next) = (None, None);
    (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
    template::render(ctx, "page.html", &view)
}

fn module(site: &Site, id: PageId) -> Option<&Module> {
    site.pages.get(&id)?.document.training.as_deref().and_then(Training::module)
}
