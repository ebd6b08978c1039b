//! What pages say by the settings of their collection or of their folder: one
//! map for all pages with the same settings.

use std::collections::HashMap;
use std::sync::Arc;

use super::sort::unused_glob;
use crate::base::{Diagnostic, SitePath, TextRange};
use crate::model::collection::Metadata;
use crate::model::config::Config;
use crate::model::folder::FolderDefaults;
use crate::text::data::{Entry, Node, Value};

/// Which settings hold for a page: by folder, and for each key by file the
/// number of its value.
type Chosen = (Vec<usize>, Option<Vec<Option<usize>>>);

/// The defaults of a site's pages.
pub(super) struct Defaults<'a> {
    base: &'a SitePath,
    metadata: &'a Metadata,
    folders: &'a [FolderDefaults],
    /// For each of `folders`: which of its patterns fitted a page.
    used_folders: Vec<Vec<bool>>,
    /// For each key of `by_file`: which of its patterns fitted a page.
    used: Vec<Vec<bool>>,
    /// Maps made so far.
    made: HashMap<Chosen, Option<Arc<Node>>>,
}

impl<'a> Defaults<'a> {
    pub fn new(config: &'a Config) -> Defaults<'a> {
        let (base, metadata) = (&config.collection.base, &config.collection.metadata);
        let folders = &config.defaults;
        let patterns = folders.iter().map(|defaults| &defaults.pages.written);
        let used_folders = patterns.map(|written| vec![false; written.len()]).collect();
        let keys = metadata.by_file.iter();
        let used = keys.map(|key| vec![false; key.values.len()]).collect();
        Defaults { base, metadata, folders, used_folders, used, made: HashMap::new() }
    }

    /// Returns the defaults of a page, whose path is known from the site's
    /// root and from the content folder. What `handover.toml` says of its
    /// folder counts before what a collection says.
    pub fn of(&mut self, path: &SitePath, content_path: &SitePath) -> Option<Arc<Node>> {
        let folders = self.folders_of(content_path);
        let values = path.below(self.base).map(|path| self.values_of(&path));
        let (metadata, defaults) = (self.metadata, self.folders);
        let made = self.made.entry((folders, values)).or_insert_with_key(|(folders, values)| {
            map((defaults, folders), values.as_ref().map(|values| (metadata, values.as_slice())))
        });
        made.clone()
    }

    /// Lists the folders' defaults that hold for a page, the last first.
    fn folders_of(&mut self, content_path: &SitePath) -> Vec<usize> {
        let mut folders = Vec::new();
        for (at, (folder, used)) in self.folders.iter().zip(&mut self.used_folders).enumerate() {
            let fitting = folder.pages.globs.matches(content_path.as_str());
            for pattern in &fitting {
                if let Some(used) = used.get_mut(*pattern) {
                    *used = true;
                }
            }
            if !fitting.is_empty() {
                folders.push(at);
            }
        }
        folders.reverse();
        folders
    }

    fn values_of(&mut self, path: &SitePath) -> Vec<Option<usize>> {
        let mut values = Vec::with_capacity(self.used.len());
        for (key, used) in self.metadata.by_file.iter().zip(&mut self.used) {
            let fitting = key.patterns.globs.matches(path.as_str());
            for at in &fitting {
                if let Some(used) = used.get_mut(*at) {
                    *used = true;
                }
            }
            values.push(fitting.into_iter().max());
        }
        values
    }

    /// Reports patterns that fitted no page.
    pub fn report(&self, found: &mut Vec<Diagnostic>) {
        let folders = self.folders.iter().map(|folder| &folder.pages).zip(&self.used_folders);
        let keys = self.metadata.by_file.iter().map(|key| &key.patterns).zip(&self.used);
        for (patterns, used) in folders.chain(keys) {
            let patterns = patterns.written.iter().zip(used).filter(|(_, used)| !**used);
            found.extend(patterns.map(|((pattern, span), _)| unused_glob(pattern, *span)));
        }
    }
}

fn map(
    (folders, chosen): (&[FolderDefaults], &[usize]),
    collection: Option<(&Metadata, &[Option<usize>])>,
) -> Option<Arc<Node>> {
    let folders = chosen.iter().filter_map(|at| folders.get(*at));
    let mut all: Vec<Entry> = folders.flat_map(|folder| folder.fields.iter().cloned()).collect();
    if let Some((metadata, values)) = collection {
        let chosen = metadata.by_file.iter().zip(values).filter_map(|(key, value)| {
            let value = key.values.get((*value)?)?.clone();
            Some(Entry { key: key.key.clone(), value })
        });
        all.extend(chosen);
        all.extend(metadata.global.iter().cloned());
    }
    let mut entries: Vec<Entry> = Vec::with_capacity(all.len());
    for entry in all {
        if !entries.iter().any(|own| own.key.text == entry.key.text) {
            entries.push(entry);
        }
    }
    (!entries.is_empty())
        .then(|| Arc::new(Node { range: TextRange::default(), value: Value::Map(entries) }))
}
