//! `handover fix`: removes the problems that have one certain remedy.

use std::collections::BTreeMap;

use super::Exit;
use super::args::SiteArgs;
use super::change::{Carry, count, make};
use super::site::SiteFolder;
use crate::base::Code;
use crate::base::nearest::did_you_mean;
use crate::host::terminal::{Terminal, print_error};
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::Session;
use crate::pipeline::fencing::{self, Fenced};
use crate::pipeline::fixing::{self, Fixed};
use crate::report::Lines;

pub(super) fn run(
    args: &SiteArgs,
    only: &[String],
    carry: Carry,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let only = only.iter().map(|name| code(name)).collect::<Result<Vec<Code>, Failure>>()?;
    let site = SiteFolder::open(args, Mode::Publish)?;
    let fixed = fixing::fix(&Session::new(), site.world(), site.options, &only)?;
    make(&site, &fixed.change, carry, terminal)?;
    print_error(&summary(&fixed, carry));
    let waits = carry == Carry::Nothing && !fixed.change.is_empty();
    Ok(if waits { Exit::Findings } else { Exit::Clean })
}

/// Writes flows that are lists as fences.
pub(super) fn flows(args: &SiteArgs, carry: Carry, terminal: Terminal) -> Result<Exit, Failure> {
    let site = SiteFolder::open(args, Mode::Publish)?;
    let fenced = fencing::fences(&Session::new(), site.world(), site.options)?;
    make(&site, &fenced.change, carry, terminal)?;
    print_error(&said(&fenced, carry));
    let waits = carry == Carry::Nothing && !fenced.change.is_empty();
    Ok(if waits { Exit::Findings } else { Exit::Clean })
}

/// Says how many lists become fences, and why others do not.
fn said(fenced: &Fenced, carry: Carry) -> String {
    let flows = count(fenced.made, "flow");
    let mut text = match (fenced.made, carry) {
        (0, _) => "No flow to write as a fence\n".into(),
        (_, Carry::Out) => format!("Wrote {flows} as fences\n"),
        (_, Carry::Nothing) => format!("Would write {flows} as fences\n"),
    };
    if !fenced.kept.is_empty() {
        text.push_str(&format!("Kept: {}\n", count(fenced.kept.len(), "list")));
    }
    let mut lines = Lines::new(&fenced.texts);
    for (span, why) in &fenced.kept {
        text.push_str(&format!("  {}: {}\n", lines.at(*span), why.words()));
    }
    if 0 < fenced.made && carry == Carry::Nothing {
        text.push_str("`--write` writes the files\n");
    }
    text
}

fn code(name: &str) -> Result<Code, Failure> {
    Code::parse(name).ok_or_else(|| {
        let help = did_you_mean(name, Code::ALL.iter().map(|code| code.name()))
            .unwrap_or_else(|| "`handover explain` lists all".into());
        Failure::new(format!("no problem is called `{name}`"), help)
    })
}

/// Says how many problems of each code are fixed, and what is left.
fn summary(fixed: &Fixed, carry: Carry) -> String {
    let number: usize = fixed.counts.values().sum();
    let mut text = match (number, carry) {
        (0, _) => "Nothing to fix\n".into(),
        (_, Carry::Out) => head("Fixed", number, fixed),
        (_, Carry::Nothing) => head("Would fix", number, fixed),
    };
    text.push_str(&codes(&fixed.counts));
    if !fixed.left.is_empty() {
        let mut left: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in &fixed.left {
            *left.entry(diagnostic.code).or_default() += 1;
        }
        text.push_str(&format!("Left: {}\n", count(fixed.left.len(), "problem")));
        text.push_str(&codes(&left));
    }
    if 0 < number && carry == Carry::Nothing {
        text.push_str("`--write` writes the files\n");
    }
    text
}

fn head(verb: &str, number: usize, fixed: &Fixed) -> String {
    let files = fixed.change.texts.len();
    format!("{verb} {} in {}\n", count(number, "problem"), count(files, "file"))
}

fn codes(counts: &BTreeMap<Code, usize>) -> String {
    counts.iter().map(|(code, number)| format!("{number:>6} {code}\n")).collect()
}
