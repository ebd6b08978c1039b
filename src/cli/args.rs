//! The command line as clap reads it. What the words mean is decided in the
//! modules of the commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::model::relation::RelationKind;
use crate::registry::KINDS;

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

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackageFormat {
    /// SCORM 1.2, which nearly all learning systems read
    Scorm12,
    /// cmi5, which tells more of it
    Cmi5,
}

#[derive(Args, Debug)]
pub struct WhenArgs {
    /// The rule, as a charter says it
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The zone of times that name none, as Europe/Lisbon [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// How many times are printed
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub count: u16,
    /// The first day that counts, as 2026-11-02 [default: today, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Days that are no business days, as 2026-12-25,2027-01-01
    #[arg(long, value_name = "DATE", value_delimiter = ',')]
    pub holiday: Vec<Date>,
    /// Print JSON, for programs
    #[arg(long)]
    pub json: bool,
}

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

/// How `handover diagram` writes a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiagramFormat {
    /// A picture that needs no other file
    Svg,
    /// A Mermaid flowchart
    Mermaid,
    /// BPMN 2.0, with the places of the picture
    Bpmn,
    /// The language of Graphviz
    Dot,
    /// Everything with coordinates, for programs
    Json,
    /// A numbered list in Markdown, with roles and answers
    List,
    /// The steps as a table in Markdown
    Table,
    /// A fence `process`, to be put on a page
    Fence,
}

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

/// What `handover new` begins.
#[derive(clap::Args, Debug)]
pub struct New {
    /// A site, or a page of a kind
    #[arg(value_parser = beginnings())]
    pub what: String,
    /// The folder of the site, or the file of the page, such as
    /// content/runbooks/restore.md
    pub path: PathBuf,
    /// The title of the page [default: from the file's name]
    #[arg(long)]
    pub title: Option<String>,
    /// The role that answers for the page [default: that of the folder's page]
    #[arg(long, value_name = "ROLE")]
    pub owner: Option<String>,
}

/// Lists the kinds of relations.
fn relations() -> Vec<&'static str> {
    RelationKind::ALL.into_iter().map(RelationKind::name).collect()
}

/// Lists what can be begun.
fn beginnings() -> Vec<&'static str> {
    let kinds = KINDS.iter().flat_map(|kind| std::iter::once(&kind.name).chain(kind.synonyms));
    ["site", "page"].into_iter().chain(kinds.copied()).collect()
}
