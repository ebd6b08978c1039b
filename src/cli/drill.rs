//! `handover drill`: the sheet of an exercise of a runbook, and the record of
//! it to be filled in.

use std::path::Path;

use super::Exit;
use super::args::DrillFormat;
use super::explain::{find, opened};
use crate::base::nearest::did_you_mean;
use crate::host::file;
use crate::host::terminal::{print, print_error};
use crate::model::world::Failure;
use crate::report::drill::{self, Form};

/// Prints the sheet of a page, or writes it to a new file.
pub(super) fn run(
    name: &str,
    site: Option<&Path>,
    format: DrillFormat,
    out: Option<&Path>,
) -> Result<Exit, Failure> {
    let prepared = opened(name, site)?;
    let catalog = &prepared.site.catalog;
    let Some(id) = find(catalog, name) else {
        let names = catalog.ids().map(|(_, page)| &*page.title);
        let help = did_you_mean(name, names)
            .unwrap_or_else(|| "name a page by its file, its id or its title".into());
        return Err(Failure::new(format!("no page is called `{name}`"), help));
    };
    let form = match format {
        DrillFormat::Text => Form::Text,
        DrillFormat::Markdown => Form::Markdown,
        DrillFormat::Html => Form::Html,
        DrillFormat::Json => Form::Json,
    };
    let Some(sheet) = drill::write(&prepared.site, id, form) else {
        let reason = "only a runbook with steps can be exercised";
        return Err(Failure::new(format!("`{name}` has no steps"), reason));
    };
    match out {
        None => print(&sheet)?,
        Some(out) => {
            file::create(out, sheet.as_bytes())?;
            print_error(&format!("Wrote {}\n", out.display()));
        }
    }
    Ok(Exit::Clean)
}
