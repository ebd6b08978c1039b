//! Sites in memory, and what a build of one gives.

use std::collections::BTreeMap;
use std::time::Duration;

use handover::base::SitePath;
use handover::base::position::LineIndex;
use handover::base::{Diagnostic, Severity};
use handover::host::{MemoryFiles, MemorySink};
use handover::model::extension::Mode;
use handover::model::source::Texts;
use handover::model::world::{Clock, Files, World};
use handover::pipeline::{self, Options, Session};
use jiff::civil::{Date, date};

/// The day of every build here.
pub const TODAY: Date = date(2026, 11, 22);

/// A clock that stands.
struct Stopped;

impl Clock for Stopped {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

/// What a build gave.
#[derive(PartialEq, Eq)]
pub struct Output {
    /// Problems as reports show them, in order.
    pub problems: Vec<Problem>,
    /// All files by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A problem with its place as people count it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub path: String,
    pub place: String,
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
}

impl Problem {
    fn of(diagnostic: &Diagnostic, texts: &Texts) -> Problem {
        let known = texts.get(diagnostic.span.file);
        let (path, text) = known.map_or(("?".into(), ""), |(path, text)| (path.to_string(), text));
        let (start, end) = LineIndex::new(text).ends(diagnostic.span.range);
        Problem {
            path,
            place: format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column),
            severity: diagnostic.severity,
            code: diagnostic.code.name(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }

    /// Writes the problem as the cases do: one line, and one for the help.
    pub fn show(&self) -> String {
        let severity = self.severity.word();
        let Problem { path, place, code, message, .. } = self;
        let first = format!("{path}:{place} {severity} {code}: {message}\n");
        self.help.iter().fold(first, |text, help| text + "  help: " + help + "\n")
    }
}

impl Output {
    /// Returns a file of the site as text; empty if there is none.
    pub fn text(&self, path: &str) -> String {
        let bytes = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Returns all problems as text.
    pub fn shown(&self) -> String {
        self.problems.iter().map(Problem::show).collect()
    }

    /// Returns all pages with their texts.
    pub fn pages(&self) -> impl Iterator<Item = (&str, String)> {
        let pages = self.files.keys().filter(|path| path.ends_with(".html"));
        pages.map(|path| (path.as_str(), self.text(path)))
    }
}

/// Builds a site with a session of its own.
pub fn build(files: &dyn Files) -> Output {
    build_in(&Session::new(), files)
}

/// Builds a site with a session that may remember earlier builds.
pub fn build_in(session: &Session, files: &dyn Files) -> Output {
    let sink = MemorySink::new(files, SitePath::default());
    let world = World { files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let built = pipeline::build(session, world, options, &sink, &|_, _| {}).expect("memory");
    let problem = |diagnostic| Problem::of(diagnostic, &built.texts);
    let problems = built.diagnostics.iter().map(problem).collect();
    let files = sink.into_files().into_iter();
    Output { problems, files: files.map(|(path, bytes)| (path.to_string(), bytes)).collect() }
}

/// Builds a site of one page, `a.md`, with an empty configuration.
pub fn build_page(text: &str) -> Output {
    build(&MemoryFiles::new().with("handover.toml", "").with("a.md", text))
}
