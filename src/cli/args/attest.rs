//! The words behind `handover attest`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

#[derive(Args, Debug)]
pub struct AttestArgs {
    /// The pages that were reviewed, or folders of pages; with --record those that were followed
    #[arg(value_name = "PAGE", required_unless_present = "record")]
    pub pages: Vec<PathBuf>,
    /// Records of runs, as a runbook exports them: each adds an entry to `exercised` of its page
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub record: Vec<PathBuf>,
    /// What the entry names as its record, such as a ticket [default: the file's name]
    #[arg(long = "as", value_name = "TICKET", requires = "record")]
    pub ticket: Option<String>,
    /// Write the result down even if the steps of the page are other ones now
    #[arg(long, requires = "record")]
    pub outdated: bool,
    /// The role that reviewed, or that answers for the exercise
    #[arg(long, value_name = "ROLE")]
    pub by: String,
    /// The site [default: the folder above PAGE with handover.toml, docfx.json or mkdocs.yml, else .]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Write the files; without it the changes are only shown
    #[arg(long)]
    pub write: bool,
    /// The day of the review, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}
