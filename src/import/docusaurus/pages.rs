//! The pages of the folder `docs`: their files, ids and addresses.

use std::collections::BTreeMap;

use super::category::{self, Category};
use super::docs;
use crate::base::SitePath;
use crate::import::address::{Addresses, Placed};
use crate::import::front::{self, Front};
use crate::import::gather::Gather;
use crate::import::page::{self, Page, content};
use crate::model::world::Failure;

/// A page of Docusaurus.
pub(super) struct Found {
    /// The page.
    pub page: Page,
    /// The number its file's name begins with.
    pub number: Option<String>,
    /// Whether it is part of other pages.
    pub is_partial: bool,
}

/// All pages.
#[derive(Default)]
pub(super) struct Site {
    /// Its pages, by path.
    pub pages: Vec<Found>,
    /// What addresses mean.
    pub addresses: Addresses,
    /// Places by the ids that sidebars use.
    pub by_id: BTreeMap<String, SitePath>,
    /// Categories by their folder in the new content folder.
    pub categories: BTreeMap<SitePath, Category>,
    /// What positions are multiplied by, so that they are whole numbers.
    pub scale: i64,
}

/// Finds all pages and the files beside them.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if there is no folder `docs`.
pub(super) fn find(gather: &mut Gather<'_>) -> Result<Site, Failure> {
    let files = gather.below(&docs());
    if files.is_empty() {
        let reason = "there is no folder `docs`";
        return Err(Failure::new("cannot import a Docusaurus site", reason));
    }
    let mut site = Site { scale: 1, ..Site::default() };
    site.addresses.source_marks = &["@site/"];
    for file in files {
        match file.extension() {
            "md" | "mdx" => add_page(gather, file, &mut site)?,
            _ if file.stem() == "_category_" => {
                let category = category::read(gather, &file)?;
                site.categories.extend(category.map(|category| (file.parent(), category)));
            }
            _ => site.addresses.add_asset(file.clone(), file),
        }
    }
    let statics = SitePath::default().child("static");
    for file in gather.below(&statics) {
        if let Some(place) = file.below(&statics) {
            site.addresses.add_asset(file, place);
        }
    }
    site.scale = scale(&site);
    Ok(site)
}

/// Finds a factor that makes all positions whole numbers.
fn scale(site: &Site) -> i64 {
    let own = site.pages.iter().filter_map(|found| found.page.front.text("sidebar_position"));
    let all = own.chain(site.categories.values().filter_map(|c| c.position.as_deref()));
    let digits = |text: &str| {
        let (_, fraction) = text.split_once('.')?;
        let fraction = fraction.trim_end_matches('0');
        fraction.bytes().all(|byte| byte.is_ascii_digit()).then_some(fraction.len())
    };
    let digits = all.filter_map(digits).max().unwrap_or(0);
    10i64.pow(u32::try_from(digits.min(4)).unwrap_or(0))
}

/// Returns a position as a whole number.
pub(super) fn order(site: &Site, position: &str) -> Option<i64> {
    let position: f64 = position.trim().parse().ok()?;
    let scaled = position * site.scale as f64;
    let is_whole = (scaled - scaled.round()).abs() < 1e-6 && scaled.abs() < 1e9;
    is_whole.then_some(scaled.round() as i64)
}

/// Takes the number off the beginning of a name: `01-intro` is `intro`.
fn without_number(name: &str) -> (Option<&str>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = name.split_at(digits);
    let after = rest.trim_start_matches(['-', '_', '.', ' ']);
    // A date or a version is no number of order.
    let is_number = 0 < digits && digits < 4 && after.len() < rest.len() && !after.is_empty();
    let is_version = after.starts_with(|c: char| c.is_ascii_digit());
    if is_number && !is_version { (Some(number), after) } else { (None, name) }
}

fn add_page(gather: &mut Gather<'_>, file: SitePath, site: &mut Site) -> Result<(), Failure> {
    let wanted = file.parent().child(&format!("{}.md", file.stem()));
    let place = page::claim(gather, &mut site.addresses, &file, &wanted);
    let Some(text) = gather.read(&file)? else {
        gather.copy(&file, &content().join(place.as_str()).unwrap_or_default());
        return Ok(());
    };
    let front = front::read(&text);
    let is_partial = file.name().starts_with('_');
    let (number, name) = without_number(file.stem());
    let folder = file.below(&docs()).unwrap_or_default().parent();
    let plain = folder.parts().map(|part| without_number(part).1);
    let folder = plain.fold(SitePath::default(), |path, part| path.child(part));
    let id = front.text("id").unwrap_or(name).to_string();
    let address = address(&folder, &id, &front);
    let base = SitePath::new(&address).unwrap_or_default().parent();
    let number = number.map(str::to_string);
    site.by_id.entry(folder.child(&id).to_string()).or_insert_with(|| place.clone());
    let placed = Placed { source: file.clone(), place, address, base };
    if let Some(first) = site.addresses.add_page(&placed).filter(|_| !is_partial) {
        let reason = format!("the address `{}` is that of `{first}` too", placed.address);
        gather.report.not_understood((&file, 1), "address", &reason);
    }
    site.pages.push(Found { page: Page { text, front, placed }, number, is_partial });
    Ok(())
}

/// Returns the address Docusaurus publishes a page at.
fn address(folder: &SitePath, id: &str, front: &Front) -> String {
    let is_index = matches!(id.to_lowercase().as_str(), "index" | "readme")
        || folder.name().eq_ignore_ascii_case(id);
    let below = match front.text("slug") {
        Some(slug) if slug.starts_with('/') => SitePath::new(slug).unwrap_or_default(),
        Some(slug) => folder.join(slug).unwrap_or_default(),
        None if is_index => folder.clone(),
        None => folder.child(id),
    };
    let whole = docs().join(below.as_str()).unwrap_or_default();
    format!("/{whole}")
}
