//! How large a page is for a reader on a slow line.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::model::extension::Rendered;

/// A page of a procedure with its picture is at most so many bytes packed:
/// 8,192, without what other programs that pack need more.
const MOST: usize = 8_100;
/// A charter, which is read and signed as one page, may have half as many
/// more: 12,288.
const MOST_OF_CHARTER: usize = 12_150;

/// Tells whether a page of a kind is small enough to have pictures beside its
/// text.
pub(super) fn fits(page: &Rendered, kind: &str) -> bool {
    let Rendered::Bytes(bytes) = page else { return true };
    let most = if kind == "charter" { MOST_OF_CHARTER } else { MOST };
    let mut packed = GzEncoder::new(Vec::with_capacity(most), Compression::best());
    // Writing into memory does not fail.
    let written = packed.write_all(bytes).and_then(|()| packed.finish());
    written.is_ok_and(|packed| packed.len() <= most)
}
