//! Finds the files of a site and reads the pages among them.
//!
//! What a file is for is decided in `sort.rs`, what a page has from its
//! collection in `defaults.rs`.

mod defaults;
mod rules;
mod sort;
mod tool;

use std::sync::Arc;

use rayon::prelude::*;

use self::defaults::Defaults;
use self::rules::RulePatterns;
use self::sort::{Kind, Sorter};

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Hash, SitePath, Span};
use crate::model;
use crate::model::artifact::Manifest;
use crate::model::baseline::BASELINE_FILE;
use crate::model::config::Config;
use crate::model::source::{Role, Source, Sources, decode};
use crate::model::world::{Entry, EntryKind, Failure, Files};
use crate::text::glob::{Globs, Rules};

/// A page larger than this is taken for a file that strayed in.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Folders of other tools that never hold pages.
const FOREIGN: &[&str] = &["node_modules", "target", "__pycache__", "vendor"];

/// A file that is read already, if its stamp is the one given.
pub type Known<'a> = dyn Fn(&SitePath, Hash) -> Option<Arc<Source>> + Sync + 'a;

/// Finds the files below the content folder, sorted by path. A page that is
/// `known` by its stamp is not read again.
///
/// # Errors
/// A [`Failure`] if a folder or file cannot be read.
pub fn discover(
    files: &dyn Files,
    config: &Config,
    known: &Known<'_>,
) -> Result<Diagnosed<Sources>, Failure> {
    let mut found = Vec::new();
    let excluded = Globs::new(config.exclude.iter().map(|glob| &**glob), Rules::Own);
    let ignored = &config.collection.ignored;
    let is_excluded = |path: &SitePath| {
        let is_excluded =
            |path: SitePath| excluded.is_match(path.as_str()) || ignored.is_match(path.as_str());
        FOREIGN.contains(&path.name()) || path.below(&config.content).is_some_and(is_excluded)
    };
    // What a build published is made of pages, and is none.
    let is_published = |folder: &SitePath| {
        let manifest = files.read(&folder.child(Manifest::NAME));
        manifest.is_ok_and(|manifest| manifest.is_some())
    };
    let is_left_out = |folder: &SitePath| is_excluded(folder) || is_published(folder);
    let mut entries = files.list(&config.content, &is_left_out)?;
    entries.retain(|entry| !is_excluded(&entry.path) && !is_settings(&entry.path));
    let tools = tool::find(files, config, &entries)?;
    let mut sources = Sources { tools, ..Sources::default() };
    let pages = sort(entries, config, &mut sources, &mut found);
    let read: Vec<Result<Diagnosed<Option<Arc<Source>>>, Failure>> = pages
        .par_iter()
        .map(|wanted| {
            let entry = &wanted.entry;
            let known = entry.stamp.and_then(|stamp| known(&entry.path, stamp));
            match known.filter(|source| wanted.is(source)) {
                Some(source) => Ok(Diagnosed::clean(Some(source))),
                None => read(files, wanted),
            }
        })
        .collect();
    for (source, Wanted { entry, .. }) in read.into_iter().zip(pages) {
        match source?.drain_into(&mut found) {
            Some(source) => {
                sources.pages.push(source);
                sources.stamps.push(entry.stamp);
            }
            None => sources.unread.push(entry.path),
        }
    }
    Ok(Diagnosed::new(sources, found))
}

/// Sorts files: returns those to read, and lists the others in `sources`.
fn sort(
    entries: Vec<Entry>,
    config: &Config,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Vec<Wanted> {
    let mut sorter = Sorter::new(config);
    let mut defaults = Defaults::new(config);
    let mut rules = RulePatterns::new(config);
    let mut pages = Vec::new();
    for entry in entries {
        let Some(content_path) = entry.path.below(&config.content) else { continue };
        rules.note(&content_path);
        let problem = match sorter.sort(&entry.path, &content_path) {
            _ if entry.kind != EntryKind::File => skipped(&entry),
            Kind::Page(_) if LARGEST < entry.size => too_large(&entry),
            Kind::Page(role) => {
                let defaults = defaults.of(&entry.path, &content_path);
                pages.push(Wanted { entry, content_path, role, defaults });
                continue;
            }
            Kind::Asset => {
                sources.assets.push(content_path);
                continue;
            }
            Kind::Settings => continue,
        };
        found.push(problem);
        sources.unread.push(entry.path);
    }
    sorter.report(found);
    defaults.report(found);
    rules.report(found);
    pages
}

/// A file that is to be read, and what it is for.
struct Wanted {
    entry: Entry,
    content_path: SitePath,
    role: Role,
    defaults: Option<model::collection::Defaults>,
}

impl Wanted {
    /// Tells whether a source read before would be read the same again.
    fn is(&self, source: &Source) -> bool {
        source.content_path == self.content_path
            && source.role == self.role
            && source.defaults == self.defaults
    }
}

/// The site's own files are neither pages nor assets.
fn is_settings(path: &SitePath) -> bool {
    matches!(path.as_str(), "handover.toml" | BASELINE_FILE)
}

fn skipped(entry: &Entry) -> Diagnostic {
    let (what, help) = match entry.kind {
        EntryKind::Link => (
            "a symbolic link is not followed, because it could lead anywhere",
            "put the file itself here",
        ),
        _ => ("this is not a regular file and is not read", "remove it"),
    };
    let span = Span::start_of(FileId::of(&entry.path));
    Diagnostic::new(Code::SKIPPED_LINK, span, format!("`{}`: {what}", entry.path)).help(help)
}

fn too_large(entry: &Entry) -> Diagnostic {
    let span = Span::start_of(FileId::of(&entry.path));
    let size = entry.size / 1024 / 1024;
    Diagnostic::new(Code::FILE_TOO_LARGE, span, format!("this file has {size} MB"))
        .help("split it into pages, or exclude it in `handover.toml`")
}

fn read(files: &dyn Files, wanted: &Wanted) -> Result<Diagnosed<Option<Arc<Source>>>, Failure> {
    let Wanted { entry, content_path, role, defaults } = wanted;
    let Some(bytes) = files.read(&entry.path)? else { return Ok(Diagnosed::clean(None)) };
    let file = FileId::of(&entry.path);
    let mut found = Vec::new();
    let text = decode(file, &bytes).drain_into(&mut found);
    if !found.is_empty() {
        return Ok(Diagnosed::new(None, found));
    }
    if !sort::is_markdown(content_path) {
        match sort::data_page(&text, file) {
            sort::DataPage::Known => {}
            sort::DataPage::Other => return Ok(Diagnosed::clean(None)),
            sort::DataPage::Unknown(problem) => return Ok(Diagnosed::new(None, vec![problem])),
        }
    }
    let source = Source {
        role: *role,
        path: entry.path.clone(),
        content_path: content_path.clone(),
        defaults: defaults.clone(),
        file,
        hash: Hash::of(&bytes),
        text: text.into(),
    };
    Ok(Diagnosed::clean(Some(Arc::new(source))))
}
