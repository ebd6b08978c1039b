//! The words behind `handover ids`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

#[derive(Args, Debug)]
pub struct IdsArgs {
    /// The pages, or folders of pages [default: all pages that say what they are]
    #[arg(value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// The site [default: the folder above PAGE with handover.toml, docfx.json or mkdocs.yml, else .]
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// Write the ids into the files; without it the changes are only shown
    #[arg(long)]
    pub write: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = IdsFormat::Diff)]
    pub format: IdsFormat,
    /// The day to build for, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdsFormat {
    /// What writing them changes
    Diff,
    /// The ids, a line each
    Text,
    /// The ids as one JSON document
    Json,
}
