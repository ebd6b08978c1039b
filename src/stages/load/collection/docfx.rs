//! `docfx.json`: which files are pages, and what all of them say.

use super::{Foreign, Reader, Text, Wanted, crumbs, redirection, toc};
use crate::base::{Code, FileId, SitePath, Span};
use crate::model::collection::{
    Collection, CompleteMenu, FileMetadata, FileSet, Home, Metadata, Patterns,
};
use crate::model::config::Flavour;
use crate::text::data::{Entry, Node};
use crate::text::glob::{self, Globs, Rules};
use crate::text::json;

/// The name of the file.
pub(super) const FILE: &str = "docfx.json";

/// The host of collections that bear the marks of Microsoft Learn.
const LEARN: &str = "https://learn.microsoft.com";

/// Reads a collection whose `docfx.json` lies in the folder `base`.
pub(super) fn read(
    reader: &mut Reader<'_>,
    text: &Text,
    base: SitePath,
    wanted: &Wanted<'_>,
) -> Foreign {
    let node = json::parse(text.file, &text.text).drain_into(reader.found);
    let content = wanted.content.cloned().unwrap_or_else(|| base.clone());
    let build = node.get("build");
    let get = |key: &str| build.and_then(|build| build.get(key));
    let mut collection = Collection {
        content: sets(reader, text.file, get("content")),
        resources: sets(reader, text.file, get("resource")),
        metadata: Metadata {
            global: get("globalMetadata").and_then(Node::as_map).unwrap_or_default().to_vec(),
            by_file: by_file(reader, text.file, get("fileMetadata")),
        },
        base,
        ..Collection::default()
    };
    let publishing = redirection::publishing(reader, &collection.base);
    let home = home(reader, &collection, publishing.is_some(), wanted.home);
    collection.redirections =
        redirection::read(reader, publishing.as_ref(), &collection.base, &content);
    let place = crumbs::Place { base: &collection.base, content: &content, home: &home };
    collection.crumbs = crumbs::read(reader, global(&collection, "breadcrumb_path"), &place);
    let menu = toc::load(reader, &collection, &content);
    collection.complete_menu = menu.as_ref().map(|_| CompleteMenu::default());
    let (title, nav) = menu.map(toc::without_frame).unzip();
    let title = global(&collection, "_appTitle").map(Into::into).or(title.flatten());
    let lang = global(&collection, "_lang").map(Into::into);
    Foreign { flavour: Flavour::Learn, content, title, lang, nav, home, collection }
}

/// Returns a value that all pages share.
fn global<'a>(collection: &'a Collection, key: &str) -> Option<&'a str> {
    let entry = collection.metadata.global.iter().find(|entry| entry.key.text == key)?;
    entry.value.as_text().filter(|text| !text.trim().is_empty())
}

/// Reads sets of files: objects with `files`, `exclude`, `src` and `dest`, or
/// bare patterns.
fn sets(reader: &mut Reader<'_>, file: FileId, node: Option<&Node>) -> Vec<FileSet> {
    let Some(node) = node.filter(|node| !node.is_null()) else { return Vec::new() };
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut sets = Vec::new();
    for node in nodes {
        if node.as_map().is_none() {
            let written = reader.texts_of(file, Some(node));
            let files = patterns(reader, written);
            sets.push(FileSet { files, ..FileSet::default() });
            continue;
        }
        let mut folder = |key: &str| folder(reader, file, node.get(key));
        let source = folder("src").or_else(|| folder("cwd"));
        let destination = folder("dest");
        let files = reader.texts_of(file, node.get("files"));
        let files = patterns(reader, files);
        let excluded = reader.texts_of(file, node.get("exclude"));
        let excluded = patterns(reader, excluded).globs;
        let source = source.unwrap_or_default();
        // Without `dest`, a file is published below its set's folder alone.
        let destination = destination.unwrap_or_default();
        sets.push(FileSet { source, destination, files, excluded });
    }
    sets
}

/// Reads a folder; one above the collection is reported, because nothing
/// there is read.
fn folder(reader: &mut Reader<'_>, file: FileId, node: Option<&Node>) -> Option<SitePath> {
    let node = node.filter(|node| !node.is_null())?;
    let written = node.as_text().unwrap_or_default();
    let path = SitePath::new(written);
    if path.is_none() {
        let span = Span::new(file, node.range);
        let message = format!("`{written}` leads out of the collection, where no file is read");
        let help = "build the folder that holds both, or leave this out";
        reader.report(Code::WRONG_TYPE, span, message, help);
    }
    path
}

/// Compiles patterns, and reports those that are none.
fn patterns(reader: &mut Reader<'_>, written: Vec<(Box<str>, Span)>) -> Patterns {
    let mut is_glob = |(pattern, span): &(Box<str>, Span)| {
        let problem = glob::problem(pattern, Rules::DocFx);
        if let Some(problem) = &problem {
            let message = format!("`{pattern}` is no glob: {problem}");
            reader.report(Code::WRONG_TYPE, *span, message, "write for example `**/*.md`");
        }
        problem.is_none()
    };
    let written: Vec<(Box<str>, Span)> = written.into_iter().filter(|one| is_glob(one)).collect();
    let globs = Globs::new(written.iter().map(|(pattern, _)| &**pattern), Rules::DocFx);
    Patterns { globs, written }
}

/// Reads `fileMetadata`: for each key, patterns with values.
fn by_file(reader: &mut Reader<'_>, file: FileId, node: Option<&Node>) -> Vec<FileMetadata> {
    let keys = node.and_then(Node::as_map).unwrap_or_default();
    let mut metadata = Vec::with_capacity(keys.len());
    for Entry { key, value } in keys {
        let entries = value.as_map().unwrap_or_default();
        let written = entries
            .iter()
            .map(|entry| (entry.key.text.as_str().into(), Span::new(file, entry.key.range)));
        let patterns = patterns(reader, written.collect());
        let is_glob = |entry: &&Entry| glob::problem(&entry.key.text, Rules::DocFx).is_none();
        let values = entries.iter().filter(is_glob).map(|entry| entry.value.clone()).collect();
        metadata.push(FileMetadata { key: key.clone(), patterns, values });
    }
    metadata
}

/// Finds where the collection lives: what is configured, else what its marks
/// say.
fn home(
    reader: &mut Reader<'_>,
    collection: &Collection,
    is_published: bool,
    written: &Home,
) -> Home {
    let header = global(collection, "uhfHeaderId").unwrap_or_default();
    let is_learn = is_published || header.starts_with("MSDocsHeader");
    let host = written.host.clone().or_else(|| is_learn.then(|| LEARN.into()));
    let path = written.path.clone();
    let breadcrumb = global(collection, "breadcrumb_path");
    let path = path.or_else(|| own_place(reader, breadcrumb?, &collection.base));
    Home { host, path, is_given: false }
}

/// Takes the collection's own place from the address of its breadcrumb:
/// what is left of `/dynamics365/guidance/breadcrumb/toc.json` without the
/// path of the file it is made from.
fn own_place(reader: &mut Reader<'_>, address: &str, base: &SitePath) -> Option<SitePath> {
    let address = SitePath::new(address.strip_prefix('/')?)?;
    let parts: Vec<&str> = address.parts().collect();
    // A file in the folder itself would fit the breadcrumb of any collection.
    for at in 1..parts.len().saturating_sub(1) {
        let own = parts.get(at..)?.join("/");
        let own = base.join(own.strip_suffix(".json")?)?;
        let is_there = |end: &str| {
            let path = own.parent().child(&format!("{}{end}", own.name()));
            matches!(reader.files.read(&path), Ok(Some(_)))
        };
        if [".yml", ".md"].into_iter().any(is_there) {
            return SitePath::new(&parts.get(..at)?.join("/"));
        }
    }
    None
}
