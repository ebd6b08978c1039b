//! Places in source text.
//!
//! A span is bytes of one file. Lines and columns are computed only when a
//! problem is shown (see [`crate::base::position`]), because almost no span
//! ever is.

use crate::base::hash::Hash;
use crate::base::path::SitePath;

/// Names one source file for as long as its path stays the same.
///
/// It is a hash of the path, so a remembered document keeps its spans when
/// files are added or removed around it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u64);

impl FileId {
    /// Returns the id of the file at `path`.
    pub fn of(path: &SitePath) -> FileId {
        FileId(Hash::of(path.as_str().as_bytes()).low())
    }
}

/// Bytes `start..end` of a text not named here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// Makes a range from byte offsets; offsets beyond 4 GiB are cut off
    /// there, which discovery rules out by its size limit.
    pub fn new(start: usize, end: usize) -> TextRange {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        TextRange { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// Returns the range moved right by `offset` bytes.
    pub fn shifted(self, offset: u32) -> TextRange {
        TextRange { start: self.start + offset, end: self.end + offset }
    }

    /// Returns the text of this range, empty where the range does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Returns the length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Tells whether the range has no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the smallest range that covers both.
    pub fn cover(self, other: TextRange) -> TextRange {
        TextRange { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Bytes of one file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The bytes in it.
    pub range: TextRange,
}

impl Span {
    /// Makes a span from a file and a range.
    pub fn new(file: FileId, range: TextRange) -> Span {
        Span { file, range }
    }

    /// Returns the span of the very beginning of a file, for problems that
    /// concern the file as a whole.
    pub fn start_of(file: FileId) -> Span {
        Span { file, range: TextRange::default() }
    }
}
