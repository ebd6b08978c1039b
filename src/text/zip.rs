//! Files in one file, as ZIP.
//!
//! The same files give the same bytes: they are sorted by their names, and
//! each has the first day that the format knows. An archive is read without
//! being unpacked, and without trust in what it says of itself.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// How every file is packed.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
}

/// Writes files, given by name, as one archive; `None` if they are more, or
/// larger, than the format can say.
pub fn zip(mut files: Vec<(&str, &[u8])>) -> Option<Vec<u8>> {
    files.sort();
    files.dedup_by(|later, earlier| later.0 == earlier.0);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options()).ok()?;
        archive.write_all(bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// The bytes of a file, packed as they stand in an archive.
#[derive(Clone, Debug)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// Packs bytes.
    ///
    /// # Errors
    /// If they are more than the format can say.
    pub fn of(bytes: &[u8]) -> io::Result<Packed> {
        let mut alone = ZipWriter::new(Cursor::new(Vec::new()));
        alone.start_file(ALONE, options())?;
        alone.write_all(bytes)?;
        let mut packed = alone.finish()?.into_inner();
        packed.shrink_to_fit();
        Ok(Packed(packed))
    }

    /// Returns the bytes as they were.
    ///
    /// # Errors
    /// None, unless memory was damaged.
    pub fn unpack(&self) -> io::Result<Vec<u8>> {
        let mut alone = ZipArchive::new(Cursor::new(&self.0))?;
        let mut file = alone.by_index(0)?;
        let mut bytes = Vec::with_capacity(usize::try_from(file.size()).unwrap_or_default());
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// What a file is called that is packed alone.
const ALONE: &str = "file";

/// An archive that is written file by file. Whoever writes it sorts them: the
/// same files in the same order give the same bytes.
pub struct Archive<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Archive<W> {
    /// Begins an archive.
    pub fn new(into: W) -> Archive<W> {
        Archive(ZipWriter::new(into))
    }

    /// Adds a file.
    ///
    /// # Errors
    /// What went wrong where it is written, or that the format cannot say it.
    pub fn add(&mut self, name: &str, packed: &Packed) -> io::Result<()> {
        let mut alone = ZipArchive::new(Cursor::new(&packed.0))?;
        Ok(self.0.raw_copy_file_rename(alone.by_index(0)?, name)?)
    }

    /// Writes the list of files, which is the end.
    ///
    /// # Errors
    /// As for a file.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?)
    }
}

/// The most that is read of an archive.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// Files.
    pub files: usize,
    /// Bytes of all files together, unpacked.
    pub bytes: u64,
}

/// Reads an archive: `each` gets the name of every file in turn, as the
/// archive writes it, and its bytes; an error of the bytes tells that the file
/// is damaged.
///
/// # Errors
/// A text that says why this is no whole archive, or why it is not read to
/// its end.
pub fn unzip(
    mut from: impl Read + Seek,
    most: Most,
    each: &mut dyn FnMut(&str, &mut dyn Read),
) -> Result<(), String> {
    let listed = listed(&mut from).ok_or("it does not end as an archive does: it was cut off")?;
    let mut archive = ZipArchive::new(from).map_err(|error| error.to_string())?;
    if archive.len() as u64 != listed {
        return Err(format!("it lists {listed} files, and has {} names", archive.len()));
    }
    if most.files < archive.len() {
        return Err(format!("it has more than {} files", most.files));
    }
    let mut left = most.bytes;
    for at in 0..archive.len() {
        let name = match archive.name_for_index(at) {
            Some(name) => name.to_string(),
            None => continue,
        };
        let mut file = match archive.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                each(&name, &mut Damaged(error.to_string()));
                continue;
            }
        };
        if name.ends_with('/') && file.size() == 0 {
            continue;
        }
        let mut counted = (&mut file).take(left);
        each(&name, &mut counted);
        left = counted.limit();
        if left == 0 {
            return Err(format!("unpacked it has more than {} MB", most.bytes / 1024 / 1024));
        }
    }
    Ok(())
}

/// Returns how many files the end of an archive says there are; `None` if the
/// archive does not end there. Names that are the same are counted each.
fn listed(from: &mut (impl Read + Seek)) -> Option<u64> {
    const END: usize = 22;
    const END_64: &[u8] = b"PK\x06\x06";
    from.seek(SeekFrom::End(-i64::try_from(END).ok()?)).ok()?;
    let mut end = [0; END];
    from.read_exact(&mut end).ok()?;
    if end.get(..4)? != b"PK\x05\x06" || end.get(20..)? != [0, 0] {
        return None;
    }
    let count = u16::from_le_bytes(end.get(10..12)?.try_into().ok()?);
    if count < u16::MAX {
        return Some(u64::from(count));
    }
    // What the format cannot say in two bytes stands further up.
    from.seek(SeekFrom::End(-i64::try_from(END + 20 + 56).ok()?)).ok()?;
    let mut end = [0; 56];
    from.read_exact(&mut end).ok()?;
    (end.get(..4)? == END_64).then_some(())?;
    Some(u64::from_le_bytes(end.get(32..40)?.try_into().ok()?))
}

/// What cannot be read, and why.
struct Damaged(String);

impl Read for Damaged {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other(self.0.clone()))
    }
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
    fn an_archive_is_the_same_when_it_is_written_file_by_file() {
        let text = "again and again ".repeat(100);
        let files = [("a/ü.txt", text.as_bytes()), ("b", b"".as_slice()), ("c", b"c")];
        let mut archive = Archive::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let packed = Packed::of(bytes).expect("packed");
            assert_eq!(packed.unpack().expect("whole"), bytes);
            archive.add(name, &packed).expect("added");
        }
        let archive = archive.finish().expect("an archive").into_inner();
        assert_eq!(archive, zip(files.to_vec()).expect("an archive"));
    }

    #[test]
    fn what_becomes_shorter_is_deflated() {
        let text = "again and again ".repeat(100);
        let archive = zip(vec![("text", text.as_bytes())]).expect("an archive");
        assert!(archive.len() < 250);
        assert_eq!(&archive[8..10], &[8, 0]);
    }

    const MOST: Most = Most { files: 100, bytes: 1024 * 1024 };

    /// Files by name; nothing where the bytes are damaged.
    type Files = Vec<(String, Option<Vec<u8>>)>;

    fn read(archive: &[u8], most: Most) -> Result<Files, String> {
        let mut files = Vec::new();
        unzip(Cursor::new(archive), most, &mut |name, bytes| {
            let mut all = Vec::new();
            let read = bytes.read_to_end(&mut all).is_ok();
            files.push((name.to_string(), read.then_some(all)));
        })?;
        Ok(files)
    }

    #[test]
    fn what_was_written_is_read() {
        let text = "again and again ".repeat(100);
        let archive = zip(vec![("b/ü", text.as_bytes()), ("a", b"")]).expect("an archive");
        let files = read(&archive, MOST).expect("whole");
        assert_eq!(files, [("a".into(), Some(Vec::new())), ("b/ü".into(), Some(text.into()))]);
    }

    #[test]
    fn every_cut_is_noticed() {
        let archive = zip(vec![("a", b"some text"), ("b", b"more")]).expect("an archive");
        for end in 0..archive.len() {
            assert!(read(&archive[..end], MOST).is_err(), "{end}");
        }
        let longer = [&*archive, b"x"].concat();
        assert!(read(&longer, MOST).is_err());
    }

    #[test]
    fn changed_bytes_never_panic_and_are_noticed_in_files() {
        let text = b"what somebody does at night";
        let archive = zip(vec![("a", text)]).expect("an archive");
        for at in 0..archive.len() {
            let mut changed = archive.clone();
            changed[at] ^= 0x55;
            if let Ok(files) = read(&changed, MOST) {
                let is_same = |file: &(String, Option<Vec<u8>>)| file.1.as_deref() == Some(text);
                let is_file = (31..31 + 20).contains(&at);
                assert!(!is_file || !files.iter().any(is_same), "{at}");
            }
        }
    }

    #[test]
    fn an_archive_cannot_ask_for_more_than_the_limits() {
        let bomb = vec![0; 4 * 1024 * 1024];
        let archive = zip(vec![("bomb", &bomb)]).expect("an archive");
        assert!(archive.len() < 8000);
        assert_eq!(read(&archive, MOST).expect_err("too much"), "unpacked it has more than 1 MB");
        let many = Most { files: 1, ..MOST };
        let archive = zip(vec![("a", b""), ("b", b"")]).expect("an archive");
        assert_eq!(read(&archive, many).expect_err("too many"), "it has more than 1 files");
    }

    #[test]
    fn a_name_that_comes_twice_is_noticed() {
        let archive = zip(vec![("aa", b"one"), ("ab", b"two")]).expect("an archive");
        let mut twice = archive.clone();
        for at in 0..twice.len() - 1 {
            if &archive[at..at + 2] == b"ab" {
                twice[at + 1] = b'a';
            }
        }
        assert!(read(&twice, MOST).expect_err("twice").contains("lists 2 files"));
    }
}
