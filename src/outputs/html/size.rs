//! How large a page is for a reader on a slow line.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::model::extension::Rendered;

/// A page of a procedure with its picture is at most so many bytes packed:
/// 8,192, without what other programs that pack need more.
const MOST: usize = 8_100;

/// Tells whether a page is small enough to have a picture beside its steps.
pub(super) fn fits(page: &Rendered) -> bool {
    let Rendered::Bytes(bytes) = page else { return true };
    let mut packed = GzEncoder::new(Vec::with_capacity(MOST), Compression::best());
    // Writing into memory does not fail.
    let written = packed.write_all(bytes).and_then(|()| packed.finish());
    written.is_ok_and(|packed| packed.len() <= MOST)
}
