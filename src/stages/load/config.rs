//! Reads `handover.toml`, and lets the settings of other tools fill what it
//! leaves open.

use std::sync::Arc;

use jiff::civil::Date;

use super::collection::{self, Foreign, Reader, Wanted};
use super::{
    audiences, books, data, defaults, includes, nav, place, readings, records, severity, vocabulary,
};
use crate::base::code::Profile;
use crate::base::{Code, Diagnosed, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::allow;
use crate::model::collection::Home;
use crate::model::config::{Config, Flavour, LinkStyle, RawHtml, TermLinks, Videos};
use crate::model::front::PlannedPage;
use crate::model::source::{Texts, decode};
use crate::model::tool::{Tool, Tools};
use crate::model::world::{Failure, Files};
use crate::text::data::Node;
use crate::text::fields::{Fields, Located};
use crate::text::toml;

/// What `dialect` can say.
const DIALECTS: &[&str] = &["auto", "github", "learn", "mkdocs", "hugo", "docusaurus"];

/// The name of the configuration file, in the site's root.
pub const CONFIG_FILE: &str = "handover.toml";

/// Reads the configuration of the site below `files`; a folder without one
/// has the settings of [`Config::plain`]. Texts read are added to `texts`.
///
/// # Errors
/// A [`Failure`] if a file is there and cannot be read.
pub fn load(
    files: &dyn Files,
    today: Date,
    texts: &mut Texts,
) -> Result<Diagnosed<Config>, Failure> {
    let mut found = Vec::new();
    let path = SitePath::default().child(CONFIG_FILE);
    let Some(bytes) = files.read(&path)? else {
        let mut config = Config::plain(today);
        let mut reader = Reader { files, texts, found: &mut found };
        let wanted = Wanted { flavour: None, content: None, home: &Home::default() };
        if let Some(foreign) = collection::read(&mut reader, &wanted) {
            adopt(&mut config, foreign, &|_| false);
        }
        config.folder = folder_name(files, &config.content);
        read_data(files, &mut config, texts, &mut found)?;
        config.vocabularies = vocabulary::load(None, &config.data, &mut found);
        return Ok(Diagnosed::new(config, found));
    };
    let text = decode(FileId::of(&path), &bytes).drain_into(&mut found);
    let file = texts.add(&path, &text);
    let node = toml::parse(file, &text).drain_into(&mut found);
    let mut config =
        Config { configured: true, profile: Profile::Standard, ..Config::plain(today) };
    let nav = fields(file, &node, &mut config, &mut found);
    let whole = TextRange::new(0, text.len());
    let allows = allow::read_data(file, (&text, whole), &node, &mut found);
    config.allows.push((file, allows.into()));
    let is_missing = !config.content.is_root() && !has_files(files, &config.content)?;
    if let (Some(content), true) = (node.get("content"), is_missing) {
        found.push(no_files(Span::new(file, content.range), &config.content));
    }
    let foreign = {
        let flavour = match node.get("dialect").and_then(Node::as_text) {
            None | Some("auto") => None,
            Some(_) => Some(config.flavour),
        };
        let is_written = node.get("content").is_some() && !is_missing;
        let content = is_written.then_some(&config.content);
        let wanted = Wanted { flavour, content, home: &config.home };
        collection::read(&mut Reader { files, texts, found: &mut found }, &wanted)
    };
    let is_written = |key: &str| node.get(key).is_some() && (key != "content" || !is_missing);
    match foreign {
        Some(foreign) => adopt(&mut config, foreign, &is_written),
        None if !is_written("content") => {
            let content = SitePath::default().child("content");
            config.content =
                if has_files(files, &content)? { content } else { SitePath::default() };
        }
        None => {}
    }
    config.folder = folder_name(files, &config.content);
    read_data(files, &mut config, texts, &mut found)?;
    let taxonomies = node.get("taxonomies").map(|taxonomies| (file, taxonomies));
    config.vocabularies = vocabulary::load(taxonomies, &config.data, &mut found);
    if let Some(nav) = nav {
        config.nav_file = Some(nav.value.as_str().into());
        config.collection.complete_menu = None;
        config.nav = nav::load(files, &nav, file, texts, &mut found)?;
    }
    Ok(Diagnosed::new(config, found))
}

/// Reads the data files, the pages they announce, and readings of measures.
fn read_data(
    files: &dyn Files,
    config: &mut Config,
    texts: &mut Texts,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Failure> {
    config.data = data::load(files, config, texts, found)?;
    let (records, planned) = records::read(&config.data, found);
    config.records = Arc::new(records);
    config.planned.extend(planned);
    config.readings = readings::load(files, config, texts, found)?;
    Ok(())
}

/// Takes what another tool's settings say where `handover.toml` says nothing.
fn adopt(config: &mut Config, foreign: Foreign, is_written: &dyn Fn(&str) -> bool) {
    config.flavour = foreign.flavour;
    config.content = foreign.content;
    config.home = foreign.home;
    config.collection = foreign.collection;
    if !is_written("title") {
        config.title = foreign.title;
    }
    if let Some(lang) = foreign.lang.filter(|_| !is_written("lang")) {
        config.lang = lang;
    }
    if !is_written("nav") {
        config.nav = foreign.nav;
    }
}

fn has_files(files: &dyn Files, folder: &SitePath) -> Result<bool, Failure> {
    Ok(!files.list(folder, &|_| false)?.is_empty())
}

/// Returns what the content folder is called.
fn folder_name(files: &dyn Files, content: &SitePath) -> Option<Box<str>> {
    match content.name() {
        "" => files.name().map(Into::into),
        name => Some(name.into()),
    }
}

fn no_files(span: Span, folder: &SitePath) -> Diagnostic {
    let message = format!("there are no files in the folder `{folder}`");
    Diagnostic::new(Code::WRONG_TYPE, span, message)
        .help("write the folder of the pages, from the folder of `handover.toml`")
}

/// Reads all keys; returns the name of the navigation file.
fn fields(
    file: FileId,
    node: &Node,
    config: &mut Config,
    found: &mut Vec<Diagnostic>,
) -> Option<Located<String>> {
    let mut problems = Vec::new();
    let mut fields = Fields::new(file, "the configuration", node, found);
    let text = |value: Option<Located<String>>| value.map(|value| value.value.into());
    config.title = text(fields.text("title"));
    config.tagline = text(fields.text("tagline"));
    config.accessibility_contact = text(fields.text("accessibility_contact"));
    config.lang = text(fields.text("lang")).unwrap_or_else(|| "en".into());
    if let Some(theme) = fields.text("theme") {
        config.theme = place::theme_name(file, &theme, &mut problems);
    }
    config.out = text(fields.text("out"));
    if let Some(content) = fields.text("content") {
        config.content = place::folder(file, &content, &mut problems);
    }
    if let Some(links) = fields.choice("links", &["portable", "pretty"]) {
        config.links = match links.value {
            "pretty" => LinkStyle::Pretty,
            _ => LinkStyle::Portable,
        };
    }
    if let Some(raw) = fields.choice("raw_html", &["sanitise", "trust"]) {
        config.raw_html = match raw.value {
            "trust" => RawHtml::Trust,
            _ => RawHtml::Sanitise,
        };
    }
    dialect(&mut fields, config);
    if let Some(videos) = fields.choice("videos", &["link", "frame"]) {
        config.videos = match videos.value {
            "frame" => Videos::Frame,
            _ => Videos::Link,
        };
    }
    if let Some(profile) = fields.choice("profile", &["adopt", "standard", "strict"]) {
        config.profile = Profile::parse(profile.value).unwrap_or_default();
    }
    place::all(file, &mut fields, config, &mut problems);
    reviews(file, &mut fields, config, &mut problems);
    if let Some(node) = fields.node("planned") {
        config.planned = planned(file, node, &mut problems);
    }
    severity::read(file, &mut fields, config, &mut problems);
    config.alert_rules = place::rule_files(file, &mut fields, &mut problems);
    config.since =
        fields.text("since").and_then(|since| place::earlier(file, &since, &mut problems));
    if let Some(node) = fields.node("includes") {
        config.includes = includes::read(file, node, &mut problems);
    }
    words(&mut fields, config);
    if let Some(node) = fields.node("books") {
        config.books = Some(books::read(file, node, &mut problems));
    }
    if let Some(node) = fields.node("audiences") {
        config.audiences = Arc::new(audiences::read(file, node, &mut problems));
    }
    let nav = fields.text("nav");
    fields.finish(&|_| false);
    found.extend(problems);
    nav
}

/// Reads the pages that are announced for the whole site, with their places.
fn planned(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<(PlannedPage, Span)> {
    let placed = |page: PlannedPage| {
        let span = Span::new(file, page.title.range);
        (page, span)
    };
    PlannedPage::read_all(file, node, found).into_iter().map(placed).collect()
}

/// Reads whose rules hold for pages, and which keys are the site's own.
fn dialect(fields: &mut Fields<'_, '_>, config: &mut Config) {
    if let Some(dialect) = fields.choice("dialect", DIALECTS) {
        let (flavour, tool) = match dialect.value {
            "learn" => (Flavour::Learn, Some(Tool::Learn)),
            "mkdocs" => (Flavour::MkDocs, Some(Tool::MkDocs)),
            "hugo" => (Flavour::GitHub, Some(Tool::Hugo)),
            "docusaurus" => (Flavour::GitHub, Some(Tool::Docusaurus)),
            _ => (Flavour::GitHub, None),
        };
        let tools = tool.map_or_else(Tools::default, |tool| Tools::default().with(tool));
        config.flavour = flavour;
        config.tools = (dialect.value != "auto").then_some(tools);
    }
    let own = fields.list("own_keys").into_iter();
    config.own_keys = own.map(|key| key.value.trim().into()).collect();
}

/// Reads what happens to the words of pages. Taxonomies are read after the data
/// files, which say more of them.
fn words(fields: &mut Fields<'_, '_>, config: &mut Config) {
    fields.node("taxonomies");
    if let Some(glossary) = fields.choice("glossary", &["link", "off"]) {
        config.glossary = match glossary.value {
            "off" => TermLinks::Off,
            _ => TermLinks::Link,
        };
    }
}

/// Reads who answers for the pages of a folder, and when reviews are due.
fn reviews(
    file: FileId,
    fields: &mut Fields<'_, '_>,
    config: &mut Config,
    found: &mut Vec<Diagnostic>,
) {
    if let Some(node) = fields.node("defaults") {
        config.defaults = defaults::read(file, node, found);
    }
    if let Some(notice) = fields.duration("review_notice") {
        config.review_notice = notice.value;
    }
}
