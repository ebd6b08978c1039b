//! Pages of folders: where a category puts them, and those that are made for
//! a category without one.

use super::category::Category;
use super::pages::{Site, order};
use crate::base::SitePath;
use crate::import::gather::Gather;
use crate::import::keys::Keys;
use crate::import::page::content;
use crate::import::report::Outcome;

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
