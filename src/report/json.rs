//! Problems as one JSON document, for programs.
//!
//! Paths are relative to the site's root; lines and columns begin at 1, and
//! the end is exclusive.

use serde::Serialize;

use super::place::{Counts, Lines, Place};
use crate::base::{Diagnostic, Fix, Label, Position};
use crate::model::source::Texts;
use crate::model::training::AgainList;

#[derive(Serialize)]
struct Document<'a> {
    diagnostics: Vec<Problem<'a>>,
    summary: Summary,
    /// Who must learn again since the earlier build that is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    learn_again: Option<&'a AgainList<'a>>,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    /// Whether the baseline knows it; such problems are written only where
    /// they are asked for.
    known: bool,
    #[serde(flatten)]
    spot: Spot,
    help: Option<&'a str>,
    fix: Option<Edit<'a>>,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Mention<'a>>,
}

/// Where some text begins and ends.
#[derive(Serialize)]
struct Spot {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl From<Place> for Spot {
    fn from(Place { path: file, start, end }: Place) -> Spot {
        let (Position { line, column }, end_line, end_column) = (start, end.line, end.column);
        Spot { file, line, column, end_line, end_column }
    }
}

#[derive(Serialize)]
struct Mention<'a> {
    message: &'a str,
    #[serde(flatten)]
    spot: Spot,
}

/// What to put in place of some text to remove the problem.
#[derive(Serialize)]
struct Edit<'a> {
    file: String,
    start: Point,
    end: Point,
    replacement: &'a str,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

impl From<Position> for Point {
    fn from(Position { line, column }: Position) -> Point {
        Point { line, column }
    }
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    pages: usize,
    planned: usize,
    known: usize,
    gone: usize,
}

/// What a summary says beside the counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// How many pages there are.
    pub pages: usize,
    /// How many planned pages are registered.
    pub planned: usize,
    /// How many problems the baseline knows.
    pub known: usize,
    /// How many it knows that are not there any more.
    pub gone: usize,
}

/// The problems of a site: those that are new, and those that the baseline
/// knows.
#[derive(Clone, Copy, Debug)]
pub struct Problems<'a> {
    /// New ones.
    pub new: &'a [Diagnostic],
    /// Known ones.
    pub known: &'a [Diagnostic],
}

/// Writes problems as a JSON document with a line end: the new ones, then
/// those the baseline knows; and who must learn again, where an earlier build
/// is named.
pub fn write(
    Problems { new, known }: Problems<'_>,
    texts: &Texts,
    totals: Totals,
    learn_again: Option<&AgainList<'_>>,
) -> String {
    let mut lines = Lines::new(texts);
    let mut problems = Vec::with_capacity(new.len() + known.len());
    for (diagnostics, known) in [(new, false), (known, true)] {
        let all = diagnostics.iter();
        problems.extend(all.map(|diagnostic| Problem { known, ..problem(diagnostic, &mut lines) }));
    }
    let Counts { errors, warnings, notes } = Counts::of(new);
    let Totals { pages, planned, known, gone } = totals;
    let summary = Summary { errors, warnings, notes, pages, planned, known, gone };
    let document = Document { diagnostics: problems, summary, learn_again };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn problem<'a>(diagnostic: &'a Diagnostic, lines: &mut Lines<'_>) -> Problem<'a> {
    Problem {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        known: false,
        spot: lines.place(diagnostic.span).into(),
        help: diagnostic.help.as_deref(),
        fix: diagnostic.fix.as_ref().map(|fix| edit(fix, lines)),
        labels: diagnostic.labels.iter().map(|label| mention(label, lines)).collect(),
    }
}

fn mention<'a>(label: &'a Label, lines: &mut Lines<'_>) -> Mention<'a> {
    Mention { message: &label.message, spot: lines.place(label.span).into() }
}

fn edit<'a>(fix: &'a Fix, lines: &mut Lines<'_>) -> Edit<'a> {
    let place = lines.place(fix.span);
    Edit {
        file: place.path,
        start: place.start.into(),
        end: place.end.into(),
        replacement: &fix.replacement,
    }
}
