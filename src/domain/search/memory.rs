//! Pages that were read before, by what they say.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::families::Index;
use super::posting::{Posted, posted};
use super::record::Record;
use crate::base::Hash;

/// What of search is kept between builds in one process.
#[derive(Debug, Default)]
pub struct Memory {
    known: Mutex<HashMap<Hash, Arc<Posted>>>,
}

impl Memory {
    /// Returns the words of a page, and reads it only if it says something
    /// new.
    pub fn posted(&self, record: &Record) -> (Hash, Arc<Posted>) {
        let hash = hash(record);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(posted) = known().get(&hash) {
            return (hash, Arc::clone(posted));
        }
        // The lock is not held meanwhile: others may read at the same time.
        let posted = Arc::new(posted(record));
        known().insert(hash, Arc::clone(&posted));
        (hash, posted)
    }

    /// Forgets all pages but these.
    pub fn keep(&self, pages: &[(Hash, Arc<Posted>)]) {
        let pages = pages.iter().map(|(hash, posted)| (*hash, Arc::clone(posted))).collect();
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = pages;
    }
}

fn hash(record: &Record) -> Hash {
    let minor = [u8::from(record.is_minor)];
    let mut parts: Vec<&[u8]> = vec![record.lang.as_bytes(), &minor, record.slug.as_bytes()];
    for names in [&record.names, &record.aliases] {
        parts.extend(names.iter().map(|name| name.as_bytes()));
        parts.push(&[0]);
    }
    for unit in &record.units {
        let texts = [&unit.id, &unit.title, &unit.text, &unit.command];
        parts.extend(texts.map(|text| text.as_bytes()));
    }
    Hash::of_parts(&parts)
}

/// The index of a site: made when it is asked for first.
#[derive(Debug, Default)]
pub struct Search {
    /// What is remembered of earlier builds.
    pub memory: Arc<Memory>,
    index: OnceLock<Index>,
}

impl Search {
    /// Begins a search with what is remembered.
    pub fn new(memory: Arc<Memory>) -> Search {
        Search { memory, index: OnceLock::new() }
    }

    /// Returns the index, and makes it if it is not there.
    pub fn of(&self, make: impl FnOnce(&Memory) -> Index) -> &Index {
        self.index.get_or_init(|| make(&self.memory))
    }
}
