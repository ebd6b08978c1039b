//! Handover turns a folder of Markdown into a cross-linked site, and reports
//! what is wrong with it before anyone reads it.
//!
//! A build is one function, [`pipeline::build`]; every command calls it or
//! its front half. Read the modules in this order:
//!
//! 1. [`pipeline`]: the steps of a build, in one place
//! 2. [`model`]: the values that flow from step to step
//! 3. [`stages`]: the steps; none knows another
//! 4. [`checks`] and [`outputs`]: what can be added, listed in [`registry`]
//! 5. [`edit`]: changes to the files of authors, as values
//! 6. [`domain`]: engines of the subjects, that know neither pages nor files
//! 7. [`text`]: Markdown, YAML, HTML, code; [`base`]: spans and problems
//! 8. [`report`]: problems for readers; [`host`]: disk, server, terminal
//! 9. [`cli`]: the commands
//! 10. [`import`]: sites of other generators; no part of a build
//!
//! ```text
//! load -> discover -> parse -> select -> collect -> resolve
//!      -> assemble -> check -> render -> publish
//! ```

pub mod base;
pub mod checks;
pub mod cli;
pub mod domain;
pub mod edit;
pub mod host;
pub mod import;
pub mod kinds;
pub mod model;
pub mod outputs;
pub mod pipeline;
pub mod registry;
pub mod report;
pub mod stages;
pub mod text;
