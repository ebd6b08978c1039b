//! The words behind `handover bundle`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

#[derive(Args, Debug)]
pub struct BundleArgs {
    /// The site: a folder with handover.toml, or any folder of Markdown
    #[arg(value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Write it to this file, which must not exist
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Only these pages: a kind, an id or a title, a folder, or a pattern such as runbooks/**
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Only pages of these kinds; the same as --only
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Only pages about these services
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub service: Vec<String>,
    /// Write one HTML file [of all runbooks and charters, if nothing is named]
    #[arg(long)]
    pub single: bool,
    /// The day to build for, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}
