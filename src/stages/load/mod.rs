//! Reads a site's settings: `handover.toml`, the navigation file, the theme.

mod config;
mod includes;
mod nav;
mod theme;

pub use config::{CONFIG_FILE, KEYS, Key, load as config};
pub use theme::load as theme;
