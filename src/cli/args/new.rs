//! The words behind `handover new`.

use std::path::PathBuf;

use crate::registry::KINDS;

/// What `handover new` begins.
#[derive(clap::Args, Debug)]
pub struct New {
    /// A site, or a page of a kind
    #[arg(value_parser = beginnings())]
    pub what: String,
    /// The folder of the site, or the file of the page, such as
    /// content/runbooks/restore.md
    pub path: PathBuf,
    /// The title of the page [default: from the file's name]
    #[arg(long)]
    pub title: Option<String>,
    /// The role that answers for the page [default: that of the folder's page]
    #[arg(long, value_name = "ROLE")]
    pub owner: Option<String>,
}

/// Lists what can be begun.
fn beginnings() -> Vec<&'static str> {
    let kinds = KINDS.iter().flat_map(|kind| std::iter::once(&kind.name).chain(kind.synonyms));
    ["site", "page"].into_iter().chain(kinds.copied()).collect()
}
