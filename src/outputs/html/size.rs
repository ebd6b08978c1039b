//! How large a page is for a reader on a slow line.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A page of a procedure with its picture is at most so many bytes packed:
/// 8,192, without what other programs that pack need more.
const MOST: usize = 8_100;
/// A charter, which is read and signed as one page, may have half as many
/// more: 12,288.
const MOST_OF_CHARTER: usize = 12_150;

/// Tells whether a page of a kind is small enough to have pictures beside its
/// text. Packing as well as can be took a fifth of the time of a build of
/// runbooks, so it is done only where packing quickly leaves it open: the best
/// packing gains 3 to 4 percent.
pub(super) fn fits(bytes: &[u8], kind: &str) -> bool {
    let most = if kind == "charter" { MOST_OF_CHARTER } else { MOST };
    match packed(bytes, Compression::new(4)) {
        quick if quick <= most => true,
        quick if most + most / 10 < quick => false,
        _ => packed(bytes, Compression::best()) <= most,
    }
}

/// Returns how many bytes there are when they are packed.
fn packed(bytes: &[u8], level: Compression) -> usize {
    let mut packed = GzEncoder::new(Vec::with_capacity(MOST), level);
    // Writing into memory does not fail.
    let written = packed.write_all(bytes).and_then(|()| packed.finish());
    written.map_or(usize::MAX, |packed| packed.len())
}
