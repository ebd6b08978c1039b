//! `handover verify`: proves a copy of a site whole.

use std::path::Path;

use super::Exit;
use super::args::Format;
use crate::host::copy::look;
use crate::host::terminal::print;
use crate::model::sums::Difference;
use crate::model::world::Failure;
use crate::report::copy::{Looked, json, text};

/// Compares every file of a copy with the list in it.
pub(super) fn run(path: &Path, form: Format) -> Result<Exit, Failure> {
    let copied = look(path)?;
    let difference = Difference::between(&copied.sums, &copied.found);
    let looked = Looked {
        path: &path.display().to_string(),
        list: copied.name,
        sum: copied.sum,
        listed: copied.sums.files.len(),
        difference: &difference,
    };
    print(&match form {
        Format::Human => text(&looked),
        Format::Json => json(&looked),
    })?;
    Ok(if difference.is_none() { Exit::Clean } else { Exit::Findings })
}
