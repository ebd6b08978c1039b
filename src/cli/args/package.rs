//! The words behind `handover package`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

#[derive(Args, Debug)]
pub struct PackageArgs {
    /// The path, by its file, id or title
    #[arg(value_name = "PATH")]
    pub path: String,
    /// What the learning system reads
    #[arg(long, value_enum, default_value_t = PackageFormat::Scorm12)]
    pub format: PackageFormat,
    /// Write it to this file, which must not exist
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The site of the path; else the one that holds its file
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,
    /// The day to build for, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackageFormat {
    /// SCORM 1.2, which nearly all learning systems read
    Scorm12,
    /// cmi5, which tells more of it
    Cmi5,
}
