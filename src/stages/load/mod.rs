//! Reads a site's settings: `handover.toml`, the navigation file, the theme,
//! and the settings of the tool a collection was written for.

mod alert_rules;
mod audiences;
mod baseline;
mod books;
mod collection;
mod config;
mod data;
mod defaults;
mod images;
mod includes;
mod key;
mod nav;
mod place;
mod published;
mod readings;
mod records;
mod severity;
mod theme;
mod vocabulary;

pub use alert_rules::{LARGEST as LARGEST_RULES, load as alert_rules};
pub use baseline::load as baseline;
pub use config::{CONFIG_FILE, load as config};
pub use key::{KEYS, Key};
pub use published::{LARGEST as LARGEST_PUBLISHED, load as published};
pub use theme::load as theme;
