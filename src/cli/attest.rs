//! `handover attest`: writes down who reviewed which pages, with the hash of
//! what was reviewed; and, from records of runs, how exercises went.

mod record;

use super::Exit;
use super::args::{AttestArgs, SiteArgs};
use super::change::{Carry, count, make};
use super::place::{paths, site_of};
use super::site::SiteFolder;
use crate::host::terminal::{Terminal, print_error};
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::Session;
use crate::pipeline::attesting::{self, Attesting, Refusal, Request};
use crate::pipeline::exercising::{self, Outdated};

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
    let paths = paths(&site, &args.pages, "attest")?;
    let carry = if args.write { Carry::Out } else { Carry::Nothing };
    if !args.record.is_empty() {
        let outdated = if args.outdated { Outdated::Taken } else { Outdated::Refused };
        let records = record::given(&args.record, args.ticket.as_deref())?;
        let request = exercising::Request { records, paths, by, outdated };
        return record::run(&site, &request, carry, terminal);
    }
    let request = Request { paths, by };
    let planned = attesting::plan(&Session::new(), site.world(), site.options, &request)?;
    let attesting = planned.map_err(failure)?;
    make(&site, &attesting.change, carry, terminal)?;
    let day = site.options.today;
    print_error(&summary(&attesting, carry, &format!("by {} on {day}", request.by)));
    Ok(if attesting.refused.is_empty() { Exit::Clean } else { Exit::Findings })
}

pub(super) fn failure(refusal: Refusal) -> Failure {
    match refusal {
        Refusal::NoPage(path) => {
            Failure::new(format!("cannot attest `{path}`"), "there is no page".to_string())
        }
        Refusal::NoRole { message, help } => Failure::new(message, help),
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
