//! A page's view.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::address;
use super::again::AgainView;
use super::nav::Viewpoint;
use super::view::{AssetsView, BuildView, Link, PageView, SiteView, Tree, View};
use super::{
    ACCESSIBILITY, ALL_KINDS, ALL_PAGES, ALL_TOPICS, PLANNED_PAGES, REVIEWS_DUE, SEARCH, book,
    course, duties, name, process, reviews, role, size, special_path, template, text, writer,
};
use crate::base::{Diagnosed, Diagnostic, SitePath};
use crate::model::areas::AreaState;
use crate::model::catalog::{Identity, PageId, twin_file};
use crate::model::document::{BlockKind, Document};
use crate::model::extension::{Mode, RenderContext, Rendered};
use crate::model::review::Reviews;
use crate::model::sequence::Generated;
use crate::model::theme::Theme;
use crate::text::date::format_day;
use crate::text::html::escape;

/// At most so many pages that link here are listed.
const BACKLINKS: usize = 6;
/// Symbols of the frame around every page.
const FRAME_SYMBOLS: &[&str] = &["mark", "search", "theme", "menu"];

/// Renders a page of the content.
pub(super) fn render(ctx: &RenderContext<'_>, id: PageId, path: &SitePath) -> Diagnosed<Rendered> {
    let Some(identity) = ctx.site.catalog.page(id) else {
        return Diagnosed::clean(Rendered::Bytes(Vec::new()));
    };
    let folder = path.parent();
    let Filled { view, mut found, pictured } = fill(ctx, (id, identity), &folder);
    let name = template_of(ctx, id, &view);
    let rendered = template::render(ctx, &name, &view);
    let failed = !rendered.diagnostics.is_empty();
    found.extend(rendered.diagnostics);
    let value = match failed {
        true => without_template(&view),
        false => sized(rendered.value, view.page.kind, pictured),
    };
    Diagnosed::new(value, found)
}

/// A page's view, and what was noticed while it was made.
pub(super) struct Filled<'a> {
    pub view: View<'a>,
    pub found: Vec<Diagnostic>,
    /// Pictures that the page can do without.
    pub pictured: Vec<writer::Pictured>,
}

/// Makes the view of a page as it is seen from a folder.
pub(super) fn fill<'a>(
    ctx: &RenderContext<'a>,
    (id, identity): (PageId, &'a Identity),
    folder: &'a SitePath,
) -> Filled<'a> {
    let mut found = Vec::new();
    let mut pictured = Vec::new();
    let mut view = frame(ctx, folder, Some(id), &identity.title);
    let twin = || address::file(folder, &twin_file(&identity.output));
    view.page.twin = ctx.site.config.twins.then(twin);
    if let Some(page) = ctx.site.pages.get(&id) {
        let (problems, picture) = text::fill(ctx, (page, identity, folder), &mut view);
        found.extend(problems);
        pictured = picture;
    } else if let Some(role) = ctx.site.catalog.roles.of_page(id) {
        view.page.kind = "role";
        view.page.kind_label = "Role";
        view.page.body = role::body(ctx, role, folder);
        view.facts = role::facts(ctx, id, folder);
    }
    let viewpoint = Viewpoint { site: ctx.site, folder, page: Some(id) };
    view.children = viewpoint.listed_children();
    in_process(&viewpoint, &mut view);
    if template_of(ctx, id, &view) == "term.html" {
        // Listed among the pages that use it.
        (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
    }
    if has_mark(ctx, id, Generated::Children) {
        view.children.clear();
    }
    if !has_mark(ctx, id, Generated::Duties) {
        view.work = Some(duties::write(ctx, id, folder)).filter(|work| !work.is_empty());
    }
    Filled { view, found, pictured }
}

/// Puts a smaller one in the place of a picture that the page can do without,
/// or none, where the page would be too large with it; the last goes first.
pub(super) fn sized(rendered: Rendered, kind: &str, pictured: Vec<writer::Pictured>) -> Rendered {
    let (Rendered::Bytes(bytes), false) = (&rendered, pictured.is_empty()) else {
        return rendered;
    };
    if size::fits(bytes, kind) {
        return rendered;
    }
    let mut html = String::from_utf8_lossy(bytes).into_owned();
    for pictured in pictured.into_iter().rev() {
        let shown = template::without_controls(pictured.shown);
        let Some((before, after)) = html.split_once(&*shown) else { continue };
        let (before, after) = (before.to_string(), after.to_string());
        for by in pictured.smaller.into_iter().chain([String::new()]) {
            html = [&*before, &*template::without_controls(by), &*after].concat();
            if size::fits(html.as_bytes(), kind) {
                return Rendered::Bytes(html.into_bytes());
            }
        }
    }
    Rendered::Bytes(html.into_bytes())
}

/// Returns the address of a file of the theme.
pub(super) fn theme_file(folder: &SitePath, path: &SitePath) -> String {
    address::file(folder, &Theme::folder().join(path.as_str()).unwrap_or_default())
}

/// Returns the name of the template that shows a page.
pub(super) fn template_of(ctx: &RenderContext<'_>, id: PageId, view: &View<'_>) -> String {
    let own = format!("{}.html", view.page.kind);
    let has_cards = ctx.site.pages.get(&id).is_some_and(|page| {
        page.document.body.iter().any(|block| matches!(block.kind, BlockKind::Cards(_)))
    });
    match (ctx.site.catalog.root == Some(id), view.children.is_empty()) {
        _ if has_cards => "landing.html".into(),
        (true, _) => "home.html".into(),
        (false, false) => "section.html".into(),
        (false, true) if ctx.theme.templates.contains(&own) => own,
        (false, true) => "page.html".into(),
    }
}

/// Shows where the page stands in its process; a process shows its areas
/// itself.
fn in_process<'a>(viewpoint: &Viewpoint<'a>, view: &mut View<'a>) {
    let site = viewpoint.site;
    let Some(page) = viewpoint.page.and_then(|id| site.pages.get(&id)) else { return };
    if let Some((previous, next)) = process::neighbours(viewpoint, page.id) {
        (view.previous, view.next) = (previous, next);
    }
    if let Some((previous, next)) = course::neighbours(viewpoint, page.id) {
        (view.previous, view.next) = (previous, next);
    }
    let is_placed = |kind: &BlockKind| matches!(kind, BlockKind::Generated(Generated::Sequence));
    if !page.document.body.iter().any(|block| is_placed(&block.kind)) {
        view.place = process::place(viewpoint, page);
    }
    if let Some(process) = site.areas.processes.get(&page.id) {
        let areas: BTreeSet<String> = process
            .areas
            .iter()
            .filter_map(|area| match area.state {
                AreaState::Written(id) => Some(viewpoint.href(site.catalog.page(id)?)),
                _ => None,
            })
            .collect();
        view.children.retain(|child| !areas.contains(&child.href));
    }
}

/// Tells whether an author placed a list that the template places otherwise.
fn has_mark(ctx: &RenderContext<'_>, id: PageId, mark: Generated) -> bool {
    let body = ctx.site.pages.get(&id).map(|page| &*page.document.body);
    let mut blocks = body.unwrap_or_default().iter();
    blocks.any(|block| matches!(block.kind, BlockKind::Generated(own) if own == mark))
}

/// What a page is when its template is wrong: its text. A reader is better
/// served by a plain page than by an empty one.
fn without_template(view: &View<'_>) -> Rendered {
    let PageView { title, title_html, lang, body, .. } = &view.page;
    let script =
        |address: &String| format!("<script src=\"{}\" defer></script>\n", escape(address));
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         {}<main>\n<h1>{title_html}</h1>\n{body}</main>\n</html>\n",
        escape(lang),
        escape(title),
        view.live.as_ref().map(script).unwrap_or_default(),
    );
    Rendered::Bytes(html.into_bytes())
}

/// Returns a view with everything around a page's text.
pub(super) fn frame<'a>(
    ctx: &RenderContext<'a>,
    folder: &'a SitePath,
    page: Option<PageId>,
    title: &'a str,
) -> View<'a> {
    let site = ctx.site;
    let viewpoint = Viewpoint { site, folder, page };
    let (previous, next) = viewpoint.neighbours();
    let backlinks = page.and_then(|page| site.backlinks.get(page.0 as usize));
    let backlinks = backlinks.map(Vec::as_slice).unwrap_or_default();
    let links: Vec<Link<'a>> =
        backlinks.iter().take(BACKLINKS).filter_map(|id| viewpoint.link(*id)).collect();
    let mut view = View {
        site: site_view(&viewpoint),
        build: build_view(site.config.today),
        assets: assets(folder),
        live: (ctx.mode == Mode::Preview).then(|| "/_handover/live.js".into()),
        symbols: FRAME_SYMBOLS.to_vec(),
        page: blank_page(&site.config.lang, folder, title),
        tabs: viewpoint.tabs(),
        breadcrumb: viewpoint.breadcrumb(title),
        tree: page.map_or_else(Tree::default, |_| viewpoint.tree()),
        toc: Vec::new(),
        previous,
        next,
        more_backlinks: backlinks.len().saturating_sub(BACKLINKS),
        backlinks: links,
        facts: Vec::new(),
        place: None,
        docket: Vec::new(),
        book: None,
        chapter: None,
        print: page.and_then(|id| book::href(ctx.site, id, folder)),
        stale: page.map(|id| reviews::stale(ctx, id)).unwrap_or_default(),
        children: Vec::new(),
        work: None,
        flat: Vec::new(),
        outside: Vec::new(),
        lookup: Vec::new(),
        planned: Vec::new(),
        of_kind: None,
        coverage: None,
        topics: Vec::new(),
        reviews: Vec::new(),
        again: AgainView::default(),
        values: None,
        course: None,
        measures: None,
        plans: Vec::new(),
        sessions: None,
        checklist: None,
        readiness: String::new(),
        run: None,
        now: None,
        unused: Vec::new(),
        term: None,
        topic: None,
        start: None,
        accessibility: None,
    };
    if view.has_external() {
        view.symbols.push("out");
    }
    view
}

/// Returns what is said of a build of this day.
fn build_view(day: Date) -> BuildView {
    BuildView { date: format_day(day), day: day.to_string(), version: env!("CARGO_PKG_VERSION") }
}

/// Returns what is known of a page without a document.
fn blank_page<'a>(lang: &'a str, folder: &SitePath, title: &'a str) -> PageView<'a> {
    PageView {
        title,
        title_html: escape(title),
        anchor: None,
        description: None,
        kind: "article",
        kind_label: "",
        lang,
        dir: direction(lang),
        minutes: 1,
        path: folder.as_str().to_string(),
        source: None,
        body: String::new(),
        lede: None,
        status: None,
        twin: None,
        version: None,
        record: None,
    }
}

fn assets(folder: &SitePath) -> AssetsView {
    let file = |name: &str| address::file(folder, &Theme::folder().child(name));
    AssetsView { css: file("theme.css"), js: file("theme.js"), run: None, icon: file("icon.svg") }
}

/// Returns what every page knows of its site.
fn site_view<'a>(viewpoint: &Viewpoint<'a>) -> SiteView<'a> {
    let site = viewpoint.site;
    let folder = viewpoint.folder;
    let special = |name: &str| address::page(folder, &special_path(name), viewpoint.links());
    let home = site.catalog.root.and_then(|root| site.catalog.page(root));
    SiteView {
        title: &site.title,
        tagline: site.config.tagline.as_deref(),
        lang: &site.config.lang,
        home: home.map(|home| viewpoint.href(home)).unwrap_or_default(),
        all_pages: special(ALL_PAGES),
        accessibility: special(ACCESSIBILITY),
        search: site.config.search.then(|| special(SEARCH)),
        planned: (!site.planned.is_empty()).then(|| special(PLANNED_PAGES)),
        planned_count: site.planned.len(),
        kinds: (!site.catalog.kinds.all.is_empty()).then(|| special(ALL_KINDS)),
        topics: (!site.topics.all.is_empty()).then(|| special(ALL_TOPICS)),
        reviews: (!site.reviews.is_empty()).then(|| special(REVIEWS_DUE)),
        reviews_count: site.reviews.listed,
        calendar: site
            .reviews
            .has_days
            .then(|| address::file(folder, &Theme::folder().child(Reviews::CALENDAR))),
    }
}

/// Returns what pages of a document's kind are called; plain pages are called
/// nothing.
pub(super) fn kind_title(document: &Document) -> Option<&'static str> {
    let kind = document.kind.map(|known| known.kind).filter(|kind| kind.name != "article")?;
    let [_, many] = kind.titles;
    Some(many)
}

/// Returns the direction a language is written in, by its primary subtag.
pub(super) fn direction(lang: &str) -> &'static str {
    let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match primary.as_str() {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ks" | "ku" | "nqo" | "ps" | "sd"
        | "syr" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

/// Tells whether a text runs from right to left: whether its first letter is of
/// a script that does (the blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko, and
/// their other forms), which is what `dir="auto"` of HTML looks at.
pub(super) fn runs_left(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic()).unwrap_or_default();
    matches!(first, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Returns the title of a role or another page, and its address where it has
/// one; else the name.
pub(super) fn person(
    ctx: &RenderContext<'_>,
    name: &str,
    folder: &SitePath,
) -> (String, Option<String>) {
    let (title, page) = name::titled(ctx.site, name);
    let page = page.and_then(|id| ctx.site.catalog.page(id));
    (title, page.map(|page| address::page(folder, &page.output, ctx.site.config.links)))
}
