//! Finds the files of a site and reads the Markdown among them.

use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use rayon::prelude::*;

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Hash, SitePath, Span};
use crate::model::config::Config;
use crate::model::source::{Role, Source, Sources, decode};
use crate::model::world::{Entry, EntryKind, Failure, Files};

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
    let excluded = globs(&config.exclude);
    let is_excluded = |path: &SitePath| {
        let below = path.below(&config.content);
        FOREIGN.contains(&path.name()) || below.is_some_and(|path| excluded.is_match(path.as_str()))
    };
    let entries = files.list(&config.content, &is_excluded)?;
    let mut sources = Sources::default();
    let mut pages = Vec::new();
    for entry in entries {
        let Some(content_path) = entry.path.below(&config.content) else { continue };
        if is_excluded(&entry.path) || is_settings(&entry.path) {
            continue;
        }
        if entry.kind != EntryKind::File {
            found.push(skipped(&entry));
            sources.unread.push(entry.path);
        } else if !is_page(&entry.path) {
            sources.assets.push(content_path);
        } else if LARGEST < entry.size {
            found.push(too_large(&entry));
            sources.unread.push(entry.path);
        } else {
            pages.push((entry, content_path));
        }
    }
    let read: Vec<Result<Diagnosed<Option<Arc<Source>>>, Failure>> = pages
        .par_iter()
        .map(|(entry, content_path)| {
            let known = entry.stamp.and_then(|stamp| known(&entry.path, stamp));
            match known.filter(|source| source.content_path == *content_path) {
                Some(source) => Ok(Diagnosed::clean(Some(source))),
                None => read(files, &entry.path, content_path),
            }
        })
        .collect();
    for (source, (entry, _)) in read.into_iter().zip(pages) {
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

fn is_page(path: &SitePath) -> bool {
    matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown")
}

/// The site's own files are neither pages nor assets.
fn is_settings(path: &SitePath) -> bool {
    path.as_str() == "handover.toml"
}

/// Compiles globs; one that cannot be compiled was reported when the
/// configuration was read.
fn globs(patterns: &[Box<str>]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        if let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() {
            set.add(glob);
        }
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
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

fn read(
    files: &dyn Files,
    path: &SitePath,
    content_path: &SitePath,
) -> Result<Diagnosed<Option<Arc<Source>>>, Failure> {
    let Some(bytes) = files.read(path)? else { return Ok(Diagnosed::clean(None)) };
    let file = FileId::of(path);
    let mut found = Vec::new();
    let text = decode(file, &bytes).drain_into(&mut found);
    if !found.is_empty() {
        return Ok(Diagnosed::new(None, found));
    }
    let hash = Hash::of(&bytes);
    let (path, content_path) = (path.clone(), content_path.clone());
    let role = Role::Page;
    let source = Source { role, path, content_path, file, text: text.into(), hash };
    Ok(Diagnosed::clean(Some(Arc::new(source))))
}
