//! The baseline as a file: JSON with one finding on a line, in order, so that
//! a difference shows which findings came and went. And what becomes of it
//! when files move.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::{Code, Diagnostic, SitePath};
use crate::model::baseline::{Baseline, Finding, Parted, VERSION};
use crate::model::change::Relocation;
use crate::model::source::Texts;

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    code: &'a str,
    hash: String,
    count: usize,
    message: &'a str,
}

/// Writes a baseline with a line end.
pub fn write(baseline: &Baseline) -> String {
    let lines: Vec<String> = baseline
        .findings
        .iter()
        .map(|(finding, known)| Line {
            file: finding.file.as_str(),
            code: &finding.code,
            hash: finding.hash.to_string(),
            count: known.count,
            message: &known.message,
        })
        .map(|line| format!("    {}", serde_json::to_string(&line).unwrap_or_default()))
        .collect();
    let findings = match lines.is_empty() {
        true => "[]".to_string(),
        false => format!("[\n{}\n  ]", lines.join(",\n")),
    };
    format!("{{\n  \"version\": {VERSION},\n  \"findings\": {findings}\n}}\n")
}

/// Problems in order, and the texts they point into.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The problems.
    pub problems: &'a [Diagnostic],
    /// The texts.
    pub texts: &'a Texts,
}

/// Returns the baseline of a site after a move.
///
/// A move changes what problems say and underline, such as the path of a link
/// that is broken before and after. Where a file has as many problems of a
/// code as before, they are the same in the same order.
pub fn moved(
    baseline: &Baseline,
    (before, after): (Found<'_>, Found<'_>),
    moved: &Relocation,
) -> Baseline {
    let rename = |finding: Finding| Finding { file: moved.apply(&finding.file), ..finding };
    let (old, new) = (groups(before), groups(after));
    let mut findings = baseline.findings.clone();
    let mut carried = Baseline::default();
    let Parted { known, .. } = baseline.part(before.problems.to_vec(), before.texts);
    for diagnostic in &known {
        let Some(finding) = Finding::of(diagnostic, before.texts) else { continue };
        if let Some(left) = findings.get_mut(&finding) {
            left.count = left.count.saturating_sub(1);
        }
        let code = diagnostic.code;
        let there = new.get(&(moved.apply(&finding.file), code));
        let same = old.get(&(finding.file.clone(), code)).zip(there).and_then(|(old, new)| {
            let place = (diagnostic.span.range, &diagnostic.message);
            let at = old.partition_point(|other| (other.span.range, &other.message) < place);
            new.get(at).filter(|_| old.len() == new.len())
        });
        let message = same.map_or(&*diagnostic.message, |same| &*same.message);
        let now = same.and_then(|same| Finding::of(same, after.texts));
        let known = carried.findings.entry(now.unwrap_or_else(|| rename(finding))).or_default();
        known.count += 1;
        known.message = message.into();
    }
    // What was not looked for, or is gone, is kept.
    for (finding, left) in findings.into_iter().filter(|(_, left)| 0 < left.count) {
        let known = carried.findings.entry(rename(finding)).or_default();
        known.count += left.count;
        known.message = left.message;
    }
    carried
}

/// Sorts problems by file and code.
fn groups(found: Found<'_>) -> BTreeMap<(SitePath, Code), Vec<&Diagnostic>> {
    let mut groups: BTreeMap<(SitePath, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found.problems {
        if let Some((path, _)) = found.texts.get(diagnostic.span.file) {
            groups.entry((path.clone(), diagnostic.code)).or_default().push(diagnostic);
        }
    }
    groups
}
