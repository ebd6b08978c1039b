//! `handover import`: a site of another generator becomes a new folder, and
//! a report says what was understood.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::{Format, Generator};
use crate::host::disk::DiskFiles;
use crate::host::file;
use crate::host::folder::{self, NewFolder};
use crate::host::terminal::{print, print_error};
use crate::import::{self, Made};
use crate::model::world::{Failure, Files};

/// Where the report goes.
pub(super) struct ReportTo<'a> {
    /// How it is written.
    pub format: Format,
    /// The file it is written to, beside the terminal.
    pub file: Option<&'a Path>,
}

pub(super) fn run(
    generator: Generator,
    source: &Path,
    dest: &Path,
    to: ReportTo<'_>,
) -> Result<Exit, Failure> {
    refuse(source, dest, &to)?;
    let files = DiskFiles::open(source)?;
    let generator = match generator {
        Generator::Hugo => import::Generator::Hugo,
        Generator::Techdocs => import::Generator::TechDocs,
        Generator::Docusaurus => import::Generator::Docusaurus,
        Generator::Mdbook => import::Generator::MdBook,
    };
    let import = import::import(generator, &files)?;
    let folder = NewFolder::begin(dest)?;
    for (path, made) in &import.files {
        match made {
            Made::Text(text) => folder.write(path, text.as_bytes())?,
            Made::Copy(from) => {
                let gone = || Failure::new(format!("cannot copy `{from}`"), "it is gone");
                folder.write(path, &files.read(from)?.ok_or_else(gone)?)?;
            }
        }
    }
    folder.commit()?;
    let report = match to.format {
        Format::Human => import.report.human(),
        Format::Json => import.report.json(),
    };
    if let Some(file) = to.file {
        file::create(file, report.as_bytes())?;
    }
    match to.format {
        Format::Human => print_error(&format!("{report}\nWrote {}\n", dest.display())),
        Format::Json => print(&report)?,
    }
    Ok(if import.report.is_complete() { Exit::Clean } else { Exit::Findings })
}

/// Refuses what cannot end well before anything is done.
fn refuse(source: &Path, dest: &Path, to: &ReportTo<'_>) -> Result<(), Failure> {
    let cannot = |reason: &str| {
        Err(Failure::new(format!("cannot import into `{}`", dest.display()), reason))
    };
    if folder::lies_in(dest, source) {
        return cannot("it lies in the folder that is imported");
    }
    if let Some(file) = to.file.filter(|file| file::exists(file)) {
        let attempt = format!("cannot write `{}`", PathBuf::from(file).display());
        return Err(Failure::new(attempt, "it is there already"));
    }
    Ok(())
}
