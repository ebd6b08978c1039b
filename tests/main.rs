//! All integration tests, as one binary: it links once.
//!
//! The bulk are the literate cases below `tests/cases`, run by `cases.rs`:
//! a behaviour is shown there first. The other modules hold what no single
//! page can show.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod cases;
mod corpus;
mod determinism;
mod dom;
mod hostile;
mod incremental;
mod invariants;
mod layers;
mod site;
mod spec;
