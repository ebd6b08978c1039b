//! Problems for readers: as text for people, as JSON for programs; a page and
//! the relations of pages as text.
//!
//! Lines and columns are counted here and nowhere else. Writers return text;
//! printing it is the business of `cli`.

pub mod again;
pub mod baseline;
pub mod copy;
pub mod diagram;
pub mod drill;
mod excerpt;
pub mod flow;
pub mod graph;
pub mod human;
pub mod json;
pub mod page;
mod place;
pub mod same;
pub mod schema;
#[cfg(test)]
mod tests;
pub mod when;

pub use place::{Counts, Lines};
