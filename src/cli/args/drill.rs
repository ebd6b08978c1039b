//! What `handover drill` writes.

use clap::ValueEnum;

/// How `handover drill` writes a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DrillFormat {
    /// Plain text
    Text,
    /// Markdown, for a ticket
    Markdown,
    /// One HTML file, to be printed
    Html,
    /// The record of the run, to be filled in and attested
    Json,
}
