//! JSON Schemas of front matter and of `handover.toml`, for editors that
//! complete and explain keys (JSON Schema, draft 2020-12).
//!
//! A schema is wider than the build: what needs other pages, such as whether
//! a role exists, is left to `handover check`.

use serde_json::{Map, Value as Json, json};

use crate::base::{FileId, SitePath};
use crate::model::kind::{COMMON, Field, Kind, Need, Takes};
use crate::text::data::{Node, Value};
use crate::text::yaml::{self, Limits};

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A key of the configuration.
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What it takes, in words: `text`, `list of globs`, `` `a` or `b` ``.
    pub takes: &'static str,
    /// Its value where it is not written, in words.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// Returns the schema of the front matter of pages of one kind.
pub fn front_matter(kind: &Kind) -> Json {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in COMMON.iter().chain(kind.fields) {
        let is_needed = field.need == Need::Required || kind.needs.contains(&field.name);
        // A field with other names may stand under one of them.
        if is_needed && field.synonyms.is_empty() {
            required.push(field.name);
        }
        for name in std::iter::once(&field.name).chain(field.synonyms) {
            properties.insert((*name).into(), property(field));
        }
    }
    let names: Vec<&str> =
        std::iter::once(kind.name).chain(kind.synonyms.iter().copied()).collect();
    properties.insert("kind".into(), json!({ "description": "What the page is.", "enum": names }));
    json!({
        "$schema": DIALECT,
        "title": format!("Front matter of {}", kind.article),
        "description": kind.about,
        "type": "object",
        "properties": properties,
        "patternProperties": { "\\.": true },
        "additionalProperties": { "type": ["array", "string"], "description": "A vocabulary of the site." },
        "required": required,
    })
}

fn property(field: &Field) -> Json {
    let text = || json!({ "type": ["string", "number", "boolean"] });
    let mut schema = match field.takes {
        Takes::Text | Takes::Role(_) => text(),
        Takes::Texts | Takes::Roles(_) | Takes::Page(_) | Takes::Pages(_) => {
            json!({ "oneOf": [text(), { "type": "array", "items": text() }] })
        }
        Takes::Number => json!({ "type": "integer" }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Date => json!({ "type": "string", "format": "date" }),
        Takes::Duration => json!({ "type": "string" }),
        Takes::Choice(words) => json!({ "enum": words }),
        Takes::Records(fields) => {
            let record = record(fields);
            let mut shapes = vec![record.clone(), json!({ "type": "array", "items": record })];
            // A key can stand for the first field.
            if fields.first().is_some_and(|first| first.need == Need::Required) {
                let rest =
                    json!({ "type": "object", "additionalProperties": { "type": "object" } });
                shapes.push(rest);
            }
            json!({ "anyOf": shapes })
        }
        Takes::TextsOrRecords(fields) => {
            let item = json!({ "anyOf": [text(), record(fields)] });
            json!({ "anyOf": [text(), record(fields), { "type": "array", "items": item }] })
        }
        Takes::Any => json!({}),
    };
    let description = sentence(field.meaning);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("description".into(), description.into());
        schema.extend(example(field).map(|value| ("examples".into(), json!([value]))));
    }
    schema
}

/// Returns the schema of a record with these fields.
fn record(fields: &[Field]) -> Json {
    let properties = fields.iter().map(|field| (field.name.to_string(), property(field)));
    let needed = fields.iter().filter(|field| field.need == Need::Required);
    let needed: Vec<&str> = needed.map(|field| field.name).collect();
    json!({
        "type": "object",
        "properties": properties.collect::<Map<String, Json>>(),
        "required": needed,
    })
}

/// Writes a meaning as a sentence.
fn sentence(meaning: &str) -> String {
    let mut letters = meaning.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(letters).collect::<String>().trim_end_matches('.'))
}

/// Reads the example of a field, which is YAML.
fn example(field: &Field) -> Option<Json> {
    if field.example.is_empty() {
        return None;
    }
    let file = FileId::of(&SitePath::default());
    let read = yaml::parse(file, field.example, 0, Limits::FRONT_MATTER);
    Some(json_of(&read.value, field.takes))
}

fn json_of(node: &Node, takes: Takes) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(scalar) => match (takes, scalar.text.as_str()) {
            (Takes::Number, text) => text.parse::<i64>().map_or(Json::Null, Json::from),
            (Takes::Flag, text) => Json::from(text == "true"),
            (_, text) => Json::from(text),
        },
        Value::List(list) => list.iter().map(|node| json_of(node, Takes::Any)).collect(),
        Value::Map(map) => {
            let entry = |entry: &crate::text::data::Entry| {
                (entry.key.text.clone(), json_of(&entry.value, Takes::Any))
            };
            Json::Object(map.iter().map(entry).collect())
        }
    }
}

/// Returns the schema of `handover.toml`.
pub fn config(settings: &[Setting]) -> Json {
    let property = |setting: &Setting| {
        let mut schema = setting_type(setting.takes);
        if let Some(schema) = schema.as_object_mut() {
            let description = format!("{} Default: {}.", setting.meaning, setting.default);
            schema.insert("description".into(), description.into());
        }
        (setting.name.to_owned(), schema)
    };
    json!({
        "$schema": DIALECT,
        "title": "Settings of a site",
        "description": "The file `handover.toml`.",
        "type": "object",
        "properties": settings.iter().map(property).collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}

/// Reads what a key takes from the words of the reference.
fn setting_type(takes: &str) -> Json {
    let words: Vec<&str> = takes.split('`').skip(1).step_by(2).collect();
    match words.as_slice() {
        ["true", "false"] => json!({ "type": "boolean" }),
        [_, ..] => json!({ "enum": words }),
        [] if takes.starts_with("list") => json!({ "type": "array" }),
        [] if takes.starts_with("table") => json!({ "type": "object" }),
        [] => json!({ "type": "string" }),
    }
}
