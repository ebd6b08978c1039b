//! What builds keep on the disk for the next ones: `.cache/handover` in the
//! folder of the site.
//!
//! A file is named by its key and by the hash of its bytes, so one that is not
//! whole, or that somebody changed, is not taken. It is written beside its
//! name and then renamed. Whoever takes the folder away loses time and nothing
//! else.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::root::{Found, Root};
use super::step::Steps;
use crate::base::{Hash, SitePath};
use crate::model::world::{Cache, Kept};

/// The folder, from the root of a site.
pub const FOLDER: &str = ".cache/handover";
/// What keeps the folder out of Git.
const IGNORED: &str = ".gitignore";
/// How the name of a file begins that is being written.
const NEW: &str = ".new-";
/// What was not used by the last build may have so many bytes.
const MOST_UNUSED: u64 = 256 * 1024 * 1024;

/// Whether what is new is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// It is.
    Everything,
    /// Nothing is written.
    Nothing,
}

/// The cache of a site.
pub struct DiskCache {
    root: Root,
    keeping: Keeping,
    /// The hash of what each key stands for. A key that is damaged twice has
    /// the last.
    known: Mutex<BTreeMap<Hash, Hash>>,
    /// How many files were written.
    written: AtomicUsize,
}

impl DiskCache {
    /// Opens the cache of the site in a folder; `None` if there can be none.
    pub fn open(site: &Path, keeping: Keeping) -> Option<DiskCache> {
        let site = std::fs::canonicalize(site).ok()?;
        let root = Root::open(&site, &Steps::default()).ok()?;
        let names = names(&root);
        let known = names.iter().filter_map(|name| parsed(name)).collect();
        Some(DiskCache { root, keeping, known: Mutex::new(known), written: AtomicUsize::new(0) })
    }

    fn write(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let beside = place(&format!("{NEW}{}-{number}", std::process::id()));
        self.root.make_parents(&beside)?;
        if number == 0 {
            // It may be there.
            let _ = self.root.write(&place(IGNORED), b"*\n");
        }
        let _ = self.root.remove(&beside);
        let written = self.root.write(&beside, bytes);
        written.and_then(|()| Ok(self.root.rename(&beside, &self.root, &place(name))?)).inspect_err(
            |_| {
                let _ = self.root.remove(&beside);
            },
        )
    }
}

impl Cache for DiskCache {
    fn find(&self, key: Hash) -> Option<Kept> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied()?;
        let name = name(key, known);
        let Ok(Some(Found::File(file, size))) = self.root.find(&place(&name)) else { return None };
        let mut bytes = Vec::with_capacity(usize::try_from(size).ok()?);
        file.take(size).read_to_end(&mut bytes).ok()?;
        let path = SitePath::new(FOLDER)?.child(&name);
        (Hash::of(&bytes) == known).then_some(Kept { path: Some(path), bytes })
    }

    fn keep(&self, key: Hash, bytes: &[u8]) -> Option<SitePath> {
        if self.keeping == Keeping::Nothing {
            return None;
        }
        let hash = Hash::of(bytes);
        let name = name(key, hash);
        self.write(&name, bytes).ok()?;
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, hash);
        Some(SitePath::new(FOLDER)?.child(&name))
    }

    fn tidy(&self, used: &BTreeSet<Hash>) {
        if self.keeping == Keeping::Nothing {
            return;
        }
        let Ok(folder) = self.root.folder(Path::new(FOLDER)) else { return };
        let unused = folder.items.iter().filter_map(|item| {
            let name = item.name.to_str()?;
            let is_used = parsed(name).is_some_and(|(key, _)| used.contains(&key));
            let stat = Some(name).filter(|name| !is_used && is_own(name));
            let stat = stat.and_then(|_| folder.stat(&item.name).ok())?;
            Some((stat.st_mtime, stat.st_mtime_nsec, u64::try_from(stat.st_size).ok()?, name))
        });
        let mut unused: Vec<_> = unused.collect();
        // The newest stay.
        unused.sort_unstable_by(|one, other| other.cmp(one));
        let mut sum = 0_u64;
        for (_, _, size, name) in unused {
            sum = sum.saturating_add(size);
            if MOST_UNUSED < sum {
                let _ = self.root.remove(&place(name));
            }
        }
    }
}

/// Removes the cache of the site in a folder; returns how many files went.
/// What others put there stays.
pub fn clean(site: &Path) -> usize {
    let opened = std::fs::canonicalize(site).ok();
    let Some(root) = opened.and_then(|site| Root::open(&site, &Steps::default()).ok()) else {
        return 0;
    };
    let own: Vec<String> = names(&root).into_iter().filter(|name| is_own(name)).collect();
    let removed = own.iter().filter(|name| root.remove(&place(name)).is_ok()).count();
    if 0 < removed {
        let _ = root.remove(&place(IGNORED));
    }
    // Folders that are not empty stay.
    let folder = Path::new(FOLDER);
    let _ = root.remove_folder(folder);
    let _ = folder.parent().map(|above| root.remove_folder(above));
    removed
}

/// Tells whether a name is one of ours; a build that was killed leaves what it
/// was writing.
fn is_own(name: &str) -> bool {
    parsed(name).is_some() || name.starts_with(NEW)
}

fn names(root: &Root) -> Vec<String> {
    let folder = root.folder(Path::new(FOLDER));
    let items = folder.map(|folder| folder.items).unwrap_or_default();
    let mut names: Vec<String> =
        items.iter().filter_map(|item| item.name.to_str().map(str::to_string)).collect();
    names.sort_unstable();
    names
}

fn place(name: &str) -> PathBuf {
    Path::new(FOLDER).join(OsStr::new(name))
}

fn name(key: Hash, bytes: Hash) -> String {
    format!("{key}-{bytes}")
}

fn parsed(name: &str) -> Option<(Hash, Hash)> {
    let (key, bytes) = name.split_once('-')?;
    Some((Hash::parse(key)?, Hash::parse(bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Hash {
        Hash::of(text.as_bytes())
    }

    #[test]
    fn keeps_what_is_whole_and_nothing_else() {
        let place = tempfile::tempdir().expect("a folder");
        let open = |keeping| DiskCache::open(place.path(), keeping).expect("open");
        assert_eq!(open(Keeping::Nothing).keep(key("a"), b"one"), None);
        assert!(!place.path().join(".cache").exists());
        let path = open(Keeping::Everything).keep(key("a"), b"one").expect("kept");
        let found = open(Keeping::Nothing).find(key("a")).expect("found");
        assert_eq!((found.path, found.bytes), (Some(path.clone()), b"one".to_vec()));
        assert_eq!(open(Keeping::Nothing).find(key("b")), None);
        let ignored = std::fs::read(place.path().join(FOLDER).join(IGNORED)).expect("there");
        assert_eq!(ignored, b"*\n");
        std::fs::write(place.path().join(path.as_str()), b"two").expect("written");
        assert_eq!(open(Keeping::Nothing).find(key("a")), None);
    }

    #[test]
    fn a_link_leads_nowhere() {
        let place = tempfile::tempdir().expect("a folder");
        let outside = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(outside.path(), place.path().join(".cache")).expect("linked");
        let cache = DiskCache::open(place.path(), Keeping::Everything).expect("open");
        assert_eq!(cache.keep(key("a"), b"one"), None);
        assert_eq!(std::fs::read_dir(outside.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_is_not_used_goes_when_it_is_too_much() {
        let place = tempfile::tempdir().expect("a folder");
        let cache = DiskCache::open(place.path(), Keeping::Everything).expect("open");
        let [used, old, new] = ["used", "old", "new"].map(key);
        for key in [used, old, new] {
            cache.keep(key, b"x").expect("kept");
        }
        cache.tidy(&BTreeSet::new());
        assert!([used, old, new].iter().all(|key| cache.find(*key).is_some()));
        // A file that is too large alone, and takes no room on the disk.
        let large = place.path().join(cache.find(old).and_then(|own| own.path).expect("").as_str());
        std::fs::File::options()
            .write(true)
            .open(large)
            .expect("there")
            .set_len(MOST_UNUSED + 1)
            .expect("long");
        cache.tidy(&[used].into());
        assert!(cache.find(used).is_some() && names(&cache.root).len() < 4);
        assert!(!names(&cache.root).iter().any(|name| name.starts_with(&old.to_string())));
    }

    #[test]
    fn cleaning_takes_what_is_ours() {
        let place = tempfile::tempdir().expect("a folder");
        let cache = DiskCache::open(place.path(), Keeping::Everything).expect("open");
        cache.keep(key("a"), b"one").expect("kept");
        std::fs::write(place.path().join(".cache/other"), b"").expect("written");
        assert_eq!((clean(place.path()), clean(place.path())), (1, 0));
        assert!(!place.path().join(FOLDER).exists() && place.path().join(".cache/other").exists());
    }
}
