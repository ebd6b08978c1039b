//! Files as read, before anything is understood.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Hash, SitePath, Span};
use crate::model::collection::Defaults;
use crate::model::tool::Tools;

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// It is a page.
    #[default]
    Page,
    /// It is part of other pages, which include it.
    Fragment,
}

/// One file of text.
#[derive(Clone, Debug)]
pub struct Source {
    /// What it is for.
    pub role: Role,
    /// Where it is from the site's root; diagnostics show this.
    pub path: SitePath,
    /// Where it is from the content folder; addresses come from this.
    pub content_path: SitePath,
    /// What its front matter says where the file does not.
    pub defaults: Option<Defaults>,
    /// Its name in spans.
    pub file: FileId,
    /// Its text.
    pub text: Arc<str>,
    /// The hash of its text.
    pub hash: Hash,
}

/// Everything found in the content folder.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Pages and their fragments, sorted by path.
    pub pages: Vec<Arc<Source>>,
    /// The stamp of each, in the same order.
    pub stamps: Vec<Option<Hash>>,
    /// All other files, as paths from the content folder, sorted. They are
    /// published only if a page refers to them.
    pub assets: Vec<SitePath>,
    /// Files that are not read and that a problem points to, from the site's
    /// root.
    pub unread: Vec<SitePath>,
    /// The tools that the files are written for.
    pub tools: Tools,
}

/// Reads a file's bytes as text. Bytes that are not UTF-8 are reported and
/// come out as U+FFFD.
pub fn decode(file: FileId, bytes: &[u8]) -> Diagnosed<Cow<'_, str>> {
    let text = String::from_utf8_lossy(bytes);
    let Err(error) = std::str::from_utf8(bytes) else { return Diagnosed::clean(text) };
    let line = bytes.iter().take(error.valid_up_to()).filter(|b| **b == b'\n').count() + 1;
    let message = format!("line {line} is not UTF-8 text");
    let problem = Diagnostic::new(Code::NOT_UTF8, Span::start_of(file), message)
        .help("save the file as UTF-8");
    Diagnosed::new(text, vec![problem])
}

/// The texts of all files that problems can point into.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    files: BTreeMap<FileId, (SitePath, Arc<str>)>,
}

impl Texts {
    /// Adds a file and returns its name in spans.
    pub fn add(&mut self, path: &SitePath, text: &str) -> FileId {
        let file = FileId::of(path);
        self.files.insert(file, (path.clone(), text.into()));
        file
    }

    /// Adds a Markdown file, whose text is shared.
    pub fn add_source(&mut self, source: &Source) {
        self.files.insert(source.file, (source.path.clone(), Arc::clone(&source.text)));
    }

    /// Returns a file's path and text.
    pub fn get(&self, file: FileId) -> Option<(&SitePath, &str)> {
        self.files.get(&file).map(|(path, text)| (path, &**text))
    }
}
