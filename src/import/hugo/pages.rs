//! The pages of a Hugo site: their files, languages and addresses.

use std::collections::BTreeMap;

use super::config::{Config, Language};
use crate::base::SitePath;
use crate::import::address::{Addresses, Placed};
use crate::import::front;
use crate::import::gather::Gather;
use crate::import::page::{self, Page, content};
use crate::model::world::Failure;

/// A page of a Hugo site.
pub(super) struct Found {
    /// The page.
    pub page: Page,
    /// Its language, if it is not that of the site.
    pub lang: Option<String>,
    /// The folder of its language's pages.
    pub content: SitePath,
    /// Its path from there.
    pub path: SitePath,
}

/// All pages of a Hugo site.
#[derive(Default)]
pub(super) struct Site {
    /// Its pages, by path.
    pub pages: Vec<Found>,
    /// What addresses mean.
    pub addresses: Addresses,
    /// Pages by what their file is called, without its ending.
    pub by_name: BTreeMap<String, Vec<SitePath>>,
}

/// Where a file belongs.
struct Belongs {
    /// The folder of its language's pages.
    content: SitePath,
    /// Its path from there, without the language in its name.
    path: SitePath,
    /// Its language, if the site has several.
    language: Option<Language>,
}

/// Finds all pages and the files beside them.
///
/// # Errors
/// A [`Failure`] if a file cannot be read.
pub(super) fn find(gather: &mut Gather<'_>, config: &Config) -> Result<Site, Failure> {
    let mut site = Site::default();
    let mut folders = vec![config.content.clone()];
    folders.extend(config.languages.iter().filter_map(|language| language.content.clone()));
    let mut files: Vec<SitePath> = folders.iter().flat_map(|folder| gather.below(folder)).collect();
    files.sort();
    files.dedup();
    for file in &files {
        let belongs = belongs(config, file);
        match file.extension().to_ascii_lowercase().as_str() {
            "md" | "markdown" => add_page(gather, config, (file, belongs), &mut site)?,
            "html" | "htm" | "adoc" | "rst" | "org" | "pandoc" => {
                let reason = "a page that is not Markdown is not imported";
                gather.report.not_understood((file, 1), "page", reason);
            }
            _ => site.addresses.add_asset(file.clone(), place(config, &belongs)),
        }
    }
    let statics = SitePath::default().child("static");
    for file in gather.below(&statics) {
        if let Some(place) = file.below(&statics) {
            site.addresses.add_asset(file, place);
        }
    }
    add_aliases(&mut site);
    Ok(site)
}

/// Finds the language and path of a file.
fn belongs(config: &Config, file: &SitePath) -> Belongs {
    let own = config
        .languages
        .iter()
        .filter(|language| language.content.as_ref().is_some_and(|folder| file.is_within(folder)));
    let own = own.max_by_key(|language| language.content.as_ref().map(|f| f.as_str().len()));
    if let Some(language) = own {
        let content = language.content.clone().unwrap_or_default();
        let path = file.below(&content).unwrap_or_default();
        return Belongs { content, path, language: Some(language.clone()) };
    }
    let path = file.below(&config.content).unwrap_or_default();
    let in_name = path.stem().rsplit_once('.').and_then(|(stem, code)| {
        let language = config.languages.iter().find(|language| language.code == code)?;
        let name = format!("{stem}.{}", path.extension());
        Some((path.parent().child(&name), language.clone()))
    });
    let content = config.content.clone();
    match in_name {
        Some((path, language)) => Belongs { content, path, language: Some(language) },
        None => {
            let code = &config.default_language;
            let language = config.languages.iter().find(|language| language.code == *code).cloned();
            Belongs { content, path, language }
        }
    }
}

/// Returns the folder of a language in addresses; the root for the default.
fn language_folder(config: &Config, language: Option<&Language>) -> SitePath {
    match language {
        Some(language) if language.code != config.default_language || config.default_in_folder => {
            SitePath::default().child(&language.code)
        }
        _ => SitePath::default(),
    }
}

fn place(config: &Config, belongs: &Belongs) -> SitePath {
    let folder = language_folder(config, belongs.language.as_ref());
    let path = &belongs.path;
    let name = match (path.stem(), path.extension()) {
        ("_index", ending) => format!("index.{ending}"),
        _ => path.name().to_string(),
    };
    let below = path.parent().child(&name);
    folder.join(below.as_str()).unwrap_or_default()
}

fn add_page(
    gather: &mut Gather<'_>,
    config: &Config,
    (file, belongs): (&SitePath, Belongs),
    site: &mut Site,
) -> Result<(), Failure> {
    let wanted = place(config, &belongs);
    let Some(text) = gather.read(file)? else {
        let (place, _) = site.addresses.claim(&wanted);
        gather.copy(file, &content().join(place.as_str()).unwrap_or_default());
        return Ok(());
    };
    let place = page::claim(gather, &mut site.addresses, file, &wanted);
    let front = front::read(&text);
    let folder = language_folder(config, belongs.language.as_ref());
    let address = address(config, &folder, (&belongs.path, &front));
    let base = SitePath::new(&address).unwrap_or_default();
    let placed = Placed { source: file.clone(), place, address, base };
    if let Some(first) = site.addresses.add_page(&placed) {
        let reason = format!("the address `{}` is that of `{first}` too", placed.address);
        gather.report.not_understood((file, 1), "address", &reason);
    }
    let is_section = matches!(file.stem(), "index" | "_index");
    let name =
        if is_section { belongs.path.parent().name().into() } else { belongs.path.stem().into() };
    site.by_name.entry(name).or_default().push(file.clone());
    let tag = belongs.language.map(|language| language.tag);
    let lang = tag.filter(|tag| *tag != config.lang);
    let Belongs { content, path, .. } = belongs;
    site.pages.push(Found { page: Page { text, front, placed }, lang, content, path });
    Ok(())
}

/// Returns the address Hugo publishes a page at.
fn address(
    config: &Config,
    folder: &SitePath,
    (path, front): (&SitePath, &front::Front),
) -> String {
    if let Some(url) = front.text("url") {
        let below = if url.starts_with('/') { SitePath::default() } else { folder.clone() };
        let url_path = below.join(url).unwrap_or_default();
        return match url.ends_with('/') {
            true if !url_path.is_root() => format!("/{url_path}/"),
            _ => format!("/{url_path}"),
        };
    }
    let is_section = path.stem() == "_index";
    let unslugged = match path.stem() {
        "_index" | "index" => path.parent(),
        stem => path.parent().child(stem),
    };
    let path = match front.text("slug").filter(|_| !is_section && !unslugged.is_root()) {
        Some(slug) => unslugged.parent().child(slug),
        None => unslugged,
    };
    let parts: Vec<String> = folder.parts().chain(path.parts()).map(segment).collect();
    match (parts.is_empty(), config.is_ugly && !is_section) {
        (true, _) => "/".into(),
        (_, true) => format!("/{}.html", parts.join("/")),
        (_, false) => format!("/{}/", parts.join("/")),
    }
}

/// Writes a part of an address as Hugo does.
fn segment(part: &str) -> String {
    let mut segment = String::new();
    for letter in part.trim().chars() {
        match letter {
            letter if letter.is_whitespace() => segment.push('-'),
            letter if letter.is_alphanumeric() => segment.extend(letter.to_lowercase()),
            '.' | '_' | '-' | '+' | '~' | '@' | '#' | '\\' => segment.push(letter),
            _ => {}
        }
    }
    segment
}

/// Lets links through old addresses lead to the pages that have them.
fn add_aliases(site: &mut Site) {
    let mut aliases = Vec::new();
    for found in &site.pages {
        for alias in front_aliases(found) {
            aliases.push((alias, found.page.placed.place.clone()));
        }
    }
    for (alias, place) in aliases {
        site.addresses.add_alias(&alias, &place);
    }
}

/// Returns the old addresses in a page's front matter; one that is relative
/// begins in the folder above the page's address.
pub(super) fn front_aliases(found: &Found) -> Vec<String> {
    let Some(node) = found.page.front.get("aliases") else { return Vec::new() };
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    let base = found.page.placed.base.parent();
    let absolute = |text: &str| match text.starts_with('/') {
        true => Some(text.to_string()),
        false => base.join(text).map(|path| format!("/{path}/")),
    };
    nodes.iter().filter_map(|node| absolute(node.as_text()?.trim())).collect()
}
