//! The words behind `handover mv`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

#[derive(Args, Debug)]
pub struct MvArgs {
    /// The site [default: the folder above OLD with handover.toml, docfx.json or mkdocs.yml, else .]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Write the files; without it the changes are only shown
    #[arg(long)]
    pub write: bool,
    /// Move even if something is worse afterwards
    #[arg(long)]
    pub force: bool,
    /// The day to build for, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}
