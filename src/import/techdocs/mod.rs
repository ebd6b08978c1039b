//! The GOV.UK Tech Docs Template: pages of Middleman with ERB in them.
//!
//! ERB is Ruby and is not run. The few expressions that pages are written
//! with are known by their form.

mod erb;
mod front;
mod pages;

use super::gather::Gather;
use super::report::Outcome;
use super::settings::Settings;
use super::{Import, data, page};
use crate::base::SitePath;
use crate::model::world::{Failure, Files};
use crate::text::data::Node;

/// Rewrites a site of the Tech Docs Template.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if there is no folder `source`.
pub(super) fn import(files: &dyn Files) -> Result<Import, Failure> {
    let mut gather = Gather::new(files)?;
    let names = ["config/tech-docs.yml", "config/tech-docs.yaml"];
    let config = match gather.first_of(&names) {
        Some(path) => data::read(&mut gather, &path)?,
        None => None,
    };
    let site = pages::find(&mut gather)?;
    let node = config.as_ref().map(|(_, node)| node);
    for found in &site.pages {
        let keys = front::keys(&mut gather, &site, found);
        let body = erb::rewrite(&mut gather, &site, found, node);
        let body = page::links(&mut gather, &site.addresses, &found.page, &body);
        page::finish(&mut gather, &found.page, keys, &body);
    }
    let title = node.and_then(|node| data::text(node, "service_name"));
    if let Some((text, node)) = &config {
        for entry in node.as_map().unwrap_or_default() {
            let name = format!("setting {}", entry.key.text);
            match entry.key.text.as_str() {
                "service_name" => gather.report.count(&name, Outcome::Changed),
                _ => {
                    let place = text.place(entry.key.range.start as usize);
                    gather.report.left_out(place, &name, "there is no such setting");
                }
            }
        }
    }
    Settings { title, ..Settings::default() }.write(&mut gather);
    Ok(gather.finish())
}

/// The folder of pages of the template.
fn source() -> SitePath {
    SitePath::default().child("source")
}

/// Finds a value by keys in each other.
fn value(node: &Node, keys: &[&str]) -> Option<String> {
    let mut node = node;
    for key in keys {
        node = node.get(key)?;
    }
    node.as_text().map(str::to_string)
}
