//! Makes a copy of a site that is read without a network: the whole build,
//! into memory, and its files as one archive or one page.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::base::{Diagnostic, Sha256, SitePath};
use crate::model::artifact::Content;
use crate::model::config::LinkStyle;
use crate::model::extension::{RenderContext, Subject};
use crate::model::part::{Part, named, of_service};
use crate::model::site::Site;
use crate::model::sums::Sums;
use crate::model::world::{Failure, Files, Sink, World};
use crate::registry::{self, OUTPUTS, Single, Whole};
use crate::stages;
use crate::text::zip::zip;

use super::findings::{Reach, finish};
use super::{Options, Session, prepare, reducing};

/// What a copy is to hold; nothing named is all there is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    /// Kinds, ids, titles, folders or patterns of paths.
    pub only: &'a [String],
    /// Services that pages are about.
    pub services: &'a [String],
}

/// A copy, ready to be written.
#[derive(Debug)]
pub struct Bundled {
    /// The archive or the page.
    pub bytes: Vec<u8>,
    /// How many files it has.
    pub files: usize,
    /// How many pages of the content it has.
    pub pages: usize,
    /// The sum of its list of sums; of a page the sum of the page.
    pub sum: Sha256,
    /// What was found, with the site's severities.
    pub found: Vec<Diagnostic>,
}

/// A form of a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Many files in an archive.
    Archive,
    /// One page.
    Single,
}

/// Makes a copy.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, something is wished for that is not
/// there, or the copy would be too large.
pub fn bundle(
    session: &Session,
    world: World<'_>,
    options: Options,
    (form, wish): (Form, Wish<'_>),
) -> Result<Bundled, Failure> {
    let mut prepared = prepare(session, world, options)?;
    reducing::reduce(session, world.files, &mut prepared)?;
    // In a folder a link to a folder shows its files.
    prepared.site.config.links = LinkStyle::Portable;
    let part = part(&prepared.site, wish)?;
    let ctx = RenderContext {
        site: &prepared.site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: options.mode,
    };
    let sink = Kept { files: world.files, made: Mutex::default() };
    let found = stages::render::render(&ctx, OUTPUTS, &sink, &|_, _| {})?.diagnostics;
    let files = sink.made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let jobs = stages::render::plan(&ctx, OUTPUTS).into_iter();
    let subjects: BTreeMap<SitePath, Subject> =
        jobs.map(|(job, _)| (job.path, job.subject)).collect();
    let whole = Whole { files: &files, subjects: &subjects };
    let words: Vec<String> = wish.only.iter().chain(wish.services).cloned().collect();
    let part = part.as_ref().map(|part| (part, words.as_slice()));
    let (mut bundled, more) = match form {
        Form::Archive => archive(&ctx, &whole, part)?,
        Form::Single => single(&ctx, &whole, part)?,
    };
    prepared.found.extend(found.into_iter().chain(more));
    let found = std::mem::take(&mut prepared.found);
    let found = finish(found, &prepared.ground(Reach::Made));
    bundled.found = prepared.baseline.part(found, &prepared.texts).new;
    Ok(bundled)
}

/// Returns the pages that are wished for; `None` if nothing is named.
fn part(site: &Site, wish: Wish<'_>) -> Result<Option<Part>, Failure> {
    let unknown = |attempt: String, help: &str| Failure::new(attempt, help);
    let union = |parts: Vec<Part>| parts.into_iter().flatten().collect::<Part>();
    let only = wish.only.iter().map(|word| {
        let help = "name a kind, such as `runbook`, an id or a title, or a folder or a pattern \
                    of the content folder, such as `runbooks/**`";
        named(site, word).ok_or_else(|| unknown(format!("no page is meant by `{word}`"), help))
    });
    let only = union(only.collect::<Result<_, _>>()?);
    let services = wish.services.iter().map(|name| {
        let help = "name it as the field `service` of pages does, or by its id or title";
        of_service(site, name)
            .ok_or_else(|| unknown(format!("no page is about the service `{name}`"), help))
    });
    let services = union(services.collect::<Result<_, _>>()?);
    Ok(match (wish.only.is_empty(), wish.services.is_empty()) {
        (true, true) => None,
        (false, true) => Some(only),
        (true, false) => Some(services),
        (false, false) => match only.intersection(&services).copied().collect::<Part>() {
            both if both.is_empty() => {
                let help = "none of the pages that are named is about that service";
                return Err(unknown("nothing is left to copy".into(), help));
            }
            both => Some(both),
        },
    })
}

/// A part, with the words that name it.
type Named<'a> = Option<(&'a Part, &'a [String])>;

fn archive(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    part: Named<'_>,
) -> Result<(Bundled, Vec<Diagnostic>), Failure> {
    let copied = registry::copy(ctx, whole, part).map_err(|name| {
        let help = "a copy has a file of that name itself, or it is no name on other systems";
        Failure::new(format!("cannot put `{name}` into a copy"), help)
    })?;
    let copy = copied.value;
    let list = copy.files.get(&SitePath::default().child(Sums::NAME));
    let sum = Sha256::of(list.map(Vec::as_slice).unwrap_or_default());
    let entries = copy.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let bytes = zip(entries.collect()).ok_or_else(|| {
        Failure::new("cannot make the archive", "it is larger than an archive may be")
    })?;
    let (files, pages) = (copy.files.len(), copy.pages);
    Ok((Bundled { bytes, files, pages, sum, found: Vec::new() }, copied.diagnostics))
}

fn single(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    part: Named<'_>,
) -> Result<(Bundled, Vec<Diagnostic>), Failure> {
    let cannot = |why| Failure::new("cannot make one file of these pages", why);
    let made = registry::single(ctx, whole, part).map_err(cannot)?;
    let Single { bytes, pages } = made.value;
    let sum = Sha256::of(&bytes);
    Ok((Bundled { bytes, files: 1, pages, sum, found: Vec::new() }, made.diagnostics))
}

/// A sink that keeps all files.
struct Kept<'a> {
    files: &'a dyn Files,
    made: Mutex<BTreeMap<SitePath, Vec<u8>>>,
}

impl Sink for Kept<'_> {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        let bytes = match content {
            Content::Bytes(bytes) => bytes.to_vec(),
            Content::Copy(from) => {
                let gone = || Failure::new(format!("cannot copy `{from}`"), "it is gone");
                self.files.read(from)?.ok_or_else(gone)?.to_vec()
            }
        };
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), bytes);
        Ok(())
    }
}
