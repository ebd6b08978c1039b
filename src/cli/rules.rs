//! Rule files and an earlier `site.json` named on the command line, as a site
//! shows them: by their path from its root.

use std::path::{Component, Path, PathBuf};

use super::place::{here, real};
use crate::base::SitePath;
use crate::host::{file, rules};
use crate::model::world::{Failure, Given};
use crate::registry::{LARGEST_PUBLISHED, LARGEST_RULES};

/// What standard input is called.
const INPUT: &str = "(standard input)";

/// Reads the files that arguments name, each once, in the order of their
/// paths.
///
/// # Errors
/// A [`Failure`] if one is not there, or cannot be read.
pub(super) fn read(arguments: &[PathBuf], root: &Path) -> Result<Vec<Given>, Failure> {
    let mut given: Vec<Given> = Vec::new();
    let (here, root) = from(root)?;
    for argument in arguments {
        for file in rules::read(argument, LARGEST_RULES)? {
            let path = match file.path == Path::new("-") {
                true => SitePath::default().child(INPUT),
                false => seen_from(&root, &real(&here.join(&file.path))),
            };
            let (bytes, is_named) = (file.bytes.into(), file.is_named);
            given.push(Given { path, bytes, is_named });
        }
    }
    given.sort_by(|a, b| (&a.path, !a.is_named).cmp(&(&b.path, !b.is_named)));
    given.dedup_by(|later, first| later.path == first.path);
    Ok(given)
}

/// Reads what an earlier build published, if an argument names it.
///
/// # Errors
/// A [`Failure`] if it is not there, or cannot be read.
pub(super) fn earlier(argument: Option<&Path>, root: &Path) -> Result<Option<Given>, Failure> {
    let Some(argument) = argument else { return Ok(None) };
    let (here, root) = from(root)?;
    let bytes = file::read(argument, LARGEST_PUBLISHED)?.into();
    let path = seen_from(&root, &real(&here.join(argument)));
    Ok(Some(Given { path, bytes, is_named: true }))
}

/// Returns the folder the command runs in, and the whole path of the site.
fn from(root: &Path) -> Result<(PathBuf, PathBuf), Failure> {
    let here = here()?;
    let root = std::fs::canonicalize(here.join(root)).unwrap_or_else(|_| here.join(root));
    Ok((here, root))
}

/// Writes a path as seen from a folder; it may begin with `..`.
fn seen_from(root: &Path, path: &Path) -> SitePath {
    let names = |path: &Path| -> Vec<String> {
        let parts = path.components().filter(|part| matches!(part, Component::Normal(_)));
        parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
    };
    let (root, path) = (names(root), names(path));
    let shared = root.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", root.len() - shared);
    let down = path.iter().skip(shared).map(String::as_str);
    up.chain(down).fold(SitePath::default(), |seen, part| seen.child(part))
}
