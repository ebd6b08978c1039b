//! Hugo: content folders, front matter in three languages, shortcodes, menus.
//!
//! Templates are not read, so a shortcode is known by its name: those of
//! Hugo itself and of the themes that documentation is written with.

mod argument;
mod body;
mod callout;
mod config;
mod front;
mod insert;
mod lex;
mod media;
mod menu;
mod pages;
mod reference;
mod shortcode;
mod token;

use super::gather::Gather;
use super::settings::Settings;
use super::{Import, page};
use crate::model::world::{Failure, Files};

/// Rewrites a Hugo site.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if this is no Hugo site.
pub(super) fn import(files: &dyn Files) -> Result<Import, Failure> {
    let mut gather = Gather::new(files)?;
    let config = config::read(&mut gather)?;
    let site = pages::find(&mut gather, &config)?;
    for at in 0..site.pages.len() {
        let Some(found) = site.pages.get(at) else { continue };
        let keys = front::keys(&mut gather, &site, &config, found);
        let body = body::rewrite(&mut gather, &site, &config, found)?;
        let body = page::links(&mut gather, &site.addresses, &found.page, &body);
        page::finish(&mut gather, &found.page, keys, &body);
    }
    let settings = Settings {
        title: config.title.clone(),
        tagline: None,
        lang: Some(config.lang.clone()),
        menu: menu::entries(&mut gather, &site, &config),
        planned: Vec::new(),
    };
    settings.write(&mut gather);
    Ok(gather.finish())
}
