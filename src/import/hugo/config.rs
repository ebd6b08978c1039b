//! The configuration of a Hugo site: one file, or the folder
//! `config/_default`.

use crate::base::SitePath;
use crate::import::data;
use crate::import::gather::Gather;
use crate::import::text::Text;
use crate::model::world::Failure;
use crate::text::data::Node;

/// What is read of the configuration.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The site's title.
    pub title: Option<String>,
    /// The language of pages that do not say theirs.
    pub lang: String,
    /// The folder of pages.
    pub content: SitePath,
    /// The code of the language that is published at the root.
    pub default_language: String,
    /// Whether that language has a folder of its own all the same.
    pub default_in_folder: bool,
    /// All languages.
    pub languages: Vec<Language>,
    /// Whether pages are published as `x.html`.
    pub is_ugly: bool,
    /// Parameters of the whole site, the first that has a key counts.
    pub params: Vec<Node>,
    /// Menus, each in the file it is written in.
    pub menus: Vec<(Text, Node)>,
}

/// One language of a site.
#[derive(Clone, Debug)]
pub(super) struct Language {
    /// Its code in addresses and names of files.
    pub code: String,
    /// Its language tag.
    pub tag: String,
    /// Its folder, if it has one of its own.
    pub content: Option<SitePath>,
}

const NAMES: &[&str] = &["hugo", "config"];
const ENDINGS: &[&str] = &["toml", "yaml", "yml", "json"];

/// Reads the configuration.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if there is neither a
/// configuration nor a folder `content`.
pub(super) fn read(gather: &mut Gather<'_>) -> Result<Config, Failure> {
    let mut parts = Vec::new();
    for folder in ["", "config/_default/"] {
        if let Some(path) = find(gather, folder, NAMES) {
            parts.extend(data::read(gather, &path)?);
        }
    }
    let folder = SitePath::default().child("content");
    if parts.is_empty() && gather.below(&folder).is_empty() {
        let reason = "there is no `hugo.toml`, no `config.toml` and no folder `content`";
        return Err(Failure::new("cannot import a Hugo site", reason));
    }
    let mut config = Config::default();
    let text = |key: &str| parts.iter().find_map(|(_, node)| data::text(node, key));
    config.title = text("title");
    config.default_language = text("defaultContentLanguage").unwrap_or_else(|| "en".into());
    config.default_in_folder =
        text("defaultContentLanguageInSubdir").is_some_and(|is| is == "true");
    config.is_ugly = text("uglyURLs").is_some_and(|is| is == "true");
    let content = text("contentDir").and_then(|folder| SitePath::new(&folder));
    config.content = content.unwrap_or(folder);
    let tag = text("locale").or_else(|| text("languageCode"));
    config.params.extend(parts.iter().filter_map(|(_, node)| data::get(node, "params").cloned()));
    if let Some(path) = find(gather, "config/_default/", &["params"]) {
        config.params.extend(data::read(gather, &path)?.map(|(_, node)| node));
    }
    languages(gather, &parts, &mut config)?;
    let own = config.languages.iter().find(|language| language.code == config.default_language);
    config.lang = tag
        .or_else(|| own.map(|language| language.tag.clone()))
        .unwrap_or_else(|| config.default_language.clone());
    for (file, node) in &parts {
        report_permalinks(gather, file, node);
        report_left(gather, file, node);
        for key in ["menu", "menus"] {
            config.menus.extend(data::get(node, key).map(|menu| (file.clone(), menu.clone())));
        }
    }
    let code = config.default_language.clone();
    let names =
        ["menus".to_string(), "menu".into(), format!("menus.{code}"), format!("menu.{code}")];
    for name in names {
        if let Some(path) = find(gather, "config/_default/", &[&name]) {
            config.menus.extend(data::read(gather, &path)?);
        }
    }
    Ok(config)
}

fn find(gather: &Gather<'_>, folder: &str, names: &[&str]) -> Option<SitePath> {
    let path = |name: &&str, ending: &&str| SitePath::new(&format!("{folder}{name}.{ending}"));
    let paths = names.iter().flat_map(|name| ENDINGS.iter().filter_map(move |e| path(name, e)));
    paths.into_iter().find(|path| gather.has(path))
}

fn report_permalinks(gather: &mut Gather<'_>, file: &Text, node: &Node) {
    if let Some(permalinks) = data::get(node, "permalinks") {
        let reason = "old addresses made by a pattern are not known; add them as `aliases`";
        let place = file.place(permalinks.range.start as usize);
        gather.report.not_understood(place, "setting permalinks", reason);
    }
}

/// Settings that are read, or told of elsewhere.
const READ: &[&str] = &[
    "title",
    "locale",
    "languagecode",
    "defaultcontentlanguage",
    "defaultcontentlanguageinsubdir",
    "uglyurls",
    "contentdir",
    "params",
    "languages",
    "menu",
    "menus",
    "permalinks",
];

/// Tells of settings that have no place in the new site.
fn report_left(gather: &mut Gather<'_>, file: &Text, node: &Node) {
    for entry in node.as_map().unwrap_or_default() {
        if !READ.contains(&entry.key.text.to_ascii_lowercase().as_str()) {
            let place = file.place(entry.key.range.start as usize);
            let construct = format!("setting {}", entry.key.text);
            gather.report.left_out(place, &construct, "there is no such setting");
        }
    }
}

/// Finds the languages: in the configuration, else the folders of the
/// content folder that bear the name of a file of translations.
fn languages(
    gather: &mut Gather<'_>,
    parts: &[(Text, Node)],
    config: &mut Config,
) -> Result<(), Failure> {
    let mut tables: Vec<Node> =
        parts.iter().filter_map(|(_, node)| data::get(node, "languages").cloned()).collect();
    if let Some(path) = find(gather, "config/_default/", &["languages"]) {
        tables.extend(data::read(gather, &path)?.map(|(_, node)| node));
    }
    for entry in tables.iter().filter_map(Node::as_map).flatten() {
        let code = entry.key.text.clone();
        let tag = data::text(&entry.value, "languageCode").unwrap_or_else(|| code.clone());
        let content = data::text(&entry.value, "contentDir");
        let content = content.and_then(|folder| SitePath::new(&folder));
        if config.title.is_none() && code == config.default_language {
            config.title = data::text(&entry.value, "title");
        }
        config.languages.push(Language { code, tag, content });
    }
    if config.languages.is_empty() {
        config.languages = translated(gather, &config.content);
    }
    Ok(())
}

fn translated(gather: &Gather<'_>, content: &SitePath) -> Vec<Language> {
    let files = gather.below(&SitePath::default().child("i18n"));
    let mut languages = Vec::new();
    for code in files.iter().map(SitePath::stem) {
        let folder = content.child(code);
        if !gather.below(&folder).is_empty() {
            let (code, tag) = (code.to_string(), code.to_string());
            languages.push(Language { code, tag, content: Some(folder) });
        }
    }
    languages
}

/// Finds a parameter: of the page, else of the site. Names may have dots.
pub(super) fn param(config: &Config, page: &[&Node], name: &str) -> Option<String> {
    let all = page.iter().copied().chain(&config.params);
    all.into_iter().find_map(|node| {
        let mut node = node;
        for part in name.split('.') {
            node = data::get(node, part)?;
        }
        node.as_text().map(str::to_string)
    })
}
