//! What can be added to Handover: checks, outputs and forms of packages.
//!
//! Each implementation lives in one file of its own (`checks/NAME.rs`,
//! `outputs/NAME.rs`) and has one line in `registry.rs`.

use std::collections::BTreeMap;

use crate::base::{Diagnosed, Diagnostic, SitePath};
use crate::domain::diagram::Drawings;
use crate::model::artifact::Content;
use crate::model::catalog::PageId;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::text::highlight::Highlighter;

/// A rule about a whole site.
pub trait Check: Sync {
    /// Adds what breaks the rule.
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>);
}

/// A kind of file that a site is published as.
pub trait Output: Sync {
    /// Lists the files this output makes for a site. Cheap: nothing is
    /// rendered here, and the preview server renders only what is asked for.
    fn jobs(&self, site: &Site, theme: &Theme) -> Vec<Job>;

    /// Makes what its files have in common, before several of them are made at
    /// a time. It must not be needed: one file can be made without it.
    fn prepare(&self, _ctx: &RenderContext<'_>) {}

    /// Makes one of them.
    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered>;
}

/// A form in which a path is taken into a learning system.
pub trait Packing: Sync {
    /// Returns what it is called on the command line.
    fn name(&self) -> &'static str;

    /// Makes the files of the package of a path; `None` if the page is no path
    /// with a course that is written.
    fn pack(&self, ctx: &RenderContext<'_>, path: PageId) -> Option<Diagnosed<Package>>;
}

/// A path as files for a learning system.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Its files, by their paths in it.
    pub files: BTreeMap<SitePath, Rendered>,
    /// How many courses it has.
    pub courses: usize,
    /// How many questions these ask.
    pub questions: usize,
    /// Courses of the path that are not written, by their titles.
    pub left_out: Vec<String>,
}

/// One file to make.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Job {
    /// The file's path in the output.
    pub path: SitePath,
    /// What it shows, as its output understands it.
    pub subject: Subject,
}

/// What a file of the output shows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Subject {
    /// A page.
    Page(PageId),
    /// An old address that leads to a page.
    Redirect(PageId),
    /// A file of the content, from the content folder.
    Asset(SitePath),
    /// The answers to the questions of a page.
    Answers(PageId),
    /// The certificate of a path.
    Certificate(PageId),
    /// The measures of a training plan.
    Measures(PageId),
    /// A course as a trainer holds it.
    Trainer(PageId),
    /// A volume of a book, by its place among those of the site.
    Book(u32),
    /// The pages of a kind, by its place among those of the site.
    Kind(u32),
    /// A vocabulary, by its place among those of the site.
    Vocabulary(u32),
    /// A term of a vocabulary, by its place among the topics.
    Topic(u32),
    /// A page that the output itself thought of.
    Special(&'static str),
    /// What the output has of a kind, by its id.
    Record(&'static str, Box<str>),
}

/// What everything that renders may read.
#[derive(Clone, Copy)]
pub struct RenderContext<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// The highlighter of code blocks.
    pub highlighter: &'a Highlighter,
    /// Diagrams that were laid out before.
    pub drawings: &'a Drawings,
    /// Whether pages carry the preview server's script.
    pub mode: Mode,
}

/// Whom a site is rendered for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// For readers.
    Publish,
    /// For an author at the preview server.
    Preview,
    /// For a learner in a learning system.
    Package,
    /// For a reader without a network.
    Copy,
}

/// A rendered file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rendered {
    /// Made by the build.
    Bytes(Vec<u8>),
    /// A file of the site, from its root, as it is.
    Copy(SitePath),
}

impl Rendered {
    /// Returns the content as a sink takes it.
    pub fn content(&self) -> Content<'_> {
        match self {
            Rendered::Bytes(bytes) => Content::Bytes(bytes),
            Rendered::Copy(path) => Content::Copy(path),
        }
    }
}
