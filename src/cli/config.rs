//! `handover config`: the settings in force, as a `handover.toml` with a
//! comment on every key.

use super::Exit;
use super::args::SiteArgs;
use super::site::SiteFolder;
use crate::host::terminal::{Terminal, print, print_error};
use crate::model::config::{Config, Level, LinkStyle, MissingInclude, RawHtml, Videos};
use crate::model::extension::Mode;
use crate::model::folder::FolderDefaults;
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
        "dialect" => text(config.flavour.name()),
        "videos" => text(match config.videos {
            Videos::Link => "link",
            Videos::Frame => "frame",
        }),
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
        "nav" => config.nav_file.as_deref().map_or_else(unset, text),
        "includes" => {
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
        "defaults" => {
            let tables = config.defaults.iter().map(folder_defaults);
            format!("{name} = [{}]\n", tables.collect::<Vec<_>>().join(", "))
        }
        "review_notice" => text(&config.review_notice.to_string()),
        "severity" => levels(config),
        _ => unset(),
    }
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

fn levels(config: &Config) -> String {
    let mut text = String::from("[severity]\n");
    for (code, level) in &config.levels {
        let word = match level {
            Level::Off => "off",
            Level::At(severity) => severity.word(),
        };
        text.push_str(&format!("{code} = \"{word}\"\n"));
    }
    text
}

/// Writes a TOML string (a JSON string is one).
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
