//! `handover.toml`: every key, its type, its default and what it means.

use globset::Glob;
use jiff::civil::Date;

use super::{includes, nav};
use crate::base::code::Profile;
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnosed, Diagnostic, FileId, Severity, SitePath, Span};
use crate::model::config::{Config, Flavour, Level, LinkStyle, RawHtml, Videos};
use crate::model::front::PlannedPage;
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::data::Node;
use crate::text::fields::{Fields, Located};
use crate::text::toml;

/// The name of the configuration file, in the site's root.
pub const CONFIG_FILE: &str = "handover.toml";

/// One key of the configuration.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: &'static str,
    /// Its value where it is not written.
    pub default: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
}

/// All keys, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    key("title", "text", "the front page's title", "The site's name, shown on every page."),
    key("tagline", "text", "nothing", "A second, quieter part of the name."),
    key("lang", "language tag", "`en`", "The language of pages that do not name theirs."),
    key(
        "content",
        "folder",
        "`content` if it exists, else the folder itself",
        "Where the pages are.",
    ),
    key(
        "out",
        "folder",
        "`public`",
        "Where the site is written, from the folder of `handover.toml`. It must lie outside the content folder: where pages lie beside `handover.toml`, write for example `../site`.",
    ),
    key(
        "theme",
        "name",
        "`default`",
        "The theme: `themes/NAME` beside `handover.toml`, file by file over the built-in one.",
    ),
    key(
        "nav",
        "file",
        "none",
        "A YAML file that lists the pages of the menu. Without it the menu follows the folders.",
    ),
    key(
        "links",
        "`portable` or `pretty`",
        "`portable`",
        "How links are written: `portable` ends in `index.html` and opens from a folder too; `pretty` ends in `/` and needs a server.",
    ),
    key(
        "raw_html",
        "`sanitise` or `trust`",
        "`sanitise`",
        "What happens to HTML in Markdown: safe elements stay and the rest is reported, or all of it passes through unchanged.",
    ),
    key(
        "dialect",
        "`auto`, `github`, `learn` or `mkdocs`",
        "`auto`",
        "Whose rules hold where tools read one text in two ways: `auto` goes by `docfx.json` and `mkdocs.yml`.",
    ),
    key(
        "videos",
        "`link` or `frame`",
        "`link`",
        "How videos of other sites are shown: as a link, or in a frame that loads from there when a reader opens the page.",
    ),
    key(
        "profile",
        "`adopt`, `standard` or `strict`",
        "`standard`",
        "How severe problems are. A folder without `handover.toml` has `adopt`.",
    ),
    key(
        "exclude",
        "list of globs",
        "none",
        "Files and folders below the content folder that are left out.",
    ),
    key(
        "planned",
        "list of titles or tables",
        "none",
        "Pages announced and not written: `title`, `kind`, `id`, `code`, `owner`, `due`.",
    ),
    key(
        "includes",
        "table",
        "`{ missing = \"stub\" }`",
        "`map`: beginnings of paths, each with the folder below the content folder that it means. `missing`: whether a `stub` or nothing (`drop`) stands where a file is missing.",
    ),
    key(
        "severity",
        "table",
        "the profile's",
        "A severity for single codes: `error`, `warning`, `note` or `off`.",
    ),
];

const fn key(
    name: &'static str,
    takes: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Key {
    Key { name, takes, default, meaning }
}

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
        let folder = files.name().map(Into::into);
        return Ok(Diagnosed::clean(Config { folder, ..Config::plain(today) }));
    };
    let text = decode(FileId::of(&path), &bytes).drain_into(&mut found);
    let file = texts.add(&path, &text);
    let node = toml::parse(file, &text).drain_into(&mut found);
    let mut config =
        Config { configured: true, profile: Profile::Standard, ..Config::plain(today) };
    let nav = fields(file, &node, &mut config, &mut found);
    let has_files = |folder: &SitePath| Ok(!files.list(folder, &|_| false)?.is_empty());
    let written = node.get("content").map(|content| content.range);
    let is_missing = !config.content.is_root() && !has_files(&config.content)?;
    if let (Some(range), true) = (written, is_missing) {
        let message = format!("there are no files in the folder `{}`", config.content);
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, Span::new(file, range), message)
                .help("write the folder of the pages, from the folder of `handover.toml`"),
        );
    }
    if is_missing || written.is_none() {
        let content = SitePath::default().child("content");
        config.content = if has_files(&content)? { content } else { SitePath::default() };
    }
    config.folder = match config.content.name() {
        "" => files.name().map(Into::into),
        name => Some(name.into()),
    };
    if let Some(nav) = nav {
        config.nav_file = Some(nav.value.as_str().into());
        config.nav = nav::load(files, &nav, file, texts, &mut found)?;
    }
    Ok(Diagnosed::new(config, found))
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
    config.exclude = exclude(file, fields.list("exclude"), &mut problems);
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

fn exclude(
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
