//! mdBook: `book.toml`, the list of chapters in `SUMMARY.md`, and what
//! chapters include.

mod body;
mod select;
mod summary;

use super::address::{Addresses, Placed};
use super::front;
use super::gather::Gather;
use super::keys::Keys;
use super::page::{self, Page, content};
use super::report::Outcome;
use super::settings::Settings;
use super::text::Text;
use super::{Import, data};
use crate::base::SitePath;
use crate::model::world::{Failure, Files};
use crate::text::data::Node;

/// All chapters.
pub(super) struct Site {
    /// The folder of chapters.
    pub folder: SitePath,
    /// Chapters, by path.
    pub pages: Vec<Page>,
    /// What addresses mean.
    pub addresses: Addresses,
}

/// Rewrites a book.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if there is no `SUMMARY.md`.
pub(super) fn import(files: &dyn Files) -> Result<Import, Failure> {
    let mut gather = Gather::new(files)?;
    let config = match gather.first_of(&["book.toml"]) {
        Some(path) => data::read(&mut gather, &path)?,
        None => None,
    };
    let book = config.as_ref().and_then(|(_, node)| node.get("book"));
    let text = |key: &str| book.and_then(|book| data::text(book, key));
    let folder = text("src").and_then(|src| SitePath::new(&src));
    let folder = folder.unwrap_or_else(|| SitePath::default().child("src"));
    let summary = summary::read(&mut gather, &folder)?;
    let site = find(&mut gather, folder, &summary)?;
    for found in &site.pages {
        let rewritten = body::rewrite(&mut gather, &site, found)?;
        let mut keys = keys(found, rewritten.title.as_deref());
        page::keep_address(&mut gather, &site.addresses, found, &mut keys);
        let body = page::links(&mut gather, &site.addresses, found, &rewritten.draft);
        page::finish(&mut gather, found, keys, &body);
    }
    let menu = summary.menu(&mut gather, &site);
    let settings = Settings {
        title: text("title"),
        tagline: None,
        lang: text("language"),
        menu,
        planned: summary.planned(&gather),
    };
    if let Some((text, node)) = &config {
        settings_left(&mut gather, text, node);
    }
    settings.write(&mut gather);
    Ok(gather.finish())
}

/// Tells of settings that have no place in the new site.
fn settings_left(gather: &mut Gather<'_>, file: &Text, config: &Node) {
    for table in config.as_map().unwrap_or_default() {
        for entry in table.value.as_map().unwrap_or_default() {
            let name = format!("setting {}.{}", table.key.text, entry.key.text);
            match name.as_str() {
                "setting book.title" | "setting book.language" | "setting book.src" => {
                    gather.report.count(&name, Outcome::Changed);
                }
                _ => {
                    let place = file.place(entry.key.range.start as usize);
                    gather.report.left_out(place, &name, "there is no such setting");
                }
            }
        }
    }
}

fn keys(found: &Page, title: Option<&str>) -> Keys {
    let mut keys = Keys::default();
    for entry in &found.front.entries {
        match (entry.key.text.as_str(), entry.value.as_text()) {
            ("title" | "description", Some(text)) => keys.put(&entry.key.text, text),
            _ => keys.put_foreign("mdbook", &entry.key.text, &entry.value),
        };
    }
    if let Some(title) = title {
        keys.put("title", title);
    }
    keys
}

/// Finds the chapters of the summary and the files beside them.
fn find(
    gather: &mut Gather<'_>,
    folder: SitePath,
    summary: &summary::Summary,
) -> Result<Site, Failure> {
    let mut site = Site { folder, pages: Vec::new(), addresses: Addresses::default() };
    for path in summary.chapters() {
        let Some(file) = site.folder.join(path.as_str()).filter(|file| gather.has(file)) else {
            continue;
        };
        let (place, _) = site.addresses.claim(&path);
        let Some(text) = gather.read(&file)? else {
            gather.copy(&file, &content().join(place.as_str()).unwrap_or_default());
            continue;
        };
        // mdBook knows no front matter; books that have some anyway mean it.
        let front = front::read(&text);
        let base = path.parent();
        let address = match path.stem().to_lowercase().as_str() {
            "readme" | "index" if base.is_root() => "/".into(),
            "readme" | "index" => format!("/{base}/"),
            _ => format!("/{}", base.child(&format!("{}.html", path.stem()))),
        };
        let placed = Placed { source: file.clone(), place, address, base };
        if let Some(first) = site.addresses.add_page(&placed) {
            let reason = format!("the address `{}` is that of `{first}` too", placed.address);
            gather.report.not_understood((&file, 1), "address", &reason);
        }
        site.pages.push(Page { text, front, placed });
    }
    for file in gather.below(&site.folder) {
        let path = file.below(&site.folder).unwrap_or_default();
        if site.addresses.place_of(&file).is_none() && path.as_str() != "SUMMARY.md" {
            site.addresses.add_asset(file, path);
        }
    }
    Ok(site)
}
