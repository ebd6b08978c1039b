//! Gives every page, and every folder of pages, an identity.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::permalink::Permalinks;
use crate::base::{Code, Diagnostic, FileId, SitePath, Span};
use crate::model::catalog::{Catalog, Identity, Made, PageId};
use crate::model::config::Config;
use crate::model::document::{Document, plain_text};
use crate::model::front::Status;
use crate::model::selected::Selected;
use crate::text::sentence::first_sentence;

/// Collects the pages of files and folders; returns the addresses they take.
pub(super) fn collect(
    selected: &[Selected],
    config: &Config,
    catalog: &mut Catalog,
    found: &mut Vec<Diagnostic>,
) -> Permalinks {
    let section_pages = section_pages(selected, found);
    let mut permalinks = Permalinks::new();
    for (folder, page) in sections(selected, &section_pages) {
        let (output, free) = permalinks.claim(&config.published(&folder));
        let document = page.map(|at| Arc::clone(at.document()));
        report_address(document.as_deref(), free, &output, found);
        let title = title(document.as_deref(), &folder, config);
        // The front page is called as the site is.
        let is_named = folder.is_root() && config.title.is_some();
        let mut identity = identity(document, Some(folder), title, output);
        identity.titled |= is_named;
        fill(&mut identity, config);
        add(catalog, identity);
    }
    let files: BTreeSet<FileId> =
        section_pages.values().map(|page| page.document().source.file).collect();
    for page in selected {
        let document = page.document();
        let path = &document.source.content_path;
        if files.contains(&document.source.file) {
            continue;
        }
        let (output, free) = permalinks.claim(&config.published(&path.parent().child(path.stem())));
        report_address(Some(document), free, &output, found);
        let title = title(Some(document), path, config);
        let mut identity = identity(Some(Arc::clone(document)), None, title, output);
        fill(&mut identity, config);
        add(catalog, identity);
    }
    catalog.root = catalog.sections.get(&SitePath::default()).copied();
    permalinks
}

/// How strongly a file's name says that it is the page of its folder.
fn section_rank(path: &SitePath) -> Option<u8> {
    match path.stem().to_lowercase().as_str() {
        "index" => Some(0),
        "_index" => Some(1),
        "readme" => Some(2),
        _ => None,
    }
}

/// Finds the page of each folder that has one.
fn section_pages<'a>(
    selected: &'a [Selected],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SitePath, &'a Selected> {
    let mut pages: BTreeMap<SitePath, &Selected> = BTreeMap::new();
    for page in selected {
        let path = &page.document().source.content_path;
        let Some(rank) = section_rank(path) else { continue };
        let Some(first) = pages.get(&path.parent()).copied() else {
            pages.insert(path.parent(), page);
            continue;
        };
        let first_path = &first.document().source.content_path;
        let first_wins = section_rank(first_path).is_some_and(|first| first <= rank);
        let (winner, loser) = if first_wins { (first, page) } else { (page, first) };
        let winner_file = winner.document().source.file;
        let span = Span::start_of(loser.document().source.file);
        found.push(
            Diagnostic::new(
                Code::TWO_SECTION_PAGES,
                span,
                format!(
                    "the folder's page is `{}`, so this is an ordinary page",
                    winner.document().source.content_path.name()
                ),
            )
            .label(Span::start_of(winner_file), "the folder's page")
            .help("join the two, or rename this one"),
        );
        pages.insert(path.parent(), winner);
    }
    pages_beside_folders(selected, &mut pages);
    pages
}

/// A folder without a page of its own has the page beside it that bears its
/// name: `runbooks.md` is the page of `runbooks/`.
fn pages_beside_folders<'a>(
    selected: &'a [Selected],
    pages: &mut BTreeMap<SitePath, &'a Selected>,
) {
    let folders = folders(selected);
    for page in selected {
        let path = &page.document().source.content_path;
        let folder = path.parent().child(path.stem());
        let is_section = pages.get(&path.parent()).is_some_and(|own| is_same(own, page));
        if folders.contains(&folder) && !is_section && !pages.contains_key(&folder) {
            pages.insert(folder, page);
        }
    }
}

fn is_same(one: &Selected, other: &Selected) -> bool {
    one.document().source.file == other.document().source.file
}

/// Lists all folders that hold pages, and those above them.
fn folders(selected: &[Selected]) -> BTreeSet<SitePath> {
    let mut folders = BTreeSet::from([SitePath::default()]);
    for page in selected {
        let mut folder = page.document().source.content_path.parent();
        while folders.insert(folder.clone()) {
            folder = folder.parent();
        }
    }
    folders
}

/// Lists all folders that hold pages, with the page of each that has one.
fn sections<'a>(
    selected: &[Selected],
    pages: &BTreeMap<SitePath, &'a Selected>,
) -> Vec<(SitePath, Option<&'a Selected>)> {
    let page = |folder: &SitePath| pages.get(folder).copied();
    folders(selected).into_iter().map(|folder| (folder.clone(), page(&folder))).collect()
}

fn report_address(
    document: Option<&Document>,
    free: bool,
    output: &SitePath,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(document), false) = (document, free) else { return };
    let message = format!("the address of this page is taken; it is published at `{output}`");
    found.push(
        Diagnostic::new(Code::DUPLICATE_ADDRESS, Span::start_of(document.source.file), message)
            .help("rename the file"),
    );
}

/// Returns a page's title: from its front matter, its first heading, or the
/// name of its file or folder.
fn title(document: Option<&Document>, path: &SitePath, config: &Config) -> Box<str> {
    let written = document.and_then(|document| {
        let front = document.front.title.as_ref().map(|title| title.text.to_string());
        front.or_else(|| {
            let heading = document.heading.as_ref()?;
            Some(plain_text(&heading.content, &document.source.text))
        })
    });
    let title = written.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    match title.filter(|title| !title.is_empty()) {
        Some(title) => title.into(),
        None if path.is_root() => match (&config.title, &config.folder) {
            (Some(title), _) => title.clone(),
            (None, Some(folder)) => from_name(folder),
            (None, None) => "Home".into(),
        },
        None => from_name(path.stem()),
    }
}

/// Makes a title from a file's name: `failed-batch_job` is "Failed batch
/// job"; a name in camel case is a name and stays.
fn from_name(name: &str) -> Box<str> {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect::<String>().into(),
        None => "Page".into(),
    }
}

fn identity(
    document: Option<Arc<Document>>,
    section: Option<SitePath>,
    title: Box<str>,
    output: SitePath,
) -> Identity {
    let front = document.as_ref().map(|document| &document.front);
    let text = |located: Option<&crate::model::front::Located>| located.map(|l| l.text.clone());
    let derived = match (&section, &document) {
        (Some(folder), _) if folder.is_root() => "index".into(),
        (Some(folder), _) => folder.as_str().into(),
        (None, Some(document)) => {
            let path = &document.source.content_path;
            path.parent().child(path.stem()).as_str().into()
        }
        (None, None) => title.clone(),
    };
    let summary = document.as_ref().map(|document| document.summary.clone());
    let has_heading = document.as_ref().is_some_and(|document| document.heading.is_some());
    Identity {
        titled: has_heading || front.is_some_and(|front| front.title.is_some()),
        id: text(front.and_then(|front| front.id.as_ref())).unwrap_or(derived),
        nav_title: text(front.and_then(|front| front.nav_title.as_ref()))
            .unwrap_or_else(|| title.clone()),
        description: text(front.and_then(|front| front.description.as_ref()))
            .or_else(|| summary.map(|summary| first_sentence(&summary).into()))
            .unwrap_or_default(),
        listed: front.is_none_or(|front| !front.hidden && front.status != Status::Draft),
        made: if document.is_some() { Made::Written } else { Made::Folder },
        document,
        section,
        title,
        output,
    }
}

/// Puts values in the place of mentions in what a page is called.
fn fill(identity: &mut Identity, config: &Config) {
    for text in [&mut identity.title, &mut identity.nav_title, &mut identity.description] {
        if let Cow::Owned(filled) = config.records.fill(text) {
            *text = filled.into();
        }
    }
}

/// Adds a page and everything it is found by except its names.
fn add(catalog: &mut Catalog, identity: Identity) {
    let id = PageId(u32::try_from(catalog.pages.len()).unwrap_or(u32::MAX));
    if let Some(folder) = &identity.section {
        catalog.sections.insert(folder.clone(), id);
    }
    if let Some(document) = &identity.document {
        let path = document.source.content_path.clone();
        catalog.by_lower_path.entry(path.as_str().to_lowercase()).or_insert(id);
        catalog.by_path.insert(path, id);
        catalog.by_file.insert(document.source.file, id);
    }
    catalog.pages.push(identity);
}
