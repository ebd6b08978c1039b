//! One page with everything it includes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::markdown::cover;
use super::{Library, Missing, code, markdown, outline};
use crate::base::{Code, Diagnostic, FileId, SitePath, Span, TextRange, url};
use crate::model::container::Include;
use crate::model::document::{Anchor, Document, Reference};
use crate::model::graft::{Graft, Grafted};
use crate::model::source::decode;
use crate::model::world::Failure;
use crate::text::destination::PageText;

/// Files include files at most so deep.
const DEEPEST: usize = 16;
/// A page shows at most so many other files.
const MOST: usize = 5_000;
/// A page shows at most so many bytes of them.
const LARGEST: usize = 8 * 1024 * 1024;

/// A page being put together.
pub(super) struct Composer<'a> {
    library: &'a Library<'a>,
    grafts: Vec<Graft>,
    /// Bytes of text shown so far.
    size: usize,
    is_full: bool,
    missing: Missing,
    found: Vec<Diagnostic>,
}

/// What an include leads to.
enum Found<'a> {
    Markdown(&'a Arc<Document>),
    Other(SitePath),
}

/// A page put together.
pub(super) struct Composed {
    pub page: Arc<Document>,
    /// Bytes of text it shows of other files.
    pub size: usize,
    /// What it includes and does not exist.
    pub missing: Missing,
    pub found: Vec<Diagnostic>,
}

impl Composed {
    /// Returns a page that includes nothing.
    pub fn plain(page: &Arc<Document>) -> Composed {
        Composed { page: Arc::clone(page), size: 0, missing: Missing::new(), found: Vec::new() }
    }
}

impl<'a> Composer<'a> {
    pub fn new(library: &'a Library<'a>) -> Composer<'a> {
        let (grafts, found) = (Vec::new(), Vec::new());
        Composer { library, grafts, size: 0, is_full: false, missing: Missing::new(), found }
    }

    /// Puts a page together.
    ///
    /// # Errors
    /// A [`Failure`] if a file is there and cannot be read.
    pub fn compose(mut self, page: &Arc<Document>) -> Result<Composed, Failure> {
        let mut chain = vec![(page.source.file, page.source.content_path.name().to_string())];
        let whole = TextRange::new(0, page.source.text.len());
        let included = self.expand(page, whole, &mut chain)?;
        let mut composed = (**page).clone();
        composed.included = included;
        composed.anchors = self.anchors(page);
        composed.grafts = self.grafts.into();
        outline::renew(&mut composed);
        let page = Arc::new(composed);
        Ok(Composed { page, size: self.size, missing: self.missing, found: self.found })
    }

    /// Finds what the includes in a part of a document stand for.
    fn expand(
        &mut self,
        document: &Arc<Document>,
        part: TextRange,
        chain: &mut Vec<(FileId, String)>,
    ) -> Result<Box<[(u32, u32)]>, Failure> {
        let mut included = Vec::new();
        for include in &document.includes {
            let Some(reference) = document.references.get(include.reference as usize) else {
                continue;
            };
            if reference.range.start < part.start || part.end < reference.range.end {
                continue;
            }
            let span = Span::new(document.source.file, reference.range);
            let Some(content) = self.content(document, include, reference, span)? else {
                continue;
            };
            if let Some(at) = self.add(content, span, chain)? {
                included.push((include.reference, at));
            }
        }
        included.sort_unstable();
        Ok(included.into())
    }

    /// Adds what an include stands for, and what that includes; returns its
    /// place among the grafts.
    fn add(
        &mut self,
        content: Grafted,
        span: Span,
        chain: &mut Vec<(FileId, String)>,
    ) -> Result<Option<u32>, Failure> {
        let (inside, part) = match &content {
            Grafted::Whole(document) => {
                (Some(Arc::clone(document)), TextRange::new(0, document.source.text.len()))
            }
            Grafted::Part(document, blocks) => (Some(Arc::clone(document)), cover(blocks)),
            Grafted::Code(_) => (None, TextRange::default()),
        };
        if let Some(document) = &inside
            && !self.may_stand(document, span, chain)
        {
            return Ok(None);
        }
        self.size += match (&content, &inside) {
            (Grafted::Code(code), _) => code.text.len(),
            (_, Some(document)) => part.len().max(work(document)),
            (_, None) => part.len(),
        };
        if self.is_full || MOST <= self.grafts.len() || LARGEST < self.size {
            self.report_full(span);
            return Ok(None);
        }
        let at = self.grafts.len();
        self.grafts.push(Graft { content, included: Box::default(), ids: Box::default() });
        if let Some(document) = inside {
            let name = document.source.content_path.name().to_string();
            chain.push((document.source.file, name));
            let included = self.expand(&document, part, chain)?;
            chain.pop();
            if let Some(graft) = self.grafts.get_mut(at) {
                graft.included = included;
            }
        }
        Ok(u32::try_from(at).ok())
    }

    /// Tells whether a document may stand where the files of a chain include
    /// each other.
    fn may_stand(&mut self, document: &Document, span: Span, chain: &[(FileId, String)]) -> bool {
        let again = chain.iter().position(|(file, _)| *file == document.source.file);
        if let Some(again) = again {
            let path = &document.source.content_path;
            let names = chain.iter().skip(again).map(|(_, name)| name.as_str());
            let names: Vec<&str> = names.chain([path.name()]).collect();
            let message = match names.len() {
                2 => format!("`{path}` includes itself"),
                _ => format!("`{path}` includes itself: {}", names.join(" > ")),
            };
            let help = "remove this include, or the one that leads back here";
            self.found.push(Diagnostic::new(Code::INCLUDE_CYCLE, span, message).help(help));
            return false;
        }
        if DEEPEST < chain.len() {
            let message = format!("files include each other more than {DEEPEST} deep");
            let help = "include the file where it is needed";
            self.found.push(Diagnostic::new(Code::INCLUDE_LIMIT, span, message).help(help));
            return false;
        }
        true
    }

    /// Reports once that a page takes no more.
    fn report_full(&mut self, span: Span) {
        if !self.is_full {
            let message = "this page includes too much; the rest is left out".to_string();
            let help = "a page shows at most 5,000 other files and 8 MB of them; split it";
            self.found.push(Diagnostic::new(Code::INCLUDE_LIMIT, span, message).help(help));
        }
        self.is_full = true;
    }

    /// Returns what an include shows; `None` if nothing, which is reported.
    fn content(
        &mut self,
        document: &Document,
        include: &Include,
        reference: &Reference,
        span: Span,
    ) -> Result<Option<Grafted>, Failure> {
        let Some(found) = self.find(document, reference, span) else { return Ok(None) };
        let content = match found {
            Found::Markdown(found) if include.code.is_none() => {
                Ok(markdown::shown(found, include).ok_or_else(|| region(include)))
            }
            Found::Markdown(found) => {
                Ok(code::shown(&found.source.content_path, &found.source.text, include))
            }
            Found::Other(path) => self.other(&path, include, span),
        }?;
        match content {
            Ok(content) => Ok(Some(content)),
            Err(lack) if lack.is_empty() => Ok(None),
            Err(lack) => {
                let message = format!("no part `{lack}` in the file that is included");
                let help = "write the id of a heading, item or row, or a name the file marks";
                self.found.push(Diagnostic::new(Code::BROKEN_ANCHOR, span, message).help(help));
                Ok(None)
            }
        }
    }

    /// Reads a file that is no Markdown; the error is the part it lacks.
    fn other(
        &mut self,
        path: &SitePath,
        include: &Include,
        span: Span,
    ) -> Result<Result<Grafted, String>, Failure> {
        let library = self.library;
        let full = library.config.content.join(path.as_str()).unwrap_or_default();
        let Some(bytes) = library.files.read(&full)? else { return Ok(Err(String::new())) };
        let text = decode(FileId::of(&full), &bytes);
        if !text.diagnostics.is_empty() {
            let message = format!("`{path}` is no text and cannot be included");
            let help = "link to it, or show it as a picture";
            self.found.push(Diagnostic::new(Code::MISSING_INCLUDE, span, message).help(help));
            return Ok(Err(String::new()));
        }
        Ok(code::shown(path, &text.value, include))
    }

    /// Finds the file that an include names.
    fn find(
        &mut self,
        document: &Document,
        reference: &Reference,
        span: Span,
    ) -> Option<Found<'a>> {
        let written = reference.destination.trim();
        let path = url::decode(url::split(written).path);
        if url::scheme(&path).is_some() || path.starts_with("//") {
            self.refuse(span, &path, "an include is a file of this site, not an address");
            return None;
        }
        let Some(wanted) = self.place(document, &path) else {
            self.lack(&path, span);
            return None;
        };
        let library = self.library;
        if let Some(found) = library.documents.get(&wanted) {
            return Some(Found::Markdown(found));
        }
        if let Some(found) = library.lower.get(&wanted.as_str().to_lowercase()) {
            self.report_case(document, reference, &found.source.content_path);
            return Some(Found::Markdown(found));
        }
        if library.assets.binary_search(&wanted).is_ok() {
            return Some(Found::Other(wanted));
        }
        self.lack(&path, span);
        None
    }

    /// Returns the path an include means: by the site's map, from the
    /// content folder (`~/`, `/`), else from its own folder. `None` if it
    /// leads out of the content folder.
    fn place(&self, document: &Document, path: &str) -> Option<SitePath> {
        let plain = path.replace('\\', "/");
        let map = &self.library.config.includes.map;
        let mapped = map.iter().filter(|(start, _)| plain.starts_with(&**start));
        if let Some((start, folder)) = mapped.max_by_key(|(start, _)| start.len()) {
            return folder.join(plain.get(start.len()..)?);
        }
        let from_root = plain.strip_prefix("~/").or_else(|| plain.strip_prefix('/'));
        match from_root {
            Some(rest) => SitePath::new(rest),
            None => {
                let beside = document.source.content_path.parent().join(&plain)?;
                let is_here = self.library.documents.contains_key(&beside)
                    || self.library.assets.binary_search(&beside).is_ok();
                // MkDocs looks from the root of the collection.
                let from_root = SitePath::new(&plain).filter(|_| !is_here);
                let is_there = |path: &SitePath| {
                    self.library.documents.contains_key(path)
                        || self.library.assets.binary_search(path).is_ok()
                };
                Some(from_root.filter(is_there).unwrap_or(beside))
            }
        }
    }

    fn report_case(&mut self, document: &Document, reference: &Reference, called: &SitePath) {
        let folder = document.source.content_path.parent();
        let name = called.relative_from(&folder);
        let message = format!("the file is called `{name}`");
        let help = format!("write `{name}`; not every system takes one for the other");
        let file = document.source.file;
        let span = Span::new(file, reference.range);
        let problem = Diagnostic::new(Code::CASE_MISMATCH, span, message).help(help);
        let text = PageText::new(&document.source.text);
        let written = text.destination(reference.range, reference.destination.trim());
        self.found.push(match written.leading_to(called, &folder) {
            Some((range, text)) => problem.fix(Span::new(file, range), text),
            None => problem,
        });
    }

    fn refuse(&mut self, span: Span, path: &str, why: &str) {
        let message = format!("`{path}` is not included: {why}");
        let help = "put the file into the content folder and include it from there";
        self.found.push(Diagnostic::new(Code::MISSING_INCLUDE, span, message).help(help));
    }

    fn lack(&mut self, path: &str, span: Span) {
        self.missing.entry(path.into()).or_default().push(span);
    }

    /// Gives every id of the grafts a name that is free in the page, and
    /// returns the ids of all.
    fn anchors(&mut self, page: &Document) -> Box<[Anchor]> {
        let mut all: Vec<Anchor> = page.anchors.to_vec();
        let mut taken: HashSet<Box<str>> = all.iter().map(|anchor| anchor.id.clone()).collect();
        // A file that is shown a thousand times does not count from 1 each time.
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        for graft in &mut self.grafts {
            let Some(document) = graft.document() else { continue };
            let part = match &graft.content {
                Grafted::Part(_, blocks) => cover(blocks),
                _ => TextRange::new(0, document.source.text.len()),
            };
            let mut renamed = Vec::new();
            for anchor in &document.anchors {
                if anchor.range.start < part.start || part.end < anchor.range.end {
                    continue;
                }
                let mut id = anchor.id.clone();
                while !taken.insert(id.clone()) {
                    let number = numbers.entry(anchor.id.clone()).or_default();
                    *number += 1;
                    id = format!("{}-{number}", anchor.id).into();
                }
                if id != anchor.id {
                    renamed.push((anchor.id.clone(), id.clone()));
                }
                all.push(Anchor { id, range: anchor.range });
            }
            renamed.sort_unstable();
            graft.ids = renamed.into();
        }
        all.sort();
        all.into()
    }
}

/// Weighs what showing a part of a document asks for, however small the part
/// is: all its references and ids are gone through. In bytes, about as many
/// as are needed to write them.
fn work(document: &Document) -> usize {
    8 * (document.references.len() + document.anchors.len())
}

fn region(include: &Include) -> String {
    include.region.as_deref().unwrap_or_default().to_string()
}
