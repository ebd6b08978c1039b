//! Files in one file, as ZIP.
//!
//! The same files give the same bytes: they are sorted by their names, and
//! each has the first day that the format knows.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Writes files, given by name, as one archive; `None` if they are more, or
/// larger, than the format can say.
pub fn zip(mut files: Vec<(&str, &[u8])>) -> Option<Vec<u8>> {
    files.sort();
    files.dedup_by(|later, earlier| later.0 == earlier.0);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let archive = zip(vec![("b.txt", b"b"), ("a.txt", b"a")]).expect("an archive");
        assert_eq!(archive, zip(vec![("a.txt", b"a"), ("b.txt", b"b")]).expect("an archive"));
        assert_eq!(&archive[30..35], b"a.txt");
        assert_eq!(&archive[10..14], [0, 0, 0x21, 0], "1980-01-01");
    }

    #[test]
    fn what_becomes_shorter_is_deflated() {
        let text = "again and again ".repeat(100);
        let archive = zip(vec![("text", text.as_bytes())]).expect("an archive");
        assert!(archive.len() < 250);
        assert_eq!(&archive[8..10], &[8, 0]);
    }
}
