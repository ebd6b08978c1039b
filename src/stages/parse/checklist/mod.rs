//! Checklists: boxes in tables, groups and gates, and what is missing.

pub(super) mod boxes;
mod entry;
mod findings;
mod groups;
mod sentences;

pub(super) use findings::{day, report};
pub(super) use groups::read;
