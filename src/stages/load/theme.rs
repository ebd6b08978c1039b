//! Loads a theme: the built-in one, with the site's files over it.

use crate::base::{Code, Diagnosed, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::config::Config;
use crate::model::source::{Texts, decode};
use crate::model::theme::Theme;
use crate::model::world::{Failure, Files};
use crate::text::date::format_day;
use crate::text::template::{self, TemplateError, Templates};

mod join;
mod tokens;

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        /// The files of the built-in theme.
        const BUILT_IN: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../../../themes/default/", $path)))),*];
    };
}

built_in![
    "templates/404.html",
    "templates/accessibility.html",
    "templates/away.html",
    "templates/base.html",
    "templates/book.html",
    "templates/certificate.html",
    "templates/charter.html",
    "templates/checklist.html",
    "templates/components.html",
    "templates/home.html",
    "templates/kind.html",
    "templates/kinds.html",
    "templates/landing.html",
    "templates/learn-again.html",
    "templates/measures.html",
    "templates/module.html",
    "templates/packaged.html",
    "templates/page.html",
    "templates/pages.html",
    "templates/path.html",
    "templates/planned.html",
    "templates/redirect.html",
    "templates/role.html",
    "templates/runbook.html",
    "templates/reviews.html",
    "templates/search.html",
    "templates/section.html",
    "templates/single.html",
    "templates/start-here.html",
    "templates/tasks.html",
    "templates/term.html",
    "templates/text.html",
    "templates/topic.html",
    "templates/topics.html",
    "templates/training-plan.html",
    "templates/vocabulary.html",
    "templates/wide.html",
    "assets/book.css",
    "assets/charter/charter.css",
    "assets/charter/now.js",
    "assets/course.css",
    "assets/course.js",
    "assets/diagram.css",
    "assets/icon.svg",
    "assets/lists.css",
    "assets/offline.css",
    "assets/offline.js",
    "assets/run.css",
    "assets/run/10-store.js",
    "assets/run/15-quote.js",
    "assets/run/20-values.js",
    "assets/run/30-ticks.js",
    "assets/run/35-lists.js",
    "assets/run/40-run.css",
    "assets/run/40-run.js",
    "assets/run/50-record.js",
    "assets/search.css",
    "assets/search/10-words.js",
    "assets/search/20-data.js",
    "assets/search/30-match.js",
    "assets/search/40-rank.js",
    "assets/search/45-hit.js",
    "assets/search/50-engine.js",
    "assets/search/60-shown.js",
    "assets/search/70-page.js",
    "assets/search/80-dialog.js",
    "assets/theme.css",
    "assets/theme.js",
];

/// Loads the theme of a site. Files of `themes/NAME/` in the site take the
/// place of built-in ones with the same path, and can be added; `theme.toml`
/// gives tokens other values. Where a template is wrong, it is reported and
/// the built-in theme is used.
///
/// # Errors
/// A [`Failure`] if a file cannot be read.
pub fn load(
    files: &dyn Files,
    config: &Config,
    texts: &mut Texts,
) -> Result<Diagnosed<Theme>, Failure> {
    let mut found = Vec::new();
    let folder = SitePath::new(&format!("themes/{}", config.theme)).unwrap_or_default();
    let mut parts: Vec<(SitePath, Vec<u8>)> = built_in();
    let own = files.list(&folder, &|_| false)?;
    let mut replaced = Vec::new();
    if own.is_empty() && &*config.theme != "default" {
        let span = Span::start_of(FileId::of(&SitePath::default().child("handover.toml")));
        let message = format!("no theme `{}`: there is no folder `{folder}`", config.theme);
        found.push(
            Diagnostic::new(Code::TEMPLATE_ERROR, span, message)
                .help("make the folder, or remove `theme` from `handover.toml`"),
        );
    }
    if !own.is_empty() {
        parts = parts.into_iter().map(below_own).collect();
    }
    for entry in own {
        let (Some(path), Some(bytes)) = (entry.path.below(&folder), files.read(&entry.path)?)
        else {
            continue;
        };
        let is_known = BUILT_IN
            .iter()
            .any(|(known, text)| *known == path.as_str() && text.as_bytes() == &*bytes);
        let is_used = ["templates/", "assets/"].iter().any(|own| path.as_str().starts_with(own));
        if is_used && !is_known {
            replaced.push(path.clone());
        }
        parts.retain(|(known, _)| *known != path);
        parts.push((path, bytes.to_vec()));
    }
    give_values(&mut parts, &folder, texts, &mut found);
    parts.sort();
    for (path, bytes) in parts.iter().filter(|(path, _)| path.as_str().starts_with("templates/")) {
        let path = folder.join(path.as_str()).unwrap_or_default();
        let text = decode(FileId::of(&path), bytes).drain_into(&mut found);
        texts.add(&path, &text);
    }
    replaced.sort();
    let built = format_day(config.today);
    let keeping = (!config.offline.is_empty()).then_some(&*built);
    let theme = match compile(&parts, keeping) {
        Ok(theme) => Theme { replaced, ..theme },
        Err(error) => {
            found.push(located(error, &folder));
            // The built-in theme compiles: a test holds that.
            compile(&built_in(), keeping).unwrap_or_default()
        }
    };
    Ok(Diagnosed::new(theme, found))
}

fn built_in() -> Vec<(SitePath, Vec<u8>)> {
    let file = |(path, text): &(&str, &str)| Some((SitePath::new(path)?, text.as_bytes().to_vec()));
    BUILT_IN.iter().filter_map(file).collect()
}

/// Gives a built-in template the name by which a theme's own can build upon it.
fn below_own((path, bytes): (SitePath, Vec<u8>)) -> (SitePath, Vec<u8>) {
    let name = path.as_str().strip_prefix("templates/");
    let named =
        name.and_then(|name| SitePath::new(&format!("templates/{}{name}", template::BUILT_IN)));
    (named.unwrap_or(path), bytes)
}

/// Compiles a theme; `keeping` is the day of a site that browsers keep.
fn compile(parts: &[(SitePath, Vec<u8>)], keeping: Option<&str>) -> Result<Theme, TemplateError> {
    let below = |name: &str| SitePath::default().child(name);
    let mut templates = Vec::new();
    let mut assets = Vec::new();
    for (path, bytes) in parts {
        if let Some(name) = path.below(&below("templates")) {
            templates.push((name.to_string(), String::from_utf8_lossy(bytes).into_owned()));
        } else if let Some(name) = path.below(&below("assets")) {
            assets.push((name, bytes.clone()));
        }
    }
    join::join(&mut assets, keeping);
    let texts = templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Ok(Theme { templates: Templates::compile(texts)?, assets, replaced: Vec::new() })
}

/// The styles of a theme that stand behind all others.
const OWN_STYLES: &str = "assets/own.css";

/// Writes the values that `theme.toml` gives to tokens before the theme's own
/// styles.
fn give_values(
    parts: &mut Vec<(SitePath, Vec<u8>)>,
    folder: &SitePath,
    texts: &mut Texts,
    found: &mut Vec<Diagnostic>,
) {
    let bytes_of = |parts: &[(SitePath, Vec<u8>)], name: &str| {
        let found = parts.iter().find(|(path, _)| path.as_str() == name);
        found.map(|(_, bytes)| bytes.clone())
    };
    let Some(bytes) = bytes_of(parts, tokens::FILE) else { return };
    let styles = bytes_of(parts, "assets/theme.css").unwrap_or_default();
    let styles = String::from_utf8_lossy(&styles);
    let path = folder.child(tokens::FILE);
    let mut css = tokens::read((&path, &bytes), &styles, texts, found).into_bytes();
    css.extend(bytes_of(parts, OWN_STYLES).unwrap_or_default());
    parts.retain(|(path, _)| path.as_str() != OWN_STYLES);
    parts.extend(SitePath::new(OWN_STYLES).map(|path| (path, css)));
}

/// Makes a problem of a template error, at its place in the template.
fn located(error: TemplateError, folder: &SitePath) -> Diagnostic {
    let path = folder.child("templates").child(&error.template.unwrap_or_default());
    let (start, end) = error.range.unwrap_or_default();
    let span = Span::new(FileId::of(&path), TextRange::new(start, end));
    let problem = Diagnostic::new(Code::TEMPLATE_ERROR, span, error.message);
    error.help.into_iter().fold(problem, Diagnostic::help)
}

#[cfg(test)]
mod tests {
    use super::{built_in, compile};

    #[test]
    fn the_built_in_theme_compiles() {
        let theme = compile(&built_in(), None).expect("the templates compile");
        assert_eq!(theme.assets.len(), 22);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "compares with the files on disk")]
    fn every_file_of_the_theme_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");
        let listed = super::BUILT_IN.iter().map(|(path, _)| path.to_string());
        let mut listed: Vec<String> = listed.collect();
        let mut found = Vec::new();
        for part in ["templates", "assets", "assets/charter", "assets/run", "assets/search"] {
            for entry in std::fs::read_dir(format!("{folder}/{part}")).expect("the folder") {
                let entry = entry.expect("an entry");
                if entry.path().is_file() {
                    found.push(format!("{part}/{}", entry.file_name().to_string_lossy()));
                }
            }
        }
        listed.sort();
        found.sort();
        assert_eq!(listed, found);
    }
}
