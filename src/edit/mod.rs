//! Changes to the files that authors wrote, planned as values.
//!
//! Nothing here touches a disk: a plan is a
//! [`Change`](crate::model::change::Change), which is shown as a difference
//! ([`diff`]), tried on a copy of the site in memory ([`overlay`]) and handed
//! to `host` to be carried out. What is to be changed is found by
//! `pipeline::fixing`, `pipeline::moving`, `pipeline::attesting` and
//! `pipeline::exercising`, which run the steps of a build before and after.

pub mod baseline;
pub mod diff;
pub mod exercise;
pub mod fixes;
pub mod moves;
pub mod overlay;
pub mod review;
pub mod text;
