//! `_category_.json` and `_category_.yml`: what a folder is called and where
//! it stands.

use super::docs;
use crate::base::SitePath;
use crate::import::data;
use crate::import::gather::Gather;
use crate::import::report::Outcome;
use crate::import::text::Text;
use crate::model::world::Failure;
use crate::text::slug::slug;

/// A category.
#[derive(Debug)]
pub(super) struct Category {
    /// The file it is written in.
    pub text: Text,
    /// What menus call it.
    pub label: Option<String>,
    /// Where it stands, as it is written.
    pub position: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// The title of the page that lists it.
    pub title: Option<String>,
    /// The address of that page.
    pub address: Option<String>,
}

/// Reads the file of a category; `None` if it holds none.
///
/// # Errors
/// A [`Failure`] if it cannot be read.
pub(super) fn read(gather: &mut Gather<'_>, file: &SitePath) -> Result<Option<Category>, Failure> {
    let Some((text, node)) = data::read(gather, file)? else { return Ok(None) };
    let link = data::get(&node, "link");
    let of_link = |key: &str| link.and_then(|link| data::text(link, key));
    let label = data::text(&node, "label");
    let is_listed = of_link("type").as_deref() == Some("generated-index");
    let name = of_link("slug").map(|slug| slug.trim_matches('/').to_string());
    let name = name.or_else(|| Some(format!("category/{}", slug(label.as_deref()?))));
    let address = name.filter(|_| is_listed).map(|name| format!("/{}/{name}", docs()));
    for entry in node.as_map().unwrap_or_default() {
        let construct = format!("category {}", entry.key.text);
        match entry.key.text.as_str() {
            "label" | "position" | "link" | "description" => {
                gather.report.count(&construct, Outcome::Changed);
            }
            _ => {
                let place = text.place(entry.key.range.start as usize);
                gather.report.left_out(place, &construct, "there is no such setting");
            }
        }
    }
    Ok(Some(Category {
        label,
        position: data::text(&node, "position"),
        description: of_link("description").or_else(|| data::text(&node, "description")),
        title: of_link("title"),
        address,
        text,
    }))
}
