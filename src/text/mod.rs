//! Languages: Markdown, HTML, YAML, TOML, JSON, patterns of paths, templates,
//! program code.
//!
//! Each module knows one language and nothing of pages or sites. What a
//! construct means for a site is decided in `stages`, `kinds` and `outputs`.

pub mod breaks;
pub mod command;
pub mod css;
pub mod csv;
pub mod data;
pub mod date;
pub mod destination;
pub mod due;
pub mod duration;
pub mod exif;
pub mod fields;
pub mod front_matter;
pub mod glob;
pub mod highlight;
pub mod hours;
pub mod html;
pub mod icalendar;
pub mod json;
pub mod language;
pub mod markdown;
pub mod nested;
pub mod number;
pub mod parameter;
pub mod pattern;
pub mod phrase;
pub mod placeholder;
pub mod plural;
pub mod recurrence;
pub mod script;
pub mod sentence;
pub mod slug;
pub mod svg;
pub mod template;
pub mod toml;
pub mod variable;
pub mod veil;
pub mod xml;
pub mod yaml;
pub mod zip;
pub mod zone;
