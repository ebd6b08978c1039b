//! The pages and partials of the folder `source`.

use super::source;
use crate::base::SitePath;
use crate::import::address::{Addresses, Placed};
use crate::import::front;
use crate::import::gather::Gather;
use crate::import::page::{self, Page, content};
use crate::model::world::Failure;

/// A page or partial.
pub(super) struct Found {
    /// The page.
    pub page: Page,
    /// Whether it is part of other pages.
    pub is_partial: bool,
}

/// All pages.
#[derive(Default)]
pub(super) struct Site {
    /// Pages and partials, by path.
    pub pages: Vec<Found>,
    /// What addresses mean.
    pub addresses: Addresses,
}

/// Folders of the template that hold no pages.
const FOREIGN: &[&str] = &["layouts", "javascripts", "stylesheets", "fonts"];

/// Finds all pages and the files beside them.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if there is no folder `source`.
pub(super) fn find(gather: &mut Gather<'_>) -> Result<Site, Failure> {
    let files = gather.below(&source());
    if files.is_empty() {
        let reason = "there is no folder `source`";
        return Err(Failure::new("cannot import a Tech Docs site", reason));
    }
    let mut site = Site::default();
    for file in files {
        let path = file.below(&source()).unwrap_or_default();
        if path.parts().next().is_some_and(|first| FOREIGN.contains(&first)) {
            continue;
        }
        match markdown_name(&path) {
            Some(place) => add_page(gather, (file, place), &mut site)?,
            None if path.name().ends_with(".erb") || path.name().ends_with(".haml") => {
                let reason = "a page that is not Markdown is not imported";
                gather.report.not_understood((&file, 1), "page", reason);
            }
            None => site.addresses.add_asset(file, path),
        }
    }
    Ok(site)
}

/// Returns the path of a page as `x.md`: Middleman takes the endings off one
/// by one.
fn markdown_name(path: &SitePath) -> Option<SitePath> {
    let name = path.name();
    let name = name.strip_suffix(".erb").unwrap_or(name);
    let name = name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown"))?;
    let name = name.strip_suffix(".html").unwrap_or(name);
    (!name.is_empty()).then(|| path.parent().child(&format!("{name}.md")))
}

fn add_page(
    gather: &mut Gather<'_>,
    (file, wanted): (SitePath, SitePath),
    site: &mut Site,
) -> Result<(), Failure> {
    let place = page::claim(gather, &mut site.addresses, &file, &wanted);
    let Some(text) = gather.read(&file)? else {
        gather.copy(&file, &content().join(place.as_str()).unwrap_or_default());
        return Ok(());
    };
    let front = front::read(&text);
    let is_partial = wanted.name().starts_with('_');
    let base = wanted.parent();
    let address = match wanted.stem() {
        "index" if base.is_root() => "/".into(),
        "index" => format!("/{base}/"),
        stem => format!("/{}", base.child(&format!("{stem}.html"))),
    };
    let placed = Placed { source: file, place, address, base };
    // Two files with one name were told of above.
    site.addresses.add_page(&placed);
    site.pages.push(Found { page: Page { text, front, placed }, is_partial });
    Ok(())
}
