//! `handover attest --record`: writes down how runs of runbooks went.

use std::path::{Path, PathBuf};

use super::failure;
use crate::cli::Exit;
use crate::cli::change::{Carry, count, make};
use crate::cli::site::SiteFolder;
use crate::host::file;
use crate::host::terminal::{Terminal, print_error};
use crate::model::run::LARGEST;
use crate::model::world::Failure;
use crate::pipeline::Session;
use crate::pipeline::exercising::{self, Exercising, Given, Request};

/// The longest name of a record, in bytes.
const LONGEST: usize = 200;

/// Reads the files of records.
///
/// # Errors
/// A [`Failure`] if one cannot be read, or the name of the record is none.
pub(super) fn given(files: &[PathBuf], ticket: Option<&str>) -> Result<Vec<Given>, Failure> {
    let ticket = ticket.map(str::trim);
    let is_bad =
        |name: &str| name.is_empty() || LONGEST < name.len() || name.contains(char::is_control);
    if ticket.is_some_and(is_bad) {
        return Err(Failure::new("cannot attest anything", "`--as` must name a record"));
    }
    files.iter().map(|file| one(file, ticket)).collect()
}

fn one(file: &Path, ticket: Option<&str>) -> Result<Given, Failure> {
    let bytes = file::read(file, LARGEST)?;
    let shown = file.display().to_string();
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let reason = format!("it is not UTF-8 text, at byte {}", at + 1);
        Failure::new(format!("cannot read `{shown}`"), reason)
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name: String = name.chars().filter(|c| !c.is_control()).take(LONGEST / 4).collect();
    let record = ticket.map_or(name, str::to_string);
    Ok(Given { file: shown, text: text.into(), record })
}

/// Writes the records down, or shows what would be written.
pub(super) fn run(
    site: &SiteFolder,
    request: &Request,
    carry: Carry,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let planned = exercising::plan(&Session::new(), site.world(), site.options, request)?;
    let exercising = planned.map_err(failure)?;
    make(site, &exercising.change, carry, terminal)?;
    print_error(&summary(&exercising, carry, &request.by));
    Ok(if exercising.refused.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Says what was written; a record may hold what a terminal obeys.
fn summary(exercising: &Exercising, carry: Carry, by: &str) -> String {
    let mut text = String::new();
    for refused in &exercising.refused {
        let line = format!("{}: not attested: {}", refused.place, refused.message);
        text.push_str(&line.replace(char::is_control, "\u{fffd}"));
        text.push('\n');
        if !refused.help.is_empty() {
            let help = refused.help.replace(char::is_control, "\u{fffd}");
            text.push_str(&format!("   = help: {help}\n"));
        }
    }
    let number = count(exercising.added, "exercise");
    match (exercising.added, carry) {
        (0, _) => text.push_str("Nothing to attest\n"),
        (_, Carry::Out) => text.push_str(&format!("Attested {number} by {by}\n")),
        (_, Carry::Nothing) => text.push_str(&format!("Would attest {number} by {by}\n")),
    }
    if 0 < exercising.kept {
        text.push_str(&format!("{} attested before\n", count(exercising.kept, "exercise")));
    }
    if 0 < exercising.added && carry == Carry::Nothing {
        text.push_str("`--write` writes the files\n");
    }
    text
}
