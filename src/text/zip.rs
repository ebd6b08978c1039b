//! Files in one file, as ZIP (APPNOTE 6.3, without its 64-bit forms).
//!
//! The same files give the same bytes: they are sorted by their names, and
//! each has the first day that the format knows. Names are UTF-8.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// The most files of one archive.
const MOST: usize = 65_535;
/// 1980-01-01, as the format writes days.
const DAY: u16 = 0x0021;
/// Version 2.0, which knows folders and `deflate`.
const VERSION: u16 = 20;
/// Says that names are UTF-8.
const UTF_8: u16 = 1 << 11;

/// Writes files, given by name, as one archive; `None` if they are more, or
/// larger, than the format can say.
pub fn zip(mut files: Vec<(&str, &[u8])>) -> Option<Vec<u8>> {
    files.sort();
    files.dedup_by(|later, earlier| later.0 == earlier.0);
    let count = u16::try_from(files.len()).ok().filter(|_| files.len() <= MOST)?;
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = u32::try_from(out.len()).ok()?;
        let entry = Entry::of(name, bytes)?;
        entry.local(&mut out);
        entry.central(at, &mut directory);
    }
    let (at, length) = (u32::try_from(out.len()).ok()?, u32::try_from(directory.len()).ok()?);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    [count, count].iter().for_each(|number| two(*number, &mut out));
    [length, at].iter().for_each(|number| four(*number, &mut out));
    two(0, &mut out);
    u32::try_from(out.len()).ok()?;
    Some(out)
}

/// A file of an archive.
struct Entry<'a> {
    name: &'a str,
    name_length: u16,
    method: u16,
    sum: u32,
    size: u32,
    packed_size: u32,
    packed: Vec<u8>,
}

impl<'a> Entry<'a> {
    fn of(name: &'a str, bytes: &[u8]) -> Option<Entry<'a>> {
        let mut sum = Crc::new();
        sum.update(bytes);
        let deflated = deflate(bytes).filter(|deflated| deflated.len() < bytes.len());
        let (method, packed) = match deflated {
            Some(deflated) => (8, deflated),
            None => (0, bytes.to_vec()),
        };
        Some(Entry {
            name,
            name_length: u16::try_from(name.len()).ok()?,
            method,
            sum: sum.sum(),
            size: u32::try_from(bytes.len()).ok()?,
            packed_size: u32::try_from(packed.len()).ok()?,
            packed,
        })
    }

    /// Writes the file with what is said before it.
    fn local(&self, out: &mut Vec<u8>) {
        out.extend(b"PK\x03\x04");
        self.shared(out);
        out.extend(self.name.as_bytes());
        out.extend(&self.packed);
    }

    /// Writes its line of the directory.
    fn central(&self, at: u32, out: &mut Vec<u8>) {
        out.extend(b"PK\x01\x02");
        two(VERSION, out);
        self.shared(out);
        // No comment, first volume, no attributes.
        out.extend([0; 10]);
        four(at, out);
        out.extend(self.name.as_bytes());
    }

    fn shared(&self, out: &mut Vec<u8>) {
        [VERSION, UTF_8, self.method, 0, DAY].iter().for_each(|number| two(*number, out));
        [self.sum, self.packed_size, self.size].iter().for_each(|number| four(*number, out));
        [self.name_length, 0].iter().for_each(|number| two(*number, out));
    }
}

fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn two(number: u16, out: &mut Vec<u8>) {
    out.extend(number.to_le_bytes());
}

fn four(number: u32, out: &mut Vec<u8>) {
    out.extend(number.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_as_long_as_it_says() {
        assert_eq!(zip(Vec::new()).expect("an archive").len(), 22);
        let archive = zip(vec![("b.txt", b"b"), ("a.txt", b"a")]).expect("an archive");
        assert_eq!(archive.len(), 2 * (30 + 5 + 1) + 2 * (46 + 5) + 22);
        assert_eq!(&archive[30..36], b"a.txta");
        assert_eq!(archive, zip(vec![("a.txt", b"a"), ("b.txt", b"b")]).expect("an archive"));
    }

    #[test]
    fn what_becomes_shorter_is_deflated() {
        let text = "again and again ".repeat(100);
        let archive = zip(vec![("text", text.as_bytes())]).expect("an archive");
        assert!(archive.len() < 200);
        assert_eq!(&archive[8..10], &[8, 0]);
    }

    #[test]
    fn too_many_files_are_refused() {
        let names: Vec<String> = (0..=MOST).map(|number| number.to_string()).collect();
        let files = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(zip(files).is_none());
    }
}
