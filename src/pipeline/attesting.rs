//! Writes down that pages were reviewed: the front half of a build, an edit
//! of each page's front matter, and the front half again on what comes of
//! them. Only what the second run reads as it was meant is written.

use std::collections::BTreeMap;

use super::{Options, Prepared, Session, prepare};
use crate::base::SitePath;
use crate::base::nearest::did_you_mean;
use crate::edit::overlay::Overlay;
use crate::edit::review::{Attestation, edits, says};
use crate::edit::text::apply;
use crate::model::catalog::loose;
use crate::model::change::{Change, Rewritten};
use crate::model::document::Document;
use crate::model::front::Status;
use crate::model::material::Material;
use crate::model::site::Site;
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
    /// Nobody has the role; what may be meant.
    UnknownRole(Option<String>),
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
    if let Err(help) = known_role(&prepared.site, &request.by) {
        return Ok(Err(Refusal::UnknownRole(help)));
    }
    let mut attesting = Attesting::default();
    let mut reviews = BTreeMap::new();
    for path in &request.paths {
        let pages = prepared.site.pages.values().map(|page| &page.document);
        let mut pages = pages.filter(|document| document.source.path.is_within(path)).peekable();
        if pages.peek().is_none() {
            return Ok(Err(Refusal::NoPage(path.clone())));
        }
        // A retired page is no longer valid: only who names it means it.
        let is_meant = |document: &&std::sync::Arc<Document>| {
            document.front.status != Status::Retired || document.source.path == *path
        };
        for document in pages.filter(is_meant) {
            attest(document, request, options, &mut attesting, &mut reviews);
        }
    }
    attesting.refused.sort_unstable();
    attesting.refused.dedup();
    keep_text(world, &mut attesting)?;
    confirm(session, world, options, (&mut attesting, &reviews))?;
    Ok(Ok(attesting))
}

/// Plans the edit of one page.
fn attest(
    document: &Document,
    request: &Request,
    options: Options,
    attesting: &mut Attesting,
    reviews: &mut BTreeMap<SitePath, Attestation>,
) {
    let path = &document.source.path;
    let Some(material) = Material::of(document) else {
        attesting.refused.push((path.clone(), "it is data, not text"));
        return;
    };
    let by = request.by.trim().to_string();
    let review = Attestation { on: options.today, by, material };
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

/// Leaves out what is not UTF-8: it was read with replacements and must not
/// be written back.
fn keep_text(world: World<'_>, attesting: &mut Attesting) -> Result<(), Failure> {
    let mut broken = Vec::new();
    for path in attesting.change.texts.keys() {
        let bytes = world.files.read(path)?;
        if bytes.is_none_or(|bytes| std::str::from_utf8(&bytes).is_err()) {
            broken.push(path.clone());
        }
    }
    for path in broken {
        attesting.change.texts.remove(&path);
        attesting.refused.push((path, "it is not UTF-8 text"));
    }
    Ok(())
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

/// Tells whether a role is known, where any is: as a page of the kind `role`,
/// or in `data/roles.yml`. Else says what may be meant.
fn known_role(site: &Site, by: &str) -> Result<(), Option<String>> {
    let names = role_names(site);
    let wanted = loose(by.trim());
    if names.is_empty() || names.iter().any(|name| loose(name) == wanted) {
        return Ok(());
    }
    Err(did_you_mean(by, names.iter().map(String::as_str)))
}

/// Lists what the roles of a site are called: titles, ids and aliases.
fn role_names(site: &Site) -> Vec<String> {
    let mut names = Vec::new();
    for (id, identity) in site.catalog.ids() {
        let Some(page) = site.pages.get(&id) else { continue };
        let front = &page.document.front;
        if page.document.kind_name() == "role" {
            names.push(identity.title.to_string());
            names.push(identity.id.to_string());
            names.extend(identity.id.rsplit('/').next().map(str::to_string));
            names.extend(front.aliases.iter().map(|alias| alias.text.to_string()));
        }
    }
    for file in site.config.data.iter().filter(|file| &*file.name == "roles") {
        for entry in file.node.as_map().unwrap_or_default() {
            names.push(entry.key.text.clone());
            let title = entry.value.get("title").and_then(crate::text::data::Node::as_text);
            names.extend(title.map(str::to_string));
            let aliases = entry.value.get("aliases");
            let aliases = aliases.and_then(|node| node.as_list()).unwrap_or_default();
            names.extend(aliases.iter().filter_map(|alias| alias.as_text().map(str::to_string)));
        }
    }
    names
}
