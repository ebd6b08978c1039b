//! Problems a site is known to have: hidden and counted, so that only new
//! ones are told.
//!
//! A problem is known by its file, its code, its message and the text it
//! underlines, not by its line: what is written above it changes nothing.
//! Where several are equal, so many are known as are counted.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Hash, Severity, SitePath};
use crate::model::source::Texts;

/// The name of the file, beside `handover.toml`.
pub const BASELINE_FILE: &str = "handover-baseline.json";

/// The version of the file's form.
pub const VERSION: &str = "1";

/// What tells a problem from others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The file, from the site's root.
    pub file: SitePath,
    /// The name of the problem; that of another version of Handover may be
    /// none of ours.
    pub code: Box<str>,
    /// The hash of its message and of the text it underlines.
    pub hash: Hash,
}

/// How often a problem is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// How many equal ones there are.
    pub count: usize,
    /// What it says, for people who read the file.
    pub message: Box<str>,
}

/// The problems a site is known to have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    /// Each with how often it is known.
    pub findings: BTreeMap<Finding, Known>,
}

/// Problems, told apart by a baseline.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parted {
    /// Those it does not know.
    pub new: Vec<Diagnostic>,
    /// Those it knows.
    pub known: Vec<Diagnostic>,
    /// How many it knows that are not there any more.
    pub gone: usize,
}

impl Finding {
    /// Returns what tells a problem from others.
    pub fn of(diagnostic: &Diagnostic, texts: &Texts) -> Option<Finding> {
        let (path, text) = texts.get(diagnostic.span.file)?;
        let underlined = diagnostic.span.range.of(text);
        Some(Finding {
            file: path.clone(),
            code: diagnostic.code.name().into(),
            hash: Hash::of_parts(&[diagnostic.message.as_bytes(), underlined.as_bytes()]),
        })
    }
}

impl Baseline {
    /// Collects problems: what fails a build, or would with `--deny
    /// warnings`. A mistake of ours is never known.
    pub fn of<'a>(
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        texts: &Texts,
    ) -> Baseline {
        let mut baseline = Baseline::default();
        for diagnostic in diagnostics {
            let is_failing = Severity::Note < diagnostic.severity;
            if !is_failing || diagnostic.code == Code::INTERNAL_ERROR {
                continue;
            }
            let Some(finding) = Finding::of(diagnostic, texts) else { continue };
            let known = baseline.findings.entry(finding).or_default();
            known.count += 1;
            known.message = diagnostic.message.as_str().into();
        }
        baseline
    }

    /// Tells new problems from known ones. They are in order; of equal ones
    /// the first are known.
    pub fn part(&self, diagnostics: Vec<Diagnostic>, texts: &Texts) -> Parted {
        if self.findings.is_empty() {
            return Parted { new: diagnostics, ..Parted::default() };
        }
        let mut left: BTreeMap<&Finding, usize> =
            self.findings.iter().map(|(finding, known)| (finding, known.count)).collect();
        let mut parted = Parted::default();
        for diagnostic in diagnostics {
            let finding = Finding::of(&diagnostic, texts);
            let is_ours = diagnostic.code == Code::INTERNAL_ERROR;
            let count = finding.filter(|_| !is_ours).and_then(|finding| left.get_mut(&finding));
            match count.filter(|count| 0 < **count) {
                Some(count) => {
                    *count -= 1;
                    parted.known.push(diagnostic);
                }
                None => parted.new.push(diagnostic),
            }
        }
        parted.gone = left.values().sum();
        parted
    }

    /// Returns how many problems are known.
    pub fn len(&self) -> usize {
        self.findings.values().map(|known| known.count).sum()
    }

    /// Tells whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}
