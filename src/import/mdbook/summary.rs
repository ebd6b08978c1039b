//! `SUMMARY.md`: the chapters of a book in their order.

use std::collections::BTreeSet;

use super::Site;
use crate::base::{SitePath, url};
use crate::import::gather::Gather;
use crate::import::menu::{self, Entry};
use crate::import::report::Outcome;
use crate::import::text::Text;
use crate::import::walk::list_marker;
use crate::model::world::Failure;

/// One line of the summary.
struct Line {
    /// The byte it begins at.
    at: usize,
    /// How deep it lies; parts and chapters outside lists are at 0.
    depth: usize,
    title: String,
    kind: Kind,
}

enum Kind {
    /// `# Part`
    Part,
    /// `[Chapter](path)`
    Chapter(SitePath),
    /// `[Chapter]()`
    Draft,
}

/// The summary.
pub(super) struct Summary {
    text: Text,
    folder: SitePath,
    lines: Vec<Line>,
}

/// Reads the summary.
///
/// # Errors
/// A [`Failure`] if there is none, or it cannot be read.
pub(super) fn read(gather: &mut Gather<'_>, folder: &SitePath) -> Result<Summary, Failure> {
    let path = folder.child("SUMMARY.md");
    let Some(text) = gather.read(&path)? else {
        let reason = format!("there is no text `{path}`");
        return Err(Failure::new("cannot import a book", reason));
    };
    let mut lines = Vec::new();
    let mut at = 0;
    for written in text.text.split_inclusive('\n') {
        match line(written, at) {
            Some(line) if at == 0 && matches!(line.kind, Kind::Part) => {}
            Some(line) => lines.push(line),
            None if is_separator(written) => gather.report.count("separator", Outcome::LeftOut),
            None if written.trim().is_empty() || is_comment(written) => {}
            None => {
                let reason = "this is no chapter";
                gather.report.not_understood(text.place(at), "line of SUMMARY.md", reason);
            }
        }
        at += written.len();
    }
    // The title of the summary may stand below empty lines.
    if lines.first().is_some_and(|line| matches!(line.kind, Kind::Part) && line.title == "Summary")
    {
        lines.remove(0);
    }
    Ok(Summary { text, folder: folder.clone(), lines })
}

fn is_separator(line: &str) -> bool {
    let line = line.trim();
    3 <= line.len() && line.chars().all(|c| c == '-')
}

fn is_comment(line: &str) -> bool {
    line.trim().starts_with("<!--") && line.trim().ends_with("-->")
}

fn line(written: &str, at: usize) -> Option<Line> {
    let inner = written.trim_start();
    if let Some(title) = inner.strip_prefix("# ") {
        return Some(Line { at, depth: 0, title: title.trim().into(), kind: Kind::Part });
    }
    let indent = written.len() - inner.len();
    let tabs = written.chars().take_while(|c| *c == '\t').count();
    let (depth, link) = match list_marker(inner) {
        Some(link) => (1 + indent + tabs * 3, link),
        None => (0, inner),
    };
    let link = link.trim().strip_prefix('[')?;
    let end = link.rfind("](")?;
    let title = link.get(..end)?.replace("\\_", "_");
    let path = link.get(end + 2..)?.strip_suffix(')')?.trim();
    let path = url::split(path.trim_matches(['<', '>'])).path;
    let kind = match path {
        "" => Kind::Draft,
        path => Kind::Chapter(SitePath::new(&url::decode(path))?),
    };
    Some(Line { at, depth, title, kind })
}

impl Summary {
    /// Lists the files of the chapters, each once, from the book's folder.
    pub fn chapters(&self) -> Vec<SitePath> {
        let mut seen = BTreeSet::new();
        let path = |line: &Line| match &line.kind {
            Kind::Chapter(path) => Some(path.clone()),
            _ => None,
        };
        self.lines.iter().filter_map(path).filter(|path| seen.insert(path.clone())).collect()
    }

    /// Returns the menu.
    pub fn menu(&self, gather: &mut Gather<'_>, site: &Site) -> Vec<Entry> {
        let mut list = Vec::new();
        for line in &self.lines {
            let title = Some(line.title.clone());
            let page = match &line.kind {
                Kind::Part => {
                    gather.report.count("part of SUMMARY.md", Outcome::Changed);
                    None
                }
                Kind::Draft => {
                    gather.report.count("draft chapter", Outcome::Changed);
                    None
                }
                Kind::Chapter(path) => {
                    let file = self.folder.join(path.as_str()).unwrap_or_default();
                    let place = site.addresses.place_of(&file).cloned();
                    match &place {
                        Some(_) => gather.report.count("chapter", Outcome::Changed),
                        None => {
                            let reason = format!("there is no text `{file}`");
                            gather.report.not_understood(
                                self.text.place(line.at),
                                "chapter",
                                &reason,
                            );
                        }
                    }
                    place
                }
            };
            list.push((line.depth, Entry { title, page, children: Vec::new() }));
        }
        menu::tree(list)
    }

    /// Lists the titles of chapters that are not written.
    pub fn planned(&self, gather: &Gather<'_>) -> Vec<String> {
        let is_planned = |line: &&Line| match &line.kind {
            Kind::Part => false,
            Kind::Draft => true,
            Kind::Chapter(path) => {
                !self.folder.join(path.as_str()).is_some_and(|file| gather.has(&file))
            }
        };
        self.lines.iter().filter(is_planned).map(|line| line.title.clone()).collect()
    }
}
