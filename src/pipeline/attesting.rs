//! Writes down that pages were reviewed: the front half of a build, an edit
//! of each page's front matter, and the front half again on what comes of
//! them. Only what the second run reads as it was meant is written.

use std::collections::BTreeMap;

use super::{Options, Prepared, Session, prepare};
use crate::base::{FileId, SitePath, Span};
use crate::edit::overlay::Overlay;
use crate::edit::review::{Attestation, edits, says};
use crate::edit::text::apply;
use crate::model::change::{Change, Rewritten};
use crate::model::document::Document;
use crate::model::front::Status;
use crate::model::material::Material;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::remembered;
use crate::model::world::{Failure, World};
use crate::text::front_matter;

/// What is to be attested.
#[derive(Clone, Debug)]
pub struct Request {
    /// Pages and folders, from the site's root.
    pub paths: Vec<SitePath>,
    /// The role that reviewed.
    pub by: String,
}

/// What would be attested.
#[derive(Debug, Default)]
pub struct Attesting {
    /// The texts as they would be.
    pub change: Change,
    /// How many pages say it already.
    pub kept: usize,
    /// Pages that cannot be attested, each with the reason.
    pub refused: Vec<(SitePath, &'static str)>,
}

/// Why nothing is attested.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No page is there.
    NoPage(SitePath),
    /// No role has the name, or several have.
    NoRole {
        /// What is wrong, in a phrase.
        message: String,
        /// What to write instead.
        help: String,
    },
}

/// Finds the change that writes down the reviews of `request`, on the day of
/// `options`. Nothing is written.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn plan(
    session: &Session,
    world: World<'_>,
    options: Options,
    request: &Request,
) -> Result<Result<Attesting, Refusal>, Failure> {
    let prepared = prepare(session, world, options)?;
    if let Err(refusal) = check_role(&prepared.site, &request.by) {
        return Ok(Err(refusal));
    }
    let mut attesting = Attesting::default();
    let mut reviews = BTreeMap::new();
    for path in &request.paths {
        let pages = prepared.site.pages.values();
        let mut pages = pages.filter(|page| page.document.source.path.is_within(path)).peekable();
        if pages.peek().is_none() {
            return Ok(Err(Refusal::NoPage(path.clone())));
        }
        // A retired page is no longer valid: only who names it means it.
        let is_meant = |page: &&Page| {
            let document = &page.document;
            document.front.status != Status::Retired || document.source.path == *path
        };
        for page in pages.filter(is_meant) {
            let by = request.by.trim().to_string();
            match review(&prepared.site, page, (options, by)) {
                Some(review) => attest(&page.document, review, &mut attesting, &mut reviews),
                None => attesting
                    .refused
                    .push((page.document.source.path.clone(), "it is data, not text")),
            }
        }
    }
    attesting.refused.sort_unstable();
    attesting.refused.dedup();
    let broken = keep_text(world, &mut attesting.change)?;
    attesting.refused.extend(broken.into_iter().map(|path| (path, "it is not UTF-8 text")));
    confirm(session, world, options, (&mut attesting, &reviews))?;
    Ok(Ok(attesting))
}

/// Makes the review of a page as it is.
fn review(site: &Site, page: &Page, (options, by): (Options, String)) -> Option<Attestation> {
    let material = Material::of(&page.document)?;
    Some(Attestation { on: options.today, by, material, origins: remembered(site, page) })
}

/// Plans the edit of one page.
fn attest(
    document: &Document,
    review: Attestation,
    attesting: &mut Attesting,
    reviews: &mut BTreeMap<SitePath, Attestation>,
) {
    let path = &document.source.path;
    if says(&document.front, &review) {
        attesting.kept += usize::from(reviews.insert(path.clone(), review).is_none());
        return;
    }
    let text = &document.source.text;
    if is_in_head(document) {
        let reason = "a line below its title says when it was reviewed; move that to front matter";
        attesting.refused.push((path.clone(), reason));
        return;
    }
    match edits(document.source.file, text, &review) {
        Some(edits) => {
            let after = apply(text, &edits).into();
            let text = Rewritten { before: text.clone(), after };
            attesting.change.texts.insert(path.clone(), text);
            reviews.insert(path.clone(), review);
        }
        None => attesting.refused.push((path.clone(), "nothing can be added to its front matter")),
    }
}

/// Tells whether a page says in its head when it was reviewed.
fn is_in_head(document: &Document) -> bool {
    let body = front_matter::split(&document.source.text).body;
    document
        .front
        .reviewed
        .as_ref()
        .is_some_and(|review| !review.on_range.is_empty() && body <= review.on_range.start)
}

/// Leaves out what is not UTF-8 and returns it: it was read with replacements
/// and must not be written back.
pub(super) fn keep_text(world: World<'_>, change: &mut Change) -> Result<Vec<SitePath>, Failure> {
    let mut broken = Vec::new();
    for path in change.texts.keys() {
        let bytes = world.files.read(path)?;
        if bytes.is_none_or(|bytes| std::str::from_utf8(&bytes).is_err()) {
            broken.push(path.clone());
        }
    }
    for path in &broken {
        change.texts.remove(path);
    }
    Ok(broken)
}

/// Reads the pages as they would be, and leaves out those that would not say
/// what was meant.
fn confirm(
    session: &Session,
    world: World<'_>,
    options: Options,
    (attesting, reviews): (&mut Attesting, &BTreeMap<SitePath, Attestation>),
) -> Result<(), Failure> {
    if attesting.change.is_empty() {
        return Ok(());
    }
    let overlay = Overlay::new(world.files, &attesting.change);
    let after: Prepared = prepare(session, World { files: &overlay, ..world }, options)?;
    let said = after.site.pages.values().filter_map(|page| {
        let path = &page.document.source.path;
        let is_said = says(&page.document.front, reviews.get(path)?);
        let standing = after.site.reviews.standings.get(&page.id);
        let is_current = standing.is_none_or(|standing| standing.changed.is_none());
        (is_said && is_current).then(|| path.clone())
    });
    let said: std::collections::BTreeSet<SitePath> = said.collect();
    let texts = std::mem::take(&mut attesting.change.texts);
    for (path, text) in texts {
        if said.contains(&path) {
            attesting.change.texts.insert(path, text);
        } else {
            attesting.refused.push((path, "its front matter would not be read as it is meant"));
        }
    }
    Ok(())
}

/// Tells whether a name is that of one role. A site that declares no role has
/// no list to compare with.
pub(super) fn check_role(site: &Site, by: &str) -> Result<(), Refusal> {
    let roles = &site.catalog.roles;
    // The name stands in no file.
    let span = Span::start_of(FileId::of(&SitePath::default()));
    match roles.check(by, span, 0).filter(|_| !roles.all.is_empty()) {
        Some(problem) => Err(Refusal::NoRole {
            message: problem.message,
            help: problem.help.unwrap_or_default(),
        }),
        None => Ok(()),
    }
}
