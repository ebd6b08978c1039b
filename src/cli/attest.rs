//! `handover attest`: writes down who reviewed which pages, with the hash of
//! what was reviewed.

use std::path::PathBuf;

use super::Exit;
use super::args::{AttestArgs, SiteArgs};
use super::change::{Carry, count, make};
use super::place::{below, here, real, site_of};
use super::site::SiteFolder;
use crate::base::SitePath;
use crate::host::terminal::{Terminal, print_error};
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::Session;
use crate::pipeline::attesting::{self, Attesting, Refusal, Request};

pub(super) fn run(args: AttestArgs, terminal: Terminal) -> Result<Exit, Failure> {
    let dir = match (args.site, args.pages.first()) {
        (Some(dir), _) => dir,
        // A folder may be the site itself.
        (None, Some(first)) if first.is_dir() => site_of(&first.join("index.md"))?,
        (None, Some(first)) => site_of(first)?,
        (None, None) => ".".into(),
    };
    let site = SiteFolder::open(&SiteArgs { dir, date: args.date }, Mode::Publish)?;
    let by = args.by.trim().to_string();
    if by.is_empty() || by.contains(char::is_control) {
        return Err(Failure::new("cannot attest anything", "`--by` must name a role"));
    }
    let request = Request { paths: paths(&site, &args.pages)?, by };
    let planned = attesting::plan(&Session::new(), site.world(), site.options, &request)?;
    let attesting = planned.map_err(|refusal| failure(&refusal, &request))?;
    let carry = if args.write { Carry::Out } else { Carry::Nothing };
    make(&site, &attesting.change, carry, terminal)?;
    let day = site.options.today;
    print_error(&summary(&attesting, carry, &format!("by {} on {day}", request.by)));
    Ok(if attesting.refused.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Finds the pages and folders in the site.
fn paths(site: &SiteFolder, written: &[PathBuf]) -> Result<Vec<SitePath>, Failure> {
    let root = std::fs::canonicalize(&site.root).map_err(|error| {
        Failure::new(format!("cannot look at `{}`", site.root.display()), error)
    })?;
    let here = here()?;
    let mut paths = Vec::new();
    for path in written {
        let outside = || {
            let attempt = format!("cannot attest `{}`", path.display());
            Failure::new(attempt, "it does not lie in the site".to_string())
        };
        paths.push(below(&root, &real(&here.join(path))).ok_or_else(outside)?);
    }
    Ok(paths)
}

fn failure(refusal: &Refusal, request: &Request) -> Failure {
    match refusal {
        Refusal::NoPage(path) => {
            Failure::new(format!("cannot attest `{path}`"), "there is no page".to_string())
        }
        Refusal::UnknownRole(help) => {
            let help = help.clone().unwrap_or_else(|| "write the title or id of a role".into());
            Failure::new(format!("no role is called `{}`", request.by), help)
        }
    }
}

/// Says what was attested; a name may hold what a terminal obeys.
fn summary(attesting: &Attesting, carry: Carry, review: &str) -> String {
    let mut text = String::new();
    for (path, reason) in &attesting.refused {
        text.push_str(&format!("{path}: not attested: {reason}\n"));
    }
    let number = attesting.change.texts.len();
    match (number, carry) {
        (0, _) => text.push_str("Nothing to attest\n"),
        (_, Carry::Out) => {
            text.push_str(&format!("Attested {} {review}\n", count(number, "page")));
        }
        (_, Carry::Nothing) => {
            text.push_str(&format!("Would attest {} {review}\n", count(number, "page")));
        }
    }
    if 0 < attesting.kept {
        text.push_str(&format!(
            "{} attested before, and not changed\n",
            count(attesting.kept, "page")
        ));
    }
    if 0 < number && carry == Carry::Nothing {
        text.push_str("`--write` writes the files\n");
    }
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}
