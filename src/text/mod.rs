//! The languages authors write in, each read into a value with places.
//!
//! Here: YAML, TOML, dates and durations, and what ties them together, a tree
//! of values that knows where every key and value stands. What a key means is
//! not known here; stages and kinds read the tree with [`fields::Fields`].

pub mod data;
pub mod date;
pub mod duration;
pub mod fields;
pub mod front_matter;
pub mod toml;
pub mod yaml;
