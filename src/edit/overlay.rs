//! A site as it would be after a change.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::SitePath;
use crate::model::change::{Change, Relocation};
use crate::model::world::{Entry, Failure, Files};

/// The files of a site with a change made to them; nothing is written.
pub struct Overlay<'a> {
    files: &'a dyn Files,
    moved: Option<&'a Relocation>,
    /// Texts that differ, by the path they have afterwards.
    texts: BTreeMap<SitePath, &'a Arc<str>>,
}

impl<'a> Overlay<'a> {
    /// Lays a change over some files.
    pub fn new(files: &'a dyn Files, change: &'a Change) -> Overlay<'a> {
        let texts = change.texts.iter().map(|(path, text)| (change.place(path), &text.after));
        Overlay { files, moved: change.moved.as_ref(), texts: texts.collect() }
    }

    /// Returns the entry as it is afterwards.
    fn changed(&self, entry: Entry) -> Entry {
        let path = self.moved.map_or_else(|| entry.path.clone(), |moved| moved.apply(&entry.path));
        let text = self.texts.get(&path);
        let stays = path == entry.path && text.is_none();
        let size = text.map_or(entry.size, |text| text.len() as u64);
        Entry { path, kind: entry.kind, size, stamp: entry.stamp.filter(|_| stays) }
    }
}

/// Lists what moves: a folder with all in it, or one file.
fn moving(files: &dyn Files, moved: &Relocation) -> Result<Vec<Entry>, Failure> {
    let mut entries = files.list(&moved.old, &|_| false)?;
    let is_folder = entries.iter().any(|entry| entry.path != moved.old);
    if !is_folder {
        entries = files.list(&moved.old.parent(), &|_| true)?;
        entries.retain(|entry| entry.path == moved.old);
    }
    Ok(entries)
}

impl Files for Overlay<'_> {
    fn name(&self) -> Option<String> {
        self.files.name()
    }

    fn list(
        &self,
        folder: &SitePath,
        except: &dyn Fn(&SitePath) -> bool,
    ) -> Result<Vec<Entry>, Failure> {
        let mut entries = self.files.list(folder, except)?;
        if let Some(moved) = self.moved {
            entries.retain(|entry| !moved.moves(&entry.path));
            let is_listed = |path: &SitePath| {
                let below = path.below(folder).filter(|below| !below.is_root());
                let hidden = |below: SitePath| below.parts().any(|part| part.starts_with('.'));
                let above = path.ancestors().take_while(|above| above != folder);
                below.is_some_and(|below| !hidden(below)) && !above.into_iter().any(|a| except(&a))
            };
            let arrived = moving(self.files, moved)?.into_iter();
            entries.extend(arrived.filter(|entry| is_listed(&moved.apply(&entry.path))));
        }
        let mut entries: Vec<Entry> =
            entries.into_iter().map(|entry| self.changed(entry)).collect();
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    fn read(&self, path: &SitePath) -> Result<Option<Arc<[u8]>>, Failure> {
        if let Some(text) = self.texts.get(path) {
            return Ok(Some(text.as_bytes().into()));
        }
        match self.moved {
            Some(moved) if path.is_within(&moved.new) => self.files.read(&moved.undo(path)),
            Some(moved) if moved.moves(path) => Ok(None),
            _ => self.files.read(path),
        }
    }

    fn redirections_above(&self) -> Result<Option<Arc<[u8]>>, Failure> {
        self.files.redirections_above()
    }
}
