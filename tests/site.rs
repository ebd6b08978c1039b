//! Sites in memory, and what a build of one gives.

use std::collections::BTreeMap;
use std::time::Duration;

use handover::base::SitePath;
use handover::base::position::LineIndex;
use handover::base::{Diagnostic, FileId, Severity};
use handover::host::{MemoryFiles, MemorySink};
use handover::model::extension::Mode;
use handover::model::source::Texts;
use handover::model::world::{Clock, Files, World};
use handover::pipeline::{self, Options, Prepared, Session};
use jiff::civil::{Date, date};

/// The day of every build here.
pub const TODAY: Date = date(2026, 11, 22);

/// A clock that stands.
pub struct Stopped;

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
    fn of<'a>(
        diagnostic: &Diagnostic,
        texts: &'a Texts,
        lines: &mut BTreeMap<FileId, LineIndex<'a>>,
    ) -> Problem {
        let file = diagnostic.span.file;
        let (path, text) = texts.get(file).unzip();
        let lines = lines.entry(file).or_insert_with(|| LineIndex::new(text.unwrap_or_default()));
        let (start, end) = lines.ends(diagnostic.span.range);
        Problem {
            path: path.map_or("?".into(), ToString::to_string),
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
    let mut lines = BTreeMap::new();
    let problem = |diagnostic| Problem::of(diagnostic, &built.texts, &mut lines);
    let problems = built.diagnostics.iter().map(problem).collect();
    let files = sink.into_files().into_iter();
    Output { problems, files: files.map(|(path, bytes)| (path.to_string(), bytes)).collect() }
}

/// Makes everything up to the checked site.
pub fn prepare(files: &dyn Files) -> Prepared {
    let world = World { files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    pipeline::prepare(&Session::new(), world, options).expect("memory")
}

/// Builds a site of one page, `a.md`, with an empty configuration.
pub fn build_page(text: &str) -> Output {
    build(&MemoryFiles::new().with("handover.toml", "").with("a.md", text))
}
