//! Reads `handover.toml`, and lets the settings of other tools fill what it
//! leaves open.

use std::sync::Arc;

use globset::Glob;
use jiff::civil::Date;

use super::collection::{self, Foreign, Reader, Wanted};
use super::{
    audiences, books, data, defaults, images, includes, nav, readings, records, severity, theme,
    vocabulary,
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
        config.theme = theme::name(file, &theme, &mut problems);
    }
    config.out = text(fields.text("out"));
    if let Some(content) = fields.text("content") {
        config.content = folder(file, &content, &mut problems);
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
    places(file, &mut fields, config, &mut problems);
    reviews(file, &mut fields, config, &mut problems);
    if let Some(node) = fields.node("planned") {
        config.planned = planned(file, node, &mut problems);
    }
    severity::read(file, &mut fields, config, &mut problems);
    config.alert_rules = rule_files(file, &mut fields, &mut problems);
    config.since = fields.text("since").and_then(|since| earlier(file, &since, &mut problems));
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

/// Reads which files are pages, what stands beside them, and where the site
/// lives.
fn places(
    file: FileId,
    fields: &mut Fields<'_, '_>,
    config: &mut Config,
    found: &mut Vec<Diagnostic>,
) {
    config.exclude = globs(file, fields.list("exclude"), found);
    if fields.node("fragments").is_some() {
        config.fragments = globs(file, fields.list("fragments"), found);
    }
    if let Some(node) = fields.node("images") {
        config.picture_widths = images::read(file, node, found);
    }
    if let Some(twins) = fields.flag("twins") {
        config.twins = twins.value;
    }
    let place = |word: Located<String>| (word.value.trim().into(), Span::new(file, word.range));
    config.offline = fields.list("offline").into_iter().map(place).collect();
    if let Some(search) = fields.flag("search") {
        config.search = search.value;
    }
    if let Some(written) = fields.text("host") {
        config.home.host = host(file, &written, found);
    }
    if let Some(path) = fields.text("base_path") {
        config.home.path = SitePath::new(&path.value).filter(|path| !path.is_root());
        config.home.is_given = true;
    }
}

/// Reads which files are rules of monitoring.
fn rule_files(
    file: FileId,
    fields: &mut Fields<'_, '_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Box<str>, Span)> {
    let mut patterns = Vec::new();
    for pattern in fields.list("alert_rules") {
        let span = Span::new(file, pattern.range);
        let is_inside = SitePath::new(&pattern.value).is_some() && !pattern.value.starts_with('/');
        if is_inside {
            patterns.extend(globs(file, vec![pattern], found).into_iter().map(|own| (own, span)));
            continue;
        }
        let message = "rule files must lie below the folder of `handover.toml`";
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message)
                .help("name others on the command line: `handover check --rules FILE`"),
        );
    }
    patterns
}

/// Reads which file an earlier build wrote.
fn earlier(
    file: FileId,
    written: &Located<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<(SitePath, Span)> {
    let span = Span::new(file, written.range);
    let is_inside = !written.value.starts_with('/');
    let path = SitePath::new(&written.value).filter(|path| is_inside && !path.is_root());
    if path.is_none() {
        let message = "the earlier `site.json` must lie below the folder of `handover.toml`";
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message)
                .help("write for example `before/site.json`"),
        );
    }
    path.map(|path| (path, span))
}

fn folder(file: FileId, written: &Located<String>, found: &mut Vec<Diagnostic>) -> SitePath {
    SitePath::new(&written.value).unwrap_or_else(|| {
        let span = Span::new(file, written.range);
        let message = "the content must lie below the folder of `handover.toml`";
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message).help("write for example `content`"),
        );
        SitePath::default()
    })
}

/// The beginning of addresses: `https://` and a name, with no `/` at the end.
fn host(file: FileId, written: &Located<String>, found: &mut Vec<Diagnostic>) -> Option<Box<str>> {
    let host = written.value.trim().trim_end_matches('/');
    let name = host.strip_prefix("https://").or_else(|| host.strip_prefix("http://"));
    let is_name = |name: &str| !name.is_empty() && !name.contains(['/', '?', '#', ' ', '"']);
    if name.is_some_and(is_name) {
        return Some(host.into());
    }
    let span = Span::new(file, written.range);
    let message = "`host` must be the beginning of an address";
    found.push(
        Diagnostic::new(Code::WRONG_TYPE, span, message)
            .help("write for example `https://example.com`"),
    );
    None
}

fn globs(
    file: FileId,
    patterns: Vec<Located<String>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Box<str>> {
    let mut globs = Vec::new();
    for pattern in patterns {
        match Glob::new(&pattern.value) {
            Ok(_) => globs.push(pattern.value.into()),
            Err(error) => {
                let span = Span::new(file, pattern.range);
                let message = format!("`{}` is no glob: {}", pattern.value, error.kind());
                found.push(
                    Diagnostic::new(Code::WRONG_TYPE, span, message)
                        .help("write for example `drafts/**`"),
                );
            }
        }
    }
    globs
}
