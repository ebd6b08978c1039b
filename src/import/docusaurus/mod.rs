//! Docusaurus: the folder `docs` with categories and sidebars, and MDX.
//!
//! MDX is JavaScript in Markdown and is not run. The components that
//! documentation is written with are known by their names.

mod body;
mod category;
mod component;
mod folder;
mod front;
mod jsx;
mod pages;
mod sidebar;
mod token;

use super::gather::Gather;
use super::settings::Settings;
use super::{Import, literal, page};
use crate::base::SitePath;
use crate::model::world::{Failure, Files};

/// Rewrites a Docusaurus site.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if there is no folder `docs`.
pub(super) fn import(files: &dyn Files) -> Result<Import, Failure> {
    let mut gather = Gather::new(files)?;
    let site = pages::find(&mut gather)?;
    for found in &site.pages {
        let keys = front::keys(&mut gather, &site, found);
        let body = body::rewrite(&mut gather, &site, found);
        let body = page::links(&mut gather, &site.addresses, &found.page, &body);
        page::finish(&mut gather, &found.page, keys, &body);
    }
    folder::write(&mut gather, &site);
    let menu = sidebar::entries(&mut gather, &site)?;
    let title = title(&mut gather)?;
    Settings { title, menu, ..Settings::default() }.write(&mut gather);
    Ok(gather.finish())
}

/// The folder of pages.
fn docs() -> SitePath {
    SitePath::default().child("docs")
}

/// Reads the title in the configuration, which is a program and not run.
fn title(gather: &mut Gather<'_>) -> Result<Option<String>, Failure> {
    let names = ["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"];
    let Some(path) = gather.first_of(&names) else { return Ok(None) };
    let Some(text) = gather.read(&path)? else { return Ok(None) };
    let found = text.text.match_indices("title:").find_map(|(at, mark)| {
        let before = text.text.get(..at)?;
        let is_key = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let rest = text.text.get(at + mark.len()..)?;
        let start = at + mark.len() + rest.len() - rest.trim_start().len();
        literal::string(&text.text, start).filter(|_| is_key)
    });
    let reason = "it is a program and is not run; only its title is read";
    gather.report.left_out((&path, 1), "configuration", reason);
    Ok(found.map(|(title, _)| title))
}
