//! What a file is for: a page, a part of pages, a file beside them, settings.
//!
//! A collection with `docfx.json` says which files are pages; in all others
//! Markdown is, except in folders of fragments.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::collection::{Collection, FileSet};
use crate::model::config::{Config, Flavour};
use crate::model::source::Role;
use crate::text::glob::{Globs, Rules};

/// What a file is for.
pub(super) enum Kind {
    /// It is read.
    Page(Role),
    /// It may go along.
    Asset,
    /// It is settings of a tool: neither read nor published.
    Settings,
}

/// Sorts files, and remembers which patterns fitted one.
pub(super) struct Sorter<'a> {
    collection: &'a Collection,
    flavour: Flavour,
    fragments: Globs,
    /// For each set of files: which of its patterns fitted.
    content: Vec<Vec<bool>>,
    resources: Vec<Vec<bool>>,
}

impl<'a> Sorter<'a> {
    pub fn new(config: &'a Config) -> Sorter<'a> {
        let collection = &config.collection;
        let unused = |sets: &[FileSet]| {
            sets.iter().map(|set| vec![false; set.files.written.len()]).collect()
        };
        Sorter {
            collection,
            flavour: config.flavour,
            fragments: Globs::new(config.fragments.iter().map(|glob| &**glob), Rules::Own),
            content: unused(&collection.content),
            resources: unused(&collection.resources),
        }
    }

    /// Says what a file is for; `path` is from the site's root.
    pub fn sort(&mut self, path: &SitePath, content_path: &SitePath) -> Kind {
        let is_markdown = is_markdown(path);
        let is_data = self.flavour == Flavour::Learn && is_yaml(path);
        let Some(below) = path.below(&self.collection.base).filter(|_| self.has_rules()) else {
            return match () {
                () if is_markdown && self.fragments.is_match(content_path.as_str()) => {
                    Kind::Page(Role::Fragment)
                }
                () if is_markdown => Kind::Page(Role::Page),
                () if is_data => Kind::of_data(path),
                () => Kind::Asset,
            };
        };
        mark(&self.collection.resources, &mut self.resources, &below);
        let is_content = mark(&self.collection.content, &mut self.content, &below);
        match is_content {
            true if is_menu(path) => Kind::Settings,
            true if is_markdown => Kind::Page(Role::Page),
            true if is_data => Kind::of_data(path),
            _ if is_markdown => Kind::Page(Role::Fragment),
            _ => Kind::Asset,
        }
    }

    /// Tells whether the collection says which files are pages.
    fn has_rules(&self) -> bool {
        !self.collection.content.is_empty()
    }

    /// Reports patterns that fitted no file.
    pub fn report(&self, found: &mut Vec<Diagnostic>) {
        let content = self.collection.content.iter().zip(&self.content);
        let resources = self.collection.resources.iter().zip(&self.resources);
        for (set, used) in content.chain(resources) {
            let unused = set.files.written.iter().zip(used).filter(|(_, used)| !**used);
            for ((pattern, span), _) in unused {
                found.push(unused_glob(pattern, *span));
            }
        }
    }
}

impl Kind {
    fn of_data(path: &SitePath) -> Kind {
        if is_menu(path) { Kind::Settings } else { Kind::Page(Role::Page) }
    }
}

/// Notes which patterns fit a path; tells whether a set takes it.
fn mark(sets: &[FileSet], used: &mut [Vec<bool>], path: &SitePath) -> bool {
    let mut is_taken = false;
    for (set, used) in sets.iter().zip(used) {
        let Some(path) = set.below(path) else { continue };
        let fitting = set.files.globs.matches(path.as_str());
        is_taken |= !fitting.is_empty() && !set.excluded.is_match(path.as_str());
        for at in fitting {
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
    }
    is_taken
}

/// Makes the problem of a pattern that fits no file.
pub(super) fn unused_glob(pattern: &str, span: Span) -> Diagnostic {
    let message = format!("no file fits `{pattern}`");
    Diagnostic::new(Code::UNUSED_GLOB, span, message)
        .help("correct the folder or the ending, or remove the pattern")
}

/// Tells whether a file is Markdown.
pub(super) fn is_markdown(path: &SitePath) -> bool {
    matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown")
}

fn is_yaml(path: &SitePath) -> bool {
    matches!(path.extension().to_ascii_lowercase().as_str(), "yml" | "yaml")
}

/// Tells whether a file is a menu of Microsoft Learn.
fn is_menu(path: &SitePath) -> bool {
    matches!(path.name().to_ascii_lowercase().as_str(), "toc.yml" | "toc.yaml" | "toc.md")
}

/// The kinds of pages of data that are read.
const DATA_PAGES: &[&str] = &["Landing", "Hub"];

/// What a file of data is.
pub(super) enum DataPage {
    /// A page of a kind that is read.
    Known,
    /// No page at all.
    Other,
    /// A page of a kind that is not read.
    Unknown(Diagnostic),
}

/// Reads the first line of a file of data: `### YamlMime:Landing`.
pub(super) fn data_page(text: &str, file: FileId) -> DataPage {
    let text_without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - text_without_mark.len();
    let line = text_without_mark.lines().next().unwrap_or_default();
    let mime = line.trim_start_matches(['#', ' ']).strip_prefix("YamlMime:");
    let Some(mime) = mime.filter(|_| line.starts_with('#')) else {
        let message = "this file does not say what kind of page it is";
        let help = "begin it with `### YamlMime:Landing`, or exclude it in `docfx.json`";
        let problem = Diagnostic::new(Code::UNSUPPORTED_PAGE, Span::start_of(file), message);
        return DataPage::Unknown(problem.help(help));
    };
    let name = mime.trim();
    if DATA_PAGES.contains(&name) {
        return DataPage::Known;
    }
    if name.starts_with("TableOfContent") || name == "ContextObject" {
        return DataPage::Other;
    }
    let from = start + line.len() - mime.trim_start().len();
    let range = TextRange::new(from, from + name.len());
    let message = format!("pages of the kind `{name}` are not read");
    let help = did_you_mean(name, DATA_PAGES.iter().copied())
        .unwrap_or_else(|| "write it in Markdown; it is left out".into());
    let problem = Diagnostic::new(Code::UNSUPPORTED_PAGE, Span::new(file, range), message);
    DataPage::Unknown(problem.help(help))
}
