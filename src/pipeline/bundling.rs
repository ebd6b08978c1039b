//! Makes a copy of a site that is read without a network: the whole build, and
//! its files as one archive or one page. What is made is kept packed, and
//! written file by file.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use crate::base::{Diagnostic, Sha256, SitePath};
use crate::model::config::LinkStyle;
use crate::model::extension::{RenderContext, Subject};
use crate::model::part::{Part, named, of_service};
use crate::model::site::Site;
use crate::model::world::{Failure, World};
use crate::registry::{self, Copied, Copy, OUTPUTS, Shelf, Shelving, Single, Whole};
use crate::stages;
use crate::text::zip::Archive;

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
pub struct Bundled<'a> {
    made: Made<'a>,
    /// How many files it has.
    pub files: usize,
    /// How many pages of the content it has.
    pub pages: usize,
    /// The sum of its list of sums; of a page the sum of the page.
    pub sum: Sha256,
    /// What was found, with the site's severities.
    pub found: Vec<Diagnostic>,
}

/// What a copy is written from.
enum Made<'a> {
    Archive(Shelf<'a>, Copy),
    Single(Vec<u8>),
}

impl Bundled<'_> {
    /// Writes the copy, a file at a time; `go_on` is asked before each.
    ///
    /// # Errors
    /// A [`Failure`] if a file cannot be read any more or is another one, the
    /// place refuses what is written, the copy would be too large, or that of
    /// `go_on`.
    pub fn write(
        &self,
        into: &mut (impl Write + Seek),
        go_on: &dyn Fn() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let cannot = |error| Failure::new("cannot write the copy", error);
        let (shelf, copy) = match &self.made {
            Made::Single(bytes) => return into.write_all(bytes).map_err(cannot),
            Made::Archive(shelf, copy) => (shelf, copy),
        };
        let mut archive = Archive::new(into);
        for (path, copied) in &copy.files {
            go_on()?;
            match copied {
                Copied::AsIs => archive.add(path.as_str(), &*shelf.parcel(path)?),
                Copied::Own(parcel) => archive.add(path.as_str(), &parcel.packed),
            }
            .map_err(cannot)?;
        }
        archive.finish().map(|_| ()).map_err(cannot)
    }
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
pub fn bundle<'a>(
    session: &Session,
    world: World<'a>,
    options: Options,
    (form, wish): (Form, Wish<'_>),
) -> Result<Bundled<'a>, Failure> {
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
    let sink = Shelving::new(world.files);
    let found = stages::render::render(&ctx, OUTPUTS, &sink, &|_, _| {})?.diagnostics;
    let shelf = sink.done();
    let jobs = stages::render::plan(&ctx, OUTPUTS).into_iter();
    let subjects: BTreeMap<SitePath, Subject> =
        jobs.map(|(job, _)| (job.path, job.subject)).collect();
    let words: Vec<String> = wish.only.iter().chain(wish.services).cloned().collect();
    let part = part.as_ref().map(|part| (part, words.as_slice()));
    let (mut bundled, more) = match form {
        Form::Archive => archive(&ctx, (shelf, &subjects), part)?,
        Form::Single => single(&ctx, &Whole { files: &shelf, subjects: &subjects }, part)?,
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

fn archive<'a>(
    ctx: &RenderContext<'_>,
    (shelf, subjects): (Shelf<'a>, &BTreeMap<SitePath, Subject>),
    part: Named<'_>,
) -> Result<(Bundled<'a>, Vec<Diagnostic>), Failure> {
    let copied = registry::copy(ctx, &Whole { files: &shelf, subjects }, part)?;
    shelf.check()?;
    let copy = copied.value;
    let (files, pages) = (copy.files.len(), copy.pages);
    let sum = copy.sum;
    let made = Made::Archive(shelf, copy);
    Ok((Bundled { made, files, pages, sum, found: Vec::new() }, copied.diagnostics))
}

fn single<'a>(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    part: Named<'_>,
) -> Result<(Bundled<'a>, Vec<Diagnostic>), Failure> {
    let cannot = |why| Failure::new("cannot make one file of these pages", why);
    let made = registry::single(ctx, whole, part).map_err(cannot)?;
    whole.files.check()?;
    let Single { bytes, pages } = made.value;
    let sum = Sha256::of(&bytes);
    let single = Made::Single(bytes);
    Ok((Bundled { made: single, files: 1, pages, sum, found: Vec::new() }, made.diagnostics))
}
