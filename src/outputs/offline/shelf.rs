//! The files of a site until a copy is made of them. Texts are kept packed, as
//! they will stand in an archive; files of authors are only remembered, and
//! read again. So a copy of a large site needs little more memory than a build.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::base::{Sha256, SitePath};
use crate::model::artifact::Content;
use crate::model::world::{Failure, Files, Sink};
use crate::text::zip::Packed;

/// A file: packed, with the sum of its bytes.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Its bytes.
    pub packed: Packed,
    /// Their sum.
    pub sum: Sha256,
}

impl Parcel {
    /// Packs the bytes of a file.
    ///
    /// # Errors
    /// A [`Failure`] if they are more than an archive can have.
    pub fn of(path: &SitePath, bytes: &[u8]) -> Result<Parcel, Failure> {
        let packed = Packed::of(bytes);
        let packed =
            packed.map_err(|error| Failure::new(format!("cannot pack `{path}`"), error))?;
        Ok(Parcel { packed, sum: Sha256::of(bytes) })
    }
}

/// A file of the site.
#[derive(Debug)]
enum Shelved {
    Parcel(Parcel),
    /// It is this file of the author, which had this sum.
    Source(SitePath, Sha256),
}

/// The files of a site.
pub struct Shelf<'a> {
    source: &'a dyn Files,
    files: BTreeMap<SitePath, Shelved>,
    /// What could not be read any more.
    failed: OnceLock<Failure>,
}

impl Shelf<'_> {
    /// Returns the names of all files.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.files.keys()
    }

    /// Tells whether there is a file.
    pub fn has(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }

    /// Returns the sum of a file.
    pub fn sum(&self, path: &SitePath) -> Option<Sha256> {
        Some(match self.files.get(path)? {
            Shelved::Parcel(parcel) => parcel.sum,
            Shelved::Source(_, sum) => *sum,
        })
    }

    /// Returns the bytes of a file; `None` if there is none. Whether all were
    /// read is asked for with [`Shelf::check`].
    pub fn read(&self, path: &SitePath) -> Option<Vec<u8>> {
        let bytes = match self.files.get(path)? {
            Shelved::Parcel(parcel) => parcel
                .packed
                .unpack()
                .map_err(|error| Failure::new(format!("cannot unpack `{path}`"), error)),
            Shelved::Source(source, sum) => unchanged(self.source, source, *sum),
        };
        bytes.map_err(|failure| self.failed.get_or_init(|| failure)).ok()
    }

    /// Returns a file packed, as it goes into an archive.
    ///
    /// # Errors
    /// A [`Failure`] if there is none, or it is not what it was.
    pub fn parcel(&self, path: &SitePath) -> Result<std::borrow::Cow<'_, Packed>, Failure> {
        use std::borrow::Cow;
        match self.files.get(path) {
            Some(Shelved::Parcel(parcel)) => Ok(Cow::Borrowed(&parcel.packed)),
            Some(Shelved::Source(source, sum)) => {
                let bytes = unchanged(self.source, source, *sum)?;
                Ok(Cow::Owned(Parcel::of(path, &bytes)?.packed))
            }
            None => Err(Failure::new(format!("cannot copy `{path}`"), "it is gone")),
        }
    }

    /// Tells whether all that was read could be read.
    ///
    /// # Errors
    /// The first [`Failure`].
    pub fn check(&self) -> Result<(), Failure> {
        self.failed.get().cloned().map_or(Ok(()), Err)
    }
}

/// Reads a file of the author that must have the sum that it had.
fn unchanged(files: &dyn Files, source: &SitePath, sum: Sha256) -> Result<Vec<u8>, Failure> {
    let cannot = |why: &str| Failure::new(format!("cannot copy `{source}`"), why);
    let bytes = files.read(source)?.ok_or_else(|| cannot("it is gone"))?;
    match Sha256::of(&bytes) == sum {
        true => Ok(bytes.to_vec()),
        false => Err(cannot("it was changed while the copy was made; begin again")),
    }
}

/// Takes the files of a site as they are made.
pub struct Shelving<'a> {
    source: &'a dyn Files,
    files: Mutex<BTreeMap<SitePath, Shelved>>,
}

impl<'a> Shelving<'a> {
    /// Begins with no file; `source` are those of the author.
    pub fn new(source: &'a dyn Files) -> Shelving<'a> {
        Shelving { source, files: Mutex::default() }
    }

    /// Returns what was taken.
    pub fn done(self) -> Shelf<'a> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        Shelf { source: self.source, files, failed: OnceLock::new() }
    }
}

impl Sink for Shelving<'_> {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        let shelved = match content {
            Content::Bytes(bytes) => Shelved::Parcel(Parcel::of(path, bytes)?),
            Content::Copy(from) => {
                let gone = || Failure::new(format!("cannot copy `{from}`"), "it is gone");
                let bytes = self.source.read(from)?.ok_or_else(gone)?;
                Shelved::Source(from.clone(), Sha256::of(&bytes))
            }
        };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), shelved);
        Ok(())
    }
}
