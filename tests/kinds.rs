//! Kinds: the reference says what their definitions say.

use std::collections::BTreeMap;
use std::path::Path;

use handover::base::Severity;
use handover::host::MemoryFiles;
use handover::kinds::reference;
use handover::model::kind::{COMMON, Kind, Need};
use handover::registry::{CONFIG_KEYS, KINDS};
use handover::report::schema::{self, Setting};
use serde_json::json;

use crate::corpus::folder;
use crate::site::build;

/// `UPDATE=1` writes the pages anew.
#[test]
fn the_reference_is_written_from_the_definitions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/reference/kinds");
    let mut pages = vec![("index".to_owned(), reference::index(KINDS))];
    for (place, kind) in KINDS.iter().enumerate() {
        pages.push((kind.name.to_owned(), reference::page(kind, place)));
    }
    for (name, text) in &pages {
        let path = folder.join(format!("{name}.md"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(&path, text).expect("written");
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(&written, text, "{name}: UPDATE=1 writes it");
    }
    let files = std::fs::read_dir(&folder).expect("the pages").count();
    assert_eq!(files, pages.len(), "a page of a kind that is none");
}

/// Every example of a definition fits the schema made of it; mistakes do not.
#[test]
fn schemas_take_their_own_examples_and_refuse_mistakes() {
    for kind in KINDS {
        let schema = schema::front_matter(kind);
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let properties = schema["properties"].as_object().expect("properties");
        let mut page = serde_json::Map::new();
        for field in COMMON.iter().chain(kind.fields) {
            let described = properties[field.name]["description"].as_str();
            assert!(described.is_some_and(|text| !text.is_empty()), "{}", field.name);
            if let Some(example) = properties[field.name]["examples"].get(0) {
                page.insert(field.name.into(), example.clone());
            }
        }
        page.insert("kind".into(), kind.name.into());
        let page = serde_json::Value::Object(page);
        let wrong: Vec<String> =
            validator.iter_errors(&page).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", kind.name);
        for (key, value) in [("kind", json!("runbok")), ("order", json!("first"))] {
            let mut page = page.clone();
            page[key] = value;
            assert!(!validator.is_valid(&page), "{}: {key}", kind.name);
        }
    }
}

#[test]
fn the_schema_of_the_settings_knows_every_key() {
    let setting = |key: &handover::registry::ConfigKey| Setting {
        name: key.name,
        takes: key.takes,
        default: key.default,
        meaning: key.meaning,
    };
    let settings: Vec<Setting> = CONFIG_KEYS.iter().map(setting).collect();
    let schema = schema::config(&settings);
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let good = json!({
        "title": "A", "links": "pretty", "twins": false, "exclude": ["a/**"],
        "severity": { "missing-alt": "off" }, "rules": [{ "in": "a/**", "profile": "strict" }],
    });
    assert!(validator.is_valid(&good));
    for bad in [json!({ "titel": "A" }), json!({ "links": "short" }), json!({ "twins": "no" })] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

/// Counts the pages of a corpus by kind, those that nobody wrote left out.
fn counted(name: &str) -> Option<(BTreeMap<String, usize>, serde_json::Value)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let Some(files) = folder(&path, "") else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let site: serde_json::Value =
        serde_json::from_str(&build(&files).text("site.json")).expect("JSON");
    let mut kinds = BTreeMap::new();
    for page in site["pages"].as_array().expect("pages") {
        if page["source"].is_string() {
            *kinds.entry(page["kind"].as_str().expect("a kind").to_owned()).or_insert(0) += 1;
        }
    }
    Some((kinds, site))
}

/// Fifteen processes have an introduction and an overview each.
#[test]
fn kinds_of_the_guidance() {
    let Some((kinds, _)) = counted("d365/guidance") else { return };
    println!("{kinds:?}");
    let of = |kind: &str| kinds.get(kind).copied().unwrap_or_default();
    assert_eq!((of("process"), of("area"), of("checklist")), (30, 71, 17), "{kinds:?}");
    assert_eq!(kinds.values().sum::<usize>(), 604, "{kinds:?}");
}

/// Alerts without a word of front matter are runbooks, with the name of the
/// alert, and their severity where they give one.
#[test]
fn kinds_of_the_alerts() {
    let Some((kinds, site)) = counted("openshift-runbooks") else { return };
    println!("{kinds:?}");
    assert_eq!(kinds.get("runbook"), Some(&252), "{kinds:?}");
    let runbooks = site["pages"].as_array().expect("pages").iter();
    let runbooks: Vec<_> = runbooks.filter(|page| page["kind"] == "runbook").collect();
    let with =
        |field: &str| runbooks.iter().filter(|page| !page["fields"][field].is_null()).count();
    let is_file = |page: &&&serde_json::Value| {
        let file = page["source"].as_str().unwrap_or_default();
        let alert = page["fields"]["alerts"][0].as_str().unwrap_or("none");
        file.ends_with(&format!("/{alert}.md"))
    };
    println!("alerts {}, severity {}", with("alerts"), with("severity"));
    assert_eq!(with("alerts"), 252);
    // Twelve files are called otherwise than the alert in their title.
    assert_eq!(runbooks.iter().filter(is_file).count(), 240);
    assert!(6 <= with("severity"), "{}", with("severity"));
}

/// A page of the kind with everything that its scaffold has.
fn complete(kind: &Kind) -> String {
    let parent = "whole";
    kind.scaffold
        .replace("{title}", "Own")
        .replace("{description}", "What it is about.")
        .replace("{owner}", "lead")
        .replace("{owner-name}", "Lead")
        .replace("{parent}", parent)
        .replace("{today}", "2026-11-01")
}

/// Builds a strict site around one page; returns its errors and warnings.
fn found(page: &str) -> Vec<String> {
    let around = "---\nkind: process\nlevel: 1\nowner: lead\nreviewed: 2026-11-01\n\
                  review_every: 1 year\n---\n\n# Whole\n";
    let files = MemoryFiles::new()
        .with("handover.toml", "profile = \"strict\"\n")
        .with("data/roles.yml", "lead: {title: Lead}\n")
        .with("whole.md", around)
        .with("own.md", page);
    let problems = build(&files).problems.into_iter();
    let own = problems.filter(|problem| problem.path == "own.md");
    let shown =
        own.filter(|problem| problem.severity != Severity::Note).map(|problem| problem.show());
    shown.collect()
}

/// What a kind needs is needed: without it a strict build fails, with exactly
/// that finding at the place that says what the page is.
#[test]
fn what_a_kind_needs_is_missed() {
    for kind in KINDS {
        let page = complete(kind);
        let beyond = |text: &str| -> Vec<String> {
            let usual = found(&page);
            found(text).into_iter().filter(|problem| !usual.contains(problem)).collect()
        };
        let whole = found(&page);
        assert!(whole.iter().all(|it| !it.contains("missing-")), "{}: {whole:?}", kind.name);
        let common = COMMON.iter().filter(|field| kind.needs.contains(&field.name));
        let own = kind.fields.iter().filter(|field| field.need == Need::Required);
        for field in common.chain(own) {
            let is_it = |line: &&str| line.starts_with(&format!("{}:", field.name));
            let without: Vec<&str> = page.lines().filter(|line| !is_it(line)).collect();
            let new = beyond(&(without.join("\n") + "\n"));
            let wanted = format!("missing-field: {} needs `{}`", kind.article, field.name);
            assert_eq!(new.len(), 1, "{} without {}: {new:?}", kind.name, field.name);
            assert!(new[0].contains(&wanted) && new[0].starts_with("own.md:2:7-"), "{new:?}");
            assert!(new[0].contains(" error "), "{new:?}");
        }
        for section in kind.sections.iter().filter(|section| section.need == Need::Required) {
            let is_it = |line: &&str| line.starts_with("## ") && section.is_named(&line[3..]);
            let without: Vec<&str> = page.lines().filter(|line| !is_it(line)).collect();
            let new = beyond(&(without.join("\n") + "\n"));
            let missed: Vec<_> = new.iter().filter(|it| it.contains("missing-section")).collect();
            assert_eq!(missed.len(), 1, "{} without {}: {new:?}", kind.name, section.title);
            assert!(missed[0].contains(section.holds), "{missed:?}");
        }
    }
}
