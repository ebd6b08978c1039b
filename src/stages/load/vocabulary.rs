//! Reads which taxonomies a site has, and what their terms are called: from
//! the table `taxonomies` of `handover.toml`, from `data/vocabularies.yml`,
//! and from the data files whose records are terms as well.
//!
//! Where `handover.toml` and a data file say a different thing of a taxonomy,
//! `handover.toml` counts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::nearest::nearest_within;
use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::model::catalog::loose;
use crate::model::lifted::{Taxonomy, term_key};
use crate::model::records::DataFile;
use crate::model::vocabulary::{MOST, Record, Terms, Vocabularies, Vocabulary};
use crate::text::data::{Entry, Key, Node};
use crate::text::fields::Fields;

/// The data file of vocabularies.
const FILE: &str = "vocabularies";
/// Its key that names taxonomies.
const TAXONOMIES: &str = "taxonomies";
/// Data files whose records are terms of pages as well.
const TYPED: &[&str] = &["services", "environments"];
/// Keys of every page that are no lists of terms.
const FIELDS: &[&str] = &[
    "kind",
    "id",
    "uid",
    "title",
    "description",
    "code",
    "aliases",
    "owner",
    "backup",
    "audience",
    "status",
    "reviewed",
    "review every",
    "part of",
    "requires",
    "related",
    "replaces",
    "planned",
    "order",
    "nav title",
    "hidden",
    "allow",
    "lang",
    "translation of",
    "author",
    "date",
];

/// A taxonomy being read.
#[derive(Default)]
struct Draft {
    key: Box<str>,
    title: Option<Box<str>>,
    strict: Option<bool>,
    is_typed: bool,
    records: Vec<Record>,
}

/// Taxonomies being read, in the order in which they are named.
struct Drafts<'a> {
    all: Vec<Draft>,
    by_key: HashMap<String, usize>,
    is_full: bool,
    found: &'a mut Vec<Diagnostic>,
}

/// Reads all vocabularies. `config` is the table `taxonomies` of the
/// configuration with its file.
pub(super) fn load(
    config: Option<(FileId, &Node)>,
    data: &[DataFile],
    found: &mut Vec<Diagnostic>,
) -> Vocabularies {
    let mut drafts = Drafts { all: Vec::new(), by_key: HashMap::new(), is_full: false, found };
    if let Some((file, node)) = config {
        drafts.taxonomies(file, node);
    }
    for file in data.iter().filter(|file| &*file.name == FILE) {
        drafts.file(file);
    }
    for file in data.iter().filter(|file| TYPED.contains(&&*file.name)) {
        drafts.typed(file);
    }
    let Drafts { all, found, .. } = drafts;
    report_shared_names(&all, found);
    Vocabularies::new(all.into_iter().map(vocabulary).collect())
}

fn vocabulary(draft: Draft) -> Vocabulary {
    let taxonomy = Taxonomy::ALL.into_iter().find(|own| loose(own.key()) == loose(&draft.key));
    let taxonomy = taxonomy.unwrap_or_else(|| Taxonomy::Declared(Arc::from(&*draft.key)));
    let terms = match draft.strict {
        Some(true) => Terms::Strict,
        _ if draft.is_typed => Terms::Typed,
        _ => Terms::Open,
    };
    Vocabulary::new(taxonomy, draft.title, terms, draft.records)
}

impl Drafts<'_> {
    /// Returns the taxonomy of a key; `None` if there cannot be one.
    fn draft(&mut self, file: FileId, key: &Key) -> Option<&mut Draft> {
        let name = loose(key.text.trim());
        if let Some(at) = self.by_key.get(&name) {
            return self.all.get_mut(*at);
        }
        let problem = match () {
            () if FIELDS.contains(&name.as_str()) => {
                Some(format!("`{}` is a field of every page and cannot hold terms", key.text))
            }
            () if !name.contains(char::is_alphanumeric) => {
                Some("a taxonomy needs a name".to_string())
            }
            () if MOST <= self.all.len() => {
                let is_first = !std::mem::replace(&mut self.is_full, true);
                if !is_first {
                    return None;
                }
                Some(format!("a site has at most {MOST} taxonomies; the rest is not read"))
            }
            () => None,
        };
        if let Some(message) = problem {
            let span = Span::new(file, key.range);
            self.found.push(
                Diagnostic::new(Code::WRONG_TYPE, span, message)
                    .help("write for example `departments`"),
            );
            return None;
        }
        self.by_key.insert(name, self.all.len());
        self.all.push(Draft { key: key.text.trim().into(), ..Draft::default() });
        self.all.last_mut()
    }

    /// Reads a map from the names of taxonomies to what is said of them.
    fn taxonomies(&mut self, file: FileId, node: &Node) {
        for entry in entries(file, node, "taxonomies", self.found) {
            let mut problems = Vec::new();
            let mut fields = Fields::new(file, "a taxonomy", &entry.value, &mut problems);
            let title = fields.text("title").map(|title| title.value.into());
            let strict = fields.flag("strict").map(|strict| strict.value);
            fields.finish(&|_| false);
            self.found.extend(problems);
            if let Some(draft) = self.draft(file, &entry.key) {
                draft.title = draft.title.take().or(title);
                draft.strict = draft.strict.or(strict);
            }
        }
    }

    /// Reads `data/vocabularies.yml`: what is said of taxonomies first, so
    /// that they stand in that order.
    fn file(&mut self, data: &DataFile) {
        let all = entries(data.file, &data.node, "a file of vocabularies", self.found);
        let is_names = |entry: &&Entry| entry.key.text.trim() == TAXONOMIES;
        for entry in all.iter().filter(is_names) {
            self.taxonomies(data.file, &entry.value);
        }
        for entry in all.iter().filter(|entry| !is_names(entry)) {
            let mut problems = Vec::new();
            let records = records(data.file, &entry.value, &mut problems);
            self.found.extend(problems);
            if let Some(draft) = self.draft(data.file, &entry.key) {
                draft.records.extend(records);
            }
        }
    }

    /// Takes records of a type of their own. What is wrong with them is
    /// reported by whoever reads the type.
    fn typed(&mut self, data: &DataFile) {
        let key = Key { range: TextRange::default(), text: data.name.to_string() };
        let records = records(data.file, &data.node, &mut Vec::new());
        if let Some(draft) = self.draft(data.file, &key) {
            draft.is_typed = true;
            draft.records.extend(records);
        }
    }
}

/// Returns the entries of a map; what is none is reported.
fn entries<'a>(
    file: FileId,
    node: &'a Node,
    owner: &str,
    found: &mut Vec<Diagnostic>,
) -> &'a [Entry] {
    if node.as_map().is_none() && !node.is_null() {
        let message = format!("{owner} must be a mapping");
        let span = Span::new(file, node.range);
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message)
                .help("write `name: {title: What readers see}`"),
        );
    }
    node.as_map().unwrap_or_default()
}

/// Reads the terms of a vocabulary: a map from ids to records, or to titles.
fn records(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<Record> {
    let all = entries(file, node, "a vocabulary", found).iter();
    all.map(|entry| record(file, entry, found)).collect()
}

fn record(file: FileId, entry: &Entry, found: &mut Vec<Diagnostic>) -> Record {
    const KNOWN: [&str; 3] = ["title", "aliases", "description"];
    let id: Box<str> = entry.key.text.trim().into();
    let span = Span::new(file, entry.key.range);
    let plain = |title: Box<str>| Record {
        id: id.clone(),
        title,
        aliases: Box::default(),
        description: None,
        span,
    };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(title) = entry.value.as_text().map(words).filter(|title| !title.is_empty()) {
        return plain(title.into());
    }
    let mut fields = Fields::new(file, "a term", &entry.value, found);
    let title =
        fields.text("title").map(|title| words(&title.value)).filter(|text| !text.is_empty());
    let aliases = fields.list("aliases");
    let description = fields.text("description").map(|text| words(&text.value));
    // A site may say more of its terms than we read, unless it meant ours.
    fields.finish(&|key| nearest_within(key, KNOWN, 2).is_none());
    Record {
        aliases: aliases.into_iter().map(|alias| words(&alias.value).into()).collect(),
        description: description.filter(|text| !text.is_empty()).map(Into::into),
        ..plain(title.map_or_else(|| id.clone(), Into::into))
    }
}

/// Reports names that two terms of a vocabulary have.
fn report_shared_names(drafts: &[Draft], found: &mut Vec<Diagnostic>) {
    for draft in drafts.iter().filter(|draft| !draft.is_typed) {
        let mut known: HashMap<String, &Record> = HashMap::new();
        for record in &draft.records {
            for name in record.names() {
                let first = *known.entry(term_key(name)).or_insert(record);
                if !std::ptr::eq(first, record) {
                    let message = format!("`{name}` is also a name of `{}`", first.id);
                    found.push(
                        Diagnostic::new(Code::DUPLICATE_ID, record.span, message)
                            .label(first.span, "first here; this one has the name")
                            .help("give each term names of its own"),
                    );
                    break;
                }
            }
        }
    }
}
