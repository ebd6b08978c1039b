//! Problems for readers: as text for people, as JSON for programs.
//!
//! Lines and columns are counted here, and nowhere else.

pub mod human;
pub mod json;
mod place;
