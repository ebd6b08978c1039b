//! `handover config`: the settings in force, as a `handover.toml` with a
//! comment on every key.

use std::collections::BTreeMap;

use super::Exit;
use super::args::SiteArgs;
use super::site::SiteFolder;
use crate::base::Code;
use crate::host::terminal::{Terminal, print, print_error};
use crate::model::book::Gathered;
use crate::model::config::{
    Config, Flavour, Level, LinkStyle, MissingInclude, RawHtml, TermLinks, Videos,
};
use crate::model::extension::Mode;
use crate::model::folder::FolderDefaults;
use crate::model::lifted::Taxonomy;
use crate::model::rule::Rule;
use crate::model::tool::Tool;
use crate::model::vocabulary::Terms;
use crate::model::world::Failure;
use crate::pipeline;
use crate::registry::CONFIG_KEYS;

pub(super) fn run(args: &SiteArgs, terminal: Terminal) -> Result<Exit, Failure> {
    let site = SiteFolder::open(args, Mode::Publish)?;
    let loaded = pipeline::settings(site.world(), site.options)?;
    print_error(&super::build::problems(&loaded.diagnostics, &loaded.texts, true, terminal));
    let config = loaded.config;
    let origin = match config.configured {
        true => site.root.join("handover.toml").display().to_string(),
        false => "no handover.toml: the settings of a plain folder".into(),
    };
    let mut text = format!("# {origin}\n");
    for key in CONFIG_KEYS {
        text.push_str(&format!(
            "\n# {}\n# Takes {}. Default: {}.\n",
            key.meaning, key.takes, key.default
        ));
        text.push_str(&value(key.name, &config));
    }
    print(&text)?;
    let has_errors = loaded.diagnostics.iter().any(|d| d.severity == crate::base::Severity::Error);
    Ok(if has_errors { Exit::Findings } else { Exit::Clean })
}

/// Writes one key with its value; a comment where it has none.
fn value(name: &str, config: &Config) -> String {
    let text = |value: &str| format!("{name} = {}\n", quoted(value));
    let unset = || format!("# {name} =\n");
    match name {
        "title" => config.title.as_deref().map_or_else(unset, text),
        "tagline" => config.tagline.as_deref().map_or_else(unset, text),
        "lang" => text(&config.lang),
        "content" => text(match config.content.as_str() {
            "" => ".",
            content => content,
        }),
        "out" => text(config.out.as_deref().unwrap_or("public")),
        "theme" => text(&config.theme),
        "links" => text(match config.links {
            LinkStyle::Portable => "portable",
            LinkStyle::Pretty => "pretty",
        }),
        "raw_html" => text(match config.raw_html {
            RawHtml::Sanitise => "sanitise",
            RawHtml::Trust => "trust",
        }),
        "dialect" => text(dialect(config)),
        "videos" => text(match config.videos {
            Videos::Link => "link",
            Videos::Frame => "frame",
        }),
        "images" => images(name, config),
        "profile" => text(config.profile.name()),
        "exclude" => list(name, &config.exclude),
        "fragments" => list(name, &config.fragments),
        "host" => config.home.host.as_deref().map_or_else(unset, text),
        "base_path" => {
            let path = config.home.path.as_ref().map(|path| format!("/{path}"));
            path.map_or_else(unset, |path| text(&path))
        }
        "planned" => {
            let titles = config.planned.iter().map(|(planned, _)| quoted(&planned.title.text));
            format!("{name} = [{}]\n", titles.collect::<Vec<_>>().join(", "))
        }
        "own_keys" => list(name, &config.own_keys),
        "glossary" => text(glossary(config)),
        "audiences" => audiences(name, config),
        "taxonomies" => taxonomies(name, config),
        "nav" => config.nav_file.as_deref().map_or_else(unset, text),
        "includes" => includes(name, config),
        "defaults" => defaults(name, config),
        "books" => books(name, config),
        "review_notice" => text(&config.review_notice.to_string()),
        "twins" => format!("{name} = {}\n", config.twins),
        "offline" => {
            let words: Vec<_> = config.offline.iter().map(|(word, _)| word.clone()).collect();
            list(name, &words)
        }
        "accessibility_contact" => config.accessibility_contact.as_deref().map_or_else(unset, text),
        "search" => format!("{name} = {}\n", config.search),
        "alert_rules" => rule_files(name, config),
        "severity" => format!("[severity]\n{}", levels(&config.levels, "\n")),
        "rules" if config.rules.is_empty() => unset(),
        "rules" => config.rules.iter().map(rule).collect(),
        _ => unset(),
    }
}

/// Writes for whom values may be, and for whom the site is.
fn audiences(name: &str, config: &Config) -> String {
    let [names, shown] = [&config.audiences.names, &config.audiences.shown]
        .map(|names| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "));
    format!("{name} = {{ names = [{names}], shown = [{shown}] }}\n")
}

/// Writes what pages of folders say where they do not say it themselves.
fn defaults(name: &str, config: &Config) -> String {
    let tables = config.defaults.iter().map(folder_defaults);
    format!("{name} = [{}]\n", tables.collect::<Vec<_>>().join(", "))
}

/// Writes which variants pictures have.
fn images(name: &str, config: &Config) -> String {
    match config.picture_widths.as_slice() {
        [] => format!("# {name} =\n"),
        widths => format!("{name} = {{ widths = {widths:?} }}\n"),
    }
}

/// Writes which books the site has.
fn books(name: &str, config: &Config) -> String {
    let Some(books) = &config.books else { return format!("# {name} =\n") };
    let tables = books.iter().map(|(book, _)| {
        let (key, value) = match &book.gathered {
            Gathered::All => ("all", "true".into()),
            Gathered::Section(name) => ("section", quoted(name)),
            Gathered::Role(name) => ("role", quoted(name)),
            Gathered::Kind(name) => ("kind", quoted(name)),
            Gathered::Service(name) => ("service", quoted(name)),
            Gathered::EachRole => ("role", quoted("*")),
        };
        let own = [("title", &book.title), ("name", &book.name)];
        let own = own.map(|(key, text)| {
            text.as_ref().map(|text| format!(", {key} = {}", quoted(text))).unwrap_or_default()
        });
        format!("{{ {key} = {value}{} }}", own.concat())
    });
    format!("{name} = [{}]\n", tables.collect::<Vec<_>>().join(", "))
}

/// Writes how files that pages include are found.
fn includes(name: &str, config: &Config) -> String {
    let map = config.includes.map.iter();
    let map: Vec<String> = map
        .map(|(start, folder)| format!("{} = {}", quoted(start), quoted(folder.as_str())))
        .collect();
    let missing = match config.includes.missing {
        MissingInclude::Stub => "stub",
        MissingInclude::Drop => "drop",
    };
    format!("{name} = {{ missing = \"{missing}\", map = {{ {} }} }}\n", map.join(", "))
}

/// Writes which files are rules of monitoring.
fn rule_files(name: &str, config: &Config) -> String {
    let globs: Vec<Box<str>> = config.alert_rules.iter().map(|own| own.0.clone()).collect();
    list(name, &globs)
}

fn list(name: &str, texts: &[Box<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("{name} = [{}]\n", texts.join(", "))
}

fn folder_defaults(defaults: &FolderDefaults) -> String {
    let patterns = defaults.pages.written.iter().map(|(pattern, _)| quoted(pattern));
    let mut table = format!("{{ in = [{}]", patterns.collect::<Vec<_>>().join(", "));
    for field in &defaults.fields {
        let value = quoted(field.value.as_text().unwrap_or_default());
        table.push_str(&format!(", {} = {value}", field.key.text));
    }
    table + " }"
}

fn dialect(config: &Config) -> &'static str {
    match config.tools {
        Some(tools) if tools.has(Tool::Hugo) => "hugo",
        Some(tools) if tools.has(Tool::Docusaurus) => "docusaurus",
        None if config.flavour == Flavour::GitHub => "auto",
        _ => config.flavour.name(),
    }
}

fn glossary(config: &Config) -> &'static str {
    match config.glossary {
        TermLinks::Link => "link",
        TermLinks::Off => "off",
    }
}

/// Writes the taxonomies that the site declares, wherever it does.
fn taxonomies(name: &str, config: &Config) -> String {
    let own = config.vocabularies.iter();
    let own = own.filter(|own| matches!(own.taxonomy, Taxonomy::Declared(_)));
    let own = own.map(|own| {
        let (key, title) = (quoted(own.taxonomy.key()), quoted(&own.title));
        format!("{key} = {{ title = {title}, strict = {} }}", own.terms == Terms::Strict)
    });
    format!("{name} = {{ {} }}\n", own.collect::<Vec<_>>().join(", "))
}

/// Writes severities, each followed by `end`.
fn levels(levels: &BTreeMap<Code, Level>, end: &str) -> String {
    let word = |level: &Level| match level {
        Level::Off => "off",
        Level::At(severity) => severity.word(),
    };
    levels.iter().map(|(code, level)| format!("{code} = \"{}\"{end}", word(level))).collect()
}

/// Writes one of the rules.
fn rule(rule: &Rule) -> String {
    let mut text = "[[rules]]\n".to_string();
    if !rule.written.is_empty() {
        let patterns: Vec<Box<str>> = rule.written.iter().map(|(glob, _)| glob.clone()).collect();
        text.push_str(&list("in", &patterns));
    }
    if !rule.kinds.is_empty() {
        text.push_str(&list("kind", &rule.kinds));
    }
    if let Some(profile) = rule.profile {
        text.push_str(&format!("profile = \"{}\"\n", profile.name()));
    }
    if !rule.levels.is_empty() {
        let levels = levels(&rule.levels, ", ");
        text.push_str(&format!("severity = {{ {} }}\n", levels.trim_end_matches(", ")));
    }
    text
}

/// Writes a TOML string (a JSON string is one).
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
