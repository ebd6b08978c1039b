//! Reads data files as trees; what a file means is said by its name, and read
//! by whoever knows it. What is for other audiences than the site's is taken
//! out here.

use std::sync::Arc;

use crate::base::{Diagnostic, FileId, SitePath, TextRange};
use crate::model::allow;
use crate::model::audience::Top;
use crate::model::config::Config;
use crate::model::records::{DATA_FOLDER, DataFile};
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::yaml::{self, Limits};

/// Files whose keys are ids or names.
const RECORDS: &[&str] =
    &["roles", "teams", "calendars", "services", "environments", "variables", "vocabularies"];

/// Reads `data/NAME.yml` and `data/NAME/*.yml` below the content folder, in
/// the order of their paths.
///
/// # Errors
/// A [`Failure`] if a file is there and cannot be read.
pub(super) fn load(
    files: &dyn Files,
    config: &Config,
    texts: &mut Texts,
    found: &mut Vec<Diagnostic>,
) -> Result<Vec<DataFile>, Failure> {
    let folder = config.content.child(DATA_FOLDER);
    let mut paths: Vec<SitePath> =
        files.list(&folder, &|_| false)?.into_iter().map(|entry| entry.path).collect();
    paths.sort_unstable();
    let mut data = Vec::new();
    for path in paths {
        let Some(name) = name(&folder, &path) else { continue };
        let Some(bytes) = files.read(&path)? else { continue };
        let text = decode(FileId::of(&path), &bytes).drain_into(found);
        let file = texts.add(&path, &text);
        let node = yaml::parse(file, &text, 0, Limits::DATA).drain_into(found);
        let whole = TextRange::new(0, text.len());
        let allows = allow::read_data(file, (&text, whole), &node, found).into();
        let mut scoped = Vec::new();
        let top = if RECORDS.contains(&&*name) { Top::Ids } else { Top::Keys };
        let node = Arc::new(config.audiences.visible(&node, top, &mut scoped));
        config.audiences.report(file, &scoped, found);
        data.push(DataFile { name, path, file, node, scoped: scoped.into(), allows });
    }
    Ok(data)
}

/// Returns what a file in the data folder holds.
fn name(folder: &SitePath, path: &SitePath) -> Option<Box<str>> {
    let is_yaml = matches!(path.extension().to_ascii_lowercase().as_str(), "yml" | "yaml");
    let below = path.below(folder).filter(|_| is_yaml)?;
    let parts: Vec<&str> = below.parts().collect();
    match parts.as_slice() {
        [_] => Some(path.stem().into()),
        [name, _] => Some((*name).into()),
        _ => None,
    }
}
