//! `handover check --write-baseline`: writes down what a site is known to
//! have, so that only new problems are told.

use super::Exit;
use super::args::{Format, ReportArgs};
use super::build::{Checked, look, pages, problems};
use crate::base::{Code, Diagnostic, SitePath};
use crate::edit::baseline as edit;
use crate::host::change;
use crate::host::terminal::{Terminal, print_error};
use crate::model::baseline::{BASELINE_FILE, Baseline};
use crate::model::world::Failure;
use crate::report::baseline;

/// Writes the baseline of a site. What no baseline can know still fails.
pub(super) fn write(
    checked: Checked<'_>,
    report: &ReportArgs,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let site = checked.open()?;
    let built = look(&site, terminal)?;
    // A baseline that cannot be read is written anew: it is no finding.
    let path = SitePath::default().child(BASELINE_FILE);
    let is_own = |found: &&Diagnostic| {
        built.texts.get(found.span.file).is_none_or(|(file, _)| *file != path)
    };
    let all = built.diagnostics.iter().filter(is_own);
    let new = Baseline::of(all.clone(), &built.texts);
    let baseline = Baseline::of(all.chain(&built.known), &built.texts);
    change::replace(&site.root, &path, &edit::write(&baseline))?;
    if report.format == Format::Human {
        print_error(&format!(
            "Checked {}, wrote {BASELINE_FILE}: {}, {} of them new, {} gone\n",
            pages(built.pages),
            baseline::known(baseline.len()),
            new.len(),
            built.gone,
        ));
    }
    let ours: Vec<Diagnostic> =
        built.diagnostics.iter().filter(|d| d.code == Code::INTERNAL_ERROR).cloned().collect();
    print_error(&problems(&ours, &built.texts, report.notes, terminal));
    Ok(if ours.is_empty() { Exit::Clean } else { Exit::Findings })
}
