//! What is asked to be moved, and whether it can be.

use std::fmt;

use crate::base::SitePath;
use crate::model::change::Relocation;
use crate::model::config::Config;
use crate::model::world::{Entry, EntryKind, Failure, Files};

/// What is asked for. Paths are from the site's root.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is to be moved.
    pub old: SitePath,
    /// Where to.
    pub new: SitePath,
    /// What the new path names.
    pub aim: Aim,
}

/// What a new path names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
    /// The thing itself, unless there is a folder of that name.
    Itself,
    /// A folder it goes into.
    Into,
}

/// Why something is not moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// There is nothing at the old path.
    Missing(SitePath),
    /// What is there is no regular file.
    NoFile(SitePath),
    /// A path lies outside the content folder.
    Outside(SitePath),
    /// The content folder itself was named.
    Everything,
    /// Something is at the new path.
    Taken(SitePath),
    /// A folder would move into itself.
    IntoItself(SitePath),
    /// A part of the new path begins with a dot, so nobody would see it.
    Hidden(SitePath),
    /// A page would become a file, or a file a page.
    OtherKind(SitePath),
    /// Another page has the address it would have.
    AddressTaken(SitePath),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Missing(path) => write!(f, "there is no page, file or folder `{path}`"),
            Refusal::NoFile(path) => {
                write!(f, "`{path}` is a symbolic link or no regular file")
            }
            Refusal::Outside(path) => write!(f, "`{path}` is not in the content folder"),
            Refusal::Everything => f.write_str("this is the content folder itself"),
            Refusal::Taken(path) => write!(f, "`{path}` is there already"),
            Refusal::IntoItself(path) => write!(f, "`{path}` cannot be moved into itself"),
            Refusal::Hidden(path) => {
                write!(f, "names that begin with a dot are not shown: `{path}`")
            }
            Refusal::OtherKind(path) => {
                write!(f, "the name of a page ends in `.md`, and no other file's does: `{path}`")
            }
            Refusal::AddressTaken(path) => {
                write!(f, "the address that `{path}` would have belongs to another page")
            }
        }
    }
}

/// Decides where to move what, or why not.
///
/// # Errors
/// A [`Failure`] if a folder cannot be read.
pub fn settle(
    files: &dyn Files,
    config: &Config,
    request: &Request,
) -> Result<Result<Relocation, Refusal>, Failure> {
    let old = &request.old;
    for path in [old, &request.new] {
        if !path.is_within(&config.content) {
            return Ok(Err(Refusal::Outside(path.clone())));
        }
    }
    if *old == config.content {
        return Ok(Err(Refusal::Everything));
    }
    let there = match find(files, old)? {
        There::Nothing => return Ok(Err(Refusal::Missing(old.clone()))),
        There::Other => return Ok(Err(Refusal::NoFile(old.clone()))),
        there => there,
    };
    let goes_into = request.aim == Aim::Into || find(files, &request.new)? == There::Folder;
    let mut new = if goes_into { request.new.child(old.name()) } else { request.new.clone() };
    if there == There::File && is_page(old) && new.extension().is_empty() {
        new = new.parent().child(&format!("{}.{}", new.name(), old.extension()));
    }
    let moved = Relocation { old: old.clone(), new };
    Ok(refuse(files, config, &moved, there)?.map_or(Ok(moved), Err))
}

fn refuse(
    files: &dyn Files,
    config: &Config,
    moved: &Relocation,
    there: There,
) -> Result<Option<Refusal>, Failure> {
    let Relocation { old, new } = moved;
    let below = new.below(&config.content).unwrap_or_default();
    let refusal = if there == There::Folder && old != new && new.is_within(old) {
        Refusal::IntoItself(old.clone())
    } else if old == new || find(files, new)? != There::Nothing {
        Refusal::Taken(new.clone())
    } else if below.parts().any(|part| part.starts_with('.')) {
        Refusal::Hidden(new.clone())
    } else if there == There::File && is_page(old) != is_page(new) {
        Refusal::OtherKind(new.clone())
    } else {
        return Ok(None);
    };
    Ok(Some(refusal))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    Nothing,
    File,
    Folder,
    Other,
}

fn find(files: &dyn Files, path: &SitePath) -> Result<There, Failure> {
    if path.is_root() {
        return Ok(There::Folder);
    }
    let beside = files.list(&path.parent(), &|_| true)?;
    let found = beside.iter().find(|entry| entry.path == *path).map(|entry: &Entry| entry.kind);
    Ok(match found {
        Some(EntryKind::File) => There::File,
        Some(EntryKind::Link | EntryKind::Special) => There::Other,
        None if files.list(path, &|_| false)?.is_empty() => There::Nothing,
        None => There::Folder,
    })
}

fn is_page(path: &SitePath) -> bool {
    matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown")
}
