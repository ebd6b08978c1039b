//! The list in a copy of a site by which the copy is proved whole.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::{Hash, Sha256, SitePath};
use crate::model::artifact::Manifest;

/// What the bytes of a file must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sum {
    /// As a copy says it.
    Sha256(Sha256),
    /// As the manifest of a published site says it.
    Own(Hash),
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sum::Sha256(sum) => write!(f, "{sum}"),
            Sum::Own(hash) => write!(f, "{hash}"),
        }
    }
}

/// The files of a copy, each with the sum of its bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// The sums by path.
    pub files: BTreeMap<SitePath, Sum>,
}

impl Sums {
    /// The name of the list in a copy.
    pub const NAME: &'static str = "SHA256SUMS";

    /// Reads a list as `sha256sum` writes it: a line for each file, with the
    /// sum, a space, a space or `*`, and the path. A name with a line feed or
    /// a backslash, before which `sha256sum` puts a backslash, is no name of
    /// a file of a site.
    ///
    /// # Errors
    /// The number of the first line that is none, from 1, and why.
    pub fn parse(text: &str) -> Result<Sums, (usize, String)> {
        let mut files = BTreeMap::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
            let wrong = |why: &str| (at + 1, why.to_string());
            let (sum, name) = line.split_once(' ').ok_or_else(|| wrong("there is no space"))?;
            let sum = Sha256::parse(sum).ok_or_else(|| wrong("it begins with no SHA-256"))?;
            let name = name.strip_prefix([' ', '*']).unwrap_or_default();
            let path = file(name).ok_or_else(|| wrong("it names no file inside the copy"))?;
            if files.insert(path, Sum::Sha256(sum)).is_some() {
                return Err(wrong("the file is named twice"));
            }
        }
        Ok(Sums { files })
    }

    /// Writes a line for each file as `sha256sum` does, sorted by path.
    pub fn write(&self) -> String {
        self.files.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect()
    }
}

impl From<Manifest> for Sums {
    fn from(manifest: Manifest) -> Sums {
        let own = |(path, hash)| (path, Sum::Own(hash));
        Sums { files: manifest.files.into_iter().map(own).collect() }
    }
}

/// Reads the name of a file of a copy; one that leads elsewhere is none, nor
/// is one that is written in another way than we would.
pub fn file(name: &str) -> Option<SitePath> {
    let path = SitePath::new(name).filter(|path| path.as_str() == name && !path.is_root())?;
    (!name.contains(['\\', '\n', '\r', '\0'])).then_some(path)
}

/// A copy as it was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// What each file is, by its name as it stands there; why it cannot be
    /// read.
    pub files: BTreeMap<String, Result<Sum, String>>,
    /// Why it was not looked through to its end.
    pub broken: Option<String>,
}

/// How a copy differs from its list; each in the order of names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// Files of the list that are there as they must be.
    pub whole: usize,
    /// Files of the list that are not there.
    pub missing: Vec<String>,
    /// Files with other bytes.
    pub changed: Vec<String>,
    /// Files that are not on the list.
    pub extra: Vec<String>,
    /// Files that cannot be read, and why.
    pub unreadable: Vec<(String, String)>,
    /// Why it was not looked through to its end.
    pub broken: Option<String>,
}

impl Difference {
    /// Compares a copy with its list.
    pub fn between(sums: &Sums, found: &Found) -> Difference {
        let mut difference = Difference { broken: found.broken.clone(), ..Difference::default() };
        for (name, sum) in &found.files {
            match (sum, file(name).and_then(|path| sums.files.get(&path))) {
                (_, None) => difference.extra.push(name.clone()),
                (Err(why), Some(_)) => difference.unreadable.push((name.clone(), why.clone())),
                (Ok(sum), Some(listed)) if sum == listed => difference.whole += 1,
                (Ok(_), Some(_)) => difference.changed.push(name.clone()),
            }
        }
        let is_there = |path: &&SitePath| found.files.contains_key(path.as_str());
        let missing = sums.files.keys().filter(|path| !is_there(path));
        difference.missing = missing.map(ToString::to_string).collect();
        difference
    }

    /// Tells whether the copy is what its list says.
    pub fn is_none(&self) -> bool {
        let Difference { missing, changed, extra, unreadable, broken, .. } = self;
        let lists = [missing, changed, extra];
        lists.iter().all(|list| list.is_empty()) && unreadable.is_empty() && broken.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_is_written() {
        let path = |text| SitePath::new(text).expect("a path");
        let files = ["a b/ü.html", "index.html"]
            .map(|name| (path(name), Sum::Sha256(Sha256::of(name.as_bytes()))));
        let sums = Sums { files: files.into() };
        let text = sums.write();
        assert!(text.lines().all(|line| line.get(64..66) == Some("  ")), "{text}");
        assert_eq!(Sums::parse(&text), Ok(sums.clone()));
        assert_eq!(Sums::parse(&text.replace("  ", " *").replace('\n', "\r\n")), Ok(sums));
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_line() {
        let sum = Sha256::of(b"");
        let of = |name: &str| format!("{sum}  a\n{sum}  {name}\n");
        for name in ["../b", "/b", "b//c", "b\\c", "./b", "", "a", "b/../c"] {
            assert_eq!(Sums::parse(&of(name)).map_err(|(line, _)| line), Err(2), "{name}");
        }
        for text in ["word", "0123  a", "\u{feff}é  a", &format!("{sum} "), &format!("{sum}x  a")]
        {
            assert!(Sums::parse(text).is_err(), "{text}");
        }
    }
}
