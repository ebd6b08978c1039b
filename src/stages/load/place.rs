//! Settings of `handover.toml` that say where something is: folders, files,
//! patterns of paths, and the place of the site itself.

use globset::Glob;

use super::images;
use crate::base::{Code, Diagnostic, FileId, SitePath, Span};
use crate::model::config::Config;
use crate::text::fields::{Fields, Located};

/// Reads which files are pages, what stands beside them, and where the site
/// lives.
pub(super) fn all(
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
pub(super) fn rule_files(
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
pub(super) fn earlier(
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

/// A theme is a folder in `themes/`; its name cannot lead elsewhere.
pub(super) fn theme_name(
    file: FileId,
    written: &Located<String>,
    found: &mut Vec<Diagnostic>,
) -> Box<str> {
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

/// Reads the folder of the pages.
pub(super) fn folder(
    file: FileId,
    written: &Located<String>,
    found: &mut Vec<Diagnostic>,
) -> SitePath {
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

/// Reads patterns of paths, and reports those that are none.
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
