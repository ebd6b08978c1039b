//! Reads `handover.toml`, and lets the settings of other tools fill what it
//! leaves open.

use globset::Glob;
use jiff::civil::Date;

use super::collection::{self, Foreign, Reader, Wanted};
use super::{data, defaults, includes, nav};
use crate::base::code::Profile;
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnosed, Diagnostic, FileId, Severity, SitePath, Span};
use crate::model::collection::Home;
use crate::model::config::{Config, Flavour, Level, LinkStyle, RawHtml, Videos};
use crate::model::front::PlannedPage;
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::data::Node;
use crate::text::fields::{Fields, Located};
use crate::text::toml;

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
        config.data = data::load(files, &config.content, texts, &mut found)?;
        return Ok(Diagnosed::new(config, found));
    };
    let text = decode(FileId::of(&path), &bytes).drain_into(&mut found);
    let file = texts.add(&path, &text);
    let node = toml::parse(file, &text).drain_into(&mut found);
    let mut config =
        Config { configured: true, profile: Profile::Standard, ..Config::plain(today) };
    let nav = fields(file, &node, &mut config, &mut found);
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
    config.data = data::load(files, &config.content, texts, &mut found)?;
    if let Some(nav) = nav {
        config.nav_file = Some(nav.value.as_str().into());
        config.collection.complete_menu = None;
        config.nav = nav::load(files, &nav, file, texts, &mut found)?;
    }
    Ok(Diagnosed::new(config, found))
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
    config.lang = text(fields.text("lang")).unwrap_or_else(|| "en".into());
    if let Some(theme) = fields.text("theme") {
        config.theme = theme_name(file, &theme, &mut problems);
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
    if let Some(dialect) = fields.choice("dialect", &["auto", "github", "learn", "mkdocs"]) {
        config.flavour = match dialect.value {
            "learn" => Flavour::Learn,
            "mkdocs" => Flavour::MkDocs,
            _ => Flavour::GitHub,
        };
    }
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
    if let Some(planned) = fields.node("planned") {
        let pages = PlannedPage::read_all(file, planned, &mut problems);
        let place = |range| Span::new(file, range);
        config.planned =
            pages.into_iter().map(|page| (page.clone(), place(page.title.range))).collect();
    }
    if let Some(severity) = fields.node("severity") {
        levels(file, severity, config, &mut problems);
    }
    if let Some(node) = fields.node("includes") {
        config.includes = includes::read(file, node, &mut problems);
    }
    let nav = fields.text("nav");
    fields.finish(&|_| false);
    found.extend(problems);
    nav
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

/// Reads which files are pages, and where the site lives.
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
    if let Some(written) = fields.text("host") {
        config.home.host = host(file, &written, found);
    }
    if let Some(path) = fields.text("base_path") {
        config.home.path = SitePath::new(&path.value).filter(|path| !path.is_root());
    }
}

/// A theme is a folder in `themes/`; its name cannot lead elsewhere.
fn theme_name(file: FileId, written: &Located<String>, found: &mut Vec<Diagnostic>) -> Box<str> {
    let name = written.value.trim();
    let is_name = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
    if is_name {
        return name.into();
    }
    let span = Span::new(file, written.range);
    let message = "`theme` must be the name of a folder in `themes/`";
    found
        .push(Diagnostic::new(Code::WRONG_TYPE, span, message).help("write for example `harbour`"));
    "default".into()
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

/// Reads the table `severity`: code = level.
fn levels(file: FileId, node: &Node, config: &mut Config, found: &mut Vec<Diagnostic>) {
    let Some(entries) = node.as_map() else {
        let message = "`severity` must be a table";
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message)
                .help("write `[severity]` and below it for example `missing-alt = \"error\"`"),
        );
        return;
    };
    for entry in entries {
        let level = match entry.value.as_text().unwrap_or_default() {
            "off" => Some(Level::Off),
            "note" => Some(Level::At(Severity::Note)),
            "warning" => Some(Level::At(Severity::Warning)),
            "error" => Some(Level::At(Severity::Error)),
            _ => None,
        };
        let key = &entry.key;
        let Some(code) = Code::parse(&key.text) else {
            let span = Span::new(file, key.range);
            let names = Code::ALL.iter().map(|code| code.name());
            let message = format!("no problem is called `{}`", key.text);
            let help = did_you_mean(&key.text, names);
            found.push(Diagnostic::new(Code::UNKNOWN_CODE, span, message).maybe_help(help));
            continue;
        };
        match level {
            Some(level) => {
                config.levels.insert(code, level);
            }
            None => {
                let span = Span::new(file, entry.value.range);
                let message = format!("`{}` must be a severity", key.text);
                found.push(
                    Diagnostic::new(Code::WRONG_TYPE, span, message)
                        .help("write `error`, `warning`, `note` or `off`"),
                );
            }
        }
    }
}
