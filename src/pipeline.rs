//! The whole build, as one function.
//!
//! [`prepare`] is the front half: everything up to a checked site, cheap and
//! run anew on every change. [`build`] adds the back half: every file is
//! made and handed to a sink. The preview server uses the first and makes
//! only the files it is asked for.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::{Code, Diagnosed, Diagnostic, Hash, SitePath, Span};
use crate::domain::diagram::Drawings;
use crate::domain::search::{Memory, Search};
use crate::model::baseline::{Baseline, Parted};
use crate::model::catalog::{Catalog, Identity, PageId};
use crate::model::config::{Config, Dialect};
use crate::model::document::Document;
use crate::model::extension::{Mode, RenderContext};
use crate::model::page::{Page, Target};
use crate::model::selected::{Selected, Selection};
use crate::model::site::Site;
use crate::model::source::{Source, Sources, Texts};
use crate::model::theme::Theme;
use crate::model::world::{Cache, Failure, Sink, World};
use crate::registry;
use crate::stages;
use crate::text::highlight::Highlighter;

pub mod attesting;
pub mod bundling;
pub mod exercising;
pub mod fencing;
pub mod findings;
pub mod fixing;
mod keeping;
pub mod moving;
pub mod packaging;
pub mod pinning;
pub mod preview;
pub mod printing;
pub mod reducing;

use self::findings::{Documents, Ground, Reach, finish};

/// What is kept between builds in one process: parsed documents by their
/// bytes, and the highlighter's grammars.
#[derive(Default)]
pub struct Session {
    documents: Mutex<HashMap<SitePath, Remembered>>,
    /// The highlighter of code blocks.
    pub highlighter: Highlighter,
    /// Diagrams that were laid out before.
    pub drawings: Drawings,
    /// Pages that were read for search before.
    search: Arc<Memory>,
    /// What is kept between processes, if something is.
    cache: Option<Box<dyn Cache>>,
    /// Variants of pictures that it does not keep.
    variants: reducing::Memory,
}

struct Remembered {
    hash: Hash,
    /// The stamp its file had, if it had one.
    stamp: Option<Hash>,
    dialect: Dialect,
    document: Arc<Document>,
}

/// What a build is told.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day, an input like every other: a build is a function.
    pub today: Date,
    /// Whom the site is for.
    pub mode: Mode,
}

/// A site ready to be rendered, and everything found on the way.
pub struct Prepared {
    /// The site.
    pub site: Site,
    /// Files that only announce a page.
    pub announced: Vec<Arc<Document>>,
    /// Its theme.
    pub theme: Theme,
    /// What was found, unsorted and before the site's severities.
    pub found: Vec<Diagnostic>,
    /// All pages and their parts.
    pub documents: Documents,
    /// The problems the site is known to have.
    pub baseline: Baseline,
    /// The texts that problems point into.
    pub texts: Texts,
    /// What each step took.
    pub timings: Vec<(&'static str, Duration)>,
}

/// What a build has to say.
pub struct Built {
    /// The site.
    pub site: Site,
    /// Problems that the baseline does not know, with the site's severities,
    /// in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that it knows, in the same order.
    pub known: Vec<Diagnostic>,
    /// How many it knows that are not there any more.
    pub gone: usize,
    /// The texts that problems point into.
    pub texts: Texts,
    /// How many pages there are.
    pub pages: usize,
    /// How many files were made.
    pub files: usize,
    /// How many planned pages are registered.
    pub planned: usize,
    /// What each step took.
    pub timings: Vec<(&'static str, Duration)>,
}

/// Builds the site and hands every file to `sink`.
///
/// # Errors
/// A [`Failure`] of the environment. Mistakes of authors are never errors
/// here: what can be rendered is rendered.
pub fn build(
    session: &Session,
    world: World<'_>,
    options: Options,
    sink: &dyn Sink,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Built, Failure> {
    let mut prepared = prepare(session, world, options)?;
    let start = world.clock.elapsed();
    reducing::reduce(session, world.files, &mut prepared)?;
    prepared.timings.push(("pictures", world.clock.elapsed().saturating_sub(start)));
    let ctx = RenderContext {
        site: &prepared.site,
        theme: &prepared.theme,
        highlighter: &session.highlighter,
        drawings: &session.drawings,
        mode: options.mode,
    };
    let start = world.clock.elapsed();
    let rendered = keeping::render(&ctx, (world, sink), progress)?;
    let files = rendered.drain_into(&mut prepared.found);
    prepared.timings.push(("render", world.clock.elapsed().saturating_sub(start)));
    let pages = prepared.site.catalog.pages.len();
    let planned = prepared.site.planned.len();
    let found = std::mem::take(&mut prepared.found);
    let diagnostics = finish(found, &prepared.ground(Reach::Made));
    let Parted { new, known, gone } = prepared.baseline.part(diagnostics, &prepared.texts);
    let Prepared { site, texts, timings, .. } = prepared;
    Ok(Built { site, diagnostics: new, known, gone, texts, pages, files, planned, timings })
}

impl Prepared {
    /// Returns what the severities of its problems depend on.
    pub fn ground(&self, reach: Reach) -> Ground<'_> {
        let Prepared { site, documents, texts, .. } = self;
        Ground { config: &site.config, documents, texts, reach }
    }
}

/// The settings of a site, and what was found while reading them.
pub struct Settings {
    /// The settings.
    pub config: Config,
    /// Problems of the configuration.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that problems point into.
    pub texts: Texts,
}

/// Reads the settings of a site, and nothing else.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn settings(world: World<'_>, options: Options) -> Result<Settings, Failure> {
    let mut texts = Texts::default();
    let loaded = stages::load::config(world.files, options.today, &mut texts)?;
    let documents = Documents::default();
    let (config, reach) = (&loaded.value, Reach::Settings);
    let ground = Ground { config, documents: &documents, texts: &texts, reach };
    let diagnostics = finish(loaded.diagnostics, &ground);
    Ok(Settings { config: loaded.value, diagnostics, texts })
}

/// Makes everything up to the checked site.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn prepare(session: &Session, world: World<'_>, options: Options) -> Result<Prepared, Failure> {
    let mut found = Vec::new();
    let mut texts = Texts::default();
    let mut watch = Stopwatch { world, last: world.clock.elapsed(), timings: Vec::new() };
    let mut config =
        stages::load::config(world.files, options.today, &mut texts)?.drain_into(&mut found);
    if options.mode != Mode::Publish {
        // Only what is published can be asked for again.
        config.offline.clear();
    }
    let alert_rules = stages::load::alert_rules(world.files, &mut config, &mut texts)?;
    let alert_rules = alert_rules.drain_into(&mut found);
    let published =
        stages::load::published(world.files, &config, &mut texts)?.drain_into(&mut found);
    let baseline = stages::load::baseline(world.files, &mut texts)?.drain_into(&mut found);
    let theme = stages::load::theme(world.files, &config, &mut texts)?.drain_into(&mut found);
    watch.lap("load");
    let Sources { pages, stamps, assets, unread, tools } = session
        .with_known(|known| stages::discover::discover(world.files, &config, known))?
        .drain_into(&mut found);
    for path in &unread {
        texts.add(path, "");
    }
    watch.lap("discover");
    let documents = session.parse_all(pages, &stamps, &config.dialect(tools), &mut found);
    // A remembered document has a text already: only one is kept.
    documents.iter().for_each(|document| texts.add_source(&document.source));
    watch.lap("parse");
    let mut by_file: Documents = by_file(&documents);
    let documents = stages::graft::graft(world.files, documents, &assets, &config)?;
    let documents = documents.drain_into(&mut found);
    by_file.extend(self::by_file(&documents));
    let (selected, announced) = select_all(documents);
    let catalog =
        stages::collect::collect(&selected, &announced, &assets, &config).drain_into(&mut found);
    watch.lap("collect");
    let pages = resolve_all(&catalog, &mut found);
    watch.lap("resolve");
    let mut site = stages::assemble::assemble(pages, catalog, config).drain_into(&mut found);
    site.search = Search::new(Arc::clone(&session.search));
    site.alert_rules = alert_rules;
    site.published = published;
    site.alert_rules.lacking = site.alert_rules.count_lacking(&site);
    site.image_sizes = stages::measure::measure(world.files, &site)?;
    site.picture_texts = stages::measure::texts(world.files, &site)?;
    watch.lap("assemble");
    found.extend(stages::check::check(&site, registry::CHECKS));
    watch.lap("check");
    let documents = by_file;
    Ok(Prepared {
        site,
        announced,
        theme,
        found,
        documents,
        baseline,
        texts,
        timings: watch.timings,
    })
}

/// Gives every reference of every page its meaning.
fn resolve_all(catalog: &Catalog, found: &mut Vec<Diagnostic>) -> Vec<Page> {
    let resolved: Vec<_> = (catalog.pages.par_iter().enumerate())
        .filter_map(|(at, identity)| {
            let id = PageId(u32::try_from(at).ok()?);
            resolve(id, identity, catalog)
        })
        .collect();
    resolved.into_iter().map(|page| page.drain_into(found)).collect()
}

fn by_file(documents: &[Arc<Document>]) -> Documents {
    let named = documents.iter().map(|document| (document.source.file, Arc::clone(document)));
    named.collect()
}

fn select_all(documents: Vec<Arc<Document>>) -> (Vec<Selected>, Vec<Arc<Document>>) {
    let mut selected = Vec::with_capacity(documents.len());
    let mut announced = Vec::new();
    for document in documents {
        match stages::select::select(document) {
            Selection::Kept(document) => selected.push(document),
            Selection::Announced(document) => announced.push(document),
        }
    }
    (selected, announced)
}

impl Session {
    /// Makes a session that remembers nothing yet.
    pub fn new() -> Session {
        Session::default()
    }

    /// Keeps between processes what is slow to make.
    #[must_use]
    pub fn with_cache(self, cache: Option<Box<dyn Cache>>) -> Session {
        Session { cache, ..self }
    }

    /// Parses all files, each only if its bytes or its dialect are new. A
    /// remembered document repeats its problems.
    fn parse_all(
        &self,
        sources: Vec<Arc<Source>>,
        stamps: &[Option<Hash>],
        dialect: &Dialect,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Document>> {
        let mut memory = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let known = &*memory;
        let documents: Vec<Arc<Document>> = sources
            .par_iter()
            .map(|source| {
                let remembered = known.get(&source.path);
                let fits = |r: &&Remembered| {
                    r.hash == source.hash
                        && r.dialect == *dialect
                        && r.document.source.content_path == source.content_path
                        && r.document.source.role == source.role
                        && r.document.source.defaults == source.defaults
                };
                match remembered.filter(fits) {
                    Some(remembered) => Arc::clone(&remembered.document),
                    None => Arc::new(parse(source, dialect)),
                }
            })
            .collect();
        memory.clear();
        for ((source, document), stamp) in sources.iter().zip(&documents).zip(stamps) {
            found.extend(document.diagnostics.iter().cloned());
            let (hash, stamp, document) = (source.hash, *stamp, Arc::clone(document));
            let dialect = dialect.clone();
            memory.insert(source.path.clone(), Remembered { hash, stamp, dialect, document });
        }
        documents
    }

    /// Lets `work` look up files that are read already.
    fn with_known<T>(&self, work: impl FnOnce(&stages::discover::Known<'_>) -> T) -> T {
        let memory = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let documents = &*memory;
        work(&|path, stamp| {
            let remembered = documents.get(path).filter(|known| known.stamp == Some(stamp))?;
            Some(Arc::clone(&remembered.document.source))
        })
    }
}

/// Parses one file. A bug of ours becomes a problem of that file; it is
/// shown as its source.
fn parse(source: &Arc<Source>, dialect: &Dialect) -> Document {
    let parsed =
        catch_unwind(AssertUnwindSafe(|| stages::parse::parse(source, dialect, registry::KINDS)));
    parsed.unwrap_or_else(|panic| {
        let message = stages::render::panic_message(&*panic);
        let message = format!("this page could not be read: {message}");
        let problem = Diagnostic::new(Code::INTERNAL_ERROR, Span::start_of(source.file), message)
            .help("this is a mistake in Handover; please report it with the page's text");
        stages::parse::as_text(source, problem)
    })
}

/// Resolves one page. A bug of ours becomes a problem of that page; none of
/// its references leads anywhere then.
fn resolve(id: PageId, identity: &Identity, catalog: &Catalog) -> Option<Diagnosed<Page>> {
    let resolve = || stages::resolve::resolve(id, identity, catalog);
    catch_unwind(AssertUnwindSafe(resolve)).unwrap_or_else(|panic| {
        let document = identity.document.clone()?;
        let message = stages::render::panic_message(&*panic);
        let message = format!("the links of this page could not be followed: {message}");
        let span = Span::start_of(document.source.file);
        let problem = Diagnostic::new(Code::INTERNAL_ERROR, span, message)
            .help("this is a mistake in Handover; please report it with the page's text");
        let targets = document.references.iter().map(|_| Target::Broken).collect();
        let page = Page { id, document, targets, grafts: Box::default() };
        Some(Diagnosed::new(page, vec![problem]))
    })
}

/// Measures the steps of a build.
struct Stopwatch<'a> {
    world: World<'a>,
    last: Duration,
    timings: Vec<(&'static str, Duration)>,
}

impl Stopwatch<'_> {
    fn lap(&mut self, step: &'static str) {
        let now = self.world.clock.elapsed();
        self.timings.push((step, now.saturating_sub(self.last)));
        self.last = now;
    }
}
