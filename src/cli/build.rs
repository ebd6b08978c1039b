//! `handover build` and `handover check`.

use std::path::{Path, PathBuf};

use super::Exit;
use super::args::{Deny, Format, ReportArgs, SiteArgs};
use super::rules;
use super::site::SiteFolder;
use crate::base::{Diagnostic, Severity, SitePath};
use crate::host::cache::Keeping;
use crate::host::publish::Publication;
use crate::host::terminal::{Progress, Terminal, print, print_error};
use crate::model::artifact::Content;
use crate::model::extension::Mode;
use crate::model::source::Texts;
use crate::model::training::{self, AgainList};
use crate::model::world::{Clock, Failure, Sink};
use crate::pipeline::{self, Built};
use crate::report::human::{self, Colour};
use crate::report::{Counts, Lines, again, baseline, json, same};

/// A sink that keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _path: &SitePath, _content: Content<'_>) -> Result<(), Failure> {
        Ok(())
    }
}

/// A site to check, with the files that are named beside it.
#[derive(Clone, Copy)]
pub(super) struct Checked<'a> {
    pub site: &'a SiteArgs,
    pub rules: &'a [PathBuf],
    /// What an earlier build published.
    pub since: Option<&'a Path>,
}

impl Checked<'_> {
    /// Opens the site, and reads the files beside it.
    pub fn open(self) -> Result<SiteFolder, Failure> {
        let mut site = SiteFolder::open(self.site, Mode::Publish)?;
        let given = rules::read(self.rules, &site.root)?;
        let earlier = rules::earlier(self.since, &site.root)?;
        site.files = site.files.with_given(given).with_earlier(earlier);
        Ok(site)
    }
}

/// Finds the problems of a site: everything but writing.
pub(super) fn check(
    checked: Checked<'_>,
    report: &ReportArgs,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let site = checked.open()?;
    let built = look(&site, terminal)?;
    tell(&built, report, terminal)?;
    if report.format == Format::Human {
        print_error(&learn_again(&built));
        let pages = pages(built.pages);
        let summary = summary(&built.diagnostics, built.known.len());
        print_error(&format!("Checked {pages}: {summary}\n"));
    }
    finish(&built, report, &site)
}

/// Makes everything and keeps nothing but what was found.
pub(super) fn look(site: &SiteFolder, terminal: Terminal) -> Result<Built, Failure> {
    let progress = Progress::new(terminal);
    let update = |made, all| progress.update(made, all);
    let session = site.session(Keeping::Nothing);
    let built = pipeline::build(&session, site.world(), site.options, &Nowhere, &update)?;
    progress.end();
    Ok(built)
}

/// Says how many problems there are, and how many more are known.
pub(super) fn summary(diagnostics: &[Diagnostic], known: usize) -> String {
    let counts = human::summary(Counts::of(diagnostics));
    match known {
        0 => counts,
        _ => format!("{counts}, {}", baseline::known(known)),
    }
}

/// Writes a site. What has problems is written as far as it can be; the exit
/// code tells.
pub(super) fn build(
    args: &SiteArgs,
    out: Option<&Path>,
    report: &ReportArgs,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let site = SiteFolder::open(args, Mode::Publish)?;
    let config = pipeline::settings(site.world(), site.options)?.config;
    let out = site.out(&config, out);
    let publication = Publication::begin(&out, &site.content(&config), &site.root)?;
    let progress = Progress::new(terminal);
    let update = |made, all| progress.update(made, all);
    let session = site.session(Keeping::Everything);
    let mut built = pipeline::build(&session, site.world(), site.options, &publication, &update)?;
    progress.end();
    let start = site.clock.elapsed();
    let published = publication.commit()?;
    built.timings.push(("publish", site.clock.elapsed().saturating_sub(start)));
    tell(&built, report, terminal)?;
    if report.format == Format::Human {
        print_error(&format!(
            "Built {} into {}: {} files written, {} unchanged, {} removed; {}\n",
            pages(built.pages),
            out.display(),
            published.written,
            published.kept,
            published.removed,
            summary(&built.diagnostics, built.known.len()),
        ));
    }
    finish(&built, report, &site)
}

pub(super) fn pages(count: usize) -> String {
    if count == 1 { "1 page".into() } else { format!("{count} pages") }
}

/// Writes the problems in the form that was asked for.
fn tell(built: &Built, report: &ReportArgs, terminal: Terminal) -> Result<(), Failure> {
    if report.format == Format::Json {
        let totals = json::Totals {
            pages: built.pages,
            planned: built.planned,
            known: built.known.len(),
            gone: built.gone,
        };
        let known = if report.all { built.known.as_slice() } else { &[] };
        let site = &built.site;
        let again = site.published.as_ref().map(|earlier| {
            let changes = training::since(site, earlier);
            AgainList::of(site, &changes, Some(&earlier.built))
        });
        let problems = json::Problems { new: &built.diagnostics, known };
        return print(&json::write(problems, &built.texts, totals, again.as_ref()));
    }
    if report.all && !built.known.is_empty() {
        print_error(&problems(&built.known, &built.texts, report.notes, terminal));
        print_error(&format!("These are {}\n\n", baseline::known(built.known.len())));
    }
    print_error(&problems(&built.diagnostics, &built.texts, report.notes, terminal));
    Ok(())
}

/// Says who must learn again since the earlier build, where one is named.
fn learn_again(built: &Built) -> String {
    let Some(earlier) = &built.site.published else { return String::new() };
    let changes = training::since(&built.site, earlier);
    again::short(&built.site, &changes, &earlier.built)
}

/// Writes problems as text; notes only where they are asked for.
pub(super) fn problems(
    diagnostics: &[Diagnostic],
    texts: &Texts,
    notes: bool,
    terminal: Terminal,
) -> String {
    let colour = if terminal.colour { Colour::On } else { Colour::Off };
    let mut text = String::new();
    let mut lines = Lines::new(texts);
    let is_told = |problem: &&Diagnostic| notes || Severity::Note < problem.severity;
    for same in same::gather(diagnostics.iter().filter(is_told)) {
        text.push_str(&human::write_same(&same, &mut lines, colour));
    }
    text
}

fn finish(built: &Built, report: &ReportArgs, site: &SiteFolder) -> Result<Exit, Failure> {
    let counts = Counts::of(&built.diagnostics);
    if report.format == Format::Human {
        if 0 < built.gone {
            print_error(&format!("{}\n", baseline::gone(built.gone)));
        }
        if 0 < counts.notes && !report.notes {
            print_error("`--notes` shows the notes\n");
        }
        if 0 < counts.errors + counts.warnings {
            print_error("`handover explain CODE` explains a problem\n");
        }
    }
    if report.timings {
        print_error(&timings(built, site));
    }
    let failing = match report.deny {
        Some(Deny::Warnings) => counts.errors + counts.warnings,
        None => counts.errors,
    };
    Ok(if failing == 0 { Exit::Clean } else { Exit::Findings })
}

fn timings(built: &Built, site: &SiteFolder) -> String {
    let mut text = String::new();
    for (step, time) in &built.timings {
        text.push_str(&format!("{step:>10} {:>9.1} ms\n", time.as_secs_f64() * 1e3));
    }
    let all = site.clock.elapsed().as_secs_f64() * 1e3;
    text.push_str(&format!("{:>10} {all:>9.1} ms\n", "all"));
    text
}
