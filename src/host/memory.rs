//! Sites in memory: for tests and for the preview server.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::SitePath;
use crate::model::artifact::Content;
use crate::model::world::{Entry, EntryKind, Failure, Files, Given, Sink};

/// Files that exist only in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<SitePath, Arc<[u8]>>,
    name: Option<String>,
    redirections_above: Option<Arc<[u8]>>,
    earlier: Option<Given>,
}

impl MemoryFiles {
    /// Makes a site without files.
    pub fn new() -> MemoryFiles {
        MemoryFiles::default()
    }

    /// Adds a file; a path that climbs above the root adds nothing.
    #[must_use]
    pub fn with(mut self, path: &str, text: &str) -> MemoryFiles {
        if let Some(path) = SitePath::new(path) {
            self.set(path, text.as_bytes());
        }
        self
    }

    /// Names the root folder.
    #[must_use]
    pub fn named(mut self, name: &str) -> MemoryFiles {
        self.name = Some(name.to_string());
        self
    }

    /// Puts the publisher's list of old addresses above the root.
    #[must_use]
    pub fn with_redirections_above(mut self, bytes: &[u8]) -> MemoryFiles {
        self.redirections_above = Some(bytes.into());
        self
    }

    /// Says what an earlier build published.
    #[must_use]
    pub fn with_earlier(mut self, bytes: &[u8]) -> MemoryFiles {
        let path = SitePath::default().child("..").child("site.json");
        self.earlier = Some(Given { path, bytes: bytes.into(), is_named: true });
        self
    }

    /// Writes a file, in place of one that may be there.
    pub fn set(&mut self, path: SitePath, bytes: &[u8]) {
        self.files.insert(path, bytes.into());
    }

    /// Removes a file, if it is there.
    pub fn remove(&mut self, path: &SitePath) {
        self.files.remove(path);
    }
}

impl Files for MemoryFiles {
    fn name(&self) -> Option<String> {
        self.name.clone()
    }

    fn list(
        &self,
        folder: &SitePath,
        except: &dyn Fn(&SitePath) -> bool,
    ) -> Result<Vec<Entry>, Failure> {
        let is_listed = |path: &SitePath| {
            let Some(below) = path.below(folder).filter(|below| !below.is_root()) else {
                return false;
            };
            let hidden = below.parts().any(|part| part.starts_with('.'));
            let mut above = path.parent();
            while above != *folder {
                if except(&above) {
                    return false;
                }
                above = above.parent();
            }
            !hidden
        };
        let entry = |(path, bytes): (&SitePath, &Arc<[u8]>)| Entry {
            path: path.clone(),
            kind: EntryKind::File,
            size: bytes.len() as u64,
            stamp: None,
        };
        Ok(self.files.iter().filter(|(path, _)| is_listed(path)).map(entry).collect())
    }

    fn read(&self, path: &SitePath) -> Result<Option<Arc<[u8]>>, Failure> {
        Ok(self.files.get(path).cloned())
    }

    fn earlier(&self) -> Option<&Given> {
        self.earlier.as_ref()
    }

    fn redirections_above(&self) -> Result<Option<Arc<[u8]>>, Failure> {
        Ok(self.redirections_above.clone())
    }
}

/// A built site that is kept in memory.
pub struct MemorySink<'a> {
    files: &'a dyn Files,
    content: SitePath,
    built: Mutex<BTreeMap<SitePath, Vec<u8>>>,
}

impl<'a> MemorySink<'a> {
    /// Makes an empty sink; copies come from the folder `content` of `files`.
    pub fn new(files: &'a dyn Files, content: SitePath) -> MemorySink<'a> {
        MemorySink { files, content, built: Mutex::default() }
    }

    /// Returns all files of the site.
    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.built.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn built(&self) -> MutexGuard<'_, BTreeMap<SitePath, Vec<u8>>> {
        self.built.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink<'_> {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        let bytes = match content {
            Content::Bytes(bytes) => bytes.to_vec(),
            Content::Copy(from) => {
                let from = self.content.join(from.as_str()).unwrap_or_default();
                let gone = || Failure::new(format!("cannot copy `{from}`"), "it is not there");
                self.files.read(&from)?.ok_or_else(gone)?.to_vec()
            }
        };
        self.built().insert(path.clone(), bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("inside")
    }

    #[test]
    fn lists_as_a_disk_does() {
        let mut files = MemoryFiles::new()
            .with("content/b/x.md", "x")
            .with("content/a.md", "text")
            .with("content/.git/x", "")
            .with("content/site/y.html", "")
            .with("other.md", "")
            .with("../outside.md", "");
        files.set(path("content/z.md"), b"z");
        files.remove(&path("content/z.md"));
        let skip_site = |folder: &SitePath| folder.as_str() == "content/site";
        let entries = files.list(&path("content"), &skip_site).expect("listed");
        let lines: Vec<String> = entries.iter().map(|e| format!("{} {}", e.path, e.size)).collect();
        assert_eq!(lines, ["content/a.md 4", "content/b/x.md 1"]);
        assert_eq!(files.list(&path("nowhere"), &|_| false), Ok(Vec::new()));
        assert_eq!(files.list(&path(""), &|_| false).expect("listed").len(), 4);
    }

    #[test]
    fn keeps_bytes_and_copies() {
        let files = MemoryFiles::new().with("content/a.png", "png");
        let sink = MemorySink::new(&files, path("content"));
        sink.put(&path("index.html"), Content::Bytes(b"page")).expect("kept");
        sink.put(&path("p/a.png"), Content::Copy(&path("a.png"))).expect("kept");
        let failure = sink.put(&path("q"), Content::Copy(&path("b.png"))).expect_err("none");
        assert_eq!(failure.attempt, "cannot copy `content/b.png`");
        let built = sink.into_files();
        assert_eq!(built.get(&path("p/a.png")).map(Vec::as_slice), Some(b"png".as_slice()));
        assert_eq!(built.len(), 2);
    }
}
