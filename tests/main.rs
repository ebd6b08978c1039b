//! All integration tests, as one binary: it links once.
//!
//! The bulk are the literate cases below `tests/cases`, run by `cases.rs`:
//! a behaviour is shown there first. The other modules hold what no single
//! page can show.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests meet the disk, say what they skip, and stop at the first surprise"
)]

mod adopting;
mod again;
mod alerts;
mod baseline;
mod books;
mod bpmn;
mod branches;
mod calendar;
mod cases;
mod cli;
mod collections;
mod commands;
mod copying;
mod corpus;
mod coverage;
mod data;
mod defects;
mod determinism;
mod diagrams_narrow;
mod diagrams_wide;
mod dom;
mod drills;
mod duties;
mod examples;
mod explanations;
mod fences;
mod flow_forms;
mod flows;
mod hostile;
mod ids;
mod import;
mod includes;
mod incremental;
mod invariants;
mod kill;
mod kinds;
mod language;
mod layers;
mod machine;
mod maps;
mod measures;
mod mermaid;
mod moving;
mod offline;
mod packages;
mod panics;
#[cfg(feature = "images")]
mod pictures;
#[cfg(feature = "serve")]
mod preview;
mod reviews;
mod since;
mod site;
mod spec;
mod themes;
mod time;
