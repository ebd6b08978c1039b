//! The kinds of pages, a folder for each: its fields, its sections, and the
//! page that `handover new` begins with.
//!
//! What happens to a page because of its kind is not here: reading is in
//! `stages/parse`, rules are in `checks`, looks are in the theme.

pub mod area;
pub mod article;
pub mod charter;
pub mod checklist;
pub mod module;
pub mod path;
pub mod policy;
pub mod process;
pub mod reference;
pub mod role;
pub mod runbook;
pub mod term;
pub mod training_plan;
