//! `_category_.json` and `_category_.yml`: what a folder is called and where
//! it stands.

use super::docs;
use super::pages::{Site, order};
use crate::base::SitePath;
use crate::import::data;
use crate::import::gather::Gather;
use crate::import::keys::Keys;
use crate::import::page::content;
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
    description: Option<String>,
    /// The title of the page that lists it.
    title: Option<String>,
    /// The address of that page.
    address: Option<String>,
}

/// Reads the file of a category.
///
/// # Errors
/// A [`Failure`] if it cannot be read.
pub(super) fn read(
    gather: &mut Gather<'_>,
    file: &SitePath,
    site: &mut Site,
) -> Result<(), Failure> {
    let Some((text, node)) = data::read(gather, file)? else { return Ok(()) };
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
    let category = Category {
        label,
        position: data::text(&node, "position"),
        description: of_link("description").or_else(|| data::text(&node, "description")),
        title: of_link("title"),
        address,
        text,
    };
    site.categories.insert(file.parent(), category);
    Ok(())
}

/// Tells whether a page is the page of its folder.
pub(super) fn is_section(place: &SitePath) -> bool {
    matches!(place.stem().to_lowercase().as_str(), "index" | "readme")
}

/// Writes a page for each folder that has a category and no page.
pub(super) fn write(gather: &mut Gather<'_>, site: &Site) {
    for (folder, category) in &site.categories {
        let has_page = site.pages.iter().any(|found| {
            let place = &found.page.placed.place;
            place.parent() == *folder && is_section(place)
        });
        if has_page {
            continue;
        }
        let mut keys = Keys::default();
        let label = category.label.clone().unwrap_or_else(|| folder.name().to_string());
        let title = category.title.clone().unwrap_or_else(|| label.clone());
        keys.put("title", &title);
        if title != label {
            keys.put("nav_title", &label);
        }
        if let Some(description) = &category.description {
            keys.put("description", description);
        }
        position(gather, site, category, &mut keys);
        if let Some(address) = &category.address {
            keys.alias(address);
        }
        let place = content().join(folder.child("index.md").as_str()).unwrap_or_default();
        gather.report.count("page of a category", Outcome::Changed);
        gather.report.pages += 1;
        gather.write(&place, format!("{}\n# {title}\n", keys.finish()));
    }
}

/// Adds the place of a category to the keys of its page.
pub(super) fn position(gather: &mut Gather<'_>, site: &Site, category: &Category, keys: &mut Keys) {
    let Some(position) = &category.position else { return };
    match order(site, position) {
        Some(order) => {
            keys.put("order", &order.to_string());
        }
        None => {
            let reason = "a position must be a number";
            gather.report.not_understood(category.text.place(0), "category position", reason);
        }
    }
}
