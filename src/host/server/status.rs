//! What is wrong with a site, as pages show it.

use serde::Serialize;

use crate::base::{Diagnostic, LineIndex, Severity, Span};
use crate::model::source::Texts;
use crate::model::world::Failure;

/// More problems than these are counted and not shown.
const MOST: usize = 100;
/// Lines shown before and after the lines of a problem.
const AROUND: (usize, usize) = (2, 1);
/// More lines of a problem than these are not shown.
const MOST_LINES: usize = 6;
/// More characters of a line than these are not shown.
const MOST_COLUMNS: usize = 500;

/// The state of a site: its errors and warnings, the former first. Notes are
/// for the terminal.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Status {
    /// The build that is served.
    pub generation: u64,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// Why there is no newer build, if there should be one.
    pub failure: Option<String>,
    /// The problems.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub left_off: usize,
}

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// The stable name of its kind.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// The file, from the site's root, if it is known.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What to write instead.
    pub help: Option<String>,
    /// The lines around the place.
    pub lines: Vec<Frame>,
}

/// One line of a source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Frame {
    /// Its number, from 1.
    pub number: usize,
    /// Its text.
    pub text: String,
    /// The columns that are wrong, from 1, the second exclusive.
    pub marked: Option<(usize, usize)>,
}

impl Status {
    /// Makes the state of a build from its problems.
    pub fn of(generation: u64, diagnostics: &[Diagnostic], texts: &Texts) -> Status {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let with = |severity| diagnostics.iter().filter(move |d| d.severity == severity);
        let shown = with(Severity::Error).chain(with(Severity::Warning)).take(MOST);
        let problems: Vec<Problem> = shown.map(|found| Problem::of(found, texts)).collect();
        let left_off = (errors + warnings).saturating_sub(problems.len());
        Status { generation, errors, warnings, failure: None, problems, left_off }
    }

    /// Adds why there is no newer build.
    #[must_use]
    pub fn failed(mut self, failure: &Failure) -> Status {
        self.errors += usize::from(self.failure.is_none());
        self.failure = Some(failure.to_string());
        self
    }
}

impl Problem {
    fn of(diagnostic: &Diagnostic, texts: &Texts) -> Problem {
        let mut problem = Problem {
            code: diagnostic.code.name(),
            severity: diagnostic.severity.word(),
            message: diagnostic.message.clone(),
            file: None,
            line: 1,
            column: 1,
            help: diagnostic.help.clone(),
            lines: Vec::new(),
        };
        if let Some((path, text)) = texts.get(diagnostic.span.file) {
            let index = LineIndex::new(text);
            let start = index.position(diagnostic.span.range.start as usize);
            problem.file = Some(path.to_string());
            (problem.line, problem.column) = (start.line, start.column);
            problem.lines = frame(&index, diagnostic.span);
        }
        problem
    }
}

/// Returns the lines around a span; none for a problem with a file as a whole.
fn frame(index: &LineIndex<'_>, span: Span) -> Vec<Frame> {
    if span.range.is_empty() && span.range.start == 0 {
        return Vec::new();
    }
    let (start, end) = index.ends(span.range);
    // A span that ends with its line's end does not reach the next line.
    let reaches = start.line < end.line && end.column == 1;
    let last = if reaches { end.line - 1 } else { end.line };
    let last = last.min(start.line + MOST_LINES - 1);
    let first = start.line.saturating_sub(AROUND.0).max(1);
    let lines = (first..=last + AROUND.1).map(|number| {
        let text: String = index.line(number).chars().take(MOST_COLUMNS).collect();
        let length = text.chars().count();
        let marked = (start.line..=last).contains(&number).then(|| {
            let from = if number == start.line { start.column } else { indent(&text) + 1 };
            let to = if number == end.line { end.column } else { length + 1 };
            (from, to.min(length + 1).max(from + 1))
        });
        Frame { number, text, marked }
    });
    let lines: Vec<Frame> = lines.collect();
    trimmed(lines)
}

/// Drops empty lines around the problem: they say nothing, and those after it
/// may lie beyond the file's end.
fn trimmed(mut lines: Vec<Frame>) -> Vec<Frame> {
    let is_empty = |line: &Frame| line.text.trim().is_empty() && line.marked.is_none();
    while lines.last().is_some_and(is_empty) {
        lines.pop();
    }
    lines.into_iter().skip_while(is_empty).collect()
}

fn indent(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, SitePath, TextRange};

    fn problem(text: &str, range: TextRange) -> Problem {
        let mut texts = Texts::default();
        let path = SitePath::new("content/a.md").expect("inside");
        let file = texts.add(&path, text);
        let diagnostic = Diagnostic::new(Code::BROKEN_LINK, Span::new(file, range), "no page");
        let status = Status::of(7, &[diagnostic], &texts);
        assert_eq!((status.generation, status.errors, status.problems.len()), (7, 1, 1));
        status.problems.into_iter().next().expect("one")
    }

    #[test]
    fn shows_the_lines_around_in_characters() {
        let text = "one\ntwo\nthree\nüü [x](y.md) z\nfive\nsix\n";
        let at = text.find("y.md").expect("there");
        let problem = problem(text, TextRange::new(at, at + 4));
        assert_eq!((problem.line, problem.column), (4, 8));
        let marked = problem.lines.iter().map(|line| (line.number, line.marked));
        let expected = [(2, None), (3, None), (4, Some((8, 12))), (5, None)];
        assert_eq!(marked.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn marks_every_line_of_a_problem_and_not_too_many() {
        let short = problem("a\n  b\nc\n", TextRange::new(0, 6));
        let marked: Vec<_> = short.lines.iter().map(|line| line.marked).collect();
        assert_eq!(marked, [Some((1, 2)), Some((3, 4)), None]);
        let long = problem(&"x\n".repeat(50), TextRange::new(2, 80));
        assert_eq!(long.lines.iter().filter(|line| line.marked.is_some()).count(), MOST_LINES);
    }

    #[test]
    fn a_place_at_the_end_of_a_file_has_a_mark() {
        let problem = problem("a\nb", TextRange::new(3, 3));
        assert_eq!(problem.lines.last().and_then(|line| line.marked), Some((2, 3)));
        assert_eq!(problem.lines.len(), 2);
    }

    #[test]
    fn counts_what_it_does_not_show() {
        let span = Span::start_of(crate::base::FileId::of(&SitePath::default()));
        let warning = Diagnostic::new(Code::MISSING_ALT, span, "no text");
        let mut found = vec![warning; MOST];
        found.push(Diagnostic::new(Code::BROKEN_LINK, span, "no page"));
        let status = Status::of(1, &found, &Texts::default());
        assert_eq!((status.errors, status.warnings, status.left_off), (1, MOST, 1));
        assert_eq!(status.problems.first().map(|problem| problem.severity), Some("error"));
        let failure = Failure::new("cannot read `x`", "no");
        assert_eq!(status.failed(&failure).errors, 2);
    }
}
