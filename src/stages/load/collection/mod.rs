//! The settings of other tools: a folder with `docfx.json` or `mkdocs.yml`
//! is read as the collection it is.
//!
//! Each tool has a file here; all give a [`Foreign`], which fills what
//! `handover.toml` leaves open. What these settings say and we do not need
//! is harmless.

mod crumbs;
mod docfx;
mod mkdocs;
mod redirection;
mod toc;

use crate::base::{Code, Diagnostic, FileId, SitePath, Span};
use crate::model::collection::{Collection, Home};
use crate::model::config::{Flavour, NavEntry};
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::data::Node;

/// What another tool's settings say.
#[derive(Default)]
pub(super) struct Foreign {
    pub flavour: Flavour,
    /// The folder of pages, from the site's root.
    pub content: SitePath,
    pub title: Option<Box<str>>,
    pub lang: Option<Box<str>>,
    pub nav: Option<Vec<NavEntry>>,
    pub home: Home,
    pub collection: Collection,
}

/// What `handover.toml` decides before other settings are read.
pub(super) struct Wanted<'a> {
    /// Whose settings are looked for; all where it does not say.
    pub flavour: Option<Flavour>,
    /// The folder of pages, if it is written.
    pub content: Option<&'a SitePath>,
    /// Where the site lives, as far as it is written.
    pub home: &'a Home,
}

/// Reads files that settings consist of.
pub(super) struct Reader<'a> {
    pub files: &'a dyn Files,
    pub texts: &'a mut Texts,
    pub found: &'a mut Vec<Diagnostic>,
}

/// A file of settings.
struct Text {
    file: FileId,
    text: String,
}

impl Reader<'_> {
    /// Reads a file as text. One that is there and cannot be read is
    /// reported: settings of other tools never end a build.
    fn read(&mut self, path: &SitePath) -> Option<Text> {
        match self.files.read(path) {
            Ok(bytes) => bytes.map(|bytes| self.add(path, &bytes)),
            Err(Failure { reason, .. }) => {
                self.texts.add(path, "");
                let span = Span::start_of(FileId::of(path));
                let message = format!("`{path}` is not read: {reason}");
                let problem = Diagnostic::new(Code::SKIPPED_LINK, span, message);
                self.found.push(problem.help("put the file itself here"));
                None
            }
        }
    }

    fn add(&mut self, path: &SitePath, bytes: &[u8]) -> Text {
        let text = decode(FileId::of(path), bytes).drain_into(self.found);
        let file = self.texts.add(path, &text);
        Text { file, text: text.into_owned() }
    }

    fn report(&mut self, code: Code, span: Span, message: String, help: &str) {
        self.found.push(Diagnostic::new(code, span, message).help(help));
    }

    /// Lists the texts of a value: a list of texts, or one text.
    fn texts_of(&mut self, file: FileId, node: Option<&Node>) -> Vec<(Box<str>, Span)> {
        let Some(node) = node.filter(|node| !node.is_null()) else { return Vec::new() };
        let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
        let mut texts = Vec::with_capacity(nodes.len());
        for node in nodes {
            let span = Span::new(file, node.range);
            match node.as_text() {
                Some(text) => texts.push((text.into(), span)),
                None => {
                    let message = "this must be text, or a list of texts".into();
                    self.report(Code::WRONG_TYPE, span, message, "write for example `[\"a\"]`");
                }
            }
        }
        texts
    }
}

/// Reads the settings of the tool a collection was written for, if there are
/// any: `docfx.json` before `mkdocs.yml`.
pub(super) fn read(reader: &mut Reader<'_>, wanted: &Wanted<'_>) -> Option<Foreign> {
    let is_open = |flavour| wanted.flavour.is_none_or(|wanted| wanted == flavour);
    let usual = SitePath::default().child("content");
    let folders = [SitePath::default(), wanted.content.cloned().unwrap_or(usual)];
    if is_open(Flavour::Learn) {
        for base in folders {
            if let Some(text) = reader.read(&base.child(docfx::FILE)) {
                return Some(docfx::read(reader, &text, base, wanted));
            }
        }
    }
    if wanted.flavour == Some(Flavour::Learn) {
        let base = wanted.content.cloned().unwrap_or_default();
        let file = FileId::of(&base.child(docfx::FILE));
        return Some(docfx::read(reader, &Text { file, text: String::new() }, base, wanted));
    }
    if is_open(Flavour::MkDocs) {
        let text =
            mkdocs::FILES.iter().find_map(|name| reader.read(&SitePath::default().child(name)));
        return text.map(|text| mkdocs::read(reader, &text, wanted));
    }
    None
}
