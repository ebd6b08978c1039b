//! The command line as clap reads it. What the words mean is decided in the
//! modules of the commands. Here are the commands, and the words that several
//! have; longer ones have a file each.

mod attest;
mod bundle;
mod diagram;
mod drill;
mod ids;
mod mv;
mod new;
mod package;
mod pdf;
mod when;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub use self::attest::AttestArgs;
pub use self::bundle::BundleArgs;
pub use self::diagram::DiagramFormat;
pub use self::drill::DrillFormat;
pub use self::ids::{IdsArgs, IdsFormat};
pub use self::mv::MvArgs;
pub use self::new::New;
pub use self::package::{PackageArgs, PackageFormat};
pub use self::pdf::{Paper, PdfArgs, PdfWhat};
pub use self::when::WhenArgs;
use crate::model::relation::RelationKind;

/// Turns a folder of Markdown into a cross-linked site, and proves it before
/// it is published.
#[derive(Parser, Debug)]
#[command(name = "handover", version, arg_required_else_help = true, max_term_width = 90)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write the site
    Build {
        #[command(flatten)]
        site: SiteArgs,
        /// Where to write it [default: `out` of handover.toml, else ./public]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Find problems, and write nothing
    Check {
        #[command(flatten)]
        site: SiteArgs,
        /// Write down all errors and warnings as known, in handover-baseline.json
        #[arg(long)]
        write_baseline: bool,
        /// Rule files of monitoring, folders of them, or - for standard input:
        /// each alert must have a page, and each alert of a page must be there
        #[arg(long, value_name = "FILES", num_args = 1..)]
        rules: Vec<PathBuf>,
        /// The site.json of an earlier build: no id and no address of it may be lost
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Show the site in a browser, and again on every change
    #[cfg(feature = "serve")]
    Serve {
        #[command(flatten)]
        site: SiteArgs,
        /// The port on this machine; 0 takes a free one
        #[arg(long, default_value_t = 4567)]
        port: u16,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Look for changes every so many milliseconds, where the system does not tell of them
        #[arg(long, value_name = "MS")]
        poll: Option<u64>,
    },
    /// Move a page, a folder or a file, and everything that leads to it
    Mv {
        /// What to move
        old: PathBuf,
        /// Where to; a folder that is there, or a path that ends in /, takes it in
        new: PathBuf,
        #[command(flatten)]
        args: MvArgs,
    },
    /// Remove the problems that have one certain remedy
    Fix {
        #[command(flatten)]
        site: SiteArgs,
        /// Write the files; without it the changes are only shown
        #[arg(long)]
        write: bool,
        /// Only these problems, as broken-link,case-mismatch
        #[arg(long, value_name = "CODE", value_delimiter = ',')]
        only: Vec<String>,
        /// Write flows that are lists as fences, and nothing else
        #[arg(long, conflicts_with = "only")]
        flows: bool,
    },
    /// Write down who reviewed pages, with the hash of what was reviewed; or how runs went
    Attest {
        #[command(flatten)]
        args: AttestArgs,
    },
    /// List ids of steps, tasks and other items that are only derived, and write them down
    Ids {
        #[command(flatten)]
        args: IdsArgs,
    },
    /// Begin a site or a page
    New(New),
    /// Write JSON Schemas of front matter and of handover.toml, for editors
    Schema {
        /// The folder to write them into
        #[arg(default_value = "schemas")]
        folder: PathBuf,
    },
    /// Explain a problem: what it means and how to mend it; or a page: what it is and why
    Explain {
        /// The name of a problem, such as broken-link, or a page by its file,
        /// id or title; without it, all names of problems
        what: Option<String>,
        /// The site of the page; else the one that holds its file
        #[arg(long, value_name = "DIR")]
        site: Option<PathBuf>,
    },
    /// Print the flow of a page, or of a file of BPMN, as a picture or for other tools
    Diagram {
        /// The page, by its file, id or title; or a file that ends in .bpmn
        page: String,
        /// How it is written
        #[arg(long, value_enum, default_value_t = DiagramFormat::Svg)]
        format: DiagramFormat,
        /// Which flow of it, from 1
        #[arg(long, value_name = "N", default_value_t = 1)]
        number: usize,
        /// The site of the page; else the one that holds its file
        #[arg(long, value_name = "DIR")]
        site: Option<PathBuf>,
    },
    /// Print the sheet of an exercise of a runbook, or its record to be filled in
    Drill {
        /// The page, by its file, id or title
        page: String,
        /// How it is written
        #[arg(long, value_enum, default_value_t = DrillFormat::Text)]
        format: DrillFormat,
        /// Write it to this file, which must not exist
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// The site of the page; else the one that holds its file
        #[arg(long, value_name = "DIR")]
        site: Option<PathBuf>,
    },
    /// Write a learning path as a package for a learning system
    Package {
        #[command(flatten)]
        args: PackageArgs,
    },
    /// Write a copy of the site, or of a part of it, that is read without a network
    Bundle {
        #[command(flatten)]
        args: BundleArgs,
    },
    /// Prove a copy whole: a folder, an archive of `bundle`, or the site that a build wrote
    Verify {
        /// The folder, the archive, or the file SHA256SUMS in a folder
        #[arg(value_name = "PATH")]
        path: PathBuf,
        /// Print JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Print a page or a book as PDF, with the Chromium that is installed
    Pdf {
        #[command(flatten)]
        args: PdfArgs,
    },
    /// Print the next times of a rule of recurrence, such as "last business day of the month"
    When {
        #[command(flatten)]
        args: WhenArgs,
    },
    /// Say who must learn again: what changed of the pages that courses are drawn from
    Retrain {
        #[command(flatten)]
        site: SiteArgs,
        /// The site.json of an earlier build [default: what the reviews of courses remember]
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,
        /// Print JSON, for programs
        #[arg(long)]
        json: bool,
    },
    /// Print the settings in force, each with what it means
    Config {
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Print what pages have to do with each other, for other programs
    Graph {
        #[command(flatten)]
        site: SiteArgs,
        /// How it is written
        #[arg(long, value_enum, default_value_t = GraphFormat::Json)]
        format: GraphFormat,
        /// Only relations of this kind, as requires,part_of
        #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = relations())]
        kind: Vec<String>,
    },
    /// Remove what a build has written
    Clean {
        #[command(flatten)]
        site: SiteArgs,
        /// Where it was written
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Rewrite a site of another generator as Markdown for Handover
    Import {
        /// What the site was written for
        #[arg(value_enum)]
        generator: Generator,
        /// The site's folder; nothing in it is changed
        #[arg(value_name = "SRC")]
        source: PathBuf,
        /// The folder of the new site, which must not exist or be empty
        #[arg(value_name = "DEST")]
        dest: PathBuf,
        /// How the report is written
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// Write the report to this file too
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Print the script that completes commands in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Args, Debug)]
pub struct SiteArgs {
    /// The site: a folder with handover.toml, or any folder of Markdown
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// The day to build for, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

#[derive(Args, Debug)]
pub struct ReportArgs {
    /// How problems are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Fail on warnings too
    #[arg(long, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
    /// Show notes, which are advice and fail nothing
    #[arg(long)]
    pub notes: bool,
    /// Show known findings too, those of handover-baseline.json; they fail nothing
    #[arg(long)]
    pub all: bool,
    /// Print what each step took
    #[arg(long)]
    pub timings: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Text for people, on standard error
    Human,
    /// One JSON document, on standard output
    Json,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum GraphFormat {
    /// One JSON document
    Json,
    /// The language of Graphviz
    Dot,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Generator {
    /// Hugo
    Hugo,
    /// GOV.UK Tech Docs Template (Middleman)
    Techdocs,
    /// Docusaurus
    Docusaurus,
    /// mdBook
    Mdbook,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deny {
    /// Warnings fail the command as errors do
    Warnings,
}

/// Lists the kinds of relations.
fn relations() -> Vec<&'static str> {
    RelationKind::ALL.into_iter().map(RelationKind::name).collect()
}
