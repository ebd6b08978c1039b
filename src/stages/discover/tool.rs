//! Finds out which tools the pages of a site are written for: by the settings
//! that lie beside them, and by files that only one tool reads.

use crate::base::SitePath;
use crate::model::config::{Config, Flavour};
use crate::model::tool::{Tool, Tools};
use crate::model::world::{Entry, EntryKind, Failure, Files};

/// Settings with a name that other tools use too are Hugo's if a line begins
/// with one of these.
const HUGO_KEYS: &[&str] = &["baseurl", "languagecode"];

/// Settings larger than this are not looked at.
const LARGEST: u64 = 1024 * 1024;

/// Finds the tools of a site, unless its configuration says them.
///
/// # Errors
/// A [`Failure`] if a folder or file is there and cannot be read.
pub(super) fn find(
    files: &dyn Files,
    config: &Config,
    entries: &[Entry],
) -> Result<Tools, Failure> {
    if let Some(tools) = config.tools {
        return Ok(tools);
    }
    let mut tools = match config.flavour {
        Flavour::Learn => Tools::default().with(Tool::Learn),
        Flavour::MkDocs => Tools::default().with(Tool::MkDocs),
        Flavour::GitHub => Tools::default(),
    };
    for entry in entries {
        if let Some(tool) = of_name(entry.path.name()) {
            tools = tools.with(tool);
        }
    }
    for entry in files.list(&SitePath::default(), &|_| true)? {
        if let Some(tool) = of_settings(files, &entry)? {
            tools = tools.with(tool);
        }
    }
    Ok(tools)
}

/// Returns the tool that alone reads a file of this name among its pages.
fn of_name(name: &str) -> Option<Tool> {
    let stem = name.strip_suffix(".md").unwrap_or_default();
    match name {
        "_category_.json" | "_category_.yml" | "_category_.yaml" => Some(Tool::Docusaurus),
        _ if stem == "_index" || stem.starts_with("_index.") => Some(Tool::Hugo),
        _ => None,
    }
}

/// Returns the tool whose settings a file in the site's root is.
fn of_settings(files: &dyn Files, entry: &Entry) -> Result<Option<Tool>, Failure> {
    let name = entry.path.name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let is_data = matches!(ending, "toml" | "yaml" | "yml" | "json");
    Ok(match stem {
        "hugo" if is_data => Some(Tool::Hugo),
        "docusaurus.config" => Some(Tool::Docusaurus),
        "config" if is_data && entry.kind == EntryKind::File && entry.size < LARGEST => {
            let text = files.read(&entry.path)?;
            text.is_some_and(|text| is_of_hugo(&String::from_utf8_lossy(&text)))
                .then_some(Tool::Hugo)
        }
        _ => None,
    })
}

/// Tells whether settings are Hugo's.
fn is_of_hugo(text: &str) -> bool {
    let begins = |line: &str| {
        let line = line.trim_start_matches([' ', '"', '{']).to_ascii_lowercase();
        HUGO_KEYS.iter().any(|key| line.starts_with(key))
    };
    text.lines().any(begins)
}
