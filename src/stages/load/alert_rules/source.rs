//! Which files are rule files: those that the settings name, below the site's
//! root, and those that the command line names.

use std::collections::BTreeSet;

use super::LARGEST;
use crate::base::{Code, Diagnostic, SitePath};
use crate::model::config::Config;
use crate::model::world::{EntryKind, Failure, Files, Given};
use crate::text::glob::{Globs, Rules};

/// Lists all rule files, each once, in the order of their paths.
///
/// # Errors
/// A [`Failure`] if a file is there and cannot be read.
pub(super) fn sources(
    files: &dyn Files,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Result<Vec<Given>, Failure> {
    let mut given: Vec<Given> = files.given().to_vec();
    let mut known: BTreeSet<SitePath> = given.iter().map(|own| own.path.clone()).collect();
    for (pattern, span) in &config.alert_rules {
        let globs = Globs::new([&**pattern], Rules::Own);
        let folder = folder_of(pattern);
        let mut fits = false;
        for entry in files.list(&folder, &|_| false)? {
            if entry.kind != EntryKind::File || !globs.is_match(entry.path.as_str()) {
                continue;
            }
            fits = true;
            if !known.insert(entry.path.clone()) {
                continue;
            }
            // A file that is too large is told of, and not read.
            let bytes = match usize::try_from(entry.size).unwrap_or(usize::MAX) {
                size if LARGEST < size => vec![0; LARGEST + 1].into(),
                _ => files.read(&entry.path)?.unwrap_or_default(),
            };
            let is_named = entry.path.as_str() == &**pattern;
            given.push(Given { path: entry.path, bytes, is_named });
        }
        if !fits {
            let message = format!("no file fits `{pattern}`");
            let problem = Diagnostic::new(Code::UNUSED_GLOB, *span, message);
            found.push(problem.help("write a path or a glob from the folder of `handover.toml`"));
        }
    }
    given.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(given)
}

/// Returns the folder below which all files lie that a pattern can fit.
fn folder_of(pattern: &str) -> SitePath {
    let is_plain = |part: &&str| !part.contains(['*', '?', '[', '{', '\\']);
    let parts: Vec<&str> = pattern.split('/').collect();
    let above = parts.split_last().map(|(_, above)| above).unwrap_or_default();
    let plain = above.iter().copied().take_while(|part| is_plain(part));
    plain.fold(SitePath::default(), |folder, part| folder.join(part).unwrap_or_default())
}
