//! Questions about one file of a site.

use std::io::Read as _;

use super::stage::is_reserved;
use crate::base::SitePath;

/// Tells whether a path can be written and listed in a manifest.
pub fn is_possible(path: &SitePath) -> bool {
    let is_clean = |part: &str| part != "." && part != ".." && !part.contains(char::is_control);
    !path.is_root() && path.parts().all(is_clean) && !is_reserved(path)
}

/// Tells whether a file, which is as long as `bytes`, has the same bytes.
pub fn is_equal(mut file: std::fs::File, bytes: &[u8]) -> std::io::Result<bool> {
    let mut buffer = vec![0; bytes.len().min(1 << 16)];
    for expected in bytes.chunks(1 << 16) {
        let Some(there) = buffer.get_mut(..expected.len()) else { return Ok(false) };
        match file.read_exact(there) {
            Ok(()) if *there == *expected => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}
