//! Checklists: boxes in tables, groups and gates, what the build can check,
//! and what is missing.

pub(super) mod boxes;
pub(super) mod check;
mod entry;
mod findings;
mod groups;
mod sentences;

pub(super) use findings::{day, report};
pub(super) use groups::read;
