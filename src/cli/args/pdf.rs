//! The words of `handover pdf`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::SiteArgs;

#[derive(Args, Debug)]
pub struct PdfArgs {
    #[command(flatten)]
    pub site: SiteArgs,
    #[command(flatten)]
    pub what: PdfWhat,
    /// The file to write; for several a folder, which may exist
    #[arg(long, value_name = "FILE|DIR")]
    pub out: PathBuf,
    /// The paper
    #[arg(long, value_enum, default_value_t = Paper::A4)]
    pub paper: Paper,
    /// The program that prints [default: CHROMIUM, else one with a usual name on PATH]
    #[arg(long, value_name = "FILE")]
    pub chromium: Option<PathBuf>,
    /// Stop it after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86400))]
    pub timeout: u64,
}

/// What is printed; without any of these the whole site as one book.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct PdfWhat {
    /// These pages, each by its file, id or title
    #[arg(long, value_name = "PAGE", num_args = 1..)]
    pub page: Vec<String>,
    /// A book of the site, by the last part of its address or its title
    #[arg(long, value_name = "NAME")]
    pub book: Option<String>,
    /// The pages of a folder as a book
    #[arg(long, value_name = "FOLDER")]
    pub section: Option<String>,
    /// The procedures and checklists of a role as a book
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// The pages of a kind as a book
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// The pages about a service as a book
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,
}

/// The size of a sheet.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// 210 x 297 mm
    A4,
    /// 8.5 x 11 inches
    Letter,
}
