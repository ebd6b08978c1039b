//! The pages of a site as HTML: a view of plain values for each, rendered by
//! a template of the theme.
//!
//! A template sees only its view. Nothing in a view grows with the site: a
//! page carries its own branch of the menu, and the whole tree is a page of
//! its own.

mod accessibility;
pub(crate) mod address;
mod again;
pub(crate) mod area;
mod book;
mod calendar;
mod chart;
mod charter;
mod course;
pub(crate) mod cut;
mod duties;
mod exercises;
mod facts;
mod figure;
mod kinds;
mod listing;
mod measures;
pub(crate) mod name;
mod nav;
pub(crate) mod packaged;
mod page;
mod process;
pub(crate) mod readiness;
mod reviews;
mod role;
mod run;
pub(crate) mod runbook;
mod search;
mod size;
pub(crate) mod start;
pub(crate) mod template;
mod term;
mod text;
mod topics;
mod view;
pub(crate) mod writer;

use self::course::Beside;
use crate::base::{Diagnosed, SitePath};
use crate::model::by_kind::ByKind;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::routine::Scope;
use crate::model::site::Site;
use crate::model::theme::Theme;

/// The output `html`.
pub struct Html;

/// The page that says how everybody can read the site.
const ACCESSIBILITY: &str = "accessibility";
/// The page of kinds, where pages are of any.
const ALL_KINDS: &str = ByKind::FOLDER;
/// The page that lists all pages.
const ALL_PAGES: &str = "all-pages";
/// The page of topics, where pages name any.
const ALL_TOPICS: &str = "all-topics";
/// The page that lists planned pages.
const PLANNED_PAGES: &str = "planned-pages";
/// The page of reviews that are due, where pages are reviewed.
const REVIEWS_DUE: &str = "reviews-due";
/// The page of search.
const SEARCH: &str = "search";
/// The page of those who must learn again, where an earlier build is known.
const LEARN_AGAIN: &str = "learn-again";
/// The page for addresses that lead nowhere.
const NOT_FOUND: &str = "404";

impl Output for Html {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let pages = site
            .catalog
            .ids()
            .map(|(id, page)| Job { path: page.output.clone(), subject: Subject::Page(id) });
        let reviews = (!site.reviews.is_empty()).then_some(REVIEWS_DUE);
        let accessibility = accessibility::is_made(site).then_some(ACCESSIBILITY);
        let special = [ALL_PAGES, PLANNED_PAGES, NOT_FOUND]
            .into_iter()
            .chain(accessibility)
            .chain(reviews)
            .chain(site.config.search.then_some(SEARCH))
            .chain(again::is_known(site).then_some(LEARN_AGAIN))
            .map(|name| Job { path: special_path(name), subject: Subject::Special(name) });
        let made =
            kinds::jobs(site).into_iter().chain(topics::jobs(site)).chain(course::jobs(site));
        let made = made.chain(measures::jobs(site));
        pages
            .chain(special)
            .chain(made)
            .chain(calendar::jobs(site))
            .chain(book::jobs(site))
            .collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        match &job.subject {
            Subject::Page(id) => page::render(ctx, *id, &job.path),
            Subject::Special(ACCESSIBILITY) => accessibility::render(ctx, &job.path),
            Subject::Special(ALL_KINDS) => kinds::all_kinds(ctx, &job.path),
            Subject::Answers(id) => course::render(ctx, (*id, Beside::Answers), &job.path),
            Subject::Trainer(id) => course::render(ctx, (*id, Beside::Trainer), &job.path),
            Subject::Measures(id) => measures::render(ctx, *id, &job.path),
            Subject::Certificate(id) => course::certificate(ctx, *id, &job.path),
            Subject::Book(at) => book::render(ctx, *at, &job.path),
            Subject::Kind(at) => kinds::kind(ctx, *at, &job.path),
            Subject::Special(ALL_PAGES) => listing::all_pages(ctx, &job.path),
            Subject::Special(ALL_TOPICS) => topics::all_topics(ctx, &job.path),
            Subject::Vocabulary(at) => topics::vocabulary(ctx, *at, &job.path),
            Subject::Topic(at) => topics::topic(ctx, *at, &job.path),
            Subject::Special(Scope::PAGES) => calendar::render(ctx, None, &job.path),
            Subject::Record(kind, id) => calendar::render(ctx, Some((kind, id)), &job.path),
            Subject::Special(PLANNED_PAGES) => listing::planned_pages(ctx, &job.path),
            Subject::Special(SEARCH) => search::render(ctx, &job.path),
            Subject::Special(LEARN_AGAIN) => again::render(ctx, &job.path),
            Subject::Special(REVIEWS_DUE) => reviews::reviews_due(ctx, &job.path),
            _ => listing::not_found(ctx, &job.path),
        }
    }
}

/// Returns the file of a page the site makes for itself.
fn special_path(name: &str) -> SitePath {
    match name {
        NOT_FOUND => SitePath::default().child("404.html"),
        name => SitePath::default().child(name).child("index.html"),
    }
}
