//! Paths inside a site: `/` between parts, relative to a root, never above it.

use std::fmt;

/// A normalised path below a root: no leading `/`, no `.` or `..`, no empty
/// part, `/` on every system. The empty path is the root itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SitePath(Box<str>);

impl SitePath {
    /// Normalises `text`; `None` if it climbs above the root.
    pub fn new(text: &str) -> Option<SitePath> {
        SitePath::default().join(text)
    }

    /// Resolves `text` from this path taken as a folder. Both `/` and `\`
    /// separate, because authors on Windows write the second. `None` if the
    /// result would lie above the root.
    pub fn join(&self, text: &str) -> Option<SitePath> {
        let mut parts: Vec<&str> = self.parts().collect();
        for part in text.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(SitePath(parts.join("/").into()))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether this is the root.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the parts in order; none for the root.
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// Returns the folder this path lies in; the root lies in itself.
    pub fn parent(&self) -> SitePath {
        let parent = self.0.rsplit_once('/').map_or("", |(parent, _)| parent);
        SitePath(parent.into())
    }

    /// Returns the folders this path lies in, from the inside, without the
    /// root.
    pub fn ancestors(&self) -> impl Iterator<Item = SitePath> {
        let parent = |path: &SitePath| Some(path.parent()).filter(|parent| !parent.is_root());
        std::iter::successors(parent(self), parent)
    }

    /// Returns the last part; empty for the root.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Returns the last part up to its last dot.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// Returns what follows the last dot of the last part; empty if nothing.
    pub fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(stem, end)| if stem.is_empty() { "" } else { end })
    }

    /// Returns this path with `part` (one part, taken as it is) below it.
    pub fn child(&self, part: &str) -> SitePath {
        if self.is_root() {
            SitePath(part.into())
        } else {
            SitePath(format!("{}/{part}", self.0).into())
        }
    }

    /// Tells whether this path is `folder` or lies below it.
    pub fn is_within(&self, folder: &SitePath) -> bool {
        folder.is_root()
            || self.0.strip_prefix(&*folder.0).is_some_and(|r| r.is_empty() || r.starts_with('/'))
    }

    /// Returns the path relative to `folder`, if it lies below it.
    pub fn below(&self, folder: &SitePath) -> Option<SitePath> {
        if folder.is_root() {
            return Some(self.clone());
        }
        let rest = self.0.strip_prefix(&*folder.0)?;
        let rest = if rest.is_empty() { rest } else { rest.strip_prefix('/')? };
        Some(SitePath(rest.into()))
    }

    /// Writes this path as seen from the folder `from`: `../b/c`; `.` where
    /// they are the same.
    pub fn relative_from(&self, from: &SitePath) -> String {
        // Every page writes dozens of these, so parts are not collected.
        let mine = self.0.bytes().chain([b'/']);
        let both = mine.zip(from.0.bytes().chain([b'/'])).enumerate();
        let equal = both.take_while(|(_, (mine, theirs))| mine == theirs);
        let ends = equal.filter(|(_, (byte, _))| *byte == b'/');
        let shared = ends.last().map_or(0, |(at, _)| at + 1);
        let rest = self.0.get(shared..).unwrap_or_default();
        let above = from.0.get(shared..).unwrap_or_default();
        let up = match above {
            "" => 0,
            above => 1 + above.bytes().filter(|byte| *byte == b'/').count(),
        };
        let mut text = String::with_capacity("../".len() * up + rest.len());
        (0..up).for_each(|_| text.push_str("../"));
        text.push_str(rest);
        if rest.is_empty() {
            text.pop();
        }
        if text.is_empty() { ".".into() } else { text }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("inside the root")
    }

    #[test]
    fn normalises_and_refuses_to_climb_out() {
        assert_eq!(path("./a//b/../c.md").as_str(), "a/c.md");
        assert_eq!(path("a\\b.md").as_str(), "a/b.md");
        assert_eq!(SitePath::new("a/../../b"), None);
        assert_eq!(path("a/b").join("../x.md").unwrap().as_str(), "a/x.md");
    }

    #[test]
    fn writes_relative_paths() {
        assert_eq!(path("a/b").relative_from(&path("a/c/d")), "../../b");
        assert_eq!(path("a").relative_from(&path("a")), ".");
        assert_eq!(path("a/b").relative_from(&path("")), "a/b");
        assert_eq!(path("").relative_from(&path("x/y")), "../..");
        assert_eq!(path("x").relative_from(&path("x/y")), "..");
        assert_eq!(path("ab/c").relative_from(&path("a/b")), "../../ab/c");
    }

    #[test]
    fn knows_its_parts() {
        let page = path("runbooks/failed.job.md");
        assert_eq!(
            (page.stem(), page.extension(), page.name()),
            ("failed.job", "md", "failed.job.md")
        );
        assert_eq!(path(".hidden").extension(), "");
        assert!(page.is_within(&path("runbooks")) && !page.is_within(&path("run")));
    }
}
