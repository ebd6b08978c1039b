//! Makes the smaller variants of a site's pictures, where it wants some: for
//! what is rendered, and for nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use crate::base::{Hash, SitePath};
use crate::model::world::{Cache, Failure, Files, Kept};

use super::{Prepared, Session};

/// Makes them, or finds them where an earlier build left them.
///
/// # Errors
/// A [`Failure`] if a picture cannot be read.
pub fn reduce(
    session: &Session,
    files: &dyn Files,
    prepared: &mut Prepared,
) -> Result<(), Failure> {
    let remembering = Remembering { cache: session.cache.as_deref(), memory: &session.variants };
    #[cfg(feature = "images")]
    {
        let site = &mut prepared.site;
        site.variants = crate::stages::reduce::reduce(files, site, Some(&remembering))?
            .drain_into(&mut prepared.found);
    }
    #[cfg(not(feature = "images"))]
    let _ = (remembering, files, prepared);
    Ok(())
}

/// What a session remembers where nothing can be kept on the disk.
pub(super) type Memory = Mutex<BTreeMap<Hash, Vec<u8>>>;

/// A cache, and a memory of what it does not keep.
struct Remembering<'a> {
    cache: Option<&'a dyn Cache>,
    memory: &'a Memory,
}

impl Cache for Remembering<'_> {
    fn find(&self, key: Hash) -> Option<Kept> {
        let remembered = || {
            let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
            memory.get(&key).map(|bytes| Kept { path: None, bytes: bytes.clone() })
        };
        self.cache.and_then(|cache| cache.find(key)).or_else(remembered)
    }

    fn keep(&self, key: Hash, bytes: &[u8]) -> Option<SitePath> {
        let kept = self.cache.and_then(|cache| cache.keep(key, bytes));
        if kept.is_none() {
            let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
            memory.insert(key, bytes.to_vec());
        }
        kept
    }

    fn tidy(&self, used: &BTreeSet<Hash>) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.retain(|key, _| used.contains(key));
        drop(memory);
        if let Some(cache) = self.cache {
            cache.tidy(used);
        }
    }
}
