//! Looks at a copy of a site: a folder, an archive, or the list of a folder.
//! Nothing is unpacked, no link is followed, and nothing is kept in memory but
//! names and sums.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use walkdir::WalkDir;

use crate::base::{Hash, Sha256};
use crate::model::artifact::Manifest;
use crate::model::sums::{Found, Sum, Sums};
use crate::model::world::Failure;
use crate::text::zip::{Most, unzip};

/// What is read of an archive at most: 64 GB of files would be an attack, and
/// no site.
const MOST: Most = Most { files: 500_000, bytes: 64 * 1024 * 1024 * 1024 };
/// The longest list, in bytes.
const LONGEST_LIST: u64 = 256 * 1024 * 1024;

/// A copy: what it says of itself, and what was found.
#[derive(Debug)]
pub struct Copied {
    /// The name of its list.
    pub name: &'static str,
    /// The list.
    pub sums: Sums,
    /// The sum of the list itself: who knows it from elsewhere knows that
    /// nobody changed the copy and its list.
    pub sum: Sha256,
    /// What was found.
    pub found: Found,
}

/// Looks at the copy at `path`.
///
/// # Errors
/// A [`Failure`] if nothing is there, or nothing with a list.
pub fn look(path: &Path) -> Result<Copied, Failure> {
    let cannot = |why: &dyn std::fmt::Display| {
        Failure::new(format!("cannot prove `{}` whole", path.display()), why)
    };
    let meta = std::fs::metadata(path).map_err(|error| cannot(&error))?;
    let result = if meta.is_dir() {
        folder(path)
    } else if path.file_name().is_some_and(|name| name == Sums::NAME) {
        folder(match path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        })
    } else {
        archive(path)
    };
    result.map_err(|why| cannot(&why))
}

/// Looks at a folder: by the list of a copy, else by the manifest of a build.
fn folder(folder: &Path) -> Result<Copied, String> {
    let lists = [Sums::NAME, Manifest::NAME];
    let Some((name, bytes)) = lists.into_iter().find_map(|name| Some((name, list(folder, name)?)))
    else {
        return Err(format!("there is neither `{}` nor `{}` in it", lists[0], lists[1]));
    };
    let bytes = bytes?;
    let sums = read_list(name, &bytes)?;
    let mut found = Found::default();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| error.to_string())?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
        let file = parts.collect::<Vec<_>>().join("/");
        if entry.file_type().is_dir() || file == name {
            continue;
        }
        let sum = match entry.file_type().is_file() {
            true => File::open(entry.path()).and_then(|file| sum_of(name, file)),
            false => {
                Err(std::io::Error::other("it is no file, but leads to one or is something else"))
            }
        };
        found.files.insert(file, sum.map_err(|error| error.to_string()));
    }
    Ok(Copied { name, sums, sum: Sha256::of(&bytes), found })
}

/// Reads a list, if it is there.
fn list(folder: &Path, name: &str) -> Option<Result<Vec<u8>, String>> {
    let file = match File::open(folder.join(name)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => return Some(Err(format!("`{name}` cannot be read: {error}"))),
    };
    Some(whole(file).map_err(|error| format!("`{name}` cannot be read: {error}")))
}

fn whole(from: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LONGEST_LIST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 <= LONGEST_LIST {
        true => Ok(bytes),
        false => Err(std::io::Error::other("it is too long for a list")),
    }
}

fn read_list(name: &str, bytes: &[u8]) -> Result<Sums, String> {
    let wrong = |line: usize, why: &str| format!("`{name}` is no list: line {line}: {why}");
    let text = std::str::from_utf8(bytes).map_err(|_| wrong(1, "it is no text"))?;
    match name {
        Manifest::NAME => match Manifest::parse(text) {
            Some(manifest) => Ok(manifest.into()),
            None => Err(wrong(1, "no build wrote it so")),
        },
        _ => Sums::parse(text).map_err(|(line, why)| wrong(line, &why)),
    }
}

/// Makes the sum that a list has of a file.
fn sum_of(list: &str, from: impl Read) -> std::io::Result<Sum> {
    match list {
        Manifest::NAME => Hash::read(from).map(Sum::Own),
        _ => Sha256::read(from).map(Sum::Sha256),
    }
}

/// Looks at an archive, whose list stands in it.
fn archive(path: &Path) -> Result<Copied, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let (mut found, mut list) = (Found::default(), None);
    let read = unzip(BufReader::new(file), MOST, &mut |name, bytes| {
        if name == Sums::NAME {
            list = Some(whole(bytes));
            return;
        }
        let sum = Sha256::read(bytes).map(Sum::Sha256).map_err(|error| error.to_string());
        found.files.insert(name.to_string(), sum);
    });
    found.broken = read.err();
    let name = Sums::NAME;
    let bytes = match (list, &found.broken) {
        (Some(Ok(bytes)), _) => bytes,
        // Nobody can say what it was; that it is no longer is certain.
        (Some(Err(error)), _) => {
            found.broken = Some(format!("`{name}` in it cannot be read: {error}"));
            Vec::new()
        }
        (None, Some(_)) => Vec::new(),
        (None, None) => return Err(format!("there is no `{name}` at its top")),
    };
    let sums = read_list(name, &bytes)?;
    Ok(Copied { name, sums, sum: Sha256::of(&bytes), found })
}
