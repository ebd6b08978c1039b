//! The values that flow from stage to stage, and the traits that extensions
//! and the outside world implement.
//!
//! There is no behaviour here beyond constructors and accessors: what is done
//! with a value belongs to the stage that does it.

pub mod alert;
pub mod alert_rule;
pub mod allow;
pub mod areas;
pub mod artifact;
pub mod audience;
pub mod baseline;
pub mod benefit;
pub mod by_kind;
pub mod callout;
pub mod card;
pub mod catalog;
pub mod change;
pub mod chart;
pub mod checklist;
pub mod code_lines;
pub mod collection;
pub mod config;
pub mod container;
pub mod declared;
pub mod document;
pub mod extension;
pub mod figure;
pub mod flow;
pub mod folder;
pub mod front;
pub mod glossary;
pub mod graft;
pub mod graph;
pub mod kind;
pub mod label;
pub mod lifted;
pub mod locate;
pub mod material;
pub mod mention;
pub mod own_text;
pub mod page;
pub mod parameter;
pub mod procedure;
pub mod readiness;
pub mod records;
pub mod relation;
pub mod review;
pub mod role;
pub mod rule;
pub mod schedule;
pub mod selected;
pub mod sequence;
pub mod site;
pub mod source;
pub mod stakeholder;
pub mod stub;
pub mod table;
pub mod theme;
pub mod tool;
pub mod topics;
pub mod verdict;
pub mod vocabulary;
pub mod walk;
pub mod work;
pub mod world;
