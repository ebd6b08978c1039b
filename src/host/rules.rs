//! Files that the command line names as rules of monitoring, wherever they
//! lie: files, folders, globs, and standard input.
//!
//! Links in a folder are not followed, and names that begin with a dot are
//! left out. How deep, how many and how large they may be has limits.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::model::world::Failure;

/// Ends of names of files that a folder is searched for.
const ENDS: &[&str] = &["yml", "yaml", "json", "rules", "rule"];
/// Folders in each other.
const DEEPEST: usize = 32;
/// The most names that are looked at for one argument.
const MOST: usize = 200_000;

/// A file of rules.
pub struct RuleFile {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Its bytes, at most one more than were asked for.
    pub bytes: Vec<u8>,
    /// Whether it is named itself.
    pub is_named: bool,
}

/// Reads what an argument names, each file up to `most` bytes and one more.
///
/// # Errors
/// A [`Failure`] if nothing is there, or it cannot be read.
pub fn read(argument: &Path, most: usize) -> Result<Vec<RuleFile>, Failure> {
    if argument == Path::new("-") {
        let bytes = standard_input(most)?;
        return Ok(vec![RuleFile { path: "-".into(), bytes, is_named: true }]);
    }
    let (paths, is_named) = if argument.is_dir() {
        let is_rules = |path: &Path| {
            let end = path.extension().and_then(|end| end.to_str()).map(str::to_lowercase);
            end.is_some_and(|end| ENDS.contains(&&*end))
        };
        (below(argument, &is_rules)?, false)
    } else if let Some((folder, glob)) = pattern(argument).filter(|_| !argument.exists()) {
        (below(&folder, &|path| glob.is_match(path))?, false)
    } else {
        (vec![argument.to_path_buf()], true)
    };
    if paths.is_empty() {
        let attempt = format!("cannot read rules from `{}`", argument.display());
        return Err(Failure::new(attempt, "no rule file is there"));
    }
    let file = |path: PathBuf| {
        let bytes = super::file::read(&path, most)?;
        Ok(RuleFile { path, bytes, is_named })
    };
    paths.into_iter().map(file).collect()
}

fn standard_input(most: usize) -> Result<Vec<u8>, Failure> {
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(most).read_to_end(&mut bytes);
    read.map_err(|error| Failure::new("cannot read standard input", error))?;
    Ok(bytes)
}

/// Returns the folder a glob starts from, and the glob; `None` if it is none.
fn pattern(argument: &Path) -> Option<(PathBuf, GlobMatcher)> {
    let text = argument.to_str().filter(|text| text.contains(['*', '?', '[', '{']))?;
    let text = text.strip_prefix("./").unwrap_or(text);
    let glob = GlobBuilder::new(text).literal_separator(true).build().ok()?;
    let plain = text.find(['*', '?', '[', '{']).and_then(|at| text.get(..at)).unwrap_or_default();
    let folder = plain.rfind('/').and_then(|at| plain.get(..=at)).unwrap_or_default();
    Some((PathBuf::from(folder), glob.compile_matcher()))
}

/// Lists the regular files below a folder that are wanted, in order.
fn below(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut waiting = vec![(folder.to_path_buf(), 0)];
    let mut seen = 0;
    while let Some((path, depth)) = waiting.pop() {
        let place = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
        let cannot = |error: std::io::Error| {
            Failure::new(format!("cannot read folder `{}`", place.display()), error)
        };
        for entry in std::fs::read_dir(place).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            seen += 1;
            if MOST < seen {
                return Err(Failure::new(
                    format!("cannot read rules from `{}`", folder.display()),
                    format!("there are more than {MOST} names"),
                ));
            }
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let below = path.join(&name);
            let kind = entry.file_type().map_err(cannot)?;
            if kind.is_dir() && depth < DEEPEST {
                waiting.push((below, depth + 1));
            } else if kind.is_file() && is_wanted(&below) {
                files.push(below);
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}
