//! `handover schema`: JSON Schemas for editors.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Exit;
use crate::base::SitePath;
use crate::host::terminal::print_error;
use crate::host::{change, file};
use crate::model::world::Failure;
use crate::registry::{CONFIG_KEYS, KINDS};
use crate::report::schema::{self, Setting};

/// Lists the schemas with the names of their files.
pub(super) fn all() -> Vec<(String, Value)> {
    let settings: Vec<Setting> = CONFIG_KEYS
        .iter()
        .map(|key| Setting {
            name: key.name,
            takes: key.takes,
            default: key.default,
            meaning: key.meaning,
        })
        .collect();
    let config = ("handover.schema.json".to_owned(), schema::config(&settings));
    let kinds =
        KINDS.iter().map(|kind| (format!("{}.schema.json", kind.name), schema::front_matter(kind)));
    std::iter::once(config).chain(kinds).collect()
}

/// Writes all schemas into a folder, in place of those that are there.
pub(super) fn run(folder: &Path) -> Result<Exit, Failure> {
    file::folder(folder)?;
    let files = all();
    for (name, schema) in &files {
        change::replace(folder, &SitePath::default().child(name), &text(schema))?;
    }
    print_error(&format!("Wrote {} schemas into {}\n", files.len(), folder.display()));
    Ok(Exit::Clean)
}

/// Returns the files of the schemas below `folder` with their texts.
pub(super) fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    all().into_iter().map(|(name, schema)| (folder.join(name), text(&schema))).collect()
}

fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
