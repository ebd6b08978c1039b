//! Sites written for other generators, rewritten into our Markdown, and flows
//! drawn with other tools ([`bpmn`]).
//!
//! An import is a function: the files of a site in, the files of a new one
//! and a report out. Each generator has a folder, which knows how that
//! generator finds pages, addresses and menus, and what it adds to Markdown;
//! what they share stands beside them. Nothing of the source is executed, and
//! nothing is dropped in silence: what is not understood stays in its page as
//! code, and is reported with its line.

mod address;
pub mod bpmn;
mod data;
mod docusaurus;
mod draft;
mod front;
mod gather;
mod hugo;
mod keys;
mod link;
mod literal;
mod mdbook;
mod menu;
mod out;
mod page;
pub mod report;
mod settings;
mod shape;
mod techdocs;
mod text;
mod walk;

use std::collections::BTreeMap;

use crate::base::SitePath;
use crate::model::world::{Failure, Files};
use report::Report;

/// A generator whose sites can be imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// The GOV.UK Tech Docs Template (Middleman).
    TechDocs,
    /// Docusaurus.
    Docusaurus,
    /// mdBook.
    MdBook,
}

/// A file of the new site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Made {
    /// Written by the import.
    Text(String),
    /// The file at this path of the source, as it is.
    Copy(SitePath),
}

/// A new site, and what was done to make it.
#[derive(Debug)]
pub struct Import {
    /// Its files, from its root.
    pub files: BTreeMap<SitePath, Made>,
    /// What was kept, changed, left out and not understood.
    pub report: Report,
}

/// Rewrites the site that `files` holds.
///
/// # Errors
/// A [`Failure`] if a file cannot be read, or if this is no site of that
/// generator. Mistakes of authors are told in the report.
pub fn import(generator: Generator, files: &dyn Files) -> Result<Import, Failure> {
    match generator {
        Generator::Hugo => hugo::import(files),
        Generator::TechDocs => techdocs::import(files),
        Generator::Docusaurus => docusaurus::import(files),
        Generator::MdBook => mdbook::import(files),
    }
}
