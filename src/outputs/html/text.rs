//! What a page of text shows: what its document says of itself, its facts,
//! its contents, and what its template needs because of what was written.

use super::page::{direction, person, runs_left, theme_file};
use super::runbook::{self, RunbookView};
use super::view::{Fact, TocEntry, View};
use super::writer::{Pictured, Written};
use super::{
    charter, course, facts, measures, process, readiness, reviews, role, run, term, topics, writer,
};
use crate::base::{Diagnostic, SitePath};
use crate::model::catalog::Identity;
use crate::model::document::{Document, OutlineEntry};
use crate::model::extension::RenderContext;
use crate::model::front::Status;
use crate::model::glossary::is_term;
use crate::model::kind::Because;
use crate::model::page::Page;
use crate::model::theme::{Family, Shown, Theme};
use crate::text::breaks::with_breaks;
use crate::text::html::escape;

/// Words a reader takes in a minute.
const WORDS_A_MINUTE: u32 = 220;
/// Fills in what a page of text shows; returns what is wrong with it, and the
/// pictures that it can do without.
pub(super) fn fill<'a>(
    ctx: &RenderContext<'a>,
    (page, identity, folder): (&'a Page, &'a Identity, &'a SitePath),
    view: &mut View<'a>,
) -> (Vec<Diagnostic>, Vec<Pictured>) {
    let written = writer::write(ctx, page, folder);
    let document = &page.document;
    view.term = is_term(document).then(|| term::view(ctx, page, &written, folder));
    view.run = runbook::view(ctx, page, folder, &written);
    head(ctx, document, identity, view);
    view.course = course::view(ctx, page, folder);
    view.sessions = course::sessions(ctx, page, folder);
    view.plans = measures::links(ctx, Some(page), folder);
    // A course says how long it takes, which is more than to read it.
    let minutes = view.course.as_ref().and_then(|course| course.minutes);
    view.page.minutes = minutes.unwrap_or(view.page.minutes);
    view.checklist = readiness::view(ctx, page, folder);
    let below = readiness::below(ctx, page, folder);
    view.readiness = readiness::table(&below, &mut |symbol| view.symbols.push(symbol));
    view.docket = docket(ctx, page, folder);
    view.facts = runbook::other_facts(page, own_facts(ctx, page, folder));
    view.toc = toc(ctx, &document.outline);
    view.now = charter::now(ctx, page, written.roster);
    assets(page, folder, &written, view);
    let is_said = !view.page.kind_label.is_empty();
    view.page.version = is_said.then(|| course::version(ctx.site, page.id));
    view.page.record = written.is_run.then(|| run::record(identity, document)).flatten();
    view.symbols.extend(written.symbols);
    view.symbols.extend(view.run.iter().flat_map(RunbookView::symbols));
    view.symbols.extend(view.docket.iter().filter_map(|fact| fact.state));
    view.symbols.extend(readiness::symbols(view.checklist.as_ref()));
    view.symbols.sort_unstable();
    view.symbols.dedup();
    view.values = written.values;
    view.page.body = written.body;
    view.page.title_html = match written.title {
        // What has elements in it has places to break of its own.
        Some(title) if title.contains(['<', '&']) => title,
        Some(words) => with_breaks(&words),
        None => with_breaks(&identity.title),
    };
    (written.found, written.pictured)
}

/// Fills in which styles and scripts a page loads.
fn assets(page: &Page, folder: &SitePath, written: &Written<'_>, view: &mut View<'_>) {
    let document = &page.document;
    let is_done = written.is_run
        || !view.readiness.is_empty()
        || matches!(document.kind_name(), "runbook" | "checklist");
    let is_drawn = written.has_chart || page.flows().any(|shown| shown.flow.is_drawn());
    let shown = match (is_done, is_drawn) {
        (true, _) => Shown::Work,
        (false, true) => Shown::Drawings,
        (false, false) => Shown::Text,
    };
    let (is_charter, is_course) = (document.charter.is_some(), view.course.is_some());
    let family = match (is_charter, written.has_calendar) {
        (true, _) => Family::Charter,
        (false, true) => Family::Calendar,
        (false, false) if is_course => Family::Course,
        (false, false) => Family::Any,
    };
    let begin = match (view.now.is_some(), is_course) {
        (true, _) => Family::Charter,
        (false, true) => Family::Course,
        (false, false) => Family::Any,
    };
    let is_bare = document.kind_name() == "runbook"
        && family == Family::Any
        && view.children.is_empty()
        && !(written.has_made || written.has_chart);
    let styles = if is_bare { Theme::runbook_styles() } else { Theme::styles(family, shown) };
    view.assets.css = theme_file(folder, &styles);
    view.assets.js = theme_file(folder, &Theme::script(begin));
    view.assets.run = written.is_run.then(|| theme_file(folder, &Theme::run_script()));
}

/// Returns what a page says because of its kind.
fn own_facts(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Vec<Fact> {
    match page.document.kind_name() {
        "role" => role::facts(ctx, page.id, folder),
        _ => {
            let mut facts = process::facts(ctx.site, page);
            facts.extend(self::facts::own(ctx, page, folder));
            facts
        }
    }
}

/// Fills in what a document says about itself.
fn head<'a>(
    ctx: &RenderContext<'a>,
    document: &'a Document,
    identity: &'a Identity,
    view: &mut View<'a>,
) {
    let front = &document.front;
    let page = &mut view.page;
    page.anchor = document.heading.as_ref().map(|heading| &*heading.id);
    page.description = Some(&*identity.description).filter(|text| !text.is_empty());
    page.kind = document.kind_name();
    let known = document.kind.filter(|known| known.because != Because::Nothing);
    page.kind_label = known.map_or("", |known| known.kind.titles[0]);
    page.lang = front.lang.as_ref().map_or(&*ctx.site.config.lang, |lang| &lang.text);
    // A page that names no language may be written in another than the site.
    page.dir = match front.lang {
        None if runs_left(&identity.title) => "rtl",
        _ => direction(page.lang),
    };
    page.minutes = (document.words / WORDS_A_MINUTE).max(1);
    page.source = Some(document.source.path.as_str());
    let description = front.description.as_ref().map(|description| &*description.text);
    let is_said = |description| begins_with(&document.summary, description);
    page.lede = description.filter(|text| !is_said(text)).map(|_| &*identity.description);
    page.status = match front.status {
        Status::Draft => Some("draft"),
        Status::Retired => Some("retired"),
        Status::Published | Status::Planned => None,
    };
}

/// A text that ends in `…` is cut where it has so many bytes.
const LONG: usize = 200;

/// Tells whether a text begins with its own description, which need not be
/// said twice. Letters and digits are compared, whatever their case. Of a
/// long text only the beginning is known, which ends in `…`.
fn begins_with(summary: &str, description: &str) -> bool {
    let letters = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let is_cut = summary.ends_with('…') && LONG <= summary.len();
    let (known, said) = (letters(summary), letters(description));
    !said.is_empty() && (known.starts_with(&said) || is_cut && said.starts_with(&known))
}

/// Returns the facts that decide whether a page can be trusted.
fn docket(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Vec<Fact> {
    let document = &page.document;
    let front = &document.front;
    let mut facts = Vec::new();
    for (label, role) in [("Owner", &front.owner), ("Backup", &front.backup)] {
        let Some(role) = role else { continue };
        let (text, href) = person(ctx, &role.text, folder);
        facts.push(Fact { href, ..Fact::new(label, text) });
    }
    facts.extend(reviews::facts(ctx, page.id, folder));
    facts.extend(self::facts::relations(ctx, page, folder));
    facts.extend(topics::facts(ctx, document, folder));
    facts
}

/// Returns headings of the second level with those of the third below them.
fn toc<'a>(ctx: &RenderContext<'_>, outline: &'a [OutlineEntry]) -> Vec<TocEntry<'a>> {
    let mut toc: Vec<TocEntry<'_>> = Vec::new();
    for entry in outline.iter().filter(|entry| entry.level <= 3) {
        let html = escape(&ctx.site.catalog.records.fill(&entry.text));
        let item = TocEntry { html, anchor: &entry.id, children: Vec::new() };
        match toc.last_mut().filter(|_| entry.level == 3) {
            Some(above) => above.children.push(item),
            None => toc.push(item),
        }
    }
    toc
}
