//! Kinds: the reference says what their definitions say.

use std::path::Path;

use handover::kinds::reference;
use handover::model::kind::COMMON;
use handover::registry::{CONFIG_KEYS, KINDS};
use handover::report::schema::{self, Setting};
use serde_json::json;

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
