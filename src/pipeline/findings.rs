//! What becomes of problems once all are found: those an author allows go,
//! what is allowed in vain is told, each gets the severity of its file, and
//! all are put in order. What a baseline knows is told apart last.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::base::{Code, Diagnostic, FileId, Span};
use crate::model::allow::Allow;
use crate::model::config::{Config, Level};
use crate::model::document::Document;
use crate::model::rule::{Severities, Subject, kind_of};
use crate::model::source::Texts;

/// The parsed files of a site by their names in spans.
pub type Documents = HashMap<FileId, Arc<Document>>;

/// How far a build has come: what is allowed in vain is known only when
/// everything was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Settings are read.
    Settings,
    /// The site is checked, and not all of its files are made.
    Checked,
    /// All files are made.
    Made,
}

/// What is found only while files are made.
const FOUND_LATE: &[Code] = &[
    Code::CODE_TOO_LARGE,
    Code::INTERNAL_ERROR,
    Code::LEFTOVER_SYNTAX,
    Code::TEMPLATE_ERROR,
    Code::UNKNOWN_LANGUAGE,
];

/// Everything the severity of a problem depends on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The site's pages and their parts.
    pub documents: &'a Documents,
    /// The texts that problems point into.
    pub texts: &'a Texts,
    /// How far the build has come.
    pub reach: Reach,
}

/// Leaves out problems that are allowed, gives the others the severities of
/// the site and puts them in order: by file, place and code, each once.
pub fn finish(found: Vec<Diagnostic>, ground: &Ground<'_>) -> Vec<Diagnostic> {
    let found = without_allowed(found, ground);
    let mut severities: HashMap<FileId, Severities<'_>> = HashMap::new();
    let mut diagnostics: Vec<Diagnostic> = found
        .into_iter()
        .filter_map(|mut diagnostic| {
            let file = diagnostic.span.file;
            let severities = severities.entry(file).or_insert_with(|| ground.severities(file));
            match severities.level(diagnostic.code) {
                Level::Off => None,
                Level::At(severity) => {
                    diagnostic.severity = severity;
                    Some(diagnostic)
                }
            }
        })
        .collect();
    diagnostics.sort_by_cached_key(|diagnostic| {
        let path = ground.texts.get(diagnostic.span.file).map(|(path, _)| path.clone());
        (path, diagnostic.span.range, diagnostic.code, diagnostic.message.clone())
    });
    diagnostics.dedup();
    diagnostics
}

impl<'a> Ground<'a> {
    fn severities(&self, file: FileId) -> Severities<'a> {
        let document = self.documents.get(&file);
        let path = self.texts.get(file).and_then(|(path, _)| path.below(&self.config.content));
        let kind = document.and_then(|document| kind_of(document));
        Severities::of(self.config, Subject { path: path.as_ref(), kind })
    }
}

/// What is allowed of one code in one file.
#[derive(Default)]
struct Covers<'a> {
    /// By where they begin.
    allows: Vec<&'a Allow>,
    /// For each: the furthest byte that it or one before it covers.
    ends: Vec<u32>,
    /// Where problems begin that are allowed.
    hits: Vec<u32>,
}

impl Covers<'_> {
    fn settle(&mut self) {
        self.allows.sort_unstable_by_key(|allow| allow.covers);
        let ends = self.allows.iter().scan(0, |end, allow| {
            *end = allow.covers.end.max(*end);
            Some(*end)
        });
        self.ends = ends.collect();
    }

    fn allow(&self, at: u32) -> bool {
        let before = self.allows.partition_point(|allow| allow.covers.start <= at);
        let end = before.checked_sub(1).and_then(|last| self.ends.get(last));
        end.is_some_and(|end| at < *end)
    }

    /// Tells whether a mark allows something; `hits` are in order.
    fn is_used(&self, allow: &Allow) -> bool {
        let first = self.hits.partition_point(|hit| *hit < allow.covers.start);
        self.hits.get(first).is_some_and(|hit| *hit < allow.covers.end)
    }
}

/// Leaves out what is allowed, and adds what is allowed in vain.
fn without_allowed(mut found: Vec<Diagnostic>, ground: &Ground<'_>) -> Vec<Diagnostic> {
    let mut covers: BTreeMap<(FileId, Code), Covers<'_>> = BTreeMap::new();
    let in_pages = ground.documents.iter().map(|(file, document)| (file, &document.allows));
    let elsewhere = ground.config.allows.iter().map(|(file, allows)| (file, allows));
    let in_data = ground.config.data.iter().map(|data| (&data.file, &data.allows));
    for (file, allows) in in_pages.chain(elsewhere).chain(in_data) {
        for allow in allows {
            covers.entry((*file, allow.code)).or_default().allows.push(allow);
        }
    }
    if covers.is_empty() {
        return found;
    }
    covers.values_mut().for_each(Covers::settle);
    found.retain(|diagnostic| {
        let Span { file, range } = diagnostic.span;
        let Some(covers) = covers.get_mut(&(file, diagnostic.code)) else { return true };
        let is_allowed = covers.allow(range.start);
        if is_allowed {
            covers.hits.push(range.start);
        }
        !is_allowed
    });
    for ((file, code), covers) in &mut covers {
        covers.hits.sort_unstable();
        let is_looked_for = match ground.reach {
            Reach::Settings => false,
            Reach::Checked => !FOUND_LATE.contains(code),
            Reach::Made => true,
        };
        if is_looked_for {
            let unused = covers.allows.iter().filter(|allow| !covers.is_used(allow));
            found.extend(unused.map(|allow| in_vain(Span::new(*file, allow.place), *code)));
        }
    }
    found
}

fn in_vain(span: Span, code: Code) -> Diagnostic {
    let message = format!("there is no `{code}` here any more");
    Diagnostic::new(Code::UNUSED_ALLOW, span, message).help("remove it, so that the next is told")
}
