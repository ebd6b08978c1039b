//! What pages say by the settings of their collection: one map for all pages
//! with the same settings.

use std::collections::HashMap;
use std::sync::Arc;

use super::sort::unused_glob;
use crate::base::{Diagnostic, SitePath, TextRange};
use crate::model::collection::Metadata;
use crate::text::data::{Entry, Node, Value};

/// The defaults of a collection's pages.
pub(super) struct Defaults<'a> {
    metadata: &'a Metadata,
    /// For each key of `by_file`: which of its patterns fitted a page.
    used: Vec<Vec<bool>>,
    /// Maps made so far, by the number of the value that each key has.
    made: HashMap<Vec<Option<usize>>, Option<Arc<Node>>>,
}

impl<'a> Defaults<'a> {
    pub fn new(metadata: &'a Metadata) -> Defaults<'a> {
        let keys = metadata.by_file.iter();
        let used = keys.map(|key| vec![false; key.values.len()]).collect();
        Defaults { metadata, used, made: HashMap::new() }
    }

    /// Returns the defaults of a page; `path` is from the collection's base.
    pub fn of(&mut self, path: &SitePath) -> Option<Arc<Node>> {
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
        let metadata = self.metadata;
        let made = self.made.entry(values).or_insert_with_key(|values| map(metadata, values));
        made.clone()
    }

    /// Reports patterns that fitted no page.
    pub fn report(&self, found: &mut Vec<Diagnostic>) {
        for (key, used) in self.metadata.by_file.iter().zip(&self.used) {
            let patterns = key.patterns.written.iter().zip(used).filter(|(_, used)| !**used);
            found.extend(patterns.map(|((pattern, span), _)| unused_glob(pattern, *span)));
        }
    }
}

fn map(metadata: &Metadata, values: &[Option<usize>]) -> Option<Arc<Node>> {
    let chosen = metadata.by_file.iter().zip(values).filter_map(|(key, value)| {
        let value = key.values.get((*value)?)?.clone();
        Some(Entry { key: key.key.clone(), value })
    });
    let mut entries: Vec<Entry> = chosen.collect();
    for entry in &metadata.global {
        if !entries.iter().any(|own| own.key.text == entry.key.text) {
            entries.push(entry.clone());
        }
    }
    (!entries.is_empty())
        .then(|| Arc::new(Node { range: TextRange::default(), value: Value::Map(entries) }))
}
