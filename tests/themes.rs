//! The theme that comes with Handover, what the handbook says of it, and a
//! second theme that builds upon it.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use handover::host::MemoryFiles;

use crate::site::{Output, build};

/// The folder of the project.
fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, with its text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap();
            let text = std::fs::read_to_string(entry.path()).unwrap();
            found.push((path.to_string_lossy().into_owned(), text));
        }
    }
    found
}

/// Every component of the templates, with what it takes, sorted.
fn components() -> Vec<(String, String)> {
    let templates = files(&project().join("themes/default/templates"));
    let texts = templates.iter().flat_map(|(_, text)| text.split("{% component ").skip(1));
    let mut all: Vec<(String, String)> = texts
        .map(|rest| {
            let (name, rest) = rest.split_once('(').unwrap();
            (name.to_string(), rest.split_once(')').unwrap().0.to_string())
        })
        .collect();
    all.sort();
    all
}

#[test]
fn the_handbook_lists_every_component_with_what_it_takes() {
    let page = std::fs::read_to_string(project().join("content/handover/theme.md")).unwrap();
    let mut failures = String::new();
    let mut listed: Vec<&str> = page.lines().filter(|line| line.starts_with("| `ui.")).collect();
    listed.sort_unstable();
    let components = components();
    assert!(20 < components.len(), "only {} components are found", components.len());
    for (name, arguments) in &components {
        let takes = match &**arguments {
            "" => "nothing".into(),
            some => format!("`{some}`"),
        };
        let begin = format!("| `{name}` | {takes} | ");
        if !listed.iter().any(|line| line.starts_with(&begin)) {
            writeln!(failures, "no row {begin}").unwrap();
        }
    }
    assert_eq!(failures, "");
    assert_eq!(listed.len(), components.len(), "rows and components");
}

#[test]
fn the_handbook_lists_every_template() {
    let page = project().join("content/handover/theme-templates.md");
    let page = std::fs::read_to_string(page).unwrap();
    let rows: String = page.lines().filter(|line| line.starts_with("| `")).collect();
    let templates = files(&project().join("themes/default/templates"));
    let names = templates.iter().map(|(name, _)| &**name);
    let missing: Vec<&str> = names.filter(|name| !rows.contains(&format!("`{name}`"))).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_handbook_lists_every_token() {
    let styles = std::fs::read_to_string(project().join("themes/default/assets/theme.css"));
    let styles = styles.unwrap();
    let page = std::fs::read_to_string(project().join("content/handover/theme.md")).unwrap();
    let root = styles.split_once(":root{").unwrap().1.split_once('}').unwrap().0;
    let tokens =
        root.split(';').filter_map(|part| part.split_once(':')?.0.trim().strip_prefix("--"));
    let missing: Vec<&str> = tokens.filter(|token| !page.contains(&format!("`{token}`"))).collect();
    assert_eq!(missing, [""; 0]);
}

/// Builds a site of files given as (path, text).
fn built<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Output {
    let files = files.into_iter();
    build(&files.fold(MemoryFiles::new(), |files, (path, text)| files.with(path, text)))
}

#[test]
fn a_theme_changes_tokens_styles_a_block_and_a_component() {
    let own: Vec<(String, String)> = files(&project().join("themes/sober"))
        .into_iter()
        .map(|(path, text)| (format!("themes/sober/{path}"), text))
        .collect();
    assert!(3 < own.len(), "the theme has {} files", own.len());
    let site = [
        ("handover.toml", "title = \"Harbour\"\ntheme = \"sober\"\n"),
        ("content/index.md", "# Harbour\n\nSee [[Rope store]].\n"),
        ("content/quay.md", "# Quay\n\nText.\n"),
    ];
    let own = own.iter().map(|(path, text)| (&**path, &**text));
    let output = built(site.into_iter().chain(own));
    assert!(!output.shown().contains("theme"), "{}", output.shown());
    let quay = output.text("quay/index.html");
    assert!(quay.contains("Look in the list of all pages"), "its own block");
    assert!(quay.contains("<footer class=\"base\">"), "and all else as it comes");
    assert!(output.text("planned-pages/index.html").contains("Rope store (planned)</span>"));
    // Those of search alone come beside the styles of a page, which has all of these.
    let is_whole = |path: &&String| path.ends_with(".css") && !path.ends_with("/search.css");
    let styles: Vec<&String> = output.files.keys().filter(is_whole).collect();
    assert!(!styles.is_empty());
    for path in styles {
        let text = output.text(path);
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{path} has no {part}"));
        let default = at("--paper:#fbfaf7");
        let light = at(":root{--paper:#fff;");
        let dark = at(":root:not([data-theme=light]){--paper:#000;");
        let own = at("a{text-decoration-thickness:2px}");
        assert!(default < light && light < dark && dark < own, "{path}: behind all others");
    }
}

#[test]
fn a_theme_that_replaces_everything_needs_nothing_of_the_built_in_one() {
    let output = built([
        ("handover.toml", "theme = \"bare\"\n"),
        ("content/a.md", "# A\n\nText.\n"),
        ("themes/bare/templates/page.html", "<main>{{ page.body | safe }}</main>"),
        ("themes/bare/assets/theme.css", "main{color:red}"),
        ("themes/bare/assets/theme.js", "let bare"),
    ]);
    assert_eq!(output.text("a/index.html"), "<main><p>Text.</p>\n</main>");
}

#[test]
fn a_copy_of_the_built_in_theme_changes_nothing_but_what_is_another() {
    let own = files(&project().join("themes/default")).into_iter();
    let own: Vec<(String, String)> =
        own.map(|(path, text)| (format!("themes/default/{path}"), text)).collect();
    let site = || [("content/index.md", "# Harbour\n\nText.\n")].into_iter();
    let copied = || own.iter().map(|(path, text)| (&**path, &**text));
    let page = |output: &Output| output.text("accessibility/index.html").to_string();
    assert!(!page(&built(site().chain(copied()))).contains("changes its theme"));
    let changed = [("themes/default/templates/404.html", "{% extends \"page.html\" %}")];
    let page = page(&built(site().chain(copied()).chain(changed)));
    assert!(page.contains("were not there then: <code>templates/404.html</code>.</p>"), "{page}");
}
